package ownership

import (
	"cmp"
	"slices"

	"capgraph/graph"
)

// Share is how much of a company an owner has.
//
// Integrated is the chance that a walk from the company, which steps from each
// company to each of its holders with the chance of its share and ends at
// unknown holders, ever meets the owner: the share that the owner has directly
// or through whatever chains and circles (G. Baldone, F. Brioschi, S. Paleari,
// "Ownership measures among firms connected by cross-shareholdings and a
// further analogy with input-output theory", 1998). Of a company in itself it
// is what the company holds of itself, treasury shares included.
//
// Indirect is what of it does not come from a stake of the owner in the company.
// Where the company is part of a circle and shares have bounds, the bounds of
// Indirect may be wider than they need to be.
type Share struct {
	Owner, Company graph.ID
	Direct         Bounds
	Integrated     *Bounds // nil when OverAllocated or Divergent
	Indirect       *Bounds // likewise
	Status         Status
	Flags          Flags // of all the stakes that the walk may take
}

// Status says what kind of answer a share is.
type Status string

// The kinds of answer.
const (
	Exact   Status = "EXACT"   // the least value is the greatest
	Range   Status = "RANGE"   // each bound is attained in some way that the stakes may be
	Partial Status = "PARTIAL" // a stake was refused, or the bounds may be wider than they need to be
	// NoExternalOwner: the company is in a closed loop, whose members hold all of each other.
	NoExternalOwner Status = "NO_EXTERNAL_OWNER"
	// Divergent: as OverAllocated, and in a circle of at most 600 companies, in
	// which for that reason the shares along the walks have no sum.
	Divergent Status = "DIVERGENT"
	// OverAllocated: the walk passes a company whose least shares are more than the whole.
	OverAllocated Status = "OVER_ALLOCATED"
)

// Upstream is the owners of a company, at any distance.
type Upstream struct {
	Shares     []Share // the largest greatest share first, then the largest least, then by owner
	Issues     []Issue // of the companies that the walks pass
	Complete   bool    // whether no share is Partial
	ErrorBound float64 // how far any bound is from the true one at most
}

// Downstream is what an owner holds, at any distance.
type Downstream struct {
	Shares     []Share // in the order of Upstream, by company
	Issues     []Issue
	Complete   bool
	ErrorBound float64
}

// largestFirst sorts shares that come in the order of their ids, those without a value last.
func largestFirst(shares []Share) []Share {
	type key struct {
		max, min float64
		at       int32
	}
	keys := make([]key, len(shares))
	for i, s := range shares {
		keys[i] = key{-1, -1, int32(i)}
		if s.Integrated != nil {
			keys[i].max, keys[i].min = s.Integrated.Max, s.Integrated.Min
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		switch {
		case a.max != b.max:
			return cmp.Compare(b.max, a.max)
		case a.min != b.min:
			return cmp.Compare(b.min, a.min)
		}
		return cmp.Compare(a.at, b.at)
	})
	out := make([]Share, len(shares))
	for i, k := range keys {
		out[i] = shares[k.at]
	}
	return out
}

// sum says whether all shares are as they should be, and how far they are off at most.
func sum(shares []Share) (complete bool, off float64) {
	complete = true
	for _, s := range shares {
		complete = complete && s.Status != Partial
		if s.Integrated != nil {
			off = max(off, s.Integrated.Error)
		}
	}
	return complete, off
}
