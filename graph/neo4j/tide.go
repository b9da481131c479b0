package neo4j

import (
	"context"
	"sync"
)

// tide knows whether this process is committing. While the database makes a
// commit visible, a read may see half of it: the tide is what reads wait for.
// The lane admits one commit at a time.
type tide struct {
	lock sync.Mutex
	seen int           // commits begun so far
	busy chan struct{} // closed at the end of the running commit; nil when there is none
}

// rise begins a commit. The caller calls fall at its end.
func (t *tide) rise() (fall func()) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.seen++
	busy := make(chan struct{})
	t.busy = busy
	return func() {
		t.lock.Lock()
		defer t.lock.Unlock()
		t.busy = nil
		close(busy)
	}
}

// calm waits for the end of a running commit and returns a function that says
// whether none has begun since.
func (t *tide) calm(ctx context.Context) (undisturbed func() bool, err error) {
	for {
		t.lock.Lock()
		seen, busy := t.seen, t.busy
		t.lock.Unlock()
		if busy == nil {
			return func() bool { return t.is(seen) }, nil
		}
		select {
		case <-busy:
		case <-ctx.Done():
			return nil, ctxError(ctx)
		}
	}
}

func (t *tide) is(seen int) bool {
	t.lock.Lock()
	defer t.lock.Unlock()
	return t.seen == seen
}
