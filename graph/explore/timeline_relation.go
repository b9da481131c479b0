package explore

import (
	"maps"

	"capgraph/graph"
)

// relationEvents lists what happened to a relation, from its versions in order
// of time, the body of any of them, and the live claims about it. Without the
// claims it says the same but by whom, and takes the mode of the best source
// for that of all.
func relationEvents(versions []graph.Outline, body *graph.Record, claims []*graph.Record, day graph.Day) ([]Event, error) {
	events := datedEvents(body, claims, day)
	if !beginsDated(events) {
		events = append(events, firstSeen(body, versions[0].Valid, claims))
	}
	events = append(events, changes(body, versions, claims)...)
	for i := range events {
		then, err := versionOn(body, versions, events[i].On)
		if err != nil {
			return nil, err
		}
		events[i].Label = graph.Label(then)
	}
	return events, nil
}

// datedEvents are the dates of a record as events, each with whether it is due.
func datedEvents(r *graph.Record, claims []*graph.Record, day graph.Day) []Event {
	var events []Event
	dates := datesOf(r, claims, day)
	pending, isPending := PendingOf(r, claims, day)
	for _, d := range dates {
		e := eventOf(r, d)
		e.Due = d.on != nil && d.on.Latest() < day && d.isPromise(r) && !d.isMoot(r, dates, day)
		if isPending && e.Type == EventAnnounced {
			e.Pending = &pending
		}
		events = append(events, e)
	}
	return onceOnly(events)
}

// beginsDated says whether the events tell when the relation came about.
func beginsDated(events []Event) bool {
	for _, e := range events {
		switch e.Type {
		case EventEnded, EventHorizon:
		default:
			return true
		}
	}
	return false
}

// firstSeen is the beginning of a relation that no source dates: by the day on
// which it was surely seen or, when it is only planned, without a date.
func firstSeen(body *graph.Record, first graph.Validity, claims []*graph.Record) Event {
	e := Event{Record: body.ID, Type: EventAnnounced}
	switch {
	case graph.KindOf(body.Kind).Nature == graph.State:
		e.Type = EventBegan
	case body.Kind == "move":
		e.Type = EventMoved
	case body.Kind == "succession":
		e.Type = EventSucceeded
	}
	if !first.SureFrom.IsOpen() && !isPlanned(body) {
		e.On = &graph.PartialDate{EDTF: "../" + first.SureFrom.String(), Role: graph.RoleBy, Inferred: true}
	}
	e.speak(body, graph.Rank(graph.Ranked, claims))
	return e
}

// changes are the days on which a field of the outline took another value. The
// first value that a source gives is no change.
func changes(body *graph.Record, versions []graph.Outline, claims []*graph.Record) []Event {
	var events []Event
	for _, field := range varying(body.Kind) {
		values := make([]string, len(versions))
		spans := make([]graph.Validity, len(versions))
		for i := range versions {
			values[i], spans[i] = versions[i].Value(field.Name), versions[i].Valid
		}
		events = append(events, valueChanges(body, field.Name, values, spans, claims)...)
	}
	return events
}

// valueChanges compares the values of a field in versions that follow one another.
func valueChanges(body *graph.Record, field string, values []string, spans []graph.Validity, claims []*graph.Record) []Event {
	var events []Event
	known := values[0] != ""
	for i := 1; i < len(values); i++ {
		if known && values[i] != values[i-1] {
			e := Event{Record: body.ID, Type: EventChanged, Field: field, Before: values[i-1], After: values[i], On: between(spans[i].From, spans[i].SureFrom)}
			e.speak(body, claimsBehind(body.ID, claims, spans[i].From)[valueKey{field, values[i]}])
			events = append(events, e)
		}
		known = known || values[i] != ""
	}
	return events
}

// varying are the fields of a kind that hold one value at a time.
func varying(kind graph.Kind) []graph.Field {
	var fields []graph.Field
	for _, field := range graph.KindOf(kind).Fields {
		if field.Merge == graph.Varying {
			fields = append(fields, field)
		}
	}
	return fields
}

// between is the date that lies from one day to another, nil when both are open.
func between(first, last graph.Day) *graph.PartialDate {
	if first.IsOpen() && last.IsOpen() {
		return nil
	}
	date, err := graph.ParseDate(first.String() + "/" + last.String())
	if err != nil {
		return nil // The last day is before the first: no source bounds it.
	}
	return &date
}

// versionOn is the record as it was on the last day of a date, as far as its
// outline tells; without a date, as in the last version.
func versionOn(body *graph.Record, versions []graph.Outline, on *graph.PartialDate) (*graph.Record, error) {
	at := len(versions) - 1
	for on != nil && at > 0 && versions[at].Valid.From > on.Latest() {
		at--
	}
	then := *body
	then.Held = maps.Clone(body.Held)
	for _, field := range varying(body.Kind) {
		if !field.Outlined {
			continue
		}
		delete(then.Held, field.Name)
		if text := versions[at].Value(field.Name); text != "" {
			value, err := field.Type.Parse(text)
			if err != nil {
				return nil, graph.Errorf(graph.Internal, "the stored %s of %s cannot be read", field.Name, body.ID).Because(err)
			}
			then.Held[field.Name] = []graph.Held{{Value: value}}
		}
	}
	return &then, nil
}
