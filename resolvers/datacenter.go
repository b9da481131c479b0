package resolvers

import (
	"context"
	"slices"

	"capgraph/graph/explore"
)

// Overdue says whether the site was to run by a day that has passed while no
// source says that it does. A plan does not come true by itself.
func (d Datacenter) Overdue(ctx context.Context) (bool, error) {
	evidence, err := d.evidence(ctx)
	if err != nil {
		return false, err
	}
	due := explore.Due(d.stored(), evidence.byID[d.record.ID], d.batch.clocks.slice.Day)
	return slices.ContainsFunc(due, func(p explore.Promise) bool { return p.Field == "operational" }), nil
}
