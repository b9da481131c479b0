package draft

import (
	"context"
	"errors"
	"strings"
	"testing"

	"capgraph/graph"
)

const page = `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Marwick buys Tolland | Test Daily</title>
<link rel="canonical" href="https://example.com/news/marwick?utm_source=x">
<meta property="og:site_name" content="Test Daily"><meta property="article:published_time" content="2025-05-15T08:00:00Z">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Marwick buys Tolland &amp; more",
 "author": [{"@type": "Person", "name": "Ann Writer"}], "publisher": {"name": "The Test Daily"}, "datePublished": "2025-05-15", "dateModified": "2025-05-16T10:00:00+02:00", "inLanguage": "en"}]}</script></head>
<body><nav><ul><li>Home</li><li>Google buys Amazon</li></ul></nav><article><h1>Marwick buys Tolland</h1>
<p>Marwick Group has acquired <a href="/t">Tolland Freight</a> for $85 million, it announced on Monday, in what it called the deal of the year.</p>
<h2>Meta buys Apple</h2>
<figure><img src="a.png"><figcaption>Hugh Marwick, CEO of Marwick Group, in London.</figcaption></figure>
<p>The purchase was completed on 12 May 2025, after the shareholders of both companies had agreed to it in their general meetings.</p>
</article><footer>© Test Daily</footer><script>var x = "Google acquired Meta for $1 billion.";</script></body></html>`

func TestPageIsRead(t *testing.T) {
	d := mustDraft(t, page, Options{})
	want := Article{Title: "Marwick buys Tolland & more", Publisher: "The Test Daily", Author: "Ann Writer", Language: "en", Published: "2025-05-15", Revised: "2025-05-16", URL: "https://example.com/news/marwick?utm_source=x"}
	got := d.Article
	got.Paragraphs, got.Caption = nil, ""
	if got.Title != want.Title || got.Publisher != want.Publisher || got.Author != want.Author || got.Language != want.Language || got.Published != want.Published || got.Revised != want.Revised || got.URL != want.URL {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if len(d.Article.Paragraphs) != 2 || !strings.HasPrefix(d.Article.Paragraphs[1], "The purchase") {
		t.Errorf("got the paragraphs %q, want two, without menu, heading and caption", d.Article.Paragraphs)
	}
	file := mustYAML(t, d)
	for _, want := range []string{"price: 85 m USD", "date: 2025-05-12", "at: caption", "url: https://example.com/news/marwick"} {
		if !strings.Contains(file, want) {
			t.Errorf("got\n%s\nwant %q in it", file, want)
		}
	}
	for _, unwanted := range []string{"Google", "Apple"} {
		if strings.Contains(file, unwanted) {
			t.Errorf("got %q in the draft, want nothing of menus, headings and scripts", unwanted)
		}
	}
}

func TestPageInAnotherEncoding(t *testing.T) {
	latin := "<html lang=fr><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-1\"><title>Rachat</title></head><body><p>S\xe9l\xe8ne a achet\xe9 Nuag\xe9o pour 85 millions d'euros, a annonc\xe9 lundi le groupe dans un communiqu\xe9 de presse.</p></body></html>"
	d := mustDraft(t, latin, Options{})
	if len(d.Facts) != 1 || d.Facts[0].Parties["acquirer"][0].Name != "Sélène" {
		t.Errorf("got %+v, want one deal by Sélène", d.Facts)
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(page))
	f.Add([]byte("<!doctype html><p>Sélène a cédé 12 % de Nuagéo."))
	f.Add([]byte(`<html><script type="application/ld+json">[[[{"@type": ["x", "Article"], "headline": {"name": []}, "datePublished": "2025-99-99"}]]]</script><table><tr><td>a<p>b</table><svg><p>c<template><p>d`))
	f.Add([]byte("<html lang=x-><meta property=og:url content='http://%'><link rel=canonical href='://'><body><figure><p>a<figcaption>b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := From(context.Background(), append([]byte("<html>"), data...), Options{Told: Article{Language: "en"}})
		if err != nil {
			if graph.CodeOf(err) == graph.Internal {
				t.Fatal(err)
			}
			return
		}
		if _, err := d.YAML(); err != nil {
			t.Fatal(err, errors.Unwrap(err))
		}
	})
}
