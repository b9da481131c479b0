package graph

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestHullHoldsWhatEitherHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawRange(t, "a"), drawRange(t, "b")
		hull := a.Hull(b)
		for _, v := range samples() {
			if (a.holds(v) || b.holds(v)) && !hull.holds(v) {
				t.Fatalf("the hull of %q and %q is %q without %s", a.words(0), b.words(0), hull.words(0), v)
			}
		}
		if !hull.equal(b.Hull(a)) {
			t.Fatalf("the hull of %q and %q is %q, the other way %q", a.words(0), b.words(0), hull.words(0), b.Hull(a).words(0))
		}
	})
}

func TestOrNothingHoldsZeroAndTheNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRange(t, "r")
		maybe := r.OrNothing()
		for _, v := range samples() {
			if (r.holds(v) || v.IsZero()) && !maybe.holds(v) {
				t.Fatalf("%q or nothing is %q without %s", r.words(0), maybe.words(0), v)
			}
		}
	})
}

func TestMinusHoldsAllThatMayBeLeft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole, part := drawRange(t, "whole"), drawRange(t, "part")
		left, possible := whole.Minus(part)
		some := false
		for _, v := range samples() {
			for _, w := range samples() {
				if rest := v.Sub(w); whole.holds(v) && part.holds(w) && !rest.IsNegative() {
					some = true
					if !left.holds(rest) {
						t.Fatalf("%q without %q is %q without %s - %s", whole.words(0), part.words(0), left.words(0), v, w)
					}
				}
			}
		}
		if some && !possible {
			t.Fatalf("%q without %q is impossible", whole.words(0), part.words(0))
		}
	})
}

func TestMinusOfBounds(t *testing.T) {
	for _, c := range []struct{ whole, part, want string }{
		{"5 EUR", "2 EUR", "3 EUR"},
		{"5 EUR", "2..4 EUR", "1..3 EUR"},
		{"> 5 EUR", "2 EUR", "> 3 EUR"},
		{">= 2 EUR", "5 EUR", ">= 0 EUR"},
		{"5 EUR", ">= 2 EUR", "0..3 EUR"},
		{"5 EUR", "5 EUR", "0 EUR"},
	} {
		whole, part, want := mustParse(t, ParseMoney, c.whole), mustParse(t, ParseMoney, c.part), mustParse(t, ParseMoney, c.want)
		if got, ok := whole.Minus(part.Range); !ok || !got.equal(want.Range) {
			t.Errorf("%s - %s = %s, %t, want %s", c.whole, c.part, got.words(0), ok, c.want)
		}
	}
	if left, ok := mustParse(t, ParseMoney, "5 EUR").Minus(mustParse(t, ParseMoney, "6 EUR").Range); ok {
		t.Errorf("5 EUR - 6 EUR = %s, want that a part is not more than the whole", left.words(0))
	}
}

// TestSumOfTheFoundingAmounts is the case of background/model.md: 14 bn or
// more and hundreds of bn make 214 bn or more.
func TestSumOfTheFoundingAmounts(t *testing.T) {
	sum := NoMoney("EUR")
	for _, step := range []struct{ add, want string }{
		{"> 14 bn EUR", "more than 14 bn EUR"},
		{"hundreds of bn EUR", "more than 214 bn EUR"},
		{"none", "more than 214 bn EUR"},
		{"undisclosed", "more than 214 bn EUR"},
		{"14 bn EUR", "more than 228 bn EUR"},
	} {
		var err error
		if sum, err = sum.Plus(mustParse(t, ParseMoney, step.add)); err != nil || sum.Text() != step.want {
			t.Errorf("after %s the sum is %s, %v, want %s", step.add, sum, err, step.want)
		}
	}
}

func TestPlusRefusesTwoCurrencies(t *testing.T) {
	sum, err := mustParse(t, ParseMoney, "14 bn EUR").Plus(mustParse(t, ParseMoney, "14 bn USD"))
	if CodeOf(err) != Invalid {
		t.Errorf("14 bn EUR and 14 bn USD make %s, %v, want an Invalid error", sum, err)
	}
	if _, err := mustParse(t, ParseMoney, "undisclosed").Plus(mustParse(t, ParseMoney, "1 EUR")); CodeOf(err) != Invalid {
		t.Errorf("an undisclosed amount and 1 EUR: got %v, want an Invalid error", err)
	}
}

func TestSumsDoNotDependOnTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var amounts []Money
		for range rapid.IntRange(1, 5).Draw(t, "amounts") {
			state := rapid.SampledFrom([]ValueState{Known, Known, Known, Unknown, Undisclosed, None}).Draw(t, "state")
			amount := Money{State: state}
			if state == Known {
				amount.Range, amount.Currency = drawRange(t, "amount"), "EUR"
			}
			amounts = append(amounts, amount)
		}
		sum := func(amounts []Money) Money {
			total := NoMoney("EUR")
			for _, amount := range amounts {
				total, _ = total.Plus(amount)
			}
			return total
		}
		want, got := sum(amounts), sum(rapid.Permutation(amounts).Draw(t, "order"))
		if !want.equal(got.Range) || want.Text() != got.Text() {
			t.Fatalf("%v make %s, in another order %s", amounts, want, got)
		}
	})
}

func TestAMissingAmountOnlyOpensTheUpperBound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := Money{State: Known, Range: drawRange(t, "sum"), Currency: "EUR"}
		after, err := before.Plus(Money{State: rapid.SampledFrom([]ValueState{Unknown, Undisclosed}).Draw(t, "state")})
		low, inclusive := before.low()
		lowAfter, inclusiveAfter := after.low()
		if err != nil || after.Upper != nil || !low.Equal(lowAfter) || inclusive != inclusiveAfter || after.Currency != "EUR" {
			t.Fatalf("%s and a missing amount make %s, %v", before, after, err)
		}
	})
}

func TestSumHoldsTheSumOfAnyExactAmounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total, exact := NoMoney("EUR"), decimal.Zero
		for range rapid.IntRange(0, 5).Draw(t, "amounts") {
			amount := Money{State: Known, Range: drawRange(t, "amount"), Currency: "EUR"}
			for _, v := range rapid.Permutation(samples()).Draw(t, "exact amount") {
				if amount.holds(v) {
					exact = exact.Add(v)
					break
				}
			}
			total, _ = total.Plus(amount)
		}
		if !total.holds(exact) {
			t.Fatalf("the sum %s does not hold %s", total, exact)
		}
	})
}
