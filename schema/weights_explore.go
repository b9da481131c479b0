package schema

import (
	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/resolvers"
	"capgraph/schema/generated"
)

// weighExploring says what the lists cost that explore the graph over time and
// between people and companies.
func weighExploring(c *generated.ComplexityRoot) {
	timeline := func(child int, _, _ *graph.Day, _ []string, _ []explore.EventType, _ bool, first *int, _ *string, _ *graph.Day, _ *graph.Instant) int {
		return page(child, first, nil)
	}
	c.Company.Timeline, c.Person.Timeline, c.PeopleGroup.Timeline = timeline, timeline, timeline
	c.Datacenter.Timeline, c.Product.Timeline = timeline, timeline
	open := func(child int, _ []string, first *int, _ *string, _ *graph.Day, _ *graph.Instant) int {
		return page(child, first, nil)
	}
	c.Query.Overdue, c.Query.PendingDeals = open, open
	c.Query.Difference = func(child int, _ *graph.ID, _ *string, _ resolvers.PointInTime, _ *resolvers.PointInTime, _ []resolvers.DifferenceCause, first *int, _ *string) int {
		return page(child, first, nil)
	}
	c.Query.Interlocks = func(child int, _ []graph.ID, _ []string, first *int, _ *string, _ *graph.Day, _ *graph.Instant) int {
		return page(child, first, nil)
	}
	c.Query.RivalSeats = func(child int, _ *graph.ID, _ bool, _ *resolvers.OwnershipOptions, first *int, _ *string, _ *graph.Day, _ *graph.Instant) int {
		return page(child, first, nil)
	}
	c.Query.MoveFlows = func(child int, _, _ []graph.ID, _, _ *graph.Day, first *int, _ *string, _ *graph.Day, _ *graph.Instant) int {
		return page(child, first, nil)
	}
	c.Query.CommonInvestors = func(child int, _ []graph.ID, _ []string, first *int, _ *string, _ *graph.Day, _ *graph.Instant) int {
		return page(child, first, nil)
	}
	c.Query.CompetitorInvestors = func(child int, _ graph.ID, _ []string, first *int, _ *string, _ *graph.Day, _ *graph.Instant) int {
		return page(child, first, nil)
	}
	c.Query.Portfolios = func(child int, _, _ graph.ID, _ []string, first *int, _ *string, _ *graph.Day, _ *graph.Instant) int {
		return page(child, first, nil)
	}
}
