package bods

import (
	"encoding/json"
	"io"
	"iter"
	"strings"

	"capgraph/seed/dataset"
)

// The types of record of BODS 0.4.
const (
	typeEntity       = "entity"
	typePerson       = "person"
	typeRelationship = "relationship"
)

// Articles makes articles of all statements in a file. Statements that cannot
// be read are counted in the set; a file that is no JSON, or has a statement
// of more than dataset.MaxRecord bytes, ends the sequence with an error that names the
// line. An empty file has no articles.
func Articles(in io.Reader, set *dataset.Set) iter.Seq2[*dataset.Article, error] {
	return set.Articles(func(w *dataset.Writer) error {
		shelf, err := dataset.NewShelf()
		if err != nil {
			return err
		}
		defer shelf.Close()
		r := &reader{set: set, shelf: shelf, w: w, known: map[string]*party{}}
		for _, step := range []func() error{func() error { return set.Values(in, r.keep) }, r.countMissing, r.writeParties, r.writeRelationships} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
}

type reader struct {
	set   *dataset.Set
	shelf *dataset.Shelf
	w     *dataset.Writer
	known map[string]*party // some of the parties, by reference
}

// statement is one statement in the form of BODS 0.4.
type statement struct {
	*dataset.Object
	id, record, kind, status, date string
	number                         int
	details                        *dataset.Object
}

// at is the place of the statement.
func (s *statement) at() string { return dataset.Record(s.id, s.number) }

// parse reads a statement; it reports false for what is none.
func parse(number int, text json.RawMessage) (*statement, bool) {
	object, isObject := dataset.ParseObject(text)
	if !isObject {
		return nil, false
	}
	modernise(object)
	s := &statement{
		Object: object, number: number, id: object.Text("statementId"), record: object.Text("recordId"), kind: object.Text("recordType"),
		status: object.Text("recordStatus"), details: object.Object("recordDetails"),
	}
	s.date, _ = dataset.Date(object.Text("statementDate"), "")
	object.Skip("declaration", "declarationSubject", "replacesStatements")
	s.details.Skip("isComponent")
	return s, s.kind == typeEntity || s.kind == typePerson || s.kind == typeRelationship
}

// rank orders the statements about one record: by date, and of one day by what
// becomes of the record.
func (s *statement) rank() string {
	return s.date + map[string]string{"new": " 1", "updated": " 2", "closed": " 3"}[s.status]
}

// keep puts a statement with those about the same record.
func (r *reader) keep(number int, text json.RawMessage) error {
	s, isStatement := parse(number, text)
	switch {
	case s == nil:
		r.set.Omit("statement", "", "it is no object, and left out", dataset.Row(number), string(text[:min(len(text), 60)]))
		return nil
	case !isStatement:
		r.set.Omit("statement", "recordType", "it is none of entity, person and relationship, and left out", s.at(), s.kind)
		return nil
	}
	if r.set.Publisher == "" {
		r.set.Publisher = dataset.Cut(s.Object.Object("publicationDetails").Object("publisher").Text("name"), dataset.MaxProse)
	}
	record, err := r.recordOf(s)
	if err != nil {
		return err
	}
	if subject := s.details.Text("subject"); subject != "" {
		if err := r.shelf.Note("subject "+subject, "yes"); err != nil {
			return err
		}
	}
	return r.shelf.Put(dataset.Item{Key: s.kind + " " + record, Rank: s.rank(), Number: number, Body: text})
}

// recordOf is the record that a statement is about. Before BODS 0.4 it is
// known by its first statement alone.
func (r *reader) recordOf(s *statement) (string, error) {
	record := s.record
	for _, replaced := range s.Texts("replacesStatements") {
		earlier, err := r.shelf.Noted("statement " + replaced)
		if err != nil {
			return "", err
		}
		if earlier == "" {
			earlier = replaced
		}
		if record == "" {
			record = earlier
		}
	}
	if record == "" {
		record = s.id
	}
	if record == "" {
		r.set.Omit("statement", "statementId", "it has neither this nor a recordId; its number stands for it", s.at(), "")
		record = s.at()
	}
	if s.id == "" {
		return record, nil
	}
	before, err := r.shelf.Noted("statement " + s.id)
	if err != nil {
		return "", err
	}
	if before != "" {
		r.set.Omit("statement", "statementId", "it is given more than once; the last statement of the record counts", s.at(), s.id)
	}
	return record, r.shelf.Note("statement "+s.id, record)
}

// statements are those about a record in order, the current one last.
func (r *reader) statements(key string) ([]*statement, error) {
	items, tooMany, err := r.shelf.Get(key)
	if err != nil {
		return nil, err
	}
	var statements []*statement
	for _, item := range items {
		if s, ok := parse(item.Number, item.Body); ok {
			s.record = strings.TrimPrefix(key, s.kind+" ")
			statements = append(statements, s)
		}
	}
	if tooMany {
		r.set.Omit("statement", "recordId", "so many statements are about one record that only the last is looked at", statements[0].at(), key)
	}
	return statements, nil
}

// current is the last statement about a record, nil when there is none.
func (r *reader) current(key string) (*statement, error) {
	item, found, err := r.shelf.Last(key)
	if err != nil || !found {
		return nil, err
	}
	s, _ := parse(item.Number, item.Body)
	s.record = strings.TrimPrefix(key, s.kind+" ")
	return s, nil
}

// eachRecord visits the records of some types in the order of the file, in one
// of three stages.
func (r *reader) eachRecord(stage int, visit func(key string) error, kinds ...string) error {
	for key, err := range r.set.Stage(r.shelf, stage, 3) {
		if err != nil {
			return err
		}
		kind, _, _ := strings.Cut(key, " ")
		for _, wanted := range kinds {
			if kind == wanted {
				if err := visit(key); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// leftOut counts what a statement says and nothing was made of.
func (r *reader) leftOut(s *statement) {
	s.Object.Skip("publicationDetails", "source")
	s.Unread("", func(path, example string) {
		path = strings.TrimPrefix(path, "recordDetails.")
		if s.kind == typePerson {
			example = "" // Reports are passed on.
		}
		r.set.Omit(s.kind+" statement", path, "there is no field for it", s.at(), example)
	})
}

// asserted is who stands behind a statement, according to itself.
func (s *statement) asserted() string {
	var names []string
	for _, agent := range s.Object.Object("source").Objects("assertedBy") {
		if name := agent.Text("name"); name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// confidence is higher for what was verified.
func (s *statement) confidence() string {
	for _, sort := range s.Object.Object("source").Texts("type") {
		if sort == "verified" {
			return "confirmed"
		}
	}
	return ""
}

// fact begins a fact of the statement.
func (s *statement) fact(kind string) dataset.Fact {
	fact := dataset.Fact{Kind: kind, Parties: map[string][]dataset.Party{}, Values: map[string][]string{}, At: []string{s.at()}, Confidence: s.confidence(), AttributedTo: s.asserted()}
	if s.date != "" {
		fact.Values["seen"] = []string{s.date}
	}
	return fact
}
