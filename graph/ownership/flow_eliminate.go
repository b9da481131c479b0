package ownership

// ring is one strongly connected part of a walk, with its own numbers: where
// the walk steps from each member, and how much of it leaves the part.
type ring[N number[N]] struct {
	steps [][]step[N] // by member, by where they lead; none to the member itself
	leave []N         // by member
}

// step is a step to a member, and its chance.
type step[N number[N]] struct {
	to     int32
	chance N
}

// factor takes the members out of a ring one by one: a walk that would pass the
// member goes on in one step to where it leads from there. This is the state
// reduction of W. Grassmann, M. Taksar and D. Heyman, "Regenerative analysis
// and steady state distributions for Markov chains", Operations Research 33,
// 1985, which subtracts nothing, so that the results are good to the last
// places however rarely the walk leaves the ring.
type factor[N number[N]] struct {
	removed []removed[N] // in the order in which they were
}

// removed is a member as it was when it was taken out.
type removed[N number[N]] struct {
	member int32
	onward []step[N] // to the members that were left
	from   []step[N] // the steps of those to it
	moves  N         // the chance of not staying
}

// factor takes out first the members that make the fewest new steps.
func (g ring[N]) factor() factor[N] {
	left := len(g.steps)
	f := factor[N]{removed: make([]removed[N], 0, left)}
	into := make([][]int32, left)
	degree := make([]int, left) // of steps into a member that is left, -1 for others
	for v, steps := range g.steps {
		for _, s := range steps {
			into[s.to] = append(into[s.to], int32(v))
			degree[s.to]++
		}
	}
	for range left {
		v := g.cheapest(degree)
		t := removed[N]{member: v, onward: g.steps[v], moves: g.leave[v]}
		for _, s := range t.onward {
			t.moves = t.moves.plus(s.chance)
			degree[s.to]--
		}
		degree[v] = -1
		for _, u := range into[v] {
			if degree[u] >= 0 {
				t.from = append(t.from, step[N]{u, g.bypass(u, t, into, degree)})
			}
		}
		f.removed = append(f.removed, t)
	}
	return f
}

// cheapest is the member that is left with the fewest pairs of steps in and out.
func (g ring[N]) cheapest(degree []int) int32 {
	best, least := int32(-1), 0
	for v, in := range degree {
		if in < 0 {
			continue
		}
		if cost := in * len(g.steps[v]); best < 0 || cost < least {
			best, least = int32(v), cost
		}
	}
	return best
}

// bypass replaces the step of u to a member by steps to where it leads, and
// returns the chance that the step had.
func (g ring[N]) bypass(u int32, t removed[N], into [][]int32, degree []int) N {
	old := g.steps[u]
	merged := make([]step[N], 0, len(old)+len(t.onward))
	at := 0
	for old[at].to != t.member {
		at++
	}
	chance := old[at].chance
	part := ratio(chance, t.moves)
	i, j := 0, 0
	for i < len(old) || j < len(t.onward) {
		switch {
		case j == len(t.onward) || i < len(old) && old[i].to < t.onward[j].to:
			if i != at {
				merged = append(merged, old[i])
			}
			i++
		case i == len(old) || t.onward[j].to < old[i].to:
			if w := t.onward[j].to; w != u {
				merged = append(merged, step[N]{w, part.times(t.onward[j].chance)})
				into[w] = append(into[w], u)
				degree[w]++
			}
			j++
		default:
			merged = append(merged, step[N]{old[i].to, old[i].chance.plus(part.times(t.onward[j].chance))})
			i, j = i+1, j+1
		}
	}
	g.steps[u] = merged
	g.leave[u] = g.leave[u].plus(part.times(g.leave[t.member]))
	return chance
}

// values solves value = gain + the values of where the steps lead.
func (f factor[N]) values(gain []N) []N {
	gain = append([]N(nil), gain...)
	for _, t := range f.removed {
		part := ratio(gain[t.member], t.moves)
		for _, s := range t.from {
			gain[s.to] = gain[s.to].plus(part.times(s.chance))
		}
	}
	value := make([]N, len(gain))
	for k := len(f.removed) - 1; k >= 0; k-- {
		t := f.removed[k]
		sum := gain[t.member]
		for _, s := range t.onward {
			sum = sum.plus(s.chance.times(value[s.to]))
		}
		value[t.member] = ratio(sum, t.moves)
	}
	return value
}

// visits is how often each member is visited when so much of the walk comes in at each.
func (f factor[N]) visits(inflow []N) []N {
	inflow = append([]N(nil), inflow...)
	for _, t := range f.removed {
		part := ratio(inflow[t.member], t.moves)
		for _, s := range t.onward {
			inflow[s.to] = inflow[s.to].plus(part.times(s.chance))
		}
	}
	visits := make([]N, len(inflow))
	for k := len(f.removed) - 1; k >= 0; k-- {
		t := f.removed[k]
		sum := inflow[t.member]
		for _, s := range t.from {
			sum = sum.plus(visits[s.to].times(s.chance))
		}
		visits[t.member] = ratio(sum, t.moves)
	}
	return visits
}

// ratio is x / y, and nothing where a walk never moves on.
func ratio[N number[N]](x, y N) N {
	var zero N
	if !zero.less(y) {
		return zero
	}
	return x.over(y)
}

// own is how often a walk that begins at a member visits that member. Only the
// entries of the inverse are computed that those of the diagonal rest on (K.
// Takahashi, J. Fagan, M. Chin, "Formation of a sparse bus impedance matrix",
// 1973); again nothing is subtracted.
func (f factor[N]) own() []N {
	size := len(f.removed)
	visits := make([]N, size*size) // from the member of the row to that of the column
	own := make([]N, size)
	for k := size - 1; k >= 0; k-- {
		t := f.removed[k]
		v := int(t.member)
		for _, u := range t.from {
			var sum N
			for _, w := range t.onward {
				sum = sum.plus(w.chance.times(visits[int(w.to)*size+int(u.to)]))
			}
			visits[v*size+int(u.to)] = ratio(sum, t.moves)
		}
		total := whole[N]()
		for _, w := range t.onward {
			var sum N
			for _, u := range t.from {
				sum = sum.plus(visits[int(w.to)*size+int(u.to)].times(u.chance))
			}
			there := ratio(sum, t.moves)
			visits[int(w.to)*size+v] = there
			total = total.plus(w.chance.times(there))
		}
		own[v] = ratio(total, t.moves)
		visits[v*size+v] = own[v]
	}
	return own
}
