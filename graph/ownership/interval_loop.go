package ownership

// endless replaces what could keep a walk from ever ending, so that whatever
// way the companies are divided, every walk ends. The rows stay the same; those
// it replaces have other arcs. It returns the region itself when there is
// nothing to replace.
//
// For the greatest chance, companies that can hold all of each other are worth
// as much as the best holder outside that may have anything of any of them: with
// the least part of it, the walk goes there in the end. They are the end
// components of L. de Alfaro, "Formal verification of probabilistic systems",
// 1997. For the least chance, companies that can keep the walk from the target,
// among each other or in the sink, are worth nothing.
func (r *region) endless(most bool) *region {
	if most {
		return r.collapsed(r.endComponents())
	}
	return r.escaped(r.inescapable())
}

// endComponents are the sets of companies that can hold all of each other.
func (r *region) endComponents() [][]int32 {
	var members []int32
	for v := range r.nodes {
		if r.within(int32(v), func(to int32) bool { return to < r.target() }) {
			members = append(members, int32(v))
		}
	}
	if len(members) == 0 {
		return nil
	}
	at := make([]int32, len(r.nodes)+2)
	for v := range at {
		at[v] = -1
	}
	for {
		part, count := r.induced(members, at)
		var kept []int32
		for i, v := range members {
			if r.within(v, func(to int32) bool { return at[to] >= 0 && part[at[to]] == part[i] }) {
				kept = append(kept, v)
			}
		}
		if len(kept) == len(members) {
			return gathered(members, part, count)
		}
		for _, v := range members {
			at[v] = -1
		}
		members = kept
	}
}

// within says whether a company can be wholly divided among some of its holders.
func (r *region) within(v int32, some func(to int32) bool) bool {
	var room int64
	for a := r.start[v]; a < r.start[v+1]; a++ {
		if some(r.to[a]) {
			room += int64(r.hi[a])
		} else if r.lo[a] > 0 {
			return false
		}
	}
	return room >= Whole && !r.rows[v].over
}

// induced finds the strongly connected parts of some rows, and numbers the rows
// in at by their place in the list.
func (r *region) induced(members, at []int32) (part []int32, count int) {
	for i, v := range members {
		at[v] = int32(i)
	}
	start, to := make([]int32, 1, len(members)+1), []int32{}
	for _, v := range members {
		for a := r.start[v]; a < r.start[v+1]; a++ {
			if r.hi[a] > 0 {
				to = append(to, at[r.to[a]])
			}
		}
		start = append(start, int32(len(to)))
	}
	return tarjan(start, to)
}

// gathered lists the members of each part.
func gathered(members, part []int32, count int) [][]int32 {
	lists := make([][]int32, count)
	for i, v := range members {
		lists[part[i]] = append(lists[part[i]], v)
	}
	return lists
}

// collapsed makes one company of each set, held by all who may hold a part of
// its members from outside, each of them perhaps alone.
func (r *region) collapsed(sets [][]int32) *region {
	if len(sets) == 0 {
		return r
	}
	set := map[int32]int{}
	for i, members := range sets {
		for _, v := range members {
			set[v] = i
		}
	}
	return r.replaced(func(v int32, add func(to, lo, hi int32)) int32 {
		i, found := set[v]
		switch {
		case !found:
			return -1
		case v != sets[i][0]:
			add(sets[i][0], Whole, Whole)
			return sets[i][0]
		}
		for _, member := range sets[i] {
			for a := r.start[member]; a < r.start[member+1]; a++ {
				if j, inside := set[r.to[a]]; r.hi[a] > 0 && !(inside && j == i) {
					add(r.to[a], 0, Whole)
				}
			}
		}
		return v
	})
}

// inescapable marks the rows from which some part of the walk goes to the
// target whatever way the companies are divided.
func (r *region) inescapable() []bool {
	start, into := r.reversed()
	room := make([]int64, len(r.nodes))
	for v := range room {
		for a := r.start[v]; a < r.start[v+1]; a++ {
			room[v] += int64(r.hi[a])
		}
	}
	sure := make([]bool, len(r.nodes)+2)
	sure[r.target()] = true
	list := []int32{r.target()}
	for len(list) > 0 {
		w := list[len(list)-1]
		list = list[:len(list)-1]
		for _, in := range into[start[w]:start[w+1]] {
			v := in.row
			room[v] -= int64(r.hi[in.arc])
			if !sure[v] && !r.rows[v].over && (r.lo[in.arc] > 0 || room[v] < Whole) {
				sure[v] = true
				list = append(list, v)
			}
		}
	}
	return sure
}

// inward is an arc seen from where it leads.
type inward struct{ row, arc int32 }

// reversed lists the arcs by where they lead; those to v are
// into[start[v]:start[v+1]].
func (r *region) reversed() (start []int32, into []inward) {
	start = offsets(len(r.nodes)+2, len(r.to), func(a int) int32 { return r.to[a] })
	next := append([]int32(nil), start...)
	into = make([]inward, len(r.to))
	for v := range r.nodes {
		for a := r.start[v]; a < r.start[v+1]; a++ {
			w := r.to[a]
			into[next[w]] = inward{int32(v), a}
			next[w]++
		}
	}
	return start, into
}

// escaped sends the walk to the sink from all rows but those marked.
func (r *region) escaped(sure []bool) *region {
	all := true
	for v := range r.nodes {
		all = all && sure[v]
	}
	if all {
		return r
	}
	return r.replaced(func(v int32, add func(to, lo, hi int32)) int32 {
		if sure[v] || r.rows[v].over {
			return -1
		}
		add(r.sink(), Whole, Whole)
		return v
	})
}

// replaced is a copy of the region with other arcs for the rows for which
// change adds some and returns the first of those it makes one.
func (r *region) replaced(change func(v int32, add func(to, lo, hi int32)) int32) *region {
	c := &region{p: r.p, nodes: r.nodes, dense: r.dense, start: make([]int32, 1, len(r.start)), rows: append([]row(nil), r.rows...), head: make([]int32, len(r.nodes))}
	c.to, c.lo, c.hi = make([]int32, 0, len(r.to)), make([]int32, 0, len(r.to)), make([]int32, 0, len(r.to))
	add := func(to, lo, hi int32) {
		c.to, c.lo, c.hi = append(c.to, to), append(c.lo, lo), append(c.hi, hi)
	}
	for v := range r.nodes {
		begin := len(c.to)
		if c.head[v] = change(int32(v), add); c.head[v] >= 0 {
			c.rows[v] = row{complete: true}
			switch arcs := len(c.to) - begin; {
			case arcs == 1:
				c.lo[begin] = Whole
			case arcs > 1:
				c.rows[v].room, c.rows[v].open = Whole, true
			}
		} else {
			first, last := r.start[v], r.start[v+1]
			c.to, c.lo, c.hi = append(c.to, r.to[first:last]...), append(c.lo, r.lo[first:last]...), append(c.hi, r.hi[first:last]...)
		}
		c.start = append(c.start, int32(len(c.to)))
	}
	end := int32(len(c.to))
	c.start = append(c.start, end, end)
	return c
}
