package ownership

import "context"

const (
	// maxExactRows and maxExactArcs bound the regions that are computed in
	// fractions, and maxExactRing the circles in them: the digits of a fraction grow
	// with each company that a circle has.
	maxExactRows = 60
	maxExactArcs = 400
	maxExactRing = 24
)

// solution is the least and the greatest chance of meeting the target from each row.
type solution interface {
	integrated(v int32) Bounds
	indirect(v int32) Bounds // as integrated, but not in the first step
	divisions() (least, most []int32)
}

// solution solves a region, in fractions when it is small.
func (r *region) solution(ctx context.Context) (solution, error) {
	if r.small() {
		return solveBoth[fraction](ctx, r)
	}
	return solveBoth[real](ctx, r)
}

// small says whether fractions stay short.
func (r *region) small() bool {
	return len(r.nodes) <= maxExactRows && len(r.to) <= maxExactArcs && r.largest() <= maxExactRing
}

// largest is how many rows the largest circle has.
func (r *region) largest() int {
	of, count := tarjan(r.start, r.to)
	start, _ := grouped(of, count)
	var size int32
	for k := range count {
		size = max(size, start[k+1]-start[k])
	}
	return int(size)
}

// both are the two extremes of a region, which may be one.
type both[N number[N]] struct {
	least, most         *chances[N]
	leastOpen, mostOpen []bool // by row
}

func solveBoth[N number[N]](ctx context.Context, r *region) (*both[N], error) {
	b, ends := &both[N]{}, 2
	if !r.open() {
		ends = 1
	}
	err := atOnce(ends, func(end int) (err error) {
		if end == 0 {
			b.most, err = solve[N](ctx, r, true)
		} else {
			b.least, err = solve[N](ctx, r, false)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if ends == 1 {
		b.least = b.most
	}
	b.leastOpen, b.mostOpen = b.least.unattained(), b.most.unattained()
	return b, nil
}

// open says whether any row can be divided in several ways.
func (r *region) open() bool {
	for v := range r.rows {
		if r.rows[v].open {
			return true
		}
	}
	return false
}

func (b *both[N]) integrated(v int32) Bounds {
	least, most := b.least.value[v], b.most.value[v]
	if most.less(least) { // by rounding
		most = least
	}
	bounds := chanceBetween(least, most)
	bounds.MinOpen, bounds.MaxOpen = b.leastOpen[v], b.mostOpen[v]
	bounds.Error = max(b.least.off(v), b.most.off(v))
	return bounds
}

func (b *both[N]) indirect(v int32) Bounds {
	if !b.most.leadsTo(v, b.most.target()) {
		return b.integrated(v)
	}
	least, leastOpen := b.least.roundabout(v, b.leastOpen)
	most, mostOpen := b.most.roundabout(v, b.mostOpen)
	if most.less(least) {
		most = least
	}
	bounds := chanceBetween(least, most)
	bounds.MinOpen, bounds.MaxOpen = leastOpen, mostOpen
	bounds.Error = max(b.least.off(v), b.most.off(v))
	return bounds
}

func (b *both[N]) divisions() (least, most []int32) { return b.least.parts, b.most.parts }

// roundabout is the extreme chance from a row when the target does not count
// as the first step, and whether that is not itself possible.
func (x *chances[N]) roundabout(v int32, unattained []bool) (chance N, open bool) {
	target, met := x.target(), x.value[x.target()]
	var zero N
	x.value[target] = zero
	first, last := x.start[v], x.start[v+1]
	saved := append([]int32(nil), x.parts[first:last]...)
	if x.picks(v) {
		x.fill(v, x.value)
	}
	chance, open = x.chance(v, x.value), x.rows[v].open && !x.attains(v)
	for a := first; a < last; a++ {
		open = open || x.parts[a] > 0 && unattained[x.to[a]]
	}
	copy(x.parts[first:last], saved)
	x.value[target] = met
	return chance, open
}

// leadsTo says whether an arc leads from one row to another.
func (r *region) leadsTo(v, to int32) bool {
	for a := r.start[v]; a < r.start[v+1]; a++ {
		if r.to[a] == to {
			return true
		}
	}
	return false
}

// spread marks the rows from which a walk may come to one that is marked. It
// returns nil when none is.
func (r *region) spread(seed func(v int32) bool) []bool {
	var list []int32
	for v := range int32(len(r.nodes)) {
		if seed(v) {
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return nil
	}
	marked := make([]bool, len(r.nodes)+2)
	for _, v := range list {
		marked[v] = true
	}
	start, into := r.reversed()
	for len(list) > 0 {
		w := list[len(list)-1]
		list = list[:len(list)-1]
		for _, in := range into[start[w]:start[w+1]] {
			if !marked[in.row] && r.hi[in.arc] > 0 {
				marked[in.row] = true
				list = append(list, in.row)
			}
		}
	}
	return marked
}

// walkedFlags are, by row, those of all the stakes that a walk from it may take.
func (r *region) walkedFlags() []Flags {
	all := make([]Flags, len(r.nodes)+2)
	for changed, back := true, true; changed; back = !back {
		changed = false
		for i := range r.nodes {
			v := i
			if back {
				v = len(r.nodes) - 1 - i
			}
			flags := all[v]
			for a := r.start[v]; a < r.start[v+1]; a++ {
				flags |= r.flags(a) | all[r.to[a]]
			}
			changed = changed || flags != all[v]
			all[v] = flags
		}
	}
	return all
}
