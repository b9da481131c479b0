package graphtest

import (
	"context"
	"errors"
	"testing"

	"capgraph/graph"
)

var lookCases = []writingCase{
	{"a look inside a write sees what is saved and what was before", func(t *testing.T, h Harness) {
		for _, dryRun := range []bool{true, false} {
			store := open(t, h)
			Load(t, store, World()...)
			var after, before string
			write := seeding(blog(), Withdraw("history"))
			write.DryRun = dryRun
			write.Look = func(ctx context.Context, reader graph.Reader, receipt *graph.Receipt) error {
				after, before = holdings(t, reader, 0), holdings(t, reader, receipt.At-1)
				return nil
			}
			now := holdings(t, store, 0)
			_, err := store.Apply(t.Context(), write)
			must(t, err)
			equal(t, "before the write", before, now)
			if !dryRun {
				equal(t, "after the write", after, holdings(t, store, 0))
			} else if after == before {
				t.Error("a preview sees nothing of what it saved")
			}
		}
	}},
	{"a look inside a write of many plans sees them all", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register())
		var after string
		write := graph.Write{Actor: "graphtest", Plans: []graph.Plan{seeding(history()).Plan, seeding(blog()).Plan}}
		write.Look = func(ctx context.Context, reader graph.Reader, receipt *graph.Receipt) error {
			after = holdings(t, reader, 0)
			return nil
		}
		_, err := store.Apply(t.Context(), write)
		must(t, err)
		equal(t, "after the write", after, holdings(t, store, 0))
	}},
	{"the error of a look undoes the write", func(t *testing.T, h Harness) {
		store := open(t, h)
		write, refused := seeding(register()), errors.New("refused")
		write.Look = func(context.Context, graph.Reader, *graph.Receipt) error { return refused }
		if _, err := store.Apply(t.Context(), write); !errors.Is(err, refused) {
			t.Errorf("got %v, want the error of the look", err)
		}
		equal(t, "the graph", everything(t, store), "")
	}},
}

// holdings lists all stakes in companies as known at an instant, by three ways
// of reading them.
func holdings(t *testing.T, reader graph.Reader, known graph.Instant) string {
	t.Helper()
	slice := graph.Slice{Day: today.Day, Known: known}
	of := []graph.ID{ID("company", "Google"), ID("company", "Anthropic"), ID("company", "Scale AI"), ID("company", "ÅNGSTRÖM")}
	pages, err := reader.List(t.Context(), graph.Query{Kind: "stake", Of: of, Fields: []string{"company"}, Slice: slice, Limit: 10})
	must(t, err)
	fans, err := reader.Expand(t.Context(), graph.Expansion{Of: of, Kinds: []graph.Kind{"stake"}, Slice: slice, Limit: 10})
	must(t, err)
	records, err := reader.Records(t.Context(), of, slice)
	must(t, err)
	text := ""
	for _, id := range of {
		text += string(id) + ":"
		if record := records[id]; record != nil {
			text += " " + string(graph.EncodeBody(record))
		}
		for _, stake := range pages[id].Records {
			text += " " + string(stake.ID) + " " + string(graph.EncodeBody(stake))
		}
		for _, stake := range fans[id].Relations {
			text += " " + string(stake.ID)
		}
		text += "\n"
	}
	return text
}
