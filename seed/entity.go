package seed

import (
	"strings"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// entity is someone or something that the file names, or points to by an id or
// identifier.
type entity struct {
	kind        graph.Kind
	kinds       []graph.Kind // what an identifier alone may stand for
	handle      string
	written     string // the party as written, when it is no handle
	id          graph.ID
	fresh       graph.ID     // the id to take when no identifier is known; see elsewhere.go
	bound       graph.ID     // the record that an export says it is; see bound.go
	boundName   *graph.Name  // likewise, what that was called
	names       []graph.Held // the usual one first
	whyName     string       // why that was inferred
	identifiers []graph.Held
	places      []string
	node        *yaml.Node
	path        string
	used        bool
}

// name is the usual name in this file, "" when the file gives none.
func (e *entity) name() string {
	if len(e.names) == 0 {
		return ""
	}
	return e.names[0].Value.Text()
}

// mention is what claims remember of a party: its name, or what stands for it,
// and the id by which the file tells it from its namesakes.
func (e *entity) mention() string {
	if e.written == "" && e.given() != "" {
		return strings.TrimSpace(e.name() + " " + string(e.given()))
	}
	return firstOf(e.name(), e.written)
}

// use notes that a fact speaks of the entity.
func (e *entity) use(places []string) {
	if e.places == nil {
		e.places = places
	}
	e.used = true
}

// entityKinds are the kinds that may be named, as they are written.
func entityKinds() []string {
	var kinds []string
	for _, spec := range graph.Specs() {
		if spec.Nature == graph.Entity {
			kinds = append(kinds, kindWords(spec.Kind))
		}
	}
	return kinds
}

// kindCalled is the kind that a key names, nil for none.
func kindCalled(key string) *graph.Spec {
	for _, spec := range factSpecs() {
		if squash(key) == squash(string(spec.Kind)) {
			return spec
		}
	}
	return nil
}

func (d *decoder) readEntities(e entry) {
	if e.value == nil {
		return
	}
	for _, part := range d.entries(e.value, e.path) {
		spec := kindCalled(part.key)
		if spec == nil || spec.Nature != graph.Entity {
			d.report(part.keyNode, part.path, graph.Invalid, "%s is no kind of entity; write one of %s%s", shown(part.key), strings.Join(entityKinds(), ", "), didYouMean(part.key, entityKinds()))
			continue
		}
		for _, declared := range d.entries(part.value, part.path) {
			d.declare(spec, declared)
		}
	}
}

// declare reads one handle with the name, or the long form, behind it.
func (d *decoder) declare(spec *graph.Spec, e entry) {
	declared := &entity{kind: spec.Kind, handle: e.key, node: e.keyNode, path: e.path}
	if !d.checkHandle(declared) {
		return
	}
	d.handles[e.key] = declared
	if e.value.Kind == yaml.MappingNode {
		d.readLongForm(declared, e)
	} else {
		d.readName(declared, e)
	}
	d.checkNames(declared)
	d.entities = append(d.entities, declared)
}

func (d *decoder) checkHandle(e *entity) bool {
	_, isState := graph.ParseState(e.handle)
	other := d.handles[e.handle]
	switch {
	case other != nil:
		d.report(e.node, e.path, graph.Invalid, "the handle %s is declared twice, first as a %s in line %d; handles are unique across kinds", shown(e.handle), kindWords(other.kind), other.node.Line)
	case e.handle == "" || isState || strings.ContainsAny(e.handle, ":,[]{}\"\n"):
		d.report(e.node, e.path, graph.Invalid, "%s is no handle; write a short word of letters and digits", shown(e.handle))
	default:
		return true
	}
	return false
}

// readName reads the usual name.
func (d *decoder) readName(e *entity, at entry) {
	if text, ok := d.nameText(at); ok {
		e.names = append([]graph.Held{{Value: graph.Name{Name: text}}}, e.names...)
	}
}

func (d *decoder) nameText(at entry) (string, bool) {
	text, ok := d.prose(at.value, at.path, maxNameLetters)
	text = strings.Join(strings.Fields(text), " ")
	if ok && graph.Slug(text) == "" {
		d.report(at.value, at.path, graph.Invalid, "%s is no name: it has neither letters nor digits", shown(text))
		return "", false
	}
	return text, ok
}

// The keys of the long form of an entity.
var longFormKeys = []string{"name", "aliases", "id", keyIDIfNew, "identifiers", "at", keyInferred}

func (d *decoder) readLongForm(e *entity, at entry) {
	var inferred entry
	for _, part := range d.entries(at.value, at.path) {
		switch squash(part.key) {
		case "name":
			d.readName(e, part)
		case "aliases", "alias":
			d.readAliases(e, part)
		case "id":
			d.readEntityID(e, part, &e.id)
		case squash(keyIDIfNew):
			d.readEntityID(e, part, &e.fresh)
		case "identifiers", "identifier":
			d.readIdentifiers(e, part)
		case "at":
			e.places = d.places(part)
		case keyInferred:
			inferred = part
		default:
			d.report(part.keyNode, part.path, graph.Invalid, "an entity has no %s here; attributes are facts, as {%s: {is: %s, ...}}%s", shown(part.key), kindWords(e.kind), e.handle, didYouMean(part.key, longFormKeys))
		}
	}
	for _, reason := range d.reasons(inferred) {
		if reason.key != "name" || len(e.names) == 0 {
			d.report(reason.keyNode, reason.path, graph.Invalid, "only the name can be inferred here")
			continue
		}
		e.names[0].Inferred, e.whyName = true, reason.text
	}
	if len(e.names) == 0 && e.id == "" && !hasKey(at.value, "name") && !hasKey(at.value, "id") {
		d.report(e.node, e.path, graph.Invalid, "the name of %s is missing", shown(e.handle))
	}
	e.used = e.used || len(e.names) > 1 || len(e.identifiers) > 0
}

func (d *decoder) readEntityID(e *entity, at entry, into *graph.ID) {
	text, ok := d.scalar(at.value, at.path)
	if !ok {
		return
	}
	kind, _, isID := graph.ParseID(text)
	if !isID || kind != e.kind {
		d.report(at.value, at.path, graph.Invalid, "%s is no id of a %s; write one as %q", shown(text), kindWords(e.kind), graph.NewID(e.kind, firstOf(e.name(), e.handle)))
		return
	}
	*into = graph.ID(text)
}

func (d *decoder) readIdentifiers(e *entity, at entry) {
	field := graph.KindOf(e.kind).Field("identifier")
	for _, item := range d.items(at.value, at.path) {
		if value, ok := d.value(field, item.value, item.path); ok {
			e.identifiers = append(e.identifiers, graph.Held{Value: value})
		}
	}
}

// nameKey is equal for the names of a kind that cannot be told apart.
func nameKey(kind graph.Kind, name string) string { return string(kind) + ":" + graph.Fold(name) }

// checkNames reports two entities of one kind that share a name, which no
// later reader could tell apart.
func (d *decoder) checkNames(e *entity) {
	for _, name := range e.names {
		key := nameKey(e.kind, name.Value.Text())
		other := d.names[key]
		d.names[key] = e
		if other != nil && other != e && (e.given() == "" || other.given() == "" || e.given() == other.given()) {
			d.report(e.node, e.path, graph.Invalid, "%s and %s are both called %s; use one handle, or give both an id", shown(e.handle), shown(other.handle), shown(name.Value.Text()))
			return
		}
	}
}

// spareHandles takes the handles in a part that could not be read as used, so
// that one mistake is not reported twice.
func (d *decoder) spareHandles(node *yaml.Node) {
	if e := d.handles[node.Value]; e != nil {
		e.used = true
	}
	for _, child := range node.Content {
		d.spareHandles(child)
	}
}

// checkUse reports handles that no fact uses and that state nothing.
func (d *decoder) checkUse() {
	for _, e := range d.entities {
		if e.handle != "" && !e.used {
			d.report(e.node, e.path, graph.Invalid, "the handle %s is never used; remove it, or state a fact about it", shown(e.handle))
		}
	}
}
