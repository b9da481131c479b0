package graph

import (
	"cmp"
	"maps"
	"slices"
)

// Stated is a claim as its article has it: before decisions on identity were
// applied to what it points to. It is the claim itself where there are none.
func Stated(c *Record) *Record {
	return readRefs(c, func(ref Ref) Ref {
		if ref.As != "" {
			ref.ID, ref.As = ref.As, ""
		}
		return ref
	})
}

// readRefs maps the references of a claim, except that to its article and
// those of its decision. It returns the claim itself when none changes.
func readRefs(c *Record, read func(Ref) Ref) *Record {
	next := c
	own := func() {
		if next == c {
			copied := *c
			copied.Held, copied.Claimed = maps.Clone(c.Held), maps.Clone(c.Claimed)
			next = &copied
		}
	}
	for _, field := range []string{"about", "speaker"} {
		if mapped := readHeld(c.Held[field], read); mapped != nil {
			own()
			next.Held[field] = mapped
		}
	}
	for field, held := range c.Claimed {
		if mapped := readHeld(held, read); mapped != nil {
			own()
			next.Claimed[field] = mapped
		}
	}
	return next
}

// readHeld maps references; nil when none changes.
func readHeld(held []Held, read func(Ref) Ref) []Held {
	var mapped []Held
	for i, h := range held {
		ref, isRef := h.Value.(Ref)
		if !isRef || ref.ID == "" {
			continue
		}
		if next := read(ref); next != ref {
			if mapped == nil {
				mapped = slices.Clone(held)
			}
			mapped[i].Value = next
		}
	}
	return mapped
}

// statedIDs are the ids that a claim was stated with: of the record it is
// about, its speaker, and what its values point to; sorted.
func statedIDs(c *Record) []ID {
	return sortedSet(append(pointedTo(c), statedRefs(c.Held["about"])...))
}

// pointedTo are the ids that the values of a claim, and its speaker, were
// stated with.
func pointedTo(c *Record) []ID {
	ids := statedRefs(c.Held["speaker"])
	for _, held := range c.Claimed {
		ids = append(ids, statedRefs(held)...)
	}
	return ids
}

func statedRefs(values []Held) []ID {
	var ids []ID
	for _, held := range values {
		if ref, isRef := held.Value.(Ref); isRef && ref.ID != "" {
			ids = append(ids, ID(cmp.Or(ref.As, ref.ID)))
		}
	}
	return ids
}

// noteMentions fills in the ids by which a claim is found when a decision on
// identity begins or ends: those that its values were stated with, and that
// of the record it was stated about where that is another now.
func noteMentions(c *Record) {
	ids := pointedTo(c)
	if was := statedRefs(c.Held["about"]); !slices.Equal(was, c.Refs("about")) {
		ids = append(ids, was...)
	}
	delete(c.Held, fieldMention)
	for _, id := range sortedSet(ids) {
		c.Held[fieldMention] = append(c.Held[fieldMention], Held{Value: Ref{ID: string(id)}})
	}
}

// Identity is the id of a relation by its identity: the values of the fields
// that tell it from others of its kind, which must be told apart by these
// alone. It is "" for kinds that are not.
func Identity(kind Kind, values map[string][]Held) ID {
	spec := KindOf(kind)
	if len(spec.Identity) == 0 || spec.Matched {
		return ""
	}
	return NewID(kind, IdentityParts(spec, values)...)
}

// IdentityParts are the texts of the values by which relations of a kind are
// told apart, in an order that depends on nothing else.
func IdentityParts(spec *Spec, values map[string][]Held) []string {
	var parts []string
	for _, field := range spec.Identity {
		var some []string
		for _, held := range values[field] {
			some = append(some, held.Value.Text())
		}
		slices.Sort(some)
		parts = append(parts, some...)
	}
	return parts
}
