package resolvers

import (
	"context"
	"encoding/base64"
	"strings"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// Coverage is where sources are thin, disagree, or are silent.
type Coverage struct {
	reader Source
	clocks clocks
}

// Coverage answers how well what is current is covered by sources.
func (q Query) Coverage(_ context.Context, asOf *graph.Day, knownAt *graph.Instant) (*Coverage, error) {
	return &Coverage{q.Reader, q.clocks().with(asOf, knownAt)}, nil
}

// ThinConnection is a page of records with little behind them.
type ThinConnection = Connection[ThinRecord]

// ThinEdge is one of them in a page.
type ThinEdge = Edge[ThinRecord]

// ThinRecord is a record with little behind it.
type ThinRecord struct {
	seen
	support  graph.Support
	rumoured bool
}

// ContestedConnection is a page of contested records.
type ContestedConnection = Connection[ContestedRecord]

// ContestedEdge is one of them in a page.
type ContestedEdge = Edge[ContestedRecord]

// ContestedRecord is a record about which live claims disagree.
type ContestedRecord struct{ seen }

// Thin lists the records that rest on one story, or only on rumours.
func (c *Coverage) Thin(ctx context.Context, kinds []string, first *int, after *string) (*ThinConnection, error) {
	query, err := c.query("thin", kinds, first, after)
	if err != nil {
		return nil, err
	}
	page, err := explore.ThinlySupported(ctx, c.reader, query)
	b := newBatch(c.reader, c.clocks, nil)
	return scanned("thin", page, after, b, func(t explore.Thin) (*graph.Record, ThinRecord) {
		return t.Record, ThinRecord{seen{t.Record, b}, t.Support, t.Rumoured}
	}), err
}

// Contested lists the records about which live claims disagree.
func (c *Coverage) Contested(ctx context.Context, kinds []string, first *int, after *string) (*ContestedConnection, error) {
	query, err := c.query("contested", kinds, first, after)
	if err != nil {
		return nil, err
	}
	page, err := explore.ContestedRecords(ctx, c.reader, query)
	b := newBatch(c.reader, c.clocks, nil)
	return scanned("contested", page, after, b, func(r explore.Contested) (*graph.Record, ContestedRecord) {
		return r.Record, ContestedRecord{seen{r.Record, b}}
	}), err
}

func (c *Coverage) query(list string, kinds []string, first *int, after *string) (explore.CoverageQuery, error) {
	query := explore.CoverageQuery{Slice: c.clocks.slice}
	for _, kind := range kinds {
		query.Kinds = append(query.Kinds, kindOf(kind))
	}
	var err error
	if query.Limit, err = (listing{First: first}).limit(); err != nil || after == nil {
		return query, err
	}
	decoded, err := base64.RawURLEncoding.DecodeString(*after)
	id, found := strings.CutPrefix(string(decoded), list+" ")
	if _, _, isID := graph.ParseID(id); err != nil || !found || !isID {
		return query, graph.Errorf(graph.Invalid, "this is no cursor of this list; pass on one that an answer gave").At("after")
	}
	query.After = graph.ID(id)
	return query, nil
}

// scanned makes a connection of what was found. Its end is the last record that
// was looked at, which need not be in the page.
func scanned[A, B any](list string, page explore.CoveragePage[A], after *string, b *batch, view func(A) (*graph.Record, B)) *Connection[B] {
	cursor := func(id graph.ID) string { return base64.RawURLEncoding.EncodeToString([]byte(list + " " + string(id))) }
	connection := &Connection[B]{Edges: make([]Edge[B], 0, len(page.Found))}
	for _, found := range page.Found {
		record, node := view(found)
		b.records = append(b.records, record)
		connection.Edges = append(connection.Edges, Edge[B]{Cursor: cursor(record.ID), Node: node})
	}
	info := &connection.PageInfo
	info.HasNextPage, info.HasPreviousPage = page.More, after != nil
	if n := len(connection.Edges); n > 0 {
		info.StartCursor, info.EndCursor = &connection.Edges[0].Cursor, &connection.Edges[n-1].Cursor
	}
	if end := cursor(page.End); page.More {
		info.EndCursor = &end
	}
	return connection
}

// Record is the record.
func (t ThinRecord) Record() Node { return t.batch.view(t.record) }

// Support is what stands behind it.
func (t ThinRecord) Support() *Support { return &t.support }

// Rumoured says whether every source only passes it on.
func (t ThinRecord) Rumoured() bool { return t.rumoured }

// Record is the record.
func (r ContestedRecord) Record() Node { return r.batch.view(r.record) }

// Values explains the fields about which sources disagree.
func (r ContestedRecord) Values(ctx context.Context) ([]ContestedValue, error) {
	return r.Contested(ctx)
}

// OwnerCoverage is what sources say of who owns companies.
type OwnerCoverage struct{ coverage *Coverage }

// Owners tells companies apart by what sources say of their owners.
func (c *Coverage) Owners() OwnerCoverage { return OwnerCoverage{c} }

// Known are the companies of which a source names an owner.
func (o OwnerCoverage) Known(ctx context.Context, first *int, after *string) (*CompanyConnection, error) {
	return o.list(ctx, explore.OwnerKnown, first, after)
}

// Undisclosed are those whose owners keep it to themselves.
func (o OwnerCoverage) Undisclosed(ctx context.Context, first *int, after *string) (*CompanyConnection, error) {
	return o.list(ctx, explore.OwnerUndisclosed, first, after)
}

// Unknown are those of which a source says that the owners are not known.
func (o OwnerCoverage) Unknown(ctx context.Context, first *int, after *string) (*CompanyConnection, error) {
	return o.list(ctx, explore.OwnerUnknown, first, after)
}

// None are those of which a source says that nobody owns them.
func (o OwnerCoverage) None(ctx context.Context, first *int, after *string) (*CompanyConnection, error) {
	return o.list(ctx, explore.OwnerNone, first, after)
}

// NotCovered are those of whose owners no source speaks.
func (o OwnerCoverage) NotCovered(ctx context.Context, first *int, after *string) (*CompanyConnection, error) {
	return o.list(ctx, explore.OwnerNotCovered, first, after)
}

func (o OwnerCoverage) list(ctx context.Context, coverage explore.OwnerCoverage, first *int, after *string) (*CompanyConnection, error) {
	name := string(coverage)
	l := listing{Field: &name, First: first, After: after, Certainty: graph.Surely} // The name ties cursors to their list.
	query, err := l.query("company", o.coverage.clocks)
	if err != nil {
		return nil, err
	}
	query.Where = explore.Owned(coverage)
	selected(ctx).narrow(&query)
	pages, err := o.coverage.reader.List(ctx, query)
	if err != nil {
		return nil, err
	}
	page := pages[""]
	return connect[Company](l, query, nil, page, newBatch(o.coverage.reader, o.coverage.clocks, page.Records)), nil
}
