package neo4j

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// Store keeps a graph in a Neo4j database. See the package comment.
type Store struct {
	driver    driver.DriverWithContext
	database  string
	bookmarks driver.BookmarkManager
	clock     func() time.Time
	timeout   time.Duration
	head      atomic.Int64  // the latest instant that a commit was seen at
	lane      chan struct{} // holds one token: writers of this process queue here, not in the database
	tide      tide
	trace     func(text string, params map[string]any) // told each statement; for tests

	gate    sync.Mutex // orders running.Add against Close
	running sync.WaitGroup
	closing bool
	closed  chan struct{}
}

// enter registers a call, or refuses it when the store is closed or ctx ended.
// The caller calls leave at the end.
func (s *Store) enter(ctx context.Context) (leave func(), err error) {
	if err := ctxError(ctx); err != nil {
		return nil, err
	}
	s.gate.Lock()
	defer s.gate.Unlock()
	if s.closing {
		return nil, graph.Errorf(graph.Unavailable, "the store is closed")
	}
	s.running.Add(1)
	return s.running.Done, nil
}

// Close releases the store after the running calls have ended. Every later
// call fails with code Unavailable; closing again does nothing.
func (s *Store) Close() error {
	s.gate.Lock()
	if s.closing {
		s.gate.Unlock()
		<-s.closed
		return nil
	}
	s.closing = true
	s.gate.Unlock()
	defer close(s.closed)
	s.running.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	_ = s.driver.Close(ctx) // What the server cannot be told any more, it finds out.
	return nil
}

// farewell is how long the end of a transaction or of the store may take.
const farewell = 5 * time.Second

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
		found, err = r.search(ctx, words, kinds, graph.DayOf(s.clock()))
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
	return s.read(ctx, func(r reader) error { return r.Project(ctx, kind, slice, yield) })
}

// Writes returns the log of commits, latest first, see graph.Reader.
func (s *Store) Writes(ctx context.Context, query graph.LogQuery) (log []graph.LogEntry, err error) {
	err = s.read(ctx, func(r reader) error {
		log, err = r.Writes(ctx, query)
		return err
	})
	return log, err
}

func (s *Store) read(ctx context.Context, work func(reader) error) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	return work(reader{s})
}
