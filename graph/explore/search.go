package explore

import (
	"slices"

	"capgraph/graph"
)

// MaxHops is how many relations a path or a search may pass.
const MaxHops = 8

// Direction says how a search may walk across relations, each of which runs
// from one party to another: a stake from the owner to the company.
type Direction string

// The directions. Relations between equals, such as competition, are walked
// in all of them.
const (
	Any     Direction = "ANY"     // either way
	Along   Direction = "ALONG"   // as relations run
	Against Direction = "AGAINST" // against the way they run
)

// allows says whether an edge is walked in the direction; "" is Any.
func (d Direction) allows(edge graph.Direction) bool {
	switch d {
	case Along:
		return edge != graph.Incoming
	case Against:
		return edge != graph.Outgoing
	}
	return true
}

// Walk says which relations and entities a search passes. Its zero value, with
// a slice, passes all that are possibly or surely in force.
type Walk struct {
	Slice graph.Slice
	Until *graph.Day // last day of a span that begins on Slice.Day: what is in force on any day of it; nil for that day alone

	Kinds      []graph.Kind  // of relations; none means all
	Direction  Direction     // empty means Any
	Confidence graph.Token   // the least sure that is passed; empty passes all, and those without any
	Modalities []graph.Token // that are passed; none means all, and those without any

	// AvoidKinds and Avoid are entities that are neither walked through nor
	// arrived at, unless the search begins or ends there.
	AvoidKinds []graph.Kind
	Avoid      []graph.ID
}

// check refuses what cannot be a walk, with code Invalid: a token that is in
// no enum, a kind that is not of relations or, to avoid, not of entities.
func (w *Walk) check() error {
	for _, kind := range w.Kinds {
		if spec := graph.KindOf(kind); spec == nil || !spec.IsRelation() {
			return graph.Errorf(graph.Invalid, "%q is not a kind of relation", kind).At("through.kinds")
		}
	}
	for _, kind := range w.AvoidKinds {
		if spec := graph.KindOf(kind); spec == nil || spec.Nature != graph.Entity {
			return graph.Errorf(graph.Invalid, "%q is not a kind of entity", kind).At("through.avoidKinds")
		}
	}
	if w.Confidence != "" && !isToken("confidence", w.Confidence) {
		return graph.Errorf(graph.Invalid, "%q is no confidence", w.Confidence).At("through.minConfidence")
	}
	for _, modality := range w.Modalities {
		if !isToken("modality", modality) {
			return graph.Errorf(graph.Invalid, "%q is no modality", modality).At("through.modalities")
		}
	}
	if !slices.Contains([]Direction{"", Any, Along, Against}, w.Direction) {
		return graph.Errorf(graph.Invalid, "%q is no direction", w.Direction).At("through.direction")
	}
	return nil
}

// passes says whether a version of a relation is strong enough.
func (w *Walk) passes(o *graph.Outline) bool {
	if w.Confidence != "" && place("confidence", o.Confidence) > place("confidence", w.Confidence) {
		return false
	}
	return len(w.Modalities) == 0 || slices.Contains(w.Modalities, o.Modality)
}

// avoids says whether an entity is not to be met.
func (w *Walk) avoids(id graph.ID) bool {
	return slices.Contains(w.AvoidKinds, id.Kind()) || slices.Contains(w.Avoid, id)
}

// places are the places of the tokens in the enums of the fields that all
// relations have, from strongest to weakest.
var places = func() map[string]map[graph.Token]int {
	all := map[string]map[graph.Token]int{}
	for _, field := range []string{"confidence", "modality"} {
		all[field] = map[graph.Token]int{}
		for i, value := range graph.KindOf("stake").Field(field).Enum.Values {
			all[field][value.Token] = i
		}
	}
	return all
}()

// place is the place of a token in the enum of a field; of what is not there,
// one behind the last.
func place(field string, token graph.Token) int {
	if at, found := places[field][token]; found {
		return at
	}
	return len(places[field])
}

func isToken(field string, token graph.Token) bool { return place(field, token) < len(places[field]) }

// checkEntity refuses ids of anything but entities.
func checkEntity(id graph.ID, at string) error {
	if spec := graph.KindOf(id.Kind()); spec == nil || spec.Nature != graph.Entity || id.Slug() == "" {
		return graph.Errorf(graph.Invalid, "%q is not the id of a company, person or other entity", id).At(at)
	}
	return nil
}

// checkRange refuses a number outside of its limits: Invalid below the least,
// Limit above the most.
func checkRange(at string, n, least, most int) error {
	switch {
	case n < least:
		return graph.Errorf(graph.Invalid, "%d is too few; give at least %d", n, least).At(at)
	case n > most:
		return graph.Errorf(graph.Limit, "%d is too many; give at most %d", n, most).At(at)
	}
	return nil
}
