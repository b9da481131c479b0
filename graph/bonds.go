package graph

import (
	"maps"
	"slices"
)

// bonds are the live decisions on identity, by each id that they decide about;
// ids that none decides about have an empty entry once they were looked up.
// They say as which record each id is to be read, see follow.
type bonds map[ID][]*Record

// follow says which record an id stands for in an article. Decisions that lead
// round in a circle, and two that lead to different records, are Conflict errors.
func (b bonds) follow(id, article ID) (ID, error) {
	start, seen := id, map[ID]bool{}
	for {
		to, by := b.step(id, article)
		switch {
		case by == nil:
			return id, nil
		case len(to) > 1:
			return "", Errorf(Conflict, "%s cannot be both %s and %s (%s); withdraw one of these decisions first", id, to[0], to[1], articlesOf(by))
		case seen[id]:
			return "", Errorf(Conflict, "%s would be itself by way of %s (%s); withdraw one of these decisions first", start, id, articlesOf(by))
		}
		seen[id] = true
		id = to[0]
	}
}

// step is where the decisions about one id lead: a split of the article comes
// before a merge.
func (b bonds) step(id, article ID) (to []ID, by []*Record) {
	for _, decision := range []Token{Splits, Merges} {
		for _, c := range b[id] {
			if decides(c) == decision && (decision == Merges || slices.Contains(c.Refs(fieldOfArticle), article)) {
				to, by = append(to, statedRefs(c.Held["about"])...), append(by, c)
			}
		}
		if len(by) > 0 {
			return sortedSet(to), by
		}
	}
	return nil, nil
}

// reading is a claim in the course of being bound.
type reading struct {
	bonds   bonds
	article ID
	stated  *Record
	parties *Record // with its entities bound, and its relations not yet
	failed  error
}

// bind reads a claim as the decisions have it: what it points to, and what it
// is about, are the records that these stand for. A relation that is told from
// others by its parties is the one that its parties make it.
func (b bonds) bind(c *Record) (*Record, error) {
	r := b.read(c)
	bound := readRefs(r.parties, func(ref Ref) Ref {
		if !isRelation(ref) {
			return ref
		}
		return r.follow(ref, r.moved(ID(ref.ID)))
	})
	if r.failed != nil {
		return nil, r.failed
	}
	noteMentions(bound)
	return bound, nil
}

// read binds the entities of a claim.
func (b bonds) read(c *Record) *reading {
	r := &reading{bonds: b, article: c.Refs("article")[0], stated: Stated(c)}
	r.parties = readRefs(r.stated, func(ref Ref) Ref {
		if isRelation(ref) {
			return ref
		}
		return r.follow(ref, ID(ref.ID))
	})
	return r
}

// follow points a reference to the record that an id stands for.
func (r *reading) follow(ref Ref, id ID) Ref {
	to, err := r.bonds.follow(id, r.article)
	if err != nil {
		r.failed = err
		return ref
	}
	if ref.ID != string(to) {
		ref.ID, ref.As = string(to), ref.ID
	}
	return ref
}

// moved is the id of a relation of the claim once its entities are read as
// others: that of the relation it is about, where it was made of the parties,
// or one made of two parties, as that of the stake which a deal makes.
func (r *reading) moved(id ID) ID {
	switch {
	case r.parties == r.stated:
		return id
	case id == r.stated.Refs("about")[0]:
		if id == Identity(id.Kind(), r.stated.Claimed) {
			return Identity(id.Kind(), r.parties.Claimed)
		}
		return id
	}
	was, is := partiesOf(r.stated), partiesOf(r.parties)
	for i, one := range was {
		for j, other := range was {
			if i != j && id == NewID(id.Kind(), one, other) {
				return NewID(id.Kind(), is[i], is[j])
			}
		}
	}
	return id
}

// movedIDs are the ids that the relations of the claim have once its entities
// are read as others.
func (r *reading) movedIDs() []ID {
	var ids []ID
	readRefs(r.parties, func(ref Ref) Ref {
		if isRelation(ref) {
			ids = append(ids, r.moved(ID(ref.ID)))
		}
		return ref
	})
	return ids
}

func isRelation(ref Ref) bool { return KindOf(ID(ref.ID).Kind()).IsRelation() }

// partiesOf are the ids of entities in a claim's values, in order of the fields.
func partiesOf(c *Record) []string {
	var ids []string
	for _, field := range slices.Sorted(maps.Keys(c.Claimed)) {
		for _, held := range c.Claimed[field] {
			if ref, ok := held.Value.(Ref); ok && ref.ID != "" && !isRelation(ref) {
				ids = append(ids, ref.ID)
			}
		}
	}
	return ids
}

// articlesOf names the articles of claims.
func articlesOf(claims []*Record) string {
	var ids []ID
	for _, c := range claims {
		ids = append(ids, c.Refs("article")...)
	}
	return listIDs(sortedSet(ids))
}

func listIDs(ids []ID) string {
	text := ""
	for i, id := range ids {
		if i > 0 {
			text += ", "
		}
		text += string(id)
	}
	return text
}
