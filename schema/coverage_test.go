package schema_test

import (
	"strings"
	"testing"

	"capgraph/graph"
)

// TestRecordKindsAreThoseOfTheVocabulary keeps the hand-written enum in step.
func TestRecordKindsAreThoseOfTheVocabulary(t *testing.T) {
	enum := load(t).Types["RecordKind"]
	var got, want []string
	for _, value := range enum.EnumValues {
		got = append(got, value.Name)
	}
	for _, spec := range graph.Specs() {
		if spec.Nature != graph.Source {
			want = append(want, strings.ToUpper(strings.ReplaceAll(string(spec.Kind), "-", "_")))
		}
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("RecordKind is %v, want %v", got, want)
	}
}
