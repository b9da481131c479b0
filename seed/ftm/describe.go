package ftm

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"capgraph/graph"
	"capgraph/seed/dataset"
)

func sortedKeys(m map[string][]string) []string { return slices.Sorted(maps.Keys(m)) }

// describe writes what the file says of a company or person.
func (r *reader) describe(t *thing) error {
	switch {
	case slices.Contains(relationSchemata, t.schema):
		return nil
	case t.kind() == "":
		r.set.Omit(t.schema, "", "the schema is not taken over", t.at(), "")
		return nil
	}
	p := r.partyOf(t)
	fact := t.fact(string(t.kind()))
	fact.Parties["is"] = []dataset.Party{p}
	if t.kind() == "person" {
		r.describePerson(t, &fact)
	} else {
		r.describeCompany(t, &fact)
	}
	r.leftOut(t)
	return r.w.Add(fact)
}

func (r *reader) describePerson(t *thing, fact *dataset.Fact) {
	fact.Values["identified"] = []string{"yes"} // by an id
	for _, text := range t.values("nationality", "citizenship") {
		code := r.country(t, "nationality", text)
		if code != "" && !slices.Contains(fact.Values["nationality"], code) {
			fact.Values["nationality"] = append(fact.Values["nationality"], code)
		}
	}
}

func (r *reader) describeCompany(t *thing, fact *dataset.Fact) {
	if sort := map[string]string{"Company": "company", "PublicBody": "public body"}[t.schema]; sort != "" {
		fact.Values["type"] = []string{sort}
	}
	if t.schema == "LegalEntity" {
		r.set.Omit(t.schema, "", "it may be a company or a person; kept as a company without a type", t.at(), "")
	}
	country := ""
	for _, name := range []string{"jurisdiction", "mainCountry", "country"} {
		for _, text := range t.values(name) {
			code := r.country(t, name, text)
			switch {
			case country == "":
				country = code
			case code != "" && code != country:
				r.set.Omit(t.schema, name, "a company has one country, that of its jurisdiction first", t.at(), text)
			}
		}
	}
	one := func(key, name, text string) {
		switch {
		case text == "":
		case len(fact.Values[key]) == 0:
			fact.Values[key] = []string{text}
		default:
			r.set.Omit(t.schema, name, "the first of several values is kept", t.at(), text)
		}
	}
	one("country", "country", country)
	one("founded", "incorporationDate", r.date(t, "incorporationDate", false))
	one("dissolved", "dissolutionDate", r.date(t, "dissolutionDate", true))
	for _, text := range t.values("sector") {
		one("industry", "sector", dataset.Cut(text, dataset.MaxProse))
	}
	if len(fact.Values) == len(t.fact("").Values) {
		fact.Values["identifier"] = []string{r.set.Key(t.id)} // A fact states something.
	}
}

func (r *reader) country(t *thing, name, text string) string {
	code, why := dataset.Country(text)
	if why != "" {
		r.set.Omit(t.schema, name, why, t.at(), text)
	}
	return code
}

// date is the earliest or latest of the dates under a property; the others are
// counted unless they say the same more roughly.
func (r *reader) date(t *thing, name string, latest bool) string {
	chosen := ""
	for _, text := range t.values(name) {
		date, why := dataset.Date(text, "")
		switch {
		case why != "":
			r.set.Omit(t.schema, name, why, t.at(), text)
		case date == "" || strings.HasPrefix(chosen, date):
		case chosen == "" || strings.HasPrefix(date, chosen):
			chosen = date
		default:
			r.set.Omit(t.schema, name, "of several dates the widest is kept", t.at(), text)
			if (date > chosen) == latest {
				chosen = date
			}
		}
	}
	return chosen
}

// partyOf makes a party of a company or person.
func (r *reader) partyOf(t *thing) dataset.Party {
	p := dataset.Party{Kind: t.kind(), Key: t.id}
	for _, name := range t.values("name") {
		if p.Name == "" {
			p.Name = name
		} else {
			p.Aliases = append(p.Aliases, dataset.Alias{Name: name})
		}
	}
	for _, name := range t.values("alias") {
		p.Aliases = append(p.Aliases, dataset.Alias{Name: name})
	}
	for _, name := range t.values("previousName") {
		p.Aliases = append(p.Aliases, dataset.Alias{Name: name, Kind: "former"})
	}
	if t.kind() == "person" {
		t.values("firstName", "secondName", "middleName", "fatherName", "lastName", "nameSuffix", "title") // parts of the name
	}
	if p.Name == "" && len(p.Aliases) > 0 {
		p.Name, p.Aliases = p.Aliases[0].Name, p.Aliases[1:]
	}
	if p.Name == "" && t.kind() == "person" {
		p.Name = strings.Join(slices.Concat(first(t.values("firstName")), first(t.values("lastName"))), " ")
	}
	if p.Name == "" {
		r.set.Omit(t.schema, "name", "there is none, so the id stands for it", t.at(), t.id)
		p.Name = t.id
	}
	r.identify(t, &p)
	return p
}

func first(values []string) []string { return values[:min(len(values), 1)] }

// britishNumber is how the numbers of the British register of companies look.
var britishNumber = regexp.MustCompile(`^([0-9]{8}|[A-Z]{2}[0-9]{6})$`)

// identify gives a party the identifiers that stand for it alone. By the
// surest of them it gets its id, so that two sources that know it give it the
// same one.
func (r *reader) identify(t *thing, p *dataset.Party) {
	add := func(name, scheme, value string) {
		identifier, err := graph.ParseIdentifier(scheme + ":" + value)
		if err != nil {
			r.set.Omit(t.schema, name, "it has not the form or check digits of its scheme", t.at(), value)
			return
		}
		p.Identifiers = append(p.Identifiers, identifier.Text())
	}
	if p.Kind == "company" {
		for _, value := range t.values("leiCode") {
			add("leiCode", "lei", value)
		}
		isBritish := slices.ContainsFunc(t.values("jurisdiction"), func(text string) bool { code, _ := dataset.Country(text); return code == "GB" })
		for _, value := range t.values("registrationNumber") {
			if isBritish && britishNumber.MatchString(value) {
				add("registrationNumber", "registry:GB-COH", value)
			} else {
				r.set.Omit(t.schema, "registrationNumber", "its register is not told, so it identifies nothing", t.at(), value)
			}
		}
	}
	for _, value := range t.values("wikidataId") {
		add("wikidataId", "wikidata", value)
	}
	if len(p.Identifiers) > 0 {
		p.ID = dataset.IdentifierID(p.Kind, p.Identifiers[0])
	}
	if p.Kind == "company" {
		for _, value := range t.values("isinCode") {
			add("isinCode", "isin", value)
		}
	}
}
