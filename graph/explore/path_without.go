package explore

import (
	"context"
	"time"

	"capgraph/graph"
)

// Filter is a part of a query that keeps paths out.
type Filter string

// The filters.
const (
	FilterKinds      Filter = "KINDS"
	FilterDirection  Filter = "DIRECTION"
	FilterDates      Filter = "DATES" // only what is in force on the days asked about
	FilterConfidence Filter = "CONFIDENCE"
	FilterModalities Filter = "MODALITIES"
	FilterAvoidKinds Filter = "AVOID_KINDS"
	FilterAvoid      Filter = "AVOID"
	FilterHops       Filter = "HOPS" // the most hops that were asked for
	FilterAll        Filter = "ALL"  // all of the above together
)

// Without is what a search finds without one filter.
type Without struct {
	Filter Filter
	Path   *Path // the best one; nil when there is none
	Cuts   []Cut // what that search left out; then one that it did not find may exist
}

// The budget of each search without a filter, as far as that of the query is
// not less.
const (
	withoutNodes = 5_000
	withoutEdges = 20_000
	withoutTime  = time.Second
)

// explain searches without one filter after another, and without all when
// none alone makes a difference. Each search has a budget of its own.
func (q *PathQuery) explain(ctx context.Context, reader graph.Reader) ([]Without, error) {
	var answers []Without
	all, helped := *q, false
	for _, f := range q.filters() {
		one := *q
		f.lift(&one)
		f.lift(&all)
		answer, err := one.tried(ctx, reader, f.Filter)
		if err != nil {
			return nil, err
		}
		answers, helped = append(answers, answer), helped || answer.Path != nil
	}
	if helped || len(answers) < 2 {
		return answers, nil
	}
	answer, err := all.tried(ctx, reader, FilterAll)
	return append(answers, answer), err
}

// tried searches for the best path.
func (q *PathQuery) tried(ctx context.Context, reader graph.Reader, without Filter) (Without, error) {
	q.First = 1
	q.Budget.Nodes, q.Budget.Edges, q.Budget.Time = min(q.Budget.Nodes, withoutNodes), min(q.Budget.Edges, withoutEdges), min(q.Budget.Time, withoutTime)
	answer, err := q.search(ctx, reader)
	tried := Without{Filter: without, Cuts: answer.Cuts}
	if len(answer.Paths) > 0 {
		tried.Path = &answer.Paths[0]
	}
	return tried, err
}

// filter is one that is set, and how to do without it.
type filter struct {
	Filter
	lift func(*PathQuery)
}

func (q *PathQuery) filters() (set []filter) {
	add := func(isSet bool, name Filter, lift func(*PathQuery)) {
		if isSet {
			set = append(set, filter{name, lift})
		}
	}
	add(len(q.Walk.Kinds) > 0, FilterKinds, func(q *PathQuery) { q.Walk.Kinds = nil })
	add(q.Walk.Direction != "" && q.Walk.Direction != Any, FilterDirection, func(q *PathQuery) { q.Walk.Direction = Any })
	add(true, FilterDates, func(q *PathQuery) {
		ever := graph.MaxDay
		q.Walk.Slice.Day, q.Walk.Until = graph.MinDay, &ever
	})
	add(q.Walk.Confidence != "", FilterConfidence, func(q *PathQuery) { q.Walk.Confidence = "" })
	add(len(q.Walk.Modalities) > 0, FilterModalities, func(q *PathQuery) { q.Walk.Modalities = nil })
	add(len(q.Walk.AvoidKinds) > 0, FilterAvoidKinds, func(q *PathQuery) { q.Walk.AvoidKinds = nil })
	add(len(q.Walk.Avoid) > 0, FilterAvoid, func(q *PathQuery) { q.Walk.Avoid = nil })
	add(q.Hops < MaxHops, FilterHops, func(q *PathQuery) { q.Hops = MaxHops })
	return set
}
