package resolvers

import (
	"capgraph/graph"
	"capgraph/graph/ownership"
)

// VotesRelation is what votes make of a company.
type VotesRelation struct {
	ownership.Relation
	cast cast
}

// Votes are those of the owner and of all that it controls.
func (r VotesRelation) Votes() graph.Share { return r.Relation.Votes.AsShare() }

// Other is who has the other half.
func (r VotesRelation) Other() Party { return the[Party](r.cast, r.Relation.Other) }
