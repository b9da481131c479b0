package seed

import (
	"capgraph/graph"
)

// The keys of a remark.
var remarkKeys = []string{"about", "text", keySeen}

// readRemark reads what the article says of an entity and no field can hold.
// It becomes a fact of the entity's kind, in its field of that name.
func (d *decoder) readRemark(f *fact, e entry) {
	var kinds []graph.Kind
	for _, spec := range graph.Specs() {
		if spec.Nature == graph.Entity {
			kinds = append(kinds, spec.Kind)
		}
	}
	for _, part := range d.entries(e.value, e.path) {
		switch part.key {
		case "about":
			f.about = d.party(part.value, part.path, kinds)
		case "text":
			if text, ok := d.prose(part.value, part.path, maxNoteLetters); ok {
				f.given[keyRemark] = part.value
				f.values[keyRemark] = []graph.Held{{Value: graph.Prose(text)}}
			}
		case keySeen:
			f.seen = d.date(part)
		default:
			d.report(part.keyNode, part.path, graph.Invalid, "a remark has no %s; write {about: a handle, text: ...}%s", shown(part.key), didYouMean(part.key, remarkKeys))
		}
	}
	for _, key := range remarkKeys[:2] {
		if !hasKey(e.value, key) {
			d.report(e.keyNode, e.path, graph.Invalid, "%s is missing; write {about: a handle, text: ...}", key)
		}
	}
	if f.about != nil {
		kind := f.about.kind
		if kind == "" {
			kind = f.about.kinds[0]
		}
		f.spec = graph.KindOf(kind)
	}
}
