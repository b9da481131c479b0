package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// PointInTime is a point of the two clocks.
type PointInTime struct {
	AsOf    *graph.Day
	KnownAt *graph.Instant
}

// DifferenceConnection is a page of what differs.
type DifferenceConnection struct {
	*Connection[RecordDifference]
	Cut []string
}

// DifferenceCause is the clock that a difference comes with.
type DifferenceCause = explore.Cause

// DifferenceEdge is a record in such a page.
type DifferenceEdge = Edge[RecordDifference]

// RecordDifference is how a record differs.
type RecordDifference struct {
	ID               graph.ID
	Label            string
	World, Knowledge *RecordChange
}

// Kind is the kind of the record.
func (d RecordDifference) Kind() string { return enumOf(d.ID.Kind()) }

// RecordChange is how a record differs from one point to the next.
type RecordChange struct {
	*explore.Change
	Before, After Node
	Begun, Ended  []Claim
}

// Fields are those that differ.
func (c *RecordChange) Fields() []explore.FieldDifference { return c.Change.Fields }

// Reasons say why knowledge changed.
func (c *RecordChange) Reasons() []graph.Reason { return c.Change.Reasons }

// Difference compares two points of the two clocks.
func (q Query) Difference(ctx context.Context, of *graph.ID, kind *string, then PointInTime, now *PointInTime, causes []DifferenceCause, first *int, after *string) (*DifferenceConnection, error) {
	size, beyond, err := paging("difference", first, after)
	if err != nil {
		return nil, err
	}
	if now == nil {
		now = &PointInTime{}
	}
	asked := explore.DifferenceQuery{
		Before: q.clocks().with(then.AsOf, then.KnownAt).slice, After: q.clocks().with(now.AsOf, now.KnownAt).slice,
		Causes: causes, Beyond: graph.ID(beyond), First: size,
	}
	if kind != nil {
		asked.Kind = kindOf(*kind)
	}
	if of != nil {
		plain, err := q.Reader.stood(ctx, clocks{slice: asked.After}, "of", *of)
		if err != nil {
			return nil, err
		}
		asked.Of = plain[0]
	}
	found, err := explore.Differences(ctx, q.Reader, asked)
	if err != nil {
		return nil, err
	}
	points := [3]PointInTime{then, {then.AsOf, now.KnownAt}, *now}
	return connectDifferences(found, q.backdrops(found, points), after), nil
}

// backdrops make views of what was read at the three points, each at its clocks.
func (q Query) backdrops(found *explore.Difference, points [3]PointInTime) *backdrops {
	scenes := &backdrops{}
	for i, point := range points {
		at := q.clocks().with(point.AsOf, point.KnownAt)
		at.slice = found.Points[i]
		scenes.batches[i] = newBatch(q.Reader, at, nil)
		claims := newBatch(q.Reader, at, nil)
		scenes.claims[i] = claims
	}
	return scenes
}

// backdrops are the batches of the three points.
type backdrops struct{ batches, claims [3]*batch }

func connectDifferences(found *explore.Difference, scenes *backdrops, after *string) *DifferenceConnection {
	show := func(d *explore.Differing) RecordDifference {
		shown := RecordDifference{ID: d.ID, Label: string(d.ID), Knowledge: scenes.change(d.Knowledge, 0), World: scenes.change(d.World, 1)}
		for _, change := range []*explore.Change{d.Knowledge, d.World} {
			if change != nil {
				shown.Label = graph.Label(lastOf(change))
			}
		}
		return shown
	}
	key := func(d *explore.Differing) string { return string(d.ID) }
	page := keyed("difference", found.Records, key, show, sure, found.More, 0, after)
	if found.More && found.Last != "" { // The page may reach further than its last record.
		end := keyCursor("difference", string(found.Last))
		page.PageInfo.EndCursor = &end
	}
	return &DifferenceConnection{page, recordKinds(found.Cut)}
}

func lastOf(change *explore.Change) *graph.Record {
	if change.After != nil {
		return change.After
	}
	return change.Before
}

// change makes views of what changed from one of the points to the next.
func (b *backdrops) change(change *explore.Change, from int) *RecordChange {
	if change == nil {
		return nil
	}
	earlier, later := from, from+1
	if b.batches[later].clocks.slice.Known < b.batches[earlier].clocks.slice.Known {
		earlier, later = later, earlier
	}
	return &RecordChange{
		Change: change,
		Before: b.batches[from].add(change.Before), After: b.batches[from+1].add(change.After),
		Begun: b.claims[later].addClaims(change.Begun), Ended: b.claims[earlier].addClaims(change.Ended),
	}
}

// add makes a view of one more record of the batch; nil for none.
func (b *batch) add(record *graph.Record) Node {
	if record == nil {
		return nil
	}
	b.records = append(b.records, record)
	return b.view(record)
}

func (b *batch) addClaims(records []*graph.Record) []Claim {
	claims := make([]Claim, 0, len(records))
	for _, record := range records {
		claim, _ := b.add(record).(Claim)
		claims = append(claims, claim)
	}
	return claims
}
