package graph

import (
	"context"
	"slices"
)

// checkDecisions refuses decisions that contradict others: merges of what is
// kept apart, or that lead round in a circle, and keeping apart what is merged.
func (r *round) checkDecisions(ctx context.Context) error {
	var ids []ID
	for _, c := range r.begunDecisions {
		for _, id := range append(c.Refs(fieldDecided), statedRefs(c.Held["about"])...) {
			root, err := r.bonds.follow(id, "")
			if err != nil {
				return err
			}
			ids = append(ids, id, root)
		}
	}
	versions, err := r.tx.Versions(ctx, sortedSet(slices.Clone(ids)))
	if err != nil {
		return err
	}
	for _, some := range versions {
		for _, former := range All[Prose](some[0], formerID.Name) {
			ids = append(ids, ID(former))
		}
	}
	if err := r.loadBonds(ctx, ids); err != nil {
		return err
	}
	for _, id := range sortedSet(ids) {
		for _, c := range r.bonds[id] {
			if decides(c) == KeepsApart {
				if err := r.bonds.checkApart(c); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// checkApart refuses that two of the records that a decision keeps apart
// stand for one.
func (b bonds) checkApart(c *Record) error {
	byRoot := map[ID]ID{}
	for _, id := range c.Refs(fieldDecided) {
		root, err := b.follow(id, "")
		if err != nil {
			return err
		}
		if other, same := byRoot[root]; same {
			return Errorf(Conflict, "%s and %s would be one, but %s keeps them apart; withdraw one of the decisions first", other, id, articlesOf([]*Record{c}))
		}
		byRoot[root] = id
	}
	return nil
}

// rebinding is a claim that is read otherwise from now on.
type rebinding struct{ was, is *Record }

// rebind exchanges the claims that are read otherwise, and returns what they
// were and are about.
func (r *round) rebind() []ID {
	var touched []ID
	for _, c := range r.rebound {
		r.close(c.was, ResolutionChanged)
		r.drop(c.was)
		c.is.Valid = Always
		r.open(c.is)
		r.opened[c.is.Refs("about")[0]] = append(r.opened[c.is.Refs("about")[0]], c.is)
		touched = append(touched, c.was.Refs("about")[0], c.is.Refs("about")[0])
	}
	return sortedSet(touched)
}

// drop notes that a claim counts no longer for what it was about.
func (r *round) drop(c *Record) {
	about := c.Refs("about")[0]
	if r.ended[about] == nil {
		r.ended[about] = map[ID]bool{}
	}
	r.ended[about][c.ID] = true
}

// decidesAnew says whether a change begins or ends a decision.
func (r *round) decidesAnew(j judgement) bool {
	return slices.ContainsFunc(append(slices.Clone(j.change.Claims), j.live...), func(c *Record) bool { return IsDecision(c) && j.changes() })
}
