package dataset

import (
	"encoding/json"
	"errors"
	"iter"
	"maps"
	"slices"

	"capgraph/graph"
)

// errStopped ends the work when nobody wants further articles.
var errStopped = errors.New("stopped")

// Articles is the sequence of articles that fill writes. It can be gone
// through once. The last pair holds the error that fill ended with, and no article.
func (s *Set) Articles(fill func(*Writer) error) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		w := &Writer{set: s, yield: yield}
		w.begin()
		err := fill(w)
		if err == nil {
			err = w.end()
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(nil, err)
		}
	}
}

// Writer gathers facts into articles. Equal facts that follow from several
// statements or rows are written once an article.
type Writer struct {
	set      *Set
	yield    func(*Article, error) bool
	number   int
	article  *Article
	entities *entities
	seen     map[string]bool // the facts of the article, encoded
}

func (w *Writer) begin() {
	w.number++
	w.article = &Article{ID: w.set.articleID(w.number)}
	w.entities, w.seen = newEntities(w.set), map[string]bool{}
}

func (w *Writer) end() error {
	if len(w.article.facts) == 0 {
		return nil
	}
	w.article.header, w.article.Read = w.set.header(w.number), w.set.read
	if !w.yield(w.article, nil) {
		return errStopped
	}
	return nil
}

// MaxTogether is how many facts one statement or row may state.
const MaxTogether = 1000

// Add writes the facts of one statement or row; they stay in one article. A
// fact with a party that has no name, or lacks a party that it needs, is
// counted as left out. The error only says that the writer wants no more.
func (w *Writer) Add(facts ...Fact) error {
	if extra := len(facts) - MaxTogether; extra > 0 {
		w.set.OmitMany(facts[0].Kind, "", "one row or statement states more facts than are taken, so the rest is left out", facts[0].At[0], "", extra)
		facts = facts[:MaxTogether]
	}
	if len(w.article.facts) > 0 && len(w.article.facts)+len(facts) > w.set.Size {
		if err := w.end(); err != nil {
			return err
		}
		w.begin()
	}
	for _, fact := range facts {
		w.place(fact)
	}
	return nil
}

func (w *Writer) place(fact Fact) {
	at := fact.At[0]
	fact.At = fact.At[:min(len(fact.At), maxPlaces)]
	if remarks := fact.Values["remark"]; len(remarks) > 0 {
		fact.Values = maps.Clone(fact.Values)
		fact.Values["remark"] = nil
		for _, remark := range remarks {
			if remark = Cut(Clean(remark), MaxNote); remark != "" && !slices.Contains(fact.Values["remark"], remark) {
				fact.Values["remark"] = append(fact.Values["remark"], remark)
			}
		}
	}
	made := &placed{Fact: fact, parties: map[string][]*entity{}}
	for key, parties := range fact.Parties {
		made.parties[key] = nil
		for _, party := range parties {
			if party.Missing != "" {
				continue
			}
			if party = w.named(party, at); party.Name == "" {
				w.set.Omit(fact.Kind, key, "it has neither name nor key, so the fact is left out", at, "")
				return
			}
			if e := w.entities.declare(party, at); !slices.Contains(made.parties[key], e) {
				made.parties[key] = append(made.parties[key], e)
			}
		}
	}
	if w.isNew(made, at) {
		w.article.facts = append(w.article.facts, made)
	}
}

// isNew says whether the article has not said the fact before. What it says of
// an entity it says once, at the first place; a relation once at each.
func (w *Writer) isNew(f *placed, at string) bool {
	_, aboutEntity := f.parties["is"]
	key := f.claim(!aboutEntity)
	if w.seen[key] {
		if !aboutEntity {
			w.set.Omit(f.Kind, "", "the same was said before, at the same place", at, "")
		}
		return false
	}
	w.seen[key] = true
	return true
}

// claim is equal for facts that make the same claim: notes, who says so, how
// surely and on which day it was seen make no difference.
func (f *placed) claim(withPlaces bool) string {
	said := map[string][]string{"kind": {f.Kind}, "says": {f.Says}, "id": {string(f.ID)}}
	if withPlaces {
		said["at"] = f.At
	}
	for key, values := range f.Values {
		if key != "seen" {
			said["value "+key] = slices.Sorted(slices.Values(values))
		}
	}
	for key, parties := range f.parties {
		for _, e := range parties {
			said["party "+key] = append(said["party "+key], e.handle)
		}
		for _, p := range f.Parties[key] {
			said["party "+key] = append(said["party "+key], string(p.Missing))
		}
		slices.Sort(said["party "+key])
	}
	encoded, err := json.Marshal(said)
	if err != nil {
		panic(err) // Maps of texts always encode.
	}
	return string(encoded)
}

// named gives a party a name that fact files take: its own, cut where it is too
// long, else its key.
func (w *Writer) named(p Party, at string) Party {
	name := Clean(p.Name)
	if !IsName(name) {
		if name != "" {
			w.set.Omit(string(p.Kind), "name", "it has neither letters nor digits; the key stands for it", at, name)
		}
		name = Clean(p.Key)
	}
	if !IsName(name) {
		name = ""
		if p.Key != "" {
			name = keyValue(p.Key)
		}
	}
	p.Name = w.fit(name, p.Kind, at)
	p.Aliases = slices.Clone(p.Aliases)
	for i := range p.Aliases {
		p.Aliases[i].Name = w.fit(Clean(p.Aliases[i].Name), p.Kind, at)
	}
	return p
}

func (w *Writer) fit(name string, kind graph.Kind, at string) string {
	cut := Cut(name, MaxName)
	if cut != name {
		w.set.Omit(string(kind), "name", "it is longer than 200 letters, and cut", at, name)
	}
	return cut
}
