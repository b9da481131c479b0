package ownership

import "sync"

// links is the shares of a projection as walks need them: those that surely
// are nothing left out, and the stakes of one holder in a company taken
// together. It is kept apart from the stakes, which take ten times the room.
type links struct {
	start  []int32 // up[start[n]:start[n+1]] lead from company n to its holders, by holder
	holder []node
	lo, hi []int32
	flags  []Flags // of all the stakes
	open   []ends  // which of the bounds are open
	stakes []int32 // place of the first of the stakes in Projection.edges

	missing []Span // by company, what missing holders have

	held    []int32 // company[held[n]:held[n+1]] are those that n holds
	company []node
}

// linked guards links that are made when they are first needed.
type linked struct {
	once  sync.Once
	links *links
}

// links takes the stakes together, once for each projection.
func (p *Projection) links() *links {
	p.linked.once.Do(func() { p.linked.links = p.link() })
	return p.linked.links
}

func (p *Projection) link() *links {
	l := &links{start: make([]int32, 1, len(p.ids)+1), missing: make([]Span, len(p.ids))}
	l.holder, l.stakes = make([]node, 0, len(p.byOwner)), make([]int32, 0, len(p.byOwner))
	l.open = make([]ends, 0, len(p.byOwner))
	l.lo, l.hi, l.flags = make([]int32, 0, len(p.byOwner)), make([]int32, 0, len(p.byOwner)), make([]Flags, 0, len(p.byOwner))
	for n := range p.ids {
		l.addCompany(p, node(n))
		l.start = append(l.start, int32(len(l.holder)))
	}
	l.held = offsets(len(p.ids), len(l.holder), func(i int) node { return l.holder[i] })
	l.company = make([]node, len(l.holder))
	next := append([]int32(nil), l.held...)
	for n := range p.ids {
		for _, holder := range l.holders(node(n)) {
			l.company[next[holder]] = node(n)
			next[holder]++
		}
	}
	return l
}

func (l *links) addCompany(p *Projection, n node) {
	for at := p.owners[n]; at < p.owners[n+1]; {
		begin, owner := at, p.edges[at].owner
		var sum tally
		var flags Flags
		for ; at < p.owners[n+1] && p.edges[at].owner == owner; at++ {
			if e := &p.edges[at]; e.share.Hi > 0 {
				sum.add(e.share)
				flags |= e.flags
			}
		}
		lo, hi := int32(min(sum.lo, Whole)), int32(min(sum.hi, Whole))
		switch {
		case owner == nobody:
			l.missing[n] = Span{Lo: lo, Hi: hi}
		case hi > 0:
			l.holder, l.stakes, l.flags = append(l.holder, owner), append(l.stakes, begin), append(l.flags, flags)
			l.lo, l.hi = append(l.lo, lo), append(l.hi, hi)
			l.open = append(l.open, ends{sum.loOpen > 0, sum.hiOpen > 0 && sum.hi <= Whole})
		}
	}
}

// holders are those of a company, ascending.
func (l *links) holders(n node) []node { return l.holder[l.start[n]:l.start[n+1]] }

// holdings are the companies that an entity has a part of, ascending.
func (l *links) holdings(n node) []node { return l.company[l.held[n]:l.held[n+1]] }
