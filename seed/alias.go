package seed

import (
	"slices"
	"strings"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// The keys of an alias in its long form.
var aliasKeys = []string{"name", "kind", "language", "from", "until"}

var nameKinds = []graph.NameKind{graph.NameLegal, graph.NameAlias, graph.NameFormer, graph.NameTrading}

// readAliases reads further names: a text, or a mapping that says more.
func (d *decoder) readAliases(e *entity, at entry) {
	for _, item := range d.items(at.value, at.path) {
		name := graph.Name{Kind: graph.NameAlias}
		if item.value.Kind == yaml.MappingNode {
			d.readAlias(&name, item)
		} else {
			name.Name, _ = d.nameText(item)
		}
		if name.Name != "" {
			e.names = append(e.names, graph.Held{Value: name})
		}
	}
}

func (d *decoder) readAlias(name *graph.Name, at entry) {
	for _, part := range d.entries(at.value, at.path) {
		switch part.key {
		case "name":
			name.Name, _ = d.nameText(part)
		case "kind":
			d.readNameKind(name, part)
		case "language":
			name.Language, _ = d.prose(part.value, part.path, maxNameLetters)
			d.checkLanguage(&graph.Field{Name: "language"}, part, name.Language)
		case "from":
			name.From = d.date(part)
		case "until":
			name.Until = d.date(part)
		default:
			d.report(part.keyNode, part.path, graph.Invalid, "a name has no %s; write %s%s", shown(part.key), strings.Join(aliasKeys, ", "), didYouMean(part.key, aliasKeys))
		}
	}
	if !hasKey(at.value, "name") {
		d.report(at.value, at.path, graph.Invalid, "the name itself is missing; write {name: ..., kind: former}")
	}
}

func (d *decoder) readNameKind(name *graph.Name, at entry) {
	text, ok := d.scalar(at.value, at.path)
	kind := graph.NameKind(strings.ToUpper(text))
	if ok && !slices.Contains(nameKinds, kind) {
		d.report(at.value, at.path, graph.Invalid, "%s is no kind of name; write legal, alias, former or trading", shown(text))
		return
	}
	name.Kind = kind
}

// date reads a date that is not a field of the vocabulary.
func (d *decoder) date(at entry) *graph.PartialDate {
	value, ok := d.value(&graph.Field{Name: at.key, Type: graph.DateType}, at.value, at.path)
	if !ok {
		return nil
	}
	date := value.(graph.PartialDate)
	return &date
}
