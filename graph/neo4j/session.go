package neo4j

import (
	"context"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// retries is how often what a passing failure ended is done again. One
// is enough for a connection that broke while it was idle, because the driver
// drops all others to that server with it.
const retries = 4

// session opens a session, which takes no connection yet. Sessions share
// bookmarks, so that a read sees all that was written through this store
// before it, whichever server of a cluster answers.
func (s *Store) session(ctx context.Context, mode driver.AccessMode) driver.SessionWithContext {
	return s.driver.NewSession(ctx, driver.SessionConfig{
		AccessMode: mode, DatabaseName: s.database, BookmarkManager: s.bookmarks,
	})
}

// limit ends a statement on the server when nobody waits for it any more.
func (s *Store) limit(ctx context.Context) func(*driver.TransactionConfig) {
	timeout := s.timeout
	if deadline, ok := ctx.Deadline(); ok {
		timeout = min(timeout, time.Until(deadline))
	}
	return driver.WithTxTimeout(max(timeout, time.Millisecond))
}

// row runs a statement in a transaction of its own, which takes one round trip.
func (s *Store) row(ctx context.Context, statement *statement) (row *driver.Record, err error) {
	err = s.retried(ctx, func() error {
		return s.run(ctx, statement, func(result driver.ResultWithContext) error {
			row, err = result.Single(ctx)
			return err
		})
	})
	if err == nil {
		s.saw(number(row, "head"))
	}
	return row, err
}

// stream begins in a calm. Once each was called, a failure is final: what was
// told cannot be taken back.
func (s *Store) stream(ctx context.Context, statement *statement, each func(*driver.Record) error) error {
	var ended error
	err := s.retried(ctx, func() error {
		for range attempts {
			undisturbed, err := s.calm(ctx)
			if err != nil {
				return err
			}
			begun := false
			err = s.run(ctx, statement, func(result driver.ResultWithContext) error {
				if result.Peek(ctx); !undisturbed() {
					return errDisturbed
				}
				for result.Next(ctx) {
					begun = true
					if ended = each(result.Record()); ended != nil {
						return nil
					}
				}
				return result.Err()
			})
			if begun && err != nil {
				ended, err = failure(ctx, err), nil
			}
			if err != errDisturbed {
				return err
			}
		}
		return errDisturbed
	})
	if ended != nil {
		return ended
	}
	return err
}

var errDisturbed = graph.Errorf(graph.Unavailable, "others write so fast that no state could be read; try again")

func (s *Store) run(ctx context.Context, statement *statement, use func(driver.ResultWithContext) error) error {
	session := s.session(ctx, driver.AccessModeRead)
	defer s.end(ctx, session)
	if s.trace != nil {
		s.trace(statement.text.String(), statement.params)
	}
	result, err := session.Run(ctx, statement.text.String(), statement.params, s.limit(ctx))
	if err != nil {
		return err
	}
	return use(result)
}

// end closes what has a connection, also when ctx has ended: what is left open
// there would hold locks.
func (s *Store) end(ctx context.Context, what interface{ Close(context.Context) error }) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	_ = what.Close(ctx)
}

// retried does something until it succeeds or fails for a lasting reason, a
// few times at most. It is the only place where reads are retried.
func (s *Store) retried(ctx context.Context, do func() error) error {
	for attempt := 0; ; attempt++ {
		err := do()
		if err == nil || attempt == retries || !passing(err) || ctx.Err() != nil {
			return failure(ctx, err)
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
}

// pause waits a little longer after each attempt.
func pause(ctx context.Context, attempt int) error {
	select {
	case <-ctx.Done():
		return ctxError(ctx)
	case <-time.After(time.Duration(attempt*attempt) * 20 * time.Millisecond):
		return nil
	}
}

func (s *Store) calm(ctx context.Context) (func() bool, error) { return s.tide.calm(ctx) }

func (s *Store) latest() graph.Instant { return graph.Instant(s.head.Load()) }

// saw remembers the instant of a commit.
func (s *Store) saw(head int64) {
	for {
		known := s.head.Load()
		if head <= known || s.head.CompareAndSwap(known, head) {
			return
		}
	}
}
