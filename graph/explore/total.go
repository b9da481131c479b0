package explore

import (
	"context"
	"maps"
	"slices"

	"capgraph/graph"
)

// MaxGroups is how many groups an answer may have.
const MaxGroups = 10_000

// TotalQuery asks for sums of money.
type TotalQuery struct {
	// Of says which records to add up: the prices of acquisitions, the amounts of
	// investments, or both together; or the costs of datacenters, which stand alone, for
	// investments pay them.
	Of      map[graph.Kind]Condition
	Slice   graph.Slice
	GroupBy []Dimension  // none gives no groups
	Above   *graph.Money // amounts above this are counted apart; nil for none
	Order   TotalOrder   // of the groups; by key when empty
	In      string       // the currency to convert to; amounts stay in their own when empty
	Rates   *Rates       // what to convert with; needed with In alone
}

// TotalOrder is an order of groups.
type TotalOrder string

// The orders of groups. Those by an amount put groups without one last, and
// need all amounts in one currency; groups that are equal are in order of key.
const (
	ByGroupKey TotalOrder = "KEY"
	ByLower    TotalOrder = "LOWER"   // the largest lower bound first
	ByUpper    TotalOrder = "UPPER"   // the largest upper bound first, open ones before all
	ByRecords  TotalOrder = "RECORDS" // the most records first
)

// TotalAnswer is sums of money in a slice.
type TotalAnswer struct {
	Slice      graph.Slice // its instant is that of the last commit, unless another was asked for; zero for an empty store
	Total      Total       // each record once
	Groups     []Total
	Conversion *Conversion // how amounts were converted; nil when they were not
}

// Total is the sums over some records. The amounts that are told are added up
// by currency; each sum has an upper bound only if every record of the group
// has an amount with one. Deals that were given up (cancelled or unwound,
// cancelled sites) are left out and counted, except in groups by status;
// amounts that are no payment (valuations and revenues) likewise, except in
// groups by basis. Deals at different steps are added up where the groups are not by
// status, and Statuses says which.
type Total struct {
	Keys []GroupKey // one for each dimension of the query; none for the total of all
	TotalCounts
	Statuses []StatusCount // of the records counted, in the order of the status enum, those without one last
	Sums     []MoneySum    // by currency, in order of its code
	Surely   []graph.ID    // records whose amount is surely above the one asked for, by id
	Possibly []graph.ID    // likewise possibly, and not surely
}

// TotalCounts says what the sums of a Total rest on. Known, Undisclosed,
// Unknown, None and Silent add up to Records.
type TotalCounts struct {
	Records     int // records that the sums are over
	Known       int // with an amount, perhaps within bounds
	Undisclosed int // the parties keep the amount to themselves
	Unknown     int // a source says that the amount is not known
	None        int // a source says that there is none; it adds nothing
	Silent      int // no source speaks of an amount

	Possible    int // of Records: possibly in force on the day, possibly meeting the condition, or possibly of the group; the lower bound leaves them out
	Joint       int // of Records: amounts that several parties pay together; each of their groups holds the whole
	Unsplit     int // of Records: amounts over several countries or years; each of their groups holds from nothing to the whole
	Unconverted int // of Known: no rate was found, the amount stays in its own currency
	Exceeded    int // sites whose parts surely cost more than sources say of the whole; the parts count
	GivenUp     int // left out: cancelled or unwound
	NoPayment   int // left out: a valuation or a revenue
}

// StatusCount is how many records of a total are at a step.
type StatusCount struct {
	Status  string // empty for records of which no source gives one
	Records int
}

// MoneySum is what the amounts in one currency add up to.
type MoneySum struct {
	Amount  graph.Money
	Own     graph.Range // the same, where joint amounts count from nothing to the whole: what a party itself may have paid
	Records int         // how many amounts in this currency
}

// Totals adds up money. A record that is only possibly in force on the day, or
// only possibly meets the condition, counts from nothing to its whole amount. A joint
// amount belongs to the deal: it is in the group of each investor, whole and
// counted as Joint, and is never split; the total of all has it once. An amount over several
// countries or years whose split no source gives counts in each group from nothing to the whole.
// The cost of a site and that of its parts are never added: a site counts with what its
// sources say of the whole, and at least what its parts cost.
//
// Errors are Invalid for what the query asks, Limit for too many groups, and
// those of the reader.
func Totals(ctx context.Context, reader graph.Reader, query TotalQuery) (TotalAnswer, error) {
	t, err := newTally(query)
	if err != nil {
		return TotalAnswer{}, err
	}
	if t.query.Slice, err = query.Slice.Pin(ctx, reader); err != nil {
		return TotalAnswer{}, err
	}
	for _, kind := range slices.Sorted(maps.Keys(query.Of)) {
		err := sift(ctx, reader, kind, t.query.Slice, query.Of[kind], func(batch []sifted) error {
			reached, err := statuses(ctx, reader, batch, t.query.Slice)
			if err != nil {
				return err
			}
			return t.take(batch, reached)
		})
		if err != nil {
			return TotalAnswer{}, err
		}
	}
	if err := t.sumSites(ctx, reader); err != nil {
		return TotalAnswer{}, err
	}
	return t.answer()
}
