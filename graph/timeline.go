package graph

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
)

// timeline is what a field holds over time, by epochs in order.
type timeline []epoch

// epoch is a span that begins somewhere from from to sure, and lasts until the
// next one begins. A settled explanation without a chosen value is a gap.
type epoch struct {
	from, sure Day
	settled    Explanation // of which explain knows all the claims
	day        Day         // on which all that was settled may begin to hold
	offers     *backlog    // what was settled, when settled does not name all the claims
}

func (line timeline) on(day Day) *epoch {
	after := sort.Search(len(line), func(i int) bool { return line[i].from > day })
	if after == 0 {
		return nil
	}
	return &line[after-1]
}

// showsAs says whether a version shows the same of two epochs.
func (e *epoch) showsAs(other *epoch) bool {
	mine, theirs := e.settled, other.settled
	return (len(mine.Alternatives) > 0) == (len(theirs.Alternatives) > 0) &&
		slices.EqualFunc(mine.Chosen, theirs.Chosen, func(a, b Answer) bool {
			return a.Inferred == b.Inferred && bytes.Equal(encodeJSON(a.Value), encodeJSON(b.Value))
		})
}

// explain settles all that an epoch was settled from.
func (p Policy) explain(field *Field, e *epoch) Explanation {
	if e.offers == nil {
		return e.settled
	}
	return p.settle(field, byRank(e.offers.all()))
}

// drawTimeline settles the offers for a field, group by group. A value holds
// until its end or until one that differs is observed: one that agrees narrows
// it from then on and does not replace it.
func (p Policy) drawTimeline(field *Field, offers []offer) timeline {
	if field.Merge != Varying {
		return timeline{{from: MinDay, sure: MinDay, settled: p.settle(field, offers)}}
	}
	var line timeline
	var behind standing // the value that holds so far
	for _, g := range p.simultaneous(field, offers) {
		settled := p.settle(field, g.offers)
		e := g.begin(settled)
		if end := endOf(behind.offers); end < e.from {
			line, behind = append(line, line.gap(field, end)), standing{}
		}
		if len(behind.offers) > 0 && agree(line[len(line)-1].settled, settled) {
			behind = p.continued(field, behind, g.offers, &e)
		} else {
			behind = p.standingOn(supporters(g.offers, settled))
		}
		line = append(line, e)
	}
	if end := endOf(behind.offers); end < MaxDay {
		line = append(line, line.gap(field, end))
	}
	return line
}

// gap follows the last epoch when it ends before the next one begins.
func (line timeline) gap(field *Field, end Day) epoch {
	over := max(end, line[len(line)-1].from) + 1
	return epoch{from: over, sure: over, settled: Explanation{Field: field.Name}}
}

// agree says whether the values that two explanations chose can both be true.
func agree(a, b Explanation) bool {
	_, outcome := a.Chosen[0].Value.Meet(b.Chosen[0].Value)
	return outcome == Agrees
}

// supporters are the offers behind the chosen value.
func supporters(offers []offer, settled Explanation) []offer {
	chosen := make(map[ID]bool, len(settled.Chosen[0].Claims))
	for _, id := range settled.Chosen[0].Claims {
		chosen[id] = true
	}
	var behind []offer
	for _, o := range offers {
		if chosen[o.claim.ID] {
			behind = append(behind, o)
		}
	}
	return behind
}

// endOf is when a value ends: the last end that an offer behind it gives or,
// when it was decided, that the decision gives.
func endOf(behind []offer) Day {
	end := MinDay
	decided := slices.ContainsFunc(behind, func(o offer) bool { return IsDecided(o.claim) })
	for _, o := range behind {
		if decided && !IsDecided(o.claim) {
			continue
		}
		if o.ends < MaxDay {
			end = max(end, o.ends)
		}
	}
	if end == MinDay {
		return MaxDay
	}
	return end
}

func byRank(offers []offer) []offer {
	slices.SortStableFunc(offers, func(a, b offer) int { return cmp.Compare(a.rank, b.rank) })
	return offers
}

// group is offers that may all begin on one day. Which of them came first
// cannot be told, so their values must agree; between groups a difference is a
// change.
type group struct {
	earliest Day // the day after that of the group before
	day      Day // on which all of them may begin
	offers   []offer
}

// simultaneous splits offers into groups in order of time; each keeps the order
// given. An offer that may begin on the days of several groups joins the last
// whose value it agrees with, else the last: an offer without a date makes no
// conflict of a change.
func (p Policy) simultaneous(field *Field, offers []offer) []group {
	days := groupDays(offers)
	groups := make([]group, len(days))
	for _, o := range offers {
		if first, last := o.among(days); first == last {
			groups[first].offers = append(groups[first].offers, o)
		}
	}
	values := make([]Value, len(days))
	for i := range groups {
		values[i] = p.settle(field, groups[i].offers).Chosen[0].Value
		groups[i] = group{earliest: MinDay, day: days[i]}
		if i > 0 {
			groups[i].earliest = days[i-1] + 1
		}
	}
	for _, o := range offers {
		joined := o.join(days, values)
		groups[joined].offers = append(groups[joined].offers, o)
	}
	return groups
}

// groupDays are the fewest days such that each offer may begin on one of them.
// Each is the only one of them for the offer that may begin no later.
func groupDays(offers []offer) []Day {
	byEnd := slices.Clone(offers)
	slices.SortFunc(byEnd, func(a, b offer) int { return cmp.Compare(a.sure, b.sure) })
	var days []Day
	for _, o := range byEnd {
		if n := len(days); n == 0 || o.from > days[n-1] {
			days = append(days, o.sure)
		}
	}
	return days
}

// among gives the first and the last of the days on which the offer may begin.
func (o offer) among(days []Day) (first, last int) {
	first, _ = slices.BinarySearch(days, o.from)
	last, found := slices.BinarySearch(days, o.sure)
	if !found {
		last--
	}
	return first, last
}

func (o offer) join(days []Day, values []Value) int {
	first, last := o.among(days)
	for i := last; i >= first; i-- {
		if _, outcome := values[i].Meet(o.held.Value); outcome == Agrees {
			return i
		}
	}
	return last
}

// begin is the epoch that starts with the first of the offers behind what is
// chosen; those that may be as old as the group before count only if there is
// no other.
func (g group) begin(settled Explanation) epoch {
	e := epoch{from: MaxDay, sure: MaxDay, settled: settled, day: g.day}
	for _, o := range supporters(g.offers, settled) {
		e.sure = min(e.sure, o.sure)
		if o.from >= g.earliest {
			e.from = min(e.from, o.from)
		}
	}
	if e.from == MaxDay {
		e.from = g.earliest
	}
	return e
}
