package graphtest

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"capgraph/graph"
)

type mem struct {
	lane   chan struct{}
	mu     sync.RWMutex
	f      *reference
	clock  func() time.Time
	closed bool
}

func newMem(clock func() time.Time) *mem { return &mem{lane: make(chan struct{}, 1), f: &reference{}, clock: clock} }

func (m *mem) begin(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return graph.Errorf(graph.Unavailable, "ended").Because(err)
	}
	m.mu.RLock()
	if m.closed {
		m.mu.RUnlock()
		return graph.Errorf(graph.Unavailable, "closed")
	}
	return nil
}

func read[T any](m *mem, ctx context.Context, f func(*reference) (T, error)) (T, error) {
	if err := m.begin(ctx); err != nil {
		var none T
		return none, err
	}
	defer m.mu.RUnlock()
	return f(m.f)
}
func (m *mem) Head(ctx context.Context) (graph.Instant, error) {
	return read(m, ctx, func(f *reference) (graph.Instant, error) { return f.Head(ctx) })
}
func (m *mem) Records(ctx context.Context, ids []graph.ID, s graph.Slice) (map[graph.ID]*graph.Record, error) {
	return read(m, ctx, func(f *reference) (map[graph.ID]*graph.Record, error) { return f.Records(ctx, ids, s) })
}
func (m *mem) List(ctx context.Context, q graph.Query) (map[graph.ID]graph.Page, error) {
	return read(m, ctx, func(f *reference) (map[graph.ID]graph.Page, error) { return f.List(ctx, q) })
}
func (m *mem) Search(ctx context.Context, w []string, k []graph.Kind) ([]*graph.Record, error) {
	return read(m, ctx, func(f *reference) ([]*graph.Record, error) { return f.Search(ctx, w, k) })
}
func (m *mem) Match(ctx context.Context, k graph.Kind, field string, keys []string) (map[string][]graph.ID, error) {
	return read(m, ctx, func(f *reference) (map[string][]graph.ID, error) { return f.Match(ctx, k, field, keys) })
}
func (m *mem) Project(ctx context.Context, k graph.Kind, s graph.Slice, y func(*graph.Record) error) error {
	_, err := read(m, ctx, func(f *reference) (int, error) { return 0, f.Project(ctx, k, s, y) })
	return err
}
func (m *mem) Writes(ctx context.Context, a graph.ID, n int) ([]graph.LogEntry, error) {
	return read(m, ctx, func(f *reference) ([]graph.LogEntry, error) { return f.Writes(ctx, a, n) })
}
func (m *mem) Apply(ctx context.Context, w graph.Write) (*graph.Receipt, error) {
	if err := m.begin(ctx); err != nil {
		return nil, err
	}
	m.mu.RUnlock()
	select {
	case m.lane <- struct{}{}:
	case <-ctx.Done():
		return nil, graph.Errorf(graph.Unavailable, "ended")
	}
	defer func() { <-m.lane }()
	head, _ := m.f.Head(ctx)
	work := &reference{log: slices.Clone(m.f.log), now: max(head+1, graph.InstantOf(m.clock()))}
	for _, v := range m.f.versions {
		c := *v
		work.versions = append(work.versions, &c)
	}
	r, err := graph.Commit(ctx, work, w)
	if err == nil && ctx.Err() != nil {
		err = graph.Errorf(graph.Unavailable, "ended")
	}
	if err != nil {
		return nil, err
	}
	if !w.DryRun {
		m.mu.Lock()
		m.f = work
		m.mu.Unlock()
	}
	return r, nil
}
func (m *mem) Close() error {
	m.lane <- struct{}{}
	defer func() { <-m.lane }()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}

func TestSuite(t *testing.T) {
	Run(t, Harness{
		Open: func(t *testing.T, clock func() time.Time) graph.Store { return newMem(clock) },
		Reopen: func(t *testing.T, s graph.Store) graph.Store {
			m := s.(*mem)
			m.Close()
			again := newMem(m.clock)
			again.f = m.f
			return again
		},
	})
}
