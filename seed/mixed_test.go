package seed

import (
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// actsEach is what is done on each random set.
const actsEach = 22

// TestWhateverEditorsDo does what editors and pipelines do, all of it mixed:
// loads, corrections, decisions, also on what waits, settlements, withdrawals, restores and undos. Each
// preview must be what was done, and both stores the same. What counts in the end must
// load, as fact files, in any order into an empty store of the other kind; and
// undoing everything from the last to the first must leave each state that was there.
func TestWhateverEditorsDo(t *testing.T) {
	for n := range *sets {
		editing(t, int64(*firstSet+n), 1, world(t), world(t))
	}
}

func TestWhateverEditorsDoOnNeo4j(t *testing.T) {
	for n := range *neo4jSets {
		store := onNeo4j(t)
		files, want := editing(t, int64(*firstSet+n), 4, store, world(t))
		loadsInAnyOrder(t, int64(n), store, files, want)
	}
}

// editing returns what an export of the store was when all was done, and what
// was known then. The store is looked at whole after every so many acts, its twin
// after each.
func editing(t *testing.T, set int64, every int, store, other graph.Store) (files map[string]string, known []string) {
	t.Helper()
	d := &desk{chance: chance{rand.New(rand.NewSource(set))}, store: store, twin: world(t)}
	before := map[graph.Instant][]string{}
	is := func(n int, what string, want []string) {
		t.Helper()
		if n%every == 0 {
			sameLines(t, fmt.Sprintf("set %d, %s", set, what), snapshot(t, store), want)
		}
	}
	for n := range actsEach {
		was := snapshot(t, d.twin)
		if a := d.next(t); d.carryOut(t, a) {
			before[headOf(t, store)] = was
			is(n, "both stores after "+a.name, snapshot(t, d.twin))
		}
	}
	files, known = exportedLines(t, store), snapshot(t, d.twin)
	is(0, "when all is done", known)
	if !maps.Equal(exportedLines(t, d.twin), files) {
		t.Fatalf("set %d: got other fact files from the other store", set)
	}
	loadsInAnyOrder(t, set, other, files, known)
	log, err := store.Writes(t.Context(), graph.LogQuery{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for i, entry := range log {
		if _, err := Undo(t.Context(), store, "ann", string(entry.Article), entry.At, "", false); err != nil {
			t.Fatalf("set %d, undoing %s of %s: %v", set, entry.Action, entry.Article, err)
		}
		if left := len(log) - 1 - i; left == 0 || log[i+1].At != entry.At { // One commit may have written several articles.
			is(left, fmt.Sprintf("after undoing %s of %s", entry.Action, entry.Article), before[entry.At])
		}
	}
	return files, known
}

// loadsInAnyOrder loads fact files into an empty store in a random order, and
// compares everything.
func loadsInAnyOrder(t *testing.T, set int64, store graph.Store, files map[string]string, want []string) {
	t.Helper()
	names := slices.Sorted(maps.Keys(files))
	random := rand.New(rand.NewSource(set))
	random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for len(names) > 0 {
		n := 1 + random.Intn(len(names))
		var batch []*Facts
		for _, name := range names[:n] {
			batch = append(batch, mustDecodeText(t, name, files[name]))
		}
		loaded, err := LoadAll(t.Context(), store, "bob", batch, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range loaded {
			if one.Problems != nil {
				t.Fatalf("set %d: %s\n%s", set, one.Problems.Error(), files[one.Report.File])
			}
		}
		names = names[n:]
	}
	sameLines(t, fmt.Sprintf("set %d, loaded from fact files", set), snapshot(t, store), want)
}

// snapshot prints all that is known now on two days, without since when.
func snapshot(t *testing.T, store graph.Reader) []string {
	t.Helper()
	var lines []string
	for _, spec := range graph.Stored() {
		days := []graph.Day{graph.LastDay}
		if spec.Nature != graph.Source {
			days = append(days, graph.PartialDate{EDTF: "2024-03-01"}.Earliest())
		}
		for _, day := range days {
			pages, err := store.List(t.Context(), graph.Query{Kind: spec.Kind, Slice: graph.Slice{Day: day}, Limit: 10_000})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range pages[""].Records {
				lines = append(lines, fmt.Sprint(day, " ", r.ID, " ", r.Valid, " ", string(graph.EncodeBody(r))))
			}
		}
	}
	return lines
}

// sameLines ends the test where two snapshots differ, and shows in what.
func sameLines(t *testing.T, what string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	lacks := func(lines []string) func(string) bool {
		return func(line string) bool { return slices.Contains(lines, line) }
	}
	t.Fatalf("%s: got\n%s\nwant\n%s", what, strings.Join(slices.DeleteFunc(slices.Clone(got), lacks(want)), "\n"), strings.Join(slices.DeleteFunc(slices.Clone(want), lacks(got)), "\n"))
}
