package explore

import (
	"cmp"
	"slices"

	"capgraph/graph"
)

// Slip is a site that runs, or is to run, later than was first promised.
type Slip struct {
	Site     graph.ID
	Status   string             // the step that it has reached; empty where no source says
	Promised graph.PartialDate  // the first promise
	Revised  *graph.PartialDate // the promise that holds now, when it is another
	Started  *graph.PartialDate // when it began to run; nil while no source says that it does
	Due      bool               // the promise that holds now has passed, and no source says that it was kept

	// By how many days it is late: since the promise until it began to run or,
	// while no source says that it does, until the day of the answer, so far. A promise that
	// bounds from above, as "by 2026", is kept until its last day. Nil is no bound.
	AtLeast, AtMost *int
}

// slipOf compares what sources promised of a site with what they say it did.
// It reports false for a site that is not late, or of which no source made a promise
// that can be told from what came about.
func slipOf(r *graph.Record, claims []*graph.Record, status string, day graph.Day) (Slip, bool) {
	promised, found := firstPromise(claims)
	if !found {
		return Slip{}, false
	}
	slip := Slip{Site: r.ID, Status: status, Promised: promised, Started: startOf(r, claims, day)}
	slip.Due = isDueToRun(r, claims, day)
	if stageOf(status, nil) != graph.CapacityOperational && slip.Started == nil {
		if date, held := graph.One[graph.PartialDate](r, "operational"); held && date.EDTF != promised.EDTF {
			slip.Revised = &date
		}
		slip.delay(day, day)
		return slip, slip.AtLeast != nil && *slip.AtLeast > 0
	}
	if slip.Started == nil {
		return Slip{}, false
	}
	slip.delay(slip.Started.Earliest(), slip.Started.Latest())
	return slip, slip.AtMost == nil || *slip.AtMost > 0
}

// isDueToRun says whether a site was to run by a day that has passed while no
// source says that it does.
func isDueToRun(r *graph.Record, claims []*graph.Record, day graph.Day) bool {
	return slices.ContainsFunc(Due(r, claims, day), func(p Promise) bool { return p.Field == "operational" })
}

// delay counts from the promise to the days between which the site began to
// run.
func (s *Slip) delay(first, last graph.Day) {
	begins, ends := s.Promised.Earliest(), s.Promised.Latest()
	if begins == graph.MinDay {
		begins = ends
	}
	s.AtLeast, s.AtMost = daysFrom(ends, first), daysFrom(begins, last)
}

// daysFrom is nil where an end is open.
func daysFrom(from, to graph.Day) *int {
	if from.IsOpen() || to.IsOpen() {
		return nil
	}
	days := int(to) - int(from)
	return &days
}

// firstPromise is the earliest said day from which a site was to run, as a
// source foretold it that cannot have seen it.
func firstPromise(claims []*graph.Record) (promised graph.PartialDate, found bool) {
	var said graph.Day
	for _, c := range graph.Rank(graph.Ranked, claims) {
		for _, held := range c.Claimed["operational"] {
			date, isDate := held.Value.(graph.PartialDate)
			seen, _ := graph.One[graph.PartialDate](c, "observed")
			if isDate && !sawRunning(c, date) && (!found || seen.Latest() < said) {
				promised, said, found = date, seen.Latest(), true
			}
		}
	}
	return promised, found
}

// sawRunning says whether a claim that gives the day from which a site runs
// need not have foretold it.
func sawRunning(c *graph.Record, on graph.PartialDate) bool {
	return dateOf{field: graph.KindOf("datacenter").Field("operational"), on: &on}.mayHaveSeen(c)
}

// startOf is the first day on which sources say that the site ran; nil when
// none gives it.
func startOf(r *graph.Record, claims []*graph.Record, day graph.Day) *graph.PartialDate {
	var start *graph.PartialDate
	for _, d := range datesOf(r, claims, day) {
		runs := d.step == "OPERATIONAL" || d.step == "PARTLY_OPERATIONAL"
		if d.field.Name == "operational" {
			runs = d.on != nil && d.on.Earliest() <= day && slices.ContainsFunc(d.claims, func(c *graph.Record) bool { return sawRunning(c, *d.on) })
		} else if runs {
			runs = d.on != nil && d.isTaken(r, day)
		}
		if runs {
			start = earlierOf(start, d.on)
		}
	}
	return start
}

// slipped puts the longest delay first.
func (l *ledger) slipped() []Slip {
	slips := slices.Clone(l.slips)
	slices.SortFunc(slips, func(a, b Slip) int {
		return cmp.Or(cmp.Compare(atLeast(b), atLeast(a)), cmp.Compare(a.Site, b.Site))
	})
	return append([]Slip{}, slips...)
}

func atLeast(s Slip) int {
	if s.AtLeast == nil {
		return 0
	}
	return *s.AtLeast
}
