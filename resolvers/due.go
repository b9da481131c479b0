package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// Pending is for how long a deal has been pending.
type Pending = explore.Pending

// DuePromise is a date that has passed unconfirmed.
type DuePromise struct {
	explore.Promise
	cast cast
}

// Step is the step that was to be taken.
func (p DuePromise) Step() string { return string(p.Promise.Step) }

// Date is when.
func (p DuePromise) Date() graph.PartialDate { return p.On }

// Claims promise it.
func (p DuePromise) Claims() []Claim { return named[Claim](p.cast, p.Promise.Claims...) }

// Due lists the dates of the record that have passed unconfirmed.
func (s seen) Due(ctx context.Context) ([]DuePromise, error) {
	evidence, err := s.evidence(ctx)
	if err != nil {
		return nil, err
	}
	seen := cast{}
	for id, claim := range evidence.views {
		seen[id] = claim
	}
	return promises(explore.Due(s.stored(), evidence.byID[s.record.ID], s.batch.clocks.slice.Day), seen), nil
}

func promises(due []explore.Promise, seen cast) []DuePromise {
	shown := make([]DuePromise, len(due))
	for i, promise := range due {
		shown[i] = DuePromise{promise, seen}
	}
	return shown
}

// Pending says for how long a deal has been pending.
func (s seen) Pending(ctx context.Context) (*Pending, error) {
	evidence, err := s.evidence(ctx)
	if err != nil {
		return nil, err
	}
	pending, ok := explore.PendingOf(s.stored(), evidence.byID[s.record.ID], s.batch.clocks.slice.Day)
	if !ok {
		return nil, nil
	}
	return &pending, nil
}

// OverdueConnection is a page of what is due and unconfirmed.
type OverdueConnection struct {
	*Connection[OverdueRecord]
	Cut bool
}

// OverdueEdge is a record in such a page.
type OverdueEdge = Edge[OverdueRecord]

// OverdueRecord is a record with dates that have passed unconfirmed.
type OverdueRecord struct {
	Record   Node
	Label    string
	Promises []DuePromise
}

// PendingDealConnection is a page of deals that are pending.
type PendingDealConnection struct {
	*Connection[PendingDeal]
	Cut bool
}

// PendingDealEdge is a deal in such a page.
type PendingDealEdge = Edge[PendingDeal]

// PendingDeal is a deal that is pending.
type PendingDeal struct {
	Deal    Relation
	Pending *Pending
}

// Overdue lists what is due and unconfirmed.
func (q Query) Overdue(ctx context.Context, kinds []string, first *int, after *string, asOf *graph.Day, knownAt *graph.Instant) (*OverdueConnection, error) {
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	list, seen, err := q.open(ctx, "overdue", explore.ReadDue, kinds, first, after, at)
	if err != nil {
		return nil, err
	}
	show := func(o *explore.Open) OverdueRecord {
		return OverdueRecord{Record: seen[o.Record.ID], Label: graph.Label(o.Record), Promises: promises(o.Due, seen)}
	}
	return &OverdueConnection{keyed("overdue", list.Open, (*explore.Open).Key, show, sure, list.More, list.Total, after), list.Cut}, nil
}

// PendingDeals lists the deals that are pending.
func (q Query) PendingDeals(ctx context.Context, kinds []string, first *int, after *string, asOf *graph.Day, knownAt *graph.Instant) (*PendingDealConnection, error) {
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	list, seen, err := q.open(ctx, "pending", explore.ReadPending, kinds, first, after, at)
	if err != nil {
		return nil, err
	}
	show := func(o *explore.Open) PendingDeal { return PendingDeal{the[Relation](seen, o.Record.ID), o.Pending} }
	return &PendingDealConnection{keyed("pending", list.Open, (*explore.Open).Key, show, sure, list.More, list.Total, after), list.Cut}, nil
}

// open reads a list of what is open, and makes views of its records and claims.
func (q Query) open(ctx context.Context, list string, read func(context.Context, graph.Reader, explore.OpenQuery) (*explore.OpenList, error), kinds []string, first *int, after *string, at clocks) (*explore.OpenList, cast, error) {
	size, key, err := paging(list, first, after)
	if err != nil {
		return nil, nil, err
	}
	found, err := read(ctx, q.Reader, explore.OpenQuery{Slice: at.slice, Kinds: kindsNamed(kinds), First: size, After: key})
	if err != nil {
		return nil, nil, err
	}
	records, claims := map[graph.ID]*graph.Record{}, map[graph.ID]*graph.Record{}
	for _, open := range found.Open {
		records[open.Record.ID] = open.Record
		for _, claim := range open.Claims {
			claims[claim.ID] = claim
		}
	}
	seen := stage(q.Reader, at, records)
	for id, claim := range newBatch(q.Reader, at, nil).next(claims) {
		seen[id] = claim
	}
	return found, seen, nil
}
