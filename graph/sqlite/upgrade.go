package sqlite

import (
	"context"
	"fmt"
	"strings"

	"capgraph/graph"
)

// migrate takes the steps that the file has not seen, in one transaction.
// Another process may have taken them meanwhile.
func (s *Store) migrate(ctx context.Context, c *conn) error {
	if err := c.begin(ctx); err != nil {
		return err
	}
	err := s.steps(c)
	if err == nil {
		err = c.exec("COMMIT")
	}
	if err != nil {
		c.rollback()
	}
	return err
}

func (s *Store) steps(c *conn) error {
	if _, err := identify(c); err != nil {
		return err
	}
	done, err := c.ask("PRAGMA user_version")
	if err != nil {
		return err
	}
	for _, step := range migrations[done:] {
		if err := c.all(step); err != nil {
			return err
		}
	}
	if err := c.script(fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	if err := c.script(fmt.Sprintf("PRAGMA user_version = %d", len(migrations))); err != nil {
		return err
	}
	if s.codes, err = loadCodes(c); err != nil {
		return err
	}
	return s.reindexStale(c)
}

// all runs the statements of a script.
func (c *conn) all(script string) error {
	for strings.TrimSpace(script) != "" {
		statement, rest, err := c.db.PrepareTransient(script)
		if err != nil {
			return failure(c.ctx, err)
		}
		err = c.run(statement, nil, nil)
		statement.Finalize()
		if err != nil {
			return err
		}
		script = script[len(script)-rest:]
	}
	return nil
}

// checkIndexes makes the index tables anew when the specs have changed since
// they were made, in a way that touches them.
func (s *Store) checkIndexes(c *conn) error {
	same, err := c.ask("SELECT count(*) FROM vocabulary WHERE one = 1 AND lines = ?", vocabulary())
	if err != nil || same == 1 {
		return err
	}
	return s.migrate(c.ctx, c) // Which gives numbers to new names too.
}

// reindexStale makes the index tables anew unless they are what the present
// vocabulary would make of them.
func (s *Store) reindexStale(c *conn) error {
	made := ""
	err := c.query("SELECT lines FROM vocabulary WHERE one = 1", nil, func(row row) error {
		made = row.ColumnText(0)
		return nil
	})
	if err == nil && !covers(made, vocabulary()) {
		if made != "" {
			s.notice("the store was indexed by an earlier capgraph: its indexes are made anew, once, which takes minutes for a large one")
		}
		err = s.reindex(c)
	}
	if err != nil {
		return err
	}
	return c.exec("UPDATE vocabulary SET lines = ? WHERE one = 1", vocabulary())
}

func (s *Store) reindex(c *conn) error {
	for _, table := range indexTables {
		if err := c.script("DELETE FROM " + table); err != nil {
			return err
		}
	}
	in := newIndexer(c, s.codes)
	return c.once(`SELECT r.id, `+versionColumns+` FROM version v CROSS JOIN record r ON r.rid = v.rid`, nil, func(row row) error {
		version, vid, err := decode(graph.ID(row.ColumnText(0)), row, 1)
		if err != nil {
			return err
		}
		if err := in.addTurns(version); err != nil {
			return err
		}
		return in.add(vid, prepare(version), version.Known)
	})
}
