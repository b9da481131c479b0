package feed

import (
	"context"
	"maps"
	"slices"

	"capgraph/graph"
)

// Query asks for a page of changes.
type Query struct {
	graph.TurnQuery
	Reasons []graph.ChangeReason // only changes with one of these; empty means all
}

// Page is a page of changes, in order of the commits and then of the ids.
type Page struct {
	Changes []Change
	Last    graph.TurnCursor // how far the page reaches: where to go on after it
	More    bool             // whether there may be more after Last
	Until   graph.Instant    // the last commit that was taken into account
}

// maxTurned is how many turns are looked at for one page.
const maxTurned = 1000

// Read returns a page of at most query.Limit changes. It may be short, with
// More, when few of many turns have one of the reasons. Until zero is the last commit, and
// the page tells which that was. Errors are those of the store.
func Read(ctx context.Context, reader graph.Reader, query Query) (*Page, error) {
	page := &Page{Changes: []Change{}, Last: query.Start(), Until: query.Until}
	if page.Until == 0 {
		head, err := reader.Head(ctx)
		if err != nil {
			return nil, err
		}
		page.Until = max(head, query.Since)
	}
	turns := query.TurnQuery
	turns.Until = page.Until
	for looked := 0; ; {
		turns.Limit = query.Limit - len(page.Changes)
		found, err := reader.Turns(ctx, turns)
		if err != nil {
			return nil, err
		}
		if err := page.add(ctx, reader, found, query.Reasons); err != nil {
			return nil, err
		}
		looked += turns.Limit
		if !page.More || len(page.Changes) >= query.Limit || looked >= maxTurned {
			return page, nil
		}
		turns.After = &page.Last
	}
}

func (p *Page) add(ctx context.Context, reader graph.Reader, found graph.TurnPage, reasons []graph.ChangeReason) error {
	names, err := readNames(ctx, reader, found.Turns, p.Until)
	if err != nil {
		return err
	}
	for _, turn := range found.Turns {
		change, differs := newChange(turn, names)
		wanted := len(reasons) == 0 || slices.ContainsFunc(change.Reasons(), func(r graph.ChangeReason) bool { return slices.Contains(reasons, r) })
		if differs && wanted {
			p.Changes = append(p.Changes, change)
		}
	}
	p.Last, p.More = found.Last, found.More
	return nil
}

// readNames reads what the versions and claims of turns point to, as known at an
// instant; what is not known any more, as it was known just before the last commit that
// speaks of it. Claims get it as their Far.
func readNames(ctx context.Context, reader graph.Reader, turns []graph.Turn, until graph.Instant) (map[graph.ID]*graph.Record, error) {
	names, last := map[graph.ID]*graph.Record{}, map[graph.ID]graph.Instant{}
	for _, turn := range turns {
		for _, version := range slices.Concat(turn.Before, turn.After, turn.Ended, turn.Begun) {
			for _, ids := range version.Links() {
				for _, id := range ids {
					last[id] = turn.At - 1
				}
			}
		}
		for _, claim := range slices.Concat(turn.Ended, turn.Begun) {
			claim.Far = names
		}
	}
	read := func(ids []graph.ID, known graph.Instant) error {
		found, err := reader.Records(ctx, ids, graph.Slice{Day: graph.MaxDay - 1, Known: known})
		for id, record := range found {
			names[id] = record
			delete(last, id)
		}
		return err
	}
	if err := read(slices.Collect(maps.Keys(last)), until); err != nil {
		return nil, err
	}
	for at, ids := range gone(last) {
		if err := read(ids, at); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// gone groups ids by the instant at which they were last known.
func gone(last map[graph.ID]graph.Instant) map[graph.Instant][]graph.ID {
	byInstant := map[graph.Instant][]graph.ID{}
	for id, at := range last {
		byInstant[at] = append(byInstant[at], id)
	}
	return byInstant
}
