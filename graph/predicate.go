package graph

import (
	"slices"
	"strings"
)

// Predicate is a condition on records, compiled from a filter at one
// certainty, so that it is plainly true or false of a record. It is a tree of
// the types below; stores translate it, and Holds evaluates it in memory.
type Predicate interface{ predicate() }

// And holds when all parts do; without parts it always holds.
type And []Predicate

// Or holds when some part does; without parts it never holds.
type Or []Predicate

// Not holds when its part does not.
type Not struct{ Predicate }

// Where holds when the record has an entry of the field that is Known and
// whose keys lie in both ranges. Contains, when not empty, must be part of the
// low key.
type Where struct {
	Field    string
	Lo, Hi   KeyRange
	Contains string
}

// KeyRange is a range of sort keys, compared as bytes. An empty Max is no
// bound; an empty Min is none either, since no key is below it.
type KeyRange struct {
	Min, Max         string
	MinOpen, MaxOpen bool // the bound itself is outside
}

// Missing holds when the record has an entry of the field with that state.
type Missing struct {
	Field string
	State ValueState
}

// OneOf holds when the record's id is one of those.
type OneOf []ID

// Points holds when a field of type ref points to a record, in force in the
// same slice, of which the part holds.
type Points struct {
	Field string
	Predicate
}

// Pointed holds when a record of that kind, in force in the same slice, points
// to this one by one of the fields, and the part holds of it.
type Pointed struct {
	Kind   Kind
	Fields []string
	Predicate
}

func (And) predicate()     {}
func (Or) predicate()      {}
func (Not) predicate()     {}
func (Where) predicate()   {}
func (Missing) predicate() {}
func (OneOf) predicate()   {}
func (Points) predicate()  {}
func (Pointed) predicate() {}

// Surroundings gives Holds the records around one: those that it points to,
// and those that point to it.
type Surroundings interface {
	// PointsTo returns the records that the field of r points to.
	PointsTo(r *Record, field string) []*Record
	// PointedBy returns the records of that kind that point to r by one of the fields.
	PointedBy(r *Record, kind Kind, fields []string) []*Record
}

// Holds evaluates a predicate on one record. It is what both stores'
// translations are tested against.
func Holds(p Predicate, r *Record, around Surroundings) bool {
	switch p := p.(type) {
	case And:
		return !slices.ContainsFunc(p, func(part Predicate) bool { return !Holds(part, r, around) })
	case Or:
		return slices.ContainsFunc(p, func(part Predicate) bool { return Holds(part, r, around) })
	case Not:
		return !Holds(p.Predicate, r, around)
	case Where:
		return slices.ContainsFunc(Entries(r), p.matches)
	case Missing:
		return slices.ContainsFunc(Entries(r), func(e Entry) bool { return e.Field == p.Field && e.State == p.State })
	case OneOf:
		return slices.Contains(p, r.ID)
	case Points:
		return slices.ContainsFunc(around.PointsTo(r, p.Field), func(far *Record) bool { return Holds(p.Predicate, far, around) })
	case Pointed:
		return slices.ContainsFunc(around.PointedBy(r, p.Kind, p.Fields), func(near *Record) bool { return Holds(p.Predicate, near, around) })
	}
	return p == nil
}

func (w Where) matches(e Entry) bool {
	return e.Field == w.Field && e.State == Known && w.Lo.holds(e.Lo) && w.Hi.holds(e.Hi) && strings.Contains(e.Lo, w.Contains)
}

func (k KeyRange) holds(key string) bool {
	if key < k.Min || k.MinOpen && key == k.Min {
		return false
	}
	return k.Max == "" || key < k.Max || !k.MaxOpen && key == k.Max
}

// Reach is how many records away a predicate looks: 0 at the record alone, 1
// also at those that it points to, and 2 at any others.
func Reach(p Predicate) int {
	farthest := 0
	for _, part := range parts(p) {
		farthest = max(farthest, Reach(part))
	}
	switch p.(type) {
	case Points:
		return min(1+farthest, 2)
	case Pointed:
		return 2
	}
	return farthest
}

// size counts the conditions of a predicate; what joins others counts nothing.
func size(p Predicate) int {
	total := 0
	for _, part := range parts(p) {
		total += size(part)
	}
	switch p.(type) {
	case And, Or, Not:
		return total
	}
	return 1 + total
}

// parts are the predicates that one is made of.
func parts(p Predicate) []Predicate {
	switch p := p.(type) {
	case And:
		return p
	case Or:
		return p
	case Not:
		return []Predicate{p.Predicate}
	case Points:
		return []Predicate{p.Predicate}
	case Pointed:
		return []Predicate{p.Predicate}
	}
	return nil
}
