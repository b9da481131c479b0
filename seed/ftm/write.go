package ftm

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"

	"capgraph/export"
	"capgraph/graph"
)

// Write writes what the FollowTheMoney model can say of a slice, one entity a
// line: companies, people, stakes that are said to be held (Ownership) and
// positions (Directorship, Employment). It returns the number of entities; what the
// model cannot say is counted in lost.
//
// Ids are the kind and slug of the record, as company.meta. A stake of which
// sources know capital and votes is two entities, since the model has one percentage.
// The same slice gives the same bytes.
func Write(ctx context.Context, reader graph.Reader, slice graph.Slice, out io.Writer, lost *export.Omissions) (int, error) {
	slice, err := slice.Pin(ctx, reader)
	if err != nil {
		return 0, err
	}
	w := &writer{out: bufio.NewWriter(out), lost: lost, day: slice.Day}
	for _, part := range []struct {
		kind  graph.Kind
		write func(*graph.Record, []*graph.Record) error
	}{{"company", w.company}, {"person", w.person}, {"stake", w.stake}, {"position", w.position}} {
		if err := export.EachWithClaims(ctx, reader, part.kind, slice, part.write); err != nil {
			return w.count, err
		}
	}
	if err := export.OtherKinds(ctx, reader, slice, "it is not written in this model", lost, "company", "person", "stake", "position"); err != nil {
		return w.count, err
	}
	return w.count, w.out.Flush()
}

type writer struct {
	out   *bufio.Writer
	lost  *export.Omissions
	day   graph.Day
	count int
}

// properties are those of an entity. Empty values are left out.
type properties map[string][]string

func (p properties) add(name string, values ...string) {
	for _, value := range values {
		if value != "" && !slices.Contains(p[name], value) {
			p[name] = append(p[name], value)
		}
	}
}

const noProperty = "there is no property for it"

// write writes one entity with its sources.
func (w *writer) write(id, schema string, p properties, claims []*graph.Record) error {
	for _, article := range export.Sources(claims) {
		url, _ := graph.One[graph.Prose](article, "url")
		publisher, _ := graph.One[graph.Prose](article, "publisher")
		p.add("sourceUrl", string(url))
		p.add("publisher", string(publisher))
	}
	line, err := json.Marshal(map[string]any{
		"id": id, "schema": schema, "properties": p, "datasets": []string{"capgraph"}, "last_seen": export.Seen(claims, w.day).String(),
	})
	if err != nil {
		return err
	}
	w.count++
	_, err = w.out.Write(append(line, '\n'))
	return err
}

// plainID is how ids look in the model.
var plainID = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.-]*[0-9A-Za-z]$`)

// idOf is the id of a record in the model.
func idOf(id graph.ID) string {
	if written := string(id.Kind()) + "." + id.Slug(); plainID.MatchString(written) {
		return written
	}
	return string(id.Kind()) + ".x" + export.Digest(string(id))
}

// schemata are those of companies, by their type.
var schemata = map[graph.Token]string{"COMPANY": "Company", "JOINT_VENTURE": "Company", "PUBLIC_BODY": "PublicBody"}

func (w *writer) company(company *graph.Record, claims []*graph.Record) error {
	p := properties{}
	w.names(company, p)
	sort, known := graph.One[graph.Token](company, "type")
	schema := "Organization"
	if schemata[sort] != "" {
		schema = schemata[sort]
	}
	if known && sort != "COMPANY" && sort != "PUBLIC_BODY" {
		w.lost.Add(company, "type", "the model has companies, public bodies and other organisations")
	}
	country, _ := graph.One[graph.Token](company, "country")
	p.add("jurisdiction", strings.ToLower(string(country)))
	w.date(company, "founded", p, "incorporationDate")
	w.date(company, "dissolved", p, "dissolutionDate")
	for field, name := range map[string]string{"industry": "sector", "headquarters": "address", "remark": "notes"} {
		for _, held := range company.Held[field] {
			p.add(name, held.Value.Text())
		}
	}
	w.lost.Fields(company, noProperty, "name", "identifier", "type", "country", "founded", "dissolved", "industry", "headquarters", "remark")
	return w.write(idOf(company.ID), schema, p, claims)
}

func (w *writer) person(person *graph.Record, claims []*graph.Record) error {
	p := properties{}
	w.names(person, p)
	for _, country := range graph.All[graph.Token](person, "nationality") {
		p.add("nationality", strings.ToLower(string(country)))
	}
	for _, remark := range person.Held["remark"] {
		p.add("notes", remark.Value.Text())
	}
	w.lost.Fields(person, noProperty, "name", "identifier", "nationality", "remark", "identified")
	return w.write(idOf(person.ID), personSchema, p, claims)
}

func (w *writer) names(record *graph.Record, p properties) {
	for i, name := range graph.All[graph.Name](record, "name") {
		switch {
		case i == 0:
			p.add("name", name.Name)
		case name.Kind == graph.NameFormer:
			p.add("previousName", name.Name)
		default:
			p.add("alias", name.Name)
		}
		if name.From != nil || name.Until != nil {
			w.lost.Add(record, "name", "when it was used is left out")
		}
	}
	for _, identifier := range graph.All[graph.Identifier](record, "identifier") {
		switch list, number, _ := strings.Cut(identifier.Value, ":"); identifier.Scheme {
		case graph.SchemeLEI:
			p.add("leiCode", identifier.Value)
		case graph.SchemeISIN:
			p.add("isinCode", identifier.Value)
		case graph.SchemeWikidata:
			p.add("wikidataId", identifier.Value)
		case graph.SchemeDomain:
			p.add("website", "https://"+identifier.Value)
		default:
			p.add("registrationNumber", number)
			if list != "GB-COH" {
				w.lost.Add(record, "identifier", "its register is left out, and the number kept")
			}
		}
	}
}

// date writes a day, month or year; the model takes nothing rougher.
func (w *writer) date(record *graph.Record, field string, p properties, name string) {
	date, ok := graph.One[graph.PartialDate](record, field)
	if !ok {
		return
	}
	if precision := date.Precision(); strings.HasSuffix(date.EDTF, "~") || precision == graph.PrecisionInterval || precision == graph.PrecisionOpen {
		w.lost.Add(record, field, "the model takes days, months and years only")
		return
	}
	p.add(name, date.EDTF)
}
