package resolvers

import (
	"context"
	"fmt"

	"capgraph/graph"
	"capgraph/graph/ownership"
)

// BeneficialOwners are the natural persons behind a company.
type BeneficialOwners struct {
	ownership.Beneficiaries
	cast cast
}

// BeneficialOwners finds the natural persons behind the entity.
func (a *OwnershipAnalysis) BeneficialOwners(ctx context.Context, regime ownership.Regime, threshold *string) (*BeneficialOwners, error) {
	var least int64
	if threshold != nil {
		var err error
		if least, err = percent("threshold", *threshold); err != nil {
			return nil, err
		}
	}
	key := fmt.Sprint("beneficial", regime, least)
	found, cast, err := together(ctx, a, key, func(id graph.ID) (ownership.Beneficiaries, []graph.ID, error) {
		b, err := a.study.projection.BeneficialOwners(ctx, id, regime, least, a.study.options)
		var speaks []graph.ID
		for _, owner := range b.Owners {
			speaks = append(speaks, owner.Person)
			for _, reason := range owner.Reasons {
				speaks = append(speaks, reason.Through...)
			}
		}
		return b, speaks, err
	})
	if err != nil {
		return nil, err
	}
	return &BeneficialOwners{found, cast}, nil
}

// Threshold is what was applied.
func (b *BeneficialOwners) Threshold() graph.Share {
	return ownership.AsShare(b.Beneficiaries.Threshold)
}

// Owners are the persons.
func (b *BeneficialOwners) Owners() []BeneficialOwner {
	owners := make([]BeneficialOwner, len(b.Beneficiaries.Owners))
	for i, owner := range b.Beneficiaries.Owners {
		owners[i] = BeneficialOwner{owner, b.cast}
	}
	return owners
}

// BeneficialOwner is one of them.
type BeneficialOwner struct {
	ownership.Beneficiary
	cast cast
}

// Person is who it is.
func (o BeneficialOwner) Person() Person { return the[Person](o.cast, o.Beneficiary.Person) }

// Reasons are the rules that the person meets.
func (o BeneficialOwner) Reasons() []BeneficialOwnerReason {
	reasons := make([]BeneficialOwnerReason, len(o.Beneficiary.Reasons))
	for i, reason := range o.Beneficiary.Reasons {
		reasons[i] = BeneficialOwnerReason{reason, o.cast}
	}
	return reasons
}

// BeneficialOwnerReason is a rule that a person meets.
type BeneficialOwnerReason struct {
	ownership.Reason
	cast cast
}

// Part is what was compared with the threshold.
func (r BeneficialOwnerReason) Part() graph.Share { return r.Reason.Part.AsShare() }

// Through are the holders or the controller between.
func (r BeneficialOwnerReason) Through() []Party { return named[Party](r.cast, r.Reason.Through...) }
