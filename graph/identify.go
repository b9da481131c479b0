package graph

import (
	"bytes"
	"cmp"
	"context"
	"slices"
)

// identify works out which decisions on identity begin and end, reads what the
// articles state as the decisions then have it, and takes the live claims of
// other articles along that are read otherwise from now on.
func (r *round) identify(ctx context.Context) error {
	changed := r.changedDecisions()
	var stated []*Record
	for _, j := range r.judged {
		if j.change.Action != ActionWithdraw {
			stated = append(stated, j.change.Claims...)
		}
	}
	others, err := r.readOtherwise(ctx, changed)
	if err != nil {
		return err
	}
	if err := r.lookUp(ctx, slices.Concat(stated, others, changed)); err != nil {
		return err
	}
	for _, j := range r.judged {
		for i, c := range j.change.Claims {
			if j.change.Claims[i], err = r.bonds.bind(c); err != nil {
				return err
			}
		}
	}
	if err := r.checkDecisions(ctx); err != nil {
		return err
	}
	for _, c := range others {
		bound, err := r.bonds.bind(c)
		if err != nil {
			return err
		}
		if !bytes.Equal(EncodeBody(bound), EncodeBody(c)) {
			r.rebound = append(r.rebound, rebinding{c, bound})
		}
	}
	return nil
}

// changedDecisions lists the decisions that begin or end, and notes them.
func (r *round) changedDecisions() []*Record {
	var changed []*Record
	for _, j := range r.judged {
		if !j.changes() {
			continue
		}
		stated := map[ID]bool{}
		for _, c := range j.stated() {
			stated[c.ID] = true
		}
		was := map[ID]bool{}
		for _, c := range j.live {
			was[c.ID] = true
			if IsDecision(c) && !stated[c.ID] {
				r.endedDecisions[c.ID] = true
				changed = append(changed, c)
			}
		}
		for _, c := range j.stated() {
			if IsDecision(c) && !was[c.ID] {
				r.begunDecisions = append(r.begunDecisions, c)
				changed = append(changed, c)
			}
		}
	}
	return changed
}

// readOtherwise are the live claims that decisions may have to be read
// otherwise: those that were stated with an id that a decision is about, or
// that another decision makes that id.
func (r *round) readOtherwise(ctx context.Context, changed []*Record) ([]*Record, error) {
	replaced := map[ID]bool{}
	for _, j := range r.judged {
		replaced[j.change.Article.ID] = j.changes()
	}
	seen, found := map[ID]bool{}, map[ID]*Record{}
	for todo := decidedBy(changed); len(todo) > 0; {
		for _, id := range todo {
			seen[id] = true
		}
		var claims []*Record
		for _, field := range []string{"about", fieldMention} {
			live, err := r.tx.Live(ctx, field, todo)
			if err != nil {
				return nil, err
			}
			for _, id := range todo {
				claims = append(claims, live[id]...)
			}
		}
		for _, c := range claims {
			if !replaced[c.Refs("article")[0]] {
				found[c.ID] = c
			}
		}
		todo = slices.DeleteFunc(decidedBy(claims), func(id ID) bool { return seen[id] })
	}
	var list []*Record
	for _, c := range found {
		list = append(list, c)
	}
	slices.SortFunc(list, byID)
	return list, nil
}

func byID(a, b *Record) int { return cmp.Compare(a.ID, b.ID) }

// decidedBy are the ids that merges and splits among the claims are about.
func decidedBy(claims []*Record) []ID {
	var ids []ID
	for _, c := range claims {
		if decides(c) == Merges || decides(c) == Splits {
			ids = append(ids, c.Refs(fieldDecided)...)
		}
	}
	return sortedSet(ids)
}

// lookUp finds the decisions about all that the claims were stated with, and
// about what these lead to.
func (r *round) lookUp(ctx context.Context, claims []*Record) error {
	var ids []ID
	for _, c := range claims {
		ids = append(append(ids, statedIDs(c)...), c.Refs(fieldDecided)...)
	}
	if err := r.loadBonds(ctx, ids); err != nil {
		return err
	}
	ids = nil
	for _, c := range claims {
		ids = append(ids, r.bonds.read(c).movedIDs()...)
	}
	return r.loadBonds(ctx, ids)
}

func (r *round) loadBonds(ctx context.Context, ids []ID) error {
	ids = slices.Clone(ids)
	begun := map[ID][]*Record{}
	for _, c := range r.begunDecisions {
		for _, id := range c.Refs(fieldDecided) {
			begun[id] = append(begun[id], c)
		}
	}
	for {
		ids = slices.DeleteFunc(sortedSet(ids), func(id ID) bool { _, known := r.bonds[id]; return known })
		if len(ids) == 0 {
			return nil
		}
		live, err := r.tx.Live(ctx, fieldDecided, ids)
		if err != nil {
			return err
		}
		var next []ID
		for _, id := range ids {
			standing := slices.DeleteFunc(live[id], func(c *Record) bool { return r.endedDecisions[c.ID] })
			r.bonds[id] = append(standing, begun[id]...)
			slices.SortFunc(r.bonds[id], byID)
			for _, c := range r.bonds[id] {
				next = append(next, statedRefs(c.Held["about"])...)
			}
		}
		ids = next
	}
}
