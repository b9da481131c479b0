package bods

import (
	"cmp"
	"slices"
	"strings"

	"capgraph/graph"
	"capgraph/seed/dataset"
)

// relation is a relationship with both its parties.
type relation struct {
	*statement
	owner   *party
	company dataset.Party
	several bool // others of the company's owners are missing in the same way
}

// countMissing counts the owners that are missing, by company and in which
// way, because those of one company and way share a record.
func (r *reader) countMissing() error {
	return r.eachRecord(0, func(key string) error {
		s, err := r.current(key)
		if err != nil || s == nil {
			return err
		}
		owner, err := r.owner(s)
		if err != nil || owner == nil || owner.Missing == "" {
			return err
		}
		return r.shelf.Count(missingName(s, owner))
	}, typeRelationship)
}

func missingName(s *statement, owner *party) string {
	return "missing " + string(owner.Missing) + " " + s.details.Text("subject")
}

// owner is the interested party of a relationship, nil when it is neither
// described nor said to be missing.
func (r *reader) owner(s *statement) (*party, error) {
	if reference := s.details.Text("interestedParty"); reference != "" {
		return r.party(reference)
	}
	state, reason := unspecified(s.details.Object("interestedParty"))
	if state == "" {
		return nil, nil
	}
	return &party{Party: dataset.Party{Missing: state}, reason: reason}, nil
}

// writeRelationships writes what the statements say of relationships.
func (r *reader) writeRelationships() error {
	return r.eachRecord(2, func(key string) error {
		statements, err := r.statements(key)
		if err != nil || len(statements) == 0 {
			return err
		}
		facts, err := r.relationship(statements)
		if err != nil {
			return err
		}
		return r.w.Add(facts...)
	}, typeRelationship)
}

// relationship makes the facts of all statements about one relationship.
func (r *reader) relationship(statements []*statement) ([]dataset.Fact, error) {
	last := statements[len(statements)-1]
	base := r.base(statements)
	defer r.leftOut(last)
	current, ok, err := r.resolve(base)
	if err != nil || !ok {
		return nil, err
	}
	ended := ""
	if last.status == "closed" {
		ended = cmp.Or(last.date, "unknown")
	}
	facts := r.facts(current, last, ended)
	var before []*relation
	for _, earlier := range statements[:len(statements)-1] {
		if earlier == base {
			continue
		}
		r.set.Omit("relationship statement", "", "a later statement about the record replaces it; its shares are kept, as of its date", earlier.at(), "")
		if earlier.date == "" || earlier.date >= last.date || earlier.id == last.id {
			continue
		}
		then, ok, err := r.resolve(earlier)
		if err != nil {
			return nil, err
		}
		if ok {
			before = append(before, then)
		}
	}
	return r.withHistory(facts, before), nil
}

// withHistory adds the shares of earlier statements, the first of which may
// have begun with the stake.
func (r *reader) withHistory(facts []dataset.Fact, before []*relation) []dataset.Fact {
	if len(before) == 0 {
		return facts
	}
	facts, since := r.observeShares(facts)
	for i, then := range before {
		if i > 0 {
			since = ""
		}
		facts = append(facts, r.history(then, since)...)
	}
	return facts
}

// base is the statement that tells what is held: the last one, or, when that
// only closes the record, the last one before it that tells.
func (r *reader) base(statements []*statement) *statement {
	for _, s := range slices.Backward(statements) {
		if len(s.details.Objects("interests")) > 0 || s.status != "closed" {
			return s
		}
	}
	return statements[len(statements)-1]
}

// resolve finds the parties of a relationship. It counts what cannot be found
// and reports false then.
func (r *reader) resolve(s *statement) (*relation, bool, error) {
	omit := func(field, why, example string) (*relation, bool, error) {
		r.set.Omit("relationship statement", field, why, s.at(), example)
		return nil, false, nil
	}
	subject := s.details.Text("subject")
	if _, reason := unspecified(s.details.Object("subject")); subject == "" {
		return omit("subject", "it is not specified, so the statement is left out", reason)
	}
	company, err := r.party(subject)
	switch {
	case err != nil:
		return nil, false, err
	case company == nil:
		return omit("subject", "the file does not describe it, so the statement is left out", subject)
	case company.Kind != kindOf[typeEntity]:
		return omit("subject", "it is no entity, so the statement is left out", subject)
	}
	owner, err := r.owner(s)
	switch {
	case err != nil:
		return nil, false, err
	case owner == nil:
		return omit("interestedParty", "the file does not describe it, so the statement is left out", s.details.Text("interestedParty"))
	}
	made := &relation{statement: s, owner: owner, company: company.Party}
	if owner.Missing != "" {
		count, err := r.shelf.Counted(missingName(s, owner))
		if err != nil {
			return nil, false, err
		}
		made.several = count > 1
	}
	return made, true, nil
}

// groups are interests by how directly they are held, in the order of the
// statement. A statement without interests has one group, of none.
func groups(interests []interest) [][]interest {
	var order []string
	byDirectness := map[string][]interest{}
	for _, i := range interests {
		if byDirectness[i.directness] == nil {
			order = append(order, i.directness)
		}
		byDirectness[i.directness] = append(byDirectness[i.directness], i)
	}
	if len(order) == 0 {
		return [][]interest{nil}
	}
	list := make([][]interest, len(order))
	for i, directness := range order {
		list[i] = byDirectness[directness]
	}
	return list
}

// facts are the stakes and positions of a relationship. Ended is the day on
// which the record was closed, "unknown" for a closed one without a date, and ""
// for one that is open.
func (r *reader) facts(rel *relation, last *statement, ended string) []dataset.Fact {
	var facts []dataset.Fact
	for _, group := range groups(r.interests(rel.statement)) {
		var held, conditional []interest
		for _, i := range group {
			switch {
			case i.interest == "":
				conditional = append(conditional, i)
			case i.role != "" && rel.owner.Missing == "" && rel.owner.Kind == kindOf[typePerson]:
				facts = append(facts, r.position(rel, last, i, ended))
			default:
				held = append(held, i)
			}
		}
		for _, i := range conditional {
			facts = append(facts, r.condition(rel, i))
		}
		if len(held) > 0 || len(group) == 0 {
			facts = append(facts, r.stake(rel, last, held, ended))
		}
	}
	return facts
}

// places are those of the statement that tells and of the one that closes.
func places(statements ...*statement) []string {
	var at []string
	for _, s := range statements {
		if !slices.Contains(at, s.at()) {
			at = append(at, s.at())
		}
	}
	return at
}

func (r *reader) position(rel *relation, last *statement, i interest, ended string) dataset.Fact {
	fact := rel.fact("position")
	fact.At = places(rel.statement, last)
	fact.Parties["person"], fact.Parties["company"] = []dataset.Party{rel.owner.Party}, []dataset.Party{rel.company}
	fact.Values["role"] = []string{i.role}
	fact.Note = dataset.Clean(i.details)
	r.period(&fact, last, i.start, i.end, ended)
	return fact
}

// condition is what is held on a condition, told of the company.
func (r *reader) condition(rel *relation, i interest) dataset.Fact {
	fact := rel.fact("company")
	fact.Parties["is"] = []dataset.Party{rel.company}
	who := rel.owner.Name
	if rel.owner.Missing != "" {
		who = "somebody " + graph.Token(rel.owner.Missing).Words()
	}
	fact.Values["remark"] = []string{dataset.Cut(strings.TrimSpace(i.remark+", held by "+who+". "+dataset.Clean(i.details)), dataset.MaxNote)}
	return fact
}
