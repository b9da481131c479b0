package dataset

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Number reads a number that is not negative, as data files write them: with
// commas or spaces between thousands, or in scientific notation. It reports
// false for anything else, and for numbers beyond 1e24.
func Number(text string) (decimal.Decimal, bool) {
	const longest = 60
	text = Clean(text)
	if len(text) > longest {
		return decimal.Zero, false
	}
	if groups := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\u00a0' }); isGrouped(groups) {
		text = strings.Join(groups, "")
	}
	mantissa, exponent, scientific := strings.Cut(strings.ToLower(text), "e")
	if scientific && len(strings.TrimLeft(exponent, "+-0")) > 2 {
		return decimal.Zero, false // Its digits would fill the memory.
	}
	number, err := decimal.NewFromString(text)
	if err != nil || mantissa == "" || number.IsNegative() || number.GreaterThan(decimal.New(1, 24)) {
		return decimal.Zero, false
	}
	return number, true
}

// isGrouped holds for the thousands of a number: "1", "234", "567.8".
func isGrouped(groups []string) bool {
	if len(groups) < 2 || len(groups[0]) > 3 {
		return false
	}
	for i, group := range groups[1:] {
		whole, _, hasPoint := strings.Cut(group, ".")
		if len(whole) != 3 || hasPoint && i < len(groups)-2 {
			return false
		}
	}
	return true
}

// Money writes an amount and its currency as fact files do. An amount without
// a currency is refused, since no currency is the usual one. The amount is ""
// when there is none or it is refused.
func Money(amount, currency string) (money, why string) {
	amount, currency = Clean(amount), strings.ToUpper(Clean(currency))
	if IsNull(amount) {
		return "", ""
	}
	number, ok := Number(amount)
	switch {
	case !ok:
		return "", whyNoAmount
	case len(currency) != 3:
		return "", whyNoCurrency
	}
	return number.Round(8).String() + " " + currency, ""
}
