package ownership

import (
	"context"
	"slices"

	"capgraph/graph"
)

// RelationKind is what the votes of an owner in a company make of it by the
// presumptions of accounting standards.
type RelationKind string

// The kinds, the strongest first.
const (
	Subsidiary RelationKind = "SUBSIDIARY" // more than half of the votes (IFRS 10.B35)
	Joint50    RelationKind = "JOINT_50"   // exactly half, and one other has the other half
	Associate  RelationKind = "ASSOCIATE"  // a fifth of the votes or more (IAS 28.5)
	OtherKind  RelationKind = "OTHER"      // less
)

// associateVotes is the fifth of IAS 28.5.
const associateVotes = Whole / 5

// Relation is what an owner and a company are to each other by votes. It is a
// presumption and no more: the standards look at facts beside the votes.
type Relation struct {
	Owner, Company graph.ID
	Votes          Span // of the owner and of what it controls, in parts per billion of the base

	// Kind is the relation, Certainty Surely; where several are possible, it is
	// the strongest of them and Possibly. Possible lists all, the strongest first.
	Kind      RelationKind
	Certainty graph.Certainty
	Possible  []RelationKind

	Other graph.ID // of JOINT_50: who surely has the other half, empty when that is not known
}

// Relation classifies the votes of an owner in a company, with those of everything
// that it controls by more than half of the votes. The threshold of the options is
// not read; base, source of votes and who acts together are. Of entities that
// neither hold nor are held it is surely OTHER. Errors are those of ControlOf.
func (p *Projection) Relation(ctx context.Context, owner, company graph.ID, o Options) (Relation, error) {
	o.Threshold, o.Inclusive = 0, false
	r := Relation{Owner: owner, Company: company, Kind: OtherKind, Certainty: graph.Surely, Possible: []RelationKind{OtherKind}}
	q, err := p.poll(o)
	if err != nil {
		return r, err
	}
	x, known := p.node(owner)
	n, held := p.node(company)
	if !known || !held {
		return r, nil
	}
	above := p.newMarks()
	defer p.marks.put(above)
	if err := q.upstream(ctx, n, false, above); err != nil {
		return r, err
	}
	both, err := q.bothClosures(ctx, q.actor(x), above)
	defer both.free(p)
	if err != nil {
		return r, err
	}
	low, high := both.sure.tally(n), both.possible.tally(n)
	r.Votes = q.span(&q.meetings[n], low, high)
	half, err := q.half(ctx, n, both, above, &r)
	if err != nil {
		return r, err
	}
	r.judge(q.kinds(n, low, high, half))
	return r, nil
}

// judge takes the kinds that are possible, the strongest first.
func (r *Relation) judge(possible []RelationKind) {
	r.Possible, r.Kind, r.Certainty = possible, possible[0], graph.Surely
	if len(possible) > 1 {
		r.Certainty = graph.Possibly
	}
}

// kinds are the relations that the votes allow. Exactly half is JOINT_50 or,
// unless one other surely has the other half, ASSOCIATE.
func (q *poll) kinds(n node, low, high tally, half graph.Certainty) []RelationKind {
	m := &q.meetings[n]
	fifth := rule{associateVotes, true, q.outstanding}
	atLeastHalf := rule{Whole / 2, true, q.outstanding}
	upToHalf := !q.surely(m, low)
	mayBeHalf := upToHalf && atLeastHalf.possibly(m, high)
	mustBeHalf := mayBeHalf && !q.possibly(m, high) && atLeastHalf.surely(m, low)
	var kinds []RelationKind
	if q.possibly(m, high) {
		kinds = append(kinds, Subsidiary)
	}
	if mayBeHalf && half != graph.No {
		kinds = append(kinds, Joint50)
	}
	if upToHalf && fifth.possibly(m, high) && !(mustBeHalf && half == graph.Surely) {
		kinds = append(kinds, Associate)
	}
	if !fifth.surely(m, low) {
		kinds = append(kinds, OtherKind)
	}
	return kinds
}

// half says whether one other has the other half of a company: a holder that the
// owner does not control, or one who controls it.
func (q *poll) half(ctx context.Context, n node, both closures, above *marks, r *Relation) (graph.Certainty, error) {
	found := graph.No
	if q.halfOf(n, both) == graph.No {
		return found, nil
	}
	for h := range q.holders(n) {
		if both.sure.has(h.node) || h.votes.hi == 0 {
			continue
		}
		other, has, err := q.withHalf(ctx, n, h.node, above)
		if err != nil {
			return graph.No, err
		}
		if has == graph.Surely {
			r.Other = q.p.ids[other]
			return has, nil
		}
		found = found.Or(has)
	}
	return found, nil
}

// halfOf says whether the votes in a company are exactly half.
func (q *poll) halfOf(n node, both closures) graph.Certainty {
	m, low, high := &q.meetings[n], both.sure.tally(n), both.possible.tally(n)
	least := rule{Whole / 2, true, q.outstanding}
	switch {
	case q.surely(m, low) || !least.possibly(m, high):
		return graph.No
	case least.surely(m, low) && !q.possibly(m, high):
		return graph.Surely
	}
	return graph.Possibly
}

// maxHalves is how many possible controllers of a holder are looked at for
// whether they have exactly half; with more, one of them possibly does.
const maxHalves = 100

// withHalf finds who has exactly half: a holder, or the first of those that
// control it.
func (q *poll) withHalf(ctx context.Context, n, holder node, above *marks) (node, graph.Certainty, error) {
	controllers, err := q.controllers(ctx, holder, false, nil)
	if err != nil {
		return nobody, graph.No, err
	}
	found := graph.No
	if len(controllers) > maxHalves {
		controllers, found = controllers[:maxHalves], graph.Possibly
	}
	for _, other := range slices.Concat([]node{holder}, controllers) {
		both, err := q.bothClosures(ctx, q.actor(other), above)
		if err != nil {
			both.free(q.p)
			return nobody, graph.No, err
		}
		has := q.halfOf(n, both)
		both.free(q.p)
		if has == graph.Surely {
			return other, has, nil
		}
		found = found.Or(has)
	}
	return nobody, found, nil
}
