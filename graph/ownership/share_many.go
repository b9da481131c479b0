package ownership

import (
	"cmp"
	"context"
	"slices"
)

const (
	// refineWork bounds what is done to attain the bounds of many owners.
	refineWork = 30_000_000
	// sweepWork is how often an arc of a large circle is looked at to solve it.
	sweepWork = 40
)

// crowd is the shares of many owners of one company, as they are worked out.
// Lists by row are nil when they are false for all rows.
type crowd struct {
	*region
	low    *ascent
	high   []float64 // what the greatest share is at most; nil when it is the least
	loose  []bool    // whether the greatest share may be more than the least
	forced []bool    // whether the least share may be more than by what is sure
	unsure []bool    // whether a walk to it passes a company of which a stake was refused
	shadow []Status  // why there is no value
	walked []Flags
	direct []int32 // the arc from the first row, -1 when there is none

	owners []int32 // rows, by id
	shares []Share // by place in owners
	room   []Bounds
}

// manyOwners gives the owners of the company of the first row, by id.
func (r *region) manyOwners(ctx context.Context) (owners, error) {
	low, err := r.ascend(ctx)
	if err != nil {
		return owners{}, err
	}
	c := &crowd{
		region: r, low: low, shadow: r.shadows(), walked: r.passedFlags(), room: make([]Bounds, 0, 2*len(r.nodes)),
		loose:  r.beyond(func(_, a int32) bool { return r.lo[a] < r.hi[a] }),
		forced: r.beyond(func(v, _ int32) bool { return r.rows[v].open && r.rows[v].complete }),
		unsure: r.beyond(func(v, _ int32) bool { return r.p.refused(r.nodes[v]) }),
	}
	if c.loose != nil {
		if c.high, err = r.atMost(ctx, low); err != nil {
			return owners{}, err
		}
	}
	c.list()
	return owners{r, c.shares, c.owners, low}, c.refine(ctx)
}

// list gives each owner a share with bounds that hold.
func (c *crowd) list() {
	c.direct = make([]int32, len(c.nodes)+2)
	for v := range c.direct {
		c.direct[v] = -1
	}
	for a := c.start[0]; a < c.start[1]; a++ {
		c.direct[c.to[a]] = a
	}
	circular := slices.Contains(c.to, 0)
	for _, v := range c.byEntity() {
		if v != 0 || circular {
			c.owners = append(c.owners, v)
			c.shares = append(c.shares, c.share(v))
		}
	}
}

func (c *crowd) share(v int32) Share {
	s := Share{Owner: c.p.ids[c.nodes[v]], Company: c.p.ids[c.nodes[0]], Flags: c.walked[v], Direct: parts(0, 0, ends{})}
	if a := c.direct[v]; a >= 0 {
		s.Direct = parts(c.lo[a], c.hi[a], c.openEnds(a))
	}
	if c.shadow != nil && c.shadow[v] != "" {
		s.Status = c.shadow[v]
		return s
	}
	met := c.low.met[v]
	b := Bounds{Min: met, Max: met, Error: c.low.off[v]}
	if c.high != nil && c.loose[v] {
		b.Max = max(met, c.high[v])
		b.Error += b.Max - b.Min
	}
	indirect := b
	indirect.Min, indirect.Max = max(0, b.Min-s.Direct.Min), max(0, b.Max-s.Direct.Min)
	if c.forced != nil && c.forced[v] {
		indirect.Min = max(0, b.Min-s.Direct.Max)
	}
	s.Integrated, s.Indirect = c.keep(b), c.keep(indirect)
	s.Status = c.status(v, b)
	return s
}

func (c *crowd) keep(b Bounds) *Bounds {
	c.room = append(c.room, b)
	return &c.room[len(c.room)-1]
}

func (c *crowd) status(v int32, b Bounds) Status {
	s := Range
	switch {
	case b.Error > accuracy || c.unsure != nil && c.unsure[v]:
		s = Partial
	case b.Exact():
		s = Exact
	}
	return c.p.standing(c.nodes[0], s)
}

// refine finds the bounds that are attained, of the owners of whose shares the
// least is known first, as far as that is not too much work.
func (c *crowd) refine(ctx context.Context) error {
	var open []int
	for i, v := range c.owners {
		b := c.shares[i].Integrated
		loose := c.loose != nil && c.loose[v] && (len(c.owners) <= maxRing || b != nil && b.Max-b.Min > accuracy)
		if b != nil && (loose || c.forced != nil && c.forced[v]) {
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return nil
	}
	width := func(i int) float64 { return width(*c.shares[i].Integrated) }
	slices.SortFunc(open, func(a, b int) int { return cmp.Or(cmp.Compare(width(b), width(a)), cmp.Compare(a, b)) })
	m := c.aim()
	for work, k := 0, 0; k < len(open) && work < refineWork; k++ {
		i := open[k]
		target := m.to(c.owners[i])
		work += m.cost
		if target == nil {
			continue
		}
		solved, err := solveBoth[real](ctx, target)
		if err != nil {
			return err
		}
		b, indirect := solved.integrated(0), solved.indirect(0)
		*c.shares[i].Integrated, *c.shares[i].Indirect = b, indirect
		c.shares[i].Status = c.status(c.owners[i], b)
		if work += 4 * len(target.to); len(target.nodes) > maxRing {
			work += sweepWork * len(target.to)
		}
	}
	return nil
}

// beyond marks the rows that a walk may come to after an arc for which a
// condition holds. It returns nil when there is no such arc.
func (r *region) beyond(holds func(v, a int32) bool) []bool {
	var marked []bool
	var list []int32
	add := func(to int32) {
		if marked == nil {
			marked = make([]bool, len(r.nodes)+2)
		}
		if to < r.target() && !marked[to] {
			marked[to] = true
			list = append(list, to)
		}
	}
	for v := range int32(len(r.nodes)) {
		for a := r.start[v]; a < r.start[v+1]-1; a++ {
			if holds(v, a) {
				add(r.to[a])
			}
		}
	}
	for len(list) > 0 {
		v := list[len(list)-1]
		list = list[:len(list)-1]
		for a := r.start[v]; a < r.start[v+1]-1; a++ {
			add(r.to[a])
		}
	}
	return marked
}

// passedFlags are, by row, those of all the stakes on the walks that come to it.
func (r *region) passedFlags() []Flags {
	all := make([]Flags, len(r.nodes)+2)
	for changed := true; changed; {
		changed = false
		for v := range r.nodes {
			for a := r.start[v]; a < r.start[v+1]; a++ {
				if flags := all[v] | r.flags(a); all[r.to[a]]|flags != all[r.to[a]] {
					all[r.to[a]] |= flags
					changed = true
				}
			}
		}
	}
	return all
}
