package graphtest

import (
	"context"
	"testing"
	"time"

	"capgraph/graph"
)

// calls is every method of the port.
var calls = []struct {
	method string
	call   func(ctx context.Context, store graph.Store) error
}{
	{"Head", func(ctx context.Context, s graph.Store) error { _, err := s.Head(ctx); return err }},
	{"Records", func(ctx context.Context, s graph.Store) error {
		_, err := s.Records(ctx, []graph.ID{"company:meta"}, today)
		return err
	}},
	{"List", func(ctx context.Context, s graph.Store) error {
		_, err := s.List(ctx, graph.Query{Kind: "company", Slice: today, Limit: 2})
		return err
	}},
	{"List of parents", func(ctx context.Context, s graph.Store) error {
		_, err := s.List(ctx, graph.Query{Kind: "stake", Slice: today, Of: []graph.ID{"company:meta"}, Fields: []string{"owner"}, Limit: 2})
		return err
	}},
	{"Search", func(ctx context.Context, s graph.Store) error {
		_, err := s.Search(ctx, []string{"meta"}, nil)
		return err
	}},
	{"Match", func(ctx context.Context, s graph.Store) error {
		_, err := s.Match(ctx, "company", "name", []string{"meta"})
		return err
	}},
	{"Project", func(ctx context.Context, s graph.Store) error {
		return s.Project(ctx, "company", today, func(*graph.Record) error { return nil })
	}},
	{"Expand", func(ctx context.Context, s graph.Store) error {
		_, err := s.Expand(ctx, expanding("company:meta"))
		return err
	}},
	{"Outlines", func(ctx context.Context, s graph.Store) error {
		_, err := s.Outlines(ctx, "stake", today, today.Day, func(graph.Outline) error { return nil })
		return err
	}},
	{"Turns", func(ctx context.Context, s graph.Store) error {
		_, err := s.Turns(ctx, graph.TurnQuery{Limit: 5})
		return err
	}},
	{"Writes", func(ctx context.Context, s graph.Store) error {
		_, err := s.Writes(ctx, graph.LogQuery{Limit: 5})
		return err
	}},
	{"Apply", func(ctx context.Context, s graph.Store) error { _, err := s.Apply(ctx, seeding(blog())); return err }},
	{"Apply as a dry run", func(ctx context.Context, s graph.Store) error {
		write := seeding(blog())
		write.DryRun = true
		_, err := s.Apply(ctx, write)
		return err
	}},
}

var contextCases = []writingCase{
	{"a call whose context has ended is unavailable and changes nothing", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register())
		before := everything(t, store)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		late, cancelLate := context.WithDeadline(t.Context(), time.Unix(0, 0))
		defer cancelLate()
		for _, c := range calls {
			fails(t, c.method+" when cancelled", c.call(ended, store), graph.Unavailable)
			fails(t, c.method+" when late", c.call(late, store), graph.Unavailable)
		}
		equal(t, "the graph", everything(t, store), before)
	}},
	{"a context that ends during the plan undoes the write", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register())
		before := everything(t, store)
		ctx, cancel := context.WithCancel(t.Context())
		_, err := store.Apply(ctx, graph.Write{Plan: func(context.Context, graph.Reader) ([]graph.Change, error) {
			cancel()
			return []graph.Change{blog()}, nil
		}})
		fails(t, "the write", err, graph.Unavailable)
		equal(t, "the graph", everything(t, store), before)
		apply(t, store, blog())
	}},
	{"waiting for the writing lane ends with the context", func(t *testing.T, h Harness) {
		store := open(t, h)
		ctx, cancel := context.WithCancel(t.Context())
		_, err := store.Apply(t.Context(), graph.Write{Plan: func(context.Context, graph.Reader) ([]graph.Change, error) {
			waited := make(chan error)
			go func() {
				_, err := store.Apply(ctx, seeding(blog()))
				waited <- err
			}()
			time.Sleep(20 * time.Millisecond)
			cancel()
			fails(t, "the second write", <-waited, graph.Unavailable)
			return []graph.Change{register()}, nil
		}})
		must(t, err)
		equal(t, "articles", outline(list(t, store, graph.Query{Kind: "article", Slice: today, Limit: 5})), "register")
	}},
	{"reads go on beside a write and do not see it", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register())
		_, err := store.Apply(t.Context(), graph.Write{Plan: func(context.Context, graph.Reader) ([]graph.Change, error) {
			equal(t, "articles beside the write", outline(list(t, store, graph.Query{Kind: "article", Slice: today, Limit: 5})), "register")
			return []graph.Change{blog()}, nil
		}})
		must(t, err)
	}},
}

var closeCases = []writingCase{
	{"every later call is unavailable, closing again does nothing", func(t *testing.T, h Harness) {
		store := h.Open(t, Clock())
		Load(t, store, register())
		must(t, store.Close())
		for _, c := range calls {
			fails(t, c.method+" after Close", c.call(t.Context(), store), graph.Unavailable)
		}
		must(t, store.Close())
	}},
	{"running calls end first", func(t *testing.T, h Harness) {
		store, closed := h.Open(t, Clock()), make(chan error, 1)
		_, err := store.Apply(t.Context(), graph.Write{Plan: func(context.Context, graph.Reader) ([]graph.Change, error) {
			go func() { closed <- store.Close() }()
			time.Sleep(20 * time.Millisecond)
			return []graph.Change{register()}, nil
		}})
		must(t, err)
		must(t, <-closed)
	}},
	{"reopened, all is as it was", func(t *testing.T, h Harness) {
		store := h.Open(t, Clock())
		instants := Load(t, store, World()...)
		before, headBefore := everything(t, store), head(t, store)
		store = h.Reopen(t, store)
		t.Cleanup(func() { must(t, store.Close()) })
		equal(t, "the graph", everything(t, store), before)
		if got := head(t, store); got != headBefore {
			t.Errorf("got the head %d, want %d", got, headBefore)
		}
		then := graph.Slice{Day: today.Day, Known: instants[4]}
		equal(t, "a stake that was withdrawn", field(record(t, store, StakeID("Google", "Scale AI"), then), "share"), "5 %")
		equal(t, "again", outcomes(apply(t, store, wire())), "wire UNCHANGED: acme-deal UNCHANGED, acme UNCHANGED, google UNCHANGED, meta UNCHANGED")
		if got := apply(t, store, blog()).At; got <= headBefore {
			t.Errorf("got the instant %d, want one after %d", got, headBefore)
		}
	}},
	{"reopened with a clock that goes back, instants still rise", func(t *testing.T, h Harness) {
		now := time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)
		store := h.Open(t, func() time.Time { return now })
		last := apply(t, store, register()).At
		now = now.Add(-time.Hour)
		store = h.Reopen(t, store)
		t.Cleanup(func() { must(t, store.Close()) })
		if got := apply(t, store, blog()).At; got <= last {
			t.Errorf("got the instant %d, want one after %d", got, last)
		}
	}},
	{"the store that was reopened is closed", func(t *testing.T, h Harness) {
		store := h.Open(t, Clock())
		again := h.Reopen(t, store)
		t.Cleanup(func() { must(t, again.Close()) })
		_, err := store.Head(t.Context())
		fails(t, "Head of the closed one", err, graph.Unavailable)
	}},
}
