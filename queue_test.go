package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// apples is a store with two companies that are called Apple.
func apples(t *testing.T) string {
	t.Helper()
	store := newStore(t)
	register := filepath.Join(t.TempDir(), "register.yaml")
	text := "capgraph: 1\narticle: {id: register, title: Register, type: note, retrieved: 2025-01-01}\nentities:\n  company: {a: {name: Apple, id: company:apple}, c: {name: Apple Corps, aliases: [Apple], id: company:apple-corps}}\n" +
		"facts:\n- company: {is: a, country: US}\n- company: {is: c, country: GB}\n"
	if err := os.WriteFile(register, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := onStore(t, store, "seed", register); err != nil {
		t.Fatal(out, err)
	}
	return store
}

func TestQueueAndDecide(t *testing.T) {
	store, file := apples(t), filepath.Join(t.TempDir(), "news.jsonl")
	if err := os.WriteFile(file, []byte(articleOf("news", "Apple", "computers")+articleOf("other", "Pear", "fruit")), 0o600); err != nil {
		t.Fatal(err)
	}
	says := func(code exitCode, want string, args ...string) {
		t.Helper()
		got, err := onStore(t, store, args...)
		var exit exitCode
		if errors.As(err, &exit); exit != code || err != nil && exit == 0 || !strings.Contains(got, want) {
			t.Errorf("%v: got (%v)\n%s\nwant %d and\n%s", args, err, got, code, want)
		}
	}
	says(1, "refused, nothing of it is written", "seed", "--dry-run", file)
	says(4, "(preview, nothing is written)", "seed", "--dry-run", "--queue", file)
	report := filepath.Join(t.TempDir(), "report.jsonl")
	says(4, "news.jsonl:1: article:news waiting: 0 created, 0 changed, 0 unchanged, 0 conflicting, 0 refused, 1 waiting for a decision\n"+
		"  to decide   "+file+":1:", "seed", "--queue", "--report", report, file)
	says(4, "in all: 2 unchanged, 1 skipped as known; facts: 0 created, 0 changed, 1 unchanged, 0 conflicting, 0 refused, 1 waiting\n", "seed", "--queue", file)
	if lines, err := os.ReadFile(report); err != nil || !strings.Contains(string(lines), `"article":"article:news","outcome":"WAITING","facts":{"created":0,"changed":0,"unchanged":0,"conflicting":0,"refused":0,"waiting":1},"problems":[{`) ||
		!strings.Contains(string(lines), `"articles":{"CREATED":1,"WAITING":1}`) {
		t.Errorf("got the report %s, %v; want an article that waits", lines, err)
	}
	says(0, "  a  Apple, [company], line 1\n    in facts[0].company\n    0.90  company:apple (Apple): same name \"Apple\"\n    0.85  company:apple-corps (Apple Corps): alias \"Apple\"\n"+
		"    capgraph decide article:news \"a\" ID, or --new\n", "queue")
	says(0, "nothing waits", "queue", "--kind", "person")
	says(2, "", "queue", "--kind", "star")
	out, err := onStore(t, store, "queue", "--json")
	var line struct {
		Article, Mention string
		Candidates       []struct{ Record string }
	}
	if json.Unmarshal([]byte(out), &line) != nil || err != nil || line.Article != "article:news" || line.Mention != "a" || len(line.Candidates) != 2 {
		t.Errorf("got %s, %v; want a line of JSON", out, err)
	}
	says(1, "refused, nothing is written: ", "decide", "news", "a", "company:nobody")
	says(4, "1 waiting for a decision", "decide", "news")
	says(0, "article:news changed (preview, nothing is written): 0 created", "decide", "--dry-run", "news", "a", "company:apple-corps")
	says(0, "article:news changed: 0 created", "decide", "news", "a", "company:apple-corps")
	says(1, "nothing of article:news waits", "decide", "news", "a", "company:apple")
	says(0, "DECIDE", "log", "--article", "news", "--first", "1")
	says(0, "the write is undone", "undo", "news")
	says(0, "article:news", "queue")
	says(0, "article:news changed: 1 created", "decide", "news", "a", "--new")
	says(0, "nothing waits", "queue")
}

func TestImportQueuesWhatIsAmbiguous(t *testing.T) {
	store, folder := apples(t), t.TempDir()
	mapping, table := filepath.Join(folder, "m.yaml"), filepath.Join(folder, "h.csv")
	for name, text := range map[string]string{
		mapping: "mapping: 1\narticle: {publisher: X, type: press, language: en}\nkeys: ZZ-HOLD\nentities:\n  owner: {name: owner}\n  company: {name: company}\n" +
			"facts:\n- kind: stake\n  parties: {owner: owner, company: company}\n  values: {share: share}\n",
		table: "owner,company,share\nApple,Gamma,5 %\nBeta,Gamma,7 %\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var exit exitCode
	out, err := onStore(t, store, "import", "--queue", "--from", mapping, table)
	if errors.As(err, &exit); exit != exitWaiting || !strings.Contains(out, "2 facts wait until it is decided") {
		t.Errorf("got (%v)\n%s\nwant all facts of the article to wait", err, out)
	}
	if out, err := onStore(t, store, "decide", "m-h-0001", "apple", "company:apple"); err != nil || !strings.Contains(out, "article:m-h-0001 changed: 2 created") {
		t.Errorf("got (%v)\n%s\nwant both facts loaded", err, out)
	}
	if out, err := onStore(t, store, "import", "--queue", "--from", mapping, table); err != nil || !strings.Contains(out, "2 unchanged") {
		t.Errorf("got (%v)\n%s\nwant nothing to change", err, out)
	}
}
