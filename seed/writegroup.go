package seed

import (
	"bytes"
	"slices"

	"capgraph/graph"
)

// counted are people whom a fact describes and does not name, as one claim
// has them.
type counted struct {
	*called
	taken bool // a fact of the file makes the claim
}

// count gathers what the article claims of people without a name.
func (w *writer) count() {
	for _, c := range w.said {
		names := c.Claimed[fieldName]
		isCalled := slices.ContainsFunc(w.order, func(e *called) bool { return e.claim == c })
		if about := c.Refs("about")[0]; about.Kind() == kindPeopleGroup && !isCalled && len(names) == 1 && !hasOther(c.Claimed, fieldName, fieldHeadCount, keyFrom) {
			w.groups = append(w.groups, &counted{called: &called{id: about, claim: c, mention: names[0].Value.Text(), unnamed: true}})
		}
	}
}

func hasOther(values map[string][]graph.Held, fields ...string) bool {
	for field := range values {
		if !slices.Contains(fields, field) {
			return true
		}
	}
	return false
}

// groupID is the id that such people have by the rules.
func (w *writer) groupID(g *counted) graph.ID {
	facts := &Facts{article: w.header}
	return facts.newEntityID(w.article.ID, &entity{kind: kindPeopleGroup, names: g.claim.Claimed[fieldName]})
}

// groupFor finds the claim about unnamed people that a fact about them makes
// beside its own: one said in the same words at the same place.
func (w *writer) groupFor(c *graph.Record, spec *graph.Spec) *counted {
	field := groupField(spec)
	if field == nil || len(c.Claimed[field.Name]) != 1 {
		return nil
	}
	id := graph.ID(c.Claimed[field.Name][0].Value.Text())
	var best *counted
	for _, g := range w.groups {
		if g.id != id || !sameSaying(g.claim, c, false) || !sameFrom(g.claim, c, spec) {
			continue
		}
		if best == nil || !g.taken && sameSaying(g.claim, c, true) && (best.taken || !sameSaying(best.claim, c, true)) {
			best = g
		}
	}
	if best != nil {
		best.taken = true
	}
	return best
}

// sameFrom compares the companies that the people belong to with those that
// the fact names.
func sameFrom(group, c *graph.Record, spec *graph.Spec) bool {
	var from []graph.Held
	if field := spec.Field(keyFrom); field != nil && field.Type == graph.RefType {
		from = c.Claimed[keyFrom]
	}
	return graph.SameContent(
		&graph.Record{Held: map[string][]graph.Held{keyFrom: plain(group.Claimed[keyFrom])}},
		&graph.Record{Held: map[string][]graph.Held{keyFrom: plain(from)}})
}

// plain are values without the marks of what was inferred.
func plain(held []graph.Held) []graph.Held {
	var values []graph.Held
	for _, h := range held {
		values = append(values, graph.Held{Value: h.Value})
	}
	return values
}

// sameSaying says whether two claims are said in the same way, at the same
// place and time; with notes, also in the same words of the editor.
func sameSaying(a, b *graph.Record, withNotes bool) bool {
	saying := func(c *graph.Record) []byte {
		held := map[string][]graph.Held{}
		for field, values := range c.Held {
			if field != "about" && field != "field" && !graph.KindOf(kindClaim).Field(field).Derived && (withNotes || field != "note" && field != "quote" && field != "confidence") {
				held[field] = values
			}
		}
		return graph.EncodeBody(&graph.Record{Held: held})
	}
	return bytes.Equal(saying(a), saying(b))
}

// followStakes finds the claims about stakes that follow from deals over a
// share: the loader makes them again.
func (w *writer) followStakes() {
	for _, deal := range w.said {
		for _, stake := range deal.Claimed["resultingStake"] {
			for _, c := range w.said {
				if c.Refs("about")[0] == graph.ID(stake.Value.Text()) && !w.stakes[c.ID] && follows(c, deal) {
					w.stakes[c.ID] = true
					break
				}
			}
		}
	}
}

// follows says whether a claim about a stake is the one that a deal implies.
func follows(c, deal *graph.Record) bool {
	if hasOther(c.Claimed, "owner", "company", "share", "cause", "since", "interest") || len(c.Claimed["cause"]) != 1 {
		return false
	}
	for _, field := range []string{"share", "interest"} {
		if !graph.SameContent(&graph.Record{Held: map[string][]graph.Held{field: c.Claimed[field]}}, &graph.Record{Held: map[string][]graph.Held{field: deal.Claimed[field]}}) {
			return false
		}
	}
	held := func(c *graph.Record) map[string][]graph.Held {
		same := map[string][]graph.Held{}
		for _, field := range []string{"locator", "modality"} {
			same[field] = c.Held[field]
		}
		return same
	}
	return graph.SameContent(&graph.Record{Held: held(c)}, &graph.Record{Held: held(deal)})
}
