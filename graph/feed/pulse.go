package feed

import (
	"context"
	"sync"
	"time"

	"capgraph/graph"
)

// Pulse is a store that tells when it was written. Writes through it are told
// at once; those of other processes are seen by asking for the head of the store, once in
// an interval for all who wait, and not at all while nobody waits.
type Pulse struct {
	graph.Store
	interval time.Duration

	lock    sync.Mutex
	waiting int
	stop    context.CancelFunc // ends the asking; nil while nobody waits
	beat    chan struct{}      // closed at the next beat
}

// NewPulse makes a store tell when it was written; interval is how often it is
// asked whether others wrote to it.
func NewPulse(store graph.Store, interval time.Duration) *Pulse {
	return &Pulse{Store: store, interval: interval, beat: make(chan struct{})}
}

// Apply carries out a write and tells of it. See graph.Store.
func (p *Pulse) Apply(ctx context.Context, write graph.Write) (*graph.Receipt, error) {
	receipt, err := p.Store.Apply(ctx, write)
	if err == nil && !write.DryRun {
		p.tell()
	}
	return receipt, err
}

// Wait returns the instant of the last commit as soon as it is after a known
// one. While the store cannot be reached, it waits. It fails only when ctx ends, with its error.
func (p *Pulse) Wait(ctx context.Context, known graph.Instant) (graph.Instant, error) {
	defer p.enter()()
	for {
		beat := p.next()
		if head, err := p.Head(ctx); err == nil && head > known {
			return head, nil
		}
		select {
		case <-ctx.Done():
			return known, ctx.Err()
		case <-beat:
		}
	}
}

func (p *Pulse) next() <-chan struct{} {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.beat
}

// tell wakes all who wait.
func (p *Pulse) tell() {
	p.lock.Lock()
	defer p.lock.Unlock()
	close(p.beat)
	p.beat = make(chan struct{})
}

// enter counts who waits; the first begins the asking, and the last ends it by
// what enter returns.
func (p *Pulse) enter() (leave func()) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.waiting++; p.waiting == 1 {
		ctx, stop := context.WithCancel(context.Background())
		p.stop = stop
		go p.watch(ctx)
	}
	return func() {
		p.lock.Lock()
		defer p.lock.Unlock()
		if p.waiting--; p.waiting == 0 {
			p.stop()
		}
	}
}

// watch tells when the head of the store moves.
func (p *Pulse) watch(ctx context.Context) {
	ticker := time.NewTicker(p.interval)
	defer ticker.Stop()
	var known graph.Instant
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if head, err := p.Head(ctx); err == nil && head != known {
			known = head
			p.tell()
		}
	}
}

// Follow calls yield for each change after the query's place, those that are
// there and those to come, until ctx ends or yield fails, and returns that
// error. The query's Until makes no difference; its Limit is how many changes are
// read at a time. While the store cannot be reached, it waits.
func (p *Pulse) Follow(ctx context.Context, query Query, yield func(*Page) error) error {
	query.Until = 0
	for {
		page, err := Read(ctx, p, query)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			if err := p.rest(ctx); err != nil {
				return err
			}
			continue
		case len(page.Changes) > 0:
			if err := yield(page); err != nil {
				return err
			}
		}
		query.After = &page.Last
		if page.More {
			continue
		}
		if _, err := p.Wait(ctx, page.Until); err != nil {
			return err
		}
	}
}

// rest waits for an interval.
func (p *Pulse) rest(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(p.interval):
		return nil
	}
}
