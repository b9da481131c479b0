package schema_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	"capgraph/graph"
	"capgraph/schema"
)

var update = flag.Bool("update", false, "write the printed schema that the test compares with")

func load(t *testing.T) *ast.Schema {
	t.Helper()
	loaded, err := gqlparser.LoadSchema(&ast.Source{Name: "schema", Input: schema.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

// TestPrintedSchema keeps the whole contract in one file, so that a change of
// it shows in review.
func TestPrintedSchema(t *testing.T) {
	var printed bytes.Buffer
	formatter.NewFormatter(&printed, formatter.WithoutDescription()).FormatSchema(load(t))
	const golden = "testdata/printed.graphqls"
	if *update {
		if err := os.WriteFile(golden, printed.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), printed.String()); diff != "" {
		t.Errorf("the contract changed; if that is meant, run with -update (-was +is):\n%s", diff)
	}
}

// TestSDLExtendsNothing keeps the schema readable for tools that do not join
// what extends a type, as the compiler of Relay.
func TestSDLExtendsNothing(t *testing.T) {
	if sdl := schema.SDL(); strings.Contains(sdl, "\nextend ") || strings.Count(sdl, "\ntype Query {") != 1 {
		t.Error("got a type that is extended, want each whole and once")
	}
}

func TestEverythingIsDescribed(t *testing.T) {
	for name, definition := range load(t).Types {
		if definition.BuiltIn || strings.HasPrefix(name, "__") {
			continue
		}
		if definition.Description == "" && name != "Query" && name != "Mutation" {
			t.Errorf("type %s has no description", name)
		}
		for _, field := range definition.Fields {
			if field.Description == "" && !strings.HasPrefix(field.Name, "__") {
				t.Errorf("%s.%s has no description", name, field.Name)
			}
		}
		for _, value := range definition.EnumValues {
			if value.Description == "" {
				t.Errorf("%s.%s has no description", name, value.Name)
			}
		}
	}
}

// TestOnlyNodesHaveAnID: clients keep what they read under its id, Relay under
// the id alone, so that two objects with one id become one.
func TestOnlyNodesHaveAnID(t *testing.T) {
	loaded := load(t)
	for name, definition := range loaded.Types {
		isNode := name == "Node" || slices.Contains(definition.Interfaces, "Node")
		if definition.Kind != ast.InputObject && definition.Fields.ForName("id") != nil && !isNode {
			t.Errorf("%s has a field id and is no Node; call it by what it is the id of, as recordId", name)
		}
	}
}

func TestEveryKindHasItsTypeListAndLookUp(t *testing.T) {
	loaded := load(t)
	for _, spec := range graph.Specs() {
		if loaded.Types[spec.Type] == nil {
			t.Errorf("kind %s has no type %s", spec.Kind, spec.Type)
		}
		lookUp := strings.ToLower(spec.Type[:1]) + spec.Type[1:]
		for _, field := range []string{spec.Plural, lookUp} {
			if loaded.Query.Fields.ForName(field) == nil {
				t.Errorf("kind %s has no root field %s", spec.Kind, field)
			}
		}
	}
}

func TestScalarMapCoversTheScalars(t *testing.T) {
	var mapped map[string]string
	if err := json.Unmarshal([]byte(schema.ScalarMap), &mapped); err != nil {
		t.Fatal(err)
	}
	for name, definition := range load(t).Types {
		if definition.Kind == ast.Scalar && !definition.BuiltIn && mapped[name] == "" {
			t.Errorf("scalar %s is not in the map", name)
		}
	}
}
