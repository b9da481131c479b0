package sqlite

import (
	"context"

	"capgraph/graph"
)

// reader reads one state of the store. It implements graph.Reader.
type reader struct {
	*conn
	store *Store
}

// scope is a slice as statements see it: known is 0 for what is known now.
type scope struct {
	day   graph.Day
	known graph.Instant
}

// scope maps an instant after which nothing was committed to now, which is
// what the indexes are made for.
func (r reader) scope(slice graph.Slice) (scope, error) {
	if slice.Known == 0 {
		return scope{day: slice.Day}, nil
	}
	head, err := r.head()
	if err != nil || slice.Known >= head {
		return scope{day: slice.Day}, err
	}
	return scope{day: slice.Day, known: slice.Known}, nil
}

// pasts lists the parts of the index tables in which a scope may find something.
func (s scope) pasts() []int {
	if s.known == 0 {
		return []int{0}
	}
	return []int{0, 1}
}

func (r reader) head() (graph.Instant, error) {
	head, err := r.number(`SELECT head FROM meta`)
	return graph.Instant(head), err
}

// Head is the instant of the last commit, zero for an empty store.
func (r reader) Head(context.Context) (graph.Instant, error) { return r.head() }

// Head is the instant of the last commit, zero for an empty store.
func (s *Store) Head(ctx context.Context) (head graph.Instant, err error) {
	err = s.read(ctx, func(r reader) error {
		head, err = r.Head(ctx)
		return err
	})
	return head, err
}

// Records returns the version of each id that is in force, see graph.Reader.
func (s *Store) Records(ctx context.Context, ids []graph.ID, slice graph.Slice) (records map[graph.ID]*graph.Record, err error) {
	err = s.read(ctx, func(r reader) error {
		records, err = r.Records(ctx, ids, slice)
		return err
	})
	return records, err
}

// List returns the pages that a query asks for, see graph.Reader.
func (s *Store) List(ctx context.Context, query graph.Query) (pages map[graph.ID]graph.Page, err error) {
	err = s.read(ctx, func(r reader) error {
		pages, err = r.List(ctx, query)
		return err
	})
	return pages, err
}

// Search returns the entities whose names answer all words, see graph.Reader.
func (s *Store) Search(ctx context.Context, words []string, kinds []graph.Kind) (found []*graph.Record, err error) {
	err = s.read(ctx, func(r reader) error {
		found, err = r.Search(ctx, words, kinds)
		return err
	})
	return found, err
}

// Match returns the ids of the records that have a value, see graph.Reader.
func (s *Store) Match(ctx context.Context, kind graph.Kind, field string, keys []string) (ids map[string][]graph.ID, err error) {
	err = s.read(ctx, func(r reader) error {
		ids, err = r.Match(ctx, kind, field, keys)
		return err
	})
	return ids, err
}

// Project calls yield for each version in force, see graph.Reader. It reads
// one state of the store however long it lasts; yield may call the store.
func (s *Store) Project(ctx context.Context, kind graph.Kind, slice graph.Slice, yield func(*graph.Record) error) error {
	return s.apart(ctx, func(r reader) error { return r.Project(ctx, kind, slice, yield) })
}

// Writes returns the log of commits, latest first, see graph.Reader.
func (s *Store) Writes(ctx context.Context, query graph.LogQuery) (log []graph.LogEntry, err error) {
	err = s.read(ctx, func(r reader) error {
		log, err = r.Writes(ctx, query)
		return err
	})
	return log, err
}
