package graph

import "github.com/shopspring/decimal"

// Qualifier says how an amount was put. All but ABOUT and MAGNITUDE follow
// from the bounds.
type Qualifier string

// The qualifiers. That an amount is undisclosed is a ValueState.
const (
	QualifierExact     Qualifier = "EXACT"
	QualifierAbout     Qualifier = "ABOUT" // the bounds are the published width around the number told
	QualifierMoreThan  Qualifier = "MORE_THAN"
	QualifierAtLeast   Qualifier = "AT_LEAST"
	QualifierLessThan  Qualifier = "LESS_THAN"
	QualifierUpTo      Qualifier = "UP_TO"
	QualifierBetween   Qualifier = "BETWEEN"
	QualifierMagnitude Qualifier = "MAGNITUDE" // a number word, by the table NumberWords
)

// isFree holds for the qualifiers that do not follow from the bounds.
func (q Qualifier) isFree() bool { return q == QualifierAbout || q == QualifierMagnitude }

// qualifierOf returns told if it does not follow from the bounds, else the
// qualifier that does.
func qualifierOf(r Range, told Qualifier) Qualifier {
	switch {
	case r.Exact() != nil:
		return QualifierExact
	case told.isFree():
		return told
	case r.Lower != nil && r.Upper != nil:
		return QualifierBetween
	case r.Lower != nil && r.LowerInclusive:
		return QualifierAtLeast
	case r.Lower != nil:
		return QualifierMoreThan
	case r.UpperInclusive:
		return QualifierUpTo
	}
	return QualifierLessThan
}

// words prints bounds in units of a power of ten: "14.3", "more than 14",
// "10 to under 20". The scanner reads them back.
func (r Range) words(power int32) string {
	show := func(d *decimal.Decimal) string { return d.Shift(-power).String() }
	choose := func(inclusive bool, yes, no string) string {
		if inclusive {
			return yes
		}
		return no
	}
	switch {
	case r.Exact() != nil:
		return show(r.Lower)
	case r.Lower != nil && r.Upper != nil:
		return choose(r.LowerInclusive, "", "more than ") + show(r.Lower) +
			choose(r.UpperInclusive, " to ", " to under ") + show(r.Upper)
	case r.Lower != nil:
		return choose(r.LowerInclusive, "at least ", "more than ") + show(r.Lower)
	case r.Upper != nil:
		return choose(r.UpperInclusive, "up to ", "less than ") + show(r.Upper)
	}
	return "at least 0"
}

// unitIn returns the largest of the scales, which are ordered downwards, that
// makes no bound less than one, and false when none does.
func (r Range) unitIn(scales []scale) (scale, bool) {
	smallest := r.Lower
	if smallest == nil || smallest.IsZero() {
		smallest = r.Upper
	}
	for _, s := range scales {
		if smallest != nil && smallest.GreaterThanOrEqual(decimal.New(1, s.power)) {
			return s, true
		}
	}
	return scale{}, false
}
