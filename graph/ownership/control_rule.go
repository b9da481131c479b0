package ownership

import "math/bits"

// rule is what makes control, the same for all companies.
type rule struct {
	threshold   int64
	inclusive   bool
	outstanding bool // votes are counted against those that may be cast
}

func (o Options) rule() rule {
	return rule{o.threshold(), o.Inclusive, o.Base == Outstanding}
}

// extreme is the least or the greatest number of votes out of a base. An open
// one is not itself possible.
type extreme struct {
	votes, base int64
	open        bool
}

// surely says whether holders with these votes outvote the rest of the company
// in all ways in which the stakes may be.
func (r rule) surely(m *meeting, s tally) bool {
	if !r.outstanding && !m.whole {
		return s.lo > r.threshold || s.lo == r.threshold && (s.loOpen > 0 || r.inclusive)
	}
	least := r.least(m, s)
	over := least.compare(r.threshold)
	return over > 0 || over == 0 && (least.open || r.inclusive)
}

// possibly says whether they do so in one of those ways.
func (r rule) possibly(m *meeting, s tally) bool {
	if s.hi < r.threshold && !r.outstanding {
		return false
	}
	most := r.most(m, s)
	over := most.compare(r.threshold)
	return over > 0 || over == 0 && !most.open && r.inclusive
}

// compare tells the part that the votes are of their base from a threshold. Of
// nothing no part is anything.
func (x extreme) compare(threshold int64) int {
	if x.base <= 0 {
		return -1
	}
	aHi, aLo := bits.Mul64(uint64(x.votes), Whole)
	bHi, bLo := bits.Mul64(uint64(threshold), uint64(x.base))
	switch {
	case aHi != bHi:
		return sign(aHi > bHi)
	case aLo != bLo:
		return sign(aLo > bLo)
	}
	return 0
}

func sign(positive bool) int {
	if positive {
		return 1
	}
	return -1
}

// least is what the holders of these votes have at least: the sum of the least
// votes or, where no others exist, what the greatest of the others leave.
//
// Out of the votes that may be cast it is least where both are equal: the more
// the company holds of itself, the more weighs a given number of votes, and the
// less is left by the others.
func (r rule) least(m *meeting, s tally) extreme {
	others := m.all.minus(s)
	own, base := min(m.own.hi, Whole), int64(Whole)
	if r.outstanding {
		own = m.own.lo
		if m.whole {
			own = min(max(Whole-others.hi-s.lo, m.own.lo), m.own.hi, max(Whole-1, m.own.lo))
		}
		base = Whole - own
	}
	x := extreme{min(s.lo, base), base, s.loOpen > 0}
	if rest := Whole - others.hi - own; m.whole && rest >= x.votes {
		x.open = rest == x.votes && x.open || others.hiOpen > 0 || m.own.hiOpen > 0 && !r.outstanding
		x.votes = rest
	}
	return x
}

// most is what they have at most: the sum of the greatest votes, or what the
// least of the others leave.
func (r rule) most(m *meeting, s tally) extreme {
	others := m.all.minus(s)
	own, base := m.own.lo, int64(Whole)
	if r.outstanding {
		own = min(max(Whole-others.lo-s.hi, m.own.lo), m.own.hi, max(Whole-1, m.own.lo))
		base = Whole - own
	}
	x := extreme{min(s.hi, base), base, s.hiOpen > 0 && s.hi <= base}
	if room := Whole - others.lo - own; !m.crowded && room <= x.votes {
		x.open = room == x.votes && x.open || others.loOpen > 0 || m.own.loOpen > 0 && !r.outstanding
		x.votes = max(room, 0)
	}
	return x
}

// span is the part of the votes in parts per billion, rounded outward.
func (r rule) span(m *meeting, low, high tally) Span {
	least, most := r.least(m, low), r.most(m, high)
	if least.base <= 0 || most.base <= 0 {
		return Span{}
	}
	lo, below := least.votes*Whole/least.base, least.votes*Whole%least.base
	hi, above := most.votes*Whole/most.base, most.votes*Whole%most.base
	if above > 0 {
		hi++
	}
	return Span{
		Lo: int32(min(lo, Whole)), LoOpen: least.open || below > 0,
		Hi: int32(min(hi, Whole)), HiOpen: most.open || above > 0,
	}
}
