package seed

import (
	"context"
	"maps"
	"slices"

	"capgraph/graph"
)

// follow reads the records that ids in the file stand for which were merged
// away, under the ids as given.
func (p *plan) follow(ctx context.Context, known map[graph.ID]*graph.Record) error {
	var missing []graph.ID
	for _, e := range p.facts.entities {
		if e.id != "" && known[e.id] == nil {
			missing = append(missing, e.id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	found, err := knownAs(ctx, p.reader, missing)
	for id, record := range found {
		known[id], known[record.ID] = record, record
	}
	return err
}

// asStated binds the file as its claims name things: a record that was merged
// into another, under its own id, so that undoing the merge takes what the
// file says along.
func (p *plan) asStated() *binding {
	if len(p.stated) == 0 {
		return p.bound
	}
	b := &binding{article: p.bound.article, entity: maps.Clone(p.bound.entity), fact: slices.Clone(p.bound.fact), usual: p.bound.usual}
	maps.Copy(b.entity, p.stated)
	for i, f := range p.facts.facts {
		if f.about != nil || !f.spec.Matched {
			b.fact[i] = f.newID(b)
		}
	}
	return b
}

// findFormer finds, for what the file calls by a name or an identifier that a
// record has from another one which was merged into it, the id of that other.
// The usual name of a record stands for the record itself. What the file calls by such
// an id alone gets the name that goes with it.
func (p *plan) findFormer(ctx context.Context, known map[graph.ID]*graph.Record) error {
	var former []graph.ID
	for _, e := range p.facts.entities {
		former = append(former, p.formerOf(e, known)...)
		if p.stated[e] != "" && len(e.names) == 0 {
			former = append(former, p.stated[e])
		}
	}
	if len(former) == 0 {
		return nil
	}
	slices.Sort(former)
	claims, err := graph.AllPages(ctx, p.reader, graph.Query{
		Kind: kindClaim, Of: slices.Compact(former), Fields: []string{"mention"}, Slice: graph.Slice{Day: graph.LastDay}, Limit: claimsFirst,
	})
	if err != nil {
		return err
	}
	for _, e := range p.facts.entities {
		if id := p.stated[e]; id != "" && len(e.names) == 0 {
			p.bound.usual[e] = ownName(id, claims[id])
			continue
		}
		var from []graph.ID
		for _, id := range p.formerOf(e, known) {
			if slices.ContainsFunc(claims[id], func(c *graph.Record) bool { return e.sharesName(graph.Stated(c), id) }) {
				from = append(from, id)
			}
		}
		if len(from) == 1 {
			p.stated[e] = from[0]
		}
	}
	return nil
}

// ownName is the usual name that a record would have if it had not been merged.
func ownName(id graph.ID, claims []*graph.Record) graph.Name {
	var own []*graph.Record
	for _, c := range claims {
		if stated := graph.Stated(c); slices.Contains(stated.Refs("about"), id) {
			own = append(own, stated)
		}
	}
	for _, version := range graph.Resolve(id, own) {
		if name, ok := graph.One[graph.Name](version, fieldName); ok {
			return name
		}
	}
	return graph.Name{Name: id.Slug()}
}

// formerOf are the ids that were merged into the record that an entity is
// bound to by one of its further names, or by an identifier.
func (p *plan) formerOf(e *entity, known map[graph.ID]*graph.Record) []graph.ID {
	record, match := known[p.bound.entity[e]], p.entities[e]
	if record == nil || match.How != ByAlias && match.How != ByIdentifier && match.How != ByName || p.stated[e] != "" {
		return nil
	}
	usual := graph.Fold(graph.UsualName(record))
	if slices.ContainsFunc(e.names, func(name graph.Held) bool { return graph.Fold(name.Value.Text()) == usual }) {
		return nil
	}
	var ids []graph.ID
	for _, former := range graph.All[graph.Prose](record, "formerId") {
		ids = append(ids, graph.ID(former))
	}
	return ids
}

// sharesName says whether a claim about a record gives it a name or an
// identifier of the entity.
func (e *entity) sharesName(claim *graph.Record, id graph.ID) bool {
	if !slices.Contains(claim.Refs("about"), id) {
		return false
	}
	return slices.ContainsFunc(e.names, func(name graph.Held) bool { return agreesWithAny(name, claim.Claimed[fieldName]) }) ||
		slices.ContainsFunc(e.identifiers, func(mine graph.Held) bool { return agreesWithAny(mine, claim.Claimed["identifier"]) })
}

// settleUnsure binds what fits several records as earlier claims of the
// article have it: an article that is known already means what it meant. What
// they do not settle is reported.
func (p *plan) settleUnsure(ctx context.Context, known map[graph.ID]*graph.Record) error {
	if len(p.unsure) == 0 {
		return nil
	}
	claims, err := graph.AllPages(ctx, p.reader, graph.Query{
		Kind: kindClaim, Of: []graph.ID{p.bound.article}, Fields: []string{keyArticle}, Slice: graph.Slice{Day: graph.LastDay}, Limit: claimsFirst,
	})
	if err != nil {
		return err
	}
	for _, e := range p.facts.entities {
		if len(p.unsure[e]) == 0 {
			continue
		}
		now, stated := p.remembered(e, claims[p.bound.article])
		if now == "" {
			p.reportUnsure(e, known)
			continue
		}
		p.bind(e, now, Match{How: ByMemory, Score: 1}, known)
		if stated != now {
			p.stated[e] = stated
		}
	}
	return nil
}

// remembered is the record that the claims of the article so far have an entity
// as, and the id that they name it by: of the claim that it is called so or,
// when the file calls it otherwise now, of all its claims.
func (p *plan) remembered(e *entity, claims []*graph.Record) (now, stated graph.ID) {
	b := &binding{article: p.bound.article, entity: map[*entity]graph.ID{e: p.unsure[e][0]}}
	said := graph.ID("")
	if s, ok := p.facts.mention(b, e); ok {
		said = p.facts.claim(b, s).ID
	}
	named := map[graph.ID]graph.ID{}
	for _, c := range claims {
		was, is := graph.Stated(c).Refs("about")[0], c.Refs("about")[0]
		if c.ID == said {
			return is, was
		}
		if slices.Contains(p.unsure[e], is) {
			named[is] = was
		}
	}
	if len(named) == 1 {
		for is, was := range named {
			return is, was
		}
	}
	return "", ""
}
