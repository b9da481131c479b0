package graph

import (
	"cmp"
	"slices"
)

// Policy says which of several claims that contradict each other is believed.
// The versions that a store keeps are those of Ranked; another policy works
// them out anew from the same claims when somebody asks.
type Policy string

// The policies. Under each a decision comes first, a value that is stated comes
// before one that is inferred, and what they leave open the order of claim ids
// decides.
const (
	Ranked        Policy = "RANKED"         // the stronger mode, then the surer, the more authoritative sort of source, the later observation
	Newest        Policy = "NEWEST"         // what is said to be before what may come to be; then the later observation, and on as Ranked
	OfficialFirst Policy = "OFFICIAL_FIRST" // the more authoritative sort of source, then on as Ranked
	BestSupported Policy = "BEST_SUPPORTED" // the value that more independent stories give, then more publishers, then on as Ranked
)

// PolicyNamed is the policy of that name, as the constants spell it, and
// whether there is one.
func PolicyNamed(name string) (Policy, bool) {
	switch policy := Policy(name); policy {
	case Ranked, Newest, OfficialFirst, BestSupported:
		return policy, true
	}
	return "", false
}

// rules are those by which the policy tells two claims apart, in order.
func (p Policy) rules() []criterion {
	switch p {
	case Newest:
		return newest
	case OfficialFirst:
		return officialFirst
	}
	return ranked
}

// criterion is a rule with the place that it gives a claim: the lower, the
// better.
type criterion struct {
	rule  Rule
	place func(*Record) int
}

var (
	byDecision   = criterion{RuleDecision, func(c *Record) int { return zeroIf(IsDecided(c)) }}
	byBeing      = criterion{RuleModality, func(c *Record) int { return zeroIf(isSaidToBe(c)) }}
	byModality   = criterion{RuleModality, func(c *Record) int { return placeIn(modality, c, "modality") }}
	byConfidence = criterion{RuleConfidence, func(c *Record) int { return placeIn(confidence, c, "confidence") }}
	bySource     = criterion{RuleSource, func(c *Record) int { return placeIn(articleType, c, "source") }}
	byObserved   = criterion{RuleObserved, func(c *Record) int { return -int(observed(c).Latest()) }}

	ranked        = []criterion{byDecision, byModality, byConfidence, bySource, byObserved}
	newest        = []criterion{byDecision, byBeing, byObserved, byModality, byConfidence, bySource}
	officialFirst = []criterion{byDecision, bySource, byModality, byConfidence, byObserved}
)

func zeroIf(is bool) int {
	if is {
		return 0
	}
	return 1
}

// arranged puts offers that are settled together in the order of the policy:
// they come in the order of rank, which only support changes.
func (p Policy) arranged(offers []offer) []offer {
	if p != BestSupported || len(offers) < 2 {
		return offers
	}
	backed := backing(offers)
	arranged := slices.Clone(offers)
	slices.SortStableFunc(arranged, func(a, b offer) int {
		return cmp.Or(
			cmp.Compare(zeroIf(IsDecided(a.claim)), zeroIf(IsDecided(b.claim))),
			cmp.Compare(zeroIf(!a.held.Inferred), zeroIf(!b.held.Inferred)),
			backed.compare(a, b),
		)
	})
	return arranged
}

// backed is the support of each value among offers, by its text.
type backed map[string]Support

// backing counts, for each value that is offered, who gives one that agrees
// with it.
func backing(offers []offer) backed {
	claims, values := map[string][]*Record{}, map[string]Value{}
	for _, o := range offers {
		text := o.held.Value.Text()
		claims[text], values[text] = append(claims[text], o.claim), o.held.Value
	}
	found := backed{}
	for text, value := range values {
		var behind []*Record
		for other, some := range claims {
			if _, outcome := value.Meet(values[other]); outcome == Agrees {
				behind = append(behind, some...)
			}
		}
		found[text] = SupportOf(behind)
	}
	return found
}

// compare puts the better supported offer first.
func (b backed) compare(x, y offer) int {
	mine, theirs := b[x.held.Value.Text()], b[y.held.Value.Text()]
	return cmp.Or(cmp.Compare(theirs.Stories, mine.Stories), cmp.Compare(theirs.Publishers, mine.Publishers))
}
