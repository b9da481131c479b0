package ownership

import "capgraph/graph"

// Regime is a body of law that says which natural persons are behind a company.
// Each is reduced to what stakes can tell; what it asks beyond them is named
// with it and must be found out otherwise.
type Regime string

// The regimes.
const (
	// AMLR2027 is Regulation (EU) 2024/1624, articles 51 to 54, which applies
	// from 10 July 2027. A beneficial owner is who
	//
	//   - has 25 % or more of the shares or voting rights, directly or by
	//     multiplying along chains and adding the chains up (52(1): OWNERSHIP for
	//     shares, VOTES for what is held directly);
	//   - controls the company by more than half of the shares or votes, on
	//     each level of the chain (53(2) and (3)(a): CONTROL);
	//   - where ownership and control meet in different layers: controls entities
	//     that directly have 25 % or more, singly or together (54(a):
	//     CONTROLLED_HOLDER), or has 25 % or more of one that controls the company (54(b):
	//     OWNS_CONTROLLER).
	//
	// Left out: rights to profit, control by other means (boards, vetoes,
	// agreements, family), lower thresholds of 52(2), trusts and funds, and
	// senior managers where there is nobody. Votes are not multiplied along chains. Chains that
	// return to where they came from are walked as the integrated share does.
	AMLR2027 Regime = "AMLR_2027"

	// UKPSC is the register of people with significant control of the United Kingdom,
	// Companies Act 2006, Schedule 1A: who has more than 25 % of the shares (paragraph
	// 2: OWNERSHIP) or of the votes (paragraph 3: VOTES), directly or through entities
	// in which the person has a majority stake (paragraph 18): their holding counts in
	// full, nothing is multiplied. Those in a joint arrangement each have the holdings
	// of all (paragraph 12).
	//
	// Left out: rights over directors, significant influence, trusts and firms
	// (paragraphs 4 to 6); of the ways to a majority stake only the majority of votes,
	// which several entities of one chain may have together.
	UKPSC Regime = "UK_PSC"

	// OFAC50 is the 50 Percent Rule of the Office of Foreign Assets Control of the
	// United States (FAQ 398 to 401): an entity is blocked that blocked persons own 50
	// % or more of, together, directly or through entities that they own 50 % or more
	// of, whose holding counts in full. Only ownership counts, not control. The answer
	// is who would have to be blocked for the company to be: alone, or with those that
	// the options say act together, which is how to ask about a list of blocked
	// persons.
	OFAC50 Regime = "OFAC_50"
)

// terms are the numbers of a regime.
type terms struct {
	threshold int64
	inclusive bool
}

var regimes = map[Regime]terms{
	AMLR2027: {Whole / 4, true},
	UKPSC:    {Whole / 4, false},
	OFAC50:   {Whole / 2, true},
}

// terms of a regime, with another threshold if it is not 0.
func (r Regime) terms(threshold int64) (terms, error) {
	t, known := regimes[r]
	switch {
	case !known:
		return t, graph.Errorf(graph.Invalid, "%q is no regime", string(r)).At("regime")
	case threshold < 0 || threshold > Whole:
		return t, graph.Errorf(graph.Invalid, "a threshold is from 0 to 100 %%").At("threshold")
	case threshold > 0:
		t.threshold = threshold
	}
	return t, nil
}

// BeneficialReason is why a person is a beneficial owner.
type BeneficialReason string

// The reasons.
const (
	ByOwnership        BeneficialReason = "OWNERSHIP"         // a large enough part of the capital
	ByVotes            BeneficialReason = "VOTES"             // a large enough part of the votes
	ByControl          BeneficialReason = "CONTROL"           // control of the company
	ByControlledHolder BeneficialReason = "CONTROLLED_HOLDER" // control of direct holders of a large enough part
	ByOwningController BeneficialReason = "OWNS_CONTROLLER"   // a large enough part of one that controls the company
)
