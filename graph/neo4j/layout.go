package neo4j

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"unicode/utf8"

	"capgraph/graph"
)

// Labels and types that do not come from the vocabulary are written out in the
// statements; those that do are made here and nowhere else, out of the names
// of specs and their fields. Input never becomes part of a name.

// label is of every version of a kind.
func label(spec *graph.Spec) string { return spec.Type }

// linkType is the type of the relationships from versions to the records that
// a field points to.
func linkType(spec *graph.Spec, field *graph.Field) string { return spec.Type + "_" + field.Name }

// The properties that hold the entries of a field: lists in parallel, of the
// values that are known; and the states of the others.
func loProperty(field string) string    { return "lo_" + field }
func hiProperty(field string) string    { return "hi_" + field }
func stateProperty(field string) string { return "state_" + field }

// orderProperty holds the place of a version in an order, see place.
func orderProperty(field *graph.Field, upper bool) string {
	if upper && bounded(field) {
		return "upper_" + field.Name
	}
	return "order_" + field.Name
}

// A place in an order is one string, so that one index gives order and pages:
// the kind, a letter that puts records without a value last, the sort key, a
// character that is below all others, and the id.
const (
	held   = ":K"
	none   = ":M"
	ending = ":N" // above all places
	low    = "\x00"
	above  = "\x01" // just above low
)

func place(kind graph.Kind, c graph.Cursor) string {
	if c.Missing {
		return string(kind) + none + low + string(c.ID)
	}
	return string(kind) + held + c.Key + low + string(c.ID)
}

// bounded says whether the two keys of a value of the field may differ.
func bounded(field *graph.Field) bool {
	switch field.Type {
	case graph.ProseType, graph.URLType, graph.TokenType, graph.CountryType, graph.FlagType,
		graph.NameType, graph.IdentifierType, graph.RefType, graph.StepType:
		return false
	}
	return true
}

// keyed says whether Match finds values of the field by nodes of their own.
func keyed(field *graph.Field) bool {
	switch field.Type {
	case graph.NameType, graph.IdentifierType, graph.URLType:
		return true
	}
	return false
}

// maxIndexed is how many bytes of a text an index takes, with room to spare.
const maxIndexed = 4000

// keyText names the node that the records of a kind with that key share.
func keyText(kind graph.Kind, field, key string) string {
	if len(key) > maxIndexed {
		sum := sha256.Sum256([]byte(key))
		key = low + hex.EncodeToString(sum[:])
	}
	return string(kind) + "." + field + low + key
}

// linkTypes lists the relationship types by which the records of a kind point
// to others by one of the fields. An empty kind stands for all kinds.
func linkTypes(kind graph.Kind, fields []string) []string {
	var types []string
	for _, spec := range graph.Specs() {
		if kind != "" && spec.Kind != kind {
			continue
		}
		for i := range spec.Fields {
			if field := &spec.Fields[i]; field.Type == graph.RefType && slices.Contains(fields, field.Name) {
				types = append(types, linkType(spec, field))
			}
		}
	}
	return types
}

// hasEntries says whether versions may have entries of that name.
func hasEntries(name string) bool {
	if name == graph.EntryContested || name == graph.EntryInferred {
		return true
	}
	return slices.ContainsFunc(graph.Stored(), func(spec *graph.Spec) bool { return spec.Field(name) != nil })
}

// idRange is what the ids of a kind lie between.
func idRange(kind graph.Kind) (after, before string) { return string(kind) + ":", string(kind) + ";" }

// texts turns ids into a parameter: sorted, each once. What is not UTF-8 names nothing.
func texts[T ~string](ids []T) []string {
	list := make([]string, 0, len(ids))
	for _, id := range ids {
		if utf8.ValidString(string(id)) {
			list = append(list, string(id))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
