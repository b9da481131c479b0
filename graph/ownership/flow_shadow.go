package ownership

// shadows says of the rows why a walk from the first row to them has no chance
// that could be told: it may pass a company whose least shares are more than the
// whole before it meets the row. It returns nil when there is no such company.
func (r *region) shadows() []Status {
	var over []int32
	for v := range int32(len(r.nodes)) {
		if r.rows[v].over {
			over = append(over, v)
		}
	}
	if len(over) == 0 {
		return nil
	}
	of, count := tarjan(r.start, r.to)
	s := &shadow{region: r, of: of, over: make([]int, count), endless: make([]bool, count), passed: make([]int, len(r.nodes)+2)}
	s.start, s.members = grouped(of, count)
	for _, v := range over {
		s.over[of[v]]++
	}
	for k := range s.over {
		s.endless[k] = s.over[k] > 0 && s.size(int32(k)) <= maxRing && r.diverges(s.circle(int32(k)))
	}
	s.dominate(over)
	return s.statuses()
}

// shadow is what lies behind companies that are more than wholly owned.
type shadow struct {
	*region
	of      []int32 // by row, its circle
	start   []int32
	members []int32
	over    []int  // by circle, how many such companies it has
	endless []bool // by circle, whether the shares along the walks in it have no sum
	passed  []int  // by row, how many such companies of its circle no walk meets before the row
}

func (s *shadow) circle(k int32) []int32 { return s.members[s.start[k]:s.start[k+1]] }
func (s *shadow) size(k int32) int32     { return s.start[k+1] - s.start[k] }

// statuses gives each row its reason.
func (s *shadow) statuses() []Status {
	leaves := func(v, a int32) bool { return s.of[s.to[a]] != s.of[v] }
	behind := s.beyond(func(v, a int32) bool { return s.over[s.of[v]] > 0 && leaves(v, a) })
	endless := s.beyond(func(v, a int32) bool { return s.endless[s.of[v]] && leaves(v, a) })
	all := make([]Status, len(s.nodes))
	for v := range all {
		if all[v] = s.inCircle(int32(v)); endless != nil && endless[v] {
			all[v] = Divergent
		}
		if all[v] == "" && behind != nil && behind[v] {
			all[v] = OverAllocated
		}
	}
	return all
}

// maxApart is how large a circle may be to be looked at without each of its members.
const maxApart = 60

// inCircle is the reason of a row that lies in its own circle: such a company
// that is met before the row.
func (s *shadow) inCircle(v int32) Status {
	k := s.of[v]
	before := s.over[k] - s.passed[v]
	if s.rows[v].over {
		before--
	}
	if v == 0 {
		before = s.over[k]
	}
	if before <= 0 {
		return ""
	}
	if s.endless[k] && s.size(k) <= maxApart {
		var others []int32
		for _, w := range s.circle(k) {
			if w != v {
				others = append(others, w)
			}
		}
		if s.diverges(others) {
			return Divergent
		}
	}
	return OverAllocated
}

// dominate counts, for each row, the companies in question of its circle that
// every walk from the first row meets only after the row: those that it
// dominates. K. Cooper, T. Harvey, K. Kennedy, "A simple, fast dominance algorithm", 2001.
func (s *shadow) dominate(over []int32) {
	order, number := s.postorder()
	by := make([]int32, len(s.nodes)) // the nearest row that dominates each, -1 before it is known
	for v := range by {
		by[v] = -1
	}
	by[0] = 0
	before, into := s.reversed()
	for changed := true; changed; {
		changed = false
		for i := len(order) - 2; i >= 0; i-- {
			v := order[i]
			nearest := int32(-1)
			for _, in := range into[before[v]:before[v+1]] {
				switch {
				case s.hi[in.arc] == 0 || by[in.row] < 0:
				case nearest < 0:
					nearest = in.row
				default:
					nearest = common(by, number, nearest, in.row)
				}
			}
			changed = changed || by[v] != nearest
			by[v] = nearest
		}
	}
	for _, c := range over {
		for v := c; v != 0 && s.of[by[v]] == s.of[c]; v = by[v] {
			s.passed[by[v]]++
		}
	}
}

// common is the nearest row that dominates both.
func common(by, number []int32, v, w int32) int32 {
	for v != w {
		for number[v] < number[w] {
			v = by[v]
		}
		for number[w] < number[v] {
			w = by[w]
		}
	}
	return v
}

// postorder lists the rows so that each comes after all that are first met
// behind it, and gives them numbers in that order; the first row is the last.
func (r *region) postorder() (order, number []int32) {
	next := append([]int32(nil), r.start...)
	number = make([]int32, len(r.nodes)+2)
	seen := make([]bool, len(r.nodes)+2)
	path := []int32{0}
	seen[0] = true
	for len(path) > 0 {
		v := path[len(path)-1]
		if next[v] == r.start[v+1] {
			path = path[:len(path)-1]
			number[v] = int32(len(order))
			order = append(order, v)
			continue
		}
		to := r.to[next[v]]
		next[v]++
		if to < r.target() && !seen[to] {
			seen[to] = true
			path = append(path, to)
		}
	}
	return order, number
}
