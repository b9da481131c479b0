package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// MoveFlowConnection is a page of flows between companies.
type MoveFlowConnection struct {
	*Connection[MoveFlow]
	People, PlannedPeople graph.HeadCount
	Cut                   bool
}

// MoveFlowEdge is a flow in such a page.
type MoveFlowEdge = Edge[MoveFlow]

// MoveFlow is the people who moved from one company to another.
type MoveFlow struct {
	*explore.Flow
	cast cast
}

// From is the company left.
func (f MoveFlow) From() *Company { return maybe[Company](f.cast, f.Flow.From) }

// To is the company joined.
func (f MoveFlow) To() *Company { return maybe[Company](f.cast, f.Flow.To) }

// maybe is the record of an id, nil for none.
func maybe[T Node](seen cast, id graph.ID) *T {
	if node, ok := seen[id].(T); ok {
		return &node
	}
	return nil
}

// Moves are those that count in the flow.
func (f MoveFlow) Moves() []FlowingMove {
	moves := make([]FlowingMove, len(f.Flow.Moves))
	for i, m := range f.Flow.Moves {
		moves[i] = FlowingMove{Move: the[Move](f.cast, m.Move), Match: m.Match, Whole: m.Whole}
	}
	return moves
}

// FlowingMove is a move as it counts in a flow.
type FlowingMove struct {
	Move  Move
	Match graph.Certainty
	Whole bool
}

// MoveFlows counts who moved from which company to which.
func (q Query) MoveFlows(ctx context.Context, from, to []graph.ID, since, until *graph.Day, first *int, after *string, asOf *graph.Day, knownAt *graph.Instant) (*MoveFlowConnection, error) {
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	asked, err := q.moveQuery(ctx, at, from, to, since, until, first, after)
	if err != nil {
		return nil, err
	}
	asked.Slice = at.slice
	found, err := explore.ReadMoveFlows(ctx, q.Reader, asked)
	if err != nil {
		return nil, err
	}
	seen := stage(q.Reader, at, found.Records)
	show := func(f *explore.Flow) MoveFlow { return MoveFlow{f, seen} }
	page := keyed("flows", found.Flows, (*explore.Flow).Key, show, sure, found.More, found.Total, after)
	return &MoveFlowConnection{page, found.People, found.Planned, found.Cut}, nil
}

func (q Query) moveQuery(ctx context.Context, at clocks, from, to []graph.ID, since, until *graph.Day, first *int, after *string) (explore.MoveQuery, error) {
	asked := explore.MoveQuery{Begin: graph.MinDay, End: graph.MaxDay}
	if since != nil {
		asked.Begin = *since
	}
	if until != nil {
		asked.End = *until
	}
	var err error
	if asked.From, err = q.Reader.stood(ctx, at, "from", from...); err != nil {
		return asked, err
	}
	if asked.To, err = q.Reader.stood(ctx, at, "to", to...); err != nil {
		return asked, err
	}
	asked.First, asked.After, err = paging("flows", first, after)
	return asked, err
}
