package explore

import (
	"cmp"
	"slices"
	"strings"

	"capgraph/graph"
)

// Link is a relation that leads from one entity to another.
type Link struct {
	graph.Edge
	Relation graph.Outline // the version in force; of several within a span the strongest, then the earliest
}

// Evidence is how well something is supported: by the confidence of a
// relation, and by its modality where confidence is equal.
type Evidence struct {
	Confidence graph.Token
	Modality   graph.Token
}

func evidenceOf(o *graph.Outline) Evidence {
	return Evidence{Confidence: o.Confidence, Modality: o.Modality}
}

// Compare is negative when e is stronger than the other: surer, or as sure and
// said more firmly, by the order of the enums. What says neither is weakest.
func (e Evidence) Compare(other Evidence) int {
	return cmp.Or(cmp.Compare(place("confidence", e.Confidence), place("confidence", other.Confidence)),
		cmp.Compare(place("modality", e.Modality), place("modality", other.Modality)))
}

// strongest picks one of several versions of one relation.
func strongest(versions []graph.Outline) graph.Outline {
	return slices.MinFunc(versions, func(a, b graph.Outline) int {
		return cmp.Or(evidenceOf(&a).Compare(evidenceOf(&b)), cmp.Compare(a.Valid.From, b.Valid.From))
	})
}

// linksFrom lists the links that a walk may take from an entity, by the
// relations around it: one for each relation and other entity, by the first way of the kind that
// leads there. They are in the order of the relations, then of the entities.
func (w *Walk) linksFrom(from graph.ID, around []graph.Outline) []Link {
	return w.links(from, around, func(e graph.Edge) (graph.Edge, bool) { return e, w.Direction.allows(e.Direction) })
}

// linksInto lists the links by which a walk may arrive at an entity.
func (w *Walk) linksInto(to graph.ID, around []graph.Outline) []Link {
	return w.links(to, around, func(e graph.Edge) (graph.Edge, bool) {
		e = turned(e)
		return e, w.Direction.allows(e.Direction)
	})
}

// turned is the same edge walked the other way.
func turned(e graph.Edge) graph.Edge {
	e.From, e.To, e.Way = e.To, e.From, graph.Way{From: e.Way.To, To: e.Way.From}
	switch e.Direction {
	case graph.Outgoing:
		e.Direction = graph.Incoming
	case graph.Incoming:
		e.Direction = graph.Outgoing
	}
	return e
}

func (w *Walk) links(at graph.ID, around []graph.Outline, walk func(graph.Edge) (graph.Edge, bool)) []Link {
	var links []Link
	passing := make([]graph.Outline, 0, 1)
	for i := 0; i < len(around); {
		id := around[i].ID
		for passing = passing[:0]; i < len(around) && around[i].ID == id; i++ {
			if w.passes(&around[i]) {
				passing = append(passing, around[i])
			}
		}
		if len(passing) > 0 {
			links = append(links, across(at, strongest(passing), walk)...)
		}
	}
	return links
}

// across lists the links over one relation, one for each other end. Of two
// ways that lead to the same end it takes the first of the kind, and of the two directions of one
// way the one in which the relation runs: from both ends the same.
func across(at graph.ID, o graph.Outline, walk func(graph.Edge) (graph.Edge, bool)) []Link {
	var links []Link
	for _, edge := range o.Edges(at) {
		edge, allowed := walk(edge)
		if !allowed {
			continue
		}
		link := Link{Edge: edge, Relation: o}
		same := func(l Link) bool { return l.From == edge.From && l.To == edge.To }
		switch i := slices.IndexFunc(links, same); {
		case i < 0:
			links = append(links, link)
		case edge.Direction == graph.Outgoing && links[i].Way == (graph.Way{From: edge.Way.To, To: edge.Way.From}):
			links[i] = link
		}
	}
	return links
}

// compareLinks puts the strongest first, then the one with the lower id.
func compareLinks(a, b Link) int {
	return cmp.Or(evidenceOf(&a.Relation).Compare(evidenceOf(&b.Relation)), strings.Compare(string(a.Relation.ID), string(b.Relation.ID)))
}
