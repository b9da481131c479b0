package ownership

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// probeWork is how many arcs are followed at most to find out how often walks
// come back to the members of large circles.
const probeWork = 60_000_000

// tour is a circle that is too large to be solved at once, with its own
// numbers and the steps in both directions.
type tour struct {
	part     []int32
	out, in  steps
	inflow   []float64
	visits   []float64
	stay     []float64 // how many steps a walk from a member takes in the circle at most
	forward  push
	backward push
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
	t := newTour(s.region, part, s.walk.place, s.lo, s.visits)
	t.forward, t.backward = newPush(t.out), newPush(t.in)
	return t
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
	for k, i := range order {
		if k%1024 == 0 && ctx.Err() != nil {
			return ended(ctx)
		}
		v := t.part[i]
		s.visits[v] = t.visits[i]
		again, off := t.again(i, accuracy*0.8/t.visits[i], &s.work)
		s.again[v] = again
		s.off[v] = min(1, t.visits[i]*off)
	}
	return nil
}

// again is how often a walk from a member visits it, and how far that may be
// off: no further than asked for, unless there is too much work to do.
//
// What a walk has not done when it is left after some steps, and what of a walk
// that ends at the member is not known before its last steps, meet in the
// middle; what neither knows is bounded by how long a walk stays, and half of that is added.
func (t *tour) again(i int32, precise float64, work *int) (visits, off float64) {
	if off = (t.stay[i] - 1) / 2; off <= precise {
		return 1 + off, off
	}
	t.forward.begin(i, t.stay)
	t.backward.begin(i, nil)
	for off > precise && *work > 0 {
		side := &t.forward
		if t.backward.cost < t.forward.cost {
			side = &t.backward
		}
		*work -= side.on()
		off = max(t.forward.ahead, 0) * t.backward.least / 2
	}
	visits = t.forward.at[i].done
	for _, v := range t.forward.touched {
		visits += t.forward.at[v].left * t.backward.at[v].done
	}
	return max(visits, 1) + off, off
}

// push follows a walk from one member, the largest parts of it first, and
// knows what of it is left where.
type push struct {
	steps
	stay    []float64 // by member, how much a part that is left there weighs
	at      []pushed  // by member
	touched []int32   // members at which there is or was something
	queue   []int32
	least   float64 // no part that is left is more; smaller ones are not worth following yet
	ahead   float64 // what all that is left weighs
	cost    int
}

// pushed is what has come to a member.
type pushed struct {
	done, left   float64 // what was followed from there, and what was not
	met, waiting bool
}

func newPush(g steps) push { return push{steps: g, at: make([]pushed, len(g.start)-1)} }

// begin starts a walk at a member.
func (u *push) begin(i int32, stay []float64) {
	for _, v := range u.touched {
		u.at[v] = pushed{}
	}
	u.touched, u.least, u.cost, u.ahead, u.stay = u.touched[:0], 1, 0, 0, stay
	u.add(i, 1)
}

func (u *push) add(v int32, part float64) {
	m := &u.at[v]
	if !m.met {
		m.met = true
		u.touched = append(u.touched, v)
	}
	if m.left += part; m.left > u.least && !m.waiting {
		m.waiting = true
		u.queue = append(u.queue, v)
	}
	if u.stay != nil {
		u.ahead += part * u.stay[v]
	}
}

// on follows all that is more than an eighth of what was followed so far, and
// returns how many members and steps it looked at.
func (u *push) on() int {
	before := u.cost
	u.least /= 8
	for _, v := range u.touched {
		if m := &u.at[v]; m.left > u.least {
			m.waiting = true
			u.queue = append(u.queue, v)
		}
	}
	u.cost += len(u.touched)
	for k := 0; k < len(u.queue); k++ {
		v := u.queue[k]
		m := &u.at[v]
		part := m.left
		m.done, m.left, m.waiting = m.done+part, 0, false
		if u.stay != nil {
			u.ahead -= part * u.stay[v]
		}
		for a := u.start[v]; a < u.start[v+1]; a++ {
			u.add(u.to[a], part*u.chance[a])
		}
		u.cost += int(u.start[v+1] - u.start[v])
	}
	u.queue = u.queue[:0]
	return u.cost - before
}
