package explore

import (
	"strings"

	"capgraph/graph"
)

// entityEvents lists what happened to an entity by itself, from the body of
// its version on the day and the live claims that give it a date or a value
// that varies.
func entityEvents(body *graph.Record, claims []*graph.Record, day graph.Day) []Event {
	events := append(datedEvents(body, claims, day), nameEvents(body)...)
	events = append(events, ownChanges(body, graph.Resolve(body.ID, claims), claims)...)
	for i := range events {
		events[i].Label = graph.Label(body)
	}
	return events
}

// nameEvents tell when names came into use and fell out of it, where sources do.
func nameEvents(body *graph.Record) []Event {
	var events []Event
	for _, name := range graph.All[graph.Name](body, "name") {
		e := Event{Record: body.ID, Type: EventNamed, Field: "name"}
		if name.From != nil {
			e.On, e.After = name.From, name.Name
			events = append(events, e)
		}
		if name.Until != nil {
			e.On, e.Before, e.After = name.Until, name.Name, ""
			events = append(events, e)
		}
	}
	return events
}

// ownChanges are the days on which a field of an entity took another value.
func ownChanges(body *graph.Record, versions []*graph.Record, claims []*graph.Record) []Event {
	if len(versions) < 2 {
		return nil
	}
	var events []Event
	for _, field := range varying(body.Kind) {
		values := make([]string, len(versions))
		spans := make([]graph.Validity, len(versions))
		for i, version := range versions {
			values[i], spans[i] = textOf(version, field.Name), version.Valid
		}
		events = append(events, valueChanges(body, field.Name, values, spans, claims)...)
	}
	return events
}

// textOf prints what a field holds, "" for nothing.
func textOf(r *graph.Record, field string) string {
	texts := make([]string, len(r.Held[field]))
	for i, held := range r.Held[field] {
		texts[i] = held.Value.Text()
	}
	return strings.Join(texts, ", ")
}

// telling is the condition of claims about entities that an event may follow
// from: it leaves out mere mentions, of which hubs have very many.
func telling(ids []graph.ID) graph.Predicate {
	var any graph.Or
	named := map[string]bool{}
	for _, id := range ids {
		spec := graph.KindOf(id.Kind())
		if spec == nil {
			continue
		}
		for _, field := range spec.Fields {
			dated := field.Type == graph.DateType || field.Type == graph.StepType || field.Type == graph.CapacityType
			if (dated || field.Merge == graph.Varying) && !named[field.Name] {
				named[field.Name] = true
				any = append(any, graph.Where{Field: "field", Lo: graph.KeyRange{Min: field.Name, Max: field.Name}})
			}
		}
	}
	return any
}
