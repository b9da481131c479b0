package ownership

import "capgraph/graph"

// Stake is one interest in force, as a projection is built from.
type Stake struct {
	ID      graph.ID
	Owner   graph.ID         // empty when the holder is missing
	Missing graph.ValueState // in which way, when it is
	Company graph.ID
	Share   Span // of the capital
	Votes   Span // of the votes; read only with the flag VotesStated
	Flags   Flags
}

// Flags are what an answer should say of a stake beside its size.
type Flags uint16

// The flags.
const (
	VotesStated    Flags = 1 << iota // a source speaks of the votes
	ShareUnknown                     // no source gives the share, or the bounds say nothing
	Undated                          // no source says since when; it counts at every date
	UncertainDates                   // whether it was held on the day is not sure; its least share is zero
	Conflicting                      // sources disagree; the span holds all that they say
	Assumed                          // taken from a deal that gives no percentage
)

// Has says whether all of the flags are set.
func (f Flags) Has(flags Flags) bool { return f&flags == flags }

// flagNames are the names of the flags, in their order.
var flagNames = []string{"VOTES_STATED", "SHARE_UNKNOWN", "UNDATED", "UNCERTAIN_DATES", "CONFLICTING", "ASSUMED"}

// Names lists the flags that are set, never nil.
func (f Flags) Names() []string {
	names := []string{}
	for i, name := range flagNames {
		if f.Has(1 << i) {
			names = append(names, name)
		}
	}
	return names
}
