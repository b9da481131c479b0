package ftm

import (
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strings"

	"capgraph/graph"
	"capgraph/seed/dataset"
)

// The schemata that are taken over.
var (
	companySchemata  = []string{"LegalEntity", "Organization", "Company", "PublicBody"} // the most general first
	relationSchemata = []string{"Ownership", "Directorship", "Employment"}
)

const personSchema = "Person"

// Articles makes articles of all entities in a file. Lines that cannot be read
// are counted in the set; an array that is no JSON, or an entity of more than
// dataset.MaxRecord bytes, ends the sequence with an error that names the line. An
// empty file has no articles.
func Articles(in io.Reader, set *dataset.Set) iter.Seq2[*dataset.Article, error] {
	return set.Articles(func(w *dataset.Writer) error {
		shelf, err := dataset.NewShelf()
		if err != nil {
			return err
		}
		defer shelf.Close()
		r := &reader{set: set, shelf: shelf, w: w, known: map[string]*thing{}}
		if err := set.Values(in, r.keep); err != nil {
			return err
		}
		if err := r.each(0, r.describe); err != nil {
			return err
		}
		return r.each(1, r.relate)
	})
}

type reader struct {
	set   *dataset.Set
	shelf *dataset.Shelf
	w     *dataset.Writer
	known map[string]*thing // some of the parties, by id
}

// quiet is the reader with counts of its own, for what is looked at again.
func (r *reader) quiet() *reader {
	quiet := *r
	quiet.set = &dataset.Set{Origin: r.set.Origin}
	return &quiet
}

// thing is an entity of the model, put together from all lines with its id.
type thing struct {
	id, schema, seen string
	number           int
	properties       map[string][]string
	read             map[string]bool
	datasets         []string
	party            dataset.Party // set for those that take part in relations
}

func (t *thing) at() string { return dataset.Record(t.id, t.number) }

// values are those of some properties, in their order, each once.
func (t *thing) values(names ...string) []string {
	var values []string
	for _, name := range names {
		t.read[name] = true
		for _, value := range t.properties[name] {
			if !slices.Contains(values, value) {
				values = append(values, value)
			}
		}
	}
	return values
}

func (r *reader) keep(number int, text json.RawMessage) error {
	o, isObject := dataset.ParseObject(text)
	at := dataset.Row(number)
	switch {
	case !isObject:
		r.set.Omit("line", "", "it is no object, and left out", at, string(text[:min(len(text), 60)]))
		return nil
	case o.Text("id") == "":
		r.set.Omit("line", "id", "there is none, so the line is left out", at, "")
		return nil
	case o.Text("schema") == "" || !o.Has("properties"):
		r.set.Omit("line", "schema", "there is none, or there are no properties, so the line is left out", dataset.Record(o.Text("id"), number), o.Text("id"))
		return nil
	}
	return r.shelf.Put(dataset.Item{Key: o.Text("id"), Number: number, Body: text})
}

// each visits the entities in the order in which their ids came first, in the
// first or second stage.
func (r *reader) each(stage int, visit func(*thing) error) error {
	for id, err := range r.set.Stage(r.shelf, stage, 2) {
		if err != nil {
			return err
		}
		found, err := r.thing(id)
		if err != nil {
			return err
		}
		if err := visit(found); err != nil {
			return err
		}
	}
	return nil
}

// thing puts an entity together, nil when no line has the id.
func (r *reader) thing(id string) (*thing, error) {
	items, tooMany, err := r.shelf.Get(id)
	if err != nil || len(items) == 0 {
		return nil, err
	}
	made := &thing{id: id, number: items[0].Number, properties: map[string][]string{}, read: map[string]bool{}}
	for _, item := range items {
		o, _ := dataset.ParseObject(item.Body)
		made.schema = special(made.schema, o.Text("schema"))
		if date, _ := dataset.Date(o.Text("last_seen"), ""); date > made.seen {
			made.seen = date
		}
		for _, name := range o.Texts("datasets") {
			if !slices.Contains(made.datasets, name) && len(made.datasets) < maxValues {
				made.datasets = append(made.datasets, name)
			}
		}
		properties := o.Object("properties")
		for _, name := range properties.Keys() {
			for _, value := range properties.Texts(name) {
				if !slices.Contains(made.properties[name], value) && len(made.properties[name]) < maxValues {
					made.properties[name] = append(made.properties[name], value)
				}
			}
		}
	}
	if tooMany {
		r.set.Omit(made.schema, "id", "so many lines have it that only the last is looked at", made.at(), id)
	}
	return made, nil
}

// maxValues bounds the values of one property.
const maxValues = 200

// special is the more special of two schemata of one entity; of two that have
// nothing to do with each other, the first.
func special(a, b string) string {
	if a == "" || slices.Contains(companySchemata, a) && slices.Index(companySchemata, b) > slices.Index(companySchemata, a) || a == companySchemata[0] && b == personSchema {
		return b
	}
	return a
}

// leftOut counts the properties that nothing was made of.
func (r *reader) leftOut(t *thing) {
	for _, name := range sortedKeys(t.properties) {
		if !t.read[name] {
			example := t.properties[name][0]
			if t.schema == personSchema {
				example = "" // Reports are passed on.
			}
			r.set.Omit(t.schema, name, "there is no field for it", t.at(), example)
		}
	}
}

// fact begins a fact that the entity gives.
func (t *thing) fact(kind string) dataset.Fact {
	fact := dataset.Fact{Kind: kind, Parties: map[string][]dataset.Party{}, Values: map[string][]string{}, At: []string{t.at()}}
	fact.AttributedTo = strings.Join(t.datasets, ", ")
	if t.seen != "" {
		fact.Values["seen"] = []string{t.seen}
	}
	return fact
}

// kind is the kind of record that an entity is, "" for none.
func (t *thing) kind() graph.Kind {
	switch {
	case t.schema == personSchema:
		return "person"
	case slices.Contains(companySchemata, t.schema):
		return "company"
	}
	return ""
}
