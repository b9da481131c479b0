package ownership

import (
	"cmp"
	"slices"
)

// on carries a solution over to the region whose endless walks were replaced.
func (x *chances[N]) on(r *region) *chances[N] {
	y := newChances[N](r, x.most)
	y.value, y.slack, y.rounded = x.value, x.slack, x.rounded
	circles := map[int32][]int32{} // by the first of its members
	for v := range int32(len(r.nodes)) {
		switch {
		case x.head[v] < 0:
			copy(y.parts[y.start[v]:y.start[v+1]], x.parts[x.start[v]:x.start[v+1]])
		case x.most:
			circles[x.head[v]] = append(circles[x.head[v]], v)
		case y.picks(v):
			y.fill(v, y.value)
		}
	}
	for head, members := range circles {
		y.leadOut(members, x.chosen(head))
	}
	return y
}

// chosen is where all of a row goes, -1 when nothing goes anywhere.
func (x *chances[N]) chosen(v int32) int32 {
	for a := x.start[v]; a < x.start[v+1]; a++ {
		if x.parts[a] == Whole {
			return x.to[a]
		}
	}
	return -1
}

// leadOut divides companies that can hold all of each other so that every walk
// goes to one holder outside in the end. The first of them in which the holder
// may have a part gives it as much as it may; the others hold those that lead there.
func (x *chances[N]) leadOut(members []int32, holder int32) {
	const far = 1 << 30
	distance := map[int32]int{}
	for _, v := range members {
		distance[v] = far
	}
	if at := slices.IndexFunc(members, func(v int32) bool { return x.mayGive(v, holder) }); at >= 0 {
		distance[members[at]] = 0
		x.give(members[at], func(to int32) (int, bool) {
			_, inside := distance[to]
			return 1, inside
		}, holder)
	}
	for step := 1; ; step++ {
		var next []int32
		for _, v := range members {
			near := func(to int32) bool { d, inside := distance[to]; return inside && d < step && x.mayGive(v, to) }
			if distance[v] == far && slices.ContainsFunc(x.to[x.start[v]:x.start[v+1]], near) {
				next = append(next, v)
			}
		}
		for _, v := range next {
			x.give(v, func(to int32) (int, bool) { d, inside := distance[to]; return d, inside }, -1)
		}
		for _, v := range next {
			distance[v] = step
		}
		if len(next) == 0 {
			break
		}
	}
	for _, v := range members {
		if distance[v] == far { // Nobody outside may hold anything.
			x.give(v, func(to int32) (int, bool) { _, inside := distance[to]; return 0, inside }, -1)
		}
	}
}

func (x *chances[N]) mayGive(v, to int32) bool {
	for a := x.start[v]; a < x.start[v+1]; a++ {
		if x.to[a] == to && x.hi[a] > 0 {
			return true
		}
	}
	return false
}

// give divides a row among one holder first and then those inside a circle,
// the nearest first.
func (x *chances[N]) give(v int32, rank func(to int32) (int, bool), holder int32) {
	first, last := x.start[v], x.start[v+1]
	copy(x.parts[first:last], x.lo[first:last])
	var arcs []int32
	at := map[int32]int{}
	for a := first; a < last; a++ {
		if d, inside := rank(x.to[a]); inside || x.to[a] == holder {
			if at[a] = d + 1; x.to[a] == holder {
				at[a] = 0
			}
			arcs = append(arcs, a)
		}
	}
	slices.SortStableFunc(arcs, func(a, b int32) int { return cmp.Compare(at[a], at[b]) })
	room := x.rows[v].room
	for _, a := range arcs {
		given := min(room, x.hi[a]-x.lo[a])
		x.parts[a], room = x.parts[a]+given, room-given
	}
}
