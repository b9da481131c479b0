package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/ownership"
)

// ConflictConnection is a page of conflicts.
type ConflictConnection = Connection[Conflict]

// ConflictEdge is one of them in a page.
type ConflictEdge = Edge[Conflict]

// Conflict is a contradiction between live claims.
type Conflict struct {
	explore.Conflict
	cast  cast
	label string
}

// ConflictSide is a value with what stands behind it.
type ConflictSide struct {
	explore.Side
	cast cast
}

// Conflicts lists what sources contradict each other about.
func (q Query) Conflicts(ctx context.Context, kinds []explore.ConflictKind, fields []string, severity []graph.Severity, of *graph.ID, olderThan *graph.Instant, settled bool, orderBy explore.ConflictOrder, first *int, after *string) (*ConflictConnection, error) {
	list := "conflicts " + string(orderBy)
	size, key, err := paging(list, first, after)
	if err != nil {
		return nil, err
	}
	at := q.clocks()
	query := explore.ConflictQuery{
		Slice: at.slice, Kinds: kinds, Fields: fields, Severities: severity, Settled: settled, Order: orderBy, After: key, Limit: size,
		Count: selected(ctx).count,
	}
	if olderThan != nil {
		query.Before = *olderThan
	}
	if of != nil {
		ids, err := q.Reader.stood(ctx, at, "of", *of)
		if err != nil {
			return nil, err
		}
		query.Of = ids[0]
	}
	if query.Others, err = q.overAllocated(ctx, query); err != nil {
		return nil, err
	}
	found, err := explore.Conflicts(ctx, q.Reader, query)
	if err != nil {
		return nil, err
	}
	return q.showConflicts(list, found, after), nil
}

func (q Query) showConflicts(list string, found *explore.ConflictList, after *string) *ConflictConnection {
	at := q.clocks()
	at.slice.Known = found.At
	cast := stage(q.Reader, at, found.Records)
	for id, claim := range newBatch(q.Reader, at, nil).next(found.Claims) {
		cast[id] = claim
	}
	connection := &ConflictConnection{Edges: []ConflictEdge{}, TotalCount: found.Total}
	for i, c := range found.Conflicts {
		label := string(c.Record)
		if record := found.Records[c.Record]; record != nil {
			label = graph.Label(record)
		}
		connection.Edges = append(connection.Edges, ConflictEdge{Cursor: keyCursor(list, found.Keys[i]), Node: Conflict{c, cast, label}, Match: graph.Surely})
	}
	connection.PageInfo = PageInfo{HasNextPage: found.More, HasPreviousPage: after != nil}
	if n := len(connection.Edges); n > 0 {
		connection.PageInfo.StartCursor, connection.PageInfo.EndCursor = &connection.Edges[0].Cursor, &connection.Edges[n-1].Cursor
	}
	return connection
}

// overAllocated are the companies of which stakes give away more than the
// whole, when they are asked for.
func (q Query) overAllocated(ctx context.Context, query explore.ConflictQuery) ([]explore.Conflict, error) {
	wanted := false
	for _, kind := range query.Kinds {
		wanted = wanted || kind == explore.ConflictOverAllocated
	}
	if !wanted {
		return nil, nil
	}
	projection, err := q.Reader.Stakes.At(ctx, query.Slice, ownership.Selection{})
	if err != nil {
		return nil, err
	}
	return explore.OverAllocations(projection.OverAllocated(), query.Of), nil
}

// Record is the record that it is about.
func (c Conflict) Record() Node { return c.cast[c.Conflict.Record] }

// Label is the record in words.
func (c Conflict) Label() string { return c.label }

// Field is the field, nil for a relation as a whole.
func (c Conflict) Field() *string { return present(c.Conflict.Field) }

// From is the first day of the chosen value.
func (c Conflict) From() *graph.Day {
	if c.Valid.From == graph.MinDay {
		return nil
	}
	return &c.Valid.From
}

// Until is the last day of the chosen value.
func (c Conflict) Until() *graph.Day {
	if c.Valid.To == graph.MaxDay {
		return nil
	}
	last := c.Valid.To - 1
	return &last
}

// Chosen is the value that answers show.
func (c Conflict) Chosen() *ConflictSide {
	if c.Kind == explore.ConflictOverAllocated {
		return nil
	}
	return &ConflictSide{c.Conflict.Chosen, c.cast}
}

// Alternatives are what others say.
func (c Conflict) Alternatives() []ConflictSide {
	sides := make([]ConflictSide, len(c.Conflict.Alternatives))
	for i, side := range c.Conflict.Alternatives {
		sides[i] = ConflictSide{side, c.cast}
	}
	return sides
}

// Rule is why the chosen value won.
func (c Conflict) Rule() *graph.Rule {
	if c.Conflict.Rule == "" {
		return nil
	}
	return &c.Conflict.Rule
}

// Since is when the contradiction came to be known.
func (c Conflict) Since() *graph.Instant {
	if c.Conflict.Since == 0 {
		return nil
	}
	return &c.Conflict.Since
}

// Stakes add up to too much.
func (c Conflict) Stakes() []Stake { return named[Stake](c.cast, c.Conflict.Stakes...) }

// Claims are behind the value.
func (s ConflictSide) Claims() []Claim { return named[Claim](s.cast, s.Side.Claims...) }
