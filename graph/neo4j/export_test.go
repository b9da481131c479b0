package neo4j

import (
	"context"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// Trace calls told for each statement that the store sends from now on.
func Trace(s *Store, told func(text string, params map[string]any)) { s.trace = told }

// Layout is the version of the layout that this package knows.
const Layout = layout

// Indexes is how many indexes a database has after Open.
func Indexes() int { return len(indexes()) }

// Fill saves versions as they are, without claims, in one commit.
func Fill(ctx context.Context, s *Store, versions []*graph.Record) error {
	session := s.session(ctx, driver.AccessModeWrite)
	defer s.end(ctx, session)
	opened, err := session.BeginTransaction(ctx, s.limit(ctx))
	if err != nil {
		return err
	}
	defer s.end(ctx, opened)
	tx, err := s.enterLane(ctx, opened)
	if err != nil {
		return err
	}
	if err := tx.Save(ctx, graph.Delta{Open: versions}); err != nil {
		return err
	}
	return s.commit(ctx, tx)
}

// DecodeOutline reads the column of an outline.
func DecodeOutline(value any) (graph.Outline, error) { return decodeOutline(value) }
