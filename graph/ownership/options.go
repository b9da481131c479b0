package ownership

import "capgraph/graph"

// Options are how votes are counted and what makes control.
type Options struct {
	Threshold int64        // votes that make control, in parts per billion; 0 means half
	Inclusive bool         // whether exactly the threshold is enough
	Base      VotingBase   // what votes are a part of
	Votes     VotesBasis   // where the votes of a stake come from
	Together  [][]graph.ID // owners that vote as one
}

// VotingBase is what a share of the votes is a share of.
type VotingBase string

// The voting bases.
const (
	Issued      VotingBase = "ISSUED"      // all votes; those of treasury shares are cast by nobody
	Outstanding VotingBase = "OUTSTANDING" // all but those that the company holds of itself
)

// VotesBasis is where the votes of a stake come from when no source states them.
type VotesBasis string

// The sources of votes.
const (
	// Stated: a share says nothing of the votes. Without a source they are
	// unknown, unless the holder has the whole company.
	Stated VotesBasis = "STATED"
	// Shares: they are taken to be as large as the share, and the answer says so.
	Shares VotesBasis = "SHARES"
)

// threshold is that of the options, or the default.
func (o Options) threshold() int64 {
	if o.Threshold == 0 {
		return Whole / 2
	}
	return o.Threshold
}
