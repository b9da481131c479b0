package explore

import (
	"cmp"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// Ratio is how many of all are shared.
type Ratio struct{ Shared, All int }

// Decimal is the ratio to six decimals; zero when there is nothing at all.
func (r Ratio) Decimal() decimal.Decimal {
	if r.All == 0 {
		return decimal.Zero
	}
	return decimal.NewFromInt(int64(r.Shared)).DivRound(decimal.NewFromInt(int64(r.All)), 6)
}

// compare orders ratios; nothing of nothing is as none of one.
func (r Ratio) compare(other Ratio) int {
	return cmp.Compare(r.Shared*max(other.All, 1), other.Shared*max(r.All, 1))
}

// Similarity is the Jaccard index of two sets: the size of what they share over
// that of what is in either (P. Jaccard, 1901). It has bounds, because some
// things are only possibly in a set; each is an exact fraction that is attained. A
// bound is nothing of nothing when both sets are empty where it is attained.
type Similarity struct{ Lowest, Highest Ratio }

// add counts one thing that is in the sets as surely as that. For the lowest
// it is in one set alone where it can be, and for the highest in both or none.
func (s *Similarity) add(a, b graph.Certainty) {
	if a == graph.No && b == graph.No {
		return
	}
	s.Lowest.All++
	switch {
	case a == graph.Surely && b == graph.Surely:
		s.Lowest.Shared++
		s.Highest.Shared++
		s.Highest.All++
	case a != graph.No && b != graph.No:
		s.Highest.Shared++
		s.Highest.All++
	case a == graph.Surely || b == graph.Surely:
		s.Highest.All++
	}
}
