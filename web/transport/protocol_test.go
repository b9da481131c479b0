package transport_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"capgraph/web/transport"
)

// Each case is a request that is well-formed HTTP and JSON. The two columns of
// status are for the two media types; a key data shows that execution began.
var operations = []struct {
	name          string
	body          map[string]any
	modern, plain int
	code          string
	data          bool
}{
	{"a query", q(`{echo(text:"x")}`), 200, 200, "", true},
	{"a named query", map[string]any{"query": `query a {echo(text:"a")} query b {boom}`, "operationName": "a"}, 200, 200, "", true},
	{"variables", map[string]any{"query": `query($t:String!){echo(text:$t)}`, "variables": map[string]any{"t": "x"}}, 200, 200, "", true},
	{"null members", map[string]any{"query": `{echo(text:"x")}`, "operationName": nil, "variables": nil, "extensions": nil}, 200, 200, "", true},
	{"extensions", map[string]any{"query": `{echo(text:"x")}`, "extensions": map[string]any{"a": 1}}, 200, 200, "", true},
	{"a mutation", q(`mutation{touch(note:"x")}`), 200, 200, "", true},
	{"a failing field", q(`{fail(how:"plain")}`), 200, 200, "INTERNAL", true},
	{"syntax", q(`{echo(`), 400, 200, "GRAPHQL_PARSE_FAILED", false},
	{"only a comment", q(`# nothing`), 400, 200, "GRAPHQL_VALIDATION_FAILED", false},
	{"an unknown field", q(`{ecco}`), 400, 200, "GRAPHQL_VALIDATION_FAILED", false},
	{"an unknown operation name", map[string]any{"query": `query a {boom}`, "operationName": "b"}, 400, 200, "GRAPHQL_VALIDATION_FAILED", false},
	{"two operations, no name", q(`query a {boom} query b {boom}`), 400, 200, "GRAPHQL_VALIDATION_FAILED", false},
	{"a missing variable", q(`query($t:String!){echo(text:$t)}`), 400, 200, "GRAPHQL_VALIDATION_FAILED", false},
	{"a variable of another type", map[string]any{"query": `query($t:String!){echo(text:$t)}`, "variables": map[string]any{"t": map[string]any{}}}, 400, 200, "GRAPHQL_VALIDATION_FAILED", false},
	{"a subscription", q(`subscription{tick}`), 400, 200, "GRAPHQL_VALIDATION_FAILED", false},
	{"a number too large", q(`{node(first:99999999999999999999){id}}`), 400, 200, "GRAPHQL_VALIDATION_FAILED", false},
	{"a number too large for any scalar", q(`{day(on:-99999999999999999999)}`), 400, 200, "GRAPHQL_VALIDATION_FAILED", false},
	{"an exponent too large", q(`{day(on:1e999999)}`), 400, 200, "GRAPHQL_VALIDATION_FAILED", false},
}

func q(query string) map[string]any { return map[string]any{"query": query} }

func TestOperations(t *testing.T) {
	s := open(t)
	for _, c := range operations {
		t.Run(c.name, func(t *testing.T) {
			expect(t, s.send(t, c.body, "Accept", modern), c.modern, c.code, c.data)
			expect(t, s.send(t, c.body, "Accept", plain), c.plain, c.code, c.data)
		})
	}
}

func TestOperationsByGet(t *testing.T) {
	s := open(t)
	for _, c := range operations {
		if c.name == "a mutation" || c.name == "a subscription" {
			continue // TestMethods
		}
		t.Run(c.name, func(t *testing.T) {
			path := "/graphql?" + parameters(t, c.body).Encode()
			expect(t, s.do(t, http.MethodGet, path, nil, "Accept", modern), c.modern, c.code, c.data)
			expect(t, s.do(t, http.MethodGet, path, nil, "Accept", plain), c.plain, c.code, c.data)
		})
	}
}

func parameters(t *testing.T, body map[string]any) url.Values {
	t.Helper()
	values := url.Values{}
	for name, value := range body {
		switch value := value.(type) {
		case string:
			values.Set(name, value)
		case map[string]any:
			text, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			values.Set(name, string(text))
		}
	}
	return values
}

func TestGetParameters(t *testing.T) {
	s := open(t)
	for name, query := range map[string]string{
		"no query":             "",
		"an empty query":       "query=",
		"a query twice":        "query={boom}&query={boom}",
		"bad encoding":         "query=%zz",
		"variables not JSON":   "query={boom}&variables={hunter2",
		"variables not object": "query={boom}&variables=[1]",
		"variables going on":   "query={boom}&variables={}hunter2",
		"extensions not JSON":  "query={boom}&extensions=hunter2",
	} {
		t.Run(name, func(t *testing.T) {
			got := s.do(t, http.MethodGet, "/graphql?"+query, nil)
			expect(t, got, 400, "BAD_REQUEST", false)
			if strings.Contains(got.body, "hunter2") {
				t.Errorf("the input is repeated: %s", got.body)
			}
		})
	}
	if s.world.ran.Load() > 0 {
		t.Error("a resolver ran")
	}
}

func TestAccept(t *testing.T) {
	s := open(t)
	for accept, want := range map[string]string{
		"":                                 plain,
		"*/*":                              plain,
		"application/*":                    plain,
		plain:                              plain,
		plain + "; charset=utf-8":          plain,
		modern:                             modern,
		modern + ", " + plain:              modern,
		plain + ", " + modern:              modern,
		modern + ";q=0.5, " + plain:        plain,
		modern + ";q=0, */*":               plain,
		"text/html, */*;q=0.1":             plain,
		"text/html":                        "",
		"image/png, application/json; q=0": "",
		modern + "; charset=latin1, a/b":   "",
	} {
		t.Run(accept, func(t *testing.T) {
			got := s.post(t, `{echo(text:"x")}`, "Accept", accept)
			if want == "" {
				expect(t, got, 406, "NOT_ACCEPTABLE", false)
				want = plain
			} else {
				expect(t, got, 200, "", true)
			}
			if media := got.header.Get("Content-Type"); media != want+"; charset=utf-8" {
				t.Errorf("got %q, want %q", media, want)
			}
		})
	}
}

func TestMethods(t *testing.T) {
	s := open(t)
	for _, method := range []string{"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"} {
		got := s.do(t, method, "/graphql?query={boom}", strings.NewReader(`{"query":"{boom}"}`), "Content-Type", plain)
		expect(t, got, 405, "METHOD_NOT_ALLOWED", false)
		if got.header.Get("Allow") != "GET, POST" {
			t.Errorf("%s: got Allow %q", method, got.header.Get("Allow"))
		}
	}
	for _, query := range []string{"mutation{touch(note:1)}", `mutation{touch(note:"x")}`, "subscription{tick}"} {
		for _, media := range []string{modern, plain} {
			got := s.do(t, "GET", "/graphql?query="+url.QueryEscape(query), nil, "Accept", media)
			if query == "mutation{touch(note:1)}" {
				continue // does not even validate
			}
			expect(t, got, 405, "METHOD_NOT_ALLOWED", false)
			if got.header.Get("Allow") != "POST" {
				t.Errorf("got Allow %q, want POST", got.header.Get("Allow"))
			}
		}
	}
	if s.world.ran.Load() > 0 {
		t.Error("a resolver ran")
	}
}

func TestWantsPage(t *testing.T) {
	browser := "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for _, c := range []struct {
		method, accept string
		want           bool
	}{
		{"GET", browser, true},
		{"HEAD", browser, true},
		{"POST", browser, false},
		{"GET", "text/html", true},
		{"GET", "*/*", false},
		{"GET", "", false},
		{"GET", "application/json, text/html;q=0.9", false},
		{"GET", "text/html;q=0", false},
	} {
		r := httptest.NewRequest(c.method, "/graphql?query={a}", nil)
		r.Header.Set("Accept", c.accept)
		if got := transport.WantsPage(r); got != c.want {
			t.Errorf("%s %q: got %t, want %t", c.method, c.accept, got, c.want)
		}
	}
}

// A document that came before is neither measured nor parsed nor validated again.
func TestDocumentsAreKept(t *testing.T) {
	s := open(t)
	var docs []*ast.QueryDocument
	s.world.seen = func(ctx context.Context) { docs = append(docs, graphql.GetOperationContext(ctx).Doc) }
	for range 2 {
		expect(t, s.post(t, `{echo(text:"x")}`), 200, "", true)
	}
	if len(docs) != 2 || docs[0] != docs[1] {
		t.Errorf("got %p", docs)
	}
}
