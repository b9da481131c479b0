package explore

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// Conversion says how amounts were converted: to which currency, with which
// table, and by which of its rates.
type Conversion struct {
	To     string
	Table  string // the name of the table
	Source string // as the table gives it, perhaps empty
	Used   []Rate // rows of the table, by pair and day
}

// conversion converts the amounts of one answer.
type conversion struct {
	rates  *Rates
	to     string
	quotes map[occasion]quoted
	used   map[string]Rate
}

// occasion is what a rate depends on.
type occasion struct {
	from        string
	first, last graph.Day
}

type quoted struct {
	least, greatest quote
	found           bool
}

func newConversion(rates *Rates, to string) *conversion {
	return &conversion{rates: rates, to: to, quotes: map[occasion]quoted{}, used: map[string]Rate{}}
}

// convert changes an amount that is told into the currency of the answer, at
// the rates of the days on which it may have been named: the lower bound at the
// least, the upper bound at the greatest of them. Bounds that no number of
// eight decimals writes are rounded outward. An amount without a rate stays as it is, and is
// reported.
func (c *conversion) convert(amount graph.Money, first, last graph.Day) (converted graph.Money, unconverted bool) {
	if amount.Currency == c.to {
		return amount, false
	}
	of := occasion{amount.Currency, first, last}
	rates, known := c.quotes[of]
	if !known {
		rates.least, rates.greatest, rates.found = c.rates.between(amount.Currency, c.to, first, last)
		c.quotes[of] = rates
	}
	if !rates.found {
		return amount, true
	}
	to := graph.Money{State: graph.Known, Currency: c.to, Basis: amount.Basis}
	if amount.Lower != nil {
		to.Lower, to.LowerInclusive = times(*amount.Lower, rates.least, amount.LowerInclusive, false)
		c.note(rates.least)
	}
	if amount.Upper != nil {
		to.Upper, to.UpperInclusive = times(*amount.Upper, rates.greatest, amount.UpperInclusive, true)
		c.note(rates.greatest)
	}
	return to, false
}

// moneyDecimals is how fine converted bounds are.
const moneyDecimals = 8

// times converts a bound, rounded down or up. One that is rounded is itself no
// possible value.
func times(bound decimal.Decimal, by quote, inclusive, up bool) (*decimal.Decimal, bool) {
	fine := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(moneyDecimals), nil))
	exact := fine.Mul(fine, bound.Rat()).Mul(fine, by.value)
	whole, rest := new(big.Int).QuoRem(exact.Num(), exact.Denom(), new(big.Int))
	rounded := rest.Sign() != 0
	if rounded && up {
		whole.Add(whole, big.NewInt(1))
	}
	canonical := decimal.RequireFromString(decimal.NewFromBigInt(whole, -moneyDecimals).String())
	return &canonical, inclusive && !rounded
}

func (c *conversion) note(q quote) {
	for _, row := range q.rows {
		c.used[row.From+row.To+row.Day.String()] = row
	}
}

// summary says what was used.
func (c *conversion) summary() *Conversion {
	if c == nil {
		return nil
	}
	s := &Conversion{To: c.to, Table: c.rates.Name, Source: c.rates.Source, Used: []Rate{}}
	for _, row := range c.used {
		s.Used = append(s.Used, row)
	}
	slices.SortFunc(s.Used, func(a, b Rate) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), cmp.Compare(a.Day, b.Day))
	})
	return s
}
