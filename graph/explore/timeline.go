package explore

import (
	"context"
	"slices"

	"capgraph/graph"
)

// MaxAround is how many relations of each kind around one entity an answer
// looks at: those with the lowest ids. Answers name the kinds that it cut.
const MaxAround = 5_000

// TimelineQuery asks for a page of the events of each of several entities.
type TimelineQuery struct {
	Of    []graph.ID
	Slice graph.Slice // what was known, and the day on which promises are due
	Kinds []graph.Kind

	From, To graph.Day // the span, both days in it; MinDay and MaxDay leave it open
	Types    []EventType
	Latest   bool // the latest first; what is not dated comes last all the same

	After string // the Key of the last event that has been read; "" begins
	First int    // events in a page; 0 asks for none
}

// Timeline is a page of the events of one entity.
type Timeline struct {
	Events []Event
	More   bool
	Total  int          // events in the span, in all pages
	Cut    []graph.Kind // of which MaxAround left relations out, sorted
}

// Timelines is what happened to several entities, and the records that it is
// told of.
type Timelines struct {
	ByID    map[graph.ID]Timeline
	Records map[graph.ID]*graph.Record // of the events of the pages, and the entities, with those that they point to
	Claims  map[graph.ID]*graph.Record // behind the events of the pages, with their articles
}

// ReadTimelines lists the dated events of entities and of all relations around
// them, those that have ended included: beginnings, changes, steps, ends. There
// is an entry for each entity that is known at the slice's instant; ids of
// other records have none. Kinds chooses kinds of relations, and the entity's own
// events by its own kind; none means all. Events that only possibly lie in the span are
// listed, undated ones among them. It makes at most five calls of the store, and more
// only where a record has more than a thousand claims. A negative First and an
// end before the beginning are Invalid errors.
func ReadTimelines(ctx context.Context, reader graph.Reader, q TimelineQuery) (*Timelines, error) {
	if q.First < 0 {
		return nil, graph.Errorf(graph.Invalid, "first cannot be negative").At("first")
	}
	if q.To < q.From {
		return nil, graph.Errorf(graph.Invalid, "%s is before %s; give the earlier day first", q.To, q.From).At("to")
	}
	lines := &Timelines{ByID: map[graph.ID]Timeline{}, Records: map[graph.ID]*graph.Record{}, Claims: map[graph.ID]*graph.Record{}}
	if len(q.Of) == 0 {
		return lines, nil
	}
	var err error
	if q.Slice, err = q.Slice.Pin(ctx, reader); err != nil {
		return nil, err
	}
	around, err := q.read(ctx, reader)
	if err != nil {
		return nil, err
	}
	for _, id := range q.Of {
		if body := around.records[id]; body != nil && graph.KindOf(id.Kind()).Nature == graph.Entity {
			if lines.ByID[id], err = q.draw(id, around); err != nil {
				return nil, err
			}
			lines.Records[id] = body
		}
	}
	return lines, lines.attest(ctx, reader, around, q.Slice)
}

// surroundings is what was read of entities and of the relations around them.
type surroundings struct {
	fans    map[graph.ID]graph.Fan
	records map[graph.ID]*graph.Record
	own     map[graph.ID][]*graph.Record // claims about the entities, by entity
}

func (q TimelineQuery) read(ctx context.Context, reader graph.Reader) (*surroundings, error) {
	end := graph.MaxDay
	fans, err := reader.Expand(ctx, graph.Expansion{
		Of: q.Of, Kinds: q.Kinds, Slice: graph.Slice{Day: graph.MinDay, Known: q.Slice.Known}, Until: &end, Limit: MaxAround,
	})
	if err != nil {
		return nil, err
	}
	ids := slices.Clone(q.Of)
	for _, fan := range fans {
		for i := range fan.Relations {
			ids = append(ids, fan.Relations[i].ID)
		}
	}
	slices.Sort(ids)
	records, err := reader.Records(ctx, slices.Compact(ids), q.Slice)
	if err != nil {
		return nil, err
	}
	own, err := graph.AllPages(ctx, reader, graph.Query{
		Kind: "claim", Of: q.Of, Fields: []string{"about"}, Slice: q.Slice, Where: telling(q.Of), Limit: claimsAtATime,
	})
	return &surroundings{fans, records, own}, err
}

// claimsAtATime is how many claims about a record are read at a time.
const claimsAtATime = 1000

// draw makes the page of one entity.
func (q TimelineQuery) draw(id graph.ID, around *surroundings) (Timeline, error) {
	events, err := around.events(id, q)
	if err != nil {
		return Timeline{}, err
	}
	line := Timeline{Total: len(events), Cut: kindsCut(around.fans[id])}
	if q.After != "" {
		events = slices.DeleteFunc(events, func(e Event) bool { return q.order(e.Key(), q.After) <= 0 })
	}
	line.More = len(events) > q.First
	line.Events = events[:min(q.First, len(events))]
	return line, nil
}

// events lists all events of an entity in the span, in order.
func (around *surroundings) events(id graph.ID, q TimelineQuery) ([]Event, error) {
	var all []Event
	if len(q.Kinds) == 0 || slices.Contains(q.Kinds, id.Kind()) {
		all = entityEvents(around.records[id], around.own[id], q.Slice.Day)
	}
	for _, versions := range byRelation(around.fans[id].Relations) {
		body := around.records[versions[0].ID]
		if body == nil {
			continue
		}
		events, err := relationEvents(versions, body, nil, q.Slice.Day)
		if err != nil {
			return nil, err
		}
		all = append(all, events...)
	}
	return q.within(all), nil
}

// within keeps the events of the span and of the types that are asked for, in order.
func (q TimelineQuery) within(events []Event) []Event {
	kept := make([]Event, 0, len(events))
	for _, e := range events {
		e.Match = e.matches(q.From, q.To)
		if e.Match != graph.No && (len(q.Types) == 0 || slices.Contains(q.Types, e.Type)) {
			kept = append(kept, e)
		}
	}
	slices.SortFunc(kept, func(a, b Event) int { return q.order(a.Key(), b.Key()) })
	return slices.CompactFunc(kept, func(a, b Event) bool { return a.Key() == b.Key() })
}

// order compares the keys of two events.
func (q TimelineQuery) order(a, b string) int {
	if q.Latest && a[0] == datedKey[0] && b[0] == datedKey[0] {
		a, b = b, a
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// byRelation splits the versions around an entity by relation.
func byRelation(versions []graph.Outline) [][]graph.Outline {
	var groups [][]graph.Outline
	for from := 0; from < len(versions); {
		to := from + 1
		for to < len(versions) && versions[to].ID == versions[from].ID {
			to++
		}
		groups = append(groups, versions[from:to])
		from = to
	}
	return groups
}

func kindsCut(fan graph.Fan) []graph.Kind {
	var cut []graph.Kind
	for kind, more := range fan.More {
		if more {
			cut = append(cut, kind)
		}
	}
	slices.Sort(cut)
	return cut
}
