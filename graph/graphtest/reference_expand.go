package graphtest

import (
	"context"
	"maps"
	"slices"
	"strings"

	"capgraph/graph"
)

// within lists the versions of relations that are in force on some day from
// the slice's to the last, by id and then by validity.
func (f *reference) within(slice graph.Slice, last graph.Day) inForce {
	var found inForce
	known := f.known(slice.Known)
	for _, id := range slices.Sorted(maps.Keys(known)) {
		for _, v := range known[id] {
			if graph.KindOf(v.Kind).IsRelation() && slice.Day <= last && v.Valid.From <= last && v.Valid.To > slice.Day {
				found = append(found, v)
			}
		}
	}
	return found
}

func (f *reference) Outlines(ctx context.Context, kind graph.Kind, slice graph.Slice, until graph.Day, yield func(graph.Outline) error) (graph.Instant, error) {
	for _, v := range f.within(slice, until) {
		if v.Kind == kind {
			if err := yield(graph.OutlineOf(v)); err != nil {
				return 0, err
			}
		}
	}
	head, err := f.Head(ctx)
	if slice.Known != 0 {
		head = min(head, slice.Known)
	}
	return head, err
}

func (f *reference) Expand(_ context.Context, x graph.Expansion) (map[graph.ID]graph.Fan, error) {
	all, fans := f.within(x.Slice, x.Last()), map[graph.ID]graph.Fan{}
	for _, of := range x.Of {
		fan := graph.Fan{More: map[graph.Kind]bool{}, Totals: map[graph.Kind]int{}}
		for _, spec := range graph.Specs() {
			if len(x.Kinds) == 0 || slices.Contains(x.Kinds, spec.Kind) {
				around := all.where(func(r *graph.Record) bool { return r.Kind == spec.Kind && around(r, of) })
				spread(&fan, spec.Kind, around, x)
			}
		}
		slices.SortStableFunc(fan.Relations, func(a, b graph.Outline) int { return strings.Compare(string(a.ID), string(b.ID)) })
		fans[of] = fan
	}
	return fans, nil
}

// around says whether a relation points to an entity.
func around(r *graph.Record, of graph.ID) bool {
	spec := graph.KindOf(of.Kind())
	return spec != nil && spec.Nature == graph.Entity && pointsTo(r, slices.Collect(maps.Keys(r.Links())), of)
}

// spread adds the relations of one kind around an entity to its fan.
func spread(fan *graph.Fan, kind graph.Kind, around inForce, x graph.Expansion) {
	taken, all := map[graph.ID]bool{}, map[graph.ID]bool{}
	for _, v := range around {
		all[v.ID] = true
		switch {
		case x.After.Kind() == kind && v.ID <= x.After:
		case taken[v.ID] || len(taken) < x.Limit:
			taken[v.ID] = true
			fan.Relations = append(fan.Relations, graph.OutlineOf(v))
		default:
			fan.More[kind] = true
		}
	}
	if x.Count && len(all) > 0 {
		fan.Totals[kind] = len(all)
	}
}
