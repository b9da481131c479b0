package resolvers_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"capgraph/graph"
	"capgraph/graph/feed"
	"capgraph/resolvers"
	"capgraph/schema"
	"capgraph/web/transport"
)

// today is the day on which all tests of the API ask.
func today() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

// serve is the API over a store.
func serve(t testing.TB, store graph.Store) http.Handler {
	t.Helper()
	query := resolvers.Query{Reader: resolvers.NewSource(store), Clock: today}
	pulse := feed.NewPulse(store, 20*time.Millisecond)
	return transport.New(transport.Config{
		Schema:        schema.Executable(query, resolvers.Mutation{Query: query, Store: pulse, Actor: transport.Actor}, resolvers.Subscription{Query: query, Pulse: pulse}),
		Introspection: true,
		Log:           zerolog.New(zerolog.NewTestWriter(t)).Level(zerolog.InfoLevel),
		MaxComplexity: schema.MaxComplexity,
		Timeout:       time.Minute, // What an answer is does not depend on how busy the machine is.
	})
}

// ask posts a query and returns the answer without its extensions.
func ask(t testing.TB, api http.Handler, query string) []byte {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	api.ServeHTTP(answer, request)
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(answer.Body.Bytes(), &parts); err != nil {
		t.Fatalf("the answer is not JSON: %v\n%s", err, answer.Body)
	}
	delete(parts, "extensions")
	inOrder(t, parts)
	encoded, err := json.Marshal(parts)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// inOrder sorts errors by where they are, for fields are answered side by side.
func inOrder(t testing.TB, parts map[string]json.RawMessage) {
	t.Helper()
	type located struct {
		Message   string          `json:"message"`
		Path      json.RawMessage `json:"path,omitempty"`
		Locations []struct {
			Line   int `json:"line"`
			Column int `json:"column"`
		} `json:"locations,omitempty"`
		Extensions json.RawMessage `json:"extensions"`
	}
	var errors []located
	if len(parts["errors"]) == 0 {
		return
	}
	if err := json.Unmarshal(parts["errors"], &errors); err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(errors, func(a, b located) int { return cmp.Compare(string(a.Path), string(b.Path)) })
	sorted, err := json.Marshal(errors)
	if err != nil {
		t.Fatal(err)
	}
	parts["errors"] = sorted
}

func indent(t testing.TB, answer []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, answer, "", "  "); err != nil {
		t.Fatal(err)
	}
	return append(out.Bytes(), '\n')
}
