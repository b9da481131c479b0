package neo4j

import (
	"context"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// source answers statements: the store, each in a transaction of its own, or
// the transaction of a write.
type source interface {
	// row runs a statement that returns one row.
	row(ctx context.Context, s *statement) (*driver.Record, error)

	// stream runs a statement and calls each for its rows as they come.
	stream(ctx context.Context, s *statement, each func(*driver.Record) error) error

	// calm waits while this process is committing. It returns a function that
	// says whether it has not committed since.
	calm(ctx context.Context) (func() bool, error)

	// latest is an instant that a commit was seen at; there may be later ones.
	latest() graph.Instant
}

// reader answers the questions of graph.Reader from a source.
type reader struct{ source }

// attempts is how often a read is made before it no longer insists that
// nothing be committed meanwhile.
const attempts = 4

// asked reads what is known now. Neo4j isolates statements from one another
// only as far as single nodes go, so a read during which a commit came is made again.
func (r reader) asked(ctx context.Context, s *statement) (*driver.Record, error) {
	row, _, err := r.settled(ctx, s)
	return row, err
}

func (r reader) settled(ctx context.Context, s *statement) (row *driver.Record, settled bool, err error) {
	for range attempts {
		undisturbed, err := r.calm(ctx)
		if err != nil {
			return nil, false, err
		}
		if row, err = r.row(ctx, s); err != nil {
			return nil, false, err
		}
		if undisturbed() && number(row, "head") == number(row, "after") {
			return row, true, nil
		}
	}
	return row, false, nil
}

// inSlice reads what was known at the slice. An instant after which nothing
// was committed is read as now, which is what the indexes are made for.
// When commits come faster than reads, it reads the past, which none changes.
func (r reader) inSlice(ctx context.Context, slice graph.Slice, build func(scope) *statement) (*driver.Record, error) {
	if slice.Known == 0 || slice.Known >= r.latest() {
		row, settled, err := r.settled(ctx, build(scope{day: slice.Day}))
		if err != nil {
			return nil, err
		}
		head := graph.Instant(number(row, "head"))
		if settled && (slice.Known == 0 || slice.Known >= head) {
			return row, nil
		}
		if slice.Known == 0 || slice.Known > head {
			slice.Known = max(head, 1)
		}
	}
	return r.row(ctx, build(scope{day: slice.Day, known: slice.Known}))
}

// number is a column of type integer, 0 when it is not there.
func number(row *driver.Record, name string) int64 {
	value, _ := row.Get(name)
	n, _ := value.(int64)
	return n
}

func column(row *driver.Record, name string) any {
	value, _ := row.Get(name)
	return value
}
