package sqlite

import (
	"context"
	"testing"

	driver "zombiezen.com/go/sqlite"

	"capgraph/graph"
)

// ran is a statement that the store ran.
type ran struct {
	text string
	args []any
}

// bare is the driver with nothing above it: it runs the statements that the
// store ran, with the same parameters, and reads and decodes all that they
// return.
type bare struct {
	db  *driver.Conn
	ids map[int64]graph.ID // by number of the version
}

func openBare(t testing.TB, path string) *bare {
	t.Helper()
	c, err := connect(path, driver.OpenReadWrite, writerCacheKiB)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.db.Close() })
	b := &bare{db: c.db, ids: map[int64]graph.ID{}}
	err = c.once(`SELECT v.vid, r.id FROM version v CROSS JOIN record r ON r.rid = v.rid`, nil, func(row row) error {
		b.ids[row.ColumnInt64(0)] = graph.ID(row.ColumnText(1))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// replay runs the statements and returns how many versions it has decoded.
func (b *bare) replay(t testing.TB, statements []ran) (decoded int) {
	for _, s := range statements {
		statement, err := b.db.Prepare(s.text)
		if err != nil {
			t.Fatalf("preparing %s: %v", s.text, err)
		}
		for i, arg := range s.args {
			bind(statement, i+1, arg)
		}
		for {
			found, err := statement.Step()
			if err != nil {
				t.Fatalf("running %s: %v", s.text, err)
			}
			if !found {
				break
			}
			decoded += b.read(t, statement)
		}
		statement.Reset()
	}
	return decoded
}

// read reads all columns of a row.
func (b *bare) read(t testing.TB, row *driver.Stmt) (decoded int) {
	var version *graph.Record
	body := row.ColumnIndex("body")
	for i := range row.ColumnCount() {
		switch {
		case i == body:
			id := b.ids[row.ColumnInt64(row.ColumnIndex("vid"))]
			if id == "" { // A version that this run has written.
				id = graph.ID(row.ColumnText(body - 9))
			}
			version = &graph.Record{ID: id, Kind: id.Kind()}
			if err := graph.DecodeBody(version, []byte(row.ColumnText(i))); err != nil {
				t.Fatal(err)
			}
			decoded++
		case row.ColumnType(i) == driver.TypeText:
			_ = row.ColumnText(i)
		default:
			_ = row.ColumnInt64(i)
		}
	}
	return decoded
}

// watched runs a call on the store and returns the statements that it ran.
func watched(t testing.TB, s *Store, lane chan *conn, call func(context.Context) error) (statements []ran) {
	t.Helper()
	watch := func(text string, args []any) { statements = append(statements, ran{text, args}) }
	setWatch(t, s, lane, watch)
	if err := call(t.Context()); err != nil {
		t.Fatal(err)
	}
	setWatch(t, s, lane, nil)
	return statements
}

func setWatch(t testing.TB, s *Store, lane chan *conn, watch func(string, []any)) {
	t.Helper()
	for range cap(lane) {
		c := <-lane
		if c == nil {
			var err error
			if c, err = s.connect(readerCacheKiB); err != nil {
				t.Fatal(err)
			}
		}
		c.watch = watch
		lane <- c
	}
}
