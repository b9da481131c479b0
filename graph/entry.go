package graph

import (
	"cmp"
	"slices"
)

// Entry is what a store indexes of one value: the sort keys of its bounds, or
// the state of a value that is missing. Filters and orders are compiled to
// conditions on entries, so a store needs no code per kind or type.
type Entry struct {
	Field  string
	Lo, Hi string
	State  ValueState
}

// The names of entries that every record may have beside its fields.
const (
	EntryContested = "contested" // one for each contested field; the key is its name
	EntryInferred  = "inferred"  // one for each field whose value is inferred
)

// Entries lists what a store indexes of a record, in no particular order.
func Entries(r *Record) []Entry {
	var entries []Entry
	for _, field := range KindOf(r.Kind).Fields {
		for _, held := range indexed(&field, r) {
			entries = append(entries, entryOf(field.Name, held.Value))
			if held.Inferred {
				entries = append(entries, Entry{Field: EntryInferred, Lo: field.Name, Hi: field.Name, State: Known})
			}
		}
	}
	for _, field := range r.Contested {
		entries = append(entries, Entry{Field: EntryContested, Lo: field, Hi: field, State: Known})
	}
	return entries
}

// indexed are the values by which a record is found: all of them but, of a
// history, the last step only.
func indexed(field *Field, r *Record) []Held {
	if field.Type != StepType {
		return r.Held[field.Name]
	}
	if step, ok := CurrentStep(r, field.Name, MaxDay); ok {
		return []Held{{Value: step}}
	}
	return nil
}

// CurrentStep is the last step of a history that may have been taken by the
// day; of steps on one day, the one that comes last in the enum. A step without
// a date comes after the dated ones when it comes after all of them in the enum,
// as being cancelled does after being signed, and before them otherwise. It
// reports false when there is none.
func CurrentStep(r *Record, field string, day Day) (Step, bool) {
	steps := slices.DeleteFunc(All[Step](r, field), func(s Step) bool { return stepDay(s) > day })
	if len(steps) == 0 {
		return Step{}, false
	}
	enum := KindOf(r.Kind).Field(field).Enum
	place := func(s Step) int { return enum.index(Token(s.Status)) }
	furthest := slices.MaxFunc(steps, func(a, b Step) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(stepDay(a), stepDay(b)))
	})
	if furthest.On == nil {
		return furthest, true
	}
	return slices.MaxFunc(steps, func(a, b Step) int {
		return cmp.Or(cmp.Compare(stepDay(a), stepDay(b)), cmp.Compare(place(a), place(b)))
	}), true
}

func stepDay(s Step) Day {
	if s.On == nil {
		return MinDay
	}
	return s.On.Earliest()
}

func entryOf(field string, value Value) Entry {
	if state := stateOf(value); state != Known {
		return Entry{Field: field, State: state}
	}
	lo, hi := value.Span()
	return Entry{Field: field, Lo: lo, Hi: hi, State: Known}
}

// stateOf is Known for every value that does not say how it is missing.
func stateOf(value Value) ValueState {
	if missing, ok := value.(interface{ Missing() ValueState }); ok && !missing.Missing().isKnown() {
		return missing.Missing()
	}
	return Known
}
