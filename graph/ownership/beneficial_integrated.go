package ownership

import (
	"context"
	"math/big"
	"slices"

	"capgraph/graph"
)

// integrated notes the people whose integrated share of an entity reaches the
// threshold: of the company itself or, with the certainty of that, of one that
// controls it.
func (b *beneficial) integrated(ctx context.Context, n node, code BeneficialReason, certainty graph.Certainty) error {
	p := b.votes.p
	upstream, err := p.Owners(ctx, p.ids[n], Options{})
	if err != nil {
		return err
	}
	for _, s := range upstream.Shares {
		if s.Owner.Kind() != "person" {
			continue
		}
		reach, part, err := p.reach(ctx, s, b.terms)
		if err != nil {
			return err
		}
		b.unvalued = b.unvalued || part == nil
		r := Reason{Code: code, Certainty: certainty.And(reach)}
		if r.Certainty == graph.No {
			continue
		}
		if r.Part = *part; n != b.company {
			r.Through = []graph.ID{p.ids[n]}
		}
		b.noteFor(s.Owner, r)
	}
	return nil
}

// reach compares an integrated share with a threshold. What floating point leaves
// open is worked out for the pair alone, where fractions may be possible. A share
// without a value reaches nothing.
func (p *Projection) reach(ctx context.Context, s Share, t terms) (graph.Certainty, *Bounds, error) {
	if s.Integrated == nil {
		return graph.No, nil, nil
	}
	reach, clear := s.Integrated.reaches(t)
	if clear {
		return reach, s.Integrated, nil
	}
	alone, err := p.alone(ctx, s.Owner, s.Company)
	if err != nil || alone == nil {
		return reach, s.Integrated, err
	}
	reach, _ = alone.reaches(t)
	return reach, alone, nil
}

// ownsController notes who owns enough of an entity that controls the company.
func (b *beneficial) ownsController(ctx context.Context) error {
	controllers := map[node]graph.Certainty{}
	for _, q := range []*poll{b.votes, b.shares} {
		both, err := q.controllersOf(ctx, b.company)
		if err != nil {
			return err
		}
		for n, certainty := range both {
			for _, m := range q.actor(n) {
				controllers[m] = certainty.Or(orNone(controllers[m]))
			}
		}
	}
	examined, err := b.examined(ctx, controllers)
	if err != nil {
		return err
	}
	for _, n := range examined {
		if err := b.integrated(ctx, n, ByOwningController, controllers[n]); err != nil {
			return err
		}
	}
	return nil
}

// controllersOf are all controllers of a company with how sure that is.
func (q *poll) controllersOf(ctx context.Context, company node) (map[node]graph.Certainty, error) {
	sure, err := q.controllers(ctx, company, true, nil)
	if err != nil {
		return nil, err
	}
	possible, err := q.controllers(ctx, company, false, sure)
	out := make(map[node]graph.Certainty, len(possible))
	for _, n := range possible {
		out[n] = graph.Possibly
	}
	for _, n := range sure {
		out[n] = graph.Surely
	}
	return out, err
}

func orNone(c graph.Certainty) graph.Certainty {
	if c == "" {
		return graph.No
	}
	return c
}

// maxOwnersWalked is how many entities may be upstream of the possible
// controllers that are examined, in all.
const maxOwnersWalked = 300_000

// examined picks the controllers to be looked at: all sure ones that somebody
// can own, then possible ones up to the limits.
func (b *beneficial) examined(ctx context.Context, controllers map[node]graph.Certainty) ([]node, error) {
	var sure, possible []node
	for n, certainty := range controllers {
		switch {
		case len(b.votes.p.stakesIn(n)) == 0:
		case certainty == graph.Surely:
			sure = append(sure, n)
		default:
			possible = append(possible, n)
		}
	}
	slices.Sort(sure)
	slices.Sort(possible)
	above := b.votes.p.newMarks()
	defer b.votes.p.marks.put(above)
	for i, walked := 0, 0; i < len(possible); i++ {
		if err := b.shares.upstream(ctx, possible[i], false, above); err != nil {
			return nil, err
		}
		if walked += len(above.list); len(sure) >= MaxControllersOwned || walked > maxOwnersWalked {
			b.unexamined = len(possible) - i
			break
		}
		sure = append(sure, possible[i])
	}
	return sure, nil
}

// reaches compares a part of a company with a threshold. It is not clear where
// only floating point is known and a bound lies within its error of the
// threshold; then reaching it is possible and no more.
func (b Bounds) reaches(t terms) (reach graph.Certainty, clear bool) {
	least, clearLeast := compareBound(b.ExactMin, b.Min, b.Error, t.threshold)
	most, clearMost := compareBound(b.ExactMax, b.Max, b.Error, t.threshold)
	switch {
	case clearLeast && (least > 0 || least == 0 && (t.inclusive || b.MinOpen)):
		return graph.Surely, true
	case !clearMost || most > 0 || most == 0 && t.inclusive && !b.MaxOpen:
		return graph.Possibly, clearLeast && clearMost
	}
	return graph.No, true
}

func compareBound(exact *big.Rat, value, slack float64, threshold int64) (order int, clear bool) {
	limit := float64(threshold) / Whole
	switch {
	case exact != nil:
		return exact.Cmp(big.NewRat(threshold, Whole)), true
	case value-slack > limit:
		return 1, true
	case value+slack < limit:
		return -1, true
	}
	return 0, slack == 0
}
