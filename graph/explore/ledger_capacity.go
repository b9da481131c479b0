package explore

import (
	"cmp"
	"slices"

	"capgraph/graph"
)

// powerLine is what must be the same for capacities to be added.
type powerLine struct {
	stage  graph.CapacityStage
	basis  graph.CapacityBasis
	change graph.CapacityChange
}

// capacityStages are the stages, least real first.
var capacityStages = []graph.CapacityStage{graph.CapacityPlanned, graph.CapacityBuilding, graph.CapacityOperational}

// capacities sorts the known capacities of a site by line.
func capacities(r *graph.Record) map[powerLine][]graph.Capacity {
	series := map[powerLine][]graph.Capacity{}
	for _, c := range graph.All[graph.Capacity](r, "capacity") {
		if c.State == graph.Known || c.State == "" {
			line := powerLine{c.Stage, cmp.Or(c.Basis, graph.CapacityUnspecified), cmp.Or(c.Change, graph.CapacityTotal)}
			series[line] = append(series[line], c)
		}
	}
	return series
}

// capacitiesOn is what a site has on each line on a day.
func capacitiesOn(r *graph.Record, day graph.Day) map[powerLine]graph.Range {
	on := map[powerLine]graph.Range{}
	for line, series := range capacities(r) {
		holds := totalOn
		if line.change == graph.CapacityIncrement {
			holds = incrementsOn
		}
		if power, found := holds(series, day); found {
			on[line] = power
		}
	}
	return on
}

// stated are the days on which a capacity may begin to hold.
func stated(c graph.Capacity) (first, last graph.Day) {
	if c.AsOf == nil {
		return graph.MinDay, graph.MinDay
	}
	return c.AsOf.Earliest(), c.AsOf.Latest()
}

// totalOn is the last of a series that surely holds by the day, widened by
// those that may hold already.
func totalOn(series []graph.Capacity, day graph.Day) (graph.Range, bool) {
	var holds *graph.Capacity
	for _, c := range byDay(series) {
		if _, last := stated(c); last <= day {
			holds = &c
		}
	}
	power, found := graph.Nothing(), false
	if holds != nil {
		power, found = holds.Range, true
	}
	for _, c := range series {
		first, last := stated(c)
		if first > day || last <= day || holds != nil && last <= lastDay(*holds) {
			continue
		}
		power, found = power.Hull(c.Range), true
	}
	return power, found
}

func lastDay(c graph.Capacity) graph.Day {
	_, last := stated(c)
	return last
}

// incrementsOn adds up what came on top by the day.
func incrementsOn(series []graph.Capacity, day graph.Day) (graph.Range, bool) {
	sum, found := graph.Nothing(), false
	for _, c := range series {
		first, last := stated(c)
		switch {
		case last <= day:
			sum, found = sum.Add(c.Range), true
		case first <= day:
			sum, found = sum.Add(c.OrNothing()), true
		}
	}
	return sum, found
}

// byDay orders a series by the day by which each surely holds.
func byDay(series []graph.Capacity) []graph.Capacity {
	sorted := slices.Clone(series)
	slices.SortStableFunc(sorted, func(a, b graph.Capacity) int { return cmp.Compare(lastDay(a), lastDay(b)) })
	return sorted
}

// stageOf is how far a site has come, by its status or by a capacity that it
// has.
func stageOf(status string, power map[powerLine]graph.Range) graph.CapacityStage {
	stage := graph.CapacityPlanned
	switch status {
	case "UNDER_CONSTRUCTION", "PAUSED":
		stage = graph.CapacityBuilding
	case "PARTLY_OPERATIONAL", "OPERATIONAL":
		stage = graph.CapacityOperational
	}
	for line := range power {
		if slices.Index(capacityStages, line.stage) > slices.Index(capacityStages, stage) {
			stage = line.stage
		}
	}
	return stage
}

// isOutOfUse says whether a site has no power left to count.
func isOutOfUse(status string) bool { return status == "CANCELLED" || status == "RETIRED" }

// missingPower says in which way a site has no capacity at its stage: Unknown,
// Undisclosed or None where a source says so, else empty.
func missingPower(r *graph.Record) graph.ValueState {
	for _, c := range graph.All[graph.Capacity](r, "capacity") {
		if c.State != graph.Known && c.State != "" {
			return c.State
		}
	}
	return ""
}
