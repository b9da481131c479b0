package seed

import (
	"context"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// exported are the files that an export of a store makes, by name.
func exported(t testing.TB, store graph.Reader) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := Export(context.Background(), store, func(w *Written) error {
		for _, why := range w.Inexact {
			t.Error(why)
		}
		text, err := w.YAML()
		files[w.File()] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// exportedLines are the same articles as JSON.
func exportedLines(t testing.TB, store graph.Reader) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := Export(context.Background(), store, func(w *Written) error {
		line, err := w.JSON()
		if strings.Contains(string(line), "\n") {
			t.Errorf("got more than a line: %s", line)
		}
		files[w.File()] = string(line)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// everything is what a store holds now of every kind, printed by id and day.
func everything(t testing.TB, store graph.Reader) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, spec := range graph.Specs() {
		for _, day := range []graph.Day{graph.LastDay} {
			err := store.Project(context.Background(), spec.Kind, graph.Slice{Day: day}, func(r *graph.Record) error {
				found[string(r.ID)] = string(graph.EncodeBody(r))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return found
}

func sameStores(t *testing.T, got, want graph.Reader) {
	t.Helper()
	a, b := everything(t, got), everything(t, want)
	for id := range b {
		if a[id] != b[id] {
			t.Errorf("%s: got %s, want %s", id, a[id], b[id])
		}
	}
	for id := range a {
		if b[id] == "" {
			t.Errorf("%s: got %s, want nothing", id, a[id])
		}
	}
}

// TestExportLoadsBack loads the shipped graph, and a file with every key,
// exports each, and loads the files backwards into an empty store.
func TestExportLoadsBack(t *testing.T) {
	t.Run("demonstration", func(t *testing.T) {
		names, texts := demonstrationFiles(t)
		loadsBack(t, names, texts)
	})
	t.Run("every key", func(t *testing.T) {
		every, err := os.ReadFile("testdata/good/every-key.yaml")
		if err != nil {
			t.Fatal(err)
		}
		loadsBack(t, []string{"every-key.yaml"}, map[string]string{"every-key.yaml": string(every)})
	})
}

func loadsBack(t *testing.T, names []string, texts map[string]string) {
	store, again := world(t), world(t)
	loadAll(t, store, names, texts)
	files := exported(t, store)
	backwards := slices.Sorted(maps.Keys(files))
	slices.Reverse(backwards)
	loadAll(t, again, backwards, files)
	sameStores(t, again, store)
	if !maps.Equal(exported(t, again), files) {
		t.Error("got another export of the store that was loaded from one")
	}
	for _, name := range names {
		got, want := load(t, again, texts[name]), load(t, store, texts[name])
		if got.Outcome != want.Outcome {
			t.Errorf("%s: got %s, want %s: the file that an article was first loaded from is known", name, got.Outcome, want.Outcome)
		}
	}
}

// TestExportKeepsReasons exports an article, of which parts are inferred.
func TestExportKeepsReasons(t *testing.T) {
	store := world(t)
	load(t, store, `capgraph: 1
article:
  id: a
  title: A
  published: 2025-01-01
  type: press
  note: "Inferred title: so says the editor."
  inferred: {type: "it looks like a newspaper", published: "the page names the week"}
entities:
  company: {meta: Meta}
  datacenter: {site: {name: Site of Meta, inferred: {name: "the article gives it none"}}}
facts:
- {site role: {company: meta, datacenter: site, role: owner}, at: p1}
`)
	file := exported(t, store)["a.yaml"]
	for _, kept := range []string{"it looks like a newspaper", "the page names the week", "Inferred title: so says the editor.", "the article gives it none"} {
		if !strings.Contains(file, kept) {
			t.Errorf("got no %q in\n%s", kept, file)
		}
	}
	if strings.Contains(file, "claims:") {
		t.Errorf("got claims as they stand, want facts:\n%s", file)
	}
}

// TestExportThatIsEditedIsNew changes a file that an export wrote: it must not
// pass for the article that it was.
func TestExportThatIsEditedIsNew(t *testing.T) {
	store := world(t)
	load(t, store, note("a", metaScale, deal))
	file := exported(t, store)["a.yaml"]
	edited := strings.Replace(file, "49 %", "48 %", 1)
	if problems := refused(t, store, edited); problems[0].Code != graph.Conflict {
		t.Errorf("got %v, want other facts under the same revision refused", problems)
	}
	later := strings.Replace(edited, "id: a", "id: a, revised: 2026-02-01", 1)
	if report := load(t, store, later); report.Outcome != graph.Changed {
		t.Errorf("got %s, want the article corrected", report.Outcome)
	}
}

// TestExportKeepsNamesake loads an export into a store that knows another
// company by the same name: the file says which one it means.
func TestExportKeepsNamesake(t *testing.T) {
	store, other := world(t), world(t)
	load(t, store, note("a", metaScale, deal))
	load(t, other, note("b", "  company: {meta: {name: Metal Corp, aliases: [Meta], id: company:metal-corp}}\n", "- company: {is: meta, country: US}\n"))
	load(t, other, exported(t, store)["a.yaml"])
	if owner := record(t, other, "stake:meta.scale-ai"); owner == nil {
		t.Error("got no stake of company:meta, want the export's own records")
	}
}

func TestExportIsValidBySchema(t *testing.T) {
	names, texts := demonstrationFiles(t)
	store, schema := world(t), compiledSchema(t)
	loadAll(t, store, names, texts)
	for name, text := range exported(t, store) {
		if err := schema.Validate(asEditor(t, []byte(text))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestExportKeepsWithdrawn loads an export with a withdrawn article: it is there,
// does not count, and restoring, or undoing its withdrawal, gives what that gives in the
// first store.
func TestExportKeepsWithdrawn(t *testing.T) {
	for name, bring := range map[string]func(store graph.Store) (*TurnReport, error){
		"restored": func(store graph.Store) (*TurnReport, error) { return Restore(t.Context(), store, "test", "a", false) },
		"undone": func(store graph.Store) (*TurnReport, error) {
			return Undo(t.Context(), store, "test", "a", 0, "", false)
		},
	} {
		t.Run(name, func(t *testing.T) {
			store, again := world(t), world(t)
			load(t, store, note("a", metaScale, deal))
			load(t, store, note("b", "  company: {meta: Meta}\n", "- company: {is: meta, country: US}\n"))
			withdraw(t, store, "a")
			files := exported(t, store)
			loadAll(t, again, []string{"a.yaml", "b.yaml"}, files)
			sameStores(t, again, store)
			if stakes, err := again.Records(t.Context(), []graph.ID{"stake:meta.scale-ai"}, graph.Slice{Day: graph.LastDay}); err != nil || len(stakes) > 0 {
				t.Errorf("got %v %v, want nothing of the withdrawn article", stakes, err)
			}
			if report := load(t, again, files["a.yaml"]); report.Outcome != graph.Unchanged {
				t.Errorf("got %s when the file was loaded again, want UNCHANGED", report.Outcome)
			}
			for _, s := range []graph.Store{store, again} {
				if report, err := bring(s); err != nil || report.Outcome != graph.Changed || len(report.Created) == 0 {
					t.Fatalf("got %+v %v, want the article counting", report, err)
				}
			}
			sameStores(t, again, store)
		})
	}
}

// TestWithdrawnFileWithdraws loads a file that says so of an article that counts,
// and then again without saying so.
func TestWithdrawnFileWithdraws(t *testing.T) {
	store, without := world(t), world(t)
	other := note("b", "  company: {meta: Meta}\n", "- company: {is: meta, country: US}\n")
	for _, s := range []graph.Store{store, without} {
		load(t, s, other)
	}
	counting := note("a", metaScale, deal)
	withdrawn := strings.Replace(counting, "id: a", "id: a, withdrawn: true", 1)
	load(t, store, counting)
	with := everything(t, store)
	if report := load(t, store, withdrawn); report.Outcome != graph.Ended || !report.Withdrawn {
		t.Errorf("got %s, want ENDED", report.Outcome)
	}
	for id, body := range everything(t, without) {
		if got := everything(t, store)[id]; got != body {
			t.Errorf("%s: got %s, want %s", id, got, body)
		}
	}
	load(t, store, counting)
	if !maps.Equal(everything(t, store), with) {
		t.Error("got another graph when the article was loaded again")
	}
	later := strings.Replace(withdrawn, "id: a", "id: a, revised: 2026-02-01", 1)
	if report := load(t, store, strings.Replace(later, "49 %", "48 %", 1)); report.Outcome != graph.Changed {
		t.Errorf("got %s, want a later revision taken", report.Outcome)
	}
	if problems := Check("a.yaml", []byte(strings.Replace(withdrawn, "true", "perhaps", 1))); len(problems) != 1 {
		t.Errorf("got %v, want one problem", problems)
	}
}

func withdraw(t *testing.T, store graph.Store, article string) {
	t.Helper()
	if _, err := Withdraw(t.Context(), store, "test", article, false); err != nil {
		t.Fatal(err)
	}
}

// TestExportKeepsDecisions exports a store in which one company was merged into
// another. The merge holds in the store that the files are loaded into, in
// whatever order, and withdrawing it there undoes it just as well.
func TestExportKeepsDecisions(t *testing.T) {
	store := world(t)
	load(t, store, note("a", metaScale, deal))
	load(t, store, note("b", "  company: {fb: Facebook Group, scale: Scale AI}\n", "- stake: {owner: fb, company: scale, share: 48 %}\n- company: {is: fb, country: US}\n"))
	merge := decide(t, store, "company:facebook-group", "company:meta")
	if merged := record(t, store, "company:meta"); len(merged.Held["formerId"]) != 1 {
		t.Fatalf("got %v, want company:meta to be two", merged.Held)
	}
	files := exported(t, store)
	decision := merge.Slug() + ".yaml"
	for _, order := range [][]string{{"a.yaml", "b.yaml", decision}, {decision, "b.yaml", "a.yaml"}} {
		again := world(t)
		loadAll(t, again, order, files)
		sameStores(t, again, store)
		if !maps.Equal(exported(t, again), files) {
			t.Error("got another export of the store that was loaded from one")
		}
		alone := world(t)
		loadAll(t, alone, []string{"a.yaml", "b.yaml"}, files)
		if _, err := Withdraw(context.Background(), again, "test", string(merge), false); err != nil {
			t.Fatal(err)
		}
		for id, body := range everything(t, alone) {
			if got := everything(t, again)[id]; got != body {
				t.Errorf("%s: got %s after the merge was undone, want %s", id, got, body)
			}
		}
	}
}

// decide merges one record into another, and returns the article of the
// decision.
func decide(t *testing.T, store graph.Store, from, into graph.ID) graph.ID {
	t.Helper()
	report, err := Decide(context.Background(), store, "test", Decision{What: graph.Merges, Records: []graph.ID{from}, Into: into, Reason: "One company"}, false)
	if err != nil {
		t.Fatal(err)
	}
	return report.Article
}

// TestExportKeepsSettlements exports what an editor settled: it is settled in
// the store that the files are loaded into, in whatever order.
func TestExportKeepsSettlements(t *testing.T) {
	store := world(t)
	load(t, store, note("a", metaScale, deal))
	load(t, store, note("b", metaScale, strings.ReplaceAll(deal, "> 14 bn", "10 bn")))
	settled, err := Settle(context.Background(), store, "test", Settlement{
		Record: "acquisition:meta.scale-ai.2025-06", Field: "price", Value: "10 bn EUR", Reason: "The contract", Decided: graph.LastDay,
	}, false)
	if err != nil {
		t.Fatal(err)
	}
	files, decision := exported(t, store), settled.Article.Slug()+".yaml"
	for _, order := range [][]string{{"a.yaml", "b.yaml", decision}, {decision, "b.yaml", "a.yaml"}} {
		again := world(t)
		loadAll(t, again, order, files)
		sameStores(t, again, store)
	}
}

// TestExportedClaimsAreChecked refuses claims that stand in a file as they are
// and are not of its article.
func TestExportedClaimsAreChecked(t *testing.T) {
	store := world(t)
	load(t, store, note("a", metaScale, deal))
	merge := decide(t, store, "company:scale-ai", "company:meta")
	file := exported(t, store)[merge.Slug()+".yaml"]
	for _, change := range [][2]string{
		{"claim:", "company:"}, {"article:merge.", "article:other."}, {"company:meta", "fish:meta"}, {"company:meta", "claim:meta"}, {"{\"held\"", "{"}, {"about", "above"},
	} {
		if Check("merge.yaml", []byte(strings.ReplaceAll(file, change[0], change[1]))) == nil {
			t.Errorf("got no problem with %s for %s", change[1], change[0])
		}
	}
}
