package seed

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"capgraph/graph"
)

// findRelations binds the facts about relations: by their identity, or, for
// deals, plans and moves, by an id or by likeness.
func (p *plan) findRelations(ctx context.Context) error {
	p.bound.fact = make([]graph.ID, len(p.facts.facts))
	p.records = make([]Match, len(p.facts.facts))
	near, err := p.nearby(ctx)
	if err != nil {
		return err
	}
	for i, f := range p.facts.facts {
		switch {
		case f.about != nil:
			p.bound.fact[i], p.records[i] = p.bound.entity[f.about], p.entities[f.about]
		case !f.spec.Matched || f.id != "":
			p.bound.fact[i] = f.newID(p.bound)
			near.add(f.asRecord(p.bound, p.bound.fact[i]))
		}
	}
	for i, f := range p.facts.facts {
		if c, settled := p.settled[f]; settled && p.bound.fact[i] == "" {
			p.bindSettled(i, f, c, near)
		}
		if p.bound.fact[i] == "" {
			p.bindLike(i, f, near)
		}
	}
	return p.findKnown(ctx)
}

// findKnown says of each relation that was bound by its id or identity whether
// it is known already.
func (p *plan) findKnown(ctx context.Context) error {
	known, err := p.reader.Records(ctx, slices.Clone(p.bound.fact), graph.Slice{Day: graph.LastDay})
	if err != nil {
		return err
	}
	for i, f := range p.facts.facts {
		if p.records[i].How != "" || p.bound.fact[i] == "" {
			continue
		}
		match := Match{How: ByParties, Score: 1}
		switch {
		case known[p.bound.fact[i]] == nil && f.mustExist:
			p.report(f.node, f.path, graph.NotFound, "%s is not known; write id instead of same as to make it", f.id)
		case known[p.bound.fact[i]] == nil:
			match.How = ByNothing
		case f.id != "":
			match.How = ByID
		}
		p.records[i] = match
	}
	return nil
}

// likely are the records that facts of matched kinds may be about: those of
// the store, and those that earlier facts of the file make.
type likely struct {
	records map[graph.ID][]*graph.Record
	byParty map[string][]graph.ID
}

func (l likely) add(record *graph.Record) {
	if !graph.KindOf(record.Kind).Matched {
		return
	}
	l.records[record.ID] = append(l.records[record.ID], record)
	for _, field := range graph.KindOf(record.Kind).Identity {
		for _, party := range record.Refs(field) {
			key := partyKey(record.Kind, field, party)
			if !slices.Contains(l.byParty[key], record.ID) {
				l.byParty[key] = append(l.byParty[key], record.ID)
			}
		}
	}
}

// around are the ids of the records that share a party with one, in a field.
func (l likely) around(record *graph.Record, field string) []graph.ID {
	var ids []graph.ID
	for _, party := range record.Refs(field) {
		ids = append(ids, l.byParty[partyKey(record.Kind, field, party)]...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func partyKey(kind graph.Kind, field string, party graph.ID) string {
	return string(kind) + " " + field + " " + string(party)
}

// nearby fetches the records that point to the parties by which the file's
// deals, plans and moves are matched: one list for each kind and field.
func (p *plan) nearby(ctx context.Context) (likely, error) {
	wanted := map[lookup][]graph.ID{}
	for _, f := range p.facts.facts {
		field := f.anchor()
		if field == "" {
			continue
		}
		at := lookup{f.spec.Kind, field}
		for _, party := range f.parties[field] {
			wanted[at] = append(wanted[at], p.bound.entity[party.entity])
		}
	}
	near := likely{records: map[graph.ID][]*graph.Record{}, byParty: map[string][]graph.ID{}}
	for at, ids := range wanted {
		slices.Sort(ids)
		if err := p.listAll(ctx, at, slices.Compact(ids), near); err != nil {
			return likely{}, err
		}
	}
	return near, nil
}

// anchor is the identity field by which candidates for the fact are listed: of
// a single party before a set, because fewer records point to it.
func (f *fact) anchor() string {
	best := ""
	if !f.spec.Matched || f.id != "" {
		return best
	}
	for _, name := range f.spec.Identity {
		field := f.spec.Field(name)
		if field.Type == graph.RefType && len(f.parties[name]) > 0 && (best == "" || field.Merge != graph.Set) {
			best = name
		}
	}
	return best
}

func (p *plan) listAll(ctx context.Context, at lookup, ids []graph.ID, near likely) error {
	query := graph.Query{Kind: at.kind, Slice: graph.Slice{Day: graph.LastDay}, Of: ids, Fields: []string{at.field}, Limit: graph.MaxPage}
	seen := map[graph.ID]bool{}
	return graph.EachPage(ctx, p.reader, query, func(_ graph.ID, records []*graph.Record) error {
		for _, record := range records {
			if !seen[record.ID] {
				seen[record.ID] = true
				near.add(record)
			}
		}
		return nil
	})
}

// asRecord is what the fact alone would make of its record.
func (f *fact) asRecord(b *binding, id graph.ID) *graph.Record {
	return &graph.Record{ID: id, Kind: f.spec.Kind, Held: f.bound(b)}
}

// bindLike binds a fact to the only record that is like it, or to a new one.
func (p *plan) bindLike(i int, f *fact, near likely) {
	own := f.asRecord(p.bound, "")
	var same, apart []graph.ID
	for _, id := range near.around(own, f.anchor()) {
		records := near.records[id]
		switch {
		case slices.ContainsFunc(records, func(r *graph.Record) bool { return !sharesParties(f.spec, own, r) }):
		case slices.ContainsFunc(records, func(r *graph.Record) bool { return !compatible(f.spec, own, r) }):
			apart = append(apart, id)
		default:
			same = append(same, id)
		}
	}
	match := Match{How: ByLikeness, Score: 0.9}
	if len(apart) > 0 {
		match.RunnerUp = apart[0]
	}
	switch fresh := f.newID(p.bound); {
	case len(same) > 1:
		p.reportSeveral(f, same, near)
		return
	case len(same) == 1:
		own.ID = same[0]
	case slices.Contains(apart, fresh):
		p.report(f.node, f.path, graph.Ambiguous, "it contradicts the dates of %s and would have the same id; give it an id of its own, or say same as: %s", named(near.records[fresh][0], fresh), fresh)
		p.leave(undecided{fact: f, ids: []graph.ID{fresh}, apart: true})
		return
	default:
		own.ID, match.How, match.Score = fresh, ByNothing, 1
	}
	p.bound.fact[i], p.records[i] = own.ID, match
	near.add(own)
}

func (p *plan) reportSeveral(f *fact, ids []graph.ID, near likely) {
	var list []string
	for _, id := range ids {
		list = append(list, named(near.records[id][0], id))
	}
	p.report(f.node, f.path, graph.Ambiguous, "it could be about any of %s; say which, as %q", strings.Join(list, ", "), fmt.Sprintf("same as: %s", ids[0]))
	p.leave(undecided{fact: f, ids: ids})
}

// sharesParties says whether two records of a matched kind have a party in
// common in each field of their identity, and no other identity that differs.
func sharesParties(spec *graph.Spec, a, b *graph.Record) bool {
	for _, name := range spec.Identity {
		x, y := a.Held[name], b.Held[name]
		if spec.Field(name).Type != graph.RefType && (len(x) == 0 || len(y) == 0) {
			continue
		}
		if len(x) == 0 && len(y) == 0 {
			continue
		}
		if !slices.ContainsFunc(x, func(h graph.Held) bool { return agreesWithAny(h, y) }) {
			return false
		}
	}
	return true
}

func agreesWithAny(held graph.Held, others []graph.Held) bool {
	return slices.ContainsFunc(others, func(other graph.Held) bool {
		_, outcome := held.Value.Meet(other.Value)
		return outcome == graph.Agrees
	})
}

// compatible says whether no date of the one excludes the other's.
func compatible(spec *graph.Spec, a, b *graph.Record) bool {
	for _, field := range spec.Fields {
		if field.Type != graph.DateType && field.Type != graph.StepType {
			continue
		}
		for _, x := range a.Held[field.Name] {
			for _, y := range b.Held[field.Name] {
				if _, outcome := x.Value.Meet(y.Value); outcome == graph.Conflicts {
					return false
				}
			}
		}
	}
	return true
}
