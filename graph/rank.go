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
		if order := cmp.Compare(by.place(a), by.place(b)); order != 0 {
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
	type judged struct {
		claim  *Record
		places []int
	}
	rules, all := policy.rules(), make([]judged, 0, len(claims))
	for _, c := range claims {
		if denies(c) || IsDecision(c) {
			continue
		}
		places := make([]int, len(rules))
		for i, by := range rules {
			places[i] = by.place(c)
		}
		all = append(all, judged{c, places})
	}
	slices.SortFunc(all, func(a, b judged) int {
		return cmp.Or(slices.Compare(a.places, b.places), cmp.Compare(a.claim.ID, b.claim.ID))
	})
	order := make([]*Record, 0, len(all))
	for _, j := range all {
		if n := len(order); n == 0 || order[n-1].ID != j.claim.ID {
			order = append(order, j.claim)
		}
	}
	return order
}

func denies(c *Record) bool {
	said, _ := One[Token](c, "modality")
	return said == Denies
}

// placeIn is the place of a claim's token in its enum; a missing one is last.
func placeIn(enum *Enum, c *Record, field string) int {
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
