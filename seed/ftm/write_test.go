package ftm

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"capgraph/export"
	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
	"capgraph/seed"

	"github.com/google/go-cmp/cmp"
)

var today = graph.Slice{Day: func() graph.Day { day, _ := graph.ParseDay("2026-11-23"); return day }()}

func written(t *testing.T, store graph.Reader) (lines []string, lost string) {
	t.Helper()
	var out bytes.Buffer
	omissions := &export.Omissions{}
	count, err := Write(context.Background(), store, today, &out, omissions)
	if err != nil {
		t.Fatal(err)
	}
	for _, omission := range omissions.List() {
		lost += omission.String() + "\n"
	}
	lines = strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != count {
		t.Errorf("got %d lines, want %d", len(lines), count)
	}
	return lines, lost
}

// relations lists the stakes and positions of named parties that are said to be
// held today, by names.
func relations(t *testing.T, store graph.Reader) []string {
	t.Helper()
	var list []string
	for _, kind := range []graph.Kind{"stake", "position"} {
		err := export.Each(context.Background(), store, kind, today, func(r *graph.Record) error {
			said, _ := graph.One[graph.Token](r, "modality")
			first := map[graph.Kind]string{"stake": "owner", "position": "person"}[kind]
			owner := r.Refs(first)
			if len(owner) == 0 || owner[0].Kind() == "people-group" || said != "STATES" && said != "REPORTS" {
				return nil
			}
			line := graph.Label(r.Far[owner[0]]) + " > " + graph.Label(r.Far[r.Refs("company")[0]])
			for _, field := range []string{"share", "votes", "role", "directness"} {
				for _, held := range r.Held[field] {
					if share, isShare := held.Value.(graph.Share); held.Value.Text() != "UNKNOWN" && (!isShare || share.State == graph.Known) {
						line += ", " + field + " " + held.Value.Text()
					}
				}
			}
			list = append(list, line)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(list)
	return list
}

func comesBack(t *testing.T, store graph.Store) string {
	t.Helper()
	lines, lost := written(t, store)
	if second, _ := written(t, store); !slices.Equal(second, lines) {
		t.Error("got other bytes from the same slice")
	}
	ids := map[string]bool{}
	for _, line := range lines {
		var e struct {
			ID, Schema string
			Properties map[string][]string
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil || !plainID.MatchString(e.ID) || ids[e.ID] || len(e.Properties) == 0 {
			t.Errorf("got %s, %v; want an entity with an id of its own", line, err)
		}
		ids[e.ID] = true
	}
	if diff := cmp.Diff(relations(t, store), relations(t, load(t, lines...))); diff != "" {
		t.Errorf("got other relations: %s", diff)
	}
	return lost
}

func TestWrittenEntitiesComeBack(t *testing.T) {
	comesBack(t, load(t, append(slices.Clone(parties),
		line("o1", "Ownership", `"owner":["hold"],"asset":["acme"],"percentage":["75-100"],"startDate":["2020-01"]`),
		line("o2", "Ownership", `"owner":["jane"],"asset":["hold"],"percentage":["more than 25 % to 50 %"],"role":["voting rights"],"summary":["held directly"]`),
		line("d1", "Directorship", `"director":["jane"],"organization":["acme"],"role":["board member"]`),
		line("e1", "Employment", `"employee":["joe"],"employer":["acme"],"role":["engineer"]`))...).Store)
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
	for _, want := range []string{"acquisition: it is not written in this model", "stake, owner: the model needs a company or person", "stake, interest: there is no property"} {
		if !strings.Contains(lost, want) {
			t.Errorf("got\n%s\nwant it to say %q", lost, want)
		}
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
