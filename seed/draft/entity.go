package draft

import (
	"context"
	"slices"
	"strings"

	"capgraph/graph"
)

// Names knows who is in the graph already, so that an alias in the text
// resolves to a record.
type Names interface {
	// Known returns, for each name that anyone has, whom it names; names are
	// compared when folded. Names that nobody has are absent.
	Known(ctx context.Context, names []string) (map[string][]Known, error)
}

// Known is an entity of the graph.
type Known struct {
	ID   graph.ID
	Name string // the usual one
}

// The kinds of entity that drafts have.
const (
	company    graph.Kind = "company"
	person     graph.Kind = "person"
	datacenter graph.Kind = "datacenter"
)

// entity is someone or something that the text names.
type entity struct {
	number   int // in its text, from 1
	name     string
	kind     graph.Kind // "" when the text shows none
	id       graph.ID   // of the record that it is known to be, "" for none
	inferred string     // why the name is inferred
	words    []string   // of the folded name, without legal forms
	weak     bool       // only ever seen as the first word of a sentence
	first    place      // where it is named first
	developer,
	city *entity // of a site without a name
	isPlace bool
	seen    int     // how often it is named
	level   string  // of a site, where the text says it of several
	heirs   *entity // the entity that this short name stands for
}

// place is a paragraph, -1 for the title and -2 for the caption, and a
// sentence of it, from 0.
type place struct{ paragraph, sentence int }

// same follows short names to what they stand for.
func (e *entity) same() *entity {
	for e.heirs != nil {
		e = e.heirs
	}
	return e
}

// register holds the entities of one text by their folded names.
type register struct {
	*ruleBook
	byName   map[string]*entity
	order    []*entity
	numbered int
}

func (r *register) named(name string, weak bool, at place) *entity {
	key := graph.Fold(name)
	e := r.byName[key]
	if e == nil {
		e = &entity{name: name, words: r.plainWords(name), weak: weak, first: at}
		r.byName[key] = e
		r.number(e)
	}
	e.weak = e.weak && weak
	return e
}

// number puts an entity into the order of the text.
func (r *register) number(e *entity) {
	r.order = append(r.order, e)
	r.numbered++
	e.number = r.numbered
}

// plainWords are the words of a name without its legal form.
func (r *register) plainWords(name string) []string {
	words := strings.Fields(graph.Fold(name))
	for len(words) > 1 && r.Legal[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	return words
}

// merge makes short names stand for the long ones that they can only be short
// for: the beginning of one longer name of the text, or the surname of one person
// who is named before.
func (r *register) merge() {
	byWord := map[string][]*entity{} // by their first word and, of people, the last
	for _, e := range r.order {
		for i, word := range e.words {
			if i == 0 || i == len(e.words)-1 && e.kind == person {
				byWord[word] = append(byWord[word], e)
			}
		}
	}
	for _, short := range r.order {
		var longer []*entity
		for _, long := range byWord[first(short.words)] {
			if long != short && long.heirs == nil && r.isShortFor(short, long) {
				longer = append(longer, long)
			}
		}
		if len(longer) == 1 {
			short.heirs = longer[0]
			longer[0].weak = longer[0].weak && short.weak
			if longer[0].kind == "" {
				longer[0].kind = short.kind
			}
		}
	}
}

func (r *register) isShortFor(short, long *entity) bool {
	n := len(short.words)
	if n == 0 || n > len(long.words) || short.isPlace || long.isPlace || short.kind != "" && long.kind != "" && short.kind != long.kind {
		return false
	}
	if n == len(long.words) {
		return slices.Equal(short.words, long.words) && len(short.name) < len(long.name)
	}
	if long.kind == person {
		return n == 1 && short.words[0] == long.words[len(long.words)-1] && !before(short.first, long.first) && short.kind != company
	}
	return slices.Equal(short.words, long.words[:n]) && !r.GivenNames[strings.ToLower(short.name)] && (n > 1 || len(short.words[0]) > 2)
}

func before(a, b place) bool {
	return a.paragraph < b.paragraph || a.paragraph == b.paragraph && a.sentence < b.sentence
}

// classify decides what a name names by its own words.
func (r *register) classify(e *entity) {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(e.name, "’", "'")))
	if e.kind != "" || len(words) == 0 {
		return
	}
	last := strings.Trim(words[len(words)-1], ".")
	switch {
	case len(words) > 1 && (r.Organisations[last] || r.Organisations[words[0]] || r.Institutions[words[0]]) && !r.GivenNames[words[0]]:
		e.kind = company
	case len(words) > 1 && r.Organisations[last]:
		e.kind = company
	case len(words) > 1 && len(words) < 5 && r.GivenNames[words[0]]:
		e.kind = person
	}
}

// resolve asks who is known already. Of several candidates of a kind none is
// taken.
func (r *register) resolve(ctx context.Context, names Names) error {
	if names == nil || len(r.order) == 0 {
		return nil
	}
	var asked []string
	for _, e := range r.order {
		asked = append(asked, e.name)
	}
	known, err := names.Known(ctx, asked)
	if err != nil {
		return err
	}
	for _, e := range r.order {
		fitting := slices.DeleteFunc(slices.Clone(known[e.name]), func(k Known) bool { return e.kind != "" && k.ID.Kind() != e.kind })
		if len(fitting) != 1 || !slices.Contains([]graph.Kind{company, person, datacenter}, fitting[0].ID.Kind()) {
			continue
		}
		e.id, e.kind = fitting[0].ID, fitting[0].ID.Kind()
		for _, other := range r.order {
			if other != e && other.id == e.id && other.heirs == nil {
				e.heirs = other
				break
			}
		}
	}
	return nil
}
