package seed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"capgraph/graph"
)

// selfID stands for the article where it must not matter which id it has.
var selfID = graph.NewID(kindArticle, "self")

// provisional binds a file without a store: entities to the ids that new ones
// would have. It is a pure function of the file.
func (f *Facts) provisional() *binding {
	b := &binding{article: selfID, entity: map[*entity]graph.ID{}}
	for _, e := range f.entities {
		b.entity[e] = f.newEntityID(selfID, e)
	}
	for _, fact := range f.facts {
		b.fact = append(b.fact, fact.newID(b))
	}
	return b
}

// newEntityID is the id of an entity that no store knows yet.
func (f *Facts) newEntityID(article graph.ID, e *entity) graph.ID {
	switch {
	case e.given() != "":
		return e.given()
	case e.kind == kindPeopleGroup:
		story, _ := graph.One[graph.Prose](&graph.Record{Held: f.article.held}, "story")
		return graph.NewID(e.kind, firstOf(string(story), string(article)), e.name())
	case e.kind == "":
		return graph.NewID(e.kinds[0], e.written)
	}
	return graph.NewID(e.kind, e.name())
}

// newID is the id of a fact's record by its identity; of a matched kind, the
// id that it has when nothing known is like it.
func (f *fact) newID(b *binding) graph.ID {
	switch {
	case f.about != nil:
		return b.entity[f.about]
	case f.id != "":
		return f.id
	}
	parts := graph.IdentityParts(f.spec, f.bound(b))
	if date, ok := f.day(); ok && f.spec.Matched {
		parts = append(parts, date.EDTF)
	}
	return graph.NewID(f.spec.Kind, parts...)
}

// day is the date that tells an event from others of its parties: that of its
// first dated step, else its first date.
func (f *fact) day() (graph.PartialDate, bool) {
	var first *graph.PartialDate
	for _, field := range f.spec.Fields {
		for _, held := range f.values[field.Name] {
			switch value := held.Value.(type) {
			case graph.Step:
				if value.On != nil {
					return *value.On, true
				}
			case graph.PartialDate:
				if first == nil {
					first = &value
				}
			}
		}
	}
	if first == nil {
		return graph.PartialDate{}, false
	}
	return *first, true
}

// checkRepetition reports facts that make the same claim.
func (d *decoder) checkRepetition() {
	if len(d.problems) > 0 {
		return // Claims are made of whole facts only.
	}
	facts := &Facts{article: d.article, entities: d.entities, facts: d.facts}
	b := facts.provisional()
	first := map[graph.ID]*fact{}
	for i, f := range facts.facts {
		statements := factStatements(b, i, f)
		id := facts.claim(b, statements[len(statements)-1]).ID
		if other := first[id]; other != nil {
			d.report(f.node, f.path, graph.Invalid, "it says the same as facts[%d] in line %d; remove one, or tell them apart by their places (notes, quotes and confidence do not count)", other.index, other.node.Line)
			continue
		}
		first[id] = f
	}
}

// digest is a hash of all that the file says. Comments, spaces, the order of
// keys and facts, handles, the spelling of values, why a name is inferred, and
// whether the article is withdrawn make no difference; notes do. It holds claims by
// what they say, whatever form their ids have, so that stores know again what an
// earlier capgraph loaded.
func (d *decoder) digest() string {
	facts := &Facts{article: d.article, entities: d.entities, facts: d.facts, raw: d.raw}
	b := facts.provisional()
	var lines [][]byte
	seen := map[string]bool{}
	for _, s := range facts.statements(b) {
		claim := facts.nameless(b, s)
		if hash := graph.ClaimHash(claim, s.kind, s.mentions); !seen[hash] {
			seen[hash] = true
			lines = append(lines, append([]byte("claim:"+hash+" "), graph.EncodeBody(claim)...))
		}
	}
	for _, claim := range facts.rawClaims() {
		lines = append(lines, append([]byte(claim.ID+" "), graph.EncodeBody(claim)...))
	}
	for _, f := range d.facts {
		if f.id != "" {
			lines = append(lines, []byte(f.id))
		}
	}
	for field, text := range d.article.reasons {
		lines = append(lines, []byte(field+": "+text))
	}
	lines = append(lines, graph.EncodeBody(&graph.Record{Held: d.article.held}))
	slices.SortFunc(lines, bytes.Compare)
	sum := sha256.Sum256(bytes.Join(lines, []byte("\n")))
	return hex.EncodeToString(sum[:])
}

// record is the article as a record.
func (f *Facts) record(id graph.ID) *graph.Record {
	held := make(map[string][]graph.Held, len(f.article.held)+1)
	for field, values := range f.article.held {
		held[field] = values
	}
	held["digest"] = []graph.Held{{Value: graph.Prose(f.digest)}}
	if note := f.article.noteWithReasons(); note != "" {
		held[keyNote] = []graph.Held{{Value: graph.Prose(note)}}
	}
	if f.article.withdrawn {
		held["status"] = []graph.Held{{Value: graph.Withdrawn}}
	}
	return &graph.Record{ID: id, Kind: kindArticle, Valid: graph.Always, Held: held}
}
