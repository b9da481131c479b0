package graph

import "strings"

// stateWords are the written values of a field that has no known value.
var stateWords = map[string]ValueState{
	"unknown":     Unknown,
	"undisclosed": Undisclosed,
	"none":        None,
}

// ParseState reads "unknown", "undisclosed" and "none", in any letter case. It
// reports false for any other text, which the parser of the field then reads.
func ParseState(text string) (ValueState, bool) {
	state, found := stateWords[strings.ToLower(strings.TrimSpace(text))]
	return state, found
}

// isKnown holds for the zero state too, see ValueState.
func (s ValueState) isKnown() bool { return s == Known || s == "" }

// text prints a state other than Known the way ParseState reads it.
func (s ValueState) text() string { return strings.ToLower(string(s)) }

// meet compares the states of two values. A source that does not know
// contradicts nobody, and one that keeps a value to itself does not contradict
// one that tells it; that there is none contradicts both that there is one and
// that it is undisclosed.
func (s ValueState) meet(other ValueState) (ValueState, Agreement) {
	switch {
	case s.isKnown() && other.isKnown():
		return Known, Agrees
	case s == other, other == Unknown:
		return s, Agrees
	case s == Unknown:
		return other, Agrees
	case s == None || other == None:
		return "", Conflicts
	}
	return Known, Agrees // one is known, the other undisclosed
}
