package graphtest

import (
	"fmt"
	"slices"
	"testing"

	"capgraph/graph"
)

var searchCases = []readingCase{
	{"no words find nothing", func(t *testing.T, w *world) {
		w.finds(t, "", "")
		w.finds(t, "?!", "")
	}},
	{"whole words, regardless of case, accents and width", func(t *testing.T, w *world) {
		w.finds(t, "meta", "meta")
		w.finds(t, "SOCIETE GÉNÉRALE", "societe-generale")
		w.finds(t, "Angstrom", "angstrom angstrom-labs")
		w.finds(t, "ACME", "acme")
	}},
	{"prefixes of words", func(t *testing.T, w *world) {
		w.finds(t, "anth", "anthropic")
		w.finds(t, "ai", "scale-ai")
		w.finds(t, "a", "acme angstrom angstrom-labs anthropic google scale-ai tom-alison")
		w.finds(t, "thropic", "")
	}},
	{"scripts", func(t *testing.T, w *world) {
		w.finds(t, "字节", "字节跳动")
		w.finds(t, "节跳", "")
		w.finds(t, "𠮷", "x020bb7野家")
		w.finds(t, "﨑陽軒", "x00fa11陽軒")
	}},
	{"aliases", func(t *testing.T, w *world) {
		w.finds(t, "facebook", "meta")
		w.finds(t, "bytedance", "字节跳动")
	}},
	{"one letter too many, too few, wrong or swapped", func(t *testing.T, w *world) {
		w.finds(t, "gooogle", "google")
		w.finds(t, "gogle", "google")
		w.finds(t, "giogle", "google")
		w.finds(t, "goolge", "google")
		w.finds(t, "zuckerbreg", "mark-zuckerberg")
		w.finds(t, "xanthropic", "anthropic")
		w.finds(t, "nthropic", "anthropic")
	}},
	{"two edits are too many", func(t *testing.T, w *world) {
		w.finds(t, "gooooogle", "")
		w.finds(t, "ggle", "")
		w.finds(t, "ogolge", "")
	}},
	{"edits count from four letters on", func(t *testing.T, w *world) {
		w.finds(t, "mte", "")
		w.finds(t, "mets", "meta")
		w.finds(t, "met", "meta")
		w.finds(t, "acm", "acme")
		w.finds(t, "axm", "")
		w.finds(t, "aie", "")
	}},
	{"four letters are letters, not bytes", func(t *testing.T, w *world) {
		w.finds(t, "字节跳", "字节跳动")
		w.finds(t, "字节动", "")
		w.finds(t, "字节跳跳", "字节跳动")
	}},
	{"an edit and a beginning do not add up", func(t *testing.T, w *world) {
		w.finds(t, "gogl", "")
		w.finds(t, "zukcer", "")
	}},
	{"each word must be answered, by any of the names", func(t *testing.T, w *world) {
		w.finds(t, "scale ai", "scale-ai")
		w.finds(t, "ai scale", "scale-ai")
		w.finds(t, "facebook meta", "meta")
		w.finds(t, "alphabet google", "google")
		w.finds(t, "platfroms face", "meta")
		w.finds(t, "meta google", "")
		w.finds(t, "angstrom labs", "angstrom-labs")
		w.finds(t, "meta me met", "meta")
	}},
	{"only the kinds asked for; none means all entities", func(t *testing.T, w *world) {
		w.finds(t, "m", "meta mark-zuckerberg")
		w.finds(t, "m", "mark-zuckerberg", "person")
		w.finds(t, "m", "meta mark-zuckerberg", "person", "company", "person")
		w.finds(t, "m", "", "datacenter")
		w.finds(t, "hyp", "hyperion")
		w.finds(t, "onemedia", "")
		w.finds(t, "chief", "")
	}},
	{"words that look like syntax are letters or nothing", func(t *testing.T, w *world) {
		for _, text := range []string{"meta OR google", "NEAR", "meta*", "\"meta", "name:meta", "(meta", "%", "_eta", "' OR 1=1 --"} {
			w.finds(t, text, w.expected(t, graph.Words(text)))
		}
	}},
	{"what is found is what is known now", func(t *testing.T, w *world) {
		found, err := w.Search(t.Context(), []string{"google"}, nil)
		must(t, err)
		for _, r := range found {
			if r.Known.To != 0 || r.Kind != "company" || graph.UsualName(r) != "Google" {
				t.Errorf("got %s, want Google as known now", show(r))
			}
		}
	}},
}

// finds checks which entities are found, in order of their ids.
func (w *world) finds(t *testing.T, text, want string, kinds ...graph.Kind) {
	t.Helper()
	found, err := w.Search(t.Context(), graph.Words(text), kinds)
	must(t, err)
	equal(t, fmt.Sprintf("search for %q", text), slugs(sorted(found)), want)
}

func (w *world) expected(t *testing.T, words []string) string {
	t.Helper()
	found, err := w.reference.Search(t.Context(), words, nil)
	must(t, err)
	return slugs(sorted(found))
}

func sorted(records []*graph.Record) []*graph.Record {
	slices.SortFunc(records, func(a, b *graph.Record) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return records
}

var manyFoundCases = []writingCase{
	{"of more than MaxSearch the shortest names, then the lowest ids", func(t *testing.T, h Harness) {
		store, crowded := open(t, h), crowd(graph.MaxSearch+20)
		want := &reference{}
		if _, err := want.commit(apply(t, store, crowded).At, crowded); err != nil {
			t.Fatal(err)
		}
		for _, words := range [][]string{{"echo"}, {"ech"}, {"ecco"}, {"echo", "é"}, {"x"}} {
			found, err := store.Search(t.Context(), words, nil)
			must(t, err)
			wanted, err := want.Search(t.Context(), words, nil)
			must(t, err)
			equal(t, fmt.Sprintf("%d found for %q", len(found), words), slugs(sorted(found)), slugs(sorted(wanted)))
		}
	}},
	{"a withdrawn name is found no more, a restored one again", func(t *testing.T, h Harness) {
		store := open(t, h)
		search := func() string {
			found, err := store.Search(t.Context(), []string{"meteor"}, nil)
			must(t, err)
			return slugs(found)
		}
		named := func() graph.Change { return Article("naming", Company("Meta", "name", "Meteor")) }
		Load(t, store, register(), named())
		equal(t, "found", search(), "meta")
		Load(t, store, Withdraw("naming"))
		equal(t, "found after the withdrawal", search(), "")
		Load(t, store, named())
		equal(t, "found after the restoration", search(), "meta")
	}},
}

// crowd is an article that names n companies that a search for echo finds.
// Lengths are counted in letters, so é takes no more room than e.
func crowd(n int) graph.Change {
	parts := []Part{On("2025-01-01")}
	for i := range n {
		name := fmt.Sprintf("Echo %03d", i)
		switch i % 4 {
		case 0:
			name = fmt.Sprintf("Écho ééé %03d", i)
		case 1:
			name = fmt.Sprintf("Echo exxx %03d", i)
		}
		parts = append(parts, Company(name))
	}
	return Article("crowd", parts...)
}
