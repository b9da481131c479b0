package ownership

import "slices"

// region is the part of a projection that one question walks through. A walk
// starts at a company and steps to each holder with the chance of its share;
// rows are the companies that it may pass. Beside them there are two places
// that no walk leaves: the target, which the question asks the chance of
// meeting, and the sink, where all that does not matter ends up: unknown and
// missing holders, and those from which the target cannot be reached.
//
// All that a company is divided into is exactly the whole, for the sink takes
// what the holders leave. A row of a company whose least shares are more than
// the whole is not divided.
type region struct {
	p     *Projection
	nodes []node  // by row
	start []int32 // arcs start[v] to start[v+1] leave row v; the target's and the sink's are empty

	// By arc. The last of each row leads to the sink.
	to     []int32
	lo, hi []int32
	link   []int32 // place in the links of the projection; -1 for the sink

	rows  []row
	dense int     // how many companies of a circle are solved at once
	head  []int32 // by row whose arcs stand for others, the first of those it is one with; -1 for other rows
}

// row is what is known of a company beside its arcs.
type row struct {
	room     int32 // what the least shares leave
	over     bool  // the least shares are more than the whole
	complete bool  // nobody but the holders may have a part
	open     bool  // the shares are not all known, so that room may go to more than one place
}

func (r *region) target() int32 { return int32(len(r.nodes)) }
func (r *region) sink() int32   { return int32(len(r.nodes)) + 1 }

// chooses says whether the value of a row depends on how it is divided. What
// nobody surely has stays in the sink when it is not free to go to holders,
// unless these are all there are.
func (r *region) chooses(v int32, free bool) bool {
	return r.rows[v].open && (free || r.rows[v].complete)
}

// noTarget is no entity.
const noTarget node = -2

// newRegion makes rows of companies, the first where the walk begins.
func newRegion(p *Projection, companies *numbered, target node) *region {
	l, nodes := p.links(), slices.Clone(companies.list)
	arcs := len(nodes)
	for _, n := range nodes {
		arcs += len(l.holders(n))
	}
	r := &region{
		p: p, nodes: nodes, start: make([]int32, 1, len(nodes)+3), rows: make([]row, len(nodes)), dense: maxRing,
		to: make([]int32, 0, arcs), lo: make([]int32, 0, arcs), hi: make([]int32, 0, arcs), link: make([]int32, 0, arcs),
	}
	for v, n := range nodes {
		sink := tally{lo: int64(l.missing[n].Lo), hi: int64(l.missing[n].Hi)}
		for at := l.start[n]; at < l.start[n+1]; at++ {
			to := r.target()
			if l.holder[at] != target {
				to = companies.of(l.holder[at])
			}
			if to < 0 {
				sink.lo, sink.hi = sink.lo+int64(l.lo[at]), sink.hi+int64(l.hi[at])
			} else {
				r.addArc(to, l.lo[at], l.hi[at], at)
			}
		}
		r.addArc(r.sink(), int32(min(sink.lo, Whole)), int32(min(sink.hi, Whole)), -1)
		r.start = append(r.start, int32(len(r.to)))
		r.settle(int32(v))
	}
	end := int32(len(r.to))
	r.start = append(r.start, end, end)
	return r
}

func (r *region) addArc(to, lo, hi, link int32) {
	r.to, r.lo, r.hi, r.link = append(r.to, to), append(r.lo, lo), append(r.hi, hi), append(r.link, link)
}

// settle bounds the arcs of a row by each other: none has more than the others
// leave, and the sink takes whatever is left, or as much as the missing
// holders of a complete list may have.
func (r *region) settle(v int32) {
	first, last := r.start[v], r.start[v+1]
	status := r.p.status[r.nodes[v]]
	w := row{complete: status&complete != 0, over: status&overAllocated != 0}
	if !w.over {
		least := int64(0)
		for _, lo := range r.lo[first:last] {
			least += int64(lo)
		}
		w.room = int32(Whole - least)
		if !w.complete {
			r.hi[last-1] = Whole
		}
		for a := first; a < last; a++ {
			r.hi[a] = int32(min(int64(r.hi[a]), int64(r.lo[a])+int64(w.room)))
			w.open = w.open || a < last-1 && r.hi[a] > r.lo[a]
		}
	}
	r.rows[v] = w
}

// stakesOf are the stakes behind an arc, none for the sink.
func (r *region) stakesOf(arc int32) []edge {
	if r.link[arc] < 0 {
		return nil
	}
	first := r.p.links().stakes[r.link[arc]]
	e := &r.p.edges[first]
	last := first
	for int(last) < len(r.p.edges) && r.p.edges[last].company == e.company && r.p.edges[last].owner == e.owner {
		last++
	}
	return r.p.edges[first:last]
}

// flags are those of the stakes behind an arc.
func (r *region) flags(arc int32) Flags {
	if r.link[arc] < 0 {
		return 0
	}
	return r.p.links().flags[r.link[arc]]
}
