package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/ownership"
)

// CapacityLedger is the electrical power of sites.
type CapacityLedger struct {
	explore.LedgerAnswer
	level *ledgerLevel // of the total of all
}

// LedgerRowConnection is a page of rows.
type LedgerRowConnection = Connection[LedgerRow]

// LedgerRowEdge is a row in a page.
type LedgerRowEdge = Edge[LedgerRow]

// LedgerRow is the power of some sites.
type LedgerRow struct {
	explore.LedgerRow
	level *ledgerLevel
}

// LedgerStage is the power at one stage.
type LedgerStage = explore.LedgerStage

// LedgerLine is what sites have on one basis.
type LedgerLine = explore.LedgerLine

// ledgerLevel is the rows that are shown side by side.
type ledgerLevel struct {
	batch *batch
	rows  []explore.LedgerRow
}

// CapacityLedger adds up power.
func (q Query) CapacityLedger(ctx context.Context, where map[string]any, groupBy []explore.Dimension, ownerFrom []string, options *OwnershipOptions, asOf *graph.Day, knownAt *graph.Instant) (*CapacityLedger, error) {
	at := q.clocks().with(asOf, knownAt)
	filter, err := q.Reader.where(ctx, at, where)
	if err != nil {
		return nil, err
	}
	condition, err := conditionOf("datacenter", filter)
	if err != nil {
		return nil, err
	}
	query := explore.LedgerQuery{Slice: at.slice, Where: condition, GroupBy: groupBy, OwnerFrom: ownerFrom}
	for _, by := range groupBy {
		if by != explore.ByOwnerGroup {
			continue
		}
		if query.Group, query.Slice.Known, err = q.groups(ctx, query.Slice, options); err != nil {
			return nil, err
		}
	}
	answer, err := explore.Ledger(ctx, q.Reader, query)
	if err != nil {
		return nil, err
	}
	at.slice = answer.Slice
	return &CapacityLedger{answer, &ledgerLevel{newBatch(q.Reader, at, nil), []explore.LedgerRow{answer.Total}}}, nil
}

// groups tells the ultimate parent of companies by the stakes in force, and the
// last commit that these are part of. A class of several parents that control
// each other goes by the first of them; a company that nobody surely controls, or of
// which it is not settled who does, is a group of its own.
func (q Query) groups(ctx context.Context, slice graph.Slice, given *OwnershipOptions) (func(graph.ID) graph.ID, graph.Instant, error) {
	if given == nil {
		given = &defaultOptions
	}
	options, err := given.options(ctx, q.Reader, clocks{slice: slice})
	if err != nil {
		return nil, 0, err
	}
	projection, err := q.Reader.Stakes.At(ctx, slice, given.selection())
	if err != nil {
		return nil, 0, err
	}
	forest, err := projection.Forest(ctx, options)
	return headOf(forest), projection.Head, err
}

func headOf(forest *ownership.Forest) func(graph.ID) graph.ID {
	return func(company graph.ID) graph.ID {
		if class, settled := forest.Parent(company); settled && len(class) > 0 {
			return class[0]
		}
		return company
	}
}

// AsOf is the day that the answer is about.
func (l *CapacityLedger) AsOf() graph.Day { return l.Slice.Day }

// KnownAt is the last commit that is part of the answer.
func (l *CapacityLedger) KnownAt() *graph.Instant { return unlessZero(l.Slice.Known) }

// Total is all sites, each once.
func (l *CapacityLedger) Total() LedgerRow { return LedgerRow{l.LedgerAnswer.Total, l.level} }

// Rows are the rows of a page.
func (l *CapacityLedger) Rows(first *int, after *string) (*LedgerRowConnection, error) {
	page, err := cut("ledger", l.LedgerAnswer.Rows, first, after)
	if err != nil {
		return nil, err
	}
	level := &ledgerLevel{newBatch(l.level.batch.reader, l.level.batch.clocks, nil), page.Nodes()}
	return mapPage(page, func(row explore.LedgerRow) LedgerRow { return LedgerRow{row, level} }), nil
}

// Keys is where the row stands.
func (r LedgerRow) Keys() []GroupKey {
	var all [][]explore.GroupKey
	for _, row := range r.level.rows {
		all = append(all, row.Keys)
	}
	return groupKeys(r.level.batch, r.LedgerRow.Keys, all)
}

// SlipConnection is a page of delays.
type SlipConnection = Connection[Slip]

// SlipEdge is a delay in a page.
type SlipEdge = Edge[Slip]

// Slip is a site that is late.
type Slip struct {
	explore.Slip
	site Datacenter
}

// Slips are the delays of a page, with their sites, read at once.
func (l *CapacityLedger) Slips(ctx context.Context, first *int, after *string) (*SlipConnection, error) {
	page, err := cut("slips", l.LedgerAnswer.Slips, first, after)
	if err != nil {
		return nil, err
	}
	var ids []graph.ID
	for _, slip := range page.Nodes() {
		ids = append(ids, slip.Site)
	}
	nodes, err := readNodes(ctx, l.level.batch.reader, ids, l.level.batch.clocks)
	return mapPage(page, func(slip explore.Slip) Slip { return Slip{slip, the[Datacenter](nodes, slip.Site)} }), err
}

// Datacenter is the site.
func (s Slip) Datacenter() Datacenter { return s.site }

// Status is the step that it has reached.
func (s Slip) Status() *string { return unlessEmpty(s.Slip.Status) }

// DaysLateAtLeast is by how many days it is late at least.
func (s Slip) DaysLateAtLeast() *int { return s.AtLeast }

// DaysLateAtMost is by how many days it is late at most.
func (s Slip) DaysLateAtMost() *int { return s.AtMost }
