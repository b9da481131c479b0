package sqlite

import (
	"context"
	"runtime"
	"sync"
	"time"

	"capgraph/graph"
)

// Store keeps a graph in one SQLite file. See the package comment.
type Store struct {
	address string
	memory  bool
	clock   func() time.Time
	notice  func(string)
	codes   codes
	few     int            // see fewest; 0 in tests that want lists gone through in order
	readers chan *conn     // as many as there are; nil for one that is not open yet
	writer  chan *conn     // the single writing lane
	extra   sync.WaitGroup // connections outside of readers and writer
	gate    sync.Mutex     // orders extra.Add against Close
	closing chan struct{}
	closed  chan struct{}
	written chan struct{} // a commit was made, see keepHouse
}

// Option changes how a store is opened.
type Option func(*Store)

// WithClock gives the store another clock than that of the computer.
func WithClock(clock func() time.Time) Option {
	return func(s *Store) { s.clock = clock }
}

// WithNotice has Open tell what it takes long for, a sentence each.
func WithNotice(notice func(string)) Option {
	return func(s *Store) { s.notice = notice }
}

// Memory is the path of a store that lives in memory until it is closed.
const Memory = ":memory:"

// Open opens the store in a file, which it makes if there is none; the folder
// must be there. The path Memory gives a new empty store that no file holds.
//
// A file that is not a store, or that a newer version has written, is left as
// it is and refused with code Invalid; one that cannot be opened or written
// with code Unavailable.
func Open(ctx context.Context, path string, options ...Option) (*Store, error) {
	s := &Store{
		address: path,
		clock:   time.Now,
		notice:  func(string) {},
		few:     fewest,
		readers: make(chan *conn, max(4, runtime.NumCPU())),
		writer:  make(chan *conn, 1),
		closing: make(chan struct{}),
		closed:  make(chan struct{}),
		written: make(chan struct{}, 1),
	}
	if path == Memory {
		s.address, s.memory = memoryAddress(), true
	}
	for _, option := range options {
		option(s)
	}
	writer, err := s.prepare(ctx)
	if err != nil {
		return nil, err
	}
	s.writer <- writer
	for range cap(s.readers) {
		s.readers <- nil
	}
	s.extra.Add(1)
	go s.keepHouse()
	return s, nil
}

// Close releases the store after the running calls have ended. Every later
// call fails with code Unavailable; closing again does nothing.
func (s *Store) Close() error {
	s.gate.Lock()
	select {
	case <-s.closing:
		s.gate.Unlock()
		<-s.closed
		return nil
	default:
		close(s.closing)
	}
	s.gate.Unlock()
	defer close(s.closed)
	s.extra.Wait()
	for range cap(s.readers) {
		if reader := <-s.readers; reader != nil {
			reader.close()
		}
	}
	(<-s.writer).close() // The last one to close moves the log into the file.
	return nil
}

// today is the day on the clock, for reads at no particular day.
func (s *Store) today() graph.Day { return graph.DayOf(s.clock()) }
