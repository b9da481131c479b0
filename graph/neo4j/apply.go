package neo4j

import (
	"context"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// rewrites is how often a write that a passing failure undid is made again.
const rewrites = 4

// Apply carries out a write in one transaction, see graph.Store.
func (s *Store) Apply(ctx context.Context, write graph.Write) (*graph.Receipt, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	select {
	case <-ctx.Done():
		return nil, ctxError(ctx)
	case <-s.lane:
	}
	defer func() { s.lane <- struct{}{} }()
	for attempt := 0; ; attempt++ {
		receipt, err := s.attempt(ctx, write)
		if err == nil || attempt == rewrites || !passing(err) || ctx.Err() != nil {
			return receipt, err
		}
		if err := pause(ctx, attempt); err != nil {
			return nil, err
		}
	}
}

// attempt makes a write once.
func (s *Store) attempt(ctx context.Context, write graph.Write) (*graph.Receipt, error) {
	session := s.session(ctx, driver.AccessModeWrite)
	defer s.end(ctx, session)
	opened, err := session.BeginTransaction(ctx, s.limit(ctx))
	if err != nil {
		return nil, failure(ctx, err)
	}
	defer s.end(ctx, opened) // Undoes what was not committed.
	tx, err := s.enterLane(ctx, opened)
	if err != nil {
		return nil, err
	}
	receipt, err := graph.Commit(ctx, tx, write)
	if err != nil || write.DryRun {
		return receipt, err
	}
	return receipt, s.commit(ctx, tx)
}

// enterLane takes the lock that all writers of the database take first, then
// reads the instant of the last commit.
func (s *Store) enterLane(ctx context.Context, opened driver.ExplicitTransaction) (*transaction, error) {
	tx := &transaction{store: s, tx: opened}
	tx.reader = reader{tx}
	lock := &statement{}
	lock.add("MATCH ", rootNode("s"), "\nSET s.lane = true\nWITH s\nRETURN s.head AS head")
	row, err := tx.row(ctx, lock)
	if err != nil {
		return nil, err
	}
	tx.head = graph.Instant(number(row, "head"))
	tx.now = graph.NextInstant(s.clock(), tx.head)
	s.saw(int64(tx.head))
	return tx, nil
}

func (s *Store) commit(ctx context.Context, tx *transaction) error {
	if err := ctxError(ctx); err != nil {
		return err
	}
	fall := s.tide.rise()
	defer fall()
	err := tx.tx.Commit(ctx)
	switch {
	case err == nil:
		if tx.saved {
			s.saw(int64(tx.now))
		}
		return nil
	case driver.IsNeo4jError(err):
		return failure(ctx, err) // The server answered: nothing was kept.
	}
	return graph.Errorf(graph.Unavailable, "the connection to the Neo4j server broke while it committed: "+
		"whether the write was kept is not known; sending it again is safe").Because(unknown{err})
}

// unknown hides from passing that a commit failed for a passing reason: it may
// have succeeded.
type unknown struct{ cause error }

func (u unknown) Error() string { return u.cause.Error() }

// transaction is what Commit works on. It implements graph.Tx.
type transaction struct {
	reader
	store *Store
	tx    driver.ExplicitTransaction
	head  graph.Instant // of the last commit before this one
	now   graph.Instant
	saved bool
	log   int // entries so far
}

// Now is the instant of this commit, and not the next after any earlier one.
func (tx *transaction) Now() graph.Instant { return tx.now }

// Search returns the entities whose names answer all words, see graph.Reader.
func (tx *transaction) Search(ctx context.Context, words []string, kinds []graph.Kind) ([]*graph.Record, error) {
	return tx.search(ctx, words, kinds, graph.DayOf(tx.store.clock()))
}

func (tx *transaction) run(ctx context.Context, s *statement) (driver.ResultWithContext, error) {
	if err := ctxError(ctx); err != nil {
		return nil, err
	}
	if tx.store.trace != nil {
		tx.store.trace(s.text.String(), s.params)
	}
	result, err := tx.tx.Run(ctx, s.text.String(), s.params)
	return result, failure(ctx, err)
}

func (tx *transaction) row(ctx context.Context, s *statement) (*driver.Record, error) {
	result, err := tx.run(ctx, s)
	if err != nil {
		return nil, err
	}
	row, err := result.Single(ctx)
	return row, failure(ctx, err)
}

func (tx *transaction) stream(ctx context.Context, s *statement, each func(*driver.Record) error) error {
	result, err := tx.run(ctx, s)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		if err := each(result.Record()); err != nil {
			return err
		}
	}
	return failure(ctx, result.Err())
}

// calm says that nothing is committed: this transaction holds the lane.
func (tx *transaction) calm(context.Context) (func() bool, error) {
	return func() bool { return true }, nil
}

func (tx *transaction) latest() graph.Instant { return tx.head }

// Live returns the claims known now that point to any of the ids by the field.
func (tx *transaction) Live(ctx context.Context, field string, ids []graph.ID) (map[graph.ID][]*graph.Record, error) {
	live := make(map[graph.ID][]*graph.Record, len(ids))
	for _, id := range ids {
		live[id] = nil
	}
	claim := graph.KindOf("claim")
	if len(ids) == 0 || len(linkTypes(claim.Kind, []string{field})) == 0 {
		return live, nil
	}
	s := &statement{}
	s.add("UNWIND ", s.param(texts(ids)), " AS id\nMATCH (far:Record {id: id})<-[:", linkType(claim, claim.Field(field)), "]-(v:Now)", seekFar, "\n")
	s.add("RETURN id, ", columns("v"), " AS version ORDER BY id, v.id")
	return live, tx.stream(ctx, s, func(row *driver.Record) error {
		target, _ := row.Values[0].(string)
		version, err := decode(row.Values[1])
		live[graph.ID(target)] = append(live[graph.ID(target)], version)
		return err
	})
}

// Versions returns the versions known now of each record, in order of validity.
func (tx *transaction) Versions(ctx context.Context, ids []graph.ID) (map[graph.ID][]*graph.Record, error) {
	versions := map[graph.ID][]*graph.Record{}
	if len(ids) == 0 {
		return versions, nil
	}
	s := &statement{}
	s.add("UNWIND ", s.param(texts(ids)), " AS id\n", seek("v", "Now", "id"), " WHERE v.id = id\nRETURN ", columns("v"), " AS version ORDER BY v.id, v.valid_from")
	return versions, tx.stream(ctx, s, func(row *driver.Record) error {
		version, err := decode(row.Values[0])
		if err == nil {
			versions[version.ID] = append(versions[version.ID], version)
		}
		return err
	})
}
