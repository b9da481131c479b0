package ownership

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"capgraph/graph"
)

// History is stakes over time: each as its versions have it, with their days.
type History struct {
	versions []Dated             // by company, owner, id, then first day
	in       map[graph.ID][2]int // versions[in[c][0]:in[c][1]] are of stakes in c
}

// NewHistory takes versions of stakes in any order. Where two versions of one
// stake may both hold on a day, either may be right: the spans are joined.
func NewHistory(versions []Dated) *History {
	h := &History{versions: slices.Clone(versions), in: map[graph.ID][2]int{}}
	slices.SortStableFunc(h.versions, func(a, b Dated) int {
		return cmp.Or(cmp.Compare(a.Company, b.Company), cmp.Compare(a.Owner, b.Owner), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Valid.From, b.Valid.From))
	})
	for from := 0; from < len(h.versions); {
		to := from
		for to < len(h.versions) && h.versions[to].Company == h.versions[from].Company {
			to++
		}
		h.in[h.versions[from].Company] = [2]int{from, to}
		from = to
	}
	return h
}

// of are the versions of the stakes in a company.
func (h *History) of(company graph.ID) []Dated {
	at := h.in[company]
	return h.versions[at[0]:at[1]]
}

// on lists the stakes in force on a day in a company and in all upstream of
// it, and those companies.
func (h *History) on(company graph.ID, day graph.Day) (stakes []Stake, companies map[graph.ID]bool) {
	companies = map[graph.ID]bool{}
	h.upstream(company, func(at graph.ID) (owners []graph.ID) {
		companies[at] = true
		for _, s := range inForce(h.of(at), day) {
			stakes, owners = append(stakes, s), append(owners, s.Owner)
		}
		return owners
	})
	return stakes, companies
}

// upstream visits a company and those that hold it, as far as the visit names owners.
func (h *History) upstream(company graph.ID, visit func(graph.ID) []graph.ID) {
	seen := map[graph.ID]bool{company: true, "": true}
	for open := []graph.ID{company}; len(open) > 0; {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		for _, owner := range visit(next) {
			if !seen[owner] {
				seen[owner] = true
				open = append(open, owner)
			}
		}
	}
}

// inForce are the stakes of a company on a day, each once.
func inForce(versions []Dated, day graph.Day) []Stake {
	var out []Stake
	for _, version := range versions {
		s, ok := version.On(day)
		if !ok {
			continue
		}
		if last := len(out) - 1; last >= 0 && out[last].ID == s.ID && out[last].Owner == s.Owner {
			out[last] = either(out[last], s)
			continue
		}
		out = append(out, s)
	}
	return out
}

// either is a stake of which one of two versions holds.
func either(a, b Stake) Stake {
	a.Share = a.Share.hull(b.Share)
	stated := a.Flags & b.Flags & VotesStated
	if stated != 0 {
		a.Votes = a.Votes.hull(b.Votes)
	}
	a.Flags = (a.Flags|b.Flags)&^VotesStated | stated
	return a
}

// Limits of one question about changes.
const (
	MaxChangeDays  = 1000      // on which stakes upstream change
	MaxChangeSteps = 4_000_000 // stakes looked at, over all days
)

// days are those from one to another on which a stake upstream of a company
// begins, ends or changes, or may do so, in order; and how many versions are upstream.
func (h *History) days(company graph.ID, from, to graph.Day) (days []graph.Day, versions int) {
	set := map[graph.Day]bool{}
	h.upstream(company, func(at graph.ID) (owners []graph.ID) {
		for _, v := range h.of(at) {
			if v.Valid.From > to || v.Valid.To < from {
				continue
			}
			owners, versions = append(owners, v.Owner), versions+1
			for _, day := range []graph.Day{v.Valid.From, v.Valid.SureFrom, v.Valid.SureTo, v.Valid.To} {
				if !day.IsOpen() && from <= day && day <= to {
					set[day] = true
				}
			}
		}
		return owners
	})
	return slices.Sorted(maps.Keys(set)), versions
}

// Changes lists what changed for a company on the days from one to another, both
// included, by day: who controls it, who its ultimate parent is, and whose
// integrated share reaches which of the thresholds, in parts per billion. The
// first day is compared with the day before it. Where a date is known only by its
// bounds, what follows from it becomes possible on the first of its days and sure
// on the last.
//
// An unknown company has no changes. More days or stakes than MaxChangeDays and
// MaxChangeSteps allow are a Limit error, a span that ends before it begins and a
// threshold out of range Invalid ones; others are those of ControlOf.
func (h *History) Changes(ctx context.Context, company graph.ID, from, to graph.Day, o Options, thresholds []int64) ([]Change, error) {
	if err := checkSpan(from, to, thresholds); err != nil {
		return nil, err
	}
	days, versions := h.days(company, from, to)
	if len(days) > MaxChangeDays || len(days)*versions > MaxChangeSteps {
		return nil, graph.Errorf(graph.Limit, "%d stakes upstream change on %d days; ask for a shorter time", versions, len(days)).At("to")
	}
	if len(days) == 0 {
		return nil, nil
	}
	before, upstream := h.on(company, days[0]-1)
	was, err := stand(ctx, before, company, o, thresholds)
	if err != nil {
		return nil, err
	}
	var out []Change
	for _, day := range days {
		after, next := h.on(company, day)
		moved := h.changed(upstream, next, day)
		if upstream = next; len(moved) == 0 {
			continue
		}
		is, err := stand(ctx, after, company, o, thresholds)
		if err != nil {
			return nil, err
		}
		for _, c := range was.changes(is, thresholds) {
			c.Day, c.Company, c.Stakes = day, company, moved
			out = append(out, c)
		}
		was = is
	}
	return out, nil
}

func checkSpan(from, to graph.Day, thresholds []int64) error {
	if to < from {
		return graph.Errorf(graph.Invalid, "the time ends before it begins").At("to")
	}
	for _, t := range thresholds {
		if t <= 0 || t > Whole {
			return graph.Errorf(graph.Invalid, "a threshold is above 0 and at most 100 %%").At("thresholds")
		}
	}
	return nil
}

// changed lists the stakes in companies that were or are upstream that are not
// on a day what they were on the day before, ascending.
func (h *History) changed(were, are map[graph.ID]bool, day graph.Day) []graph.ID {
	ids := map[graph.ID]bool{}
	for _, company := range keysOf(were, are) {
		was := map[Stake]bool{}
		for _, s := range inForce(h.of(company), day-1) {
			was[s] = true
		}
		for _, s := range inForce(h.of(company), day) {
			if !was[s] {
				ids[s.ID] = true
			}
			delete(was, s)
		}
		for s := range was {
			ids[s.ID] = true
		}
	}
	return slices.Sorted(maps.Keys(ids))
}
