package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	driver "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
)

// raw runs a script on a file, past the store.
func raw(t *testing.T, path, script string) {
	t.Helper()
	db, err := driver.OpenConn(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := sqlitex.ExecuteScript(db, script, nil); err != nil {
		t.Fatal(err)
	}
}

// sound checks that the file is not damaged.
func sound(t *testing.T, path string) {
	t.Helper()
	db, err := driver.OpenConn(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = sqlitex.ExecuteTransient(db, "PRAGMA integrity_check", &sqlitex.ExecOptions{ResultFunc: func(row *driver.Stmt) error {
		if got := row.ColumnText(0); got != "ok" {
			t.Errorf("the file is damaged: %s", got)
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefusesWhatIsNotItsOwn(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct {
		name, says string
		make       func(path string)
		code       graph.Code
	}{
		{"text", "not a capgraph store", func(path string) {
			os.WriteFile(path, []byte(strings.Repeat("no database\n", 100)), 0o600)
		}, graph.Invalid},
		{"foreign", "another program", func(path string) { raw(t, path, "CREATE TABLE song (title TEXT)") }, graph.Invalid},
		{"newer", "newer capgraph", func(path string) {
			open(t, path, time.Now).Close()
			raw(t, path, "PRAGMA user_version = 99")
		}, graph.Invalid},
		{"folder", "cannot be opened", func(path string) { os.Mkdir(path, 0o700) }, graph.Unavailable},
		{"nowhere/file", "cannot be opened", func(string) {}, graph.Unavailable},
	} {
		path := filepath.Join(folder, c.name)
		c.make(path)
		before, _ := os.ReadFile(path)
		store, err := sqlite.Open(t.Context(), path)
		if err == nil {
			store.Close()
		}
		if graph.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v (%s), want %s saying %q", c.name, err, graph.CodeOf(err), c.code, c.says)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s: the file was changed", c.name)
		}
	}
}

func TestOpenWithEndedContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "store.db")); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("got the error %v, want one with code %s", err, graph.Unavailable)
	}
}

func TestStoresInMemoryAreApart(t *testing.T) {
	one, other := open(t, sqlite.Memory, graphtest.Clock()), open(t, sqlite.Memory, graphtest.Clock())
	defer one.Close()
	defer other.Close()
	graphtest.Load(t, one, graphtest.World()...)
	if head, err := other.Head(t.Context()); head != 0 || err != nil {
		t.Errorf("got the head %d (%v), want 0", head, err)
	}
}

// Two processes are two stores on one file as far as SQLite goes.
func TestTwoStoresOnOneFile(t *testing.T) {
	path, clock := filepath.Join(t.TempDir(), "store.db"), graphtest.Clock()
	one, other := open(t, path, clock), open(t, path, clock)
	defer one.Close()
	defer other.Close()
	stores := []file{one, other}
	for i, change := range graphtest.World() {
		graphtest.Load(t, stores[i%2], change)
		mine, _ := stores[i%2].Head(t.Context())
		if theirs, err := stores[1-i%2].Head(t.Context()); mine != theirs || err != nil {
			t.Fatalf("after %s: got the head %d (%v) in the other store, want %d", change.Article.ID, theirs, err, mine)
		}
	}
	slice := graph.Slice{Day: graphtest.Day("2025-08-01")}
	for _, store := range stores {
		records, err := store.Records(t.Context(), []graph.ID{"company:meta", "company:google"}, slice)
		if err != nil || len(records) != 2 {
			t.Errorf("got %d records (%v), want 2", len(records), err)
		}
	}
}

func TestTwoStoresWritingAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	const each = 15
	var group sync.WaitGroup
	instants := make(chan graph.Instant, 2*each)
	for _, name := range []string{"left", "right"} {
		store := open(t, path, time.Now)
		defer store.Close()
		group.Go(func() {
			for i := range each {
				change := graphtest.Article(name+strings.Repeat("x", i), graphtest.On("2025"), graphtest.Company("Meta", "country", "US"))
				instants <- graphtest.Load(t, store, change)[0]
			}
		})
	}
	group.Wait()
	close(instants)
	seen := map[graph.Instant]bool{}
	for at := range instants {
		if seen[at] {
			t.Errorf("two commits got the instant %d", at)
		}
		seen[at] = true
	}
	store := open(t, path, time.Now)
	defer store.Close()
	pages, err := store.List(t.Context(), graph.Query{Kind: "article", Count: true})
	if err != nil || pages[""].Total != 2*each {
		t.Errorf("got %d articles (%v), want %d", pages[""].Total, err, 2*each)
	}
}

func TestWritesWaitForTheLockNoLongerThanTheirContext(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	store := open(t, path, time.Now)
	defer store.Close()
	db, err := driver.OpenConn(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := sqlitex.ExecuteTransient(db, "BEGIN IMMEDIATE", nil); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	change := graphtest.World()[0]
	write := graph.Write{Actor: "test", Plan: func(context.Context, graph.Reader) ([]graph.Change, error) { return []graph.Change{change}, nil }}
	began := time.Now()
	if _, err := store.Apply(ctx, write); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("got the error %v, want one with code %s", err, graph.Unavailable)
	}
	if waited := time.Since(began); waited > 2*time.Second {
		t.Errorf("waited %s", waited)
	}
	if _, err := store.Head(t.Context()); err != nil {
		t.Errorf("reading beside the lock: %v", err)
	}
	if err := sqlitex.ExecuteTransient(db, "ROLLBACK", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), write); err != nil {
		t.Errorf("without the lock: %v", err)
	}
}

func TestProjectStopsWhenItsContextEnds(t *testing.T) {
	store := open(t, filepath.Join(t.TempDir(), "store.db"), graphtest.Clock())
	defer store.Close()
	graphtest.Load(t, store, graphtest.World()...)
	ctx, cancel := context.WithCancel(t.Context())
	seen := 0
	err := store.Project(ctx, "company", graph.Slice{Day: graphtest.Day("2025-08-01")}, func(*graph.Record) error {
		seen++
		cancel()
		return nil
	})
	if graph.CodeOf(err) != graph.Unavailable || seen != 1 {
		t.Errorf("got %v after %d records, want code %s after 1", err, seen, graph.Unavailable)
	}
}

// More projections at once than there are readers, each of which reads.
func TestProjectionsMayRead(t *testing.T) {
	store := open(t, filepath.Join(t.TempDir(), "store.db"), graphtest.Clock())
	defer store.Close()
	graphtest.Load(t, store, graphtest.World()...)
	slice := graph.Slice{Day: graphtest.Day("2025-08-01")}
	var group sync.WaitGroup
	for range 24 {
		group.Go(func() {
			err := store.Project(t.Context(), "company", slice, func(r *graph.Record) error {
				_, err := store.Records(t.Context(), []graph.ID{r.ID}, slice)
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}
