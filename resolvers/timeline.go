package resolvers

import (
	"context"
	"encoding/json"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// TimelineConnection is a page of what happened to an entity.
type TimelineConnection struct {
	*Connection[TimelineEvent]
	Cut []string
}

// TimelineEdge is one event in a page.
type TimelineEdge = Edge[TimelineEvent]

// TimelineEvent is something that happened, or was to happen.
type TimelineEvent struct {
	*explore.Event
	cast cast
}

// Record is what it happened to.
func (e TimelineEvent) Record() Node { return e.cast[e.Event.Record] }

// Date is when.
func (e TimelineEvent) Date() *graph.PartialDate { return e.On }

// Modality is the strongest mode in which a source says so.
func (e TimelineEvent) Modality() string { return string(e.Event.Modality) }

// Planned says whether sources only plan, expect or rumour it.
func (e TimelineEvent) Planned() bool { return e.Event.Planned() }

// Pending is for how long the announcement has been pending.
func (e TimelineEvent) Pending() *explore.Pending { return e.Event.Pending }

// Claims are behind it.
func (e TimelineEvent) Claims() []Claim { return named[Claim](e.cast, e.Event.Claims...) }

// timelineArguments are what a timeline is asked for.
type timelineArguments struct {
	From, To    *graph.Day
	Kinds       []string
	Types       []explore.EventType
	LatestFirst bool
	First       *int
	After       *string
	AsOf        *graph.Day
	KnownAt     *graph.Instant
}

func (a timelineArguments) query(slice graph.Slice) (explore.TimelineQuery, error) {
	q := explore.TimelineQuery{Slice: slice, Kinds: kindsNamed(a.Kinds), From: graph.MinDay, To: graph.MaxDay, Types: a.Types, Latest: a.LatestFirst}
	if a.From != nil {
		q.From = *a.From
	}
	if a.To != nil {
		q.To = *a.To
	}
	var err error
	q.First, q.After, err = paging("timeline", a.First, a.After)
	return q, err
}

// timelines is what was read for the entities of a batch.
type timelines struct {
	*explore.Timelines
	cast cast
}

// Timeline is what happened to the entity, read for all entities of the batch
// at once.
func (s seen) Timeline(ctx context.Context, from, to *graph.Day, kinds []string, types []explore.EventType, latestFirst bool, first *int, after *string, asOf *graph.Day, knownAt *graph.Instant) (*TimelineConnection, error) {
	arguments := timelineArguments{from, to, kinds, types, latestFirst, first, after, asOf, knownAt}
	key, err := json.Marshal(arguments)
	if err != nil {
		return nil, err
	}
	read, err := once(s.batch, "timeline "+string(key), func() (timelines, error) { return s.batch.timelines(ctx, arguments) })
	if err != nil {
		return nil, err
	}
	line := read.ByID[s.record.ID]
	page := keyed("timeline", line.Events, (*explore.Event).Key,
		func(e *explore.Event) TimelineEvent { return TimelineEvent{e, read.cast} },
		func(e *explore.Event) graph.Certainty { return e.Match }, line.More, line.Total, after)
	return &TimelineConnection{page, recordKinds(line.Cut)}, nil
}

func (b *batch) timelines(ctx context.Context, arguments timelineArguments) (timelines, error) {
	at, err := b.clocks.with(arguments.AsOf, arguments.KnownAt).ranked().pinned(ctx, b.reader)
	if err != nil {
		return timelines{}, err
	}
	q, err := arguments.query(at.slice)
	if err != nil {
		return timelines{}, err
	}
	for _, spec := range graph.Specs() {
		if spec.Nature == graph.Entity {
			q.Of = append(q.Of, b.ids(spec.Kind)...)
		}
	}
	read, err := explore.ReadTimelines(ctx, b.reader, q)
	if err != nil {
		return timelines{}, err
	}
	seen := stage(b.reader, at, read.Records)
	for id, claim := range newBatch(b.reader, at, nil).next(read.Claims) {
		seen[id] = claim
	}
	return timelines{read, seen}, nil
}
