package graph

import (
	"strings"

	"github.com/shopspring/decimal"
)

// HeadCount is a number of people, exact or bounded. Its bounds are whole
// numbers and inclusive: "more than 2 people" is at least 3.
type HeadCount struct {
	State ValueState `json:"state"`
	Range
	Wording string `json:"wording,omitempty"` // as the article has it
}

const writePeople = "write people"

var headCountMeasure = measure{
	noun:    "a number of people",
	example: `a number such as "3 people", ">= 2 people", "10..20 people" or "several people"`,
	scales:  numberScales,
	hints: map[string]string{
		"employees": writePeople, "staff": writePeople, "engineers": writePeople, "researchers": writePeople,
		"members": writePeople, "persons": writePeople, "personnes": writePeople, "employés": writePeople,
	},
	counts: true,
	about:  tenPercent,
}

// ParseHeadCount reads a number of people: a number, comparison, range or
// number word as in ParseMoney, and "people" or "person". "several" is at
// least 3 and "a few" at least 2, both without an upper bound; the bounds of
// "about" are rounded outwards. "unknown", "undisclosed" and "none" are
// states. A part of a person is an Invalid error.
func ParseHeadCount(text string) (HeadCount, error) {
	if state, found := ParseState(text); found {
		return HeadCount{State: state}, nil
	}
	s, err := newScanner(headCountMeasure, text)
	if err != nil {
		return HeadCount{}, err
	}
	q, err := s.quantity()
	if err != nil {
		return HeadCount{}, err
	}
	if len(s.tokens) == 0 {
		return HeadCount{}, s.fail("it does not say of what; write %q", s.text+" people")
	}
	if !s.accept("people") && !s.accept("person") {
		return HeadCount{}, s.unexpected()
	}
	if err := s.end(); err != nil {
		return HeadCount{}, err
	}
	return s.headCount(q)
}

// headCount makes the bounds whole and inclusive.
func (s *scanner) headCount(q quantity) (HeadCount, error) {
	for _, b := range []*decimal.Decimal{q.Lower, q.Upper} {
		if b != nil && !b.IsInteger() && q.Qualifier != QualifierAbout {
			return HeadCount{}, s.fail("people are counted in whole numbers; round %s", b)
		}
	}
	whole := q.wholeBounds()
	if whole.isEmpty() {
		return HeadCount{}, s.fail("no whole number fits both bounds; write %s", s.example)
	}
	return HeadCount{State: Known, Range: whole}, nil
}

// wholeBounds returns inclusive bounds: the whole numbers beyond exclusive
// ones, and those around the fractions of "about".
func (r Range) wholeBounds() Range {
	one := decimal.NewFromInt(1)
	if r.Lower != nil {
		low := r.Lower.Floor()
		if !r.LowerInclusive {
			low = low.Add(one)
		}
		r.Lower, r.LowerInclusive = bound(low), true
	}
	if r.Upper != nil {
		high := r.Upper.Ceil()
		if !r.UpperInclusive {
			high = high.Sub(one)
		}
		r.Upper, r.UpperInclusive = bound(high), true
	}
	return r
}

// Text prints the number for people: "at least 3 people". ParseHeadCount
// reads it back.
func (h HeadCount) Text() string {
	if !h.State.isKnown() {
		return h.State.text()
	}
	words := h.roundBounds().words(0)
	if words == "1" || strings.HasSuffix(words, " 1") {
		return words + " person"
	}
	return words + " people"
}

// roundBounds says 201 as "more than 200" and 99 as "under 100": of two equal
// bounds, the one with a zero at its end is what the source had.
func (r Range) roundBounds() Range {
	one, ten := decimal.NewFromInt(1), decimal.NewFromInt(10)
	isRound := func(d decimal.Decimal) bool { return d.IsPositive() && d.Mod(ten).IsZero() }
	if r.Exact() != nil {
		return r
	}
	if r.Lower != nil && isRound(r.Lower.Sub(one)) {
		r.Lower, r.LowerInclusive = bound(r.Lower.Sub(one)), false
	}
	if r.Upper != nil && isRound(r.Upper.Add(one)) {
		r.Upper, r.UpperInclusive = bound(r.Upper.Add(one)), false
	}
	return r
}

// String prints what Text prints.
func (h HeadCount) String() string { return h.Text() }

// Missing returns which of the ways of having no value it is, Known for a
// number that is told.
func (h HeadCount) Missing() ValueState { return h.State }

// Span returns the keys of the bounds.
func (h HeadCount) Span() (lo, hi string) {
	if !h.State.isKnown() {
		return "", ""
	}
	return h.span("")
}

// Meet intersects the bounds of two numbers of people.
func (h HeadCount) Meet(value Value) (Value, Agreement) {
	other, isHeadCount := value.(HeadCount)
	if !isHeadCount {
		return nil, Incomparable
	}
	state, agreement := h.State.meet(other.State)
	if agreement != Agrees {
		return nil, agreement
	}
	both, possible := h.meet(other.Range)
	if !possible {
		return nil, Conflicts
	}
	return HeadCount{State: state, Range: both, Wording: h.Wording}, Agrees
}
