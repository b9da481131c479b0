package ownership

import "context"

// ascent follows the capital of the first row of a region upwards, all of it
// at once to all owners: how often a walk visits each, when every holder has
// what it surely has. The chance of ever meeting an owner is its visits divided
// by those that a walk which begins at the owner makes there, so that one
// ascent answers for all owners. A company that is not divided ends the walk.
type ascent struct {
	*region
	walk   *chances[real] // how the companies are divided
	visits []float64      // by row; before its turn, what of it has come in
	again  []float64      // by row, visits of a walk that begins there
	met    []float64      // by row, the chance of meeting it; of the first, of coming back to it
	off    []float64      // by row, how far that may be from the truth
	closed []bool         // by row, whether it is in a circle that no walk leaves

	rounded []float64 // by row, how many roundings its visits rest on
	flight  float64   // how much capital was not followed to its end
	work    int       // how many arcs may still be followed to find visits in large circles
}

// ascend follows the capital of the first row.
func (r *region) ascend(ctx context.Context) (*ascent, error) {
	rows := len(r.nodes) + 2
	s := &ascent{
		region: r, walk: newChances[real](r, false), visits: make([]float64, rows), again: make([]float64, rows),
		met: make([]float64, rows), off: make([]float64, rows), closed: make([]bool, rows), rounded: make([]float64, rows), work: probeWork,
	}
	s.visits[0] = 1
	to := r.surely()
	of, count := tarjan(r.start, to)
	start, members := grouped(of, count)
	for k := count - 1; k >= 0; k-- {
		if k%1024 == 0 && ctx.Err() != nil {
			return nil, ended(ctx)
		}
		part := members[start[k]:start[k+1]]
		if part[0] >= r.target() {
			continue
		}
		if err := s.turn(ctx, part); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// surely is where the arcs lead that surely have something, -1 for others.
func (r *region) surely() []int32 {
	to := make([]int32, len(r.to))
	for v := range r.rows {
		for a := r.start[v]; a < r.start[v+1]; a++ {
			if to[a] = r.to[a]; r.lo[a] == 0 || r.rows[v].over {
				to[a] = -1
			}
		}
	}
	return to
}

// turn finds the visits to a part of the region and passes on what leaves it.
func (s *ascent) turn(ctx context.Context, part []int32) error {
	s.walk.enter(part)
	inflow, closed := s.inflow(part)
	s.walk.leave(part)
	switch {
	case closed:
		for _, v := range part {
			s.met[v], s.closed[v] = inflow, true
			s.off[v] = s.rounded[v]*epsilon + s.flight
		}
		return nil
	case len(part) == 1:
		s.single(part[0])
	case len(part) <= s.dense:
		s.solve(part)
	default:
		if err := s.tour(ctx, part); err != nil {
			return err
		}
	}
	s.rate(part)
	s.walk.enter(part)
	s.passOn(part)
	s.walk.leave(part)
	return nil
}

// inflow is what comes into a part from outside, and whether no walk leaves
// it: all that its members surely have is the whole of each. The shares are whole
// numbers, so that this is exact.
func (s *ascent) inflow(part []int32) (inflow float64, closed bool) {
	closed = true
	for _, v := range part {
		inflow += s.visits[v]
		var inside int64
		for a := s.start[v]; a < s.start[v+1]; a++ {
			if s.walk.inside(s.to[a]) {
				inside += int64(s.lo[a])
			}
		}
		closed = closed && inside == Whole && !s.rows[v].over
	}
	return clip(inflow), closed
}

// single is a company that is in no circle, but may hold a part of itself.
func (s *ascent) single(v int32) {
	own := int32(0)
	for a := s.start[v]; a < s.start[v+1]; a++ {
		if s.to[a] == v && !s.rows[v].over {
			own = s.lo[a]
		}
	}
	s.again[v] = Whole / float64(Whole-own)
	s.visits[v] *= s.again[v]
}

// solve finds the visits in a circle at once.
func (s *ascent) solve(part []int32) {
	ring, _ := s.walk.ring(part)
	f := ring.factor()
	inflow := make([]real, len(part))
	for i, v := range part {
		inflow[i] = real(s.visits[v])
	}
	visits, again := f.visits(inflow), f.own()
	for i, v := range part {
		s.visits[v], s.again[v] = float64(visits[i]), float64(again[i])
		s.rounded[v] += 2 * float64(len(part)) * float64(len(part))
	}
}

// rate turns visits into chances of meeting.
func (s *ascent) rate(part []int32) {
	for _, v := range part {
		if s.met[v] = s.visits[v] / s.again[v]; v == 0 {
			s.met[v] = (s.again[v] - 1) / s.again[v]
		}
		s.met[v] = clip(s.met[v])
		s.off[v] += min(1, s.flight+(s.met[v]+epsilon)*(s.rounded[v]+4)*epsilon)
	}
}

// passOn gives the capital that leaves a part to the holders outside.
func (s *ascent) passOn(part []int32) {
	for _, v := range part {
		for a := s.start[v]; a < s.start[v+1] && !s.rows[v].over; a++ {
			if to := s.to[a]; s.lo[a] > 0 && !s.walk.inside(to) {
				s.visits[to] += s.visits[v] * float64(s.lo[a]) / Whole
				s.rounded[to] = max(s.rounded[to], s.rounded[v]+3) + 1
			}
		}
	}
}
