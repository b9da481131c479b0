package explore

import "capgraph/graph"

// ConvertForTest converts one amount named on one day.
func ConvertForTest(rates *Rates, amount graph.Money, to string, day graph.Day) graph.Money {
	converted, _ := newConversion(rates, to).convert(amount, day, day)
	return converted
}
