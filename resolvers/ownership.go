package resolvers

import (
	"context"
	"encoding/json"
	"fmt"

	"capgraph/graph"
	"capgraph/graph/ownership"
)

// OwnershipOptions are how stakes are chosen and votes counted.
type OwnershipOptions struct {
	Votes            ownership.VotesBasis
	ControlThreshold string
	Inclusive        bool
	VotingBase       ownership.VotingBase
	ActingTogether   [][]graph.ID
	MinConfidence    *string
	AssumeDeals      bool
}

// defaultOptions hold when no options are given; the schema states the same.
var defaultOptions = OwnershipOptions{Votes: ownership.Stated, ControlThreshold: "50 %", VotingBase: ownership.Issued}

// maxTogether bounds how many owners may be said to act together.
const maxTogether = 100

// options turns the arguments into those of the analysis at the clocks.
func (o OwnershipOptions) options(ctx context.Context, reader Source, at clocks) (ownership.Options, error) {
	threshold, err := percent("options.controlThreshold", o.ControlThreshold)
	if err != nil {
		return ownership.Options{}, err
	}
	owners := 0
	for _, group := range o.ActingTogether {
		owners += len(group)
	}
	if owners > maxTogether {
		return ownership.Options{}, graph.Errorf(graph.Limit, "at most %d owners may be said to act together", maxTogether).At("options.actingTogether")
	}
	together := make([][]graph.ID, len(o.ActingTogether))
	for i, group := range o.ActingTogether {
		if together[i], err = reader.stood(ctx, at, "options.actingTogether", group...); err != nil {
			return ownership.Options{}, err
		}
	}
	return ownership.Options{Threshold: threshold, Inclusive: o.Inclusive, Base: o.VotingBase, Votes: o.Votes, Together: together}, nil
}

// key tells options apart that make a difference.
func (o OwnershipOptions) key() string {
	encoded, err := json.Marshal(o)
	if err != nil {
		panic(err) // Arguments come from JSON.
	}
	return string(encoded)
}

func (o OwnershipOptions) selection() ownership.Selection {
	return ownership.Selection{MinConfidence: graph.Token(deref(o.MinConfidence)), AssumeDeals: o.AssumeDeals}
}

// percent reads one exact share, as "20 %", in parts per billion.
func percent(argument, text string) (int64, error) {
	share, err := graph.ParseShare(text)
	if err != nil {
		return 0, graph.Errorf(graph.Invalid, "%s", err.Error()).At(argument)
	}
	lo, hi := share.PPB()
	if lo != hi || lo == 0 {
		return 0, graph.Errorf(graph.Invalid, "%q is not one share above zero; write one such as 20 %%", text).At(argument)
	}
	return lo, nil
}

// OwnershipAnalysis is what the stakes in force make of one entity.
type OwnershipAnalysis struct {
	entity seen
	study  study
}

// study is the stakes that an analysis rests on, and how they are read.
type study struct {
	projection *ownership.Projection
	options    ownership.Options
	batch      *batch // the entities that the same is asked of
	clocks     clocks // those of the projection
	key        string // tells it from other studies of the batch
}

// Ownership is what the stakes in force make of an entity. The projection is
// fetched once for all entities of the level.
func (s seen) Ownership(ctx context.Context, options *OwnershipOptions, asOf *graph.Day, knownAt *graph.Instant) (*OwnershipAnalysis, error) {
	given := defaultOptions
	if options != nil {
		given = *options
	}
	at := s.batch.clocks.with(asOf, knownAt).ranked()
	key := fmt.Sprintf("ownership %s %+v", given.key(), at)
	study, err := once(s.batch, key, func() (study, error) { return s.batch.study(ctx, key, given, at) })
	if err != nil {
		return nil, err
	}
	return &OwnershipAnalysis{entity: s, study: study}, nil
}

// study fetches the stakes. What is read to show them is read as of the same
// commit, so that no answer mixes two states of the store.
func (b *batch) study(ctx context.Context, key string, given OwnershipOptions, at clocks) (study, error) {
	options, err := given.options(ctx, b.reader, at)
	if err != nil {
		return study{}, err
	}
	projection, err := b.reader.Stakes.At(ctx, at.slice, given.selection())
	if err != nil {
		return study{}, err
	}
	at.slice.Known = projection.Head
	return study{projection: projection, options: options, batch: b, clocks: at, key: key}, nil
}

// Entity is what the analysis is about.
func (a *OwnershipAnalysis) Entity() Party {
	party, _ := a.entity.batch.view(a.entity.record).(Party)
	return party
}

// AsOf is the day that the answer is about.
func (a *OwnershipAnalysis) AsOf() graph.Day { return a.study.projection.Slice.Day }

// KnownAt is the last commit that is part of the answer.
func (a *OwnershipAnalysis) KnownAt() graph.Instant { return a.study.projection.Head }
