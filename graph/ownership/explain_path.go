package ownership

import (
	"container/heap"
	"math/big"
	"slices"
)

// pathSearch finds the paths from the first row to the target, those that give
// most first: each beginning of a path is followed in the order of what all
// walks that begin so give at most.
type pathSearch struct {
	*region
	least, most []int32 // how the companies are divided, by arc
	values      solution
	exact       bool
	queue       begun
	order       int
	left        int  // stakes that may still be followed
	cut         bool // whether that was too few
}

func (r *region) pathSearch(solved solution, exact bool) *pathSearch {
	s := &pathSearch{region: r, values: solved, exact: exact, left: maxSearched}
	s.least, s.most = solved.divisions()
	s.queue = begun{{least: 1, most: 1, bound: 1}}
	return s
}

func (s *pathSearch) nothing() Part {
	if !s.exact {
		return Part{}
	}
	return Part{ExactLeast: new(big.Rat), ExactGreatest: new(big.Rat)}
}

// next is the path that gives most of those that are left.
func (s *pathSearch) next() (Path, bool) {
	for len(s.queue) > 0 {
		b := heap.Pop(&s.queue).(*beginning)
		if b.at == s.target() {
			return s.path(b), true
		}
		if s.left -= int(s.start[b.at+1] - s.start[b.at]); s.left < 0 {
			s.cut = true
			return Path{}, false
		}
		for a := s.start[b.at]; a < s.start[b.at+1]; a++ {
			next := s.after(b, a)
			if next.bound > 0 && next.at != s.sink() && !b.passes(next.at) {
				heap.Push(&s.queue, next)
			}
		}
	}
	return Path{}, false
}

// after is a beginning with one more step.
func (s *pathSearch) after(b *beginning, arc int32) *beginning {
	s.order++
	next := &beginning{at: s.to[arc], arc: arc, from: b, order: s.order}
	next.least, next.most = b.least*float64(s.least[arc])/Whole, b.most*float64(s.most[arc])/Whole
	if next.bound = max(next.least, next.most); next.at < s.target() {
		value := s.values.integrated(next.at)
		next.bound = max(next.least*value.Min, next.most*value.Max)
	}
	return next
}

// path is that which a finished beginning is.
func (s *pathSearch) path(b *beginning) Path {
	p := Path{Part: Part{Least: 1, Greatest: 1}}
	if s.exact {
		p.ExactLeast, p.ExactGreatest = big.NewRat(1, 1), big.NewRat(1, 1)
	}
	var arcs []int32
	for ; b.from != nil; b = b.from {
		arcs = append(arcs, b.arc)
	}
	slices.Reverse(arcs)
	for _, a := range arcs {
		p.Hops = append(p.Hops, s.hop(a))
		p.Least *= float64(s.least[a]) / Whole
		p.Greatest *= float64(s.most[a]) / Whole
		if s.exact {
			p.ExactLeast.Mul(p.ExactLeast, big.NewRat(int64(s.least[a]), Whole))
			p.ExactGreatest.Mul(p.ExactGreatest, big.NewRat(int64(s.most[a]), Whole))
		}
	}
	if s.exact {
		p.round()
	}
	return p
}

func (s *pathSearch) hop(arc int32) Hop {
	stakes, open := s.stakesOf(arc), s.openEnds(arc)
	h := Hop{Company: s.p.ids[stakes[0].company], Owner: s.p.ids[stakes[0].owner]}
	h.Share = Span{Lo: s.lo[arc], Hi: s.hi[arc], LoOpen: open.lo, HiOpen: open.hi}
	for _, e := range stakes {
		if e.share.Hi > 0 {
			h.Stakes = append(h.Stakes, e.id)
		}
	}
	slices.Sort(h.Stakes)
	return h
}

// beginning is a path that has come to a row, or to the target.
type beginning struct {
	at, arc     int32
	from        *beginning // without the last step
	least, most float64    // what it gives in the two ways, if the target has all of the row
	bound       float64    // what all walks that begin so give, in the way in which they give more
	order       int
}

func (b *beginning) passes(v int32) bool {
	for ; b != nil; b = b.from {
		if b.at == v {
			return true
		}
	}
	return false
}

// begun is a heap, that with the largest bound first.
type begun []*beginning

func (q begun) Len() int { return len(q) }
func (q begun) Less(i, j int) bool {
	if q[i].bound != q[j].bound {
		return q[i].bound > q[j].bound
	}
	return q[i].order < q[j].order
}
func (q begun) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *begun) Push(b any)   { *q = append(*q, b.(*beginning)) }
func (q *begun) Pop() any {
	last := len(*q) - 1
	b := (*q)[last]
	*q = (*q)[:last]
	return b
}
