package export

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

type object = map[string]any

// JSONLD writes what schema.org can say of a slice as one JSON-LD 1.1 document:
// organisations, people, places and products; who owns what (OwnershipInfo, and
// parentOrganization where more than half is surely held), and who works for
// whom (OrganizationRole). It returns the number of nodes; what schema.org cannot say
// is counted in lost.
//
// The @id of a thing is "urn:capgraph:" and the id of its record. A thing may have
// several nodes, which readers of JSON-LD put together by @id. Articles that say
// so stand under subjectOf.
func JSONLD(ctx context.Context, reader graph.Reader, slice graph.Slice, out io.Writer, lost *Omissions) (int, error) {
	slice, err := slice.Pin(ctx, reader)
	if err != nil {
		return 0, err
	}
	w := &ldWriter{out: bufio.NewWriter(out), lost: lost}
	w.out.WriteString(`{"@context":{"@vocab":"https://schema.org/","url":{"@type":"@id"},"sameAs":{"@type":"@id"}},"@graph":[`)
	said := []graph.Kind{}
	for _, part := range []struct {
		kind  graph.Kind
		write func(*graph.Record, []*graph.Record) error
	}{{"company", w.company}, {"person", w.person}, {"datacenter", w.place}, {"product", w.product}, {"stake", w.stake}, {"position", w.position}} {
		said = append(said, part.kind)
		if err := EachWithClaims(ctx, reader, part.kind, slice, part.write); err != nil {
			return w.count, err
		}
	}
	if err := OtherKinds(ctx, reader, slice, "schema.org has no such thing", lost, said...); err != nil {
		return w.count, err
	}
	w.out.WriteString("\n]}\n")
	return w.count, w.out.Flush()
}

type ldWriter struct {
	out   *bufio.Writer
	lost  *Omissions
	count int
}

func urn(id graph.ID) string { return "urn:capgraph:" + string(id) }

func reference(id graph.ID) object { return object{"@id": urn(id)} }

// write writes one node.
func (w *ldWriter) write(node object) error {
	line, err := json.Marshal(node)
	if err != nil {
		return err
	}
	if w.count++; w.count > 1 {
		w.out.WriteByte(',')
	}
	w.out.WriteByte('\n')
	_, err = w.out.Write(line)
	return err
}

// cite names the articles behind claims.
func cite(node object, claims []*graph.Record) {
	var articles []object
	for _, article := range Sources(claims) {
		cited := object{"@type": "Article", "@id": urn(article.ID), "headline": graph.Label(article)}
		if url, ok := graph.One[graph.Prose](article, "url"); ok {
			cited["url"] = string(url)
		}
		if publisher, ok := graph.One[graph.Prose](article, "publisher"); ok {
			cited["publisher"] = object{"@type": "Organization", "name": string(publisher)}
		}
		articles = append(articles, cited)
	}
	if len(articles) > 0 {
		node["subjectOf"] = articles
	}
}

// thing is a node of an entity with its names and identifiers.
func (w *ldWriter) thing(entity *graph.Record, kind string, claims []*graph.Record) object {
	names := graph.All[graph.Name](entity, "name")
	node := object{"@id": urn(entity.ID), "@type": kind, "name": names[0].Name}
	var others, same []string
	for _, name := range names[1:] {
		others = append(others, name.Name)
	}
	var identifiers []object
	for _, identifier := range graph.All[graph.Identifier](entity, "identifier") {
		switch identifier.Scheme {
		case graph.SchemeLEI:
			node["leiCode"] = identifier.Value
		case graph.SchemeWikidata:
			same = append(same, "http://www.wikidata.org/entity/"+identifier.Value)
		case graph.SchemeDomain:
			node["url"] = "https://" + identifier.Value
		default:
			identifiers = append(identifiers, object{"@type": "PropertyValue", "propertyID": strings.ToLower(identifier.Scheme), "value": identifier.Value})
		}
	}
	for key, list := range map[string]any{"alternateName": others, "sameAs": same, "identifier": identifiers} {
		if text, _ := json.Marshal(list); string(text) != "null" {
			node[key] = list
		}
	}
	cite(node, claims)
	return node
}

const noProperty = "schema.org has no property for it"

// organisations are the types of schema.org by those of companies.
var organisations = map[graph.Token]string{"PUBLIC_BODY": "GovernmentOrganization", "LAB": "ResearchOrganization"}

func (w *ldWriter) company(company *graph.Record, claims []*graph.Record) error {
	sort, known := graph.One[graph.Token](company, "type")
	kind := "Organization"
	if organisations[sort] != "" {
		kind = organisations[sort]
	} else if known && sort != "COMPANY" {
		w.lost.Add(company, "type", "it becomes an Organization")
	}
	node := w.thing(company, kind, claims)
	if country, ok := graph.One[graph.Token](company, "country"); ok {
		node["address"] = object{"@type": "PostalAddress", "addressCountry": string(country)}
	}
	if headquarters, ok := graph.One[graph.Place](company, "headquarters"); ok {
		node["location"] = placeNode(headquarters)
	}
	w.date(company, "founded", node, "foundingDate")
	w.date(company, "dissolved", node, "dissolutionDate")
	w.lost.Fields(company, noProperty, "name", "identifier", "type", "country", "headquarters", "founded", "dissolved")
	return w.write(node)
}

func placeNode(place graph.Place) object {
	address := object{"@type": "PostalAddress", "addressCountry": place.Country}
	for key, text := range map[string]string{"addressRegion": place.Region, "addressLocality": place.City} {
		if text != "" {
			address[key] = text
		}
	}
	node := object{"@type": "Place", "address": address}
	if place.Name != "" {
		node["name"] = place.Name
	}
	return node
}

func (w *ldWriter) person(person *graph.Record, claims []*graph.Record) error {
	node := w.thing(person, "Person", claims)
	var nationalities []object
	for _, country := range graph.All[graph.Token](person, "nationality") {
		nationalities = append(nationalities, object{"@type": "Country", "name": CountryName(country), "identifier": string(country)})
	}
	if len(nationalities) > 0 {
		node["nationality"] = nationalities
	}
	w.lost.Fields(person, noProperty, "name", "identifier", "nationality")
	return w.write(node)
}

func (w *ldWriter) place(datacenter *graph.Record, claims []*graph.Record) error {
	node := w.thing(datacenter, "Place", claims)
	if location, ok := graph.One[graph.Place](datacenter, "location"); ok {
		node["address"] = placeNode(location)["address"]
	}
	for _, id := range datacenter.Refs("partOf") {
		node["containedInPlace"] = reference(id)
	}
	w.lost.Fields(datacenter, noProperty, "name", "identifier", "location", "partOf")
	return w.write(node)
}

func (w *ldWriter) product(product *graph.Record, claims []*graph.Record) error {
	node := w.thing(product, "Product", claims)
	w.date(product, "released", node, "releaseDate")
	w.lost.Fields(product, noProperty, "name", "identifier", "released")
	return w.write(node)
}

// date writes what ISO 8601 can: a day, month or year.
func (w *ldWriter) date(record *graph.Record, field string, node object, key string) {
	date, ok := graph.One[graph.PartialDate](record, field)
	switch precision := date.Precision(); {
	case !ok:
	case strings.HasSuffix(date.EDTF, "~"), precision == graph.PrecisionInterval, precision == graph.PrecisionOpen:
		w.lost.Add(record, field, "schema.org takes days, months and years only")
	default:
		node[key] = date.EDTF
	}
}

// isHeld says whether a relation is said to be, and not only planned.
func (w *ldWriter) isHeld(relation *graph.Record) bool {
	said, _ := graph.One[graph.Token](relation, "modality")
	if said != "STATES" && said != "REPORTS" {
		w.lost.Add(relation, "", "it is planned, expected or rumoured, and schema.org says what is")
		return false
	}
	return true
}

var half = decimal.NewFromInt(50)

func (w *ldWriter) stake(stake *graph.Record, claims []*graph.Record) error {
	owners, company := stake.Refs("owner"), stake.Refs("company")[0]
	switch {
	case !w.isHeld(stake):
		return nil
	case len(owners) == 0 || owners[0].Kind() == "people-group":
		w.lost.Add(stake, "owner", "schema.org needs an organisation or person by name")
		return nil
	}
	owned := object{"@type": "OwnershipInfo", "@id": urn(stake.ID), "typeOfGood": reference(company), "description": graph.Label(stake)}
	w.date(stake, "since", owned, "ownedFrom")
	w.date(stake, "until", owned, "ownedThrough")
	cite(owned, claims)
	if share, ok := graph.One[graph.Share](stake, "share"); ok {
		w.lost.Add(stake, "share", "schema.org has no shares; it stands in the description")
		if owners[0].Kind() == "company" && share.State == graph.Known && share.MoreThan(half) == graph.Surely {
			if err := w.write(object{"@id": urn(company), "parentOrganization": reference(owners[0])}); err != nil {
				return err
			}
		}
	}
	w.lost.Fields(stake, noProperty, "owner", "company", "share", "since", "until", "modality", "confidence")
	return w.write(object{"@id": urn(owners[0]), "owns": owned})
}

func (w *ldWriter) position(position *graph.Record, claims []*graph.Record) error {
	people := position.Refs("person")
	switch {
	case !w.isHeld(position):
		return nil
	case len(people) == 0 || people[0].Kind() != "person":
		w.lost.Add(position, "person", "schema.org needs a person by name")
		return nil
	}
	role, _ := graph.One[graph.Prose](position, "role")
	office := object{"@type": "OrganizationRole", "@id": urn(position.ID), "roleName": string(role), "worksFor": reference(position.Refs("company")[0])}
	w.date(position, "since", office, "startDate")
	w.date(position, "until", office, "endDate")
	cite(office, claims)
	w.lost.Fields(position, noProperty, "person", "company", "role", "since", "until", "modality", "confidence")
	return w.write(object{"@id": urn(people[0]), "worksFor": office})
}
