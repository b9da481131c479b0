package explore

import (
	"strings"

	"capgraph/graph"
)

// EventType says what happened, or was to happen.
type EventType string

// The types of events. A field that has none of its own gives DATED.
const (
	EventFounded     EventType = "FOUNDED"     // a company came into being
	EventDissolved   EventType = "DISSOLVED"   // a company ceased to be
	EventReleased    EventType = "RELEASED"    // a product came out
	EventOperational EventType = "OPERATIONAL" // a site was to run, or began to
	EventCapacity    EventType = "CAPACITY"    // a site has, builds or plans so much power
	EventNamed       EventType = "NAMED"       // a name came into use, or fell out of it
	EventBegan       EventType = "BEGAN"       // a relation began to hold
	EventChanged     EventType = "CHANGED"     // a value became another
	EventEnded       EventType = "ENDED"       // a relation ceased to hold
	EventAnnounced   EventType = "ANNOUNCED"   // a deal, plan or site was made public
	EventClosed      EventType = "CLOSED"      // a deal was completed
	EventHorizon     EventType = "HORIZON"     // the money was to be spent until then
	EventStepped     EventType = "STEPPED"     // any other step of a history
	EventMoved       EventType = "MOVED"       // somebody changed company
	EventSucceeded   EventType = "SUCCEEDED"   // one company followed another
	EventDated       EventType = "DATED"       // any other date
)

// typeOfDate gives the date fields the type of their events.
var typeOfDate = map[string]EventType{
	"founded": EventFounded, "dissolved": EventDissolved, "released": EventReleased, "operational": EventOperational,
	"since": EventBegan, "until": EventEnded, "announcedOn": EventAnnounced, "closedOn": EventClosed, "horizon": EventHorizon,
}

// Event is one thing that happened to an entity or to a relation around it, or
// was to happen.
type Event struct {
	Record graph.ID // what it happened to: a relation, or the entity itself
	Type   EventType

	// Field is the field that says so. The date of a beginning that no field gives
	// is "by" the day on which a source saw the relation, and marked as inferred.
	Field string
	On    *graph.PartialDate // nil when no source dates it
	Match graph.Certainty    // whether it lies in the span surely or possibly; what is not dated possibly lies in any but the open one

	Text          string // the step, capacity or name in words; "" where the type says it all
	Before, After string // of a change; "" for no value
	Label         string // the record in a sentence, with the values that it had then

	Modality graph.Token // the strongest mode in which a source says so; "" when that is not known
	Due      bool        // promised, and not kept by the day as far as sources say; see Due
	Pending  *Pending    // of the announcement of a deal that is neither completed nor given up
	Claims   []graph.ID  // behind the value, best first
}

// Key is the place of the event in the order of a timeline, to read on from:
// by the first day, then the last day, then the record, type and text; a date
// with an open start stands at its last day. What is not dated comes last.
func (e *Event) Key() string {
	first, last, dated := e.days()
	rest := strings.Join([]string{string(e.Record), string(e.Type), e.Field, e.Text, e.Before, e.After}, "\x00")
	if !dated {
		return undatedKey + rest
	}
	return datedKey + first.Key() + "\x00" + last.Key() + "\x00" + rest
}

// Planned says whether sources only plan, expect or rumour the event.
func (e *Event) Planned() bool { return isPlan(e.Modality) }

const (
	datedKey   = "0"
	undatedKey = "1"
)

func (e *Event) days() (first, last graph.Day, dated bool) {
	if e.On == nil {
		return 0, 0, false
	}
	first, last = e.On.Earliest(), e.On.Latest()
	if first == graph.MinDay {
		first = last
	}
	return first, last, first != graph.MaxDay
}

// matches says whether the event lies in a span of days.
func (e *Event) matches(from, to graph.Day) graph.Certainty {
	first, last := graph.MinDay, graph.MaxDay
	if e.On != nil {
		first, last = e.On.Earliest(), e.On.Latest()
	}
	switch {
	case last < from || first > to:
		return graph.No
	case first >= from && last <= to:
		return graph.Surely
	}
	return graph.Possibly
}

// eventOf makes the event of a dated value of a record.
func eventOf(r *graph.Record, d dateOf) Event {
	e := Event{Record: r.ID, Type: typeOfDate[d.field.Name], Field: d.field.Name, On: d.on}
	switch {
	case d.step == "ANNOUNCED":
		e.Type, e.Text = EventAnnounced, d.step.Words()
	case d.step == "COMPLETED":
		e.Type, e.Text = EventClosed, d.step.Words()
	case d.step != "":
		e.Type, e.Text = EventStepped, d.step.Words()
	case d.field.Type == graph.CapacityType:
		e.Type, e.Text = EventCapacity, d.value.Text()
	case r.Kind == "move":
		e.Type = EventMoved
	case r.Kind == "succession":
		e.Type = EventSucceeded
	case e.Type == "":
		e.Type = EventDated
	}
	e.speak(r, d.claims)
	return e
}

// speak says by which claims, and in which mode, an event is known.
func (e *Event) speak(r *graph.Record, claims []*graph.Record) {
	e.Modality, _ = graph.One[graph.Token](r, "modality")
	if len(claims) > 0 {
		best := graph.Rank(graph.Ranked, claims)[0]
		e.Modality, _ = graph.One[graph.Token](best, "modality")
		e.Claims = idsOf(claims)
	}
}

// onceOnly drops the plain dates that repeat a step, and the steps without a
// date that repeat a plain date: a deal is announced once.
func onceOnly(events []Event) []Event {
	var kept []Event
	for i, e := range events {
		if e.isRepeated(events[:i], events[i+1:]) {
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

func (e *Event) isRepeated(before, after []Event) bool {
	if e.Type != EventAnnounced && e.Type != EventClosed {
		return false
	}
	for _, others := range [][]Event{before, after} {
		for _, other := range others {
			if other.Type != e.Type || other.Field == e.Field {
				continue
			}
			same := e.On != nil && other.On != nil && e.On.EDTF == other.On.EDTF
			if e.On == nil && other.On != nil || same && e.Text == "" {
				return true
			}
		}
	}
	return false
}
