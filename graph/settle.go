package graph

import (
	"cmp"
	"slices"
)

// settle chooses among the offers for one field. It starts with the best,
// takes in what the others allow as long as something remains, and keeps what
// would leave nothing as alternatives. An inferred value supports a stated one
// that it agrees with but never narrows it. Nothing narrows what was decided, and
// what lost to a decision is settled rather than an alternative.
func (p Policy) settle(field *Field, offers []offer) Explanation {
	s := settling{field: field, settled: Explanation{Field: field.Name}}
	offers = p.arranged(offers)
	for _, o := range offers {
		s.place(o)
	}
	switch {
	case len(s.settled.Alternatives) > 0:
		s.settled.Rule = p.whyChosen(offers, s.settled)
	case len(s.settled.Settled) > 0:
		s.settled.Rule = RuleDecision
	}
	return s.settled
}

// settling is an explanation in the making.
type settling struct {
	field   *Field
	settled Explanation
	at      map[place]int // where an answer is that was not chosen or, of a set, that was
}

// place is a list of answers, and the text of one in it.
type place struct {
	list *[]Answer
	text string
}

func (s *settling) place(o offer) {
	if key, isKey := keyOf(o.held.Value); isKey && s.field.Merge == Set {
		s.placeInSet(key, o)
		return
	}
	conflict, decided := false, false
	for i := range s.settled.Chosen {
		chosen := &s.settled.Chosen[i]
		met, outcome := chosen.Value.Meet(o.held.Value)
		switch {
		case outcome == Agrees:
			support(chosen, met, o)
			return
		case outcome == Conflicts:
			conflict, decided = true, decided || chosen.Decided
		}
	}
	answer := Answer{Held: o.held, Claims: []ID{o.claim.ID}, Decided: IsDecided(o.claim)}
	switch {
	case len(s.settled.Chosen) == 0, s.field.Merge == Set && s.field.Type != IdentifierType, s.field.Holds() && !conflict:
		s.settled.Chosen = append(s.settled.Chosen, answer)
	case conflict && decided && !answer.Decided:
		s.add(&s.settled.Settled, answer)
	case conflict:
		s.add(&s.settled.Alternatives, answer)
		if s.field.Merge == Set { // Both identifiers find the record until somebody decides.
			s.settled.Chosen = append(s.settled.Chosen, answer)
		}
	default:
		s.add(&s.settled.Incomparable, answer)
	}
}

// placeInSet is place where values agree only when their keys are equal.
func (s *settling) placeInSet(key string, o offer) {
	at := place{&s.settled.Chosen, key}
	if i, known := s.at[at]; known {
		met, _ := s.settled.Chosen[i].Value.Meet(o.held.Value)
		support(&s.settled.Chosen[i], met, o)
		return
	}
	s.note(at, len(s.settled.Chosen))
	s.settled.Chosen = append(s.settled.Chosen, Answer{Held: o.held, Claims: []ID{o.claim.ID}, Decided: IsDecided(o.claim)})
}

// keyOf is what two values agree by that agree only when this is equal.
func keyOf(value Value) (key string, isKey bool) {
	switch value := value.(type) {
	case Name:
		return Fold(value.Name), true
	case Prose:
		return Fold(string(value)), true
	case Token:
		return string(value), true
	}
	return "", false
}

func (s *settling) note(at place, i int) {
	if s.at == nil {
		s.at = map[place]int{}
	}
	s.at[at] = i
}

func support(chosen *Answer, met Value, o offer) {
	if !chosen.Decided && (chosen.Inferred || !o.held.Inferred) {
		chosen.Value = met
	}
	if !o.several || !slices.Contains(chosen.Claims, o.claim.ID) {
		chosen.Claims = append(chosen.Claims, o.claim.ID)
	}
}

// add keeps one answer for claims that give the same value.
func (s *settling) add(answers *[]Answer, answer Answer) {
	at := place{answers, answer.Value.Text()}
	if i, known := s.at[at]; known {
		(*answers)[i].Claims = append((*answers)[i].Claims, answer.Claims...)
		return
	}
	s.note(at, len(*answers))
	*answers = append(*answers, answer)
}

// whyChosen compares the best claim for the first alternative with the best
// claim for the value that it lost to.
func (p Policy) whyChosen(offers []offer, settled Explanation) Rule {
	loser := offerOf(offers, settled.Alternatives[0].Claims[0], settled.Alternatives[0].Value)
	for _, chosen := range settled.Chosen {
		if _, outcome := chosen.Value.Meet(loser.held.Value); outcome != Conflicts {
			continue
		}
		winner := offerOf(offers, chosen.Claims[0], nil)
		switch {
		case IsDecided(winner.claim) != IsDecided(loser.claim):
			return RuleDecision
		case chosen.Inferred != loser.held.Inferred:
			return RuleStated
		case p == BestSupported && backing(offers).compare(winner, loser) != 0:
			return RuleSupported
		}
		_, rule := p.rank(winner.claim, loser.claim)
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

// Winner is the chosen answer that the first alternative lost to or, where
// there is none, the first that is settled; the first chosen when nothing lost.
func (e Explanation) Winner() Answer {
	if lost := slices.Concat(e.Alternatives, e.Settled); len(lost) > 0 {
		for _, chosen := range e.Chosen {
			if _, outcome := chosen.Value.Meet(lost[0].Value); outcome == Conflicts {
				return chosen
			}
		}
	}
	return e.Chosen[0]
}
