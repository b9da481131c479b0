package explore

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"capgraph/graph"
)

// MaxMoves is how many moves one answer looks at: those with the lowest ids.
const MaxMoves = 20_000

// MoveQuery asks who moved between companies in a span of days.
type MoveQuery struct {
	From, To []graph.ID // companies left and joined; none means any, or none that is named
	Slice    graph.Slice
	Begin    graph.Day // the span, both days in it; MinDay and MaxDay leave it open
	End      graph.Day
	After    string // the Key of the last flow that has been read; "" begins
	First    int    // flows in a page; 0 asks for none
}

// Flow is the people who moved from one company to another.
type Flow struct {
	From, To graph.ID // "" when none is named
	Planned  bool     // moves that sources only plan, expect or rumour
	People   graph.HeadCount
	Moves    []Movement // in order of their ids
}

// Movement is a move as it counts in a flow.
type Movement struct {
	Move  graph.ID
	Who   graph.ID
	Match graph.Certainty // whether it surely happened, or was to, in the span
	Whole bool            // whether all who moved count; else at least one of a group does
}

// MoveFlows is a page of flows: those that happened before those that are planned, the
// largest first by the least number of people, then by the greatest.
type MoveFlows struct {
	Flows   []Flow
	More    bool
	Total   int                        // flows in all pages
	People  graph.HeadCount            // in all flows that happened
	Planned graph.HeadCount            // in all that are planned
	Cut     bool                       // whether moves were left out, see MaxAround and MaxMoves
	Records map[graph.ID]*graph.Record // the moves of the page, with their parties
}

// Key is the place of the flow in the order of the list, to read on from.
func (f *Flow) Key() string {
	least, most := f.People.Lower.IntPart(), int64(maxPeople)
	if f.People.Upper != nil {
		most = min(f.People.Upper.IntPart(), maxPeople)
	}
	return fmt.Sprintf("%t %012d %012d %s %s", f.Planned, maxPeople-min(least, maxPeople), maxPeople-most, f.From, f.To)
}

const maxPeople = 999_999_999_999

// ReadMoveFlows counts who moved from where to where. A move from several
// companies is in the flow from each, and of a group at least one left each.
//
// People are counted by their ids: a group by the bounds of its number, and at
// least one; its named members as part of it; other named people on top, for a source that
// knows them to be of the group lists them. Two groups may be the same people, unless they joined
// one company from different ones or left one for different ones; of those that may, only the one
// that adds most counts for the lower bound, and all for the upper. What only
// possibly falls into the span counts for the upper bound alone. A move without a date, when it did happen,
// did so by the day on which it was surely seen. The numbers for all flows are counted over
// people, not added up over flows. It makes at most three calls of the store. Errors have code Invalid:
// a negative First, and a span that ends before it begins.
func ReadMoveFlows(ctx context.Context, reader graph.Reader, q MoveQuery) (*MoveFlows, error) {
	if q.First < 0 {
		return nil, graph.Errorf(graph.Invalid, "first cannot be negative").At("first")
	}
	if q.End < q.Begin {
		return nil, graph.Errorf(graph.Invalid, "%s is before %s; give the earlier day first", q.End, q.Begin).At("to")
	}
	found := &MoveFlows{}
	var err error
	if q.Slice, err = q.Slice.Pin(ctx, reader); err != nil {
		return nil, err
	}
	ids, err := found.moves(ctx, reader, q)
	if err != nil {
		return nil, err
	}
	if found.Records, err = reader.Records(ctx, ids, q.Slice); err != nil {
		return nil, err
	}
	found.count(ids, q)
	return found, nil
}

// moves lists the ids of the moves around the companies that are asked for, else all.
func (found *MoveFlows) moves(ctx context.Context, reader graph.Reader, q MoveQuery) ([]graph.ID, error) {
	var ids []graph.ID
	around := slices.Concat(q.From, q.To)
	if len(around) == 0 {
		_, err := reader.Outlines(ctx, "move", q.Slice, q.Slice.Day, func(move graph.Outline) error {
			ids = append(ids, move.ID)
			return nil
		})
		slices.Sort(ids)
		found.Cut = len(ids) > MaxMoves
		return ids[:min(len(ids), MaxMoves)], err
	}
	fans, err := reader.Expand(ctx, graph.Expansion{Of: around, Kinds: []graph.Kind{"move"}, Slice: q.Slice, Limit: MaxAround})
	for _, fan := range fans {
		found.Cut = found.Cut || fan.More["move"]
		for _, move := range fan.Relations {
			ids = append(ids, move.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), err
}

// count makes flows of the moves, and the page of them.
func (found *MoveFlows) count(ids []graph.ID, q MoveQuery) {
	type ends struct {
		from, to graph.ID
		planned  bool
	}
	flows, all := map[ends][]mover{}, map[bool][]mover{}
	for _, id := range ids {
		m, ok := q.mover(found.Records[id])
		if !ok {
			continue
		}
		all[m.planned] = append(all[m.planned], m.within(q.From))
		for _, from := range m.from {
			key := ends{from, m.to, m.planned}
			flows[key] = append(flows[key], m.within([]graph.ID{from}))
		}
	}
	found.People, found.Planned, found.Total = countPeople(all[false]), countPeople(all[true]), len(flows)
	for key, movers := range flows {
		flow := Flow{From: key.from, To: key.to, Planned: key.planned, People: countPeople(movers)}
		for _, m := range movers {
			flow.Moves = append(flow.Moves, Movement{Move: m.move.ID, Who: m.who, Match: m.match, Whole: m.whole})
		}
		found.Flows = append(found.Flows, flow)
	}
	found.page(q)
}

// page cuts the page and drops the records of other flows.
func (found *MoveFlows) page(q MoveQuery) {
	slices.SortFunc(found.Flows, func(a, b Flow) int { return cmp.Compare(a.Key(), b.Key()) })
	rest := slices.DeleteFunc(found.Flows, func(f Flow) bool { return q.After != "" && f.Key() <= q.After })
	found.More = len(rest) > q.First
	found.Flows = rest[:min(q.First, len(rest))]
	shown := map[graph.ID]*graph.Record{}
	for _, flow := range found.Flows {
		for _, m := range flow.Moves {
			shown[m.Move] = found.Records[m.Move]
		}
	}
	found.Records = shown
}

// mover reads a move; false when it is not one that is asked for.
func (q MoveQuery) mover(move *graph.Record) (mover, bool) {
	if move == nil || len(move.Refs("who")) == 0 {
		return mover{}, false
	}
	m := mover{move: move, who: move.Refs("who")[0], planned: isPlanned(move), from: []graph.ID{""}}
	m.match = q.when(move).And(move.Valid.On(q.Slice.Day))
	for _, to := range move.Refs("to") {
		m.to = to
	}
	if named := move.Refs("from"); len(named) > 0 {
		m.from = named
	}
	if len(q.From) > 0 {
		m.from = slices.DeleteFunc(slices.Clone(m.from), func(id graph.ID) bool { return !slices.Contains(q.From, id) })
	}
	asked := len(q.To) == 0 || slices.Contains(q.To, m.to)
	return m, asked && len(m.from) > 0 && m.match != graph.No
}

// when says whether a move lies in the span.
func (q MoveQuery) when(move *graph.Record) graph.Certainty {
	e := Event{}
	if date, ok := graph.One[graph.PartialDate](move, "date"); ok {
		e.On = &date
	} else {
		e = firstSeen(move, move.Valid, nil)
	}
	return e.matches(q.Begin, q.End)
}
