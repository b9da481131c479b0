package ownership

// divergent marks the rows from which a walk may pass a circle with a company
// whose least shares are more than the whole, and in which for that reason the
// shares along the walks have no sum. It returns nil when there are none. A
// circle of more than maxRing companies is not looked at.
func (r *region) divergent() []bool {
	over := false
	for v := range r.rows {
		over = over || r.rows[v].over
	}
	if !over {
		return nil
	}
	of, count := tarjan(r.start, r.to)
	start, rows := grouped(of, count)
	endless := make([]bool, len(r.nodes)+2)
	for k := range count {
		members := rows[start[k]:start[k+1]]
		if len(members) <= maxRing && members[0] < r.target() && r.diverges(members) {
			endless[members[0]] = true
		}
	}
	return r.spread(func(v int32) bool { return endless[v] })
}

// diverges says whether the least shares along the walks in a circle have no
// sum: a matrix I - W with W >= 0 has an inverse that is a sum of powers of W exactly
// if every pivot is above zero (A. Berman, R. Plemmons, "Nonnegative matrices in the
// mathematical sciences", 1979, theorem 6.2.3).
func (r *region) diverges(members []int32) bool {
	at := map[int32]int{}
	over := false
	for i, v := range members {
		at[v] = i
		over = over || r.rows[v].over
	}
	if !over {
		return false
	}
	size := len(members)
	left := make([]float64, size*size) // I - W
	for i, v := range members {
		left[i*size+i] = 1
		for a := r.start[v]; a < r.start[v+1]; a++ {
			if j, inside := at[r.to[a]]; inside {
				left[i*size+j] -= float64(r.lo[a]) / Whole
			}
		}
	}
	rounding := make([]float64, size) // what a pivot may be off
	for k := range size {
		rounding[k] = 4 * float64(size) * epsilon * left[k*size+k]
	}
	for k := range size {
		pivot := left[k*size+k]
		if pivot <= rounding[k] {
			return true
		}
		for i := k + 1; i < size; i++ {
			part := left[i*size+k] / pivot
			if part == 0 {
				continue
			}
			for j := k + 1; j < size; j++ {
				left[i*size+j] -= part * left[k*size+j]
			}
		}
	}
	return false
}
