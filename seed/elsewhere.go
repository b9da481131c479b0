package seed

import (
	"slices"
	"strings"

	"capgraph/graph"
)

// keyIDIfNew is how a file that was made from somebody else's data tells an
// entity from its namesakes: the source keeps them apart by keys of its own.
// Such an entity is looked up by its identifiers, in their order, and never by
// its name; when nothing is known by them, it has this id.
const keyIDIfNew = "id if new"

// given is the id that the file gives the entity, "" when it is told by its name.
func (e *entity) given() graph.ID {
	if e.id != "" {
		return e.id
	}
	return e.fresh
}

// named are the names by which the entity may be looked up.
func (e *entity) named() []graph.Held {
	if e.fresh != "" {
		return nil
	}
	return e.names
}

// bindKeyed binds an entity with an id for the case that it is new: to the
// record of its first identifier that is known, else to that id.
func (p *plan) bindKeyed(e *entity, wanted lookups, known map[graph.ID]*graph.Record) {
	match := Match{How: ByIdentifier, Score: 1}
	all := e.matches(wanted, "identifier")
	for _, identifier := range e.identifiers {
		key, _ := identifier.Value.Span()
		found := wanted.found(e.kind, "identifier", key)
		if len(found) == 0 {
			continue
		}
		if others := slices.DeleteFunc(slices.Clone(all), func(id graph.ID) bool { return id == found[0] }); len(others) > 0 {
			p.entities[e] = Match{RunnerUp: others[0]}
		}
		p.choose(e, found, match, known)
		return
	}
	match.How = ByNothing
	if known[e.fresh] != nil {
		match.How = ByID
	}
	p.bound.entity[e], p.entities[e] = e.fresh, match
}

// placeCalled is a place in its one spelling. The key of a record keeps its
// letter case, which may matter to the source.
func placeCalled(text string) string {
	place := strings.Join(strings.Fields(text), " ")
	if word, key, isRecord := strings.Cut(place, " "); isRecord && strings.EqualFold(word, "record") {
		return "record " + key
	}
	return strings.ToLower(place)
}
