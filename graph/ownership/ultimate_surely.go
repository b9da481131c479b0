package ownership

import (
	"context"
	"math/big"
	"slices"
)

// surely adds to a part what the owner in a row surely has.
func (o owners) surely(ctx context.Context, row int32, part *UltimatePart) error {
	switch {
	case part.Share == nil:
		part.ExactSurely = new(big.Rat)
	case o.low != nil:
		part.Surely = o.low.met[row]
	default:
		x, err := solve[fraction](ctx, o.aim().to(row).least(), true)
		if err != nil {
			return err
		}
		part.take(x.value[0])
	}
	return nil
}

func (part *UltimatePart) take(value fraction) {
	part.Surely, part.ExactSurely = clip(value.float()), value.rat()
}

// unaccounted is the part that no source says whose it is.
func (o owners) unaccounted(ctx context.Context) (UltimatePart, error) {
	part := UltimatePart{Kind: UnaccountedPart, status: Range}
	r := o.leaks()
	for v := range r.rows {
		if r.rows[v].over {
			part.status, part.ExactSurely = OverAllocated, new(big.Rat)
			return part, nil
		}
	}
	solved, err := r.solution(ctx)
	if err != nil {
		return part, err
	}
	share := solved.integrated(0)
	switch part.Share = &share; {
	case share.Error > accuracy || r.spread(func(v int32) bool { return r.p.refused(r.nodes[v]) }) != nil:
		part.status = Partial
	case share.Exact():
		part.status = Exact
	}
	if o.low != nil {
		part.Surely = o.low.leaked()
		return part, nil
	}
	x, err := solve[fraction](ctx, r.least(), true)
	if err == nil {
		part.take(x.value[0])
	}
	return part, err
}

// leaks is the region whose target is what no known holder has. Who has no
// known holders is where a walk ends.
func (r *region) leaks() *region {
	l := *r
	l.to, l.rows = slices.Clone(r.to), slices.Clone(r.rows)
	for v := range r.nodes {
		if last := r.start[v+1] - 1; last > r.start[v] {
			l.to[last] = r.target()
			l.rows[v].complete = true // Nothing is left that could go elsewhere.
		}
	}
	return &l
}

// least is the region in which everybody has what it surely has, and the sink,
// or what stands in its place, the rest.
func (r *region) least() *region {
	l := *r
	l.lo, l.rows = slices.Clone(r.lo), slices.Clone(r.rows)
	for v := range r.nodes {
		if last := r.start[v+1] - 1; !r.rows[v].over {
			l.lo[last] += r.rows[v].room
		}
		l.rows[v].room, l.rows[v].open = 0, false
	}
	l.hi = l.lo
	return &l
}

// leaked is the capital that came to no known holder.
func (s *ascent) leaked() float64 {
	var sum float64
	for v := range s.nodes {
		first, last := s.start[v], s.start[v+1]
		if last-first > 1 && !s.rows[v].over && !s.closed[v] {
			sum += s.visits[v] * float64(s.walk.parts[last-1]) / Whole
		}
	}
	return clip(sum)
}
