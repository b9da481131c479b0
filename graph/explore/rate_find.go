package explore

import (
	"math/big"
	"sort"

	"capgraph/graph"
)

// quote is what one unit of a currency costs in another, exactly, and the rows
// of the table that say so.
type quote struct {
	value *big.Rat
	rows  []Rate
}

// oldest is the day of the older of its rows.
func (q quote) oldest() graph.Day {
	oldest := q.rows[0].Day
	for _, row := range q.rows[1:] {
		oldest = min(oldest, row.Day)
	}
	return oldest
}

// find looks up what one unit of a currency cost in another on a day: by the
// last rate on or before it, in whichever direction the table has the later
// one; else by way of one other currency, the one whose older rate is
// the latest, the first by its code where several are. It reports false when
// the table has no such rates.
func (t *Rates) find(from, to string, day graph.Day) (quote, bool) {
	if direct, found := t.leg(from, to, day); found {
		return direct, true
	}
	var best quote
	for _, between := range t.codes {
		first, found := t.leg(from, between, day)
		if !found {
			continue
		}
		second, found := t.leg(between, to, day)
		if !found {
			continue
		}
		both := quote{new(big.Rat).Mul(first.value, second.value), append(first.rows, second.rows...)}
		if best.value == nil || both.oldest() > best.oldest() {
			best = both
		}
	}
	return best, best.value != nil
}

// leg is a rate that the table has, or its inverse.
func (t *Rates) leg(from, to string, day graph.Day) (quote, bool) {
	direct, isDirect := t.last(pair{from, to}, day)
	inverse, isInverse := t.last(pair{to, from}, day)
	switch {
	case isDirect && (!isInverse || direct.day >= inverse.day):
		return quote{direct.rate.Rat(), []Rate{{direct.day, from, to, direct.rate}}}, true
	case isInverse:
		return quote{new(big.Rat).Inv(inverse.rate.Rat()), []Rate{{inverse.day, to, from, inverse.rate}}}, true
	}
	return quote{}, false
}

// last is the last rate on or before a day.
func (t *Rates) last(of pair, day graph.Day) (dated, bool) {
	rates := t.pairs[of]
	after := sort.Search(len(rates), func(i int) bool { return rates[i].day > day })
	if after == 0 {
		return dated{}, false
	}
	return rates[after-1], true
}

// between finds the least and the greatest of the rates from one day to
// another. It reports false when the table has none on the first day.
func (t *Rates) between(from, to string, first, last graph.Day) (least, greatest quote, found bool) {
	least, found = t.find(from, to, first)
	greatest = least
	start := sort.Search(len(t.days), func(i int) bool { return t.days[i] > first })
	for i := start; found && i < len(t.days) && t.days[i] <= last; i++ {
		next, _ := t.find(from, to, t.days[i])
		if next.value.Cmp(least.value) < 0 {
			least = next
		}
		if next.value.Cmp(greatest.value) > 0 {
			greatest = next
		}
	}
	return least, greatest, found
}
