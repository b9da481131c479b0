package graph

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestDecimalKey(t *testing.T) {
	for number, want := range map[string]string{
		"0": "0", "0.000": "0", "1": "15001", "10": "15011", "14000000000": "151014", "14.30": "1501143",
		"0.001": "14971", "1e600": "19991", "1e-600": "10001",
	} {
		if got := DecimalKey(decimal.RequireFromString(number)); got != want {
			t.Errorf("DecimalKey(%s) = %q, want %q", number, got, want)
		}
	}
}

// drawDecimal draws numbers that are often close to one another.
func drawDecimal(t *rapid.T, label string) decimal.Decimal {
	digits := rapid.OneOf(rapid.Int64Range(0, 30), rapid.Int64Range(0, 1e15)).Draw(t, label)
	return decimal.New(digits, rapid.Int32Range(-6, 6).Draw(t, label+" exponent"))
}

func TestDecimalKeysHaveTheOrderOfNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawDecimal(t, "a"), drawDecimal(t, "b")
		if got, want := strings.Compare(DecimalKey(a), DecimalKey(b)), a.Cmp(b); got != want {
			t.Fatalf("keys of %s and %s compare as %d, want %d", a, b, got, want)
		}
	})
}

func TestExclusiveBoundsLieBetweenNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawDecimal(t, "a"), drawDecimal(t, "b")
		key, other := DecimalKey(a), DecimalKey(b)
		if above := justAbove(key); above <= key || (other > above) != b.GreaterThan(a) {
			t.Fatalf("just above %s is %q, key of %s is %q", a, above, b, other)
		}
		if below := justBelow(key); below >= key || (other < below) != b.LessThan(a) {
			t.Fatalf("just below %s is %q, key of %s is %q", a, below, b, other)
		}
		if openLow >= justBelow(key) || openHigh <= justAbove(key) {
			t.Fatalf("open ends do not enclose %q", key)
		}
	})
}

func TestTextKeysHaveOneOrderInUTF8AndUTF16(t *testing.T) {
	high := rapid.StringOf(rapid.RuneFrom([]rune{'a', '\uD7A3', '\uFA0E', '\uFE70', '𠀀', '𝼀', '𐐀', ' '}))
	rapid.Check(t, func(t *rapid.T) {
		a, b := TextKey(high.Draw(t, "a")), TextKey(high.Draw(t, "b"))
		units := slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
		if got := strings.Compare(a, b); got != units {
			t.Fatalf("%q and %q: bytes compare as %d, UTF-16 as %d", a, b, got, units)
		}
	})
}

func TestTextKeyIsCut(t *testing.T) {
	key := TextKey(strings.Repeat("é", 500))
	if got := utf8.RuneCountInString(key); got != 200 {
		t.Errorf("got %d runes, want 200", got)
	}
}
