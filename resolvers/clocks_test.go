package resolvers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
)

// TestFourQuadrants learns late that Meta's share was larger, and corrects it:
// what was true and what was known are asked apart, at the root and below.
func TestFourQuadrants(t *testing.T) {
	store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(graphtest.Clock()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	base := []graphtest.Part{graphtest.Company("Meta"), graphtest.Company("Scale AI")}
	times := graphtest.Load(t, store,
		graphtest.Article("early", append(base, graphtest.On("2024-01-10"), graphtest.Stake("Meta", "Scale AI", "share", "10 %").From("2024-01-01"))...),
		graphtest.Article("late", append(base, graphtest.On("2025-07-01"), graphtest.Stake("Meta", "Scale AI", "share", "49 %").From("2025-06-12"))...),
	)
	api := serve(t, store)
	for _, c := range []struct{ asOf, knownAt, want string }{
		{"2024-06-01", "", "10 %"},
		{"2025-08-01", "", "49 %"},
		{"2024-06-01", known(times[0]), "10 %"},
		{"2025-08-01", known(times[0]), "10 %"},
	} {
		for _, query := range []string{
			`{ company(by: {slug: "scale-ai"}, %s) { owners { nodes { share { text } } } } }`,
			`{ company(by: {slug: "scale-ai"}) { owners(%s) { nodes { share { text } } } } }`,
			`{ search(query: "scale") { nodes { ... on Company { owners(%s) { nodes { company { owners { nodes { share { text } } } } } } } } } }`,
		} {
			arguments := fmt.Sprintf("asOf: %q", c.asOf)
			if c.knownAt != "" {
				arguments += fmt.Sprintf(", knownAt: %q", c.knownAt)
			}
			got := string(ask(t, api, fmt.Sprintf(query, arguments)))
			if !strings.Contains(got, `"text":"`+c.want+`"`) {
				t.Errorf("%s: got %s, want %s", fmt.Sprintf(query, arguments), got, c.want)
			}
		}
	}
}

// TestIDsCarryClocks reads a record by the id that an answer at another day gave.
func TestIDsCarryClocks(t *testing.T) {
	api := serve(t, founding(t))
	var answer struct {
		Data struct {
			Company struct {
				Owners struct{ Nodes []struct{ ID string } }
			}
		}
	}
	query := `{ company(by: {slug: "scale-ai"}) { owners(asOf: "2025-08-01", knownAt: "2099-01-01T00:00:00Z") { nodes { id } } } }`
	if err := json.Unmarshal(ask(t, api, query), &answer); err != nil || len(answer.Data.Company.Owners.Nodes) != 1 {
		t.Fatal(err, answer)
	}
	id := answer.Data.Company.Owners.Nodes[0].ID
	if want := "stake:meta.scale-ai@2025-08-01@2099-01-01T00:00:00Z"; id != want {
		t.Errorf("got the id %s, want %s", id, want)
	}
	got := string(ask(t, api, fmt.Sprintf(`{ node(id: %q) { id } }`, id)))
	if want := fmt.Sprintf(`{"data":{"node":{"id":%q}}}`, id); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func known(at graph.Instant) string { return at.Time().Format(time.RFC3339Nano) }
