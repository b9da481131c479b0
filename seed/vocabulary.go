package seed

import (
	"slices"
	"strings"
	"unicode"

	"capgraph/graph"
)

// The kinds that have rules of their own here. All others are read by the
// vocabulary alone.
const (
	kindArticle     graph.Kind = "article"
	kindClaim       graph.Kind = "claim"
	kindPeopleGroup graph.Kind = "people-group"
	kindStake       graph.Kind = "stake"
	kindAcquisition graph.Kind = "acquisition"
)

// factSpecs are the kinds that facts may state.
func factSpecs() []*graph.Spec {
	return slices.DeleteFunc(slices.Clone(graph.Specs()), func(s *graph.Spec) bool { return !s.IsResolved() })
}

// kindWords is how a kind is written: "site role".
func kindWords(kind graph.Kind) string { return strings.ReplaceAll(string(kind), "-", " ") }

// kindsWords lists kinds in a sentence.
func kindsWords(kinds []graph.Kind) string {
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = kindWords(kind)
	}
	return strings.Join(words, ", ")
}

// fieldWords is how the name of a field is written: "share class".
func fieldWords(name string) string {
	var words strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			words.WriteByte(' ')
		}
		words.WriteRune(unicode.ToLower(r))
	}
	return words.String()
}

// writable are the fields of a kind that facts may state: not those that are
// computed, nor those that point to relations, which the loader makes.
func writable(spec *graph.Spec) []*graph.Field {
	var fields []*graph.Field
	for i := range spec.Fields {
		field := &spec.Fields[i]
		if !field.Derived && (field.Type != graph.RefType || slices.ContainsFunc(field.Kinds, isEntity)) {
			fields = append(fields, field)
		}
	}
	return fields
}

func isEntity(kind graph.Kind) bool {
	spec := graph.KindOf(kind)
	return spec != nil && spec.Nature == graph.Entity
}

// fieldCalled is the writable field that a key names, nil for none.
func fieldCalled(spec *graph.Spec, key string) *graph.Field {
	for _, field := range writable(spec) {
		if wanted := squash(key); wanted == squash(field.Name) || field.Many != "" && wanted == squash(field.Many) {
			return field
		}
	}
	return nil
}

// fieldOfType is the only writable field of that type, nil if there is none or
// several.
func fieldOfType(spec *graph.Spec, typ *graph.Type) *graph.Field {
	var found *graph.Field
	for _, field := range writable(spec) {
		if field.Type == typ {
			if found != nil {
				return nil
			}
			found = field
		}
	}
	return found
}

// proseLimit is the most letters that a text in the field may have.
func proseLimit(field *graph.Field) int {
	if field.Name == "remark" {
		return maxNoteLetters
	}
	return maxProseLetters
}

// tokenWords lists the tokens of an enum as people write them.
func tokenWords(enum *graph.Enum) []string {
	words := make([]string, len(enum.Values))
	for i, value := range enum.Values {
		words[i] = value.Token.Words()
	}
	return words
}
