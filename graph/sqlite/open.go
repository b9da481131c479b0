package sqlite

import (
	"context"
	"crypto/rand"

	driver "zombiezen.com/go/sqlite"

	"capgraph/graph"
)

const (
	writerCacheKiB = 32 << 10
	readerCacheKiB = 8 << 10 // Most of what readers touch is mapped, not copied.
)

// memoryAddress names a database in memory that several connections share.
func memoryAddress() string { return "file:/" + rand.Text() + "?vfs=memdb" }

// connect opens one more connection.
func (s *Store) connect(cacheKiB int) (*conn, error) {
	flags := driver.OpenReadWrite | driver.OpenCreate
	if s.memory {
		flags |= driver.OpenURI
	}
	return connect(s.address, flags, cacheKiB)
}

// prepare opens the writing connection and brings the file up to date.
func (s *Store) prepare(ctx context.Context) (*conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, interrupted(err)
	}
	c, err := s.connect(writerCacheKiB)
	if err != nil {
		return nil, err
	}
	if err := s.upgrade(ctx, c); err != nil {
		c.close()
		return nil, err
	}
	c.rest()
	return c, nil
}

func (s *Store) upgrade(ctx context.Context, c *conn) (err error) {
	c.use(ctx)
	current, err := identify(c)
	if err != nil {
		return err
	}
	if err := c.script("PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	if current {
		if s.codes, err = readCodes(c); err != nil {
			return err
		}
		return s.checkIndexes(c)
	}
	return s.migrate(ctx, c)
}

// identify says whether the file has the present layout, with false for an
// empty or an older one, and refuses what is not ours.
func identify(c *conn) (current bool, err error) {
	application, err := c.ask("PRAGMA application_id")
	if err != nil {
		return false, err
	}
	version, err := c.ask("PRAGMA user_version")
	if err != nil {
		return false, err
	}
	tables, err := c.ask("SELECT count(*) FROM sqlite_schema")
	if err != nil {
		return false, err
	}
	switch {
	case application == 0 && version == 0 && tables == 0:
		return false, nil
	case application != applicationID:
		return false, graph.Errorf(graph.Invalid, "the file is a SQLite database of another program; give the path of another one")
	case version > int64(len(migrations)):
		return false, graph.Errorf(graph.Invalid, "the store was written by a newer capgraph (layout %d, this one knows %d); use that one", version, len(migrations))
	}
	return version == int64(len(migrations)), nil
}
