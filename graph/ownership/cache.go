package ownership

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"capgraph/graph"
)

// A cache keeps the projections that were used last: at most maxCached, and
// beside the very last no more than maxStakes stakes in all. A stake takes about
// 150 bytes.
const (
	maxCached = 8
	maxStakes = 1_000_000
)

// Cache keeps the projections of a store. A write to the store makes those of
// the present stale at once, whichever process writes, because every use asks
// the store for its head. It may be used by several goroutines.
type Cache struct {
	reader graph.Reader

	mu     sync.Mutex
	recent []*cached // latest use first
}

// NewCache returns a cache over a store that holds nothing yet.
func NewCache(reader graph.Reader) *Cache { return &Cache{reader: reader} }

type cacheKey struct {
	slice     graph.Slice // Known is the head, or the instant asked for when that is earlier
	selection Selection
}

type cached struct {
	key        cacheKey
	ready      chan struct{} // closed when the load has ended
	projection *Projection
	stakes     int // how many the projection has, once it is loaded
	err        error
}

// At returns the projection of a slice, of the present state of the store or
// of what was known at slice.Known. Callers that ask for the same one while it
// is loaded share the load, which goes on when they give up, so that a graph
// too large for the time of one request is there for the next.
func (c *Cache) At(ctx context.Context, slice graph.Slice, selection Selection) (*Projection, error) {
	for {
		head, err := c.reader.Head(ctx)
		if err != nil {
			return nil, err
		}
		if slice.Known == 0 || slice.Known > head {
			slice.Known = head
		}
		entry, mine := c.entry(cacheKey{slice, selection})
		if mine {
			go c.load(context.WithoutCancel(ctx), entry)
		}
		select {
		case <-entry.ready:
		case <-ctx.Done():
			return nil, graph.Errorf(graph.Unavailable, "the request ended before the stakes were read").Because(ctx.Err())
		}
		if entry.err == nil || mine || ctx.Err() != nil {
			return entry.projection, entry.err
		}
	}
}

// entry finds or begins the load of a projection, and drops those that were
// not used for longest.
func (c *Cache) entry(key cacheKey) (entry *cached, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := slices.IndexFunc(c.recent, func(e *cached) bool { return e.key == key })
	if at >= 0 {
		entry = c.recent[at]
		c.recent = slices.Delete(c.recent, at, at+1)
	} else {
		entry, mine = &cached{key: key, ready: make(chan struct{})}, true
	}
	c.recent = slices.Insert(c.recent, 0, entry)
	c.trim()
	return entry, mine
}

// trim drops what was not used for longest, once there is too much.
func (c *Cache) trim() {
	stakes := 0
	for i, e := range c.recent {
		stakes += e.stakes
		if i > 0 && (i >= maxCached || stakes > maxStakes) {
			c.recent = slices.Delete(c.recent, i, len(c.recent))
			return
		}
	}
}

// load fills an entry, lets those who wait for it go on, and forgets it when
// the load failed.
func (c *Cache) load(ctx context.Context, entry *cached) {
	defer func() {
		if panicked := recover(); panicked != nil { // Nobody above would catch it.
			entry.err = graph.Errorf(graph.Internal, "reading the stakes was broken off").Because(fmt.Errorf("%v", panicked))
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if entry.err != nil {
			c.recent = slices.DeleteFunc(c.recent, func(e *cached) bool { return e == entry })
		} else {
			entry.stakes = len(entry.projection.edges)
			c.trim()
		}
		close(entry.ready)
	}()
	entry.projection, entry.err = Load(ctx, c.reader, entry.key.slice, entry.key.selection)
}
