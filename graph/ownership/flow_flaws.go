package ownership

import (
	"cmp"
	"slices"
	"sync"

	"capgraph/graph"
)

// flaws says of which entities there are issues.
type flaws struct {
	once sync.Once
	at   []bool // by node
}

// flawed says whether there are issues about a company.
func (p *Projection) flawed(n node) bool {
	p.flaws.once.Do(func() {
		p.flaws.at = make([]bool, len(p.ids))
		for _, issue := range p.Issues() {
			if n, ok := p.node(issue.Company); ok {
				p.flaws.at[n] = true
			}
		}
	})
	return p.flaws.at[n]
}

// issuesOf are those about one company, by code.
func (p *Projection) issuesOf(n node) []Issue {
	if !p.flawed(n) {
		return nil
	}
	all := p.Issues()
	first, _ := slices.BinarySearchFunc(all, p.ids[n], func(i Issue, id graph.ID) int { return cmp.Compare(i.Company, id) })
	last := first
	for last < len(all) && all[last].Company == p.ids[n] {
		last++
	}
	return all[first:last:last]
}

// refused says whether a stake in a company was left out.
func (p *Projection) refused(n node) bool {
	return slices.ContainsFunc(p.issuesOf(n), func(i Issue) bool { return i.Code == BadShare })
}

// issues are those about the companies of a region, and about the closed loops
// that they are part of.
func (r *region) issues() []Issue {
	if len(r.p.Issues()) == 0 {
		return nil
	}
	parts := r.p.components()
	var nodes []node
	for _, n := range r.nodes {
		if r.p.flawed(n) {
			nodes = append(nodes, n)
		}
		if part := parts.of[n]; parts.closed[part] {
			nodes = append(nodes, parts.members(part)[0])
		}
	}
	slices.Sort(nodes)
	var all []Issue
	for _, n := range slices.Compact(nodes) {
		all = append(all, r.p.issuesOf(n)...)
	}
	return all
}
