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
	for _, text := range []string{"UPDATE vocabulary SET lines = 'another'", "DELETE FROM place WHERE vid % 2", "DELETE FROM link WHERE vid % 3", "DELETE FROM word", "DELETE FROM around", "UPDATE outline SET line = ''"} {
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
	for _, text := range []string{"DROP TABLE outline", "DROP TABLE around", "DROP TABLE turn", "DROP INDEX log_actor", "ALTER TABLE log DROP COLUMN reason", "ALTER TABLE log DROP COLUMN note", "PRAGMA user_version = 1", "DROP TABLE vocabulary", "ALTER TABLE meta ADD COLUMN vocabulary TEXT NOT NULL DEFAULT 'first'"} {
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

// A store that an earlier vocabulary indexed is not indexed anew for what no
// version in it can have a row for.
func TestNewFieldsKeepIndexes(t *testing.T) {
	now := vocabulary()
	without := func(lines ...string) string {
		text := now
		for _, line := range lines {
			if !strings.Contains(text, "\n"+line+"\n") {
				t.Fatalf("the vocabulary has no line %q", line)
			}
			text = strings.Replace(text, "\n"+line+"\n", "\n", 1)
		}
		return text
	}
	for name, made := range map[string]struct {
		text string
		want bool
	}{
		"the same":                {now, true},
		"a field":                 {without("article.note text"), true},
		"a sorted field":          {without("article.title text sorted"), false},
		"a digest, as once":       {"8c7dd922ad47494fc02c388e12c00eac", false},
		"another code":            {strings.Replace(now, "format", "form", 1), false},
		"a field that is gone":    {now + "\narticle.gone text", false},
		"a field of another type": {strings.Replace(now, "article.note text", "article.note name", 1), false},
	} {
		if got := covers(made.text, now); got != made.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	store := populated(t)
	c := <-store.writer
	defer func() { store.writer <- c }()
	for _, text := range []string{"UPDATE vocabulary SET lines = replace(lines, 'article.note text\n', '')", "DELETE FROM code WHERE name = '.note'", "DELETE FROM word"} {
		if err := c.script(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.checkIndexes(c); err != nil {
		t.Fatal(err)
	}
	if words := dump(t, c, "word"); words != "" {
		t.Errorf("indexed anew: %s", words)
	}
	if store.codes.field("note") == 0 {
		t.Error("the new field has no number")
	}
}
