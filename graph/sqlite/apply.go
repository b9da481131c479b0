package sqlite

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Apply carries out a write in one transaction, see graph.Store.
func (s *Store) Apply(ctx context.Context, write graph.Write) (*graph.Receipt, error) {
	c, err := s.take(ctx, s.writer)
	if err != nil {
		return nil, err
	}
	defer func() { s.writer <- c }()
	if err := c.begin(ctx); err != nil {
		c.rollback()
		return nil, err
	}
	defer c.rollback() // Does nothing after COMMIT.
	tx, err := s.transaction(c)
	if err != nil {
		return nil, err
	}
	receipt, err := graph.Commit(ctx, tx, write)
	if err != nil || write.DryRun {
		return receipt, err
	}
	if err := c.exec("COMMIT"); err != nil {
		return nil, err
	}
	s.tell()
	return receipt, nil
}

// transaction is what Commit works on. It implements graph.Tx.
type transaction struct {
	reader
	index *indexer
	now   graph.Instant
}

func (s *Store) transaction(c *conn) (*transaction, error) {
	tx := &transaction{reader: reader{conn: c, store: s}, index: newIndexer(c, s.codes)}
	head, err := tx.head()
	tx.now = graph.NextInstant(s.clock(), head)
	return tx, err
}

// Now is the instant of this commit, and not the next after any earlier one.
func (tx *transaction) Now() graph.Instant { return tx.now }

// Live returns the claims known now that point to any of the ids by the field.
func (tx *transaction) Live(_ context.Context, field string, ids []graph.ID) (map[graph.ID][]*graph.Record, error) {
	live := make(map[graph.ID][]*graph.Record, len(ids))
	for _, id := range ids {
		live[id] = nil
	}
	err := tx.query(`SELECT t.id, l.id, `+versionColumns+`
		FROM json_each(?) j CROSS JOIN record t ON t.id = j.value
		CROSS JOIN link l ON l.target = t.rid CROSS JOIN version v ON v.vid = l.vid
		WHERE l.list = ? AND l.past = 0`,
		[]any{idList(distinct(ids)), tx.store.codes.list("claim", field, low)}, func(row row) error {
			claim, _, err := decode(graph.ID(row.ColumnText(1)), row, 2)
			target := graph.ID(row.ColumnText(0))
			live[target] = append(live[target], claim)
			return err
		})
	return live, err
}

// Versions returns the versions known now of each record, in order of validity.
func (tx *transaction) Versions(_ context.Context, ids []graph.ID) (map[graph.ID][]*graph.Record, error) {
	versions := map[graph.ID][]*graph.Record{}
	err := tx.versions(distinct(ids), scope{}, func(id graph.ID, row row) error {
		version, _, err := decode(id, row, 1)
		versions[id] = append(versions[id], version)
		return err
	})
	for _, some := range versions {
		slices.SortFunc(some, func(a, b *graph.Record) int { return cmp.Compare(a.Valid.From, b.Valid.From) })
	}
	return versions, err
}
