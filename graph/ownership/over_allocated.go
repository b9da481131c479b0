package ownership

import "capgraph/graph"

// OverAllocated lists the companies of which the least shares add up to more
// than the whole, each with the stakes that do, by company.
func (p *Projection) OverAllocated() map[graph.ID][]graph.ID {
	found := map[graph.ID][]graph.ID{}
	for _, issue := range p.Issues() {
		if issue.Code == Over100 {
			found[issue.Company] = issue.Stakes
		}
	}
	return found
}
