package ownership

// unattained marks the rows whose extreme value is not itself possible: a walk
// that is divided in the best way would need a share that lies just outside
// its open bound.
func (x *chances[N]) unattained() []bool {
	marked := make([]bool, len(x.nodes)+2)
	var list []int32
	for v := range x.nodes {
		if x.rows[v].open && !x.attains(int32(v)) {
			marked[v] = true
			list = append(list, int32(v))
		}
	}
	if len(list) == 0 {
		return marked
	}
	start, into := x.reversed()
	for len(list) > 0 {
		w := list[len(list)-1]
		list = list[:len(list)-1]
		for _, in := range into[start[w]:start[w+1]] {
			if !marked[in.row] && (x.parts[in.arc] > 0 || x.openEnds(in.arc).lo) {
				marked[in.row] = true
				list = append(list, in.row)
			}
		}
	}
	return marked
}

// ends says which bounds of an arc are open.
type ends struct{ lo, hi bool }

// openEnds are those of an arc. The greatest of an arc that the others bound is
// open only if theirs are.
func (r *region) openEnds(arc int32) ends {
	link := r.link[arc]
	if link < 0 {
		return ends{}
	}
	l := r.p.links()
	return ends{l.open[link].lo, l.open[link].hi && l.hi[link] == r.hi[arc]}
}

// attains says whether a row can be divided so that it is worth its value
// without a share at an open bound. Holders that are worth more than the last
// that is given more than it surely has must have the most, those that are
// worth less the least; those that are worth the same share the rest.
func (x *chances[N]) attains(v int32) bool {
	last := int32(-1)
	for a := x.start[v]; a < x.start[v+1]; a++ {
		if x.parts[a] > x.lo[a] && (last < 0 || x.before(last, a, x.value)) {
			last = a
		}
	}
	if last < 0 {
		return true
	}
	var given, least, greatest int64
	var ties ends
	for a := x.start[v]; a < x.start[v+1]; a++ {
		open := x.openEnds(a)
		switch {
		case x.before(a, last, x.value):
			if open.hi {
				return false
			}
		case x.before(last, a, x.value):
			if open.lo {
				return false
			}
		default:
			given += int64(x.parts[a])
			least += int64(x.lo[a])
			greatest += int64(x.hi[a])
			ties.lo, ties.hi = ties.lo || open.lo, ties.hi || open.hi
		}
	}
	return (given > least || !ties.lo) && (given < greatest || !ties.hi)
}
