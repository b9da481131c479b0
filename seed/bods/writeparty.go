package bods

import (
	"strings"

	"capgraph/export"
	"capgraph/graph"
)

const noField = "there is no field for it"

// entityTypes are the types of BODS by those of companies.
var entityTypes = map[graph.Token]string{"COMPANY": "registeredEntity", "JOINT_VENTURE": "registeredEntity", "PUBLIC_BODY": "stateBody"}

func (w *writer) entity(company *graph.Record, claims []*graph.Record) error {
	details := object{"name": graph.UsualName(company)}
	sort, known := graph.One[graph.Token](company, "type")
	form := object{"type": "legalEntity"}
	if entityTypes[sort] != "" {
		form["type"] = entityTypes[sort]
	}
	if known {
		form["details"] = sort.Words()
	}
	details["entityType"] = form
	if others := w.otherNames(company); len(others) > 0 {
		details["alternateNames"] = others
	}
	if country, ok := graph.One[graph.Token](company, "country"); ok {
		details["jurisdiction"] = countryOf(country)
	}
	for field, key := range map[string]string{"founded": "foundingDate", "dissolved": "dissolutionDate"} {
		if day := w.date(company, field); day != "" {
			details[key] = day
		}
	}
	w.identifiers(company, details)
	w.lost.Fields(company, noField, "name", "identifier", "type", "country", "founded", "dissolved")
	return w.state(company, typeEntity, company.ID, details, claims)
}

func countryOf(code graph.Token) object {
	return object{"name": export.CountryName(code), "code": string(code)}
}

// otherNames are the names without their kinds and times, which BODS does not
// keep of entities.
func (w *writer) otherNames(record *graph.Record) []string {
	var others []string
	for _, name := range graph.All[graph.Name](record, "name")[1:] {
		if name.Kind != graph.NameAlias || name.From != nil || name.Until != nil {
			w.lost.Add(record, "name", "of which kind it is, and when it was used, is left out")
		}
		others = append(others, name.Name)
	}
	return others
}

// identifiers writes those of registers by their org-id.guide schemes, and the
// others by the name of the scheme. A security, which an ISIN is of, would need a ticker
// and a stock exchange.
func (w *writer) identifiers(company *graph.Record, details object) {
	var identifiers []object
	for _, identifier := range graph.All[graph.Identifier](company, "identifier") {
		switch list, number, _ := strings.Cut(identifier.Value, ":"); identifier.Scheme {
		case graph.SchemeLEI:
			identifiers = append(identifiers, object{"id": identifier.Value, "scheme": "XI-LEI", "schemeName": "Global Legal Entity Identifier Index"})
		case graph.SchemeRegistry:
			identifiers = append(identifiers, object{"id": number, "scheme": list})
		default:
			identifiers = append(identifiers, object{"id": identifier.Value, "schemeName": strings.ToLower(identifier.Scheme)})
		}
	}
	if len(identifiers) > 0 {
		details["identifiers"] = identifiers
	}
}

// nameTypes are the types of BODS by the kinds of name.
var nameTypes = map[graph.NameKind]string{graph.NameLegal: "legal", graph.NameFormer: "former", graph.NameAlias: "alternative", graph.NameTrading: "alternative"}

func (w *writer) person(person *graph.Record, claims []*graph.Record) error {
	var names []object
	for _, name := range graph.All[graph.Name](person, "name") {
		written := object{"fullName": name.Name}
		if sort := nameTypes[name.Kind]; sort != "" {
			written["type"] = sort
		}
		names = append(names, written)
	}
	details := object{"personType": "knownPerson", "names": names}
	var nationalities []object
	for _, country := range graph.All[graph.Token](person, "nationality") {
		nationalities = append(nationalities, countryOf(country))
	}
	if len(nationalities) > 0 {
		details["nationalities"] = nationalities
	}
	w.lost.Fields(person, noField, "name", "nationality", "identified")
	return w.state(person, typePerson, person.ID, details, claims)
}
