package bods

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"capgraph/export"
	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
	"capgraph/seed"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var today = graph.Slice{Day: func() graph.Day { day, _ := graph.ParseDay("2026-11-23"); return day }()}

// written is what Write makes of a store, and what it could not say.
func written(t *testing.T, store graph.Reader) (text string, lost string) {
	t.Helper()
	var out bytes.Buffer
	omissions := &export.Omissions{}
	if _, err := Write(context.Background(), store, today, &out, omissions); err != nil {
		t.Fatal(err)
	}
	for _, omission := range omissions.List() {
		lost += omission.String() + "\n"
	}
	return out.String(), lost
}

// statementSchema is the JSON Schema of BODS 0.4, as Open Ownership publishes it.
func statementSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	files, err := filepath.Glob("testdata/schema/*.json")
	if err != nil || len(files) != 5 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiler.AddResource(parsed.(map[string]any)["$id"].(string), parsed); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := compiler.Compile("urn:statement")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// holdings lists the stakes that are held today, by the names of the parties.
func holdings(t *testing.T, store graph.Reader) []string {
	t.Helper()
	var list []string
	err := export.Each(context.Background(), store, "stake", today, func(r *graph.Record) error {
		owner := graph.All[graph.Ref](r, "owner")[0]
		name := owner.Text()
		if far := r.Far[graph.ID(owner.ID)]; far != nil {
			name = graph.Label(far)
		}
		said, _ := graph.One[graph.Token](r, "modality")
		if said != "STATES" && said != "REPORTS" {
			return nil
		}
		if graph.ID(owner.ID).Kind() == "people-group" {
			name = "unknown" // BODS has no groups.
		}
		line := name + " > " + graph.Label(r.Far[r.Refs("company")[0]])
		for _, field := range []string{"share", "votes"} {
			if share, ok := graph.One[graph.Share](r, field); ok && share.State == graph.Known {
				line += fmt.Sprintf(", %s %s", field, share)
			}
		}
		if directness, ok := graph.One[graph.Token](r, "directness"); ok && directness != "UNKNOWN" {
			line += ", " + directness.Words()
		}
		if since, ok := graph.One[graph.PartialDate](r, "since"); ok && since.Earliest() != graph.MinDay {
			line += ", since " + since.Earliest().String()
		}
		list = append(list, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

// comesBack writes a store, checks the statements by their schema, and imports
// them into an empty store, which must then know the same holdings.
func comesBack(t *testing.T, store graph.Store) string {
	t.Helper()
	text, lost := written(t, store)
	if second, _ := written(t, store); second != text {
		t.Error("got other bytes from the same slice")
	}
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := statementSchema(t).Validate(parsed); err != nil {
		t.Error(err)
	}
	var statements []json.RawMessage
	if err := json.Unmarshal([]byte(text), &statements); err != nil {
		t.Fatal(err)
	}
	texts := make([]string, len(statements))
	for i := range statements {
		texts[i] = string(statements[i])
	}
	got, want := holdings(t, load(t, texts...)), holdings(t, store)
	if !slices.Equal(got, want) {
		t.Errorf("got holdings that differ:\n%s", cmp.Diff(want, got))
	}
	if len(want) == 0 {
		t.Error("got no holdings to compare")
	}
	return lost
}

func TestWrittenStatementsComeBack(t *testing.T) {
	comesBack(t, load(t,
		entity("acme", "Acme", `,"identifiers":[{"id":"07444723","scheme":"GB-COH"},{"id":"5493001KJTIIGC8Y1R12","scheme":"XI-LEI"}],"jurisdiction":{"name":"United Kingdom","code":"GB"}`),
		entity("hold", "Holding", ""), person("jane", "Jane Doe"),
		relationship("r1", "jane", "hold", shares(`"minimum":75,"exclusiveMaximum":100`)+`,{"type":"votingRights","directOrIndirect":"direct","share":{"exclusiveMinimum":50,"maximum":75}}`),
		relationship("r2", "hold", "acme", shares(`"exact":49.5`)),
		relationship("r3", `{"reason":"noBeneficialOwners"}`, "hold", `{"type":"unknownInterest"}`),
		relationship("r4", "jane", "acme", `{"type":"boardChair","directOrIndirect":"direct","startDate":"2019-01-01"}`),
	).Store)
}

func TestWrittenDemonstrationComesBack(t *testing.T) {
	store, err := sqlite.Open(context.Background(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, files := range []fs.FS{seed.Articles(), seed.Demonstration()} {
		names, _ := fs.Glob(files, "*.yaml")
		for _, name := range names {
			data, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			facts, problems := seed.Decode(name, data)
			if problems == nil {
				_, problems, err = seed.Load(context.Background(), store, "test", facts, false)
			}
			if err != nil || problems != nil {
				t.Fatal(problems, err)
			}
		}
	}
	lost := comesBack(t, store)
	for _, want := range []string{"acquisition: BODS has no such statement", "stake: it is planned, expected or rumoured", "stake, owner: people who are described and not named", "company, headquarters: there is no field"} {
		if !strings.Contains(lost, want) {
			t.Errorf("got\n%s\nwant it to say %q", lost, want)
		}
	}
}

func TestWriteOfAnEmptyStore(t *testing.T) {
	store, err := sqlite.Open(context.Background(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if text, lost := written(t, store); text != "[]\n" || lost != "" {
		t.Errorf("got %q, %q; want an empty array", text, lost)
	}
}

// TestWrittenRandomStoresComeBack writes stores of random articles that contradict
// each other, with owners of every sort.
func TestWrittenRandomStoresComeBack(t *testing.T) {
	for seed := range uint64(20) {
		store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(graphtest.Clock()))
		if err != nil {
			t.Fatal(err)
		}
		graphtest.Load(t, store, graphtest.Owners(seed, 20)...)
		comesBack(t, store)
		if store.Close(); t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
