package seed

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"capgraph/graph"
)

// leastSimilar is the part of the letters of two names, legal forms aside, that
// must agree for them to be called similar.
const leastSimilar = 0.75

// compareNames says how far a name speaks for a record of which another is a
// name, and why; usual says that both are the usual ones. 0 is not at all.
func compareNames(mine string, theirs graph.Name, usual bool) (float64, Why) {
	one, other := graph.Fold(mine), graph.Fold(theirs.Name)
	if one == "" || other == "" {
		return 0, ""
	}
	bare, form := graph.WithoutLegalForm(mine)
	otherBare, otherForm := graph.WithoutLegalForm(theirs.Name)
	switch {
	case one == other && (theirs.Kind == graph.NameFormer || theirs.Until != nil):
		return 0.75, FormerName
	case one == other && usual:
		return 0.9, SameName
	case one == other:
		return 0.85, SharedAlias
	case bare == otherBare && form != "" && otherForm != "":
		return 0.5, LegalFormStripped
	case bare == otherBare:
		return 0.7, LegalFormStripped
	}
	if similar := max(editSimilarity(bare, otherBare), containment(bare, otherBare)); similar > 0 {
		return 0.6 * similar, SimilarName
	}
	return 0, ""
}

// editSimilarity is the part of the letters that agree, 0 when it is small.
func editSimilarity(a, b string) float64 {
	longest := max(len([]rune(a)), len([]rune(b)))
	if longest > maxNameLetters {
		return 0
	}
	if similar := 1 - float64(levenshtein.ComputeDistance(a, b))/float64(longest); similar >= leastSimilar {
		return similar
	}
	return 0
}

// containment is the part of the longer name that the shorter one makes up,
// when it has all words of the shorter one.
func containment(a, b string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	words := strings.Fields(b)
	for word := range strings.FieldsSeq(a) {
		if !slices.Contains(words, word) {
			return 0
		}
	}
	return float64(len(a)) / float64(len(b))
}
