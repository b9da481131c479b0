package graph

import (
	"cmp"
	"slices"
)

// Rule names why one value was chosen over another: the first thing, in the
// published order, in which the best claims for the two differ.
type Rule string

// The rules, in the order in which they are looked at.
const (
	RuleStated     Rule = "STATED"     // stated in the text, rather than inferred
	RuleModality   Rule = "MODALITY"   // said in a stronger mode
	RuleConfidence Rule = "CONFIDENCE" // surer
	RuleSource     Rule = "SOURCE"     // a more authoritative sort of source
	RuleObserved   Rule = "OBSERVED"   // observed later
	RuleID         Rule = "ID"         // equal in all of these: the order of claim ids, so that every store chooses alike
)

// rank orders two claims by how far they are to be believed, the better one
// first, and says which rule told them apart.
func rank(a, b *Record) (int, Rule) {
	for _, by := range []struct {
		rule  Rule
		order int
	}{
		{RuleModality, cmp.Compare(standing(modality, a, "modality"), standing(modality, b, "modality"))},
		{RuleConfidence, cmp.Compare(standing(confidence, a, "confidence"), standing(confidence, b, "confidence"))},
		{RuleSource, cmp.Compare(standing(articleType, a, "source"), standing(articleType, b, "source"))},
		{RuleObserved, cmp.Compare(observed(b).Latest(), observed(a).Latest())},
	} {
		if by.order != 0 {
			return by.order, by.rule
		}
	}
	return cmp.Compare(a.ID, b.ID), RuleID
}

// Rank drops repeated claims, and denials and decisions on identity, which
// supply no values, and orders the rest best first: by modality, confidence, sort of source, the later
// observation, and last the claim's id. Whether a value was stated or inferred
// comes before all of these and is looked at field by field.
func Rank(claims []*Record) []*Record {
	ranked := make([]*Record, 0, len(claims))
	for _, c := range claims {
		if said, _ := One[Token](c, "modality"); said != Denies && !IsDecision(c) {
			ranked = append(ranked, c)
		}
	}
	slices.SortFunc(ranked, func(a, b *Record) int { order, _ := rank(a, b); return order })
	return slices.CompactFunc(ranked, func(a, b *Record) bool { return a.ID == b.ID })
}

// standing is the place of a claim's token in its enum; a missing one is last.
func standing(enum *Enum, c *Record, field string) int {
	token, _ := One[Token](c, field)
	return enum.index(token)
}

// observed is the day or days on which a claim's facts were seen; without a
// date, any day.
func observed(c *Record) PartialDate {
	date, _ := One[PartialDate](c, "observed")
	return date
}
