package explore

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// mover is a move and who moves by it.
type mover struct {
	move    *graph.Record
	who     graph.ID
	match   graph.Certainty
	planned bool
	from    []graph.ID // of those that are asked for; "" alone when none is named
	to      graph.ID
	whole   bool // whether all who move are counted, else some of them
}

// within is the move as it counts for those who left one of the companies;
// none means any.
func (m mover) within(companies []graph.ID) mover {
	named, open := m.move.Refs("from"), m.isOpen()
	left := func(id graph.ID) bool { return slices.Contains(companies, id) }
	m.whole = len(companies) == 0 || len(named) == 0 || !open && !slices.ContainsFunc(named, func(id graph.ID) bool { return !left(id) })
	return m
}

// isOpen says whether the companies left are examples, or not all are named.
func (m mover) isOpen() bool {
	all, _ := graph.One[graph.Token](m.move, "fromExhaustive")
	named := m.move.Refs("from")
	return all == "FALSE" || len(named) == 0 || len(named) < len(m.move.Held["from"])
}

// crowd is a group of people of whom some or all are counted.
type crowd struct {
	sure    bool // whether any of them surely moved
	whole   bool // whether all of them surely did
	least   int64
	most    *int64 // nil for no bound
	members map[graph.ID]bool

	from, to []graph.ID // that are named
	open     bool       // whether those left may be others too
}

// countPeople bounds the number of people who move; see ReadMoveFlows.
func countPeople(movers []mover) graph.HeadCount {
	surely, possibly, crowds := map[graph.ID]bool{}, map[graph.ID]bool{}, map[graph.ID]*crowd{}
	for _, m := range movers {
		if m.who.Kind() == "people-group" {
			crowds[m.who] = m.join(crowds[m.who])
			continue
		}
		possibly[m.who] = true
		if m.match == graph.Surely {
			surely[m.who] = true
		}
	}
	for _, c := range crowds {
		for member := range c.members {
			if c.whole {
				surely[member] = true
			}
			delete(possibly, member)
		}
	}
	return bounded(leastPeople(surely, crowds), mostPeople(possibly, crowds))
}

// join adds one more move of a group.
func (m mover) join(c *crowd) *crowd {
	if c == nil {
		c = newCrowd(m.move.Far[m.who])
	}
	sure := m.match == graph.Surely
	c.sure, c.whole = c.sure || sure, c.whole || sure && m.whole
	c.from, c.to = append(c.from, m.move.Refs("from")...), append(c.to, m.move.Refs("to")...)
	c.open = c.open || m.isOpen()
	return c
}

// newCrowd reads how many a group are: at least one, unless its source says
// that there is none, and at least its members.
func newCrowd(group *graph.Record) *crowd {
	c := &crowd{least: 1, members: map[graph.ID]bool{}}
	if group == nil {
		return c
	}
	for _, member := range group.Refs("member") {
		c.members[member] = true
	}
	count, told := graph.One[graph.HeadCount](group, "headCount")
	switch {
	case told && count.State == graph.None:
		c.least, c.most = 0, new(int64)
	case told && count.Lower != nil:
		c.least = max(1, count.Lower.IntPart())
	}
	if told && count.Upper != nil {
		most := max(count.Upper.IntPart(), c.least)
		c.most = &most
	}
	return c
}

// leastPeople adds to those who are named how many more a group must be. Of groups
// that may be the same people, the one that adds most counts.
func leastPeople(named map[graph.ID]bool, crowds map[graph.ID]*crowd) int64 {
	least := int64(len(named))
	for _, same := range alike(crowds) {
		most := int64(0)
		for _, c := range same {
			most = max(most, c.unnamed(named))
		}
		least += most
	}
	return least
}

// unnamed is how many more than those of its members who are named a group is.
func (c *crowd) unnamed(named map[graph.ID]bool) int64 {
	inside := int64(0)
	for member := range c.members {
		if named[member] {
			inside++
		}
	}
	switch {
	case !c.sure:
		return 0
	case c.whole:
		return max(c.least-inside, 0)
	}
	return max(min(c.least, 1)-inside, 0)
}

// alike parts groups such that two of different parts are surely different people.
func alike(crowds map[graph.ID]*crowd) [][]*crowd {
	var parts [][]*crowd
	for _, id := range slices.Sorted(maps.Keys(crowds)) {
		part, apart := []*crowd{crowds[id]}, [][]*crowd{}
		for _, other := range parts {
			if slices.ContainsFunc(other, func(c *crowd) bool { return !c.differsFrom(crowds[id]) }) {
				part = append(part, other...)
			} else {
				apart = append(apart, other)
			}
		}
		parts = append(apart, part)
	}
	return parts
}

// differsFrom holds for groups without a common member that joined one company
// from different ones, or left one company for different ones: nobody does
// either twice.
func (c *crowd) differsFrom(other *crowd) bool {
	for member := range c.members {
		if other.members[member] {
			return false
		}
	}
	if c.open || other.open || len(c.to) == 0 || len(other.to) == 0 {
		return false
	}
	return disjoint(c.from, other.from) && alone(c.to, other.to) || disjoint(c.to, other.to) && alone(c.from, other.from)
}

func disjoint(a, b []graph.ID) bool {
	return !slices.ContainsFunc(a, func(id graph.ID) bool { return slices.Contains(b, id) })
}

// alone holds when both name one company, and the same.
func alone(a, b []graph.ID) bool {
	all := slices.Concat(a, b)
	return !slices.ContainsFunc(all, func(id graph.ID) bool { return id != all[0] })
}

// mostPeople adds up those who are named and of no group, and all groups; nil
// when one of them has no bound.
func mostPeople(named map[graph.ID]bool, crowds map[graph.ID]*crowd) *int64 {
	most := int64(len(named))
	for _, c := range crowds {
		if c.most == nil {
			return nil
		}
		most += max(*c.most, int64(len(c.members)))
	}
	return &most
}

func bounded(least int64, most *int64) graph.HeadCount {
	lower := decimal.NewFromInt(least)
	count := graph.HeadCount{State: graph.Known, Range: graph.Range{Lower: &lower, LowerInclusive: true}}
	if most != nil {
		upper := decimal.NewFromInt(*most)
		count.Upper, count.UpperInclusive = &upper, true
	}
	return count
}
