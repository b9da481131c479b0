package graph

import (
	"cmp"
	"slices"
)

// settle chooses among the offers for one field. It starts with the best,
// takes in what the others allow as long as something remains, and keeps what
// would leave nothing as alternatives. An inferred value supports a stated one
// that it agrees with but never narrows it.
func settle(field *Field, offers []offer) Explanation {
	settled := Explanation{Field: field.Name}
	for _, o := range offers {
		place(field, &settled, o)
	}
	if len(settled.Alternatives) > 0 {
		settled.Rule = whyChosen(offers, settled)
	}
	return settled
}

func place(field *Field, settled *Explanation, o offer) {
	conflict := false
	for i := range settled.Chosen {
		chosen := &settled.Chosen[i]
		met, outcome := chosen.Value.Meet(o.held.Value)
		switch {
		case outcome == Agrees:
			support(chosen, met, o)
			return
		case outcome == Conflicts:
			conflict = true
		}
	}
	answer := Answer{Held: o.held, Claims: []ID{o.claim.ID}}
	switch {
	case len(settled.Chosen) == 0, field.Merge == Set, field.Merge == Series && !conflict:
		settled.Chosen = append(settled.Chosen, answer)
	case conflict:
		settled.Alternatives = addAnswer(settled.Alternatives, answer)
	default:
		settled.Incomparable = addAnswer(settled.Incomparable, answer)
	}
}

func support(chosen *Answer, met Value, o offer) {
	if chosen.Inferred || !o.held.Inferred {
		chosen.Value = met
	}
	if !slices.Contains(chosen.Claims, o.claim.ID) {
		chosen.Claims = append(chosen.Claims, o.claim.ID)
	}
}

// addAnswer keeps one answer for claims that give the same value.
func addAnswer(answers []Answer, answer Answer) []Answer {
	for i := range answers {
		if answers[i].Value.Text() == answer.Value.Text() {
			answers[i].Claims = append(answers[i].Claims, answer.Claims...)
			return answers
		}
	}
	return append(answers, answer)
}

// whyChosen compares the best claim for the first alternative with the best
// claim for the value that it lost to.
func whyChosen(offers []offer, settled Explanation) Rule {
	loser := offerOf(offers, settled.Alternatives[0].Claims[0], settled.Alternatives[0].Value)
	for _, chosen := range settled.Chosen {
		if _, outcome := chosen.Value.Meet(loser.held.Value); outcome != Conflicts {
			continue
		}
		if chosen.Inferred != loser.held.Inferred {
			return RuleStated
		}
		winner := offerOf(offers, chosen.Claims[0], nil)
		_, rule := rank(winner.claim, loser.claim)
		return rule
	}
	return RuleID
}

// offerOf finds the offer of a claim; value tells apart several offers of one.
func offerOf(offers []offer, claim ID, value Value) offer {
	for _, o := range offers {
		if o.claim.ID == claim && (value == nil || o.held.Value.Text() == value.Text()) {
			return o
		}
	}
	return offer{}
}

// usualNameFirst puts the name that made the id before the others, so that
// further names never change what a thing is called; without it, the best
// claimed comes first. The others follow in the order of their letters, so that
// a mention changes nothing; see isMention.
func usualNameFirst(id ID, names []Answer) {
	if i := slices.IndexFunc(names, func(name Answer) bool { return isUsualName(id, name.Value) }); i > 0 {
		names[0], names[i] = names[i], names[0]
	}
	slices.SortFunc(names[1:], func(a, b Answer) int { return cmp.Compare(a.Value.Text(), b.Value.Text()) })
}

func isUsualName(id ID, name Value) bool { return Slug(name.Text()) == id.Slug() }

// Winner is the chosen answer that the first alternative lost to; there must
// be an alternative.
func (e Explanation) Winner() Answer {
	for _, chosen := range e.Chosen {
		if _, outcome := chosen.Value.Meet(e.Alternatives[0].Value); outcome == Conflicts {
			return chosen
		}
	}
	return e.Chosen[0]
}
