package graph

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// drawRange draws valid ranges over small numbers, so that bounds often touch.
func drawRange(t *rapid.T, label string) Range {
	var r Range
	for r = (Range{}); ; r = (Range{}) {
		if rapid.Bool().Draw(t, label+" has lower") {
			r.Lower = bound(decimal.NewFromInt(rapid.Int64Range(0, 6).Draw(t, label+" lower")))
			r.LowerInclusive = rapid.Bool().Draw(t, label+" includes lower")
		}
		if rapid.Bool().Draw(t, label+" has upper") {
			r.Upper = bound(decimal.NewFromInt(rapid.Int64Range(0, 6).Draw(t, label+" upper")))
			r.UpperInclusive = rapid.Bool().Draw(t, label+" includes upper")
		}
		if r.Valid() == nil {
			return r
		}
	}
}

// samples are the points on and between the bounds that drawRange draws.
func samples() []decimal.Decimal {
	var points []decimal.Decimal
	for half := range int64(16) {
		points = append(points, decimal.New(half*5, -1))
	}
	return points
}

// holds says whether the number lies within the bounds.
func (r Range) holds(x decimal.Decimal) bool {
	above := r.Lower == nil || x.GreaterThan(*r.Lower) || r.LowerInclusive && x.Equal(*r.Lower)
	below := r.Upper == nil || x.LessThan(*r.Upper) || r.UpperInclusive && x.Equal(*r.Upper)
	return above && below
}

func TestComparisonsAgreeWithSampledNumbers(t *testing.T) {
	comparisons := []struct {
		name    string
		compare func(Range, decimal.Decimal) Certainty
		holds   func(v, x decimal.Decimal) bool
	}{
		{"AtLeast", Range.AtLeast, decimal.Decimal.GreaterThanOrEqual},
		{"MoreThan", Range.MoreThan, decimal.Decimal.GreaterThan},
		{"AtMost", Range.AtMost, decimal.Decimal.LessThanOrEqual},
		{"LessThan", Range.LessThan, decimal.Decimal.LessThan},
		{"Equals", Range.Equals, decimal.Decimal.Equal},
	}
	rapid.Check(t, func(t *rapid.T) {
		r := drawRange(t, "range")
		x := decimal.NewFromInt(rapid.Int64Range(0, 6).Draw(t, "x"))
		for _, c := range comparisons {
			some, all := false, true
			for _, v := range samples() {
				if r.holds(v) {
					some, all = some || c.holds(v, x), all && c.holds(v, x)
				}
			}
			if got, want := c.compare(r, x), certainty(all, !some); got != want {
				t.Fatalf("%q %s %s: got %s, want %s", r.words(0), c.name, x, got, want)
			}
		}
	})
}

func TestMeetHoldsWhatBothHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawRange(t, "a"), drawRange(t, "b")
		both, possible := a.meet(b)
		for _, v := range samples() {
			if got, want := possible && both.holds(v), a.holds(v) && b.holds(v); got != want {
				t.Fatalf("%q meets %q: holds %s is %t, want %t", a.words(0), b.words(0), v, got, want)
			}
		}
	})
}

func TestAddHoldsAllSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawRange(t, "a"), drawRange(t, "b")
		sum := a.Add(b)
		for _, v := range samples() {
			for _, w := range samples() {
				if a.holds(v) && b.holds(w) && !sum.holds(v.Add(w)) {
					t.Fatalf("%q plus %q is %q without %s + %s", a.words(0), b.words(0), sum.words(0), v, w)
				}
			}
		}
	})
}

func TestAddOfBounds(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"14 EUR", "10 EUR", "24 EUR"},
		{"> 14 EUR", "10 EUR", "more than 24 EUR"},
		{"10..20 EUR", "1..<2 EUR", "11 to under 22 EUR"},
		{"up to 5 EUR", "3 EUR", "3 to 8 EUR"},
		{"up to 5 EUR", "< 3 EUR", "less than 8 EUR"},
	} {
		a, b, want := mustParse(t, ParseMoney, c.a), mustParse(t, ParseMoney, c.b), mustParse(t, ParseMoney, c.want)
		if got := a.Add(b.Range); !got.equal(want.Range) {
			t.Errorf("%s + %s = %s, want %s", c.a, c.b, got.words(0), c.want)
		}
	}
}

func TestSpansOrderAsRangesDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRange(t, "range")
		x := decimal.NewFromInt(rapid.Int64Range(0, 6).Draw(t, "x"))
		lo, hi := r.span("EUR:")
		key := "EUR:" + DecimalKey(x)
		if got, want := lo <= key && key <= hi, r.holds(x); got != want {
			t.Fatalf("%q spans %q to %q, which holds %q: %t, want %t", r.words(0), lo, hi, key, got, want)
		}
		if exact := r.Exact(); (lo == hi) != (exact != nil) {
			t.Fatalf("%q spans %q to %q", r.words(0), lo, hi)
		}
	})
}

func TestRangeValid(t *testing.T) {
	one, two, minus := bound(decimal.NewFromInt(1)), bound(decimal.NewFromInt(2)), bound(decimal.NewFromInt(-1))
	for name, c := range map[string]struct {
		r     Range
		valid bool
	}{
		"open":               {Range{}, true},
		"exact":              {exactly(*one), true},
		"turned":             {closed(*two, *one), false},
		"empty":              {Range{Lower: one, Upper: one, UpperInclusive: true}, false},
		"negative":           {Range{Lower: minus}, false},
		"less than nothing":  {Range{Upper: bound(decimal.Zero)}, false},
		"at most nothing":    {Range{Upper: bound(decimal.Zero), UpperInclusive: true}, true},
		"between, exclusive": {Range{Lower: one, Upper: two}, true},
	} {
		if err := c.r.Valid(); (err == nil) != c.valid {
			t.Errorf("%s: got %v, want valid %t", name, err, c.valid)
		}
	}
}

func TestCertaintyIsThreeValuedLogic(t *testing.T) {
	order := []Certainty{No, Possibly, Surely}
	for i, a := range order {
		if got, want := a.Not(), order[2-i]; got != want {
			t.Errorf("not %s = %s, want %s", a, got, want)
		}
		for j, b := range order {
			if got, want := a.And(b), order[min(i, j)]; got != want {
				t.Errorf("%s and %s = %s, want %s", a, b, got, want)
			}
			if got, want := a.Or(b), order[max(i, j)]; got != want {
				t.Errorf("%s or %s = %s, want %s", a, b, got, want)
			}
		}
	}
}
