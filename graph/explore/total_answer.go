package explore

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// nameOf tells groups apart.
func nameOf(keys []GroupKey) string {
	var name strings.Builder
	for _, key := range keys {
		name.WriteString(string(key.State) + "\x00" + key.Value + "\x00")
	}
	return name.String()
}

func (t *tally) answer() (TotalAnswer, error) {
	answer := TotalAnswer{Slice: t.query.Slice, Conversion: t.change.summary(), Groups: []Total{}}
	var err error
	if answer.Total, err = t.all.finish(); err != nil {
		return TotalAnswer{}, err
	}
	for _, group := range t.groups {
		total, err := group.finish()
		if err != nil {
			return TotalAnswer{}, err
		}
		answer.Groups = append(answer.Groups, total)
	}
	slices.SortFunc(answer.Groups, func(a, b Total) int { return compareKeys(a.Keys, b.Keys) })
	return answer, t.order(answer.Groups)
}

// finish opens the sums where an amount is missing, and puts lists in order.
func (s *subtotal) finish() (Total, error) {
	s.Statuses = countStatuses(s.statuses)
	s.Sums = []MoneySum{}
	for _, sum := range s.sums {
		if s.open {
			var err error
			if sum.Amount, err = sum.Amount.Plus(graph.Money{State: graph.Unknown}); err != nil {
				return Total{}, err
			}
			sum.Own = sum.Own.Add(graph.Range{})
		}
		s.Sums = append(s.Sums, *sum)
	}
	slices.SortFunc(s.Sums, func(a, b MoneySum) int { return strings.Compare(a.Amount.Currency, b.Amount.Currency) })
	slices.Sort(s.Surely)
	slices.Sort(s.Possibly)
	return s.Total, nil
}

// order sorts groups that are in the order of their keys.
func (t *tally) order(groups []Total) error {
	switch t.query.Order {
	case ByRecords:
		slices.SortStableFunc(groups, func(a, b Total) int { return cmp.Compare(b.Records, a.Records) })
	case ByLower, ByUpper:
		if len(t.all.sums) > 1 {
			return graph.Errorf(graph.Invalid, "amounts in several currencies have no order; name the currency to convert to, or filter").At("orderBy")
		}
		slices.SortStableFunc(groups, func(a, b Total) int {
			if order := cmp.Compare(len(b.Sums), len(a.Sums)); order != 0 || len(a.Sums) == 0 {
				return order
			}
			if t.query.Order == ByUpper {
				return compareUpper(b.Sums[0].Amount.Range, a.Sums[0].Amount.Range)
			}
			return b.Sums[0].Amount.Lower.Cmp(*a.Sums[0].Amount.Lower)
		})
	}
	return nil
}

// compareUpper puts an open upper bound above all others.
func compareUpper(a, b graph.Range) int {
	if a.Upper == nil || b.Upper == nil {
		return cmp.Compare(oneIf(a.Upper == nil), oneIf(b.Upper == nil))
	}
	return a.Upper.Cmp(*b.Upper)
}

// Text prints a total for people: "more than 214 bn EUR, 2 undisclosed". What
// was left out stands in brackets, and so do the statuses where there are several.
func (t Total) Text() string {
	var sums, notes []string
	for _, sum := range t.Sums {
		sums = append(sums, roughly(sum.Amount).Text())
	}
	text := strings.Join(sums, " and ")
	if text == "" {
		text = "no amount told"
	}
	for _, missing := range []tallied{{t.Undisclosed, "undisclosed"}, {t.Unknown, "unknown"}, {t.Silent, "without an amount"}} {
		if missing.n > 0 {
			text += ", " + missing.text()
		}
	}
	if len(t.Statuses) > 1 {
		for _, status := range t.Statuses {
			notes = append(notes, tallied{status.Records, statusWords(status.Status)}.text())
		}
	}
	for _, left := range []tallied{{t.GivenUp, "given up and left out"}, {t.NoPayment, "no payment and left out"}} {
		if left.n > 0 {
			notes = append(notes, left.text())
		}
	}
	if len(notes) > 0 {
		text += " (" + strings.Join(notes, ", ") + ")"
	}
	return text
}

func statusWords(status string) string {
	if status == "" {
		return "without a status"
	}
	return graph.Token(status).Words()
}

// tallied is a number of something.
type tallied struct {
	n    int
	what string
}

func (t tallied) text() string { return decimal.NewFromInt(int64(t.n)).String() + " " + t.what }

// readableDigits are those of a converted bound that people are shown.
const readableDigits = 5

// roughly rounds bounds with decimals below a hundredth, which only a
// conversion makes, outward to a few digits.
func roughly(m graph.Money) graph.Money {
	if m.Lower == nil || m.Lower.Exponent() >= -2 && (m.Upper == nil || m.Upper.Exponent() >= -2) {
		return m
	}
	places := func(d decimal.Decimal) int32 { return readableDigits - int32(d.NumDigits()) - d.Exponent() }
	if low := m.Lower.RoundFloor(places(*m.Lower)); !low.Equal(*m.Lower) {
		m.Lower, m.LowerInclusive = &low, false
	}
	if m.Upper != nil {
		if high := m.Upper.RoundCeil(places(*m.Upper)); !high.Equal(*m.Upper) {
			m.Upper, m.UpperInclusive = &high, false
		}
	}
	return m
}
