package ownership

import "slices"

// chances is the search for the least or the greatest chance of meeting the
// target of a region, over all ways in which its companies may be divided. The
// greatest chance from a company is that of giving as much as possible to the
// holder with the greatest chance, then to the next; the least, of the
// reverse. Each company is divided on its own, so that this is an interval
// Markov chain (K. Sen, M. Viswanathan, G. Agha, "Model-checking Markov chains
// in the presence of uncertainties", TACAS 2006), which one division of every
// company solves for all of them at once.
type chances[N number[N]] struct {
	*region
	most    bool    // whether the best is the greatest
	free    bool    // whether a rest that nobody surely has may go to holders
	value   []N     // by row, then of the target and the sink
	parts   []int32 // by arc, how much the holder is given; of each row they make the whole
	cost    N       // of each step; zero for chances
	slack   float64 // how far at most the values may be from the extreme, beside rounding
	steps   *chances[real]
	rounded []float64 // by row, how many roundings its value rests on; nil when none

	place   []int32 // by row, its number in the circle that is looked at; -1 outside
	scratch []int32 // arcs
	saved   []int32 // parts
}

func newChances[N number[N]](r *region, most bool) *chances[N] {
	x := &chances[N]{
		region: r, most: most, free: most, place: make([]int32, len(r.nodes)+2),
		value: make([]N, len(r.nodes)+2), parts: make([]int32, len(r.to)),
	}
	for v := range x.place {
		x.place[v] = -1
	}
	x.value[r.target()] = whole[N]()
	if _, ok := any(x).(*chances[real]); ok {
		x.rounded = make([]float64, len(r.nodes)+2)
	}
	for v := range r.rows {
		x.leastParts(int32(v))
	}
	return x
}

// leastParts gives each holder what it surely has, and the sink the rest. A
// company that is not divided ends the walk.
func (x *chances[N]) leastParts(v int32) {
	first, last := x.start[v], x.start[v+1]
	if x.rows[v].over || first == last {
		return
	}
	copy(x.parts[first:last], x.lo[first:last])
	x.parts[last-1] += x.rows[v].room
}

// fill divides a company in the way that is best by the present values.
func (x *chances[N]) fill(v int32, value []N) {
	first, last := x.start[v], x.start[v+1]
	copy(x.parts[first:last], x.lo[first:last])
	room := x.rows[v].room
	for _, a := range x.ranked(v, value) {
		given := min(room, x.hi[a]-x.lo[a])
		x.parts[a] += given
		if room -= given; room == 0 {
			break
		}
	}
}

// ranked are the arcs of a row that may be given more than they surely have,
// the best first.
func (x *chances[N]) ranked(v int32, value []N) []int32 {
	open := x.scratch[:0]
	for a := x.start[v]; a < x.start[v+1]; a++ {
		if x.hi[a] > x.lo[a] {
			open = append(open, a)
		}
	}
	x.scratch = open
	if len(open) > 16 {
		slices.SortStableFunc(open, func(a, b int32) int {
			switch {
			case x.before(a, b, value):
				return -1
			case x.before(b, a, value):
				return 1
			}
			return 0
		})
		return open
	}
	for i := range open {
		for ; i > 0 && x.before(open[i], open[i-1], value); i-- {
			open[i], open[i-1] = open[i-1], open[i]
		}
	}
	return open
}

// before says whether what arc a leads to is better than what b leads to.
func (x *chances[N]) before(a, b int32, value []N) bool {
	if x.most {
		return value[x.to[b]].less(value[x.to[a]])
	}
	return value[x.to[a]].less(value[x.to[b]])
}

// chance is that of a row, as it is divided now.
func (x *chances[N]) chance(v int32, value []N) N {
	var sum N
	for a := x.start[v]; a < x.start[v+1]; a++ {
		if x.parts[a] > 0 {
			sum = sum.plus(value[x.to[a]].scaled(int64(x.parts[a])))
		}
	}
	return sum.billionth().plus(x.cost)
}

// better says whether y is better than z by more than rounding explains.
func (x *chances[N]) better(y, z N) bool {
	if !x.most {
		y, z = z, y
	}
	return z.less(y) && (y.rat() != nil || z.float() < y.float()*(1-1e-13))
}

// picks says whether a row is divided in the way that is best.
func (x *chances[N]) picks(v int32) bool { return x.chooses(v, x.free) }

// enter numbers the members of a circle; leave forgets the numbers.
func (x *chances[N]) enter(members []int32) {
	for i, v := range members {
		x.place[v] = int32(i)
	}
}

func (x *chances[N]) leave(members []int32) {
	for _, v := range members {
		x.place[v] = -1
	}
}

// inside says whether a row is in the circle that was entered.
func (x *chances[N]) inside(v int32) bool { return x.place[v] >= 0 }
