package ownership

import "context"

const (
	// maxRing is how many companies of one circle are solved at once. Larger
	// circles are gone round until what is still on its way is too little to matter.
	maxRing = 600
	// maxRounds ends a search for the best division that rounding keeps from ending.
	maxRounds = 200
)

// solve finds the extreme chances from all rows of a region, and a division of
// its companies that attains them.
func solve[N number[N]](ctx context.Context, r *region, most bool) (*chances[N], error) {
	x := newChances[N](r.endless(most), most)
	if err := x.run(ctx); err != nil {
		return nil, err
	}
	if x.region != r {
		x = x.on(r)
	}
	return x, nil
}

// run goes through the circles and the companies between them, holders first.
func (x *chances[N]) run(ctx context.Context) error {
	of, count := tarjan(x.start, x.to)
	start, rows := grouped(of, count)
	for k := range count {
		if k%1024 == 0 && ctx.Err() != nil {
			return ended(ctx)
		}
		members := rows[start[k]:start[k+1]]
		switch v := members[0]; {
		case v >= x.target():
			continue
		case len(members) > 1 || x.holdsItself(v):
			if err := x.circle(ctx, members); err != nil {
				return err
			}
		default:
			if x.picks(v) {
				x.fill(v, x.value)
			}
			x.value[v] = x.chance(v, x.value)
		}
		if x.rounded != nil {
			x.countRoundings(members)
		}
	}
	return nil
}

// countRoundings bounds how many roundings the values of a part rest on, one
// after the other: those of the row's sum and, in a circle that is solved at
// once, of taking out its members.
func (x *chances[N]) countRoundings(members []int32) {
	before, widest := 0.0, 0
	for _, v := range members {
		for a := x.start[v]; a < x.start[v+1]; a++ {
			if x.parts[a] > 0 {
				before = max(before, x.rounded[x.to[a]])
			}
		}
		widest = max(widest, int(x.start[v+1]-x.start[v]))
	}
	if n := len(members); n > 1 && n <= x.dense {
		before += float64(n) * float64(n)
	}
	for _, v := range members {
		x.rounded[v] = before + float64(widest) + 3
	}
}

// off is how far the value of a row may be from the extreme.
func (x *chances[N]) off(v int32) float64 {
	if x.rounded == nil {
		return 0
	}
	return min(1, x.slack+x.value[v].float()*x.rounded[v]*epsilon)
}

func (r *region) holdsItself(v int32) bool {
	for a := r.start[v]; a < r.start[v+1]; a++ {
		if r.to[a] == v {
			return true
		}
	}
	return false
}

// circle finds the values of a strongly connected part.
func (x *chances[N]) circle(ctx context.Context, members []int32) error {
	rounded, ok := any(x).(*chances[real])
	if ok && len(members) > x.dense {
		return sweep(ctx, rounded, members)
	}
	if err := x.policy(ctx, members); err != nil || !ok {
		return err
	}
	return x.doubt(ctx, members)
}

// policy divides the companies of a circle in some way, works out what that is
// worth, and divides anew those that can do better, until none can. Each round
// is better than the one before, so that this ends with the best.
func (x *chances[N]) policy(ctx context.Context, members []int32) error {
	for _, v := range members {
		if x.picks(v) {
			x.fill(v, x.value)
		}
	}
	for range maxRounds {
		if ctx.Err() != nil {
			return ended(ctx)
		}
		ring, gain := x.ring(members)
		for i, value := range ring.factor().values(gain) {
			x.value[members[i]] = value
		}
		if !x.improve(members) {
			break
		}
	}
	return nil
}

// improve divides anew the companies that can do better, and says whether any can.
func (x *chances[N]) improve(members []int32) bool {
	improved := false
	for _, v := range members {
		if !x.picks(v) {
			continue
		}
		first, last := x.start[v], x.start[v+1]
		x.saved = append(x.saved[:0], x.parts[first:last]...)
		x.fill(v, x.value)
		if x.better(x.chance(v, x.value), x.value[v]) {
			improved = true
		} else {
			copy(x.parts[first:last], x.saved)
		}
	}
	return improved
}

// ring is the walk within a circle as it is divided now, and what its members
// gain from outside.
func (x *chances[N]) ring(members []int32) (g ring[N], gain []N) {
	x.enter(members)
	defer x.leave(members)
	g = ring[N]{steps: make([][]step[N], len(members)), leave: make([]N, len(members))}
	gain = make([]N, len(members))
	one := whole[N]()
	for i, v := range members {
		gain[i] = x.cost
		for a := x.start[v]; a < x.start[v+1]; a++ {
			if x.parts[a] == 0 || x.to[a] == v {
				continue
			}
			chance := one.scaled(int64(x.parts[a])).billionth()
			if to := x.place[x.to[a]]; to >= 0 {
				g.steps[i] = addStep(g.steps[i], to, chance)
			} else {
				g.leave[i] = g.leave[i].plus(chance)
				gain[i] = gain[i].plus(chance.times(x.value[x.to[a]]))
			}
		}
	}
	return g, gain
}

// addStep puts a step in its place, or adds its chance to one that is there.
func addStep[N number[N]](steps []step[N], to int32, chance N) []step[N] {
	at := len(steps)
	for at > 0 && steps[at-1].to > to {
		at--
	}
	if at > 0 && steps[at-1].to == to {
		steps[at-1].chance = steps[at-1].chance.plus(chance)
		return steps
	}
	steps = append(steps, step[N]{})
	copy(steps[at+1:], steps[at:])
	steps[at] = step[N]{to, chance}
	return steps
}
