package bods

import (
	"capgraph/graph"
	"capgraph/seed/dataset"
)

// maxKnown bounds the parties that are remembered rather than read again.
const maxKnown = 5000

// party is what a reference in a relationship points to.
type party struct {
	dataset.Party
	reason string // why it is missing
}

// kindOf are the kinds of what the types of record describe.
var kindOf = map[string]graph.Kind{typeEntity: "company", typePerson: "person"}

// party finds what a reference points to, nil when the file does not describe
// it. Before BODS 0.4 it is the id of a statement.
func (r *reader) party(reference string) (*party, error) {
	if known := r.known[reference]; known != nil {
		return known, nil
	}
	found, err := r.described(reference)
	if err != nil || found == nil {
		record, noted := r.shelf.Noted("statement " + reference)
		if err != nil || noted != nil || record == "" {
			return nil, firstError(err, noted)
		}
		if found, err = r.described(record); err != nil || found == nil {
			return nil, err
		}
	}
	quiet := *r // The party's own statement counts what is left out of it.
	quiet.set = &dataset.Set{Origin: r.set.Origin}
	made, err := quiet.partyOf(found)
	if err != nil {
		return nil, err
	}
	if len(r.known) >= maxKnown {
		clear(r.known)
	}
	r.known[reference] = made
	return made, nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) described(record string) (*statement, error) {
	for _, kind := range []string{typeEntity, typePerson} {
		if found, err := r.current(kind + " " + record); err != nil || found != nil {
			return found, err
		}
	}
	return nil, nil
}

// partyOf makes a party of a statement about an entity or person. One that is
// not known is missing, unless others are held through it.
func (r *reader) partyOf(s *statement) (*party, error) {
	made := &party{Party: dataset.Party{Kind: kindOf[s.kind], Key: s.record}}
	state := map[string]graph.ValueState{
		"anonymousPerson": graph.Undisclosed, "unknownPerson": graph.Unknown, "anonymousEntity": graph.Undisclosed, "unknownEntity": graph.Unknown,
	}[s.form()]
	if state != "" {
		missing, reason := unspecified(s.details.Object("unspecifiedPersonDetails"), s.details.Object("unspecifiedEntityDetails"))
		if missing != "" {
			state = missing
		}
		subject, err := r.isSubject(s)
		if err != nil {
			return nil, err
		}
		if !subject {
			return &party{Party: dataset.Party{Missing: state}, reason: reason}, nil
		}
	}
	if s.kind == typePerson {
		r.namePerson(s, &made.Party)
	} else {
		r.nameEntity(s, &made.Party)
	}
	return made, nil
}

// form is the type of the entity or person.
func (s *statement) form() string {
	if s.kind == typePerson {
		return s.details.Text("personType")
	}
	return s.details.Object("entityType").Text("type")
}

// isSubject says whether some relationship is about holdings in it.
func (r *reader) isSubject(s *statement) (bool, error) {
	for _, reference := range []string{s.record, s.id} {
		if noted, err := r.shelf.Noted("subject " + reference); err != nil || noted != "" {
			return noted != "", err
		}
	}
	return false, nil
}

func (r *reader) namePerson(s *statement, p *dataset.Party) {
	kinds := map[string]string{"legal": "legal", "former": "former", "birth": "former"}
	for _, name := range s.details.Objects("names") {
		full := name.Text("fullName")
		if full == "" {
			full = dataset.Clean(name.Text("givenName") + " " + name.Text("familyName"))
		}
		name.Skip("givenName", "familyName", "patronymicName")
		kind := kinds[name.Text("type")]
		if p.Name == "" && kind != "former" {
			p.Name, kind = full, "" // The usual name needs no kind.
			continue
		}
		p.Aliases = append(p.Aliases, dataset.Alias{Name: full, Kind: kind})
	}
	if p.Name == "" && len(p.Aliases) > 0 {
		p.Name = p.Aliases[0].Name
	}
	if p.Name == "" {
		p.Name = r.unnamed(s, "person")
	}
}

func (r *reader) nameEntity(s *statement, p *dataset.Party) {
	p.Name = s.details.Text("name")
	for _, name := range s.details.Texts("alternateNames") {
		if p.Name == "" {
			p.Name = name
		}
		p.Aliases = append(p.Aliases, dataset.Alias{Name: name})
	}
	if p.Name == "" {
		p.Name = r.unnamed(s, map[bool]string{true: "arrangement", false: "entity"}[s.form() == "arrangement"])
	}
	r.identify(s, p)
}

func (r *reader) unnamed(s *statement, what string) string {
	r.set.Omit(s.kind+" statement", "name", "there is none, so the record's id stands for it", s.at(), s.record)
	return "unnamed " + what + " " + s.record
}
