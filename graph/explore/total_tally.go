package explore

import (
	"slices"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// tally adds records up as they are read.
type tally struct {
	query  TotalQuery
	money  map[graph.Kind]*money
	above  *decimal.Decimal // nil for none
	change *conversion      // nil when amounts stay in their currency
	all    *subtotal
	groups map[string]*subtotal
	costs  *forest[string] // of sites, whose costs hold one another; nil for deals
}

// subtotal is a Total in the making.
type subtotal struct {
	Total
	statuses map[string]int
	sums     map[string]*MoneySum
	open     bool // whether an amount is missing
}

func newTally(q TotalQuery) (*tally, error) {
	t := &tally{query: q, money: map[graph.Kind]*money{}, all: newSubtotal(nil), groups: map[string]*subtotal{}}
	if err := t.setKinds(); err != nil {
		return nil, err
	}
	for i, by := range q.GroupBy {
		for _, money := range t.money {
			if reason := money.refuses(by); reason != "" {
				return nil, graph.Errorf(graph.Invalid, "%s is no dimension here: %s", by, reason).At("groupBy")
			}
		}
		if slices.Contains(q.GroupBy[:i], by) {
			return nil, graph.Errorf(graph.Invalid, "%s is given twice", by).At("groupBy")
		}
	}
	if q.In != "" {
		if q.Rates == nil {
			return nil, graph.Errorf(graph.Invalid, "no table of exchange rates is loaded; leave the currency out to keep currencies apart").At("currency")
		}
		t.change = newConversion(q.Rates, q.In)
	}
	return t, t.setAbove()
}

func (t *tally) setKinds() error {
	if len(t.query.Of) == 0 {
		return graph.Errorf(graph.Invalid, "say what to add up").At("of")
	}
	for kind := range t.query.Of {
		if t.money[kind] = moneyOf(kind); t.money[kind] == nil {
			return graph.Errorf(graph.Invalid, "%s has no amount of money to add up", kind).At("of")
		}
	}
	if t.money["datacenter"] == nil {
		return nil
	}
	if len(t.money) > 1 {
		return graph.Errorf(graph.Invalid, "the cost of a site is what investments pay; ask for them apart").At("of")
	}
	t.costs = newForest(func(string) string { return "" })
	return nil
}

func (t *tally) setAbove() error {
	if t.query.Above == nil {
		return nil
	}
	t.above = t.query.Above.Exact()
	switch {
	case t.above == nil || t.query.Above.State != graph.Known:
		return graph.Errorf(graph.Invalid, "%q is not one amount; write one such as \"10 bn EUR\"", t.query.Above).At("above")
	case t.query.In != "" && t.query.Above.Currency != t.query.In:
		return graph.Errorf(graph.Invalid, "amounts are converted to %s; compare them with an amount in it", t.query.In).At("above")
	}
	return nil
}

func newSubtotal(keys []GroupKey) *subtotal {
	return &subtotal{Total: Total{Keys: keys}, statuses: map[string]int{}, sums: map[string]*MoneySum{}}
}

// account is a record as sums see it.
type account struct {
	id          graph.ID
	sure        bool
	status      string
	amount      graph.Money // in the currency of the answer
	spoken      bool        // whether a source speaks of an amount
	unconverted bool
}

// take counts the records of a page, of which it is told the status.
func (t *tally) take(batch []sifted, reached map[graph.ID]string) error {
	for _, r := range batch {
		c := account{id: r.ID, sure: r.sure, status: reached[r.ID]}
		c.amount, c.spoken = graph.One[graph.Money](r.Record, t.money[r.Kind].amount)
		if t.change != nil && c.spoken && c.amount.State == graph.Known {
			first, last := t.money[r.Kind].days(r.Record, t.query.Slice.Day)
			c.amount, c.unconverted = t.change.convert(c.amount, first, last)
		}
		if err := t.count(r, c); err != nil {
			return err
		}
	}
	return nil
}

// count adds a record to the total and to each of its groups.
func (t *tally) count(r sifted, c account) error {
	if err := t.all.add(t, c, placing{}, false); err != nil {
		return err
	}
	if len(t.query.GroupBy) == 0 {
		t.plant(r, c, nil)
		return nil
	}
	p := placing{keys: [][]GroupKey{nil}}
	for _, by := range t.query.GroupBy {
		p = p.times(t.placing(by, r.Record, c))
	}
	for _, keys := range p.keys {
		if err := t.group(keys).add(t, c, p, true); err != nil {
			return err
		}
	}
	if len(t.groups) > MaxGroups {
		return graph.Errorf(graph.Limit, "there are more than %d groups; group by less, or filter", MaxGroups).At("groupBy")
	}
	t.plant(r, c, p.keys)
	return nil
}

func (t *tally) placing(by Dimension, r *graph.Record, c account) placing {
	if by == ByStatus {
		return keyed(textKey(ByStatus, c.status))
	}
	return placings[by](t.money[r.Kind], r)
}

func (t *tally) group(keys []GroupKey) *subtotal {
	name := nameOf(keys)
	if t.groups[name] == nil {
		t.groups[name] = newSubtotal(keys)
	}
	return t.groups[name]
}

// leavesOut says why a record adds nothing to a total, by the counter that
// counts it; nil when it does add.
func (s *subtotal) leavesOut(t *tally, c account, grouped bool) *int {
	by := func(d Dimension) bool { return grouped && slices.Contains(t.query.GroupBy, d) }
	switch {
	case isGivenUp(c.status) && !by(ByStatus):
		return &s.GivenUp
	case c.spoken && !isPayment(c.amount) && !by(ByBasis):
		return &s.NoPayment
	}
	return nil
}

// add counts a record, and adds its amount unless it is the cost of a site.
func (s *subtotal) add(t *tally, c account, p placing, grouped bool) error {
	if counter := s.leavesOut(t, c, grouped); counter != nil {
		*counter++
		return nil
	}
	sure := c.sure && !p.unsplit
	s.Records++
	s.statuses[c.status]++
	s.Possible += oneIf(!sure)
	s.Joint += oneIf(p.joint)
	s.Unsplit += oneIf(p.unsplit)
	s.Unconverted += oneIf(c.unconverted)
	s.countState(c)
	if c.amount.State != graph.Known {
		return nil
	}
	s.compare(t, c, sure)
	if t.costs != nil {
		return nil
	}
	return s.sum(c, sure, p.joint)
}

// countState counts how an amount is told; one that is not opens the sums.
func (s *subtotal) countState(c account) {
	switch {
	case !c.spoken:
		s.Silent++
	case c.amount.State == graph.Undisclosed:
		s.Undisclosed++
	case c.amount.State == graph.Unknown:
		s.Unknown++
	case c.amount.State == graph.None:
		s.None++
		return
	default:
		s.Known++
		return
	}
	s.open = true
}

func (s *subtotal) compare(t *tally, c account, sure bool) {
	if t.above == nil || c.amount.Currency != t.query.Above.Currency {
		return
	}
	switch c.amount.MoreThan(*t.above) {
	case graph.Surely:
		if sure {
			s.Surely = append(s.Surely, c.id)
			return
		}
		fallthrough
	case graph.Possibly:
		s.Possibly = append(s.Possibly, c.id)
	}
}

func (s *subtotal) sum(c account, sure, joint bool) error {
	total := s.inCurrency(c.amount.Currency)
	amount := c.amount
	if !sure {
		amount.Range = amount.OrNothing()
	}
	own := amount.Range
	if joint {
		own = own.OrNothing()
	}
	var err error
	total.Amount, err = total.Amount.Plus(amount)
	total.Own = total.Own.Add(own)
	total.Records++
	return err
}

func (s *subtotal) inCurrency(code string) *MoneySum {
	if s.sums[code] == nil {
		s.sums[code] = &MoneySum{Amount: graph.NoMoney(code), Own: graph.Nothing()}
	}
	return s.sums[code]
}

func oneIf(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
