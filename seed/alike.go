package seed

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// addAlike adds to a merge the deals, plans and moves of the records that turn
// out to be the same when their parties are: those that a load would have
// bound to one another. Several that are alike stay apart.
func (d Decision) addAlike(ctx context.Context, reader graph.Reader, made *decided) error {
	if d.What != graph.Merges || graph.KindOf(d.Into.Kind()).IsRelation() {
		return nil
	}
	for _, spec := range graph.Specs() {
		if !spec.Matched {
			continue
		}
		pairs, err := d.alike(ctx, reader, spec)
		if err != nil {
			return err
		}
		for _, pair := range pairs {
			made.along = append(made.along, pair.merged)
			made.change.Claims = append(made.change.Claims, graph.NewDecision(made.change.Article.ID, graph.Merges, pair.into, []graph.ID{pair.merged}, nil))
		}
	}
	return nil
}

// likeness is two relations that are one.
type likeness struct{ merged, into graph.ID }

// alike finds, for the relations of a kind that name a merged record, those
// that are like them once the record is the other.
func (d Decision) alike(ctx context.Context, reader graph.Reader, spec *graph.Spec) ([]likeness, error) {
	p := &plan{reader: reader}
	mine := likely{records: map[graph.ID][]*graph.Record{}, byParty: map[string][]graph.ID{}}
	wanted := map[lookup][]graph.ID{}
	for _, field := range spec.Fields {
		if field.Type == graph.RefType && slices.Contains(spec.Identity, field.Name) {
			if err := p.listAll(ctx, lookup{spec.Kind, field.Name}, d.Records, mine); err != nil {
				return nil, err
			}
		}
	}
	moved := map[graph.ID]*graph.Record{}
	for id, records := range mine.records {
		moved[id] = d.renamed(records[len(records)-1])
		if anchor := anchorOf(spec, moved[id]); anchor != "" {
			at := lookup{spec.Kind, anchor}
			wanted[at] = append(wanted[at], moved[id].Refs(anchor)...)
		}
	}
	near := likely{records: map[graph.ID][]*graph.Record{}, byParty: map[string][]graph.ID{}}
	for at, ids := range wanted {
		slices.Sort(ids)
		if err := p.listAll(ctx, at, slices.Compact(ids), near); err != nil {
			return nil, err
		}
	}
	var pairs []likeness
	for id, record := range moved {
		if anchor := anchorOf(spec, record); anchor != "" {
			same := slices.DeleteFunc(near.around(record, anchor), func(other graph.ID) bool {
				return mine.records[other] != nil || !isLike(spec, record, near.records[other])
			})
			if len(same) == 1 {
				pairs = append(pairs, likeness{merged: id, into: same[0]})
			}
		}
	}
	pairs = slices.DeleteFunc(slices.Clone(pairs), func(one likeness) bool {
		return slices.ContainsFunc(pairs, func(other likeness) bool { return one.into == other.into && one.merged != other.merged })
	})
	slices.SortFunc(pairs, func(a, b likeness) int { return cmp.Compare(a.merged, b.merged) })
	return pairs, nil
}

// isLike says whether all versions of a relation share parties with another
// one, and none excludes its dates.
func isLike(spec *graph.Spec, own *graph.Record, others []*graph.Record) bool {
	return !slices.ContainsFunc(others, func(other *graph.Record) bool {
		return !sharesParties(spec, own, other) || !compatible(spec, own, other)
	})
}

// anchorOf is the field by which the relations like one are listed: of a single
// party before a set, because fewer point to it.
func anchorOf(spec *graph.Spec, record *graph.Record) string {
	best := ""
	for _, name := range spec.Identity {
		field := spec.Field(name)
		if field.Type == graph.RefType && len(record.Refs(name)) > 0 && (best == "" || field.Merge != graph.Set) {
			best = name
		}
	}
	return best
}

// renamed is a relation with the records of the decision read as the one that
// they become.
func (d Decision) renamed(record *graph.Record) *graph.Record {
	next := *record
	next.Held = map[string][]graph.Held{}
	for field, held := range record.Held {
		next.Held[field] = slices.Clone(held)
		for i, h := range held {
			if ref, ok := h.Value.(graph.Ref); ok && slices.Contains(d.Records, graph.ID(ref.ID)) {
				next.Held[field][i].Value = graph.Ref{ID: string(d.Into)}
			}
		}
	}
	return &next
}
