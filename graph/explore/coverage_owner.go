package explore

import "capgraph/graph"

// OwnerCoverage is what sources say of who owns a company.
type OwnerCoverage string

// The ways in which the owners of a company are told or not. Each company is
// in exactly one: the first of these that holds.
const (
	OwnerKnown       OwnerCoverage = "KNOWN"       // a source names at least one
	OwnerUndisclosed OwnerCoverage = "UNDISCLOSED" // there are some, and the parties keep them to themselves
	OwnerUnknown     OwnerCoverage = "UNKNOWN"     // a source says that they are not known
	OwnerNone        OwnerCoverage = "NONE"        // a source says that there are none
	OwnerNotCovered  OwnerCoverage = "NOT_COVERED" // no source speaks of any
)

// ownerStates are the ways in which a stake tells its owner, in order.
var ownerStates = []struct {
	coverage OwnerCoverage
	owner    graph.Predicate
}{
	{OwnerKnown, graph.Where{Field: "owner"}},
	{OwnerUndisclosed, graph.Missing{Field: "owner", State: graph.Undisclosed}},
	{OwnerUnknown, graph.Missing{Field: "owner", State: graph.Unknown}},
	{OwnerNone, graph.Missing{Field: "owner", State: graph.None}},
}

// Owned is the condition on companies whose owners are told in that way, by
// the stakes in force, possibly or surely. Stakes that sources only plan, expect
// or rumour are not held and tell nothing. An unknown coverage holds for no company.
func Owned(coverage OwnerCoverage) graph.Predicate {
	earlier := graph.Or{}
	for _, state := range ownerStates {
		if state.coverage == coverage {
			return graph.And{graph.Not{Predicate: hasStake(earlier)}, hasStake(state.owner)}
		}
		earlier = append(earlier, state.owner)
	}
	if coverage == OwnerNotCovered {
		return graph.Not{Predicate: hasStake(earlier)}
	}
	return graph.Or{}
}

// hasStake is the condition on companies in which a source says that a stake is
// held whose owner is told in some way.
func hasStake(owner graph.Predicate) graph.Predicate {
	held := graph.Or{saidAs("STATES"), saidAs("REPORTS")}
	return graph.Pointed{Kind: "stake", Fields: []string{"company"}, Predicate: graph.And{held, owner}}
}
