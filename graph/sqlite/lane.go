package sqlite

import (
	"context"
)

// read lends a reader at one consistent state of the store.
func (s *Store) read(ctx context.Context, work func(reader) error) error {
	c, err := s.take(ctx, s.readers)
	if err != nil {
		return err
	}
	defer func() { s.readers <- c }()
	if c == nil {
		opened, err := s.connect(readerCacheKiB)
		if err != nil {
			return err
		}
		c = opened
	}
	return s.snapshot(ctx, c, work)
}

// snapshot runs work between BEGIN and COMMIT: what it reads is of one state.
func (s *Store) snapshot(ctx context.Context, c *conn, work func(reader) error) (err error) {
	c.use(ctx)
	if err := c.exec("BEGIN"); err != nil {
		c.rollback()
		return err
	}
	done := false
	defer func() {
		if !done {
			c.rollback()
		}
		c.rest()
	}()
	if err := work(reader{conn: c, store: s}); err != nil {
		return err
	}
	done = c.exec("COMMIT") == nil
	return nil
}

// apart lends a reader on a connection of its own, for reads that may last:
// they leave the readers to others, and what they call may read.
func (s *Store) apart(ctx context.Context, work func(reader) error) error {
	if err := ctx.Err(); err != nil {
		return interrupted(err)
	}
	s.gate.Lock()
	select {
	case <-s.closing:
		s.gate.Unlock()
		return closed()
	default:
		s.extra.Add(1)
	}
	s.gate.Unlock()
	defer s.extra.Done()
	c, err := s.connect(readerCacheKiB)
	if err != nil {
		return err
	}
	defer c.close()
	return s.snapshot(ctx, c, work)
}

// take waits for a connection of a lane. The caller puts it back.
func (s *Store) take(ctx context.Context, lane chan *conn) (*conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, interrupted(err)
	}
	select {
	case <-s.closing:
		return nil, closed()
	default:
	}
	select {
	case <-s.closing:
		return nil, closed()
	case <-ctx.Done():
		return nil, interrupted(ctx.Err())
	case c := <-lane:
		return c, nil
	}
}
