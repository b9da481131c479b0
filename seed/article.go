package seed

import (
	"strconv"
	"strings"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// header is the article of a file.
type header struct {
	id        graph.ID // "" when the file gives none and the URL stands for it
	held      map[string][]graph.Held
	reasons   map[string]string // why a field was inferred
	withdrawn bool              // it is there and does not count
	node      *yaml.Node
}

// The fields of an article that are not written in files.
var articleComputed = map[string]bool{"status": true, "digest": true}

// The keys of an article beside its fields.
const (
	keyID        = "id"
	keyInferred  = "inferred"
	keyWithdrawn = "withdrawn"
)

func articleFields() []*graph.Field {
	var fields []*graph.Field
	for _, field := range writable(graph.KindOf(kindArticle)) {
		if !articleComputed[field.Name] {
			fields = append(fields, field)
		}
	}
	return fields
}

func articleKeys() []string {
	keys := []string{keyID, keyInferred, keyWithdrawn}
	for _, field := range articleFields() {
		keys = append(keys, fieldWords(field.Name))
	}
	return keys
}

func (d *decoder) readArticle(root *yaml.Node, e entry) {
	d.article = header{held: map[string][]graph.Held{}, reasons: map[string]string{}, node: root}
	if e.value == nil {
		d.report(root, keyArticle, graph.Invalid, "the article is missing; facts need a source: write article: with an id and a title")
		return
	}
	d.article.node = e.value
	var inferred entry
	for _, part := range d.entries(e.value, e.path) {
		field := fieldCalled(graph.KindOf(kindArticle), part.key)
		switch {
		case part.key == keyID:
			d.readArticleID(part)
		case part.key == keyInferred:
			inferred = part
		case part.key == keyWithdrawn:
			d.readWithdrawn(part)
		case field == nil || articleComputed[field.Name]:
			d.report(part.keyNode, part.path, graph.Invalid, "an article has no %s%s", shown(part.key), didYouMean(part.key, articleKeys()))
		default:
			d.readArticleField(field, part)
		}
	}
	d.readArticleInferred(inferred)
	d.checkArticle(e)
}

func (d *decoder) readArticleID(e entry) {
	text, ok := d.scalar(e.value, e.path)
	if !ok {
		return
	}
	bare := strings.TrimPrefix(text, string(kindArticle)+":")
	if slug := graph.Slug(bare); graph.NewID(kindArticle, strings.Split(bare, ".")...).Slug() != bare || slug == "" {
		d.report(e.value, e.path, graph.Invalid, "%s is no id; write small letters, digits and hyphens, as %q", shown(text), firstOf(slug, "onemedia-meta-ia"))
		return
	}
	d.article.id = graph.NewID(kindArticle, strings.Split(bare, ".")...)
}

func (d *decoder) readWithdrawn(e entry) {
	text, ok := d.scalar(e.value, e.path)
	if ok && text != "true" && text != "false" {
		d.report(e.value, e.path, graph.Invalid, "%s is neither true nor false; write true for an article that is withdrawn, and leave the line out otherwise", shown(text))
	}
	d.article.withdrawn = text == "true"
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

func (d *decoder) readArticleField(field *graph.Field, e entry) {
	if field.Type == graph.ProseType {
		limit := maxProseLetters
		if field.Name == "title" {
			limit = maxTitleLetters
		}
		if text, ok := d.prose(e.value, e.path, limit); ok {
			d.article.held[field.Name] = []graph.Held{{Value: graph.Prose(text)}}
			d.checkLanguage(field, e, text)
			d.checkReading(field, e, text)
		}
		return
	}
	if value, ok := d.value(field, e.value, e.path); ok {
		d.article.held[field.Name] = []graph.Held{{Value: value}}
	}
}

func (d *decoder) checkLanguage(field *graph.Field, e entry, text string) {
	if _, err := language.Parse(text); field.Name == "language" && err != nil {
		d.report(e.value, e.path, graph.Invalid, "%s is no language; write its code (BCP 47), as fr, en or zh-Hant", shown(text))
	}
}

// checkReading takes the number of a reading as it is, except that the first
// reading is the same as none.
func (d *decoder) checkReading(field *graph.Field, e entry, text string) {
	if field.Name != "reading" {
		return
	}
	reading, err := strconv.Atoi(text)
	if err != nil || reading < 1 || strconv.Itoa(reading) != text {
		d.report(e.value, e.path, graph.Invalid, "%s is no number of a reading; write 2 when the same text was read a second time, because it was read wrongly the first time", shown(text))
	}
	if reading == 1 {
		delete(d.article.held, field.Name)
	}
}

// readArticleInferred marks the fields of the article that its text does not
// give.
func (d *decoder) readArticleInferred(e entry) {
	for _, reason := range d.reasons(e) {
		field := fieldCalled(graph.KindOf(kindArticle), reason.key)
		if field == nil || len(d.article.held[field.Name]) == 0 {
			d.report(reason.keyNode, reason.path, graph.Invalid, "%s cannot be inferred: the article does not give it here; add it, or remove the reason", shown(reason.key))
			continue
		}
		d.article.reasons[field.Name] = reason.text
		d.article.held[field.Name] = markInferred(d.article.held[field.Name])
	}
}

// reason is one line of an "inferred" mapping.
type reason struct {
	entry
	text string
}

func (d *decoder) reasons(e entry) []reason {
	if e.value == nil {
		return nil
	}
	var reasons []reason
	for _, part := range d.entries(e.value, e.path) {
		if text, ok := d.prose(part.value, part.path, maxReasonLetters); ok {
			reasons = append(reasons, reason{part, text})
		}
	}
	return reasons
}

// markInferred says of values that the text does not give them.
func markInferred(held []graph.Held) []graph.Held {
	marked := make([]graph.Held, len(held))
	for i, h := range held {
		switch value := h.Value.(type) {
		case graph.PartialDate:
			value.Inferred = true
			h.Value = value
		case graph.Step:
			if value.On != nil {
				on := *value.On
				on.Inferred = true
				value.On = &on
				h.Value = value
			}
		}
		marked[i] = graph.Held{Value: h.Value, Inferred: true}
	}
	return marked
}

func (d *decoder) checkArticle(e entry) {
	for _, field := range articleFields() {
		if field.Required && !d.attempted(e.value, field) {
			d.report(e.value, e.path, graph.Invalid, "the %s of the article is missing", fieldWords(field.Name))
		}
	}
	if d.article.id == "" && len(d.article.held["url"]) == 0 && !hasKey(e.value, keyID) && !hasKey(e.value, "url") {
		d.report(e.value, e.path, graph.Invalid, "the article has neither id nor url; give it an id of your own, as \"id: onemedia-meta-ia\"")
	}
	published, retrieved := d.article.date("published"), d.article.date("retrieved")
	if published.EDTF != "" && retrieved.EDTF != "" && published.Earliest() > retrieved.Latest() {
		d.report(e.value, e.path, graph.Invalid, "the article was published (%s) after it was retrieved (%s); check both", published, retrieved)
	}
}

// attempted says whether a mapping has the field's key, well written or not, so
// that a bad value is not reported as missing too.
func (d *decoder) attempted(node *yaml.Node, field *graph.Field) bool {
	return hasKey(node, field.Name) || field.Many != "" && hasKey(node, field.Many)
}

func hasKey(node *yaml.Node, key string) bool {
	for i := 0; node.Kind == yaml.MappingNode && i < len(node.Content); i += 2 {
		if squash(node.Content[i].Value) == squash(key) {
			return true
		}
	}
	return false
}

func (h header) date(field string) graph.PartialDate {
	date, _ := graph.One[graph.PartialDate](&graph.Record{Held: h.held}, field)
	return date
}

// idOr is the article's id: its own, else one made of its address.
func (h header) idOr() graph.ID {
	if h.id != "" {
		return h.id
	}
	_, address, _ := strings.Cut(string(h.url()), "://")
	return graph.NewID(kindArticle, address)
}

func (h header) url() graph.Prose {
	address, _ := graph.One[graph.Prose](&graph.Record{Held: h.held}, "url")
	return address
}

// observed is when the article's facts were seen where they do not say so
// themselves: when it was published, and not after it was read.
func (h header) observed() (graph.PartialDate, bool) {
	published, retrieved := h.date("published"), h.date("retrieved")
	if retrieved.EDTF == "" {
		return published, published.EDTF != ""
	}
	read := graph.PartialDate{EDTF: "../" + retrieved.Latest().String(), Role: graph.RoleBy}
	if published.EDTF == "" {
		return read, true
	}
	met, agreement := published.Meet(read)
	if agreement != graph.Agrees {
		return published, true
	}
	return met.(graph.PartialDate), true
}
