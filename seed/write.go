package seed

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"capgraph/graph"
)

// writer turns one article back into the fact file that makes its claims: the
// inverse of decoder and binding. It knows no kind by name beyond those that
// the decoder has rules of its own for; all else it reads from the vocabulary.
type writer struct {
	article *graph.Record
	header  header
	claims  []*graph.Record
	said    []*graph.Record        // those that facts make
	raw     []*graph.Record        // the others
	called  map[graph.ID][]*called // how the article calls a record, usually in one way
	order   []*called              // all of them, in the order of the file
	handles map[string]bool
	groups  []*counted
	stakes  map[graph.ID]bool // claims that follow from deals
	facts   []*written
}

// written is a claim as a fact of the file.
type written struct {
	claim   *graph.Record
	content mapping
	uses    []*called
}

// write turns an article with its live claims into a file, and compares what
// the file makes with what the store has.
//
// Claims are written as the article has them, before decisions on identity:
// these are articles too, and apply again wherever all are loaded. What facts do
// not make exactly is kept as it stands, see rawContent.
func write(article *graph.Record, claims []*graph.Record) (*Written, error) {
	stated := make([]*graph.Record, len(claims))
	for i, c := range claims {
		own := *graph.Stated(c)
		own.ID = graph.PresentID(c)
		stated[i] = &own
	}
	made, err := writeFacts(article, stated, false)
	if err == nil && len(made.Inexact) > 0 {
		made, err = writeFacts(article, stated, true)
	}
	return made, err
}

// writeFacts writes claims as facts, or as they stand where it must.
func writeFacts(article *graph.Record, stated []*graph.Record, raw bool) (*Written, error) {
	w := &writer{
		article: article, claims: inPlace(stated),
		called: map[graph.ID][]*called{}, handles: map[string]bool{}, stakes: map[graph.ID]bool{},
	}
	w.header = headerOf(article)
	if w.setApart(raw); !raw {
		w.call()
		w.count()
		w.followStakes()
	}
	for _, c := range w.said {
		if !w.isImplied(c) {
			w.facts = append(w.facts, w.fact(c))
		}
	}
	return w.finish()
}

// isImplied holds for claims that other parts of the file make.
func (w *writer) isImplied(c *graph.Record) bool {
	return w.stakes[c.ID] ||
		slices.ContainsFunc(w.order, func(e *called) bool { return e.claim == c }) ||
		slices.ContainsFunc(w.groups, func(g *counted) bool { return g.claim == c })
}

// finish puts the parts together, decodes them, and notes what differs.
func (w *writer) finish() (*Written, error) {
	content := w.content()
	made := &Written{Article: w.article.ID, Withdrawn: w.header.withdrawn, Claims: len(w.claims), content: content}
	text, err := made.YAML()
	if err != nil {
		return nil, err
	}
	facts, problems := Decode(made.File(), text)
	if problems != nil {
		made.Inexact = []string{fmt.Sprintf("%s cannot be written as a fact file: %s", w.article.ID, problems[0].Message)}
		return made, nil
	}
	digest, _ := graph.One[graph.Prose](w.article, "digest")
	if facts.digest != string(digest) {
		w.bind(&made.content, mapping{{keyDigest, string(digest)}, {keyDigestOf, facts.digest}})
		facts.digest = string(digest)
	}
	made.Inexact = w.differences(facts)
	return made, nil
}

// bind adds what stands under "bound" beside the entities.
func (w *writer) bind(content *mapping, more mapping) {
	last := len(*content) - 1
	if (*content)[last].key == keyBound {
		(*content)[last].value = slices.Concat((*content)[last].value.(mapping), more)
		return
	}
	content.put(keyBound, more)
}

// differences compares what the file makes with the claims of the store.
func (w *writer) differences(facts *Facts) []string {
	var found []string
	made := map[graph.ID]*graph.Record{}
	for _, c := range facts.claims(facts.pinned(w.article.ID)) {
		made[c.ID] = c
	}
	for _, c := range w.claims {
		again := made[c.ID]
		delete(made, c.ID)
		switch about := c.Refs("about"); {
		case again == nil:
			found = append(found, fmt.Sprintf("%s: %s about %v would get another id", w.article.ID, c.ID, about))
		case !bytes.Equal(graph.EncodeBody(again), graph.EncodeBody(c)):
			found = append(found, fmt.Sprintf("%s: %s about %v would say something else", w.article.ID, c.ID, about))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(made)) {
		found = append(found, fmt.Sprintf("%s: the file would also claim something about %v", w.article.ID, made[id].Refs("about")))
	}
	record := facts.record(w.article.ID)
	if !facts.article.withdrawn { // That of others follows from what they are.
		record.Held["status"] = w.article.Held["status"]
	}
	if !graph.SameContent(record, w.article) {
		found = append(found, fmt.Sprintf("%s: the article itself would differ", w.article.ID))
	}
	return found
}

// content is the file without its digest.
func (w *writer) content() mapping {
	content := mapping{{keyVersion, "1"}, {keyArticle, w.articleContent()}}
	content.put(keyEntities, w.entitiesContent())
	var facts []any
	for _, f := range w.facts {
		facts = append(facts, f.content)
	}
	if len(facts) > 0 {
		content = append(content, pair{keyFacts, facts})
	}
	content.put(keyBound, w.boundContent())
	return content
}

func (w *writer) articleContent() mapping {
	content := mapping{{keyID, w.article.ID.Slug()}}
	if w.header.withdrawn {
		content.put(keyWithdrawn, "true")
	}
	var inferred mapping
	for _, field := range articleFields() {
		for _, held := range w.header.held[field.Name] {
			content.put(fieldWords(field.Name), textOf(held.Value))
			if held.Inferred {
				inferred.put(fieldWords(field.Name), firstOf(w.header.reasons[field.Name], reasonLost))
			}
		}
	}
	content.put(keyInferred, inferred)
	return content
}

// reasonLost stands for the reasons that an earlier capgraph did not keep: those for
// names and for fields of articles.
const reasonLost = "not in the text; the reason was not kept"

// textOf is a value as files write it.
func textOf(value graph.Value) string {
	if token, isToken := value.(graph.Token); isToken && len(token) > 2 { // Countries stay in capitals.
		return token.Words()
	}
	return value.Text()
}

// inPlace orders claims by where in the article they stand, then by kind.
func inPlace(claims []*graph.Record) []*graph.Record {
	kinds := map[graph.Kind]int{}
	for i, spec := range graph.Specs() {
		kinds[spec.Kind] = i
	}
	type key struct {
		place, kind int
		text        string
		id          graph.ID
	}
	keys := make(map[*graph.Record]key, len(claims))
	for _, c := range claims {
		place, text := placeOrder(c)
		keys[c] = key{place, kinds[c.Refs("about")[0].Kind()], text, c.ID}
	}
	sorted := slices.Clone(claims)
	slices.SortFunc(sorted, func(a, b *graph.Record) int {
		x, y := keys[a], keys[b]
		return cmp.Or(cmp.Compare(x.place, y.place), cmp.Compare(x.text, y.text), cmp.Compare(x.kind, y.kind), cmp.Compare(x.id, y.id))
	})
	return sorted
}

// placeOrder makes titles come before captions, captions before paragraphs, and
// paragraphs and rows follow their numbers.
func placeOrder(c *graph.Record) (int, string) {
	places := placesOf(c)
	if len(places) == 0 {
		return 0, ""
	}
	word, rest, _ := strings.Cut(places[0], " ")
	number := 0
	switch {
	case word == "title":
		return 1, ""
	case word == "caption":
		return 2, ""
	case word == "row":
		fmt.Sscanf(rest, "%d", &number)
	case word == "record":
		return 1 << 40, rest
	default:
		fmt.Sscanf(word, "p%d", &number)
	}
	return 3 + number, rest
}

func placesOf(c *graph.Record) []string {
	var places []string
	for _, place := range graph.All[graph.Prose](c, "locator") {
		places = append(places, string(place))
	}
	return places
}
