package bods

import (
	"capgraph/seed/dataset"
)

// writeParties writes what the statements say of entities and persons.
func (r *reader) writeParties() error {
	return r.eachRecord(1, func(key string) error {
		statements, err := r.statements(key)
		if err != nil || len(statements) == 0 {
			return err
		}
		for _, replaced := range statements[:len(statements)-1] {
			r.set.Omit(replaced.kind+" statement", "", "a later statement about the record replaces it", replaced.at(), "")
		}
		s := statements[len(statements)-1]
		described, err := r.partyOf(s)
		if err != nil {
			return err
		}
		defer r.leftOut(s)
		switch {
		case described.Missing != "":
			return nil // It is missing where it takes part.
		case s.kind == typePerson:
			return r.w.Add(r.describePerson(s, described.Party))
		}
		return r.w.Add(r.describeEntity(s, described.Party))
	}, typeEntity, typePerson)
}

func (r *reader) describePerson(s *statement, p dataset.Party) dataset.Fact {
	fact := s.fact("person")
	fact.Parties["is"] = []dataset.Party{p}
	if s.form() == "knownPerson" {
		fact.Values["identified"] = []string{"yes"}
	} else {
		fact.Values["identified"] = []string{"no"}
	}
	for _, nationality := range s.details.Objects("nationalities") {
		r.country(s, nationality, "nationalities", func(code string) { fact.Values["nationality"] = append(fact.Values["nationality"], code) })
	}
	return fact
}

// country reads a country or jurisdiction, by its code, else by its name.
func (r *reader) country(s *statement, o *dataset.Object, field string, use func(code string)) {
	name, code := o.Text("name"), o.Text("code")
	if code == "" {
		code = name
	}
	country, why := dataset.Country(code)
	switch {
	case country != "":
		use(country)
	case why != "":
		r.set.Omit(s.kind+" statement", field, why, s.at(), code)
	}
}

// companyTypes are the types of entity that have one in the graph.
var companyTypes = map[string]string{
	"registeredEntity": "company", "legalEntity": "company", "state": "public body", "stateBody": "public body",
}

func (r *reader) describeEntity(s *statement, p dataset.Party) dataset.Fact {
	fact := s.fact("company")
	fact.Parties["is"] = []dataset.Party{p}
	set := func(key, value string) {
		if value != "" {
			fact.Values[key] = append(fact.Values[key], value)
		}
	}
	entityType := s.details.Object("entityType")
	form, subtype, details := entityType.Text("type"), entityType.Text("subtype"), entityType.Text("details")
	if subtype != "trust" {
		set("type", companyTypes[form])
	}
	if companyTypes[form] == "" || subtype == "trust" {
		set("remark", remark("Kind of entity", subtype, form))
	}
	set("remark", remark("Form", details))
	if _, reason := unspecified(s.details.Object("unspecifiedEntityDetails")); reason != "" {
		set("remark", dataset.Cut(reason, dataset.MaxNote))
	}
	r.country(s, s.details.Object("jurisdiction"), "jurisdiction", func(code string) { set("country", code) })
	if address := s.details.Object("addresses"); len(fact.Values["country"]) == 0 && address.Has("country") {
		r.country(s, address.Object("country"), "addresses.country", func(code string) { set("country", code) })
	}
	for key, field := range map[string]string{"founded": "foundingDate", "dissolved": "dissolutionDate"} {
		set(key, r.date(s, s.details, field))
	}
	if len(fact.Values) == len(s.fact("").Values) {
		set("identifier", r.set.Key(p.Key)) // A fact states something.
	}
	return fact
}

// remark says in one line what is given of several texts, "" when none is.
func remark(what string, texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return dataset.Cut(what+": "+text, dataset.MaxNote)
		}
	}
	return ""
}

// date reads a date of a statement.
func (r *reader) date(s *statement, o *dataset.Object, field string) string {
	text := o.Text(field)
	date, why := dataset.Date(text, "")
	if why != "" {
		r.set.Omit(s.kind+" statement", field, why, s.at(), text)
	}
	return date
}
