package explore

import (
	"context"
	"slices"

	"capgraph/graph"
)

// forest is sites and what sources say of each, in lines that are never added
// to one another: costs by currency, or capacities by stage, basis and change.
// What is said of a site holds what is said of its parts, so the two are never
// added.
type forest[L comparable] struct {
	sites []site[L]
	at    map[graph.ID]int
	stage func(L) string // of the lines that a silent site may add to
	trees map[string][]int
}

// site is a place in a forest.
type site[L comparable] struct {
	id     graph.ID
	partOf graph.ID
	parts  []int
	root   int
	above  int // the site that it is part of; -1 for none

	stated map[L]graph.Range
	silent map[string]bool            // stages that it has reached and no source gives a value for
	sure   bool                       // whether it surely counts
	apart  bool                       // counted in its own groups only, beside the whole that it may be part of
	groups map[string]graph.Certainty // the groups that it belongs to, surely or possibly
}

// everything is the group of all sites but those that stand apart.
const everything = ""

func newForest[L comparable](stage func(L) string) *forest[L] {
	return &forest[L]{at: map[graph.ID]int{}, stage: stage}
}

func (f *forest[L]) plant(s site[L]) {
	f.at[s.id] = len(f.sites)
	f.sites = append(f.sites, s)
}

// connect joins each site to the nearest one of the forest that it is part of, through
// those of ancestors that are not in it.
func (f *forest[L]) connect(partOf map[graph.ID]graph.ID) {
	cutCircles(partOf)
	for i := range f.sites {
		s := &f.sites[i]
		s.above = -1
		for id := partOf[s.id]; id != ""; id = partOf[id] {
			if at, found := f.at[id]; found {
				s.above = at
				f.sites[at].parts = append(f.sites[at].parts, i)
				break
			}
		}
	}
	f.trees = map[string][]int{}
	for i := range f.sites {
		if f.sites[i].above < 0 {
			f.mark(i, i)
		}
	}
}

// mark tells the sites of a tree its root, and lists the tree for their groups.
func (f *forest[L]) mark(n, root int) {
	s := &f.sites[n]
	s.root = root
	f.list(everything, root)
	for group := range s.groups {
		f.list(group, root)
	}
	for _, part := range s.parts {
		f.mark(part, root)
	}
}

func (f *forest[L]) list(group string, root int) {
	if trees := f.trees[group]; len(trees) == 0 || trees[len(trees)-1] != root {
		f.trees[group] = append(trees, root)
	}
}

// cutCircles makes the least id of each circle of sites that are part of one
// another part of nothing.
func cutCircles(partOf map[graph.ID]graph.ID) {
	done := map[graph.ID]bool{}
	for start := range partOf {
		walked := map[graph.ID]bool{}
		id := start
		for ; id != "" && !done[id] && !walked[id]; id = partOf[id] {
			walked[id] = true
		}
		if walked[id] {
			delete(partOf, leastInCircle(partOf, id))
		}
		for id := range walked {
			done[id] = true
		}
	}
}

func leastInCircle(partOf map[graph.ID]graph.ID, id graph.ID) graph.ID {
	least := id
	for next := partOf[id]; next != id; next = partOf[next] {
		least = min(least, next)
	}
	return least
}

// ancestors reads the sites that some are part of, however far up, and notes
// what each is part of.
func ancestors(ctx context.Context, reader graph.Reader, slice graph.Slice, partOf map[graph.ID]graph.ID) (map[graph.ID]*graph.Record, error) {
	read := map[graph.ID]*graph.Record{}
	for {
		var missing []graph.ID
		for _, id := range partOf {
			if _, known := partOf[id]; id != "" && !known {
				missing = append(missing, id)
			}
		}
		if len(missing) == 0 {
			return read, nil
		}
		slices.Sort(missing)
		records, err := reader.Records(ctx, slices.Compact(missing), slice)
		if err != nil {
			return nil, err
		}
		for _, id := range missing {
			partOf[id] = ""
			if r := records[id]; r != nil {
				read[id], partOf[id] = r, wholeOf(r)
			}
		}
	}
}

// wholeOf is the site that a site is part of, empty for none.
func wholeOf(r *graph.Record) graph.ID {
	for _, id := range r.Refs("partOf") {
		return id
	}
	return ""
}

// lineSum is what the sites of a group have on one line.
type lineSum struct {
	graph.Range
	sites    int // that state it
	exceeded int // whose parts surely have more than they
}

// sums adds up the sites of a group, line by line. A site counts with what
// sources say of it, less what its parts in other groups have, and with at least what
// its parts in the group have; a site that sources say nothing of may have
// anything.
func (f *forest[L]) sums(group string) map[L]lineSum {
	sums := map[L]lineSum{}
	for line, n := range f.lines(group) {
		sum := lineSum{Range: graph.Nothing(), sites: n}
		for _, root := range f.trees[group] {
			part := f.divide(root, line, group)
			sum.Range, sum.exceeded = sum.Add(part.in), sum.exceeded+part.exceeded
		}
		if n > 0 || sum.Upper != nil || sum.Lower.IsPositive() { // Else it says nothing.
			sums[line] = sum
		}
	}
	return sums
}

// lines are those that sites of a group state, with how many do, and those of
// the wholes whose silent parts belong to the group.
func (f *forest[L]) lines(group string) map[L]int {
	lines := map[L]int{}
	for _, root := range f.trees[group] {
		f.gather(root, group, lines)
	}
	return lines
}

func (f *forest[L]) gather(n int, group string, lines map[L]int) {
	s := &f.sites[n]
	if belongs := f.member(n, group); belongs == graph.Surely || belongs == graph.Possibly {
		for line := range s.stated {
			lines[line]++
		}
		for up := s.above; up >= 0 && len(s.silent) > 0; up = f.sites[up].above {
			for line := range f.sites[up].stated {
				if s.silent[f.stage(line)] {
					lines[line] += 0
				}
			}
		}
	}
	for _, part := range s.parts {
		f.gather(part, group, lines)
	}
}

// member says whether a site belongs to a group; empty when it stands apart
// from it.
func (f *forest[L]) member(n int, group string) graph.Certainty {
	s := &f.sites[n]
	switch belongs := s.groups[group]; {
	case belongs != "":
		return belongs
	case s.apart:
		return ""
	case group == everything:
		return graph.Surely
	}
	return graph.No
}

// division is what a site and its parts have, in a group and outside it.
type division struct {
	in, out  graph.Range
	exceeded int
}

func (f *forest[L]) divide(n int, line L, group string) division {
	d := division{in: graph.Nothing(), out: graph.Nothing()}
	for _, part := range f.sites[n].parts {
		of := f.divide(part, line, group)
		d.in, d.out, d.exceeded = d.in.Add(of.in), d.out.Add(of.out), d.exceeded+of.exceeded
	}
	own, stated := f.sites[n].stated[line]
	if !stated && !f.mayAdd(n, line) {
		return d
	}
	return d.with(own, f.member(n, group), f.sites[n].sure)
}

// mayAdd says whether a site of which no source gives a value may have one on
// the line: not when the value of a whole that it is part of is on another line of the stage.
func (f *forest[L]) mayAdd(n int, line L) bool {
	stage := f.stage(line)
	if !f.sites[n].silent[stage] {
		return false
	}
	covered := false
	for up := f.sites[n].above; up >= 0; up = f.sites[up].above {
		for other := range f.sites[up].stated {
			if other == line {
				return true
			}
			covered = covered || f.stage(other) == stage
		}
	}
	return !covered
}

// with takes account of what a site has, parts included.
func (d division) with(own graph.Range, belongs graph.Certainty, sure bool) division {
	var next division
	switch belongs {
	case graph.Surely:
		next = d.capped(own)
	case graph.No:
		next = d.turned().capped(own).turned()
	case graph.Possibly:
		next = d.capped(own).or(d.turned().capped(own).turned())
	default:
		return d
	}
	if !sure {
		return next.or(d)
	}
	return next
}

// capped gives the group what the site has, less what is outside, and at least
// what is already in it; what is outside is no more than that leaves. When
// that cannot be, the parts count.
func (d division) capped(own graph.Range) division {
	left, leaves := own.Minus(d.out)
	rest, holds := own.Minus(d.in.AtLeastThat())
	in, agree := left.Intersect(d.in.AtLeastThat())
	out, fits := rest.Intersect(d.out)
	if !leaves || !holds || !agree || !fits {
		d.exceeded++
		return d
	}
	return division{in: in, out: out, exceeded: d.exceeded}
}

func (d division) turned() division { return division{in: d.out, out: d.in, exceeded: d.exceeded} }

// or allows for both.
func (d division) or(other division) division {
	return division{in: d.in.Hull(other.in), out: d.out.Hull(other.out), exceeded: max(d.exceeded, other.exceeded)}
}

// partOf is what each site is part of.
func (f *forest[L]) partOf() map[graph.ID]graph.ID {
	partOf := make(map[graph.ID]graph.ID, len(f.sites))
	for _, s := range f.sites {
		partOf[s.id] = s.partOf
	}
	return partOf
}
