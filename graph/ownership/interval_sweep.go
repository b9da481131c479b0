package ownership

import (
	"context"
	"math"
	"slices"
)

const (
	// maxSweeps is how often a large circle is gone round.
	maxSweeps = 256
	// precision is how close to the extreme the values of a large circle are brought.
	precision = 1e-11
	// epsilon is how much one operation may be off, relative to its result.
	epsilon = 0x1p-53
)

// sweep finds the values of a circle that is too large to be solved at once.
// It goes round from below, so that no value is ever too far, and knows how
// far the extreme can be: were each value moved by some multiple of the time
// that a walk stays in the circle at most, the best division would gain nothing more.
func sweep(ctx context.Context, x *chances[real], members []int32) error {
	stay, err := x.stay(ctx, members)
	if err != nil {
		return err
	}
	c := newCircuit(x, members)
	off := math.Inf(1)
	for round := 0; round < maxSweeps && off > precision; round++ {
		if ctx.Err() != nil {
			return ended(ctx)
		}
		off = (c.round() + 64*epsilon) * stay
	}
	if off > precision && len(members) <= 5*maxRing {
		if err := x.policy(ctx, members); err != nil {
			return err
		}
		off = (newCircuit(x, members).residual() + 64*epsilon) * stay
	}
	x.slack += min(off, 1)
	return nil
}

// stay bounds how far values are off for each unit of their residual: by the
// steps that a walk takes in the circle at most, whatever way its companies
// are divided. It is infinite when no bound was found in time.
func (x *chances[N]) stay(ctx context.Context, members []int32) (float64, error) {
	clock := x.clock()
	c := newCircuit(clock, members)
	change := math.Inf(1)
	for round := 0; round < maxSweeps && change > 0.5; round++ {
		if ctx.Err() != nil {
			return 0, ended(ctx)
		}
		change = c.round()
	}
	bound := c.longest(change)
	clock.stop(members)
	return bound, nil
}

// doubt adds up how far the values of a circle may be from the extreme because
// rounding hides that a company could be divided better.
func (x *chances[N]) doubt(ctx context.Context, members []int32) error {
	rounded, ok := any(x).(*chances[real])
	open := false
	for _, v := range members {
		open = open || x.picks(v)
	}
	if !ok || !open {
		return nil
	}
	clock := x.clock()
	if err := clock.policy(ctx, members); err != nil {
		return err
	}
	steps := newCircuit(clock, members)
	off := newCircuit(rounded, members).residual() * steps.longest(steps.residual())
	clock.stop(members)
	x.slack += min(1, off)
	return nil
}

// clock counts steps instead of chances, at most.
func (x *chances[N]) clock() *chances[real] {
	if x.steps == nil {
		x.steps = newChances[real](x.region, true)
		x.steps.stop([]int32{x.target()})
		x.steps.cost, x.steps.free, x.steps.place = 1, x.free, x.place
	}
	return x.steps
}

// stop forgets the counts of some rows.
func (x *chances[N]) stop(rows []int32) {
	var zero N
	for _, v := range rows {
		x.value[v] = zero
	}
}

// circuit is a circle in the form in which it is quickest gone round.
type circuit struct {
	x       *chances[real]
	members []int32 // in the order in which they are gone round
	start   []int32 // arcs[start[i]:start[i+1]] stay in the circle from members[i]
	arcs    []int32
	to      []int32   // by arc
	chance  []float64 // by arc
	gain    []float64 // by member, from outside
}

func newCircuit(x *chances[real], members []int32) *circuit {
	c := &circuit{x: x, members: members, start: make([]int32, 1, len(members)+1), gain: make([]float64, len(members))}
	x.enter(members)
	defer x.leave(members)
	if x.upward(members) {
		c.members = slices.Clone(members)
		slices.Reverse(c.members)
	}
	for _, v := range c.members {
		for a := x.start[v]; a < x.start[v+1]; a++ {
			if x.inside(x.to[a]) && x.hi[a] > 0 {
				c.arcs, c.to = append(c.arcs, a), append(c.to, x.to[a])
			}
		}
		c.start = append(c.start, int32(len(c.arcs)))
	}
	c.chance = make([]float64, len(c.arcs))
	for i := range members {
		c.weigh(i)
	}
	return c
}

// upward says whether most arcs of a circle lead to later members. Values are
// known earlier when it is then gone round from the end.
func (x *chances[N]) upward(members []int32) bool {
	later := 0
	for _, v := range members {
		for a := x.start[v]; a < x.start[v+1]; a++ {
			switch at := x.place[x.to[a]]; {
			case at > x.place[v]:
				later++
			case at >= 0:
				later--
			}
		}
	}
	return later > 0
}

// weigh takes over how a member is divided.
func (c *circuit) weigh(i int) {
	x, v := c.x, c.members[i]
	gain := real(0)
	for a, at := x.start[v], c.start[i]; a < x.start[v+1]; a++ {
		if at < c.start[i+1] && c.arcs[at] == a {
			c.chance[at] = float64(x.parts[a]) / Whole
			at++
		} else if x.parts[a] > 0 {
			gain += x.value[x.to[a]].scaled(int64(x.parts[a]))
		}
	}
	c.gain[i] = float64(gain.billionth() + x.cost)
}

// worth is the value of a member when it is divided in the way that is best now.
func (c *circuit) worth(i int) float64 {
	if v := c.members[i]; c.x.picks(v) {
		c.x.fill(v, c.x.value)
		c.weigh(i)
	}
	first, last := c.start[i], c.start[i+1]
	sum, value, chance := c.gain[i], c.x.value, c.chance[first:last]
	for k, to := range c.to[first:last] {
		sum += chance[k] * float64(value[to])
	}
	return sum
}

// round divides each company anew and takes over its value. It returns by how
// much a value changed at most; no residual is more than that after it, for
// what a company is worth never changes by more than what it leads to.
func (c *circuit) round() float64 {
	var most float64
	for i, v := range c.members {
		worth := c.worth(i)
		most = max(most, math.Abs(worth-float64(c.x.value[v])))
		c.x.value[v] = real(worth)
	}
	return most
}

// residual is how much dividing any company anew would still gain, or lose.
func (c *circuit) residual() float64 {
	var most float64
	for i, v := range c.members {
		most = max(most, math.Abs(c.worth(i)-float64(c.x.value[v])))
	}
	return most
}

// longest bounds the steps in a circle by the present counts, which are off by
// a residual: less than one, so that each count is more than what follows by
// the rest of a step, for every division.
func (c *circuit) longest(residual float64) float64 {
	if residual > 0.5 {
		return math.Inf(1)
	}
	var longest float64
	for _, v := range c.members {
		longest = max(longest, float64(c.x.value[v]))
	}
	return longest / (1 - residual)
}
