package sqlite

import (
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

// dump prints the rows of a table in order.
func dump(t *testing.T, c *conn, table string) string {
	t.Helper()
	var lines []string
	err := c.once("SELECT * FROM "+table+"", nil, func(row row) error {
		var columns []string
		for i := range row.ColumnCount() {
			columns = append(columns, row.ColumnText(i))
		}
		lines = append(lines, strings.Join(columns, "|"))
		return nil
	})
	if err != nil {
		t.Fatalf("reading %s: %v", table, err)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// What commits leave in the index tables, version by version, is what the
// versions alone give.
func TestReindexChangesNothing(t *testing.T) {
	store := populated(t)
	c := <-store.writer
	defer func() { store.writer <- c }()
	before := map[string]string{}
	for _, table := range []string{"entry", "place", "link", "word", "outline", "around"} {
		before[table] = dump(t, c, table)
	}
	for _, text := range []string{"UPDATE meta SET vocabulary = 'another'", "DELETE FROM place WHERE vid % 2", "DELETE FROM link WHERE vid % 3", "DELETE FROM word", "DELETE FROM around", "UPDATE outline SET line = ''"} {
		if err := c.script(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.checkIndexes(c); err != nil {
		t.Fatalf("reindexing: %v", err)
	}
	for table, want := range before {
		if got := dump(t, c, table); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", table, got, want)
		}
	}
}

// A file of the first layout has neither outlines nor turns.
func TestFirstLayoutGetsOutlinesAndTurns(t *testing.T) {
	store := populated(t)
	c := <-store.writer
	defer func() { store.writer <- c }()
	want := map[string]string{"outline": dump(t, c, "outline"), "around": dump(t, c, "around"), "turn": dump(t, c, "turn")}
	for _, text := range []string{"DROP TABLE outline", "DROP TABLE around", "DROP TABLE turn", "DROP INDEX log_actor", "ALTER TABLE log DROP COLUMN reason", "ALTER TABLE log DROP COLUMN note", "PRAGMA user_version = 1", "UPDATE meta SET vocabulary = 'first'"} {
		if err := c.script(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.upgrade(t.Context(), c); err != nil {
		t.Fatalf("upgrading: %v", err)
	}
	for table, rows := range want {
		if got := dump(t, c, table); got != rows || got == "" {
			t.Errorf("%s: got\n%s\nwant\n%s", table, got, rows)
		}
	}
}

func TestFullDiskIsUnavailable(t *testing.T) {
	store := populated(t)
	head, _ := store.Head(t.Context())
	limit := func(pages string) {
		c := <-store.writer
		defer func() { store.writer <- c }()
		if err := c.script("PRAGMA max_page_count = " + pages); err != nil {
			t.Fatal(err)
		}
	}
	parts := []graphtest.Part{graphtest.On("2025-09-01")}
	for i := range 80 {
		parts = append(parts, graphtest.Company(strings.Repeat("long ", 20)+string(rune('a'+i%26))+strings.Repeat("x", i)))
	}
	write := graph.Write{Actor: "test", Plan: plans(graphtest.Article("long", parts...))}
	limit("1")
	if _, err := store.Apply(t.Context(), write); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("got the error %v, want one with code %s", err, graph.Unavailable)
	}
	if after, _ := store.Head(t.Context()); after != head {
		t.Errorf("got the head %d after a failed write, want %d", after, head)
	}
	limit("1000000")
	if _, err := store.Apply(t.Context(), write); err != nil {
		t.Errorf("with room again: %v", err)
	}
}
