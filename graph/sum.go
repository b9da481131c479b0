package graph

import "github.com/shopspring/decimal"

// Nothing is the range of exactly zero, where sums begin.
func Nothing() Range { return exactly(decimal.Zero) }

// OrNothing returns the bounds of a number that counts or does not: from zero
// to the upper bound.
func (r Range) OrNothing() Range {
	return r.Hull(Nothing())
}

// Hull returns the least bounds that hold whatever either holds.
func (r Range) Hull(other Range) Range {
	hull := Range{}
	a, aInclusive := r.low()
	b, bInclusive := other.low()
	if r.Lower != nil && other.Lower != nil {
		low, inclusive := &b, bInclusive
		if a.LessThan(b) || a.Equal(b) && aInclusive {
			low, inclusive = &a, aInclusive
		}
		hull.Lower, hull.LowerInclusive = bound(*low), inclusive
	}
	if r.Upper != nil && other.Upper != nil {
		high, inclusive := other.Upper, other.UpperInclusive
		if r.Upper.GreaterThan(*other.Upper) || r.Upper.Equal(*other.Upper) && r.UpperInclusive {
			high, inclusive = r.Upper, r.UpperInclusive
		}
		hull.Upper, hull.UpperInclusive = bound(*high), inclusive
	}
	return hull
}

// Intersect returns the bounds of a number of which both hold, and false when
// there is none.
func (r Range) Intersect(other Range) (Range, bool) { return r.meet(other) }

// AtLeastThat returns the bounds of a number that is not less than one within r.
func (r Range) AtLeastThat() Range { return Range{Lower: r.Lower, LowerInclusive: r.LowerInclusive} }

// Minus returns the bounds of what is left of r when a part of it, other, is
// taken away; what is left is not negative. It reports false when other is
// surely more than r.
func (r Range) Minus(other Range) (Range, bool) {
	left := Nothing()
	left.Upper, left.UpperInclusive = nil, false
	low, inclusive := r.low()
	if other.Upper != nil && low.GreaterThan(*other.Upper) {
		left.Lower, left.LowerInclusive = bound(low.Sub(*other.Upper)), inclusive && other.UpperInclusive
	}
	if r.Upper != nil {
		taken, takenInclusive := other.low()
		left.Upper, left.UpperInclusive = bound(r.Upper.Sub(taken)), r.UpperInclusive && takenInclusive
	}
	return left, !left.isEmpty()
}

// NoMoney is the sum of no amounts in a currency: exactly nothing.
func NoMoney(currency string) Money {
	return Money{State: Known, Range: Nothing(), Currency: currency, Qualifier: QualifierExact}
}

// Plus adds an amount to one that is told. An amount that is unknown or
// undisclosed leaves the sum without an upper bound, for it may be any; NONE
// adds nothing. The basis is kept when both have it. Amounts in two
// currencies have no sum, which is an Invalid error.
func (m Money) Plus(other Money) (Money, error) {
	switch {
	case !m.State.isKnown():
		return Money{}, Errorf(Invalid, "an amount that is %s has no sum", m.State.text())
	case other.State == None:
		return m, nil
	case differ(m.Currency, other.Currency):
		return Money{}, Errorf(Invalid, "%s and %s cannot be added; convert one of them", m.Currency, other.Currency)
	}
	sum := Money{State: Known, Range: m.Add(other.Range), Currency: either(m.Currency, other.Currency)}
	if !other.State.isKnown() {
		sum.Range = m.Add(Range{})
	} else if m.Basis == other.Basis {
		sum.Basis = m.Basis
	}
	sum.Qualifier = qualifierOf(sum.Range, "")
	return sum, nil
}
