package explore

import (
	"slices"

	"capgraph/graph"
)

// Promise is a date that a record was to meet.
type Promise struct {
	Field  string      // the field that holds the date, or the history with the step
	Step   graph.Token // the step that was to be taken; "" for a plain date
	On     graph.PartialDate
	Claims []graph.ID // that promise it, best first; none when Due was given no claims
}

// Due lists the promises of a record whose last day lies before the day while
// no source says that they were kept: due, unconfirmed. A promise is
//
//   - a date or dated step that no source which states or reports it can have
//     seen: each only plans, expects or rumours it, or spoke before its first day,
//     or before its last where it bounds from above, as "by 2026", or is the day from
//     which a site runs
//   - the horizon of an investment, whoever says it
//   - the beginning of a state that no source says is so
//
// It is not due when it is moot: the deal was completed or given up, the site
// runs, even in part, or was given up, a later step of the same history was
// taken. The day of an announcement is none, and neither is the end of a state.
//
// Claims are the live ones about the record; without them a relation is taken
// to speak in the mode of its best source, and of a record that has no mode only
// the days on which sites were to run are promises. The order is that of the
// kind's fields.
func Due(r *graph.Record, claims []*graph.Record, day graph.Day) []Promise {
	var due []Promise
	dates := datesOf(r, claims, day)
	for _, d := range dates {
		if d.on != nil && d.on.Latest() < day && d.isPromise(r) && !d.isMoot(r, dates, day) {
			due = append(due, Promise{Field: d.field.Name, Step: d.step, On: *d.on, Claims: idsOf(d.claims)})
		}
	}
	return due
}

// dateOf is a value with a date that a record holds.
type dateOf struct {
	field  *graph.Field
	value  graph.Value
	step   graph.Token // of a history
	on     *graph.PartialDate
	claims []*graph.Record // behind the value, best first
}

// datesOf gathers the dates of a record: its date fields, the steps of its
// histories and its capacities, with or without a date, in the order of the
// kind's fields.
func datesOf(r *graph.Record, claims []*graph.Record, day graph.Day) []dateOf {
	var dates []dateOf
	behind := claimsBehind(r.ID, claims, day)
	spec := graph.KindOf(r.Kind)
	for i := range spec.Fields {
		field := &spec.Fields[i]
		for _, held := range r.Held[field.Name] {
			if d, ok := newDate(field, held); ok {
				d.claims = behind[valueKey{field.Name, held.Value.Text()}]
				dates = append(dates, d)
			}
		}
	}
	return dates
}

func newDate(field *graph.Field, held graph.Held) (dateOf, bool) {
	d := dateOf{field: field, value: held.Value}
	switch value := held.Value.(type) {
	case graph.PartialDate:
		value.Inferred = held.Inferred
		d.on = &value
	case graph.Step:
		d.step, d.on = graph.Token(value.Status), value.On
	case graph.Capacity:
		d.on = value.AsOf
	default:
		return d, false
	}
	return d, true
}

// valueKey tells the values of a record from one another.
type valueKey struct{ field, text string }

// claimsBehind finds the claims that support each value of a record, best
// first, among the live claims about it.
func claimsBehind(id graph.ID, claims []*graph.Record, day graph.Day) map[valueKey][]*graph.Record {
	behind := map[valueKey][]*graph.Record{}
	if len(claims) == 0 {
		return behind
	}
	ranked := graph.Rank(graph.Ranked, claims)
	for _, explained := range graph.Explain(id, claims, day) {
		for _, answer := range explained.Chosen {
			key := valueKey{explained.Field, answer.Value.Text()}
			for _, claim := range ranked {
				if slices.Contains(answer.Claims, claim.ID) {
					behind[key] = append(behind[key], claim)
				}
			}
		}
	}
	return behind
}

// announcing are the dates and steps that are past by the time that anybody
// speaks of them, whatever is planned.
var announcing = []string{"announcedOn", "ANNOUNCED", "RUMOURED"}

func (d dateOf) isPromise(r *graph.Record) bool {
	switch {
	case slices.Contains(announcing, d.field.Name), slices.Contains(announcing, string(d.step)):
		return false
	case d.field.Type == graph.CapacityType, d.field.Name == "until":
		return false
	case d.field.Name == "since":
		return isPlanned(r)
	case d.field.Name == "horizon":
		return true
	case len(d.claims) > 0:
		return !slices.ContainsFunc(d.claims, func(c *graph.Record) bool { return d.mayHaveSeen(c) })
	case graph.KindOf(r.Kind).IsRelation():
		return isPlanned(r)
	}
	return d.field.Name == "operational"
}

// mooting are the steps with which a promised date ceases to be open.
var mooting = map[string][]graph.Token{
	"closedOn":    {"COMPLETED", "CANCELLED", "UNWOUND"},
	"horizon":     {"COMPLETED", "CANCELLED", "UNWOUND"},
	"operational": {"PARTLY_OPERATIONAL", "OPERATIONAL", "CANCELLED", "RETIRED"},
}

// isMoot says whether something else that sources say settles the promise.
func (d dateOf) isMoot(r *graph.Record, dates []dateOf, day graph.Day) bool {
	return slices.ContainsFunc(dates, func(other dateOf) bool {
		if !other.isTaken(r, day) {
			return false
		}
		switch {
		case d.field.Name == "operational" && other.field.Type == graph.CapacityType:
			return other.value.(graph.Capacity).Stage == graph.CapacityOperational
		case d.step != "":
			return other.field == d.field && d.field.Name == "status" && other.step != "PAUSED" && rankOf(d.field, other.step) > rankOf(d.field, d.step)
		}
		return slices.Contains(mooting[d.field.Name], other.step)
	})
}

// isTaken says whether a source that may have seen it says that the step was
// taken, or that the capacity was there, by the day.
func (d dateOf) isTaken(r *graph.Record, day graph.Day) bool {
	switch {
	case d.field.Type == graph.DateType || d.on != nil && d.on.Earliest() > day:
		return false
	case len(d.claims) == 0:
		return !isPlanned(r)
	}
	return slices.ContainsFunc(d.claims, func(c *graph.Record) bool {
		return d.on == nil && !isPlanned(c) || d.on != nil && d.mayHaveSeen(c)
	})
}

// rankOf is where a step stands in its enum.
func rankOf(field *graph.Field, step graph.Token) int {
	return slices.IndexFunc(field.Enum.Values, func(v graph.EnumValue) bool { return v.Token == step })
}

// mayHaveSeen says whether a claim states or reports a date that it need not
// foretell. What bounds a date only from above, as "by 2026", may have been
// seen when that day is over, and so may the day from which a site runs, for most
// of those are foretold; any other date, from its first day on.
func (d dateOf) mayHaveSeen(claim *graph.Record) bool {
	seen, dated := graph.One[graph.PartialDate](claim, "observed")
	switch {
	case isPlanned(claim):
		return false
	case !dated:
		return true
	case d.on.Earliest() == graph.MinDay, d.field.Name == "operational":
		return d.on.Latest() <= seen.Latest()
	}
	return d.on.Earliest() <= seen.Latest()
}

// isPlanned says whether a relation or claim only plans, expects or rumours.
// Records without a mode do not.
func isPlanned(r *graph.Record) bool {
	said, _ := graph.One[graph.Token](r, "modality")
	return isPlan(said)
}

func isPlan(modality graph.Token) bool {
	return modality == "EXPECTS" || modality == "PLANS" || modality == "RUMOURS"
}

func idsOf(records []*graph.Record) []graph.ID {
	ids := make([]graph.ID, len(records))
	for i, r := range records {
		ids[i] = r.ID
	}
	return ids
}
