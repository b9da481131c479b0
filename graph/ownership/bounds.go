package ownership

import (
	"math"
	"math/big"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// Bounds is a part of a company, from 0 to 1, that lies between two values: the
// least and the greatest over all that the stakes allow.
type Bounds struct {
	Min, Max         float64
	MinOpen, MaxOpen bool // whether the bound itself is not possible

	// ExactMin and ExactMax are the bounds as fractions, when they were
	// computed as such; nil where only Min and Max are known, to within Error.
	ExactMin, ExactMax *big.Rat
	Error              float64
}

// Exact says whether only one value is possible.
func (b Bounds) Exact() bool {
	if b.ExactMin != nil && b.ExactMax != nil {
		return b.ExactMin.Cmp(b.ExactMax) == 0
	}
	return b.Min == b.Max
}

// AtLeast compares the part with a threshold in parts per billion. What lies
// within the error of the threshold is Possibly at least that.
func (b Bounds) AtLeast(threshold int64) graph.Certainty {
	least, clearLeast := compareBound(b.ExactMin, b.Min, b.Error, threshold)
	most, clearMost := compareBound(b.ExactMax, b.Max, b.Error, threshold)
	switch {
	case clearLeast && least >= 0:
		return graph.Surely
	case clearMost && (most < 0 || most == 0 && b.MaxOpen):
		return graph.No
	}
	return graph.Possibly
}

// AsShare is the part in per cent, see MinPercent and MaxPercent.
func (b Bounds) AsShare() graph.Share {
	lower, upper := decimal.RequireFromString(b.MinPercent()), decimal.RequireFromString(b.MaxPercent())
	return graph.Share{State: graph.Known, Range: graph.Range{
		Lower: &lower, LowerInclusive: b.Exact() || !b.MinOpen,
		Upper: &upper, UpperInclusive: b.Exact() || !b.MaxOpen,
	}}
}

// MinPercent prints the least value in per cent, as a decimal number: all of it
// when it is a fraction that ends within 40 decimals, otherwise rounded to
// 10 digits, or to 40 decimals when those are fewer. It is rounded down unless
// the part is exact.
func (b Bounds) MinPercent() string {
	if b.Exact() {
		return inPercent(b.Min, b.ExactMin, 0)
	}
	return inPercent(b.Min, b.ExactMin, -1)
}

// MaxPercent prints the greatest value as MinPercent does the least. It is
// rounded up, but to no more than 100, unless the part is exact.
func (b Bounds) MaxPercent() string {
	if b.Exact() {
		return inPercent(b.Max, b.ExactMax, 0)
	}
	return inPercent(b.Max, b.ExactMax, 1)
}

const (
	shownDecimals = 40
	shownDigits   = 10
)

// inPercent rounds down, to the nearest, or up.
func inPercent(about float64, exact *big.Rat, direction int) string {
	if exact == nil {
		exact = new(big.Rat)
		exact.SetFloat64(about)
		if ppb := math.Round(about * Whole); ppb/Whole == about {
			exact.SetFrac64(int64(ppb), Whole) // What is known to a part per billion is exact.
		}
	}
	value := new(big.Rat).Mul(exact, big.NewRat(100, 1))
	if places, ends := value.FloatPrec(); ends && places <= shownDecimals {
		return value.FloatString(places)
	}
	places := int32(shownDecimals)
	if about > 0 {
		places = min(places, shownDigits-3-int32(math.Floor(math.Log10(about))))
	}
	shown := decimal.NewFromBigInt(value.Num(), 0).DivRound(decimal.NewFromBigInt(value.Denom(), 0), places+4)
	switch direction {
	case -1:
		shown = shown.RoundFloor(places)
	case 1:
		shown = decimal.Min(shown.RoundCeil(places), decimal.NewFromInt(100))
	default:
		shown = shown.Round(places)
	}
	return decimal.RequireFromString(shown.String()).String()
}

// parts is a part of a company that is known in parts per billion.
func parts(lo, hi int32, open ends) Bounds {
	return Bounds{Min: float64(lo) / Whole, Max: float64(hi) / Whole, MinOpen: open.lo, MaxOpen: open.hi}
}

// nothing is no part of a company.
func nothing() Bounds { return Bounds{ExactMin: new(big.Rat), ExactMax: new(big.Rat)} }

// chanceBetween is what lies between two chances.
func chanceBetween[N number[N]](least, most N) Bounds {
	return Bounds{Min: clip(least.float()), Max: clip(most.float()), ExactMin: least.rat(), ExactMax: most.rat()}
}

// clip takes away what rounding adds to a whole.
func clip(value float64) float64 { return min(value, 1) }
