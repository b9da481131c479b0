package schema

import "capgraph/schema/generated"

// weighSums weighs the lists of totals, the ledger and coverage by the size of
// their pages. What the sums are over makes no difference: it is read once.
func weighSums(c *generated.ComplexityRoot) {
	paged := func(child int, first *int, _ *string) int { return page(child, first, nil) }
	c.Totals.Groups, c.Total.SurelyAbove, c.Total.PossiblyAbove, c.Conversion.Used = paged, paged, paged, paged
	c.CapacityLedger.Rows, c.CapacityLedger.Slips = paged, paged
	c.OwnerCoverage.Known, c.OwnerCoverage.Undisclosed, c.OwnerCoverage.Unknown = paged, paged, paged
	c.OwnerCoverage.None, c.OwnerCoverage.NotCovered = paged, paged
	ofKinds := func(child int, _ []string, first *int, _ *string) int { return page(child, first, nil) }
	c.Coverage.Thin, c.Coverage.Contested = ofKinds, ofKinds
}
