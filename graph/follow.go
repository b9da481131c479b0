package graph

import (
	"context"
	"slices"
)

// followed is how many claims are looked at to see what an id stands for.
const followed = 100

// Follow finds the records that ids stand for which have no record of their
// own at the slice: what they were merged into, or what relations became whose
// parties were. Ids that stand for nothing have no entry.
func Follow(ctx context.Context, reader Reader, ids []ID, slice Slice) (map[ID]ID, error) {
	found := map[ID]ID{}
	ids = slices.DeleteFunc(slices.Clone(ids), func(id ID) bool { return !slices.Contains(resolved, id.Kind()) })
	if len(ids) == 0 {
		return found, nil
	}
	pages, err := reader.List(ctx, Query{
		Kind: claim.Kind, Of: ids, Fields: []string{fieldDecided, fieldMention}, Slice: slice, Limit: followed,
	})
	if err != nil {
		return nil, err
	}
	for id, page := range pages {
		if to := standsFor(id, page.Records); to != "" {
			found[id] = to
		}
	}
	return found, nil
}

// standsFor is what claims that were stated with an id have it as; that of a
// merge comes before others.
func standsFor(id ID, claims []*Record) ID {
	for _, c := range claims {
		if decides(c) == Merges && slices.Contains(c.Refs(fieldDecided), id) {
			return c.Refs("about")[0]
		}
	}
	var to ID
	for _, c := range claims {
		readRefs(c, func(ref Ref) Ref {
			if ref.As == string(id) && to == "" {
				to = ID(ref.ID)
			}
			return ref
		})
	}
	return to
}
