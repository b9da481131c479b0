package graphtest

import (
	"fmt"
	"testing"

	"capgraph/graph"
)

var matchCases = []readingCase{
	{"ids with exactly that key, for each key", func(t *testing.T, w *world) {
		w.matches(t, "company", "name", []string{"meta", "societe generale", "字节跳动"},
			"map[meta:[company:meta] societe generale:[company:societe-generale] 字节跳动:[company:字节跳动]]")
	}},
	{"sorted when several match", func(t *testing.T, w *world) {
		w.matches(t, "company", "country", []string{"US"}, "map[US:[company:anthropic company:google company:meta company:scale-ai]]")
	}},
	{"keys that match nothing have no entry", func(t *testing.T, w *world) {
		w.matches(t, "company", "name", []string{"meta", "nobody", "met", "Meta", "societe"}, "map[meta:[company:meta]]")
	}},
	{"no keys match nothing", func(t *testing.T, w *world) {
		w.matches(t, "company", "name", nil, "map[]")
		w.matches(t, "company", "name", []string{}, "map[]")
	}},
	{"repeated keys make no difference", func(t *testing.T, w *world) {
		w.matches(t, "company", "name", []string{"meta", "meta"}, "map[meta:[company:meta]]")
	}},
	{"by kind and by field", func(t *testing.T, w *world) {
		w.matches(t, "person", "name", []string{"meta", "mark zuckerberg"}, "map[mark zuckerberg:[person:mark-zuckerberg]]")
		w.matches(t, "company", "industry", []string{"meta", "search"}, "map[search:[company:google]]")
	}},
	{"any of several values", func(t *testing.T, w *world) {
		w.matches(t, "company", "name", []string{"facebook", "alphabet"}, "map[alphabet:[company:google] facebook:[company:meta]]")
		w.matches(t, "acquisition", "acquirer", []string{"company:google"}, "map[company:google:[acquisition:acme-deal]]")
	}},
	{"what is contested", func(t *testing.T, w *world) {
		w.matches(t, "acquisition", graph.EntryContested, []string{"price", "target"}, "map[price:[acquisition:acme-deal]]")
		w.matches(t, "company", graph.EntryContested, []string{"price"}, "map[]")
	}},
	{"articles and claims too", func(t *testing.T, w *world) {
		w.matches(t, "article", "status", []string{"WITHDRAWN"}, "map[WITHDRAWN:[article:blog]]")
	}},
	{"versions of any day, known now", func(t *testing.T, w *world) {
		ten, _ := Value("stake", "share", "10 %").Span()
		w.matches(t, "stake", "share", []string{ten}, fmt.Sprintf("map[%s:[stake:google.anthropic stake:societe-generale.angstrom]]", ten))
		w.matches(t, "company", "industry", []string{"advertising"}, "map[]")
	}},
}

func (w *world) matches(t *testing.T, kind graph.Kind, field string, keys []string, want string) {
	t.Helper()
	got, err := w.Match(t.Context(), kind, field, keys)
	must(t, err)
	if got == nil {
		t.Error("got nil, want a map")
	}
	equal(t, fmt.Sprintf("%s by %s %q", kind, field, keys), fmt.Sprint(got), want)
}
