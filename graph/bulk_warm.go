package graph

import (
	"context"
	"sync"
)

// warm tries all plans side by side on what is there before any of them, and
// forgets what they decide: what they asked for, and what committing it will ask
// for, is then in memory, read in a few round trips for all.
func (b *bulk) warm(ctx context.Context, plans []Plan) error {
	meeting := &meeting{bulk: b, present: len(plans), wants: newWants(), ended: make(chan struct{})}
	own := *b
	own.ask, own.settle = meeting.ask, func(context.Context) error { return errLater }
	changes := make([][]Change, len(plans))
	var group sync.WaitGroup
	for i, plan := range plans {
		group.Go(func() {
			defer meeting.leave(ctx)
			defer func() { _ = recover() }() // It will panic again where the caller sees it.
			if made, err := plan(ctx, &own); err == nil {
				changes[i] = made
			}
		})
	}
	group.Wait()
	if meeting.failed != nil {
		return meeting.failed
	}
	return b.prepare(ctx, changes)
}

// errLater ends the trial of a plan that asks what memory cannot answer.
var errLater = Errorf(Internal, "this cannot be answered side by side")

// prepare reads what committing the changes takes.
func (b *bulk) prepare(ctx context.Context, all [][]Change) error {
	err := b.fetch(ctx, func(w *wants) {
		for _, changes := range all {
			for _, change := range changes {
				w.version(change.Article.ID, WaitingID(change.Article.ID))
				w.claim("article", change.Article.ID)
				for _, c := range change.Claims {
					w.version(c.Refs("about")...)
					w.version(c.Refs("speaker")...)
					w.claim(fieldDecided, statedIDs(c)...)
				}
			}
		}
	})
	if err != nil {
		return err
	}
	return b.fetch(ctx, func(w *wants) {
		for _, changes := range all {
			for _, change := range changes {
				for _, c := range change.Claims {
					if about := c.Refs("about")[0]; !isMention(c, b.versions[about]) {
						w.claim("about", about)
					}
				}
			}
		}
	})
}

// meeting gathers what plans that run side by side want, until none of them
// can go on, and then reads it for all of them at once.
type meeting struct {
	bulk    *bulk
	lock    sync.Mutex
	present int // plans that have not ended
	waiting int
	wants   *wants
	ended   chan struct{} // closed when what is wanted now has been read
	failed  error
}

func (m *meeting) ask(ctx context.Context, add func(*wants)) error {
	m.lock.Lock()
	add(m.wants)
	m.waiting++
	ended := m.ended
	m.read(ctx)
	m.lock.Unlock()
	<-ended
	m.lock.Lock()
	defer m.lock.Unlock()
	return m.failed
}

// read reads when all that are present wait.
func (m *meeting) read(ctx context.Context) {
	if m.waiting < m.present || m.waiting == 0 {
		return
	}
	if m.failed == nil {
		m.failed = m.bulk.load(ctx, m.wants)
	}
	close(m.ended)
	m.waiting, m.wants, m.ended = 0, newWants(), make(chan struct{})
}

func (m *meeting) leave(ctx context.Context) {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.present--
	m.read(ctx)
}
