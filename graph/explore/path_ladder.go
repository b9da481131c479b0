package explore

import "slices"

// maxSteps is how many steps are tried in looking for the paths of one length.
const maxSteps = 500_000

// ladder is the part of a web that paths of one length can pass: the entities
// that some way of so many hops meets after 0, 1, 2 ... of them.
type ladder struct {
	*web
	to    int
	rungs []map[int]bool // by how many hops lie behind
	steps int            // left

	// Of the present limit of worth: from where the end is reached in the hops
	// that are left, and from where over a joint of just that worth.
	any, just []map[int]bool
	limit     int
	passed    []bool   // entities on the present path
	path      []*joint // so far
	left      int      // paths still wanted
	found     func([]*joint)
}

// newLadder returns nil when there is no way of that length.
func newLadder(w *web, from, to, hops int) *ladder {
	l := &ladder{web: w, to: to, steps: maxSteps, passed: make([]bool, len(w.ids))}
	inner := func(n int) bool { return n != from && n != to }
	reach := make([]map[int]bool, hops+1) // by how many hops are left
	reach[0] = map[int]bool{to: true}
	for left := 1; left <= hops; left++ {
		reach[left] = map[int]bool{}
		for n := range reach[left-1] {
			for _, j := range w.in[n] {
				if left == hops && j.from == from || left < hops && inner(j.from) {
					reach[left][j.from] = true
				}
			}
		}
	}
	l.rungs = []map[int]bool{reach[hops]}
	for behind := 1; behind <= hops; behind++ {
		rung := map[int]bool{}
		for n := range l.rungs[behind-1] {
			for _, j := range w.out[n] {
				if reach[hops-behind][j.to] {
					rung[j.to] = true
				}
			}
		}
		if len(rung) == 0 {
			return nil
		}
		l.rungs = append(l.rungs, rung)
	}
	return l
}

// worths lists what the joints on the ladder are worth, the strongest first.
func (l *ladder) worths() []int {
	var worths []int
	for behind, rung := range l.rungs[:len(l.rungs)-1] {
		for n := range rung {
			for _, j := range l.out[n] {
				if l.rungs[behind+1][j.to] && !slices.Contains(worths, j.worth) {
					worths = append(worths, j.worth)
				}
			}
		}
	}
	slices.Sort(worths)
	return worths
}

// climb finds paths whose weakest joint is worth just so much, in the order
// of the ids of the entities that they meet, at most so many.
func (l *ladder) climb(worst, want int, found func([]*joint)) {
	hops := len(l.rungs) - 1
	l.limit, l.left, l.found = worst, want, found
	l.any, l.just = make([]map[int]bool, hops+1), make([]map[int]bool, hops+1)
	l.any[hops], l.just[hops] = l.rungs[hops], map[int]bool{}
	for behind := hops - 1; behind >= 0; behind-- {
		l.any[behind], l.just[behind] = map[int]bool{}, map[int]bool{}
		for n := range l.rungs[behind] {
			for _, j := range l.out[n] {
				if j.worth <= worst && l.any[behind+1][j.to] {
					l.any[behind][n] = true
					if j.worth == worst || l.just[behind+1][j.to] {
						l.just[behind][n] = true
					}
				}
			}
		}
	}
	for from := range l.just[0] {
		l.passed[from] = true
		l.step(from, 0, false)
		l.passed[from] = false
	}
}

// step goes on from an entity; met says whether a joint of just the limit has
// been passed.
func (l *ladder) step(at, behind int, met bool) {
	if behind == len(l.rungs)-1 {
		l.left--
		l.found(l.path)
		return
	}
	for _, j := range l.out[at] {
		if l.left <= 0 || l.steps <= 0 {
			return
		}
		leads := l.just[behind+1]
		if met || j.worth == l.limit {
			leads = l.any[behind+1]
		}
		if j.worth > l.limit || l.passed[j.to] || !leads[j.to] {
			continue
		}
		l.steps--
		l.passed[j.to], l.path = true, append(l.path, j)
		l.step(j.to, behind+1, met || j.worth == l.limit)
		l.passed[j.to], l.path = false, l.path[:len(l.path)-1]
	}
}
