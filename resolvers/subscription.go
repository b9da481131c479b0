package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/feed"
)

// Subscription answers the root fields that a client listens to.
type Subscription struct {
	Query Query
	Pulse *feed.Pulse
}

// Changes sends changes until the client leaves. It holds at most one page of
// them and reads the next when the client took them all.
func (s Subscription) Changes(ctx context.Context, of []graph.ID, since *graph.Instant, reasons []graph.ChangeReason, after *string) (<-chan *Change, error) {
	asked, err := s.Query.changeQuery(ctx, since, of, reasons, after)
	if err != nil {
		return nil, err
	}
	asked.Limit = graph.MaxPage
	if since == nil && after == nil {
		if asked.Since, err = s.Pulse.Head(ctx); err != nil {
			return nil, err
		}
	}
	changes := make(chan *Change)
	go func() {
		defer close(changes)
		_ = s.Pulse.Follow(ctx, asked, func(page *feed.Page) error { // It ends with ctx only.
			for _, change := range s.Query.showChanges(page) {
				select {
				case changes <- &change:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		})
	}()
	return changes, nil
}
