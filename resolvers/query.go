package resolvers

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// Query answers the root fields that read. The fields of each kind are in
// views.go.
type Query struct {
	Reader Source
	Clock  func() time.Time // what day it is today
	Rates  *explore.Rates   // to convert money with; nil for none
}

func (q Query) clocks() clocks {
	return clocks{slice: graph.Slice{Day: graph.DayOf(q.Clock())}}
}

// lookUp finds one record by one of the ways to name it.
func lookUp[T Node](ctx context.Context, q Query, kind graph.Kind, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*T, error) {
	id, err := q.identify(ctx, kind, by, q.clocks().with(asOf, knownAt))
	if err != nil || id == "" {
		return nil, err
	}
	unsigned, at, ok := q.clocks().readSigned(id)
	if !ok || unsigned.Kind() != kind {
		return nil, nil
	}
	node, err := q.read(ctx, unsigned, at.with(asOf, knownAt).under(policy))
	if found, ok := node.(T); ok {
		return &found, err
	}
	return nil, err
}

// identify turns a way to name a record into its id, "" when nothing had it at
// the clocks.
func (q Query) identify(ctx context.Context, kind graph.Kind, by map[string]any, at clocks) (graph.ID, error) {
	for way, operand := range plain(by) {
		switch text := fmt.Sprint(operand); way {
		case "id":
			return graph.ID(text), nil
		case "slug":
			return graph.ID(string(kind) + ":" + text), nil
		case "name":
			return q.match(ctx, kind, way, graph.TextKey(text), text, at)
		default:
			value, err := graph.KindOf(kind).Field(way).Type.Parse(text)
			if err != nil {
				return "", err
			}
			key, _ := value.Span()
			return q.match(ctx, kind, way, key, text, at)
		}
	}
	return "", nil
}

// match finds the record that has a key, an error when several do.
func (q Query) match(ctx context.Context, kind graph.Kind, field, key, text string, at clocks) (graph.ID, error) {
	ids, err := q.matches(ctx, kind, field, key, at)
	switch {
	case err != nil || len(ids) == 0:
		return "", err
	case len(ids) > 1:
		return "", graph.Errorf(graph.Ambiguous, "%q fits several records: %v; use an id", text, ids).At("by." + field)
	}
	return ids[0], nil
}

// matches asks what is known now or, at an explicit instant, what was known.
func (q Query) matches(ctx context.Context, kind graph.Kind, field, key string, at clocks) ([]graph.ID, error) {
	if !at.instant {
		matches, err := q.Reader.Match(ctx, kind, field, []string{key})
		return matches[key], err
	}
	exactly := graph.Where{Field: field, Lo: graph.KeyRange{Min: key, Max: key}}
	listed, err := q.Reader.List(ctx, graph.Query{Kind: kind, Slice: at.slice, Where: exactly, Limit: DefaultPage})
	var ids []graph.ID
	for _, record := range listed[""].Records {
		ids = append(ids, record.ID)
	}
	return ids, err
}

// read reads one record. When a day was asked for, only what holds on it is
// found; else a relation that has ended is found too.
func (q Query) read(ctx context.Context, id graph.ID, at clocks) (Node, error) {
	nodes, err := q.readAll(ctx, []graph.ID{id}, at)
	if err != nil {
		return nil, err
	}
	return nodes[id], nil
}

func (q Query) readAll(ctx context.Context, ids []graph.ID, at clocks) (map[graph.ID]Node, error) {
	records, err := q.standing(ctx, ids, at.slice)
	if err != nil {
		return nil, err
	}
	for id, record := range records {
		if at.day && record.Valid.On(at.slice.Day) == graph.No {
			delete(records, id)
		}
	}
	return newBatch(q.Reader, at, nil).nextBelieved(ctx, records)
}

// standing reads records by id, and under an id that was merged away the
// record that it stands for.
func (q Query) standing(ctx context.Context, ids []graph.ID, slice graph.Slice) (map[graph.ID]*graph.Record, error) {
	records, err := q.Reader.Records(ctx, ids, slice)
	missing := slices.DeleteFunc(slices.Clone(ids), func(id graph.ID) bool { return records[id] != nil })
	if err != nil || len(missing) == 0 {
		return records, err
	}
	to, err := graph.Follow(ctx, q.Reader, missing, slice)
	if err != nil || len(to) == 0 {
		return records, err
	}
	found, err := q.Reader.Records(ctx, slices.Collect(maps.Values(to)), slice)
	for id, root := range to {
		if found[root] != nil {
			records[id] = found[root]
		}
	}
	return records, err
}

// Node finds a record of any kind by id.
func (q Query) Node(ctx context.Context, id graph.ID) (Node, error) {
	nodes, err := q.Nodes(ctx, []graph.ID{id})
	if err != nil {
		return nil, err
	}
	return nodes[0], nil
}

// Nodes finds records by id, each in its place. Ids with equal clocks are read together.
func (q Query) Nodes(ctx context.Context, ids []graph.ID) ([]Node, error) {
	if len(ids) > graph.MaxPage {
		return nil, graph.Errorf(graph.Limit, "at most %d ids at a time", graph.MaxPage).At("ids")
	}
	plain := make([]graph.ID, len(ids))
	at := make([]clocks, len(ids))
	byClocks := map[clocks][]graph.ID{}
	for i, id := range ids {
		var ok bool
		if plain[i], at[i], ok = q.clocks().readSigned(id); ok {
			byClocks[at[i]] = append(byClocks[at[i]], plain[i])
		}
	}
	found := map[clocks]map[graph.ID]Node{}
	for clocks, ids := range byClocks {
		nodes, err := q.readAll(ctx, ids, clocks)
		if err != nil {
			return nil, err
		}
		found[clocks] = nodes
	}
	nodes := make([]Node, len(ids))
	for i := range ids {
		nodes[i] = found[at[i]][plain[i]]
	}
	return nodes, nil
}
