package ownership

import (
	"context"
	"math"
)

// upper is an ascent that gives each holder as much as it may have, though not
// all of them can at once: so often a walk visits each row at most.
type upper struct {
	*region
	low    *ascent
	inflow []float64 // by row
	met    []float64 // by row, no chance of meeting it is more
	place  []int32
}

// atMost bounds the chances of meeting the rows from above. It is quick, and
// may be too high.
func (r *region) atMost(ctx context.Context, low *ascent) ([]float64, error) {
	rows := len(r.nodes) + 2
	u := &upper{region: r, low: low, inflow: make([]float64, rows), met: make([]float64, rows), place: low.walk.place}
	u.inflow[0] = 1
	of, count := tarjan(r.start, r.to)
	start, members := grouped(of, count)
	for k := count - 1; k >= 0; k-- {
		part := members[start[k]:start[k+1]]
		switch v := part[0]; {
		case v >= r.target():
		case len(part) == 1:
			u.single(v)
		default:
			if err := u.circle(ctx, part); err != nil {
				return nil, err
			}
		}
	}
	return u.met, nil
}

// single is a company that is in no circle, but may hold a part of itself.
func (u *upper) single(v int32) {
	own := int32(0)
	for a := u.start[v]; a < u.start[v+1]; a++ {
		if u.to[a] == v {
			own = u.hi[a]
		}
	}
	u.met[v] = clip(u.inflow[v])
	visits := 1.0
	if own < Whole {
		visits = u.met[v] * Whole / float64(Whole-own)
	}
	if v == 0 {
		u.met[v] = float64(own) / Whole
	}
	u.passOn(v, visits)
}

// passOn lets visits to a company go on to its holders outside its circle.
func (u *upper) passOn(v int32, visits float64) {
	for a := u.start[v]; a < u.start[v+1]; a++ {
		if to := u.to[a]; to != v && u.place[to] < 0 {
			u.inflow[to] += visits * float64(u.hi[a]) / Whole
		}
	}
}

// circle goes round until little is on its way. Where walks could stay too
// long for that, all that comes in may meet every member and every holder.
func (u *upper) circle(ctx context.Context, part []int32) error {
	u.low.walk.enter(part)
	defer u.low.walk.leave(part)
	t := newTour(u.region, part, u.place, u.hi, u.inflow)
	came := 0.0
	for _, inflow := range t.inflow {
		came += inflow
	}
	came = clip(came)
	t.time()
	longest := 0.0
	for _, stay := range t.stay {
		longest = max(longest, stay)
	}
	flight := math.Inf(1)
	for round := 0; round < maxSweeps && !math.IsInf(longest, 1) && flight*longest > precision; round++ {
		if ctx.Err() != nil {
			return ended(ctx)
		}
		flight = t.collect()
	}
	for i, v := range part {
		visits := came
		if !math.IsInf(longest, 1) {
			visits = t.visits[i] + flight*longest
		}
		u.rate(v, visits, came)
		u.passOn(v, visits)
	}
	return nil
}

// rate bounds the chance of meeting a member of a circle.
func (u *upper) rate(v int32, visits, came float64) {
	if v == 0 {
		u.met[v] = 1
		if visits > came {
			u.met[v] = 1 - 1/visits
		}
		return
	}
	u.met[v] = min(came, visits/max(1, u.low.again[v]))
}
