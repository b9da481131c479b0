package seed

import (
	"encoding/json"
	"slices"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// Facts are the checked facts of one article, ready to be loaded. They do not
// depend on any store.
type Facts struct {
	file     string
	article  header
	entities []*entity // in order of declaration, then of first use
	facts    []*fact
	raw      []*graph.Record // claims that an export wrote as they stand
	digest   string

	text     []byte // as it was sent, while the article may wait
	mayWait  bool
	mustWait bool     // it waits in the store that it was exported from
	waits    graph.ID // the article, when it is what waited of it
	choices  []choice // what is decided of its mentions
}

// Len is the number of facts.
func (f *Facts) Len() int { return len(f.facts) }

// Title is the title of the article.
func (f *Facts) Title() string {
	title, _ := graph.One[graph.Prose](&graph.Record{Held: f.article.held}, "title")
	return string(title)
}

// Decode reads and checks one fact file, YAML or JSON. The name is what the
// problems call the file. When there are problems there are no facts: all of
// them are reported at once, except that text which cannot be parsed at all is
// not looked into further.
func Decode(name string, data []byte) (*Facts, Problems) {
	d := newDecoder(name)
	if root := d.parse(data); waitingPart(root) != nil {
		return d.readWaiting(root, waitingPart(root))
	} else if root != nil {
		d.read(root)
	}
	return d.decoded(data)
}

func newDecoder(name string) *decoder {
	return &decoder{file: name, handles: map[string]*entity{}, names: map[string]*entity{}, loose: map[string]*entity{}}
}

// decoded ends the work on a text.
func (d *decoder) decoded(data []byte) (*Facts, Problems) {
	facts, problems := d.finish()
	if facts != nil {
		facts.text = data
	}
	return facts, problems
}

// Check reports what is wrong with a fact file, nil for nothing.
func Check(name string, data []byte) Problems {
	_, problems := Decode(name, data)
	return problems
}

// Structured checks facts that come as values rather than as text: maps,
// lists, strings, numbers and booleans, with the keys of a fact file. Nulls
// count as absent. Problems have a path and no line.
func Structured(name string, content map[string]any) (*Facts, Problems) {
	data, err := json.Marshal(withoutNulls(content))
	if err != nil {
		return nil, Problems{{File: name, Code: graph.Invalid, Message: "the facts hold a value that is no text, number, list or mapping"}}
	}
	facts, problems := Decode(name, data)
	for i := range problems {
		problems[i].Line, problems[i].Column = 0, 0
	}
	return facts, problems
}

func withoutNulls(value any) any {
	switch value := value.(type) {
	case map[string]any:
		kept := make(map[string]any, len(value))
		for key, part := range value {
			if part != nil {
				kept[key] = withoutNulls(part)
			}
		}
		return kept
	case []any:
		kept := make([]any, 0, len(value))
		for _, part := range value {
			if part != nil {
				kept = append(kept, withoutNulls(part))
			}
		}
		return kept
	}
	return value
}

// decoder is the work on one file.
type decoder struct {
	file     string
	problems Problems
	article  header
	entities []*entity
	handles  map[string]*entity // by handle
	names    map[string]*entity // by kind and folded name
	loose    map[string]*entity // parties written as an id or identifier, by what was written
	facts    []*fact

	oldDigest, digestOf string // see settleDigest
	raw                 []*graph.Record
}

func (d *decoder) finish() (*Facts, Problems) {
	if len(d.problems) > 0 {
		slices.SortStableFunc(d.problems, func(a, b Problem) int { return a.Line - b.Line })
		return nil, d.problems
	}
	return &Facts{file: d.file, article: d.article, entities: d.entities, facts: d.facts, raw: d.raw, digest: d.settleDigest()}, nil
}

// report adds a problem at a node, nil for the file as a whole.
func (d *decoder) report(at *yaml.Node, path string, code graph.Code, format string, args ...any) {
	line, column := 0, 0
	if at != nil {
		line, column = at.Line, at.Column
	}
	d.reportAt(line, column, path, code, format, args...)
}

func (d *decoder) reportAt(line, column int, path string, code graph.Code, format string, args ...any) {
	problem := Problem{File: d.file, Line: line, Column: column, Path: path, Code: code, Message: graph.Errorf(code, format, args...).Message}
	switch n := len(d.problems); {
	case n < maxProblems:
		d.problems = append(d.problems, problem)
	case n == maxProblems:
		problem.Path, problem.Code, problem.Message = "", graph.Limit, "there are more problems; correct these first"
		d.problems = append(d.problems, problem)
	}
}

// The keys of a file.
const (
	keyVersion  = "capgraph"
	keyArticle  = "article"
	keyEntities = "entities"
	keyFacts    = "facts"
)

var fileKeys = []string{keyVersion, keyArticle, keyEntities, keyFacts, keyBound}

// read checks the tree of a file, part by part.
func (d *decoder) read(root *yaml.Node) {
	parts := map[string]entry{}
	for _, e := range d.entries(root, "") {
		if !slices.Contains(fileKeys, e.key) {
			d.report(e.keyNode, e.path, graph.Invalid, "%s is no part of a fact file%s", shown(e.key), didYouMean(e.key, fileKeys))
			continue
		}
		parts[e.key] = e
	}
	if root.Kind != yaml.MappingNode {
		return
	}
	d.readVersion(root, parts[keyVersion])
	d.readArticle(root, parts[keyArticle])
	d.readEntities(parts[keyEntities])
	if parts[keyFacts].value != nil || parts[keyBound].value == nil || !hasKey(parts[keyBound].value, keyClaims) {
		d.readFacts(root, parts[keyFacts])
	}
	d.readBound(parts[keyBound])
	d.checkUse()
	d.checkRepetition()
}

func (d *decoder) readVersion(root *yaml.Node, e entry) {
	switch {
	case e.value == nil:
		d.report(root, keyVersion, graph.Invalid, "the version of the format is missing; begin the file with \"capgraph: 1\"")
	case e.value.Value != "1":
		d.report(e.value, keyVersion, graph.Invalid, "%s is not a version that this program reads; write \"capgraph: 1\"", shown(e.value.Value))
	}
}
