package ownership

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Beneficiaries are the natural persons behind a company under a regime.
type Beneficiaries struct {
	Company   graph.ID
	Regime    Regime
	Threshold int64 // in parts per billion
	Owners    []Beneficiary

	// Unexamined is how many possible controllers were not looked at for who owns
	// them, because there are more than MaxControllersOwned or too much is upstream of
	// them. The reason OWNS_CONTROLLER may then be missing where it is possible, never
	// where it is sure.
	Unexamined int

	// OverAllocated says that more than the whole is held of a company on the way,
	// so that some integrated shares have no value: OWNERSHIP under AMLR_2027 and
	// OWNS_CONTROLLER may be missing.
	OverAllocated bool
}

// Beneficiary is a person with the reasons for which it is a beneficial owner.
type Beneficiary struct {
	Person    graph.ID
	Certainty graph.Certainty // of the surest reason
	Reasons   []Reason        // the surest first
}

// Reason is one rule that a person meets.
type Reason struct {
	Code      BeneficialReason
	Certainty graph.Certainty
	OfVotes   bool       // whether the part is of the votes, not of the capital
	Part      Bounds     // what was compared; of the controller for OWNS_CONTROLLER
	Through   []graph.ID // the controlled holders, or the controller; ascending, empty when nothing is between
}

// MaxControllersOwned is how many controllers are looked at for who owns them.
const MaxControllersOwned = 20

// BeneficialOwners finds the natural persons behind a company, surely first, then
// by id. Only entities of kind person are natural persons. A threshold of 0 is
// that of the regime; another takes its place in all reasons but CONTROL. Of the
// options, the threshold of control is not read: each regime has its own. An
// unknown company has none. A regime that does not exist is an Invalid error;
// others are those of ControlOf.
func (p *Projection) BeneficialOwners(ctx context.Context, company graph.ID, regime Regime, threshold int64, o Options) (Beneficiaries, error) {
	out := Beneficiaries{Company: company, Regime: regime}
	t, err := regime.terms(threshold)
	if err != nil {
		return out, err
	}
	out.Threshold, o.Threshold, o.Inclusive = t.threshold, 0, false
	votes, err := p.poll(o)
	if err != nil {
		return out, err
	}
	n, ok := p.node(company)
	if !ok {
		return out, nil
	}
	b := beneficial{votes: votes, shares: votes.ofCapital(), terms: t, company: n, found: map[graph.ID][]Reason{}}
	switch regime {
	case AMLR2027:
		err = b.amlr(ctx)
	case UKPSC:
		err = b.psc(ctx)
	case OFAC50:
		err = b.ofac(ctx)
	}
	out.Owners, out.Unexamined, out.OverAllocated = b.people(), b.unexamined, b.unvalued
	return out, err
}

// ofCapital counts shares for votes, as a part of all of them.
func (q *poll) ofCapital() *poll {
	other := *q
	other.roll, other.outstanding = q.p.roll(capital), false
	return &other
}

// beneficial is the search for the persons behind one company.
type beneficial struct {
	votes, shares *poll
	terms         terms
	company       node
	found         map[graph.ID][]Reason
	unexamined    int
	unvalued      bool
}

func (b *beneficial) amlr(ctx context.Context) error {
	if err := b.integrated(ctx, b.company, ByOwnership, graph.Surely); err != nil {
		return err
	}
	for _, q := range []*poll{b.votes, b.shares} {
		behind, err := b.behind(ctx, q)
		if err != nil {
			return err
		}
		if q == b.votes {
			b.weigh(q, behind, ByVotes, side.own)
		}
		b.weigh(q, behind, ByControlledHolder, side.led)
		if err := b.control(ctx, q); err != nil {
			return err
		}
	}
	return b.ownsController(ctx)
}

func (b *beneficial) psc(ctx context.Context) error {
	behind, err := b.behind(ctx, b.votes)
	if err != nil {
		return err
	}
	b.weigh(b.votes, behind, ByVotes, side.all)
	b.weigh(b.shares, b.tallied(b.shares, behind), ByOwnership, side.all)
	return nil
}

// ofac follows ownership of half or more, as the threshold of each level.
func (b *beneficial) ofac(ctx context.Context) error {
	owned := *b.shares
	owned.rule = rule{threshold: b.terms.threshold, inclusive: b.terms.inclusive}
	behind, err := b.behind(ctx, &owned)
	if err == nil {
		b.weigh(&owned, behind, ByOwnership, side.all)
	}
	return err
}

// control notes who controls the company.
func (b *beneficial) control(ctx context.Context, q *poll) error {
	controllers, err := q.controllersOf(ctx, b.company)
	if err != nil {
		return err
	}
	for n, certainty := range controllers {
		if !q.anyPerson(n) {
			continue
		}
		both, err := q.bothClosures(ctx, q.actor(n), nil)
		if err != nil {
			both.free(q.p)
			return err
		}
		part := q.span(&q.meetings[b.company], both.sure.tally(b.company), both.possible.tally(b.company))
		both.free(q.p)
		b.note(q, n, Reason{Code: ByControl, Certainty: certainty, OfVotes: q == b.votes, Part: boundsOf(part)})
	}
	return nil
}

// anyPerson says whether an actor is or includes a natural person.
func (q *poll) anyPerson(n node) bool {
	return slices.ContainsFunc(q.actor(n), func(m node) bool { return q.p.ids[m].Kind() == "person" })
}

// note keeps a reason for each person of an actor.
func (b *beneficial) note(q *poll, n node, r Reason) {
	for _, m := range q.actor(n) {
		if id := q.p.ids[m]; id.Kind() == "person" {
			b.noteFor(id, r)
		}
	}
}

// noteFor keeps a reason for a person; of two that differ in no more than
// certainty and part, the surer.
func (b *beneficial) noteFor(id graph.ID, r Reason) {
	same := func(other Reason) bool {
		return other.Code == r.Code && other.OfVotes == r.OfVotes && slices.Equal(other.Through, r.Through)
	}
	if at := slices.IndexFunc(b.found[id], same); at < 0 {
		b.found[id] = append(b.found[id], r)
	} else if bySureness(r.Certainty, b.found[id][at].Certainty) < 0 {
		b.found[id][at] = r
	}
}

// people orders what was found.
func (b *beneficial) people() []Beneficiary {
	out := make([]Beneficiary, 0, len(b.found))
	for id, reasons := range b.found {
		slices.SortFunc(reasons, func(a, b Reason) int {
			return cmp.Or(bySureness(a.Certainty, b.Certainty), cmp.Compare(a.Code, b.Code), slices.Compare(a.Through, b.Through), boolOrder(a.OfVotes, b.OfVotes))
		})
		out = append(out, Beneficiary{Person: id, Certainty: reasons[0].Certainty, Reasons: reasons})
	}
	slices.SortFunc(out, func(a, b Beneficiary) int {
		return cmp.Or(bySureness(a.Certainty, b.Certainty), cmp.Compare(a.Person, b.Person))
	})
	return out
}

// boolOrder puts false first.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
