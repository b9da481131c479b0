package ownership

import (
	"context"
	"maps"
	"math/big"
	"slices"

	"capgraph/graph"
)

// side is what an actor has in a company: its own, and that of holders that it
// controls.
type side struct {
	direct, through tally
	holders         []node // that it controls, ascending
}

// own, led and all are what a rule may count, with the holders between.
func (s side) own() (tally, []node) { return s.direct, nil }
func (s side) led() (tally, []node) { return s.through, s.holders }
func (s side) all() (tally, []node) { return s.direct.plus(s.through), s.holders }

// sided is what actors have in a company, by the first of each.
type sided map[node]*side

// sides is what they have surely and possibly.
type sides struct{ sure, possible sided }

// behind adds up what everyone has in the company through holders that they
// control. It asks who is behind each holder, not what everyone controls: a
// company has few holders, and many may be upstream.
func (b *beneficial) behind(ctx context.Context, q *poll) (sides, error) {
	out := sides{sided{}, sided{}}
	for h := range q.holders(b.company) {
		sure, err := q.controllers(ctx, h.node, true, nil)
		if err != nil {
			return out, err
		}
		possible, err := q.controllers(ctx, h.node, false, sure)
		if err != nil {
			return out, err
		}
		out.sure.add(q, h, sure)
		out.possible.add(q, h, possible)
	}
	return out, nil
}

// add gives the votes of a holder to itself and to those that control it.
func (s sided) add(q *poll, h holder, controllers []node) {
	self := q.actor(h.node)[0]
	s.of(self).direct = s.of(self).direct.plus(h.votes)
	for _, n := range controllers {
		if n != self {
			s.of(n).through = s.of(n).through.plus(h.votes)
			s.of(n).holders = append(s.of(n).holders, h.node)
		}
	}
}

func (s sided) of(n node) *side {
	if s[n] == nil {
		s[n] = &side{}
	}
	return s[n]
}

// tallied counts the stakes of the same holders on another roll.
func (b *beneficial) tallied(q *poll, behind sides) sides {
	held := map[node]tally{}
	for h := range q.holders(b.company) {
		held[h.node] = h.votes
	}
	recount := func(from sided) sided {
		to := sided{}
		for n, s := range from {
			one := &side{holders: s.holders}
			for _, m := range q.actor(n) {
				one.direct = one.direct.plus(held[m])
			}
			for _, h := range s.holders {
				one.through = one.through.plus(held[h])
			}
			to[n] = one
		}
		return to
	}
	return sides{recount(behind.sure), recount(behind.possible)}
}

// weigh notes those whose part reaches the threshold.
func (b *beneficial) weigh(q *poll, behind sides, code BeneficialReason, part func(side) (tally, []node)) {
	reach := rule{b.terms.threshold, b.terms.inclusive, q.outstanding}
	m := &q.meetings[b.company]
	for _, n := range slices.Sorted(maps.Keys(behind.possible)) {
		high, mayLead := part(*behind.possible.of(n))
		low, leads := part(*behind.sure.of(n))
		r := Reason{Code: code, OfVotes: q == b.votes, Part: boundsOf(reach.span(m, low, high))}
		switch {
		case reach.surely(m, low):
			r.Certainty, r.Through = graph.Surely, q.p.idsOf(leads)
		case reach.possibly(m, high):
			r.Certainty, r.Through = graph.Possibly, q.p.idsOf(mayLead)
		default:
			continue
		}
		b.note(q, n, r)
	}
}

// boundsOf writes a span as a part of the whole, with exact bounds.
func boundsOf(s Span) Bounds {
	return Bounds{
		Min: float64(s.Lo) / Whole, Max: float64(s.Hi) / Whole, MinOpen: s.LoOpen, MaxOpen: s.HiOpen,
		ExactMin: big.NewRat(int64(s.Lo), Whole), ExactMax: big.NewRat(int64(s.Hi), Whole),
	}
}
