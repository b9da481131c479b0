package seed

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"capgraph/graph"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("facts.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("facts.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asEditor reads a file as an editor does, with YAML's own types.
func asEditor(t *testing.T, data []byte) any {
	t.Helper()
	var content any
	if err := yaml.Unmarshal(data, &content); err != nil {
		return nil
	}
	return plainTypes(content)
}

// plainTypes turns dates, which editors see as text, back into text.
func plainTypes(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key := range v {
			v[key] = plainTypes(v[key])
		}
	case []any:
		for i := range v {
			v[i] = plainTypes(v[i])
		}
	case interface{ Format(string) string }:
		return v.Format("2006-01-02")
	}
	return value
}

func TestSchemaAcceptsWhatIsRight(t *testing.T) {
	schema := compiledSchema(t)
	good, err := filepath.Glob("testdata/good/*.yaml")
	if err != nil || len(good) == 0 {
		t.Fatalf("no files in testdata/good: %v", err)
	}
	files := map[string][]byte{}
	for _, name := range good {
		if files[name], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	shipped, _ := fs.Glob(Articles(), "*")
	for _, name := range shipped {
		if files[name], err = fs.ReadFile(Articles(), name); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range files {
		if err := schema.Validate(asEditor(t, data)); err != nil {
			t.Errorf("%s: got %v, want no error", name, err)
		}
		if problems := Check(name, data); problems != nil {
			t.Errorf("%s: got problems\n%s", name, problems.Error())
		}
	}
}

// TestSchemaRefusesWhatIsWrong takes the bad files whose mistake is one of
// structure; how values are written is beyond a schema.
func TestSchemaRefusesWhatIsWrong(t *testing.T) {
	schema := compiledSchema(t)
	for _, name := range []string{
		"unknown-field", "unknown-kind", "unknown-common-key", "key-too-high", "missing-party", "missing-type", "bad-place",
		"two-kinds", "no-kind", "unknown-status", "unknown-word", "empty-value", "list-for-one", "mapping-for-one",
		"article-without-id", "article-without-title", "article-unknown-key", "article-computed", "long-quote", "other-version",
		"no-version", "entity-attribute", "unknown-entity-kind", "is-missing", "facts-no-list", "no-mapping", "unknown-part",
	} {
		data, err := os.ReadFile("testdata/bad/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(asEditor(t, data)) == nil {
			t.Errorf("%s: got no error, want one", name)
		}
	}
}

func TestSchemaHasEveryField(t *testing.T) {
	text := string(Schema())
	for _, spec := range graph.Specs() {
		if spec.Nature != graph.Source && !strings.Contains(text, `"`+string(spec.Kind)+`": {`) {
			t.Errorf("the kind %s is missing", spec.Kind)
		}
		if spec.Nature == graph.Source {
			continue
		}
		for _, field := range writable(spec) {
			properties := contentSchema(spec)["properties"].(object)
			for _, key := range []string{field.Name, fieldWords(field.Name)} {
				if properties[key] == nil {
					t.Errorf("%s: the field %s is missing", spec.Kind, key)
				}
			}
		}
	}
}
