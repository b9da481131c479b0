// Code generated from package graph by schema/generate.go. DO NOT EDIT.

package schema

import (
	"capgraph/graph"
	"capgraph/resolvers"
	"capgraph/schema/generated"
)

// complexity weighs lists by the size of their pages; every other field
// weighs one. What follows from no spec is weighed in weights.go.
func complexity() generated.ComplexityRoot {
	var c generated.ComplexityRoot
	weigh(&c)
	c.Query.Companies = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Arrivals = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Competitors = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Deals = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Departures = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Groups = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Holdings = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Investments = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Owners = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Positions = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Predecessors = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Products = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Sites = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Company.Successors = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.People = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Person.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Person.Deals = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Person.Groups = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Person.Holdings = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Person.Investments = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Person.Moves = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Person.Positions = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.PeopleGroups = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.PeopleGroup.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.PeopleGroup.Deals = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.PeopleGroup.Holdings = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.PeopleGroup.Investments = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.PeopleGroup.Moves = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.PeopleGroup.Positions = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Datacenters = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Datacenter.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Datacenter.Companies = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Datacenter.Investments = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Datacenter.Parts = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Products = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Product.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Product.Companies = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Product.Competitors = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Stakes = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Stake.Acquisitions = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Stake.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Acquisitions = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Acquisition.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Investments = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Investment.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Positions = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Position.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Moves = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Move.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.SiteRoles = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.SiteRole.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Competitions = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Competition.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.ProductRoles = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.ProductRole.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Successions = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Succession.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Articles = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Article.Claims = func(child int, _ *string, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	c.Query.Claims = func(child int, _ map[string]any, _ graph.Certainty, _ *resolvers.Order, first *int, _ *string, last *int, _ *string, _ *graph.Day, _ *graph.Instant, _ *graph.Policy) int {
		return page(child, first, last)
	}
	return c
}
