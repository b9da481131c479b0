package graph

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Sort keys are computed here and compared as bytes by every store, so that
// the order of two stores cannot differ.
const (
	maxKeyRunes = 200

	// openHigh sorts above every number and date, openLow below.
	openHigh = "~"
	openLow  = "!"

	// keyExponentBias makes the decimal exponents -500 to 499 three digits.
	keyExponentBias = 500
)

// TextKey returns the sort key of a text: the first 200 runes of Fold(s), with
// runes from U+E000 on written as U+D7FF and six hexadecimal digits, so that
// the order of UTF-8 bytes equals that of UTF-16 code units. U+D7FF is no
// character and therefore never part of a folded text.
func TextKey(s string) string {
	var key strings.Builder
	count := 0
	for _, r := range Fold(s) {
		if count++; count > maxKeyRunes {
			break
		}
		if r >= privateUse {
			fmt.Fprintf(&key, "\uD7FF%06x", r)
		} else {
			key.WriteRune(r)
		}
	}
	return key.String()
}

// DecimalKey returns the sort key of a number that is not negative: "0" for
// zero, else "1", the decimal exponent plus 500 in three digits, and the
// significant digits without trailing zeros. The order of keys as bytes is the
// order of the numbers. The sign of a negative number is ignored, and numbers
// outside 1e-500 to 1e500, which no parser lets in, share the outermost
// exponents.
func DecimalKey(d decimal.Decimal) string {
	if d.IsZero() {
		return "0"
	}
	digits := d.Abs().Coefficient().String()
	exponent := int64(d.Exponent()) + int64(len(digits)) - 1
	biased := min(max(exponent+keyExponentBias, 0), 2*keyExponentBias-1)
	return fmt.Sprintf("1%03d%s", biased, strings.TrimRight(digits, "0"))
}

// justAbove returns a key between that of a number and those of all greater
// numbers: the low key of an exclusive lower bound.
func justAbove(key string) string { return key + "!" }

// justBelow returns a key between that of a number and those of all smaller
// numbers: the high key of an exclusive upper bound. It relies on the last
// digit not being zero, except in the key of zero itself.
func justBelow(key string) string {
	last := len(key) - 1
	return key[:last] + string(key[last]-1) + "~"
}
