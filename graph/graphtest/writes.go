package graphtest

import (
	"fmt"
	"strings"
	"testing"

	"capgraph/graph"
)

var writesCases = []readingCase{
	{"latest first", func(t *testing.T, w *world) {
		equal(t, "log", w.logged(t, "", 10), "WITHDRAW blog, SEED blog, SEED wire, SEED onemedia, SEED history, SEED register")
	}},
	{"at most limit", func(t *testing.T, w *world) {
		equal(t, "log", w.logged(t, "", 2), "WITHDRAW blog, SEED blog")
		equal(t, "log", w.logged(t, "article:blog", 1), "WITHDRAW blog")
	}},
	{"only those that touched the article", func(t *testing.T, w *world) {
		equal(t, "log", w.logged(t, "article:blog", 10), "WITHDRAW blog, SEED blog")
		equal(t, "log", w.logged(t, "article:wire", 10), "SEED wire")
		equal(t, "log", w.logged(t, "article:nothing", 10), "")
	}},
	{"only those of the actor, and up to Until", func(t *testing.T, w *world) {
		for _, query := range []graph.LogQuery{
			{Actor: "graphtest", Limit: 10}, {Actor: "nobody", Limit: 10}, {Until: w.after["wire"], Limit: 10}, {Until: 1, Limit: 10},
			{Article: "article:blog", Actor: "graphtest", Until: w.after["blog"], Limit: 10}, {Actor: "graphtest", Until: w.after["blog"], Limit: 2},
		} {
			got, err := w.Writes(t.Context(), query)
			must(t, err)
			want, err := w.reference.Writes(t.Context(), query)
			must(t, err)
			equal(t, fmt.Sprintf("%+v", query), fmt.Sprint(got), fmt.Sprint(want))
		}
	}},
	{"who, when and how much", func(t *testing.T, w *world) {
		entries, err := w.Writes(t.Context(), graph.LogQuery{Article: "article:wire", Limit: 1})
		must(t, err)
		want := graph.LogEntry{At: w.after["wire"], Actor: "graphtest", Action: graph.ActionSeed, Article: "article:wire", Changed: 1, Reason: graph.NewSource}
		if len(entries) != 1 || entries[0] != want {
			t.Errorf("got %+v, want %+v", entries, want)
		}
	}},
}

var unwrittenCases = []writingCase{
	{"an empty store has none", func(t *testing.T, h Harness) {
		entries, err := open(t, h).Writes(t.Context(), graph.LogQuery{Limit: 10})
		must(t, err)
		if len(entries) != 0 {
			t.Errorf("got %+v, want none", entries)
		}
	}},
	{"what changed nothing is not logged", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, onemedia(), onemedia())
		entries, err := store.Writes(t.Context(), graph.LogQuery{Limit: 10})
		must(t, err)
		if len(entries) != 1 {
			t.Errorf("got %+v, want one entry", entries)
		}
	}},
}

func (w *world) logged(t *testing.T, article graph.ID, limit int) string {
	t.Helper()
	entries, err := w.Writes(t.Context(), graph.LogQuery{Article: article, Limit: limit})
	must(t, err)
	var lines []string
	for _, e := range entries {
		lines = append(lines, fmt.Sprintf("%s %s", e.Action, e.Article.Slug()))
	}
	return strings.Join(lines, ", ")
}
