package graphtest

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

const undoneWrites = 12

var undoCases = []writingCase{
	{"a higher reading of the same revision replaces the lower, in any order of arrival", func(t *testing.T, h Harness) {
		store, other := open(t, h), open(t, h)
		first := func() graph.Change {
			return Article("wire", On("2025-07-20"), Company("Meta", "industry", "advertizing"))
		}
		second := func() graph.Change {
			return Article("wire", On("2025-07-20"), ReadAgain(2), Company("Meta", "industry", "advertising"))
		}
		Load(t, store, register(), first(), second())
		Load(t, other, register(), second())
		equal(t, "the first reading after the second", outcomes(apply(t, other, first())), "wire SUPERSEDED: meta UNCHANGED")
		equal(t, "the graph", current(t, store, "company", "article"), current(t, other, "company", "article"))
		entries, err := store.Writes(t.Context(), graph.LogQuery{Article: "article:wire", Limit: 1})
		must(t, err)
		if entries[0].Reason != graph.ExtractionError {
			t.Errorf("got the reason %s, want %s", entries[0].Reason, graph.ExtractionError)
		}
		page, err := store.Turns(t.Context(), graph.TurnQuery{Since: entries[0].At - 1, Of: []graph.ID{"company:meta"}, Limit: 1})
		must(t, err)
		if ended := page.Turns[0].Ended; len(ended) != 1 || ended[0].EndReason != graph.ExtractionError {
			t.Errorf("got the ended claims %s, want one that was read wrongly", showAll(ended))
		}
		equal(t, "a third load of the second reading with other facts", string(graph.CodeOf(refusal(t, store, Article("wire", On("2025-07-20"), ReadAgain(2), Company("Meta", "industry", "other"))))), string(graph.Conflict))
	}},
	{"withdrawn and restored is as it was, and is restored once", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register(), onemedia(), wire(), corrected())
		before := present(t, store)
		Load(t, store, Withdraw("wire"))
		equal(t, "restoring", outcomes(restore(t, store, "article:wire")), "wire CHANGED: acme-deal UNCHANGED, acme UNCHANGED, google UNCHANGED, meta UNCHANGED")
		equal(t, "the graph", present(t, store), before)
		equal(t, "restoring again", outcomes(restore(t, store, "article:wire")), "wire UNCHANGED: ")
		entries, err := store.Writes(t.Context(), graph.LogQuery{Article: "article:wire", Limit: 1})
		must(t, err)
		if e := entries[0]; e.Action != graph.ActionRestore || e.Reason != graph.SourceRestored {
			t.Errorf("got the entry %+v, want a restoring", e)
		}
		_, err = store.Apply(t.Context(), planned(func(ctx context.Context, reader graph.Reader) (graph.Change, error) {
			return graph.Restoration(ctx, reader, "article:nothing")
		}))
		fails(t, "restoring what is not there", err, graph.NotFound)
	}},
	{"an article sent as withdrawn is there, does not count, and counts when it is restored", func(t *testing.T, h Harness) {
		store, other := open(t, h), open(t, h)
		Load(t, store, register(), blog(), sentWithdrawn(wire()), onemedia())
		Load(t, other, register(), blog(), wire(), Withdraw("wire"), onemedia())
		equal(t, "the graph", present(t, store), present(t, other))
		equal(t, "sent again", outcomes(apply(t, store, sentWithdrawn(wire()))), "wire UNCHANGED: ")
		for _, entry := range logged(t, store) {
			if entry.Article == "article:wire" && entry.Changed > 0 {
				t.Errorf("got the entry %+v, want no record changed", entry)
			}
		}
		restore(t, store, "article:wire")
		restore(t, other, "article:wire")
		equal(t, "restored", present(t, store), present(t, other))
		Load(t, store, sentWithdrawn(wire()))
		Load(t, other, Withdraw("wire"))
		equal(t, "sent as withdrawn while it counts", present(t, store), present(t, other))
	}},
	{"articles sent as withdrawn among many are as those sent one by one", func(t *testing.T, h Harness) {
		store, one := open(t, h), open(t, h)
		var plans []graph.Plan
		for _, article := range []func() graph.Change{register, func() graph.Change { return sentWithdrawn(wire()) }, blog, func() graph.Change { return sentWithdrawn(onemedia()) }} {
			plans = append(plans, func(context.Context, graph.Reader) ([]graph.Change, error) { return []graph.Change{article()}, nil })
			apply(t, one, article())
		}
		receipt, err := store.Apply(t.Context(), graph.Write{Actor: "test", Plans: plans})
		must(t, err)
		for i, name := range []string{"register", "wire", "blog", "onemedia"} {
			if a := receipt.Articles[i]; a.Article.Slug() != name || a.Outcome != graph.Created || (i%2 == 1) != (len(a.Records) == 0) {
				t.Errorf("got %+v, want %s created, with records if it counts", a, name)
			}
		}
		equal(t, "the graph", present(t, store), present(t, one))
		for _, article := range []graph.ID{"article:wire", "article:onemedia"} {
			restore(t, store, article)
			restore(t, one, article)
		}
		equal(t, "restored", present(t, store), present(t, one))
	}},
	{"only the latest write of an article is undone", func(t *testing.T, h Harness) {
		store := open(t, h)
		instants := Load(t, store, register(), onemedia(), wire(), corrected())
		fails(t, "undoing the load before the correction", undo(store, "article:wire", instants[2]), graph.Conflict)
		fails(t, "undoing what was never written", undo(store, "article:wire", instants[0]), graph.NotFound)
		fails(t, "undoing what nobody knows", undo(store, "article:nothing", 0), graph.NotFound)
		must(t, undo(store, "article:wire", instants[3]))
		equal(t, "contested again", fmt.Sprint(record(t, store, AcmeDeal, today).Contested), "[price]")
	}},
	{"random writes, undone from the last to the first, leave every state that was there", func(t *testing.T, h Harness) {
		for seed := range uint64(2) {
			store, author := open(t, h), newAuthor(seed+40)
			undoneInTurn(t, seed, store, author)
		}
	}},
	{"random articles, withdrawn and restored, are as before, and what was known stays readable", func(t *testing.T, h Harness) {
		for seed := range uint64(2) {
			store := open(t, h)
			var then graph.Instant
			for _, article := range revisions(seed+60, 8) {
				then = apply(t, store, article()).At
			}
			before, history := present(t, store), knownAt(t, store, then)
			gone := map[graph.ID]bool{}
			for _, entry := range logged(t, store) {
				if !gone[entry.Article] {
					gone[entry.Article] = true
					apply(t, store, Withdraw(entry.Article.Slug()))
				}
			}
			equal(t, fmt.Sprintf("seed %d, stakes when all is withdrawn", seed), current(t, store, "stake", "company"), "")
			for id := range gone {
				restore(t, store, id)
			}
			equal(t, fmt.Sprintf("seed %d, restored", seed), present(t, store), before)
			equal(t, fmt.Sprintf("seed %d, as known before", seed), knownAt(t, store, then), history)
		}
	}},
	{"what is said of an undoing is in the log", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register(), blog())
		_, err := store.Apply(t.Context(), planned(func(ctx context.Context, reader graph.Reader) (graph.Change, error) {
			change, err := graph.Undoing(ctx, reader, "article:blog", 0)
			change.Note = "Loaded by mistake: “blog”"
			return change, err
		}))
		must(t, err)
		for i, want := range []string{"Loaded by mistake: “blog”", "", ""} {
			if entry := logged(t, store)[i]; entry.Note != want {
				t.Errorf("entry %d: got the note %q, want %q", i, entry.Note, want)
			}
		}
	}},
	{"undoing is undone", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register(), onemedia())
		without := present(t, store)
		Load(t, store, blog())
		with := present(t, store)
		must(t, undo(store, "article:blog", 0))
		equal(t, "without the blog", present(t, store), without)
		must(t, undo(store, "article:blog", 0))
		equal(t, "with the blog", present(t, store), with)
	}},
	{"replaying all turns gives what is known now", func(t *testing.T, h Harness) {
		for seed := range uint64(2) {
			store, author := open(t, h), newAuthor(seed+50)
			for range 15 {
				_, err := store.Apply(t.Context(), seeding(author.next(), author.next()))
				if graph.CodeOf(err) != graph.NotFound {
					must(t, err)
				}
			}
			left := replayed(t, store)
			for _, day := range []string{"1990-01-01", "2020-05-17", "2022-06-30", "2024-01-01", "2024-02-10", "2025-08-01"} {
				slice := graph.Slice{Day: Day(day)}
				equal(t, fmt.Sprintf("seed %d, on %s", seed, day), printed(inForceOn(left, slice.Day)), printed(nowOn(t, store, slice)))
			}
		}
	}},
}

// undoneInTurn makes random writes, some of which undo others, then undoes them
// from the last on.
func undoneInTurn(t *testing.T, seed uint64, store graph.Store, author *author) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 9))
	var states []string
	for len(states) < undoneWrites {
		state, before := present(t, store), head(t, store)
		if entries := logged(t, store); len(entries) > 0 && random.IntN(4) == 0 {
			must(t, undo(store, entries[0].Article, 0))
		} else if _, err := store.Apply(t.Context(), seeding(author.next())); graph.CodeOf(err) != graph.NotFound {
			must(t, err)
		}
		if head(t, store) != before {
			states = append(states, state)
		}
	}
	written := logged(t, store)
	for i, entry := range written {
		must(t, undo(store, entry.Article, entry.At))
		equal(t, fmt.Sprintf("seed %d, before %s of %s", seed, entry.Action, entry.Article), present(t, store), states[len(states)-1-i])
	}
}

// logged is the whole log, latest first.
func logged(t testing.TB, reader graph.Reader) []graph.LogEntry {
	t.Helper()
	entries, err := reader.Writes(t.Context(), graph.LogQuery{Limit: 1000})
	must(t, err)
	return entries
}

func planned(plan func(context.Context, graph.Reader) (graph.Change, error)) graph.Write {
	return graph.Write{Actor: "graphtest", Plan: func(ctx context.Context, reader graph.Reader) ([]graph.Change, error) {
		change, err := plan(ctx, reader)
		return []graph.Change{change}, err
	}}
}

func undo(store graph.Store, id graph.ID, at graph.Instant) error {
	_, err := store.Apply(context.Background(), planned(func(ctx context.Context, reader graph.Reader) (graph.Change, error) {
		return graph.Undoing(ctx, reader, id, at)
	}))
	return err
}

func restore(t *testing.T, store graph.Store, id graph.ID) *graph.Receipt {
	t.Helper()
	receipt, err := store.Apply(t.Context(), planned(func(ctx context.Context, reader graph.Reader) (graph.Change, error) {
		return graph.Restoration(ctx, reader, id)
	}))
	must(t, err)
	return receipt
}

func refusal(t *testing.T, store graph.Store, change graph.Change) error {
	t.Helper()
	_, err := store.Apply(t.Context(), seeding(change))
	return err
}

// present prints all that is known now, of every kind, without when.
func present(t testing.TB, reader graph.Reader) string {
	t.Helper()
	var kinds []graph.Kind
	for _, spec := range graph.Specs() {
		kinds = append(kinds, spec.Kind)
	}
	return current(t, reader, kinds...)
}

// knownAt prints the entities, relations and articles known at an instant.
func knownAt(t *testing.T, reader graph.Reader, known graph.Instant) string {
	t.Helper()
	var lines []string
	for _, kind := range append(authored, "article") {
		for _, record := range projected(t, reader, kind, graph.Slice{Day: today.Day, Known: known}) {
			lines = append(lines, timeless(record))
		}
	}
	return strings.Join(lines, "\n     ")
}

// replayed opens and closes versions as the turns say, and returns what is left.
func replayed(t testing.TB, reader graph.Reader) []*graph.Record {
	t.Helper()
	known := map[graph.ID][]*graph.Record{}
	query := graph.TurnQuery{Limit: 7}
	for more := true; more; {
		page, err := reader.Turns(t.Context(), query)
		must(t, err)
		for _, turn := range page.Turns {
			if got, want := printed(turn.Before), printed(known[turn.ID]); got != want {
				t.Errorf("%s before %d: got %s, want what the turns before it left: %s", turn.ID, turn.At, got, want)
			}
			known[turn.ID] = turn.After
		}
		query.After, more = &page.Last, page.More
	}
	var left []*graph.Record
	for _, id := range slices.Sorted(maps.Keys(known)) {
		left = append(left, known[id]...)
	}
	return left
}

func inForceOn(versions []*graph.Record, day graph.Day) []*graph.Record {
	return slices.DeleteFunc(slices.Clone(versions), func(v *graph.Record) bool { return v.Valid.On(day) == graph.No })
}

// nowOn are the entities and relations in force in a slice, in order of id.
func nowOn(t *testing.T, reader graph.Reader, slice graph.Slice) []*graph.Record {
	t.Helper()
	byID := map[graph.ID]*graph.Record{}
	for _, kind := range authored {
		for _, record := range projected(t, reader, kind, slice) {
			byID[record.ID] = record
		}
	}
	var records []*graph.Record
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		records = append(records, byID[id])
	}
	return records
}

func printed(versions []*graph.Record) string {
	lines := make([]string, len(versions))
	for i, version := range versions {
		lines[i] = timeless(version)
	}
	return strings.Join(lines, "\n     ")
}
