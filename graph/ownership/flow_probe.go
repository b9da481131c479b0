package ownership

const (
	// probeWork is how many arcs are followed at most to find out how often walks
	// come back to the members of large circles.
	probeWork = 60_000_000
	// probeLanes is among how many workers they are divided, on every machine
	// alike, so that the answer does not depend on it.
	probeLanes = 4
)

// probe finds how often walks from members of a circle come back to them.
type probe struct {
	*tour
	forward, backward push
	work              int // how many arcs may still be followed
}

func newProbe(t *tour, work int) *probe {
	return &probe{tour: t, forward: newPush(t.out, t.stay), backward: newPush(t.in, nil), work: work}
}

// again is how often a walk from a member visits it, and how far that may be
// off: no further than asked for, unless there is too much work to do.
//
// What a walk has not done when it is left after some steps, and what of a walk
// that ends at the member is not known before its last steps, meet in the
// middle; what neither knows is bounded by how long a walk stays, and half of that is added.
func (p *probe) again(i int32, precise float64) (visits, off float64) {
	if off = (p.stay[i] - 1) / 2; off <= precise {
		return 1 + off, off
	}
	p.forward.begin(i)
	p.backward.begin(i)
	for off > precise && p.work > 0 {
		side := &p.forward
		if p.backward.cost < p.forward.cost {
			side = &p.backward
		}
		p.work -= side.on()
		off = max(p.forward.ahead, 0) * p.backward.least / 2
	}
	visits = p.forward.at[i].done
	for _, v := range p.forward.touched {
		visits += p.forward.at[v].left * p.backward.at[v].done
	}
	return max(visits, 1) + off, off
}

// push follows a walk from one member, the largest parts of it first, and
// knows what of it is left where.
type push struct {
	steps
	at      []pushed // by member
	touched []int32  // members at which there is or was something
	queue   []int32
	least   float64 // no part that is left is more; smaller ones are not worth following yet
	ahead   float64 // what all that is left weighs
	cost    int
}

// pushed is what has come to a member. Its parts lie together, because that is
// what takes the time.
type pushed struct {
	done, left float64 // what was followed from there, and what was not
	weight     float64 // of each part that is left there
}

// newPush follows steps. Without weights nothing weighs anything.
func newPush(g steps, weights []float64) push {
	u := push{steps: g, at: make([]pushed, len(g.start)-1)}
	for i, weight := range weights {
		u.at[i].weight = weight
	}
	return u
}

// begin starts a walk at a member.
func (u *push) begin(i int32) {
	for _, v := range u.touched {
		u.at[v].done, u.at[v].left = 0, 0
	}
	u.touched, u.least, u.cost, u.ahead = u.touched[:0], 1, 0, 0
	u.add(i, 1)
}

// add leaves a part of a walk at a member, which waits to be followed once it
// is large enough.
func (u *push) add(v int32, part float64) {
	m := &u.at[v]
	before := m.left
	if before == 0 && m.done == 0 {
		u.touched = append(u.touched, v)
	}
	m.left = before + part
	if m.left > u.least && before <= u.least {
		u.queue = append(u.queue, v)
	}
	u.ahead += part * m.weight
}

// on follows all that is more than an eighth of what was followed so far, and
// returns how many members and steps it looked at.
func (u *push) on() int {
	before := u.cost
	u.least /= 8
	for _, v := range u.touched {
		if u.at[v].left > u.least {
			u.queue = append(u.queue, v)
		}
	}
	u.cost += len(u.touched)
	for k := 0; k < len(u.queue); k++ {
		v := u.queue[k]
		m := &u.at[v]
		part := m.left
		m.done, m.left = m.done+part, 0
		u.ahead -= part * m.weight
		for a := u.start[v]; a < u.start[v+1]; a++ {
			u.add(u.to[a], part*u.chance[a])
		}
		u.cost += int(u.start[v+1] - u.start[v])
	}
	u.queue = u.queue[:0]
	return u.cost - before
}
