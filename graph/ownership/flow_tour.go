package ownership

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// tour is a circle that is too large to be solved at once, with its own
// numbers and the steps in both directions.
type tour struct {
	part    []int32
	out, in steps
	inflow  []float64
	visits  []float64
	stay    []float64 // how many steps a walk from a member takes in the circle at most
}

// steps lead from member i to to[start[i]:start[i+1]].
type steps struct {
	start  []int32
	to     []int32
	chance []float64
}

// tour finds the visits in a large circle: first of the capital that comes in,
// then, for each member, of a walk that begins there, as precisely as its
// share of that capital needs.
func (s *ascent) tour(ctx context.Context, part []int32) error {
	t := s.newTour(part)
	flight := math.Inf(1)
	for round := 0; round < maxSweeps && flight > precision; round++ {
		if ctx.Err() != nil {
			return ended(ctx)
		}
		flight = t.collect()
	}
	if flight > accuracy && len(part) <= 3*maxRing {
		s.solve(part)
		return nil
	}
	s.flight += min(1, flight)
	t.time()
	return s.comeBack(ctx, t)
}

func (s *ascent) newTour(part []int32) *tour {
	s.walk.enter(part)
	defer s.walk.leave(part)
	return newTour(s.region, part, s.walk.place, s.lo, s.visits)
}

// newTour takes the steps between rows that have a place, with given shares.
func newTour(r *region, part, place, shares []int32, inflow []float64) *tour {
	size := len(part)
	t := &tour{part: part, inflow: make([]float64, size), visits: make([]float64, size), stay: make([]float64, size)}
	t.out.start = make([]int32, 1, size+1)
	for i, v := range part {
		t.inflow[i] = inflow[v]
		for a := r.start[v]; a < r.start[v+1]; a++ {
			if shares[a] > 0 && place[r.to[a]] >= 0 {
				t.out.to = append(t.out.to, place[r.to[a]])
				t.out.chance = append(t.out.chance, float64(shares[a])/Whole)
			}
		}
		t.out.start = append(t.out.start, int32(len(t.out.to)))
	}
	t.in = t.out.reversed()
	return t
}

func (g steps) reversed() steps {
	size := len(g.start) - 1
	r := steps{start: offsets(size, len(g.to), func(a int) int32 { return g.to[a] })}
	r.to, r.chance = make([]int32, len(g.to)), make([]float64, len(g.to))
	next := slices.Clone(r.start)
	for v := range int32(size) {
		for a := g.start[v]; a < g.start[v+1]; a++ {
			at := next[g.to[a]]
			r.to[at], r.chance[at] = v, g.chance[a]
			next[g.to[a]]++
		}
	}
	return r
}

// sum adds up the values of where the steps of a member lead, apart from itself.
func (g steps) sum(i int32, value []float64) (others, own float64) {
	first, last := g.start[i], g.start[i+1]
	chance := g.chance[first:last]
	for k, to := range g.to[first:last] {
		if to == i {
			own += chance[k]
		} else {
			others += chance[k] * value[to]
		}
	}
	return others, own
}

// collect lets the capital go round once, and returns how much of it is still
// on its way at most: no more than what came to members in this round.
func (t *tour) collect() float64 {
	var came float64
	for i := range t.part {
		others, own := t.in.sum(int32(i), t.visits)
		now := (t.inflow[i] + others) / (1 - own)
		came += math.Abs(now - t.visits[i])
		t.visits[i] = now
	}
	return came
}

// time bounds the steps of a walk in the circle: each bound is at least one
// more than those of where the steps lead. They are infinite when none was found.
func (t *tour) time() {
	change := math.Inf(1)
	for round := 0; round < maxSweeps && change > 0.5 && change != math.MaxFloat64; round++ {
		change = 0
		for i := int32(len(t.part)) - 1; i >= 0; i-- {
			others, own := t.out.sum(i, t.stay)
			now := (1 + others) / (1 - own)
			if own >= 1 || now > 1e15 {
				change = math.MaxFloat64
				break
			}
			change = max(change, now-t.stay[i])
			t.stay[i] = now
		}
	}
	for i := range t.stay {
		if t.stay[i] /= 1 - change; change > 0.5 {
			t.stay[i] = math.Inf(1)
		}
	}
}

// comeBack finds for each member how often a walk that begins there visits it.
// The more capital visits a member the more precisely it needs to be known;
// those with the most come first.
func (s *ascent) comeBack(ctx context.Context, t *tour) error {
	order := make([]int32, len(t.part))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(t.visits[b], t.visits[a]), cmp.Compare(a, b)) })
	t.sort(order)
	work := s.work / probeLanes
	left := make([]int, probeLanes)
	err := atOnce(probeLanes, func(lane int) error {
		probe := newProbe(t, work)
		for k := lane; k < len(order); k += probeLanes {
			if k/probeLanes%1024 == 0 && ctx.Err() != nil {
				return ended(ctx)
			}
			v, visits := t.part[k], t.visits[k]
			again, off := probe.again(int32(k), accuracy*0.8/visits)
			s.visits[v], s.again[v], s.off[v] = visits, again, min(1, visits*off)
		}
		left[lane] = probe.work
		return nil
	})
	for _, n := range left {
		s.work -= work - max(n, 0)
	}
	return err
}

// sort numbers the members anew, so that those that are visited most lie close
// together in memory.
func (t *tour) sort(order []int32) {
	place := make([]int32, len(order))
	part, visits, stay := make([]int32, len(order)), make([]float64, len(order)), make([]float64, len(order))
	for k, i := range order {
		place[i], part[k], visits[k], stay[k] = int32(k), t.part[i], t.visits[i], t.stay[i]
	}
	out := steps{start: make([]int32, 1, len(order)+1), to: make([]int32, 0, len(t.out.to)), chance: make([]float64, 0, len(t.out.to))}
	for _, i := range order {
		for a := t.out.start[i]; a < t.out.start[i+1]; a++ {
			out.to, out.chance = append(out.to, place[t.out.to[a]]), append(out.chance, t.out.chance[a])
		}
		out.start = append(out.start, int32(len(out.to)))
	}
	t.part, t.visits, t.stay, t.out, t.in = part, visits, stay, out, out.reversed()
}
