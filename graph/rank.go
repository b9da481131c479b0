package graph

import (
	"cmp"
	"slices"
)

// Rule names why one value was chosen over another: the first thing, in the
// published order, in which the best claims for the two differ.
type Rule string

// The rules, in the order in which Ranked looks at them.
const (
	RuleDecision   Rule = "DECISION"   // decided by an editor, see IsDecided
	RuleStated     Rule = "STATED"     // stated in the text, rather than inferred
	RuleModality   Rule = "MODALITY"   // said in a stronger mode
	RuleConfidence Rule = "CONFIDENCE" // surer
	RuleSource     Rule = "SOURCE"     // a more authoritative sort of source
	RuleObserved   Rule = "OBSERVED"   // observed later
	RuleID         Rule = "ID"         // equal in all of these: the order of claim ids, so that every store chooses alike
	RuleSupported  Rule = "SUPPORTED"  // given by more independent stories, or else publishers; under BestSupported alone
)

// rank orders two claims by how far they are to be believed under the policy,
// the better one first, and says which rule told them apart.
func (p Policy) rank(a, b *Record) (int, Rule) {
	for _, by := range p.rules() {
		if order := by.compare(a, b); order != 0 {
			return order, by.rule
		}
	}
	return cmp.Compare(a.ID, b.ID), RuleID
}

// Rank drops repeated claims, and denials and decisions on identity, which
// supply no values, and orders the rest best first by the rules of the policy, and last by the claim's id. The
// order of the claims given makes no difference. Whether a value was stated or
// inferred comes before all rules but DECISION and is looked at field by field; under
// BestSupported, so is its support, and Rank alone orders as Ranked does.
func Rank(policy Policy, claims []*Record) []*Record {
	ranked := make([]*Record, 0, len(claims))
	for _, c := range claims {
		if !denies(c) && !IsDecision(c) {
			ranked = append(ranked, c)
		}
	}
	slices.SortFunc(ranked, func(a, b *Record) int { order, _ := policy.rank(a, b); return order })
	return slices.CompactFunc(ranked, func(a, b *Record) bool { return a.ID == b.ID })
}

func denies(c *Record) bool {
	said, _ := One[Token](c, "modality")
	return said == Denies
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

// witnesses are the claims that were read in sources; when there are none, the
// decisions.
func witnesses(ranked []*Record) []*Record {
	sources := slices.DeleteFunc(slices.Clone(ranked), IsDecided)
	if len(sources) == 0 {
		return ranked
	}
	return sources
}
