package graphtest

import (
	"testing"

	"capgraph/graph"
)

var listCases = []readingCase{
	{"one page under the empty id without Of", func(t *testing.T, w *world) {
		equal(t, "people", outline(list(t, w, graph.Query{Kind: "person", Slice: today, Limit: 5})), "mark-zuckerberg tom-alison")
		equal(t, "products", outline(list(t, w, graph.Query{Kind: "product", Slice: today, Limit: 5, Count: true})), "")
	}},
	{"each record once, those in force on the day only", func(t *testing.T, w *world) {
		stakes := func(day string) string {
			return outline(list(t, w, graph.Query{Kind: "stake", Slice: graph.Slice{Day: Day(day)}, Limit: 10}))
		}
		undated := "google.anthropic meta.anthropic societe-generale.angstrom 字节跳动.scale-ai"
		equal(t, "stakes in 1999", stakes("1999-12-31"), undated)
		equal(t, "stakes in May 2025", stakes("2025-05-31"), undated)
		equal(t, "stakes in June 2025", stakes("2025-06-01"), "google.anthropic meta.anthropic meta.scale-ai societe-generale.angstrom 字节跳动.scale-ai")
	}},
	{"events from their date or first observation on", func(t *testing.T, w *world) {
		deals := func(day string) string {
			return outline(list(t, w, graph.Query{Kind: "acquisition", Slice: graph.Slice{Day: Day(day)}, Limit: 10}))
		}
		equal(t, "deals the day before", deals("2025-06-11"), "")
		equal(t, "deals on the day", deals("2025-06-12"), "acme-deal")
	}},
	{"at what was known then", func(t *testing.T, w *world) {
		known := func(name string) string {
			return outline(list(t, w, graph.Query{Kind: "stake", Slice: graph.Slice{Day: today.Day, Known: w.after[name]}, Limit: 10}))
		}
		equal(t, "stakes after register", known("register"), "")
		equal(t, "stakes after history", known("history"), "google.anthropic societe-generale.angstrom")
		equal(t, "stakes after the blog", known("blog"), "google.anthropic google.scale-ai meta.anthropic meta.scale-ai societe-generale.angstrom 字节跳动.scale-ai")
		equal(t, "stakes before anything", outline(list(t, w, graph.Query{Kind: "stake", Slice: graph.Slice{Day: today.Day, Known: 1}, Limit: 10})), "")
	}},
	{"articles and claims are listed like other records", func(t *testing.T, w *world) {
		equal(t, "articles", outline(list(t, w, graph.Query{Kind: "article", Slice: today, Order: graph.Order{Field: "published", Desc: true}, Limit: 10})), "blog wire onemedia register history")
		w.asked(t, graph.Query{Kind: "claim", Slice: today, Limit: graph.MaxPage, Count: true})
		w.asked(t, graph.Query{Kind: "claim", Slice: today, Of: []graph.ID{"company:meta", AcmeDeal}, Fields: []string{"about"}, Limit: 20})
		w.asked(t, graph.Query{Kind: "claim", Slice: graph.Slice{Day: today.Day, Known: w.after["blog"]}, Of: []graph.ID{"article:blog"}, Fields: []string{"article"}, Limit: 20})
	}},
	{"Far is filled as in Records", func(t *testing.T, w *world) {
		page := list(t, w, graph.Query{Kind: "acquisition", Slice: today, Limit: 1})
		equal(t, "far ends of the deal", slugs(byID(page.Records[0].Far)), "acme google meta")
		w.asked(t, graph.Query{Kind: "stake", Slice: graph.Slice{Day: Day("2020-06-01")}, Limit: 10})
	}},
	{"Limit 0 gives no records and counts all the same", func(t *testing.T, w *world) {
		page := list(t, w, graph.Query{Kind: "company", Slice: today, Count: true})
		if len(page.Records) != 0 || page.Total != 11 {
			t.Errorf("got %d records of %d, want 0 of 11", len(page.Records), page.Total)
		}
	}},
	{"Total is counted only if asked for", func(t *testing.T, w *world) {
		equal(t, "page", outline(list(t, w, graph.Query{Kind: "company", Slice: today, Limit: 2})), "acme angstrom ...")
		equal(t, "page", outline(list(t, w, graph.Query{Kind: "company", Slice: today, Limit: 2, Count: true})), "acme angstrom ... of 11")
	}},
	{"More is false when the page ends with the list", func(t *testing.T, w *world) {
		equal(t, "all but one", outline(list(t, w, graph.Query{Kind: "stake", Slice: today, Limit: 4})),
			"google.anthropic meta.anthropic meta.scale-ai societe-generale.angstrom ...")
		equal(t, "all", outline(list(t, w, graph.Query{Kind: "stake", Slice: today, Limit: 5})),
			"google.anthropic meta.anthropic meta.scale-ai societe-generale.angstrom 字节跳动.scale-ai")
	}},
}

var parentCases = []readingCase{
	{"one page for each, empty for those without", func(t *testing.T, w *world) {
		pages := w.owners(t, graph.Query{Of: []graph.ID{"company:scale-ai", "company:meta", "company:anthropic"}, Limit: 5})
		equal(t, "owners", outlines(pages), "anthropic: google.anthropic meta.anthropic\n     meta: \n     scale-ai: meta.scale-ai 字节跳动.scale-ai")
	}},
	{"unknown and repeated parents have a page", func(t *testing.T, w *world) {
		pages := w.owners(t, graph.Query{Of: []graph.ID{"company:nobody", "company:scale-ai", "company:nobody", "company:scale-ai"}, Limit: 5, Count: true})
		equal(t, "owners", outlines(pages), "nobody: \n     scale-ai: meta.scale-ai 字节跳动.scale-ai of 2")
	}},
	{"limit, more and total are per parent", func(t *testing.T, w *world) {
		pages := w.owners(t, graph.Query{Of: []graph.ID{"company:scale-ai", "company:anthropic", "company:angstrom"}, Limit: 1, Count: true})
		equal(t, "owners", outlines(pages), "angstrom: societe-generale.angstrom of 1\n     anthropic: google.anthropic ... of 2\n     scale-ai: meta.scale-ai ... of 2")
	}},
	{"limit 0 per parent", func(t *testing.T, w *world) {
		pages := w.owners(t, graph.Query{Of: []graph.ID{"company:scale-ai", "company:meta"}, Count: true})
		if len(pages["company:scale-ai"].Records) != 0 || pages["company:scale-ai"].Total != 2 || pages["company:meta"].Total != 0 {
			t.Errorf("got %s, want no records, of 2 and of 0", outlines(pages))
		}
	}},
	{"from the end", func(t *testing.T, w *world) {
		pages := w.owners(t, graph.Query{Of: []graph.ID{"company:scale-ai", "company:anthropic"}, Last: true, Limit: 1})
		equal(t, "owners", outlines(pages), "anthropic: meta.anthropic ...\n     scale-ai: 字节跳动.scale-ai ...")
	}},
	{"a cursor holds for each parent", func(t *testing.T, w *world) {
		after := &graph.Cursor{Missing: true, ID: "stake:google.zzz"}
		pages := w.owners(t, graph.Query{Of: []graph.ID{"company:scale-ai", "company:anthropic"}, After: after, Limit: 5, Count: true})
		equal(t, "owners", outlines(pages), "anthropic: meta.anthropic of 2\n     scale-ai: meta.scale-ai 字节跳动.scale-ai of 2")
	}},
	{"several fields, a record that points by two of them once", func(t *testing.T, w *world) {
		query := graph.Query{Kind: "acquisition", Slice: today, Of: []graph.ID{"company:meta", "company:google", "company:acme", "company:anthropic"},
			Fields: []string{"acquirer", "target", "seller", "acquirer"}, Limit: 5, Count: true}
		w.asked(t, query)
		pages, err := w.List(t.Context(), query)
		must(t, err)
		equal(t, "deals", outlines(pages), "acme: acme-deal of 1\n     anthropic: \n     google: acme-deal of 1\n     meta: acme-deal of 1")
	}},
	{"only the fields asked for", func(t *testing.T, w *world) {
		pages, err := w.List(t.Context(), graph.Query{Kind: "acquisition", Slice: today, Of: []graph.ID{"company:meta", "company:acme"}, Fields: []string{"target"}, Limit: 5})
		must(t, err)
		equal(t, "deals", outlines(pages), "acme: acme-deal\n     meta: ")
	}},
	{"with a filter and an order", func(t *testing.T, w *world) {
		for _, order := range []graph.Order{{}, {Field: "share"}, {Field: "share", Desc: true}, {Field: "share", Upper: true}} {
			w.asked(t, graph.Query{Kind: "stake", Slice: today, Of: []graph.ID{"company:scale-ai", "company:anthropic", "company:meta"}, Fields: []string{"company", "owner"},
				Where: graph.Not{Predicate: within("stake", "share", "49 %")}, Order: order, Limit: 2, Count: true})
		}
	}},
}

// owners lists the stakes in the companies of the query.
func (w *world) owners(t *testing.T, query graph.Query) map[graph.ID]graph.Page {
	t.Helper()
	query.Kind, query.Slice, query.Fields = "stake", today, []string{"company"}
	pages, err := w.List(t.Context(), query)
	must(t, err)
	w.asked(t, query)
	return pages
}
