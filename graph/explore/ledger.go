package explore

import (
	"context"

	"capgraph/graph"
)

// LedgerQuery asks for the electrical power of sites.
type LedgerQuery struct {
	Slice   graph.Slice
	Where   Condition   // which datacenters
	GroupBy []Dimension // none gives no rows

	// OwnerFrom lists the roles that stand for the owner of a site: the first
	// that a source gives counts. None means OWNER alone.
	OwnerFrom []string

	// Group gives the head of the group that a company belongs to, for
	// ByOwnerGroup. Nil makes each company a group of its own.
	Group func(graph.ID) graph.ID
}

// LedgerAnswer is the power of sites in a slice.
type LedgerAnswer struct {
	Slice graph.Slice // its instant is that of the last commit, unless another was asked for; zero for an empty store
	Total LedgerRow   // each site once
	Rows  []LedgerRow // by key
	Slips []Slip      // the longest delay first, by id where delays are equal
}

// LedgerRow is the power of the sites of a group, planned, building and operational,
// in this order. A row by site holds the site and its parts, so that rows of sites
// hold one another; in all others a site stands beside the whole that it is part of.
type LedgerRow struct {
	Keys []GroupKey // one for each dimension of the query; none for the total of all
	LedgerCounts
	Stages []LedgerStage
}

// LedgerCounts says what a row rests on.
type LedgerCounts struct {
	Sites           int // that the row is about
	WithoutCapacity int // of Sites: no source gives any capacity
	Possible        int // of Sites: rumoured, possibly meeting the condition, or possibly of the group; the lower bounds leave them out
	Joint           int // of Sites: of several companies, each of whose rows holds the whole
	Exceeded        int // how often the parts of a site surely have more than sources say of the whole; the parts count
	GivenUp         int // left out: cancelled, or retired
	Due             int // of Sites: to run by a day that has passed, and no source says that they do
}

// LedgerStage is the power at a stage. Lines on two bases, and totals and
// increments, are never added. Their upper bounds are open when sites that have
// reached the stage have a capacity that no source gives.
type LedgerStage struct {
	Stage       graph.CapacityStage
	Silent      int // sites at the stage of which no source gives a capacity there
	Undisclosed int // likewise, because the parties keep it to themselves
	Unknown     int // likewise, because a source says that it is not known
	Lines       []LedgerLine
}

// LedgerLine is what sites have on one basis.
type LedgerLine struct {
	Capacity graph.Capacity
	Sites    int // that state it
}

// Ledger adds up power by site, owner, owner group, operator, user, developer
// or country.
//
// Of a series of capacities the one holds whose "as of" is the last on or
// before the day; one whose day may lie on either side widens the bounds, later ones
// do not hold yet, and one without a day holds until the first that has one. Increments
// add up. A stage without a value is missing only once the status of the site
// has reached it.
//
// A capacity of a site is that of the whole: it and those of its parts on the same line
// are never added. A site counts with what sources say of it, less what its parts in other
// groups have, and with at least what its parts have. Where no source gives the country
// or a role of a part, those of the whole hold.
//
// Errors are Invalid for what the query asks, Limit for too many rows, and
// those of the reader.
func Ledger(ctx context.Context, reader graph.Reader, query LedgerQuery) (LedgerAnswer, error) {
	l, err := newLedger(query)
	if err != nil {
		return LedgerAnswer{}, err
	}
	if l.query.Slice, err = query.Slice.Pin(ctx, reader); err != nil {
		return LedgerAnswer{}, err
	}
	err = sift(ctx, reader, "datacenter", l.query.Slice, query.Where, func(batch []sifted) error {
		return l.take(ctx, reader, batch)
	})
	if err != nil {
		return LedgerAnswer{}, err
	}
	if err := l.readRoles(ctx, reader); err != nil {
		return LedgerAnswer{}, err
	}
	return l.answer()
}
