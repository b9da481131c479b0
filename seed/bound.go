package seed

import (
	"slices"

	"capgraph/graph"
)

// The part of a file that exports write: what its names stood for in the store
// that it was written from.
const (
	keyBound    = "bound"
	keyDigest   = "digest"
	keyDigestOf = "of"
	keyClaims   = "claims"
	keyBody     = "body"
)

var boundKeys = []string{keyEntities, keyPeople, keyClaims, keyDigest, keyDigestOf}

// readBound reads what handles, ids, identifiers and descriptions of people are
// bound to. Such entities are not looked up.
func (d *decoder) readBound(e entry) {
	if e.value == nil {
		return
	}
	for _, part := range d.entries(e.value, e.path) {
		switch part.key {
		case keyEntities, keyPeople:
			for _, bound := range d.entries(part.value, part.path) {
				d.readBinding(part.key, bound)
			}
		case keyClaims:
			for _, item := range d.items(part.value, part.path) {
				d.readRaw(item)
			}
		case keyDigest:
			d.oldDigest, _ = d.scalar(part.value, part.path)
		case keyDigestOf:
			d.digestOf, _ = d.scalar(part.value, part.path)
		default:
			d.report(part.keyNode, part.path, graph.Invalid, "%s is nothing that exports write here%s", shown(part.key), didYouMean(part.key, boundKeys))
		}
	}
}

func (d *decoder) readBinding(section string, e entry) {
	declared := d.loose["people "+graph.Fold(e.key)]
	if section == keyEntities {
		if declared = d.handles[e.key]; declared == nil {
			declared = d.loose[e.key]
		}
	}
	if declared == nil {
		d.report(e.keyNode, e.path, graph.Invalid, "nothing in this file is called %s; remove the line", shown(e.key))
		return
	}
	id := e
	if parts := e.value; hasKey(parts, keyID) {
		for _, part := range d.entries(parts, e.path) {
			if part.key == keyID {
				id = part
			} else {
				d.readBoundName(declared, part)
			}
		}
	}
	text, ok := d.scalar(id.value, id.path)
	kind, _, isID := graph.ParseID(text)
	switch {
	case !ok:
	case !isID || !slices.Contains(declared.possible(), kind):
		d.report(id.value, id.path, graph.Invalid, "%s is no id of a %s", shown(text), kindsWords(declared.possible()))
	default:
		declared.bound = graph.ID(text)
	}
}

// readBoundName reads the name that a record had which the file calls by an id
// or identifier.
func (d *decoder) readBoundName(e *entity, at entry) {
	name := graph.Name{}
	switch {
	case at.key != fieldName:
		d.report(at.keyNode, at.path, graph.Invalid, "%s is nothing that exports write here", shown(at.key))
	case hasKey(at.value, fieldName):
		d.readAlias(&name, at)
	default:
		name.Name, _ = d.nameText(at)
	}
	if name.Name != "" {
		e.boundName = &name
	}
}

// settleDigest gives a file that an export wrote, and that nobody has changed
// since, the digest that its article had: so the store knows the article again
// in the file that it was first loaded from.
func (d *decoder) settleDigest() string {
	digest := d.digest()
	if d.oldDigest != "" && d.digestOf == digest {
		return d.oldDigest
	}
	return digest
}

// pinned binds a file as its export says, without a store; what it does not
// say is bound as if it were new.
func (f *Facts) pinned(article graph.ID) *binding {
	b := &binding{article: article, entity: map[*entity]graph.ID{}, usual: map[*entity]graph.Name{}}
	for _, e := range f.entities {
		b.entity[e] = f.newEntityID(article, e)
		if e.bound != "" {
			b.entity[e] = e.bound
		}
		if e.boundName != nil {
			b.usual[e] = *e.boundName
		}
	}
	for _, fact := range f.facts {
		b.fact = append(b.fact, fact.newID(b))
	}
	return b
}

// bindAsWritten binds an entity to the record that its export names.
func (p *plan) bindAsWritten(e *entity, known map[graph.ID]*graph.Record) {
	match := Match{How: ByID, Score: 1}
	if known[e.bound] == nil {
		match.How = ByNothing
	}
	p.bound.entity[e], p.entities[e] = e.bound, match
	if e.boundName != nil {
		p.bound.usual[e] = *e.boundName
	}
}
