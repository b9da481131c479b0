package ownership

import (
	"cmp"
	"slices"

	"capgraph/graph"
)

// Issue is a reason not to trust the stakes in a company as they stand.
type Issue struct {
	Code    IssueCode
	Company graph.ID
	Stakes  []graph.ID // that it is about, by owner
	Members []graph.ID // of a closed loop
}

// IssueCode says what is wrong.
type IssueCode string

// The issues.
const (
	// Over100: the least shares in the company add up to more than the whole.
	// Every value that walks through it is null.
	Over100 IssueCode = "OVER_100"
	// OverVoted: the least votes do. Controllers are given, marked not unique.
	OverVoted IssueCode = "OVER_VOTED"
	// Under100: the stakes are said to be all there are, but their greatest
	// shares add up to less than the whole. They are taken for a part of them.
	Under100 IssueCode = "UNDER_100"
	// BadShare: bounds that cannot be. The stake is left out, the rest computed.
	BadShare IssueCode = "BAD_SHARE"
	// ClosedLoop: companies that hold all of each other, so that nobody outside does.
	ClosedLoop IssueCode = "CLOSED_LOOP"
	// SelfOwnership: a company holds a stake in itself.
	SelfOwnership IssueCode = "SELF_OWNERSHIP"
	// ConflictingSources: sources disagree on a share; what they say is taken as a range.
	ConflictingSources IssueCode = "CONFLICTING_SOURCES"
)

// Issues lists what is wrong with the stakes, by company and code.
func (p *Projection) Issues() []Issue {
	p.listed.Do(func() {
		p.list = slices.Concat(p.issues, p.closedLoops(), p.flagged())
		slices.SortStableFunc(p.list, func(a, b Issue) int {
			return cmp.Or(cmp.Compare(a.Company, b.Company), cmp.Compare(a.Code, b.Code), slices.Compare(a.Stakes, b.Stakes))
		})
	})
	return p.list
}

// closedLoops names each once, under its first member.
func (p *Projection) closedLoops() []Issue {
	parts := p.components()
	var out []Issue
	for part := range int32(parts.count()) {
		if !parts.closed[part] {
			continue
		}
		members := p.idsOf(parts.members(part))
		issue := Issue{Code: ClosedLoop, Company: members[0], Members: members}
		for _, n := range parts.members(part) {
			for _, e := range p.stakesIn(n) {
				if e.share.Hi > 0 {
					issue.Stakes = append(issue.Stakes, e.id)
				}
			}
		}
		out = append(out, issue)
	}
	return out
}

// flagged names the companies that hold part of themselves, and those of whose
// stakes sources disagree.
func (p *Projection) flagged() []Issue {
	var out []Issue
	for n := range p.ids {
		own, disputed := p.ownStakes(node(n)), []graph.ID(nil)
		for _, e := range p.stakesIn(node(n)) {
			if e.flags.Has(Conflicting) {
				disputed = append(disputed, e.id)
			}
		}
		if len(own) > 0 {
			out = append(out, Issue{Code: SelfOwnership, Company: p.ids[n], Stakes: own})
		}
		if len(disputed) > 0 {
			out = append(out, Issue{Code: ConflictingSources, Company: p.ids[n], Stakes: disputed})
		}
	}
	return out
}
