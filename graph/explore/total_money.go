package explore

import (
	"slices"

	"capgraph/graph"
)

// money is where the records of a kind keep what totals need.
type money struct {
	kind   graph.Kind
	amount string   // the field of the amount
	payer  string   // of those who pay; empty when that is another record
	sort   string   // of the sort of record
	dates  []string // of when it was, the first that is given; status stands for the first dated step
}

// moneyOf returns nil for kinds without money.
func moneyOf(kind graph.Kind) *money {
	switch kind {
	case "acquisition":
		return &money{kind: kind, amount: "price", payer: "acquirer", sort: "type", dates: []string{"announcedOn", "status", "closedOn"}}
	case "investment":
		return &money{kind: kind, amount: "amount", payer: "investor", sort: "type", dates: []string{"announcedOn", "status"}}
	case "datacenter":
		return &money{kind: kind, amount: "cost", sort: "level", dates: []string{"status", "operational"}}
	}
	return nil
}

// refuses says in a sentence why records of the kind have no such dimension,
// or nothing.
func (m *money) refuses(by Dimension) string {
	switch {
	case placings[by] == nil && by != ByStatus:
		return "money is not grouped by it"
	case by == ByInvestor && m.payer == "":
		return "a site has no investor; ask for investments, which have the site as their recipient"
	case by == ByModality && graph.KindOf(m.kind).Field("modality") == nil:
		return "an entity has no modality; group by status"
	}
	return ""
}

// date is when a deal was, or a site was spoken of.
func (m *money) date(r *graph.Record) (graph.PartialDate, bool) {
	for _, field := range m.dates {
		date, found := graph.One[graph.PartialDate](r, field)
		if field == "status" {
			date, found = firstStep(r)
		}
		if found {
			return date, true
		}
	}
	return graph.PartialDate{}, false
}

// firstStep is the date of the first dated step.
func firstStep(r *graph.Record) (first graph.PartialDate, found bool) {
	for _, step := range graph.All[graph.Step](r, "status") {
		if step.On != nil && (!found || step.On.Earliest() < first.Earliest()) {
			first, found = *step.On, true
		}
	}
	return first, found
}

// days are those on which the amount may have been named, for its rate of
// exchange: the days of its date, else of the first time that the deal was
// seen. Days after the one of the answer have no rate yet.
func (m *money) days(r *graph.Record, today graph.Day) (first, last graph.Day) {
	first, last = r.Valid.From, r.Valid.SureFrom
	if date, dated := m.date(r); dated {
		first, last = date.Earliest(), date.Latest()
	}
	return min(first, today), min(last, today)
}

// isPayment is false for amounts that nobody pays.
func isPayment(amount graph.Money) bool {
	return amount.Basis != graph.BasisValuation && amount.Basis != graph.BasisRevenue
}

// isGivenUp says whether a status means that the money is not, or no longer,
// spent.
func isGivenUp(status string) bool { return slices.Contains([]string{"CANCELLED", "UNWOUND"}, status) }
