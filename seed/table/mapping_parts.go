package table

import (
	"strings"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// partKeys are the further columns that a value may be made of.
var partKeys = []string{"currency", "precision", "year", "month", "day", "city", "region", "country", "site", "stage", "on"}

// column reads where a value stands: the name of a column, a list of names, or
// a mapping that says more.
func (m *mapper) column(p part) *column {
	c := &column{path: p.path, line: p.node.Line}
	if p.node.Kind != yaml.MappingNode {
		c.names = m.texts(p)
		return c
	}
	for _, inner := range m.parts(p.node, p.path, append([]string{"columns", "words", "otherwise", "default", "prefix", "unit", "zero is none", "any"}, partKeys...)...) {
		switch inner.key {
		case "columns":
			c.names = m.texts(inner)
		case "words":
			c.words = map[string]string{}
			for word, meaning := range m.pairs(inner) {
				c.words[graph.Fold(word)] = meaning
			}
		case "otherwise":
			text := m.text(inner)
			c.otherwise = &text
		case "default":
			c.fallback = m.text(inner)
		case "prefix":
			c.prefix = m.text(inner)
		case "unit":
			c.unit = m.text(inner)
		case "zero is none":
			c.zeroIsNone = m.flag(inner)
		case "any":
			c.any = m.alternatives(inner)
		default:
			if c.parts == nil {
				c.parts = map[string]*column{}
			}
			c.parts[inner.key] = m.column(inner)
		}
	}
	return c
}

func (m *mapper) alternatives(p part) []*column {
	if p.node.Kind != yaml.SequenceNode {
		m.report(p.node, p.path, "here stands a list")
		return nil
	}
	var any []*column
	for _, item := range p.node.Content {
		any = append(any, m.column(part{node: item, path: p.path}))
	}
	return any
}

func (m *mapper) kindCalled(p part, text string, entities bool) *graph.Spec {
	var known []string
	for _, spec := range graph.Specs() {
		if !spec.IsResolved() || entities && spec.Nature != graph.Entity {
			continue
		}
		words := strings.ReplaceAll(string(spec.Kind), "-", " ")
		if squash(words) == squash(text) {
			return spec
		}
		known = append(known, words)
	}
	m.report(p.node, p.path, "%q is no kind; write one of %s", text, strings.Join(known, ", "))
	return nil
}

func (m *mapper) entity(p part) *entityMapping {
	e := &entityMapping{path: p.path, usual: "company", kinds: map[string]graph.Kind{}, identifiers: map[string]*column{}}
	for _, inner := range m.parts(p.node, p.path, "kind", "kind by key", "usual kind", "key", "name", "aliases", "identifiers", "several") {
		switch inner.key {
		case "kind":
			e.kind = m.column(inner)
		case "kind by key":
			for beginning, kind := range m.pairs(inner) {
				if spec := m.kindCalled(inner, kind, true); spec != nil {
					e.kinds[beginning] = spec.Kind
				}
			}
		case "usual kind":
			if spec := m.kindCalled(inner, m.text(inner), true); spec != nil {
				e.usual = spec.Kind
			}
		case "key":
			e.key = m.column(inner)
		case "name":
			e.name = m.column(inner)
		case "aliases":
			e.aliases = m.column(inner)
		case "several":
			e.several = m.flag(inner)
		case "identifiers":
			for _, scheme := range m.parts(inner.node, inner.path, "lei", "isin", "wikidata", "registry") {
				e.identifiers[scheme.key] = m.column(scheme)
			}
		}
	}
	if e.name == nil && e.key == nil {
		m.report(p.node, p.path, "it has neither name nor key; name the column that says who it is")
	}
	return e
}

func (m *mapper) fact(p part, made *Mapping) *factMapping {
	f := &factMapping{path: p.path, parties: map[string][]string{}, missing: map[string]string{}, values: map[string]*column{}, constants: map[string]string{}}
	parts := m.parts(p.node, p.path, "kind", "key", "parties", "missing", "values", "constants", "over", "note")
	for _, inner := range parts {
		if inner.key == "kind" {
			f.spec = m.kindCalled(inner, m.text(inner), false)
		}
	}
	if f.spec == nil {
		m.report(p.node, p.path, "the kind of fact is missing or not known")
		return f
	}
	for _, inner := range parts {
		switch inner.key {
		case "key":
			f.key = m.column(inner)
			if !f.spec.Matched {
				m.report(inner.node, inner.path, "a %s is known by its parties and takes no key", f.spec.Kind)
			}
		case "parties":
			for _, role := range m.parts(inner.node, inner.path) {
				m.party(role, f, made)
			}
		case "missing":
			f.missing = m.missing(inner, f.spec)
		case "values":
			for _, value := range m.parts(inner.node, inner.path) {
				f.values[value.key] = m.column(value)
				m.checkField(value, f.spec)
			}
		case "constants":
			f.constants = m.pairs(inner)
			for _, constant := range m.parts(inner.node, inner.path) {
				m.checkField(constant, f.spec)
			}
		case "over":
			f.over = m.column(inner)
		case "note":
			f.note = m.column(inner)
		}
	}
	m.checkRequired(p, f)
	f.findFields()
	return f
}

// findFields looks up, once, the fields that the keys of the mapping name.
func (f *factMapping) findFields() {
	f.fields = map[string]*graph.Field{}
	for _, keys := range [][]string{sorted(f.parties), sorted(f.missing), sorted(f.values), sorted(f.constants)} {
		for _, key := range keys {
			f.fields[key] = fieldCalled(f.spec, key)
		}
	}
}

func (m *mapper) party(p part, f *factMapping, made *Mapping) {
	isEntity := f.spec.Nature == graph.Entity && p.key == "is"
	field := fieldCalled(f.spec, p.key)
	if !isEntity && (field == nil || field.Type != graph.RefType) {
		m.report(p.node, p.path, "a %s has no party %q; it has %s", f.spec.Kind, p.key, strings.Join(partyKeys(f.spec), ", "))
		return
	}
	for _, name := range m.texts(p) {
		if made.entities[name] == nil {
			m.report(p.node, p.path, "%q is not described under entities", name)
		}
		f.parties[p.key] = append(f.parties[p.key], name)
	}
}

func (m *mapper) missing(p part, spec *graph.Spec) map[string]string {
	missing := m.pairs(p)
	for key, text := range missing {
		field := fieldCalled(spec, key)
		if _, isState := graph.ParseState(text); !isState || field == nil || !field.MayMiss {
			m.report(p.node, p.path, "%s: %s: only parties that may be missing can be unknown, undisclosed or none", key, text)
		}
	}
	return missing
}

// otherKeys are keys of facts that are no fields of their kind.
var otherKeys = map[string]*graph.Type{"seen": graph.DateType, "date": graph.DateType, "basis": graph.TokenType}

func (m *mapper) checkField(p part, spec *graph.Spec) {
	if field := fieldCalled(spec, p.key); field == nil && otherKeys[p.key] == nil || field != nil && field.Type == graph.RefType {
		m.report(p.node, p.path, "a %s has no value %q; it has %s", spec.Kind, p.key, strings.Join(valueKeys(spec), ", "))
	}
}

func (m *mapper) checkRequired(p part, f *factMapping) {
	if f.spec.Nature == graph.Entity {
		if len(f.parties["is"]) == 0 {
			m.report(p.node, p.path, "it does not say which %s; write parties: {is: an entity}", f.spec.Kind)
		}
		return
	}
	for _, field := range f.spec.Fields {
		given := f.missing[field.Name] != "" || len(f.parties[field.Name]) > 0 || len(f.parties[field.Many]) > 0 || f.values[field.Name] != nil || f.constants[field.Name] != ""
		if field.Required && !given {
			m.report(p.node, p.path, "the %s is missing: %s", field.Name, field.Doc)
		}
	}
}

// fieldCalled is the field of a kind that a key names, as in fact files.
func fieldCalled(spec *graph.Spec, key string) *graph.Field {
	for i := range spec.Fields {
		field := &spec.Fields[i]
		if !field.Derived && (squash(field.Name) == squash(key) || field.Many != "" && squash(field.Many) == squash(key)) {
			return field
		}
	}
	return nil
}

func partyKeys(spec *graph.Spec) []string {
	var keys []string
	if spec.Nature == graph.Entity {
		keys = append(keys, "is")
	}
	for _, field := range spec.Fields {
		if field.Type == graph.RefType {
			keys = append(keys, field.Name)
		}
	}
	return keys
}

func valueKeys(spec *graph.Spec) []string {
	keys := []string{"seen"}
	for _, field := range spec.Fields {
		if field.Type != graph.RefType && !field.Derived {
			keys = append(keys, field.Name)
		}
	}
	return keys
}

// squash is the form in which names of columns and keys are compared.
func squash(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_\t\n.:", r) {
			return -1
		}
		return r
	}, strings.ToLower(strings.TrimSpace(text)))
}
