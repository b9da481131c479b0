package graphtest

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Turns looks, for each commit and record, at what was known just before and
// just after.
func (f *reference) Turns(_ context.Context, query graph.TurnQuery) (graph.TurnPage, error) {
	var places []graph.TurnCursor
	for _, v := range f.versions {
		if graph.KindOf(v.Kind).Nature == graph.Source || v.Known.From == v.Known.To {
			continue
		}
		for _, at := range []graph.Instant{v.Known.From, v.Known.To} {
			place := graph.TurnCursor{At: at, ID: v.ID}
			if at > query.Since && (query.Until == 0 || at <= query.Until) && (query.After == nil || query.After.Compare(place) < 0) &&
				(query.Of == nil || slices.Contains(query.Of, v.ID) || slices.ContainsFunc(query.Of, func(id graph.ID) bool { return pointsToAnyhow(v, id) })) {
				places = append(places, place)
			}
		}
	}
	slices.SortFunc(places, graph.TurnCursor.Compare)
	places = slices.Compact(places)
	page := graph.TurnPage{Last: query.Start(), More: len(places) > query.Limit}
	for _, place := range places[:min(len(places), query.Limit)] {
		page.Turns, page.Last = append(page.Turns, f.turn(place)), place
	}
	return page, nil
}

func pointsToAnyhow(v *graph.Record, id graph.ID) bool {
	for _, ids := range v.Links() {
		if slices.Contains(ids, id) {
			return true
		}
	}
	return false
}

func (f *reference) turn(place graph.TurnCursor) graph.Turn {
	turn := graph.Turn{TurnCursor: place, After: f.known(place.At)[place.ID]}
	for _, v := range f.versions {
		if v.ID == place.ID && v.Known.From < place.At && (v.Known.To == 0 || v.Known.To >= place.At) {
			turn.Before = append(turn.Before, v)
		}
		if v.Kind != "claim" || v.Known.From == v.Known.To || !slices.Contains(v.Refs("about"), place.ID) {
			continue
		}
		switch place.At {
		case v.Known.From:
			turn.Begun = append(turn.Begun, v)
		case v.Known.To:
			turn.Ended = append(turn.Ended, v)
		}
	}
	for _, some := range [][]*graph.Record{turn.Before, turn.Begun, turn.Ended} {
		slices.SortFunc(some, func(a, b *graph.Record) int {
			return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Valid.From, b.Valid.From))
		})
	}
	turn.Log = f.entries(place.At, slices.Concat(turn.Begun, turn.Ended))
	return turn
}

// entries are those of a commit for the articles of the claims, else the first.
func (f *reference) entries(at graph.Instant, claims []*graph.Record) []graph.LogEntry {
	var all, some []graph.LogEntry
	for _, entry := range slices.Backward(f.log) {
		if entry.At == at {
			all = append(all, entry)
		}
	}
	slices.SortStableFunc(all, func(a, b graph.LogEntry) int { return cmp.Compare(a.Article, b.Article) })
	for _, entry := range all {
		if slices.ContainsFunc(claims, func(c *graph.Record) bool { return slices.Contains(c.Refs("article"), entry.Article) }) {
			some = append(some, entry)
		}
	}
	if len(some) == 0 {
		return all[:1]
	}
	return some
}
