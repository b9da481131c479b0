package seed

import (
	"fmt"
	"slices"
	"strings"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// fact is one checked fact: a kind, its parties and values, and how the
// article says it.
type fact struct {
	index int
	path  string // "facts[3].acquisition"
	node  *yaml.Node
	spec  *graph.Spec
	about *entity // whom a fact about an entity is about; nil for relations

	id        graph.ID // of a matched kind, when the file gives it
	mustExist bool

	parties map[string][]party
	values  map[string][]graph.Held
	given   map[string]*yaml.Node // by field: where its value stands
	group   *group                // people who are counted, not named

	saying
}

// party is a place in a fact that an entity takes.
type party struct {
	*entity
	inferred bool
}

// keyRemark is the one fact that is of no kind: what no field can hold.
const keyRemark = "remark"

func (d *decoder) readFacts(root *yaml.Node, e entry) {
	switch {
	case e.value == nil:
		if !d.article.withdrawn && !slices.ContainsFunc(d.entities, func(e *entity) bool { return e.used }) {
			d.report(root, keyFacts, graph.Invalid, "the facts are missing; write facts: with a list")
		}
		return
	case e.value.Kind != yaml.SequenceNode:
		d.report(e.value, e.path, graph.Invalid, "%s is no list of facts; begin each with a hyphen", describe(e.value))
		for _, e := range d.entities {
			e.used = true // What the facts use cannot be told.
		}
		return
	case len(e.value.Content) > MaxFacts:
		d.report(e.value, e.path, graph.Limit, "the file has %d facts and may have %d", len(e.value.Content), MaxFacts)
		return
	}
	for i, node := range e.value.Content {
		if f := d.readFact(i, node, fmt.Sprintf("facts[%d]", i)); f != nil {
			d.facts = append(d.facts, f)
		} else {
			d.spareHandles(node)
		}
	}
}

// readFact reads one fact. Of a fact with problems it returns what it can, so
// that the handles it uses count as used; nil when its kind is not known.
func (d *decoder) readFact(index int, node *yaml.Node, path string) *fact {
	commons := map[string]entry{}
	var kinds []entry
	unknown := false
	for _, e := range d.entries(node, path) {
		key := squash(e.key)
		switch {
		case kindCalled(e.key) != nil || key == keyRemark:
			kinds = append(kinds, e)
		case slices.ContainsFunc(commonKeys, func(common string) bool { return squash(common) == key }):
			commons[key] = e
		default:
			unknown = true
			d.report(e.keyNode, e.path, graph.Invalid, "%s is no kind of fact and no key of one%s", shown(e.key), suggestFactKey(e.key))
		}
	}
	switch {
	case node.Kind != yaml.MappingNode || len(kinds) == 0 && unknown:
		return nil
	case len(kinds) == 0:
		d.report(node, path, graph.Invalid, "the fact has no kind; write one of %s", strings.Join(factKinds(), ", "))
		return nil
	case len(kinds) > 1:
		d.report(kinds[1].keyNode, path, graph.Invalid, "the fact has two kinds, %s and %s; write two facts", kinds[0].key, kinds[1].key)
		return nil
	}
	return d.readKind(index, kinds[0], commons, node)
}

// suggestFactKey knows the keys that people write one level too high.
func suggestFactKey(key string) string {
	for _, spec := range factSpecs() {
		if fieldCalled(spec, key) != nil {
			return fmt.Sprintf("; it belongs inside the braces of the kind, as {%s: {%s: ...}}", kindWords(spec.Kind), key)
		}
	}
	if shorthandCalled(nil, key) != nil {
		return "; it belongs inside the braces of the kind"
	}
	return didYouMean(key, append(factKinds(), commonKeys...))
}

// factKinds are the kinds as they are written.
func factKinds() []string {
	kinds := []string{keyRemark}
	for _, spec := range factSpecs() {
		kinds = append(kinds, kindWords(spec.Kind))
	}
	return kinds
}

func (d *decoder) readKind(index int, kind entry, commons map[string]entry, node *yaml.Node) *fact {
	f := &fact{
		index: index, path: kind.path, node: node, spec: kindCalled(kind.key),
		parties: map[string][]party{}, values: map[string][]graph.Held{}, given: map[string]*yaml.Node{},
	}
	d.readSaying(f, commons)
	if f.spec == nil {
		d.readRemark(f, kind)
	} else {
		d.readContent(f, kind)
	}
	if f.spec == nil {
		return nil
	}
	d.readIdentity(f, commons)
	d.readWording(f, commons[squash(keyWording)])
	d.readInferred(f, commons[keyInferred])
	d.finishSteps(f)
	d.finishPeriod(f)
	d.use(f)
	return f
}

// readContent reads the mapping behind the kind: fields first, then the
// shorthands, which refer to them.
func (d *decoder) readContent(f *fact, kind entry) {
	entries := d.entries(kind.value, kind.path)
	var short []entry
	for _, e := range entries {
		field := fieldCalled(f.spec, e.key)
		switch {
		case field != nil && f.given[field.Name] != nil:
			d.report(e.keyNode, e.path, graph.Invalid, "%s is given twice", shown(e.key))
		case field != nil:
			f.given[field.Name] = e.value
			d.readField(f, field, e)
		case shorthandCalled(f.spec, e.key) != nil:
			short = append(short, e)
		default:
			d.report(e.keyNode, e.path, graph.Invalid, "%s has no %s%s", aKind(f.spec), shown(e.key), didYouMean(e.key, contentKeys(f.spec)))
		}
	}
	for i := range shorthands { // "count" refers to "people", whatever their order in the file
		for _, e := range short {
			if shorthandCalled(f.spec, e.key) == &shorthands[i] {
				shorthands[i].read(d, f, e)
			}
		}
	}
	if kind.value.Kind == yaml.MappingNode {
		d.checkComplete(f, kind)
	}
}

// aKind puts "a" or "an" before a kind.
func aKind(spec *graph.Spec) string {
	words := kindWords(spec.Kind)
	if strings.ContainsAny(words[:1], "aeiou") {
		return "an " + words
	}
	return "a " + words
}

// contentKeys are the keys that may stand in a fact of the kind.
func contentKeys(spec *graph.Spec) []string {
	var keys []string
	for _, field := range writable(spec) {
		keys = append(keys, fieldWords(field.Name))
		if field.Many != "" {
			keys = append(keys, fieldWords(field.Many))
		}
	}
	for _, short := range shorthands {
		if short.on(spec) {
			keys = append(keys, short.key)
		}
	}
	return keys
}

// fieldKeys are the fields of the kind alone.
func fieldKeys(spec *graph.Spec) []string {
	var keys []string
	for _, field := range writable(spec) {
		keys = append(keys, fieldWords(field.Name))
	}
	return keys
}

func (d *decoder) readField(f *fact, field *graph.Field, e entry) {
	items := []entry{{value: e.value, path: e.path}}
	if field.Holds() {
		items = d.items(e.value, e.path)
	} else if e.value.Kind == yaml.SequenceNode {
		d.report(e.value, e.path, graph.Invalid, "%s takes one value, not a list; write a fact for each", shown(e.key))
		return
	}
	for _, item := range items {
		if field.Type == graph.RefType {
			d.readParty(f, field, item)
		} else if value, ok := d.value(field, item.value, item.path); ok {
			f.values[field.Name] = append(f.values[field.Name], graph.Held{Value: value})
		}
	}
}

// checkComplete reports what a fact of the kind cannot be without.
func (d *decoder) checkComplete(f *fact, kind entry) {
	if f.spec.Nature == graph.Entity {
		if !hasKey(kind.value, keyIs) {
			d.report(kind.keyNode, kind.path, graph.Invalid, "it does not say which %s; write {%s: {is: a handle, ...}}", kindWords(f.spec.Kind), kind.key)
		}
		if len(f.given) == 0 && hasKey(kind.value, keyIs) && len(kind.value.Content) <= 2 {
			d.report(kind.keyNode, kind.path, graph.Invalid, "it states nothing about the %s; add a field, one of %s", kindWords(f.spec.Kind), strings.Join(fieldKeys(f.spec), ", "))
		}
		return
	}
	for _, field := range writable(f.spec) {
		if field.Required && f.given[field.Name] == nil {
			d.report(kind.keyNode, kind.path, graph.Invalid, "the %s is missing: %s", fieldWords(field.Name), field.Doc)
		}
	}
	if field := onlyParties(f.spec); field != nil && f.given[field.Name] != nil && f.given[field.Name].Kind != yaml.SequenceNode {
		d.report(f.given[field.Name], join(kind.path, fieldWords(field.Name)), graph.Invalid, "one %s is not enough; write a list of two or more", fieldWords(field.Name))
	} else if field != nil && len(f.parties[field.Name]) == 1 && len(f.given[field.Name].Content) == 1 {
		d.report(f.given[field.Name], join(kind.path, fieldWords(field.Name)), graph.Invalid, "one %s is not enough; write a list of two or more", fieldWords(field.Name))
	}
}

// onlyParties is the field of a relation that joins its parties to one
// another, because no other field points anywhere: it needs two of them.
func onlyParties(spec *graph.Spec) *graph.Field {
	field := fieldOfType(spec, graph.RefType)
	if spec.Nature == graph.Entity || field == nil || field.Merge != graph.Set {
		return nil
	}
	return field
}
