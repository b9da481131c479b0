package graph

import "github.com/shopspring/decimal"

// Range holds the bounds of a number that is not negative, after the BODS
// share and the schema.org MonetaryAmount. A bound that is nil was not given:
// the number is then only known not to be negative, or has no upper limit.
// Numbers are decimal, never floating point. A Range is immutable.
type Range struct {
	Lower          *decimal.Decimal `json:"lower,omitempty"`
	LowerInclusive bool             `json:"lowerInclusive,omitempty"`
	Upper          *decimal.Decimal `json:"upper,omitempty"`
	UpperInclusive bool             `json:"upperInclusive,omitempty"`
}

// Exact returns the number when the bounds leave only one, else nil.
func (r Range) Exact() *decimal.Decimal {
	if r.Lower == nil || r.Upper == nil || !r.LowerInclusive || !r.UpperInclusive || !r.Lower.Equal(*r.Upper) {
		return nil
	}
	return r.Lower
}

// Valid returns an Invalid error when a bound is negative or no number lies
// within the bounds.
func (r Range) Valid() error {
	if r.Lower != nil && r.Lower.IsNegative() || r.Upper != nil && r.Upper.IsNegative() {
		return Errorf(Invalid, "a bound is negative; write 0 or more")
	}
	if r.isEmpty() {
		low, _ := r.low()
		return Errorf(Invalid, "nothing lies between %s and %s; write the smaller number first", low, r.Upper)
	}
	return nil
}

// AtLeast says whether the number is x or more.
func (r Range) AtLeast(x decimal.Decimal) Certainty {
	low, _ := r.low()
	none := r.Upper != nil && (r.Upper.LessThan(x) || r.Upper.Equal(x) && !r.UpperInclusive)
	return certainty(low.GreaterThanOrEqual(x), none)
}

// MoreThan says whether the number is more than x.
func (r Range) MoreThan(x decimal.Decimal) Certainty {
	low, inclusive := r.low()
	all := low.GreaterThan(x) || low.Equal(x) && !inclusive
	none := r.Upper != nil && r.Upper.LessThanOrEqual(x)
	return certainty(all, none)
}

// AtMost says whether the number is x or less.
func (r Range) AtMost(x decimal.Decimal) Certainty { return r.MoreThan(x).Not() }

// LessThan says whether the number is less than x.
func (r Range) LessThan(x decimal.Decimal) Certainty { return r.AtLeast(x).Not() }

// Equals says whether the number is x.
func (r Range) Equals(x decimal.Decimal) Certainty {
	if exact := r.Exact(); exact != nil {
		return certainty(exact.Equal(x), !exact.Equal(x))
	}
	return r.AtLeast(x).And(r.AtMost(x))
}

// Add returns the bounds of the sum of two numbers. A bound of the sum is
// exclusive when either is. A missing upper bound leaves the sum without one;
// a missing lower bound counts as zero, and the sum of two has none.
func (r Range) Add(other Range) Range {
	sum := Range{}
	if r.Lower != nil || other.Lower != nil {
		a, aInclusive := r.low()
		b, bInclusive := other.low()
		sum.Lower, sum.LowerInclusive = bound(a.Add(b)), aInclusive && bInclusive
	}
	if r.Upper != nil && other.Upper != nil {
		sum.Upper, sum.UpperInclusive = bound(r.Upper.Add(*other.Upper)), r.UpperInclusive && other.UpperInclusive
	}
	return sum
}

// low returns the effective lower bound, zero when none was given.
func (r Range) low() (value decimal.Decimal, inclusive bool) {
	if r.Lower == nil {
		return decimal.Zero, true
	}
	return *r.Lower, r.LowerInclusive
}

func (r Range) isEmpty() bool {
	if r.Upper == nil {
		return false
	}
	low, inclusive := r.low()
	return low.GreaterThan(*r.Upper) || low.Equal(*r.Upper) && !(inclusive && r.UpperInclusive)
}

// meet returns the intersection, and false when it is empty.
func (r Range) meet(other Range) (Range, bool) {
	both := r
	if other.Lower != nil {
		both.Lower, both.LowerInclusive = tighter(r.Lower, r.LowerInclusive, other.Lower, other.LowerInclusive, 1)
	}
	if other.Upper != nil {
		both.Upper, both.UpperInclusive = tighter(r.Upper, r.UpperInclusive, other.Upper, other.UpperInclusive, -1)
	}
	return both, !both.isEmpty()
}

// tighter chooses between two bounds, of which b is given: the greater one if
// sign is 1, the smaller if -1, the exclusive one of two at the same number.
func tighter(a *decimal.Decimal, aInclusive bool, b *decimal.Decimal, bInclusive bool, sign int) (*decimal.Decimal, bool) {
	if a == nil {
		return b, bInclusive
	}
	switch a.Cmp(*b) * sign {
	case 1:
		return a, aInclusive
	case -1:
		return b, bInclusive
	}
	return a, aInclusive && bInclusive
}

// equal compares bounds as numbers, whatever their notation.
func (r Range) equal(other Range) bool {
	return r.LowerInclusive == other.LowerInclusive && r.UpperInclusive == other.UpperInclusive &&
		sameBound(r.Lower, other.Lower) && sameBound(r.Upper, other.Upper)
}

func sameBound(a, b *decimal.Decimal) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}

// span returns the keys of the bounds behind a prefix that names the unit and
// may be empty. See Value.Span.
func (r Range) span(prefix string) (lo, hi string) {
	lo, hi = prefix, prefix+openHigh
	if lo == "" {
		lo = openLow // two empty keys would say that the value is not known
	}
	if r.Lower != nil {
		lo = prefix + boundKey(*r.Lower, r.LowerInclusive, justAbove)
	}
	if r.Upper != nil {
		hi = prefix + boundKey(*r.Upper, r.UpperInclusive, justBelow)
	}
	return lo, hi
}

func boundKey(d decimal.Decimal, inclusive bool, beside func(string) string) string {
	if inclusive {
		return DecimalKey(d)
	}
	return beside(DecimalKey(d))
}

// bound makes a bound in canonical notation, so that equal bounds are equal to
// reflect.DeepEqual too.
func bound(d decimal.Decimal) *decimal.Decimal {
	canonical := decimal.RequireFromString(d.String())
	return &canonical
}

// exactly returns the range of one number.
func exactly(d decimal.Decimal) Range { return closed(d, d) }

// closed returns the range between two numbers, both included.
func closed(low, high decimal.Decimal) Range {
	return Range{Lower: bound(low), LowerInclusive: true, Upper: bound(high), UpperInclusive: true}
}
