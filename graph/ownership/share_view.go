package ownership

import "slices"

// accuracy is what every bound that is not Partial is good to.
const accuracy = 1e-9

// view turns the chances of a region into shares.
type view struct {
	*region
	solution
	walked          []Flags // by row
	over, divergent []bool  // by row, whether the walk passes such companies; nil when none does
	refused         []bool  // likewise
	room            []Bounds
}

func (r *region) view(a solution) *view {
	return &view{
		region: r, solution: a, walked: r.walkedFlags(), room: make([]Bounds, 0, 2*len(r.nodes)),
		over:      r.spread(func(v int32) bool { return r.rows[v].over }),
		divergent: r.divergent(),
		refused:   r.spread(func(v int32) bool { return r.p.refused(r.nodes[v]) }),
	}
}

// keep stores bounds beside the others, so that many shares take little room.
func (w *view) keep(b Bounds) *Bounds {
	w.room = append(w.room, b)
	return &w.room[len(w.room)-1]
}

// share is that of the target in a row; it is asked for once for each row at most.
func (w *view) share(owner node, v int32) Share {
	company := w.nodes[v]
	s := Share{Owner: w.p.ids[owner], Company: w.p.ids[company], Direct: w.direct(v), Flags: w.walked[v], Status: Range}
	switch {
	case w.divergent != nil && w.divergent[v]:
		s.Status = Divergent
		return s
	case w.over != nil && w.over[v]:
		s.Status = OverAllocated
		return s
	}
	s.Integrated, s.Indirect = w.keep(w.integrated(v)), w.keep(w.indirect(v))
	if s.Integrated.Exact() {
		s.Status = Exact
	}
	if s.Integrated.Error > accuracy || w.refused != nil && w.refused[v] {
		s.Status = Partial
	}
	s.Status = w.p.standing(company, s.Status)
	return s
}

// direct is what the target holds in the company of a row itself.
func (r *region) direct(v int32) Bounds {
	at := slices.Index(r.to[r.start[v]:r.start[v+1]], r.target())
	if at < 0 {
		return nothing()
	}
	arc := r.start[v] + int32(at)
	var open ends
	if r.lo[arc] < r.hi[arc] {
		open = r.openEnds(arc)
	}
	return parts(r.lo[arc], r.hi[arc], open)
}
