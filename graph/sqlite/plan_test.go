package sqlite

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

// populated opens a store in memory that holds the world of the suite.
func populated(t testing.TB, options ...Option) *Store {
	t.Helper()
	store, err := Open(t.Context(), Memory, append(options, WithClock(graphtest.Clock()))...)
	if err != nil {
		t.Fatalf("opening the store: %v", err)
	}
	t.Cleanup(func() { store.Close() })
	graphtest.Load(t, store, graphtest.World()...)
	return store
}

// readings are reads that together run every statement, by what they are
// called in messages.
func readings(slice graph.Slice) map[string]func(context.Context, reader) error {
	list := func(q graph.Query) func(context.Context, reader) error {
		q.Slice, q.Limit = slice, 10
		return func(ctx context.Context, r reader) error { _, err := r.List(ctx, q); return err }
	}
	at := &graph.Cursor{Key: "google", ID: "company:google"}
	gone := &graph.Cursor{Missing: true, ID: "company:google"}
	byName := graph.Order{Field: "name"}
	ofMeta := []graph.ID{"company:meta", "company:scale-ai"}
	known := graph.Where{Field: "country", Lo: graph.KeyRange{Min: "US", Max: "US"}}
	return map[string]func(context.Context, reader) error{
		"records by ids": func(ctx context.Context, r reader) error { _, err := r.Records(ctx, ofMeta, slice); return err },
		"search": func(ctx context.Context, r reader) error {
			_, err := r.Search(ctx, []string{"facebok", "meta"}, []graph.Kind{"company"})
			return err
		},
		"match by name": func(ctx context.Context, r reader) error {
			_, err := r.Match(ctx, "company", "name", []string{"meta"})
			return err
		},
		"match by reference": func(ctx context.Context, r reader) error {
			_, err := r.Match(ctx, "stake", "owner", []string{"company:meta"})
			return err
		},
		"match contested": func(ctx context.Context, r reader) error {
			_, err := r.Match(ctx, "stake", graph.EntryContested, []string{"share", "votes"})
			return err
		},
		"list of what is contested": list(graph.Query{Kind: "stake", Where: graph.Where{Field: graph.EntryContested}}),
		"project": func(ctx context.Context, r reader) error {
			return r.Project(ctx, "stake", slice, func(*graph.Record) error { return nil })
		},
		"outlines": func(ctx context.Context, r reader) error {
			_, err := r.Outlines(ctx, "stake", slice, slice.Day, func(graph.Outline) error { return nil })
			return err
		},
		"expand":              expanding(graph.Expansion{Of: ofMeta, Slice: slice, Limit: 1, Count: true}),
		"expand, some kinds":  expanding(graph.Expansion{Of: ofMeta, Slice: slice, Kinds: []graph.Kind{"stake", "position"}, Limit: 10}),
		"expand, after":       expanding(graph.Expansion{Of: ofMeta, Slice: slice, After: "stake:meta", Limit: 10, Count: true}),
		"expand, open a fold": expanding(graph.Expansion{Of: ofMeta, Slice: slice, Kinds: []graph.Kind{"stake"}, After: "stake:meta", Limit: 1, Count: true}),
		"log": func(ctx context.Context, r reader) error {
			_, err := r.Writes(ctx, graph.LogQuery{Limit: 5})
			return err
		},
		"log of an article": func(ctx context.Context, r reader) error {
			_, err := r.Writes(ctx, graph.LogQuery{Article: "article:wire", Limit: 5})
			return err
		},
		"turns":         turning(graph.TurnQuery{Limit: 5}),
		"turns of some": turning(graph.TurnQuery{Since: 1, Of: ofMeta, Limit: 5}),
		"log of an actor": func(ctx context.Context, r reader) error {
			_, err := r.Writes(ctx, graph.LogQuery{Actor: "graphtest", Until: 5, Limit: 5})
			return err
		},
		"list by id":               list(graph.Query{Kind: "company"}),
		"list by id, after":        list(graph.Query{Kind: "company", After: gone}),
		"list by id, before":       list(graph.Query{Kind: "company", Before: gone}),
		"list by name":             list(graph.Query{Kind: "company", Order: byName}),
		"list by name, after":      list(graph.Query{Kind: "company", Order: byName, After: at}),
		"list by name, before":     list(graph.Query{Kind: "company", Order: byName, Before: at}),
		"list by name, missing":    list(graph.Query{Kind: "company", Order: byName, After: gone}),
		"list by name, filtered":   list(graph.Query{Kind: "company", Order: byName, Where: known}),
		"list by name, falling":    list(graph.Query{Kind: "company", Order: graph.Order{Field: "name", Desc: true}, After: at}),
		"list by name, falling up": list(graph.Query{Kind: "company", Order: graph.Order{Field: "name", Desc: true}, Before: at}),
		"list by high bound":       list(graph.Query{Kind: "stake", Order: graph.Order{Field: "share", Upper: true}}),
		"page of each parent":      list(graph.Query{Kind: "stake", Of: ofMeta, Fields: []string{"owner"}}),
		"page of each, after":      list(graph.Query{Kind: "stake", Of: ofMeta, Fields: []string{"owner"}, After: &graph.Cursor{Missing: true, ID: "stake:a"}}),
		"page of each, by share":   list(graph.Query{Kind: "stake", Of: ofMeta, Fields: []string{"owner"}, Order: graph.Order{Field: "share"}}),
		"list of a few": list(graph.Query{Kind: "stake", Order: graph.Order{Field: "share"}, Count: true,
			Where: graph.Points{Field: "owner", Predicate: graph.OneOf{"company:meta"}}}),
		"counts":                list(graph.Query{Kind: "company", Where: known, Count: true}),
		"counts of each parent": list(graph.Query{Kind: "stake", Of: ofMeta, Fields: []string{"owner"}, Count: true}),
		"around": list(graph.Query{Kind: "company", Where: graph.And{
			graph.Pointed{Kind: "stake", Fields: []string{"owner"}, Predicate: graph.Points{Field: "company", Predicate: graph.OneOf{"company:scale-ai"}}},
			graph.Not{Predicate: graph.Missing{Field: "country", State: graph.Unknown}},
		}}),
	}
}

func turning(q graph.TurnQuery) func(context.Context, reader) error {
	return func(ctx context.Context, r reader) error { _, err := r.Turns(ctx, q); return err }
}

func expanding(x graph.Expansion) func(context.Context, reader) error {
	return func(ctx context.Context, r reader) error { _, err := r.Expand(ctx, x); return err }
}

// scans are steps of a plan that read all of a table. Lists of parameters,
// results of inner statements and the two tables of a few rows may be read so,
// and the log in the order of its index.
var scans = regexp.MustCompile(`^SCAN (j\b|json_each|c\b|\(|meta|code|CONSTANT|log USING)`)

func plan(t *testing.T, c *conn, text string) (steps []string) {
	t.Helper()
	err := c.once("EXPLAIN QUERY PLAN "+text, nil, func(row row) error {
		steps = append(steps, row.ColumnText(3))
		return nil
	})
	if err != nil {
		t.Fatalf("explaining %s: %v", text, err)
	}
	return steps
}

func TestEveryStatementUsesAnIndex(t *testing.T) {
	t.Run("few", func(t *testing.T) { usesIndexes(t, populated(t)) })
	t.Run("many", func(t *testing.T) { usesIndexes(t, populated(t, InOrder())) })
}

func usesIndexes(t *testing.T, store *Store) {
	for _, known := range []graph.Instant{0, 1} {
		for name, reading := range readings(graph.Slice{Day: graphtest.Day("2025-08-01"), Known: known}) {
			statements := statementsOf(t, store, reading)
			if len(statements) == 0 {
				t.Errorf("%s ran no statement", name)
			}
			for text, steps := range statements {
				for _, step := range steps {
					if strings.HasPrefix(step, "SCAN") && !scans.MatchString(step) {
						t.Errorf("%s at %d reads all of a table: %s\n%s", name, known, step, text)
					}
					if strings.Contains(step, "version_current") && !strings.Contains(text, "INDEXED BY version_current") {
						t.Errorf("%s at %d reads all of a kind: %s\n%s", name, known, step, text)
					}
				}
			}
		}
	}
}

// statementsOf runs a reading on a new connection, and explains the
// statements that it ran.
func statementsOf(t *testing.T, store *Store, reading func(context.Context, reader) error) map[string][]string {
	t.Helper()
	c, err := store.connect(readerCacheKiB)
	if err != nil {
		t.Fatalf("connecting: %v", err)
	}
	defer c.close()
	plans := map[string][]string{}
	c.watch = func(text string, _ []any) { plans[text] = nil }
	if err := reading(t.Context(), reader{conn: c, store: store}); err != nil {
		t.Fatalf("reading: %v", err)
	}
	c.watch = nil
	for text := range plans {
		plans[text] = plan(t, c, text)
	}
	return plans
}

func TestWritesUseIndexes(t *testing.T) {
	store := populated(t)
	c := <-store.writer
	defer func() { store.writer <- c }()
	for text := range c.statements {
		if strings.HasPrefix(text, "BEGIN") || strings.HasPrefix(text, "COMMIT") || strings.HasPrefix(text, "ROLLBACK") {
			continue
		}
		for _, step := range plan(t, c, text) {
			if strings.HasPrefix(step, "SCAN") && !scans.MatchString(step) {
				t.Errorf("a write reads all of a table: %s\n%s", step, text)
			}
		}
	}
}

// Pages in these orders come out of an index as they are: the first page of a
// hub, or of a long list, costs no more than a page of a few.
func TestPagesAreNotSorted(t *testing.T) {
	store := populated(t, InOrder())
	all := readings(graph.Slice{Day: graphtest.Day("2025-08-01")})
	for _, name := range []string{
		"list by id", "list by id, after", "list by id, before", "list by name", "list by name, after", "list by name, before",
		"expand, open a fold", "list by name, missing", "list by name, filtered", "list by name, falling", "list by name, falling up", "list by high bound",
		"page of each parent", "page of each, after", "log", "log of an article",
	} {
		for text, steps := range statementsOf(t, store, all[name]) {
			for _, step := range steps {
				if strings.Contains(step, "TEMP B-TREE") {
					t.Errorf("%s is sorted: %s\n%s", name, step, text)
				}
			}
		}
	}
}
