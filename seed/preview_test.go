package seed

import (
	"fmt"
	"io/fs"
	"math/rand"
	"testing"

	"capgraph/graph"
)

// TestPreviewEqualsCommit previews and then loads files of the demonstration in
// a random order, as one person after another would: each report must be that of
// the load but for having been committed, and the preview must leave no trace.
func TestPreviewEqualsCommit(t *testing.T) {
	names, err := fs.Glob(Demonstration(), "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewSource(7))
	random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	store := world(t)
	for _, name := range names[:40] {
		data, err := fs.ReadFile(Demonstration(), name)
		if err != nil {
			t.Fatal(err)
		}
		facts, problems := Decode(name, data)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		before, head := allKnown(t, store), headOf(t, store)
		preview, foreseen, err := Load(t.Context(), store, "ada", facts, true)
		if err != nil {
			t.Fatal(err)
		}
		if allKnown(t, store) != before || headOf(t, store) != head {
			t.Fatalf("%s: a preview changed the store", name)
		}
		facts, _ = Decode(name, data)
		report, found, err := Load(t.Context(), store, "ada", facts, false)
		if err != nil {
			t.Fatal(err)
		}
		preview.Committed = report.Committed
		if got, want := reported(preview)+foreseen.Error(), reported(report)+found.Error(); got != want {
			t.Fatalf("%s: previewed\n%s\nloaded\n%s", name, got, want)
		}
	}
}

func headOf(t *testing.T, store graph.Store) graph.Instant {
	t.Helper()
	head, err := store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return head
}

// allKnown prints all that is known of entities, relations, articles and claims.
func allKnown(t *testing.T, store graph.Store) string {
	t.Helper()
	text := ""
	for _, spec := range graph.Specs() {
		err := store.Project(t.Context(), spec.Kind, graph.Slice{Day: graph.LastDay}, func(r *graph.Record) error {
			text += fmt.Sprintln(r.ID, r.Valid, r.Known, string(graph.EncodeBody(r)))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return text
}

func reported(report *Report) string {
	text := fmt.Sprintln(report.File, report.Article, report.Outcome, report.Committed, report.Created, report.Changed, report.Unchanged, report.Conflicting)
	for _, part := range [][]FactReport{report.Entities, report.Facts} {
		for _, f := range part {
			text += fmt.Sprintln(f.Path, f.Outcome, f.Record, f.Label, *f.Matched, f.Changes, f.Also, f.Conflicts)
		}
	}
	return text + fmt.Sprintln(report.Records)
}

// TestConflictsOfAPreviewAreNew loads three files that disagree: the second makes
// the conflict, the third adds to it.
func TestConflictsOfAPreviewAreNew(t *testing.T) {
	store := world(t)
	for i, want := range []string{"[]", "[share]", "[]"} {
		text := fmt.Sprintf(`capgraph: 1
article: {id: number-%d, title: Number %d, language: en, published: 2025-05-01}
entities:
  company: {alpha: Alpha, beta: Beta}
facts:
- stake: {owner: alpha, company: beta, share: %d %%, since: 2025-05-01}
  at: p1
`, i, i, 10+i)
		facts, problems := Decode("file", []byte(text))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		report, problems, err := Load(t.Context(), store, "ada", facts, false)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		got := []string{}
		for _, record := range report.Records {
			got = append(got, record.Conflicts...)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("file %d: got the new conflicts %v, want %s", i, got, want)
		}
	}
}

// TestPreviewNamesWhatNewRecordsMayBe: a name that is known but for its legal
// form makes a new record, and the preview says so before it is made.
func TestPreviewNamesWhatNewRecordsMayBe(t *testing.T) {
	store := world(t)
	load(t, store, note("a", "  company: {alpha: \"Alpha Widgets, Inc.\"}\n", "- company: {is: alpha, country: US}\n"))
	facts, _ := Decode("b.yaml", []byte(note("b", "  company: {alpha: Alpha Widgets, beta: Beta Bank}\n", "- stake: {owner: alpha, company: beta, share: 5 %}\n")))
	for what, preview := range map[string]func() (*Report, error){
		"alone": func() (*Report, error) {
			report, _, err := Load(t.Context(), store, "ada", facts, true)
			return report, err
		},
		"among others": func() (*Report, error) {
			loaded, err := LoadAll(t.Context(), store, "ada", []*Facts{facts}, true)
			return loaded[0].Report, err
		},
	} {
		report, err := preview()
		if err != nil {
			t.Fatal(err)
		}
		alike, none := report.Entities[0].Alike, report.Entities[1].Alike
		if len(alike) != 1 || alike[0].Record.ID != "company:alpha-widgets-inc" || len(none) != 0 {
			t.Errorf("%s: got %v and %v, want only Alpha Widgets, Inc. to be alike", what, alike, none)
		}
	}
	if report, _, _ := Load(t.Context(), store, "ada", facts, false); len(report.Entities[0].Alike) != 0 {
		t.Error("a load that is no preview looks for what is alike")
	}
}
