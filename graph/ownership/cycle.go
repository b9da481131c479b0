package ownership

import (
	"context"
	"slices"

	"capgraph/graph"
)

// Cycle is companies that hold parts of each other, each of every other through
// whatever chains, or one that holds part of itself.
type Cycle struct {
	Members []graph.ID // ascending
	Closed  bool       // they surely hold all of each other, so that nobody outside does

	// Circle is the stakes of a shortest circle, each in the holder of the next
	// and the last in the holder of the first: through the company asked about,
	// or through the first of the members.
	Circle []graph.ID
}

// CrossShareholdings lists all cycles, by their first member. A stake that a company
// holds in itself is a cycle when the company is in no larger one. Stakes that
// are surely nothing make no cycle. A context that ends is an Unavailable error.
func (p *Projection) CrossShareholdings(ctx context.Context) ([]Cycle, error) {
	parts := p.components()
	seen := p.newMarks()
	defer p.marks.put(seen)
	var out []Cycle
	for n := range p.ids {
		if n%pace == 0 && ctx.Err() != nil {
			return nil, ended(ctx)
		}
		part := parts.of[n]
		if members := parts.members(part); members[0] != node(n) || len(members) == 1 && !p.holdsItself(node(n)) {
			continue
		}
		out = append(out, p.cycle(part, node(n), seen))
	}
	return out, nil
}

// Cycles lists the cycles that a company is part of: none, one, or two when it
// also holds part of itself; the larger first. A context that ends is an
// Unavailable error.
func (p *Projection) Cycles(ctx context.Context, company graph.ID) ([]Cycle, error) {
	if ctx.Err() != nil {
		return nil, ended(ctx)
	}
	n, ok := p.node(company)
	if !ok {
		return nil, nil
	}
	seen := p.newMarks()
	defer p.marks.put(seen)
	parts := p.components()
	part := parts.of[n]
	var out []Cycle
	if len(parts.members(part)) > 1 {
		out = append(out, p.cycle(part, n, seen))
	}
	if own := p.ownStakes(n); len(own) > 0 {
		out = append(out, Cycle{Members: []graph.ID{company}, Closed: len(parts.members(part)) == 1 && parts.closed[part], Circle: own[:1]})
	}
	return out, nil
}

// cycle describes a part with a shortest circle through one of its members,
// other than a stake of the member in itself when the part has several.
func (p *Projection) cycle(part int32, through node, seen *marks) Cycle {
	parts := p.components()
	c := Cycle{Members: p.idsOf(parts.members(part)), Closed: parts.closed[part]}
	if len(c.Members) == 1 {
		c.Circle = p.ownStakes(through)[:1]
		return c
	}
	c.Circle = p.circle(through, seen)
	return c
}

// ownStakes are those of a company in itself that may be something, ascending.
func (p *Projection) ownStakes(n node) []graph.ID {
	var ids []graph.ID
	for _, e := range p.stakesIn(n) {
		if e.owner == n && e.share.Hi > 0 {
			ids = append(ids, e.id)
		}
	}
	return ids
}

func (p *Projection) holdsItself(n node) bool { return len(p.ownStakes(n)) > 0 }

// circle finds a shortest way from a member of a part back to itself, downwards
// and breadth first; of equally short ones the one with the least companies.
func (p *Projection) circle(through node, seen *marks) []graph.ID {
	parts := p.components()
	seen.reset(len(p.ids))
	seen.add(through)
	by := []int32{-1} // the place in p.edges of the stake by which each was reached
	for i := 0; i < len(seen.list); i++ {
		for _, at := range p.stakesOf(seen.list[i]) {
			e := &p.edges[at]
			switch {
			case e.share.Hi == 0 || e.owner == e.company || parts.of[e.company] != parts.of[through]:
			case e.company == through:
				return p.way(at, by, seen)
			case seen.add(e.company):
				by = append(by, at)
			}
		}
	}
	return nil
}

// way lists the stakes that led to the last one, which comes last.
func (p *Projection) way(last int32, by []int32, seen *marks) []graph.ID {
	var ids []graph.ID
	place := make(map[node]int, len(seen.list))
	for i, n := range seen.list {
		place[n] = i
	}
	for at := last; at >= 0; at = by[place[p.edges[at].owner]] {
		ids = append(ids, p.edges[at].id)
	}
	slices.Reverse(ids)
	return ids
}
