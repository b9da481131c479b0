package resolvers

import "capgraph/graph"

// Overdue says whether the site was to run by a day that has passed while no
// source says that it does. A plan does not come true by itself.
func (d Datacenter) Overdue() bool {
	due := one[graph.PartialDate](d.seen, "operational")
	if due == nil || due.Latest() >= d.batch.clocks.slice.Day {
		return false
	}
	switch deref(d.Status()) {
	case "OPERATIONAL", "PARTLY_OPERATIONAL", "RETIRED", "CANCELLED":
		return false
	}
	return true
}
