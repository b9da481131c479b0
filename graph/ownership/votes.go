package ownership

import "sync"

// tally is the votes of some stakes in one company: the sums of what each has at
// least and at most, and how many of those bounds are open.
type tally struct {
	lo, hi         int64
	loOpen, hiOpen int32
}

func (t *tally) add(s Span) {
	t.lo += int64(s.Lo)
	t.hi += int64(s.Hi)
	if s.LoOpen {
		t.loOpen++
	}
	if s.HiOpen {
		t.hiOpen++
	}
}

// plus adds two tallies.
func (t tally) plus(u tally) tally {
	return tally{t.lo + u.lo, t.hi + u.hi, t.loOpen + u.loOpen, t.hiOpen + u.hiOpen}
}

// minus leaves the stakes of t that are not among those of u.
func (t tally) minus(u tally) tally {
	return tally{t.lo - u.lo, t.hi - u.hi, t.loOpen - u.loOpen, t.hiOpen - u.hiOpen}
}

// meeting is who may vote in a company.
type meeting struct {
	all     tally // everybody but the company itself, also missing owners
	own     tally // the stakes that it holds of itself, whose votes are never cast
	whole   bool  // whether the votes of the stakes are all there are
	crowded bool  // whether the least votes are more than there are
	shared  bool  // whether the least shares are the whole
	room    int32 // what stated votes leave to assumed ones, when those do not fit; else Whole
}

// rollBasis is what a roll takes for votes.
type rollBasis int

const (
	statedVotes rollBasis = iota
	assumedVotes
	capital // the shares, whatever is stated of votes
	rollCount
)

// roll is the votes of every stake as one basis counts them.
type roll struct {
	basis    rollBasis
	meetings []meeting // by company
	ballots  []ballot  // as the edges of the projection
	blocks   []block   // by owner, then company; without missing owners and a company's own
	held     []int32   // blocks[held[n]:held[n+1]] are those of an owner

	connected sync.Once // guards parts
	parts     []int32
}

// ballot is the votes that one stake gives to its owner, and block the votes that
// it gives in a company: the same from both ends.
type (
	ballot struct {
		owner node
		votes Span
	}
	block struct {
		company node
		votes   Span
	}
)

// rolls are those of a projection that were asked for.
type rolls [rollCount]struct {
	once sync.Once
	roll *roll
}

// roll counts the votes of all stakes, once for each basis.
func (p *Projection) roll(basis rollBasis) *roll {
	r := &p.rolls[basis]
	r.once.Do(func() { r.roll = p.newRoll(basis) })
	return r.roll
}

func (p *Projection) newRoll(basis rollBasis) *roll {
	r := &roll{basis: basis, meetings: make([]meeting, len(p.ids)), held: make([]int32, len(p.ids)+1)}
	for n := range p.ids {
		r.meet(p, node(n))
	}
	r.ballots = make([]ballot, len(p.edges))
	for i := range p.edges {
		r.ballots[i] = ballot{p.edges[i].owner, r.votes(&p.edges[i])}
	}
	r.blocks = make([]block, 0, len(p.byOwner))
	for n := range p.ids {
		for _, at := range p.stakesOf(node(n)) {
			company, votes := p.edges[at].company, r.ballots[at].votes
			if company != node(n) && votes.Hi > 0 {
				r.blocks = append(r.blocks, block{company, votes})
			}
		}
		r.held[n+1] = int32(len(r.blocks))
	}
	return r
}

// partsOf numbers the strongly connected parts of the votes, owners before what
// they vote in: who controls another is in the same part or one before. It is
// found once.
func (r *roll) partsOf(p *Projection) []int32 {
	r.connected.Do(func() {
		to := make([]int32, len(p.edges))
		for i, b := range r.ballots {
			to[i] = b.owner
			if b.votes.Hi == 0 {
				to[i] = nobody
			}
		}
		r.parts, _ = tarjan(p.owners, to)
	})
	return r.parts
}

// blocksOf are the votes of an owner, by company.
func (r *roll) blocksOf(n node) []block { return r.blocks[r.held[n]:r.held[n+1]] }

// votes are those of a stake. A share that must fit beside stated votes and
// does not says nothing; where all shares are known to be held, none is none.
func (r *roll) votes(e *edge) Span {
	m := &r.meetings[e.company]
	switch {
	case r.basis == capital:
		return e.share
	case e.flags.Has(VotesStated):
		return e.votes
	case r.basis == assumedVotes && m.room < Whole:
		return Span{Hi: min(e.share.Hi, m.room)}
	case r.basis == assumedVotes:
		return e.share
	case m.shared && e.share.Hi == 0:
		return Span{}
	}
	return Span{Hi: Whole}
}

// meet adds up who may vote in a company.
func (r *roll) meet(p *Projection, n node) {
	m := &r.meetings[n]
	*m = meeting{room: Whole}
	stakes := p.stakesIn(n)
	if len(stakes) == 0 {
		return
	}
	m.shared = sharedOut(stakes)
	if r.basis == assumedVotes {
		m.room = roomForAssumed(stakes)
	}
	for i := range stakes {
		if e := &stakes[i]; e.owner == n {
			m.own.add(r.votes(e))
		} else {
			m.all.add(r.votes(e))
		}
	}
	total := m.all.plus(m.own)
	m.crowded = total.lo > Whole || total.lo == Whole && total.loOpen > 0
	known := m.shared || p.status[n]&(complete|overAllocated) == complete
	m.whole = known && !m.crowded && (total.hi > Whole || total.hi == Whole && total.hiOpen == 0)
}

// sharedOut says whether the least shares are exactly the whole.
func sharedOut(stakes []edge) bool {
	var least int64
	for i := range stakes {
		least += int64(stakes[i].share.Lo)
	}
	return least == Whole
}

// roomForAssumed is what stated votes leave to the others when the shares of
// those are more than that, and the whole when they fit.
func roomForAssumed(stakes []edge) int32 {
	var stated, assumed int64
	for i := range stakes {
		if e := &stakes[i]; e.flags.Has(VotesStated) {
			stated += int64(e.votes.Lo)
		} else {
			assumed += int64(e.share.Lo)
		}
	}
	if stated == 0 || stated+assumed <= Whole {
		return Whole
	}
	return int32(max(Whole-stated, 0))
}
