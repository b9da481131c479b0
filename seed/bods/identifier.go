package bods

import (
	"strings"

	"capgraph/graph"
	"capgraph/seed/dataset"
)

// identify gives a company the identifiers that stand for it alone. By the
// surest of them it gets its id, so that two sources that know it give it the
// same one.
func (r *reader) identify(s *statement, p *dataset.Party) {
	var leis, others []string
	for _, given := range s.details.Objects("identifiers") {
		id, scheme := given.Text("id"), strings.ToUpper(given.Text("scheme"))
		given.Skip("schemeName")
		text := "registry:" + scheme + ":" + id
		if isLEI := scheme == "XI-LEI" || scheme == "" && strings.Contains(strings.ToUpper(given.Text("schemeName")), "LEI"); isLEI {
			text = "lei:" + id
		}
		identifier, err := graph.ParseIdentifier(text)
		switch {
		case id == "":
		case err != nil:
			r.set.Omit("entity statement", "identifiers", "it has no org-id.guide scheme, or not its form or check digits", s.at(), strings.TrimSpace(scheme+" "+id))
		case identifier.Scheme == graph.SchemeLEI:
			leis = append(leis, identifier.Text())
		default:
			others = append(others, identifier.Text())
		}
	}
	p.Identifiers = append(leis, others...)
	if len(p.Identifiers) > 0 {
		p.ID = dataset.IdentifierID(p.Kind, p.Identifiers[0])
	}
	p.Identifiers = append(p.Identifiers, r.securities(s)...)
}

// securities are the ISINs of a listed company.
func (r *reader) securities(s *statement) []string {
	var isins []string
	listing := s.details.Object("publicListing")
	for _, listed := range listing.Objects("securitiesListings") {
		security := listed.Object("security")
		if strings.EqualFold(security.Text("idScheme"), "isin") {
			identifier, err := graph.ParseIdentifier("isin:" + security.Text("id"))
			if err == nil {
				isins = append(isins, identifier.Text())
				continue
			}
			r.set.Omit("entity statement", "publicListing.securitiesListings", "it has not the form or check digit of an ISIN", s.at(), security.Text("id"))
		}
	}
	return isins
}
