package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/ownership"
)

// OwnershipResult is what one party has of a company.
type OwnershipResult struct {
	study          study
	owner, company graph.ID
}

// maxPaths is how many paths an explanation lists.
const maxPaths = graph.MaxPage

// Ownership answers what one party has of a company.
func (q Query) Ownership(ctx context.Context, owner, company graph.ID, options *OwnershipOptions, asOf *graph.Day, knownAt *graph.Instant) (*OwnershipResult, error) {
	return asStood(ctx, q, asOf, knownAt, []graph.ID{owner, company}, func(ids []graph.ID) (*OwnershipResult, error) {
		return q.ownership(ctx, ids[0], ids[1], options, asOf, knownAt)
	})
}

func (q Query) ownership(ctx context.Context, owner, company graph.ID, options *OwnershipOptions, asOf *graph.Day, knownAt *graph.Instant) (*OwnershipResult, error) {
	study, err := q.study(ctx, options, q.clocks().with(asOf, knownAt))
	if err != nil {
		return nil, err
	}
	known, err := study.summon(ctx, []graph.ID{owner, company})
	if err != nil {
		return nil, err
	}
	if the[Party](known, owner) == nil {
		return nil, graph.Errorf(graph.NotFound, "no company, person or group has the id %q", owner).At("owner")
	}
	if len(named[Company](known, company)) == 0 {
		return nil, graph.Errorf(graph.NotFound, "no company has the id %q", company).At("company")
	}
	return &OwnershipResult{study: study, owner: owner, company: company}, nil
}

// study reads the stakes for a root field.
func (q Query) study(ctx context.Context, options *OwnershipOptions, at clocks) (study, error) {
	given := defaultOptions
	if options != nil {
		given = *options
	}
	return newBatch(q.Reader, at, nil).study(ctx, "", given, at)
}

// AsOf is the day that the answer is about.
func (r *OwnershipResult) AsOf() graph.Day { return r.study.projection.Slice.Day }

// KnownAt is the last commit that is part of the answer.
func (r *OwnershipResult) KnownAt() graph.Instant { return r.study.projection.Head }

// between works out the share once for all fields that show it.
func (r *OwnershipResult) between(ctx context.Context) (sharing, error) {
	return once(r.study.batch, "between", func() (sharing, error) {
		found, err := r.study.projection.Between(ctx, r.owner, r.company, r.study.options)
		if err != nil {
			return sharing{}, err
		}
		speaks := []graph.ID{r.owner, r.company}
		for _, assigned := range append(append([]ownership.Assigned{}, found.Least...), found.Greatest...) {
			speaks = append(speaks, assigned.Stake)
		}
		if found.Narrowing != nil {
			speaks = append(speaks, found.Narrowing.Stake)
		}
		cast, err := r.study.summon(ctx, speaks)
		return sharing{found, cast}, err
	})
}

type sharing struct {
	ownership.Ownership
	cast cast
}

// Share is what the owner has of the capital.
func (r *OwnershipResult) Share(ctx context.Context) (*OwnershipShare, error) {
	s, err := r.between(ctx)
	return &OwnershipShare{s.Ownership.Share, s.cast}, err
}

// Least are shares with which it is least.
func (r *OwnershipResult) Least(ctx context.Context) ([]AssignedShare, error) {
	s, err := r.between(ctx)
	return s.assigned(s.Ownership.Least), err
}

// Greatest are shares with which it is greatest.
func (r *OwnershipResult) Greatest(ctx context.Context) ([]AssignedShare, error) {
	s, err := r.between(ctx)
	return s.assigned(s.Ownership.Greatest), err
}

func (s sharing) assigned(all []ownership.Assigned) []AssignedShare {
	shown := make([]AssignedShare, len(all))
	for i, assigned := range all {
		shown[i] = AssignedShare{Stake: maybe[Stake](s.cast, assigned.Stake), Share: ownership.AsShare(int64(assigned.Share))}
	}
	return shown
}

// Narrowing is the stake that would narrow the answer most.
func (r *OwnershipResult) Narrowing(ctx context.Context) (*OwnershipNarrowing, error) {
	s, err := r.between(ctx)
	if err != nil || s.Ownership.Narrowing == nil {
		return nil, err
	}
	n := s.Ownership.Narrowing
	return &OwnershipNarrowing{Stake: maybe[Stake](s.cast, n.Stake), Smallest: n.Smallest.AsShare(), Largest: n.Largest.AsShare()}, nil
}

// Control says whether the owner controls the company.
func (r *OwnershipResult) Control(ctx context.Context) (*Control, error) {
	control, err := r.study.projection.ControlOf(ctx, r.owner, r.company, r.study.options)
	if err != nil {
		return nil, err
	}
	cast, err := r.study.summon(ctx, controlSpeaks(control))
	return &Control{control, cast}, err
}

// Relation is what the owner's votes make of the company.
func (r *OwnershipResult) Relation(ctx context.Context) (*VotesRelation, error) {
	relation, err := r.study.projection.Relation(ctx, r.owner, r.company, r.study.options)
	if err != nil {
		return nil, err
	}
	cast, err := r.study.summon(ctx, []graph.ID{relation.Other})
	return &VotesRelation{relation, cast}, err
}

// Explanation says where the share comes from.
func (r *OwnershipResult) Explanation(ctx context.Context, first int) (*OwnershipExplanation, error) {
	if first < 0 || first > maxPaths {
		return nil, graph.Errorf(graph.Limit, "from 0 to %d paths are listed", maxPaths).At("first")
	}
	e, err := r.study.projection.Explain(ctx, r.owner, r.company, first)
	if err != nil {
		return nil, err
	}
	cast, err := r.study.summon(ctx, explanationSpeaks(e))
	return &OwnershipExplanation{e, cast}, err
}

func explanationSpeaks(e ownership.Explanation) []graph.ID {
	var ids []graph.ID
	for _, path := range e.Paths {
		for _, hop := range path.Hops {
			ids = append(append(ids, hop.Owner, hop.Company), hop.Stakes...)
		}
	}
	return ids
}

// OwnershipExplanation is a share taken apart.
type OwnershipExplanation struct {
	ownership.Explanation
	cast cast
}

// Paths are the chains that are worth most.
func (e *OwnershipExplanation) Paths() []OwnershipPath {
	paths := make([]OwnershipPath, len(e.Explanation.Paths))
	for i, path := range e.Explanation.Paths {
		paths[i] = OwnershipPath{path, e.cast}
	}
	return paths
}

// OtherPaths is what further chains give.
func (e *OwnershipExplanation) OtherPaths() OwnershipPart { return partOf(e.Explanation.OtherPaths) }

// LoopRemainder is what walks add that pass a company twice.
func (e *OwnershipExplanation) LoopRemainder() OwnershipPart { return partOf(e.Loops) }

// Complete says whether all chains were found.
func (e *OwnershipExplanation) Complete() bool { return !e.Cut }

// OwnershipPath is a chain of stakes.
type OwnershipPath struct {
	ownership.Path
	cast cast
}

// Steps lead from the company up.
func (p OwnershipPath) Steps() []OwnershipStep {
	steps := make([]OwnershipStep, len(p.Hops))
	for i, step := range p.Hops {
		steps[i] = OwnershipStep{step, p.cast}
	}
	return steps
}

// Value is what the chain gives.
func (p OwnershipPath) Value() OwnershipPart { return partOf(p.Part) }

// OwnershipStep is what one entity of a chain has in the next.
type OwnershipStep struct {
	ownership.Hop
	cast cast
}

// Owner is the holder.
func (s OwnershipStep) Owner() Party { return the[Party](s.cast, s.Hop.Owner) }

// Company is what is held.
func (s OwnershipStep) Company() Company { return the[Company](s.cast, s.Hop.Company) }

// Stakes are the stakes that sources state.
func (s OwnershipStep) Stakes() []Stake { return named[Stake](s.cast, s.Hop.Stakes...) }

// Deals are those that are taken for stakes.
func (s OwnershipStep) Deals() []Acquisition { return named[Acquisition](s.cast, s.Hop.Stakes...) }

// Share is the share.
func (s OwnershipStep) Share() graph.Share { return s.Hop.Share.AsShare() }

// AssignedShare is a stake with the share that it has where a bound is attained.
type AssignedShare struct {
	Stake *Stake
	Share graph.Share
}

// OwnershipNarrowing is what the exact share of a stake would make of an answer.
type OwnershipNarrowing struct {
	Stake             *Stake
	Smallest, Largest graph.Share
}
