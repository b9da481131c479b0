package table

import (
	"fmt"
	"slices"
	"strings"

	"capgraph/graph"
	"capgraph/seed"

	"go.yaml.in/yaml/v3"
)

// Mapping says what the columns of a table mean. Package table explains how it
// is written.
type Mapping struct {
	file string
	root *yaml.Node

	// Defaults are what the mapping says of the articles; keys are as in fact files.
	Defaults map[string]string
	// Keys is the list that the keys of the table belong to, "" for none.
	Keys string

	lenient    bool // columns that the table lacks are no error
	delimiter  rune // 0 finds it out
	separators []string
	group      *column
	seen       *column
	ignore     []string
	entities   map[string]*entityMapping
	facts      []*factMapping
}

// Groups says whether rows are put together before any article is made of them.
func (m *Mapping) Groups() bool { return m.group != nil }

// column says where a value stands in a row, and how it is read. Of several
// columns the first that is there and has a value counts.
type column struct {
	path  string
	line  int
	names []string

	words      map[string]string // what the words of the table mean
	otherwise  *string           // the meaning of all other words
	fallback   string            // the value where the cell is empty
	prefix     string            // stands before the value
	unit       string
	zeroIsNone bool
	parts      map[string]*column // further columns: currency, precision, city...
	any        []*column          // the first of these that has a value, instead of all else
	at         []int              // the indexes of the columns, once the header is known
}

// entityMapping says who or what a row speaks of.
type entityMapping struct {
	path        string
	kind        *column
	kinds       map[string]graph.Kind // by the beginning of the key
	usual       graph.Kind
	key, name   *column
	aliases     *column
	identifiers map[string]*column // by scheme
	several     bool
}

// factMapping says what a row states.
type factMapping struct {
	path      string
	spec      *graph.Spec
	fields    map[string]*graph.Field // by the keys of parties, values and constants
	key       *column
	parties   map[string][]string // by field: names of entities
	missing   map[string]string   // by field: how a party is missing where the row has none
	values    map[string]*column
	constants map[string]string
	over      *column // says that it is over though no end is given
	note      *column
	used      bool // the table has its columns
}

// ParseMapping reads a mapping. All that is wrong is reported at once, with the
// line.
func ParseMapping(name string, data []byte) (*Mapping, seed.Problems) {
	m := &mapper{file: name}
	var document yaml.Node
	switch err := yaml.Unmarshal(data, &document); {
	case len(data) > maxMapping:
		m.report(nil, "", "the mapping has more than %d bytes; it is a small file", maxMapping)
	case err != nil:
		m.report(nil, "", "this is not YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	case len(document.Content) == 0:
		m.report(nil, "", "the mapping is empty; it begins with \"mapping: 1\"")
	default:
		if made := m.mapping(document.Content[0]); len(m.problems) == 0 {
			return made, nil
		}
	}
	return nil, m.problems
}

const maxMapping = 1_000_000

// mapper is the work on one mapping.
type mapper struct {
	file     string
	problems seed.Problems
}

func (m *mapper) report(at *yaml.Node, path, format string, args ...any) {
	p := seed.Problem{File: m.file, Path: path, Code: graph.Invalid, Message: fmt.Sprintf(format, args...)}
	if at != nil {
		p.Line, p.Column = at.Line, at.Column
	}
	if len(m.problems) < 100 {
		m.problems = append(m.problems, p)
	}
}

// part is one key of a mapping with its value.
type part struct {
	key  string
	node *yaml.Node
	path string
}

// parts are the keys of a mapping. Keys that are not allowed are reported;
// without a list of them, all are.
func (m *mapper) parts(node *yaml.Node, path string, allowed ...string) []part {
	if node.Kind != yaml.MappingNode {
		m.report(node, path, "here stands a list of keys with values")
		return nil
	}
	var parts []part
	for i := 0; i+1 < len(node.Content); i += 2 {
		p := part{strings.TrimSpace(node.Content[i].Value), node.Content[i+1], below(path, node.Content[i].Value)}
		switch {
		case len(allowed) > 0 && !slices.Contains(allowed, p.key):
			m.report(node.Content[i], p.path, "%q is no key here; write one of %s", p.key, strings.Join(allowed, ", "))
		case slices.ContainsFunc(parts, func(other part) bool { return other.key == p.key }):
			m.report(node.Content[i], p.path, "%q is given twice", p.key)
		default:
			parts = append(parts, p)
		}
	}
	return parts
}

// below is the path of a key.
func below(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// text is one value.
func (m *mapper) text(p part) string {
	if p.node.Kind != yaml.ScalarNode {
		m.report(p.node, p.path, "here stands one value")
		return ""
	}
	return p.node.Value
}

// texts is one value or a list of them.
func (m *mapper) texts(p part) []string {
	if p.node.Kind == yaml.ScalarNode {
		return []string{p.node.Value}
	}
	if p.node.Kind != yaml.SequenceNode {
		m.report(p.node, p.path, "here stands one value or a list of them")
		return nil
	}
	var texts []string
	for _, item := range p.node.Content {
		texts = append(texts, m.text(part{node: item, path: p.path}))
	}
	return texts
}

// pairs are keys with one text each.
func (m *mapper) pairs(p part) map[string]string {
	pairs := map[string]string{}
	for _, pair := range m.parts(p.node, p.path) {
		pairs[pair.key] = m.text(pair)
	}
	return pairs
}

func (m *mapper) mapping(root *yaml.Node) *Mapping {
	made := &Mapping{file: m.file, root: root, entities: map[string]*entityMapping{}}
	version, facts := "", part{}
	for _, p := range m.parts(root, "", "mapping", "about", "article", "keys", "columns may be absent", "delimiter", "separators", "group", "seen", "ignore", "entities", "facts") {
		switch p.key {
		case "mapping":
			version = m.text(p)
		case "article":
			made.Defaults = m.pairs(p)
		case "keys":
			made.Keys = m.text(p)
		case "columns may be absent":
			made.lenient = m.flag(p)
		case "delimiter":
			made.delimiter = m.delimiter(p)
		case "separators":
			made.separators = slices.DeleteFunc(m.texts(p), func(text string) bool { return text == "" })
		case "group":
			made.group = m.column(p)
		case "seen":
			made.seen = m.column(p)
		case "ignore":
			made.ignore = m.texts(p)
		case "entities":
			for _, e := range m.parts(p.node, p.path) {
				made.entities[e.key] = m.entity(e)
			}
		case "facts":
			facts = p
		}
	}
	if version != "1" {
		m.report(root, "mapping", "the version is missing or not known; begin with \"mapping: 1\"")
	}
	if facts.node == nil || facts.node.Kind != yaml.SequenceNode || len(facts.node.Content) == 0 {
		m.report(root, "facts", "the list of facts is missing, so rows would state nothing")
		return made
	}
	for i, node := range facts.node.Content {
		made.facts = append(made.facts, m.fact(part{node: node, path: fmt.Sprintf("facts[%d]", i)}, made))
	}
	return made
}

func (m *mapper) flag(p part) bool {
	token, err := graph.ParseFlag(m.text(p))
	if err != nil {
		m.report(p.node, p.path, "write yes or no")
	}
	return token == "TRUE"
}

func (m *mapper) delimiter(p part) rune {
	runes := []rune(m.text(p))
	if len(runes) != 1 || strings.ContainsRune("\"\r\n\uFFFD", runes[0]) {
		m.report(p.node, p.path, "the delimiter is one sign, such as \";\"")
		return 0
	}
	return runes[0]
}
