// Code generated from package graph by schema/generate.go. DO NOT EDIT.

package resolvers

import (
	"context"

	"capgraph/graph"
)

// view gives a record the type of its kind.
func view(s seen) Node {
	switch s.record.Kind {
	case "company":
		return Company{s}
	case "person":
		return Person{s}
	case "people-group":
		return PeopleGroup{s}
	case "datacenter":
		return Datacenter{s}
	case "product":
		return Product{s}
	case "stake":
		return Stake{s}
	case "acquisition":
		return Acquisition{s}
	case "investment":
		return Investment{s}
	case "position":
		return Position{s}
	case "move":
		return Move{s}
	case "site-role":
		return SiteRole{s}
	case "competition":
		return Competition{s}
	case "product-role":
		return ProductRole{s}
	case "succession":
		return Succession{s}
	case "article":
		return Article{s}
	case "claim":
		return Claim{s}
	}
	return nil
}

// Company shows a record of kind company.
type Company struct{ seen }

// IsNode marks what has an id.
func (Company) IsNode() {}

// IsEntity marks things, as opposed to relations.
func (Company) IsEntity() {}

// IsParty marks what can own, buy and invest.
func (Company) IsParty() {}

// CompanyConnection is a page of companies.
type CompanyConnection = Connection[Company]

// CompanyEdge is one of companies in a page.
type CompanyEdge = Edge[Company]

// Identifiers: Identifiers in registers: LEI, ISIN, Wikidata, domain, national registry.
func (v Company) Identifiers() []graph.Identifier { return all[graph.Identifier](v.seen, "identifier") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Company) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Company) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Type: What sort of organisation it is.
func (v Company) Type() *string { return oneText[graph.Token](v.seen, "type") }

// Country: Country of registration or, where none is stated, of the seat (ISO 3166-1 alpha-2).
func (v Company) Country() *string { return oneText[graph.Token](v.seen, "country") }

// Headquarters: Where it is led from.
func (v Company) Headquarters() *graph.Place { return one[graph.Place](v.seen, "headquarters") }

// Industry: What it does, in the words of a source.
func (v Company) Industry() *string { return oneText[graph.Prose](v.seen, "industry") }

// Founded: When it was founded.
func (v Company) Founded() *graph.PartialDate { return one[graph.PartialDate](v.seen, "founded") }

// Dissolved: When it ceased to exist.
func (v Company) Dissolved() *graph.PartialDate { return one[graph.PartialDate](v.seen, "dissolved") }

// OwnersComplete: Whether the stakes that sources give are all that there are in it, as in a complete register; null when no source says.
func (v Company) OwnersComplete() *bool { return oneFlag(v.seen, "ownersComplete") }

// Arrivals: Moves to it.
func (v Company) Arrivals(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Move], error) {
	return related[Move](ctx, v.seen, "arrivals", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Claims: What articles state about it.
func (v Company) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Competitors: Competitions that it takes part in.
func (v Company) Competitors(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Competition], error) {
	return related[Competition](ctx, v.seen, "competitors", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Deals: Deals that it takes part in.
func (v Company) Deals(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Acquisition], error) {
	return related[Acquisition](ctx, v.seen, "deals", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Departures: Moves away from it.
func (v Company) Departures(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Move], error) {
	return related[Move](ctx, v.seen, "departures", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Groups: Groups of unnamed people that belong or belonged to it.
func (v Company) Groups(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[PeopleGroup], error) {
	return related[PeopleGroup](ctx, v.seen, "groups", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Holdings: Stakes that it holds in companies.
func (v Company) Holdings(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Stake], error) {
	return related[Stake](ctx, v.seen, "holdings", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Investments: Investments that it makes or receives.
func (v Company) Investments(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Investment], error) {
	return related[Investment](ctx, v.seen, "investments", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Owners: Stakes that others hold in it.
func (v Company) Owners(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Stake], error) {
	return related[Stake](ctx, v.seen, "owners", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Positions: Offices and jobs that people hold in it.
func (v Company) Positions(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Position], error) {
	return related[Position](ctx, v.seen, "positions", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Predecessors: What it was before.
func (v Company) Predecessors(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Succession], error) {
	return related[Succession](ctx, v.seen, "predecessors", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Products: Products that it has a role in.
func (v Company) Products(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[ProductRole], error) {
	return related[ProductRole](ctx, v.seen, "products", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Sites: Datacenters that it has a role in.
func (v Company) Sites(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[SiteRole], error) {
	return related[SiteRole](ctx, v.seen, "sites", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Successors: What it became.
func (v Company) Successors(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Succession], error) {
	return related[Succession](ctx, v.seen, "successors", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Company looks one up.
func (q Query) Company(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Company, error) {
	return lookUp[Company](ctx, q, "company", by, asOf, knownAt, policy)
}

// Companies lists them.
func (q Query) Companies(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Company], error) {
	return list[Company](ctx, q, "company", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Person shows a record of kind person.
type Person struct{ seen }

// IsNode marks what has an id.
func (Person) IsNode() {}

// IsEntity marks things, as opposed to relations.
func (Person) IsEntity() {}

// IsParty marks what can own, buy and invest.
func (Person) IsParty() {}

// PersonConnection is a page of people.
type PersonConnection = Connection[Person]

// PersonEdge is one of people in a page.
type PersonEdge = Edge[Person]

// Identifiers: Identifiers in registers: LEI, ISIN, Wikidata, domain, national registry.
func (v Person) Identifiers() []graph.Identifier { return all[graph.Identifier](v.seen, "identifier") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Person) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Person) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Identified: Whether a source tells this person apart from namesakes; null when no source does either.
func (v Person) Identified() *bool { return oneFlag(v.seen, "identified") }

// Nationalities: Countries of nationality.
func (v Person) Nationalities() []string { return allText[graph.Token](v.seen, "nationality") }

// Claims: What articles state about it.
func (v Person) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Deals: Deals that it takes part in.
func (v Person) Deals(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Acquisition], error) {
	return related[Acquisition](ctx, v.seen, "deals", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Groups: Groups that the person is a named member of.
func (v Person) Groups(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[PeopleGroup], error) {
	return related[PeopleGroup](ctx, v.seen, "groups", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Holdings: Stakes that it holds in companies.
func (v Person) Holdings(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Stake], error) {
	return related[Stake](ctx, v.seen, "holdings", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Investments: Investments that it makes or receives.
func (v Person) Investments(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Investment], error) {
	return related[Investment](ctx, v.seen, "investments", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Moves: Moves between companies.
func (v Person) Moves(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Move], error) {
	return related[Move](ctx, v.seen, "moves", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Positions: Offices and jobs held.
func (v Person) Positions(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Position], error) {
	return related[Position](ctx, v.seen, "positions", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Person looks one up.
func (q Query) Person(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Person, error) {
	return lookUp[Person](ctx, q, "person", by, asOf, knownAt, policy)
}

// People lists them.
func (q Query) People(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Person], error) {
	return list[Person](ctx, q, "person", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// PeopleGroup shows a record of kind people-group.
type PeopleGroup struct{ seen }

// IsNode marks what has an id.
func (PeopleGroup) IsNode() {}

// IsEntity marks things, as opposed to relations.
func (PeopleGroup) IsEntity() {}

// IsParty marks what can own, buy and invest.
func (PeopleGroup) IsParty() {}

// PeopleGroupConnection is a page of peopleGroups.
type PeopleGroupConnection = Connection[PeopleGroup]

// PeopleGroupEdge is one of peopleGroups in a page.
type PeopleGroupEdge = Edge[PeopleGroup]

// Identifiers: Identifiers in registers: LEI, ISIN, Wikidata, domain, national registry.
func (v PeopleGroup) Identifiers() []graph.Identifier {
	return all[graph.Identifier](v.seen, "identifier")
}

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v PeopleGroup) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v PeopleGroup) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// HeadCount: How many they are.
func (v PeopleGroup) HeadCount() *graph.HeadCount { return one[graph.HeadCount](v.seen, "headCount") }

// Companies: The companies they belong or belonged to.
func (v PeopleGroup) Companies(ctx context.Context) ([]Company, error) {
	return farAll[Company](ctx, v.seen, "from")
}

// Members: Members that a source names.
func (v PeopleGroup) Members(ctx context.Context) ([]Person, error) {
	return farAll[Person](ctx, v.seen, "member")
}

// Claims: What articles state about it.
func (v PeopleGroup) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Deals: Deals that it takes part in.
func (v PeopleGroup) Deals(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Acquisition], error) {
	return related[Acquisition](ctx, v.seen, "deals", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Holdings: Stakes that it holds in companies.
func (v PeopleGroup) Holdings(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Stake], error) {
	return related[Stake](ctx, v.seen, "holdings", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Investments: Investments that it makes or receives.
func (v PeopleGroup) Investments(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Investment], error) {
	return related[Investment](ctx, v.seen, "investments", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Moves: Moves between companies.
func (v PeopleGroup) Moves(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Move], error) {
	return related[Move](ctx, v.seen, "moves", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Positions: Offices and jobs held.
func (v PeopleGroup) Positions(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Position], error) {
	return related[Position](ctx, v.seen, "positions", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// PeopleGroup looks one up.
func (q Query) PeopleGroup(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*PeopleGroup, error) {
	return lookUp[PeopleGroup](ctx, q, "people-group", by, asOf, knownAt, policy)
}

// PeopleGroups lists them.
func (q Query) PeopleGroups(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[PeopleGroup], error) {
	return list[PeopleGroup](ctx, q, "people-group", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Datacenter shows a record of kind datacenter.
type Datacenter struct{ seen }

// IsNode marks what has an id.
func (Datacenter) IsNode() {}

// IsEntity marks things, as opposed to relations.
func (Datacenter) IsEntity() {}

// DatacenterConnection is a page of datacenters.
type DatacenterConnection = Connection[Datacenter]

// DatacenterEdge is one of datacenters in a page.
type DatacenterEdge = Edge[Datacenter]

// Identifiers: Identifiers in registers: LEI, ISIN, Wikidata, domain, national registry.
func (v Datacenter) Identifiers() []graph.Identifier {
	return all[graph.Identifier](v.seen, "identifier")
}

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Datacenter) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Datacenter) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Level: Which level of a site it is.
func (v Datacenter) Level() *string { return oneText[graph.Token](v.seen, "level") }

// PartOf: The programme, campus or site it is part of.
func (v Datacenter) PartOf(ctx context.Context) (*Datacenter, error) {
	return far[Datacenter](ctx, v.seen, "partOf")
}

// Location: Where it is, as precisely as sources say.
func (v Datacenter) Location() *graph.Place { return one[graph.Place](v.seen, "location") }

// StatusHistory: The dated steps that sources report.
func (v Datacenter) StatusHistory() []graph.Step { return all[graph.Step](v.seen, "status") }

// Status is the last step that may have been taken by the day of the answer.
func (v Datacenter) Status() *string { return currentStatus(v.seen) }

// Operational: When it is to run, or began to. A planned date that has passed does not make it operational.
func (v Datacenter) Operational() *graph.PartialDate {
	return one[graph.PartialDate](v.seen, "operational")
}

// Capacities: Electrical power, by stage and basis. Increments and totals, IT load and facility power are never added.
func (v Datacenter) Capacities() []graph.Capacity { return all[graph.Capacity](v.seen, "capacity") }

// Cost: What it costs to build.
func (v Datacenter) Cost() *graph.Money { return one[graph.Money](v.seen, "cost") }

// Claims: What articles state about it.
func (v Datacenter) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Companies: Companies that have a role in it.
func (v Datacenter) Companies(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[SiteRole], error) {
	return related[SiteRole](ctx, v.seen, "companies", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Investments: Investments that it makes or receives.
func (v Datacenter) Investments(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Investment], error) {
	return related[Investment](ctx, v.seen, "investments", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Parts: The sites or buildings that are part of it.
func (v Datacenter) Parts(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Datacenter], error) {
	return related[Datacenter](ctx, v.seen, "parts", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Datacenter looks one up.
func (q Query) Datacenter(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Datacenter, error) {
	return lookUp[Datacenter](ctx, q, "datacenter", by, asOf, knownAt, policy)
}

// Datacenters lists them.
func (q Query) Datacenters(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Datacenter], error) {
	return list[Datacenter](ctx, q, "datacenter", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Product shows a record of kind product.
type Product struct{ seen }

// IsNode marks what has an id.
func (Product) IsNode() {}

// IsEntity marks things, as opposed to relations.
func (Product) IsEntity() {}

// ProductConnection is a page of products.
type ProductConnection = Connection[Product]

// ProductEdge is one of products in a page.
type ProductEdge = Edge[Product]

// Identifiers: Identifiers in registers: LEI, ISIN, Wikidata, domain, national registry.
func (v Product) Identifiers() []graph.Identifier { return all[graph.Identifier](v.seen, "identifier") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Product) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Product) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Type: What sort of product it is.
func (v Product) Type() *string { return oneText[graph.Token](v.seen, "type") }

// Family: The family it belongs to, as Llama.
func (v Product) Family() *string { return oneText[graph.Prose](v.seen, "family") }

// Version: Its version within the family.
func (v Product) Version() *string { return oneText[graph.Prose](v.seen, "version") }

// Released: When it was released.
func (v Product) Released() *graph.PartialDate { return one[graph.PartialDate](v.seen, "released") }

// Claims: What articles state about it.
func (v Product) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Companies: Companies that have a role in it.
func (v Product) Companies(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[ProductRole], error) {
	return related[ProductRole](ctx, v.seen, "companies", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Competitors: Competitions that it takes part in.
func (v Product) Competitors(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Competition], error) {
	return related[Competition](ctx, v.seen, "competitors", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Product looks one up.
func (q Query) Product(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Product, error) {
	return lookUp[Product](ctx, q, "product", by, asOf, knownAt, policy)
}

// Products lists them.
func (q Query) Products(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Product], error) {
	return list[Product](ctx, q, "product", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Stake shows a record of kind stake.
type Stake struct{ seen }

// IsNode marks what has an id.
func (Stake) IsNode() {}

// IsRelation marks what connects entities.
func (Stake) IsRelation() {}

// StakeConnection is a page of stakes.
type StakeConnection = Connection[Stake]

// StakeEdge is one of stakes in a page.
type StakeEdge = Edge[Stake]

// Owner: Who holds it; unknown, undisclosed or none where a source says so.
func (v Stake) Owner(ctx context.Context) (Party, error) {
	return farAny[Party](ctx, v.seen, "owner")
}

// Company: The company it is held in.
func (v Stake) Company(ctx context.Context) (*Company, error) {
	return far[Company](ctx, v.seen, "company")
}

// Interests: What sorts of interest it is.
func (v Stake) Interests() []string { return allText[graph.Token](v.seen, "interest") }

// Directness: Whether it is held directly or through others; null when no source says.
func (v Stake) Directness() *string { return oneText[graph.Token](v.seen, "directness") }

// ShareClass: The class of shares, where a source tells classes apart.
func (v Stake) ShareClass() *string { return oneText[graph.Prose](v.seen, "shareClass") }

// Share: Part of the capital, in per cent.
func (v Stake) Share() *graph.Share { return one[graph.Share](v.seen, "share") }

// Votes: Part of the votes, in per cent; null unless a source speaks of votes.
func (v Stake) Votes() *graph.Share { return one[graph.Share](v.seen, "votes") }

// Since: When it began to be held.
func (v Stake) Since() *graph.PartialDate { return one[graph.PartialDate](v.seen, "since") }

// Until: When it ceased to be held.
func (v Stake) Until() *graph.PartialDate { return one[graph.PartialDate](v.seen, "until") }

// Causes: What changed the stake, and when.
func (v Stake) Causes() []graph.Step { return all[graph.Step](v.seen, "cause") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Stake) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Stake) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Acquisitions: The deals that made it.
func (v Stake) Acquisitions(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Acquisition], error) {
	return related[Acquisition](ctx, v.seen, "acquisitions", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Claims: What articles state about it.
func (v Stake) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Stake looks one up.
func (q Query) Stake(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Stake, error) {
	return lookUp[Stake](ctx, q, "stake", by, asOf, knownAt, policy)
}

// Stakes lists them.
func (q Query) Stakes(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Stake], error) {
	return list[Stake](ctx, q, "stake", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Acquisition shows a record of kind acquisition.
type Acquisition struct{ seen }

// IsNode marks what has an id.
func (Acquisition) IsNode() {}

// IsRelation marks what connects entities.
func (Acquisition) IsRelation() {}

// AcquisitionConnection is a page of acquisitions.
type AcquisitionConnection = Connection[Acquisition]

// AcquisitionEdge is one of acquisitions in a page.
type AcquisitionEdge = Edge[Acquisition]

// Type: What sort of deal it is.
func (v Acquisition) Type() *string { return oneText[graph.Token](v.seen, "type") }

// Acquirers: Who buys, together.
func (v Acquisition) Acquirers(ctx context.Context) ([]Party, error) {
	return farAll[Party](ctx, v.seen, "acquirer")
}

// Target: The company that is bought, or bought into.
func (v Acquisition) Target(ctx context.Context) (*Company, error) {
	return far[Company](ctx, v.seen, "target")
}

// Sellers: Who sells.
func (v Acquisition) Sellers(ctx context.Context) ([]Party, error) {
	return farAll[Party](ctx, v.seen, "seller")
}

// Leads: Who leads the buyers.
func (v Acquisition) Leads(ctx context.Context) ([]Party, error) {
	return farAll[Party](ctx, v.seen, "lead")
}

// Financiers: Who lends the money.
func (v Acquisition) Financiers(ctx context.Context) ([]Party, error) {
	return farAll[Party](ctx, v.seen, "financier")
}

// Advisers: Who advises a side.
func (v Acquisition) Advisers(ctx context.Context) ([]Party, error) {
	return farAll[Party](ctx, v.seen, "adviser")
}

// ResultingStakes: The stakes that the deal made.
func (v Acquisition) ResultingStakes(ctx context.Context) ([]Stake, error) {
	return farAll[Stake](ctx, v.seen, "resultingStake")
}

// Interest: What the share is a share of; null when no source says.
func (v Acquisition) Interest() *string { return oneText[graph.Token](v.seen, "interest") }

// Share: The part of the target that changes hands, in per cent.
func (v Acquisition) Share() *graph.Share { return one[graph.Share](v.seen, "share") }

// Price: What is paid for the whole deal.
func (v Acquisition) Price() *graph.Money { return one[graph.Money](v.seen, "price") }

// StatusHistory: The dated steps that sources report.
func (v Acquisition) StatusHistory() []graph.Step { return all[graph.Step](v.seen, "status") }

// Status is the last step that may have been taken by the day of the answer.
func (v Acquisition) Status() *string { return currentStatus(v.seen) }

// AnnouncedOn: When it was made public.
func (v Acquisition) AnnouncedOn() *graph.PartialDate {
	return one[graph.PartialDate](v.seen, "announcedOn")
}

// ClosedOn: When it was completed.
func (v Acquisition) ClosedOn() *graph.PartialDate { return one[graph.PartialDate](v.seen, "closedOn") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Acquisition) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Acquisition) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Claims: What articles state about it.
func (v Acquisition) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Acquisition looks one up.
func (q Query) Acquisition(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Acquisition, error) {
	return lookUp[Acquisition](ctx, q, "acquisition", by, asOf, knownAt, policy)
}

// Acquisitions lists them.
func (q Query) Acquisitions(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Acquisition], error) {
	return list[Acquisition](ctx, q, "acquisition", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Investment shows a record of kind investment.
type Investment struct{ seen }

// IsNode marks what has an id.
func (Investment) IsNode() {}

// IsRelation marks what connects entities.
func (Investment) IsRelation() {}

// InvestmentConnection is a page of investments.
type InvestmentConnection = Connection[Investment]

// InvestmentEdge is one of investments in a page.
type InvestmentEdge = Edge[Investment]

// Type: What sort of investment it is.
func (v Investment) Type() *string { return oneText[graph.Token](v.seen, "type") }

// Investors: Who invests, together.
func (v Investment) Investors(ctx context.Context) ([]Party, error) {
	return farAll[Party](ctx, v.seen, "investor")
}

// Recipient: What the money goes to, when that is one company or site.
func (v Investment) Recipient(ctx context.Context) (Entity, error) {
	return farAny[Entity](ctx, v.seen, "recipient")
}

// Round: The round, as Series B.
func (v Investment) Round() *string { return oneText[graph.Prose](v.seen, "round") }

// Amount: How much, by all investors together.
func (v Investment) Amount() *graph.Money { return one[graph.Money](v.seen, "amount") }

// Places: Where the money is to be spent.
func (v Investment) Places() []graph.Place { return all[graph.Place](v.seen, "place") }

// Purpose: What it is for.
func (v Investment) Purpose() *string { return oneText[graph.Prose](v.seen, "purpose") }

// Horizon: Until when it is to be spent.
func (v Investment) Horizon() *graph.PartialDate { return one[graph.PartialDate](v.seen, "horizon") }

// StatusHistory: The dated steps that sources report.
func (v Investment) StatusHistory() []graph.Step { return all[graph.Step](v.seen, "status") }

// Status is the last step that may have been taken by the day of the answer.
func (v Investment) Status() *string { return currentStatus(v.seen) }

// AnnouncedOn: When it was made public.
func (v Investment) AnnouncedOn() *graph.PartialDate {
	return one[graph.PartialDate](v.seen, "announcedOn")
}

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Investment) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Investment) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Claims: What articles state about it.
func (v Investment) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Investment looks one up.
func (q Query) Investment(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Investment, error) {
	return lookUp[Investment](ctx, q, "investment", by, asOf, knownAt, policy)
}

// Investments lists them.
func (q Query) Investments(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Investment], error) {
	return list[Investment](ctx, q, "investment", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Position shows a record of kind position.
type Position struct{ seen }

// IsNode marks what has an id.
func (Position) IsNode() {}

// IsRelation marks what connects entities.
func (Position) IsRelation() {}

// PositionConnection is a page of positions.
type PositionConnection = Connection[Position]

// PositionEdge is one of positions in a page.
type PositionEdge = Edge[Position]

// Person: Who holds it.
func (v Position) Person(ctx context.Context) (Party, error) {
	return farAny[Party](ctx, v.seen, "person")
}

// Company: The company it is held in.
func (v Position) Company(ctx context.Context) (*Company, error) {
	return far[Company](ctx, v.seen, "company")
}

// Role: The office or job, as chief executive.
func (v Position) Role() *string { return oneText[graph.Prose](v.seen, "role") }

// Since: When it began.
func (v Position) Since() *graph.PartialDate { return one[graph.PartialDate](v.seen, "since") }

// Until: When it ended.
func (v Position) Until() *graph.PartialDate { return one[graph.PartialDate](v.seen, "until") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Position) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Position) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Claims: What articles state about it.
func (v Position) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Position looks one up.
func (q Query) Position(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Position, error) {
	return lookUp[Position](ctx, q, "position", by, asOf, knownAt, policy)
}

// Positions lists them.
func (q Query) Positions(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Position], error) {
	return list[Position](ctx, q, "position", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Move shows a record of kind move.
type Move struct{ seen }

// IsNode marks what has an id.
func (Move) IsNode() {}

// IsRelation marks what connects entities.
func (Move) IsRelation() {}

// MoveConnection is a page of moves.
type MoveConnection = Connection[Move]

// MoveEdge is one of moves in a page.
type MoveEdge = Edge[Move]

// Who: Who moves.
func (v Move) Who(ctx context.Context) (Party, error) {
	return farAny[Party](ctx, v.seen, "who")
}

// FromCompanies: The companies left.
func (v Move) FromCompanies(ctx context.Context) ([]Company, error) {
	return farAll[Company](ctx, v.seen, "from")
}

// FromExhaustive: Whether the companies left are all of them, rather than examples; null when no source says.
func (v Move) FromExhaustive() *bool { return oneFlag(v.seen, "fromExhaustive") }

// To: The company joined.
func (v Move) To(ctx context.Context) (*Company, error) {
	return far[Company](ctx, v.seen, "to")
}

// Role: The office or job taken up.
func (v Move) Role() *string { return oneText[graph.Prose](v.seen, "role") }

// Date: When.
func (v Move) Date() *graph.PartialDate { return one[graph.PartialDate](v.seen, "date") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Move) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Move) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Claims: What articles state about it.
func (v Move) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Move looks one up.
func (q Query) Move(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Move, error) {
	return lookUp[Move](ctx, q, "move", by, asOf, knownAt, policy)
}

// Moves lists them.
func (q Query) Moves(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Move], error) {
	return list[Move](ctx, q, "move", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// SiteRole shows a record of kind site-role.
type SiteRole struct{ seen }

// IsNode marks what has an id.
func (SiteRole) IsNode() {}

// IsRelation marks what connects entities.
func (SiteRole) IsRelation() {}

// SiteRoleConnection is a page of siteRoles.
type SiteRoleConnection = Connection[SiteRole]

// SiteRoleEdge is one of siteRoles in a page.
type SiteRoleEdge = Edge[SiteRole]

// Company: The company.
func (v SiteRole) Company(ctx context.Context) (*Company, error) {
	return far[Company](ctx, v.seen, "company")
}

// Datacenter: The datacenter.
func (v SiteRole) Datacenter(ctx context.Context) (*Datacenter, error) {
	return far[Datacenter](ctx, v.seen, "datacenter")
}

// Role: What the company is to the site.
func (v SiteRole) Role() *string { return oneText[graph.Token](v.seen, "role") }

// Since: When it began.
func (v SiteRole) Since() *graph.PartialDate { return one[graph.PartialDate](v.seen, "since") }

// Until: When it ended.
func (v SiteRole) Until() *graph.PartialDate { return one[graph.PartialDate](v.seen, "until") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v SiteRole) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v SiteRole) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Claims: What articles state about it.
func (v SiteRole) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// SiteRole looks one up.
func (q Query) SiteRole(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*SiteRole, error) {
	return lookUp[SiteRole](ctx, q, "site-role", by, asOf, knownAt, policy)
}

// SiteRoles lists them.
func (q Query) SiteRoles(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[SiteRole], error) {
	return list[SiteRole](ctx, q, "site-role", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Competition shows a record of kind competition.
type Competition struct{ seen }

// IsNode marks what has an id.
func (Competition) IsNode() {}

// IsRelation marks what connects entities.
func (Competition) IsRelation() {}

// CompetitionConnection is a page of competitions.
type CompetitionConnection = Connection[Competition]

// CompetitionEdge is one of competitions in a page.
type CompetitionEdge = Edge[Competition]

// Parties: The competitors, two or more.
func (v Competition) Parties(ctx context.Context) ([]Entity, error) {
	return farAll[Entity](ctx, v.seen, "party")
}

// Market: The market, in the words of the source.
func (v Competition) Market() *string { return oneText[graph.Prose](v.seen, "market") }

// Since: When it began.
func (v Competition) Since() *graph.PartialDate { return one[graph.PartialDate](v.seen, "since") }

// Until: When it ended.
func (v Competition) Until() *graph.PartialDate { return one[graph.PartialDate](v.seen, "until") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Competition) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Competition) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Claims: What articles state about it.
func (v Competition) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Competition looks one up.
func (q Query) Competition(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Competition, error) {
	return lookUp[Competition](ctx, q, "competition", by, asOf, knownAt, policy)
}

// Competitions lists them.
func (q Query) Competitions(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Competition], error) {
	return list[Competition](ctx, q, "competition", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// ProductRole shows a record of kind product-role.
type ProductRole struct{ seen }

// IsNode marks what has an id.
func (ProductRole) IsNode() {}

// IsRelation marks what connects entities.
func (ProductRole) IsRelation() {}

// ProductRoleConnection is a page of productRoles.
type ProductRoleConnection = Connection[ProductRole]

// ProductRoleEdge is one of productRoles in a page.
type ProductRoleEdge = Edge[ProductRole]

// Company: The company.
func (v ProductRole) Company(ctx context.Context) (*Company, error) {
	return far[Company](ctx, v.seen, "company")
}

// Product: The product.
func (v ProductRole) Product(ctx context.Context) (*Product, error) {
	return far[Product](ctx, v.seen, "product")
}

// Role: What the company is to the product.
func (v ProductRole) Role() *string { return oneText[graph.Token](v.seen, "role") }

// Since: When it began.
func (v ProductRole) Since() *graph.PartialDate { return one[graph.PartialDate](v.seen, "since") }

// Until: When it ended.
func (v ProductRole) Until() *graph.PartialDate { return one[graph.PartialDate](v.seen, "until") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v ProductRole) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v ProductRole) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Claims: What articles state about it.
func (v ProductRole) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// ProductRole looks one up.
func (q Query) ProductRole(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*ProductRole, error) {
	return lookUp[ProductRole](ctx, q, "product-role", by, asOf, knownAt, policy)
}

// ProductRoles lists them.
func (q Query) ProductRoles(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[ProductRole], error) {
	return list[ProductRole](ctx, q, "product-role", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Succession shows a record of kind succession.
type Succession struct{ seen }

// IsNode marks what has an id.
func (Succession) IsNode() {}

// IsRelation marks what connects entities.
func (Succession) IsRelation() {}

// SuccessionConnection is a page of successions.
type SuccessionConnection = Connection[Succession]

// SuccessionEdge is one of successions in a page.
type SuccessionEdge = Edge[Succession]

// Predecessor: Who came before.
func (v Succession) Predecessor(ctx context.Context) (*Company, error) {
	return far[Company](ctx, v.seen, "predecessor")
}

// Successor: Who came after.
func (v Succession) Successor(ctx context.Context) (*Company, error) {
	return far[Company](ctx, v.seen, "successor")
}

// Type: How one became the other.
func (v Succession) Type() *string { return oneText[graph.Token](v.seen, "type") }

// Date: When.
func (v Succession) Date() *graph.PartialDate { return one[graph.PartialDate](v.seen, "date") }

// Remarks: What sources say that no field can hold. Searchable, never compared.
func (v Succession) Remarks() []string { return allText[graph.Prose](v.seen, "remark") }

// FormerIds: The ids of the records that were merged into it, which stand for it now.
func (v Succession) FormerIds() []string { return allText[graph.Prose](v.seen, "formerId") }

// Claims: What articles state about it.
func (v Succession) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Succession looks one up.
func (q Query) Succession(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Succession, error) {
	return lookUp[Succession](ctx, q, "succession", by, asOf, knownAt, policy)
}

// Successions lists them.
func (q Query) Successions(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Succession], error) {
	return list[Succession](ctx, q, "succession", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Article shows a record of kind article.
type Article struct{ seen }

// IsNode marks what has an id.
func (Article) IsNode() {}

// ArticleConnection is a page of articles.
type ArticleConnection = Connection[Article]

// ArticleEdge is one of articles in a page.
type ArticleEdge = Edge[Article]

// Title: Its title, as printed.
func (v Article) Title() *string { return oneText[graph.Prose](v.seen, "title") }

// Url: Where it can be read; null for texts without an address.
func (v Article) Url() *string { return oneText[graph.Prose](v.seen, "url") }

// Publisher: Who published it.
func (v Article) Publisher() *string { return oneText[graph.Prose](v.seen, "publisher") }

// Author: Who wrote it.
func (v Article) Author() *string { return oneText[graph.Prose](v.seen, "author") }

// Language: Its language (BCP 47).
func (v Article) Language() *string { return oneText[graph.Prose](v.seen, "language") }

// Type: What sort of source it is. Where claims are otherwise equal, the sort listed first wins.
func (v Article) Type() *string { return oneText[graph.Token](v.seen, "type") }

// Published: When it was published; bounds where the text does not say.
func (v Article) Published() *graph.PartialDate { return one[graph.PartialDate](v.seen, "published") }

// Retrieved: When it was read.
func (v Article) Retrieved() *graph.PartialDate { return one[graph.PartialDate](v.seen, "retrieved") }

// Revised: When its publisher last corrected it.
func (v Article) Revised() *graph.PartialDate { return one[graph.PartialDate](v.seen, "revised") }

// Reading: Which reading of the same text this is, a whole number; null for the first.
func (v Article) Reading() *string { return oneText[graph.Prose](v.seen, "reading") }

// Story: What reprints of one text share; they count as one support.
func (v Article) Story() *string { return oneText[graph.Prose](v.seen, "story") }

// Note: What the editor adds, in the editor's words; and, a line each, why fields are given that the text does not have.
func (v Article) Note() *string { return oneText[graph.Prose](v.seen, "note") }

// Status: Whether its claims count.
func (v Article) Status() *string { return oneText[graph.Token](v.seen, "status") }

// Digest: A digest of the facts it was loaded with.
func (v Article) Digest() *string { return oneText[graph.Prose](v.seen, "digest") }

// Claims: What the article states.
func (v Article) Claims(ctx context.Context, field *string, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return related[Claim](ctx, v.seen, "claims", listing{Field: field, Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Article looks one up.
func (q Query) Article(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Article, error) {
	return lookUp[Article](ctx, q, "article", by, asOf, knownAt, policy)
}

// Articles lists them.
func (q Query) Articles(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Article], error) {
	return list[Article](ctx, q, "article", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}

// Claim shows a record of kind claim.
type Claim struct{ seen }

// IsNode marks what has an id.
func (Claim) IsNode() {}

// ClaimConnection is a page of claims.
type ClaimConnection = Connection[Claim]

// ClaimEdge is one of claims in a page.
type ClaimEdge = Edge[Claim]

// Article: The article that states it.
func (v Claim) Article(ctx context.Context) (*Article, error) {
	return far[Article](ctx, v.seen, "article")
}

// About: The record that it is about.
func (v Claim) About(ctx context.Context) (Node, error) {
	return farAny[Node](ctx, v.seen, "about")
}

// Speaker: Whom the article quotes for it.
func (v Claim) Speaker(ctx context.Context) (Party, error) {
	return farAny[Party](ctx, v.seen, "speaker")
}

// Fields: The fields that it gives a value for.
func (v Claim) Fields() []string { return allText[graph.Token](v.seen, "field") }

// Modality: In which mode the source says it.
func (v Claim) Modality() *string { return oneText[graph.Token](v.seen, "modality") }

// Confidence: How sure the editor is that the source is right.
func (v Claim) Confidence() *string { return oneText[graph.Token](v.seen, "confidence") }

// Source: What sort of source the article is.
func (v Claim) Source() *string { return oneText[graph.Token](v.seen, "source") }

// AttributedTo: Whom the article names as its source, where that is no party in the graph.
func (v Claim) AttributedTo() *string { return oneText[graph.Prose](v.seen, "attributedTo") }

// Locators: Where in the article: title, caption, or pN for its Nth paragraph.
func (v Claim) Locators() []string { return allText[graph.Prose](v.seen, "locator") }

// Quote: The words of the article, where they are short enough to cite.
func (v Claim) Quote() *string { return oneText[graph.Prose](v.seen, "quote") }

// Note: What the editor adds, in the editor's words.
func (v Claim) Note() *string { return oneText[graph.Prose](v.seen, "note") }

// From: From when it holds, where the source says so.
func (v Claim) From() *graph.PartialDate { return one[graph.PartialDate](v.seen, "from") }

// Until: Until when it holds, where the source says so.
func (v Claim) Until() *graph.PartialDate { return one[graph.PartialDate](v.seen, "until") }

// Observed: On which day it was seen to hold; the date of the article unless the source says otherwise.
func (v Claim) Observed() *graph.PartialDate { return one[graph.PartialDate](v.seen, "observed") }

// Decision: What it decides about which records are one; null when it states facts.
func (v Claim) Decision() *string { return oneText[graph.Token](v.seen, "decision") }

// DecidedRecords: The records that it decides about: those that are the record it is about, that are split into it, or that are kept apart.
func (v Claim) DecidedRecords(ctx context.Context) ([]Entity, error) {
	return farAll[Entity](ctx, v.seen, "decided")
}

// OfArticles: The articles whose claims a split moves.
func (v Claim) OfArticles(ctx context.Context) ([]Article, error) {
	return farAll[Article](ctx, v.seen, "ofArticle")
}

// Mentions: What its values point to, and the record it was about, under the ids that it was stated with.
func (v Claim) Mentions(ctx context.Context) ([]Entity, error) {
	return farAll[Entity](ctx, v.seen, "mention")
}

// Claim looks one up.
func (q Query) Claim(ctx context.Context, by map[string]any, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Claim, error) {
	return lookUp[Claim](ctx, q, "claim", by, asOf, knownAt, policy)
}

// Claims lists them.
func (q Query) Claims(ctx context.Context, where map[string]any, certainty graph.Certainty, orderBy *Order, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *graph.Instant, policy *graph.Policy) (*Connection[Claim], error) {
	return list[Claim](ctx, q, "claim", listing{Where: where, Certainty: certainty, OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: asOf, KnownAt: knownAt, Policy: policy})
}
