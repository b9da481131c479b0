package resolvers

import (
	"context"
	"fmt"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// Totals is sums of money.
type Totals struct {
	explore.TotalAnswer
	level *totalLevel // of the total of all
}

// TotalConnection is a page of groups.
type TotalConnection = Connection[Total]

// TotalEdge is a group in a page.
type TotalEdge = Edge[Total]

// Total is what some records cost together.
type Total struct {
	explore.Total
	level *totalLevel
}

// totalLevel is the totals that are shown side by side: what they name is read
// for all of them at once.
type totalLevel struct {
	batch  *batch
	totals []explore.Total
}

// totalKinds are the kinds by their names in TotalsOf.
var totalKinds = map[string]graph.Kind{"acquisitions": "acquisition", "investments": "investment", "datacenters": "datacenter"}

// Totals adds up money.
func (q Query) Totals(ctx context.Context, of map[string]any, groupBy []explore.Dimension, above, currency *string, orderBy explore.TotalOrder, asOf *graph.Day, knownAt *graph.Instant) (*Totals, error) {
	at := q.clocks().with(asOf, knownAt)
	query := explore.TotalQuery{Of: map[graph.Kind]explore.Condition{}, Slice: at.slice, GroupBy: groupBy, Order: orderBy, In: deref(currency), Rates: q.Rates}
	filters, err := q.Reader.where(ctx, at, of)
	if err != nil {
		return nil, err
	}
	for name, where := range filters {
		filter, given := where.(map[string]any)
		if !given {
			continue
		}
		condition, err := conditionOf(totalKinds[name], filter)
		if err != nil {
			return nil, err
		}
		query.Of[totalKinds[name]] = condition
	}
	if above != nil {
		amount, err := graph.ParseMoney(*above)
		if err != nil {
			return nil, graph.Errorf(graph.Invalid, "%s", err.Error()).At("above")
		}
		query.Above = &amount
	}
	answer, err := explore.Totals(ctx, q.Reader, query)
	if err != nil {
		return nil, err
	}
	at.slice = answer.Slice
	return &Totals{answer, &totalLevel{newBatch(q.Reader, at, nil), []explore.Total{answer.Total}}}, nil
}

// conditionOf compiles a filter at both certainties.
func conditionOf(kind graph.Kind, where map[string]any) (c explore.Condition, err error) {
	if c.Surely, err = graph.Filter(kind, where, graph.Surely); err == nil {
		c.Possibly, err = graph.Filter(kind, where, graph.Possibly)
	}
	return c, err
}

// AsOf is the day that the answer is about.
func (t *Totals) AsOf() graph.Day { return t.Slice.Day }

// KnownAt is the last commit that is part of the answer.
func (t *Totals) KnownAt() *graph.Instant { return unlessZero(t.Slice.Known) }

func unlessZero(at graph.Instant) *graph.Instant {
	if at == 0 {
		return nil
	}
	return &at
}

// Total is all records, each once.
func (t *Totals) Total() Total { return Total{t.TotalAnswer.Total, t.level} }

// Groups are the groups of a page.
func (t *Totals) Groups(_ context.Context, first *int, after *string) (*TotalConnection, error) {
	page, err := cut("totals", t.TotalAnswer.Groups, first, after)
	if err != nil {
		return nil, err
	}
	level := &totalLevel{newBatch(t.level.batch.reader, t.level.batch.clocks, nil), page.Nodes()}
	return mapPage(page, func(total explore.Total) Total { return Total{total, level} }), nil
}

// Conversion is how amounts were converted.
func (t *Totals) Conversion() *Conversion {
	if t.TotalAnswer.Conversion == nil {
		return nil
	}
	return &Conversion{*t.TotalAnswer.Conversion}
}

// Keys is where the group stands.
func (t Total) Keys() []GroupKey {
	var all [][]explore.GroupKey
	for _, total := range t.level.totals {
		all = append(all, total.Keys)
	}
	return groupKeys(t.level.batch, t.Total.Keys, all)
}

// Sums are what amounts add up to, by currency.
func (t Total) Sums() ([]MoneySum, error) {
	sums := make([]MoneySum, len(t.Total.Sums))
	for i, sum := range t.Total.Sums {
		own, err := graph.NoMoney(sum.Amount.Currency).Plus(graph.Money{State: graph.Known, Range: sum.Own})
		if err != nil {
			return nil, err
		}
		sums[i] = MoneySum{Amount: sum.Amount, Own: own, Records: sum.Records}
	}
	return sums, nil
}

// Statuses are how many records are at which step.
func (t Total) Statuses() []StatusCount {
	counts := make([]StatusCount, len(t.Total.Statuses))
	for i, count := range t.Total.Statuses {
		counts[i] = StatusCount{Status: unlessEmpty(count.Status), Records: count.Records}
	}
	return counts
}

// SurelyAbove are the records whose amount is surely above the one asked for.
func (t Total) SurelyAbove(ctx context.Context, first *int, after *string) (*RecordConnection, error) {
	return t.above(ctx, "surely above", func(t explore.Total) []graph.ID { return t.Surely }, first, after)
}

// PossiblyAbove are those whose amount is possibly above it.
func (t Total) PossiblyAbove(ctx context.Context, first *int, after *string) (*RecordConnection, error) {
	return t.above(ctx, "possibly above", func(t explore.Total) []graph.ID { return t.Possibly }, first, after)
}

// above reads the records of the pages of all totals of the level at once.
func (t Total) above(ctx context.Context, list string, of func(explore.Total) []graph.ID, first *int, after *string) (*RecordConnection, error) {
	page, err := cut(list, of(t.Total), first, after)
	if err != nil || len(page.Edges) == 0 {
		return mapPage(page, func(graph.ID) Node { return nil }), err
	}
	key := fmt.Sprint(list, shownInt(first), deref(after))
	nodes, err := once(t.level.batch, key, func() (map[graph.ID]Node, error) {
		var ids []graph.ID
		for _, total := range t.level.totals {
			each, err := cut(list, of(total), first, after)
			if err != nil {
				return nil, err
			}
			ids = append(ids, each.Nodes()...)
		}
		return readNodes(ctx, t.level.batch.reader, ids, t.level.batch.clocks)
	})
	return mapPage(page, func(id graph.ID) Node { return nodes[id] }), err
}

// MoneySum is what the amounts in one currency add up to.
type MoneySum struct {
	Amount, Own graph.Money
	Records     int
}

// StatusCount is how many records are at a step.
type StatusCount struct {
	Status  *string
	Records int
}

// RecordConnection is a page of records of whatever kind.
type RecordConnection = Connection[Node]

// RecordEdge is one of them in a page.
type RecordEdge = Edge[Node]

// Conversion is how amounts were converted.
type Conversion struct{ explore.Conversion }

// ExchangeRateConnection is a page of rates.
type ExchangeRateConnection = Connection[explore.Rate]

// ExchangeRateEdge is a rate in a page.
type ExchangeRateEdge = Edge[explore.Rate]

// Source is where the table says that its rates come from.
func (c *Conversion) Source() *string { return unlessEmpty(c.Conversion.Source) }

// Used are the rates that were used.
func (c *Conversion) Used(first *int, after *string) (*ExchangeRateConnection, error) {
	return cut("rates", c.Conversion.Used, first, after)
}

func unlessEmpty(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
