package explore

import (
	"context"

	"capgraph/graph"
)

// plant keeps a site until all are read: its cost and those of its parts hold
// one another.
func (t *tally) plant(r sifted, c account, keys [][]GroupKey) {
	if t.costs == nil {
		return
	}
	s := site[string]{
		id: r.ID, partOf: wholeOf(r.Record), sure: c.sure, apart: t.all.leavesOut(t, c, false) != nil,
		stated: map[string]graph.Range{}, silent: map[string]bool{}, groups: map[string]graph.Certainty{},
	}
	switch {
	case c.spoken && c.amount.State == graph.Known:
		s.stated[c.amount.Currency] = c.amount.Range
	case !c.spoken || c.amount.State != graph.None:
		s.silent[""] = true
	}
	if t.all.leavesOut(t, c, true) == nil {
		for _, key := range keys {
			s.groups[nameOf(key)] = sureIf(len(keys) == 1)
		}
	}
	t.costs.plant(s)
}

func sureIf(sure bool) graph.Certainty {
	if sure {
		return graph.Surely
	}
	return graph.Possibly
}

// sumSites adds up the costs of the sites that were planted.
func (t *tally) sumSites(ctx context.Context, reader graph.Reader) error {
	if t.costs == nil {
		return nil
	}
	partOf := t.costs.partOf()
	if _, err := ancestors(ctx, reader, t.query.Slice, partOf); err != nil {
		return err
	}
	t.costs.connect(partOf)
	if err := t.all.sumCosts(t.costs.sums(everything)); err != nil {
		return err
	}
	for name, group := range t.groups {
		if err := group.sumCosts(t.costs.sums(name)); err != nil {
			return err
		}
	}
	return nil
}

// sumCosts takes sums over sites, in which missing costs have done their part.
func (s *subtotal) sumCosts(sums map[string]lineSum) error {
	s.open = false
	for code, sum := range sums {
		s.Exceeded += sum.exceeded
		amount, err := graph.NoMoney(code).Plus(graph.Money{State: graph.Known, Range: sum.Range, Currency: code})
		if err != nil {
			return err
		}
		s.sums[code] = &MoneySum{Amount: amount, Own: sum.Range, Records: sum.sites}
	}
	return nil
}
