package transport_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"capgraph/web/transport"
)

func TestHeaders(t *testing.T) {
	s := open(t, keyed)
	for name, got := range map[string]reply{
		"an answer":  s.post(t, `{echo(text:"x")}`),
		"by GET":     s.do(t, "GET", "/graphql?query={__typename}", nil),
		"a refusal":  s.post(t, `{`),
		"a 401":      s.post(t, `{boom}`, "Authorization", "Bearer wrong"),
		"a 405":      s.do(t, "PUT", "/graphql", nil),
		"a 406":      s.post(t, `{boom}`, "Accept", "text/html"),
		"a 415":      s.do(t, "POST", "/graphql", strings.NewReader("x")),
		"a bad body": s.do(t, "POST", "/graphql", strings.NewReader("x"), "Content-Type", plain),
	} {
		t.Run(name, func(t *testing.T) {
			for header, want := range map[string]string{
				"X-Content-Type-Options": "nosniff",
				"Cache-Control":          "no-store",
				"Vary":                   "Accept, Origin",
				"Content-Type":           plain + "; charset=utf-8",
			} {
				if value := got.header.Get(header); value != want {
					t.Errorf("%s: got %q, want %q", header, value, want)
				}
			}
			if got.header.Get("X-Request-Id") == "" {
				t.Error("no request id")
			}
		})
	}
}

func TestRequestID(t *testing.T) {
	s := open(t)
	var inside string
	s.world.seen = func(ctx context.Context) { inside = transport.RequestID(ctx) }
	for given, kept := range map[string]bool{
		"abc-1.2_Z":             true,
		strings.Repeat("a", 64): true,
		strings.Repeat("a", 65): false,
		"a b":                   false,
		"<script>":              false,
		"é":                     false,
		"":                      false,
	} {
		got := s.post(t, `{echo(text:"x")}`, "X-Request-Id", given).header.Get("X-Request-Id")
		if (got == given) != kept || len(got) < 9 && !kept || got != inside {
			t.Errorf("%q: got %q, inside %q", given, got, inside)
		}
	}
	if a, b := s.post(t, `{boom}`), s.post(t, `{boom}`); a.header.Get("X-Request-Id") == b.header.Get("X-Request-Id") {
		t.Error("two requests have one id")
	}
}

func TestAccessLog(t *testing.T) {
	s := open(t, keyed)
	long := strings.Repeat("n", 100)
	for _, c := range []struct {
		name    string
		request func() reply
		want    map[string]any
	}{
		{"a query", func() reply { return s.post(t, `query mine{echo(text:"hunter2")}`) },
			map[string]any{"level": "debug", "method": "POST", "operation": "mine", "kind": "query", "outcome": "ok", "actor": "anonymous", "status": 200.0}},
		{"a mutation", func() reply {
			return s.send(t, v("$v:String!", "x:__typename", "hunter2"), "Authorization", "Bearer "+secret)
		}, map[string]any{"level": "debug", "method": "POST", "operation": "", "kind": "none", "outcome": "refused", "actor": "editor", "status": 200.0}},
		{"a write", func() reply {
			return s.send(t, map[string]any{"query": `mutation load($v:String!){touch(note:$v)}`, "variables": map[string]any{"v": "hunter2"}}, "Authorization", "Bearer "+secret)
		}, map[string]any{"level": "info", "method": "POST", "operation": "load", "kind": "mutation", "outcome": "ok", "actor": "editor", "status": 200.0}},
		{"a long name", func() reply { return s.post(t, "query "+long+`{echo(text:"hunter2")}`) },
			map[string]any{"level": "debug", "method": "POST", "operation": long[:63] + "…", "kind": "query", "outcome": "ok", "actor": "anonymous", "status": 200.0}},
		{"a name that is none", func() reply {
			return s.send(t, map[string]any{"query": `{boom`, "operationName": "hunter2\n{\"level\":\"info\"}"}, "Accept", modern)
		}, map[string]any{"level": "info", "method": "POST", "operation": "", "kind": "none", "outcome": "refused", "actor": "anonymous", "status": 400.0}},
		{"an odd method", func() reply { return s.do(t, "HUNTER2", "/graphql?hunter2", nil) },
			map[string]any{"level": "info", "method": "other", "operation": "", "kind": "none", "outcome": "", "actor": "anonymous", "status": 405.0}},
		{"a wrong key", func() reply { return s.post(t, `{boom}`, "Authorization", "Bearer hunter2") },
			map[string]any{"level": "info", "method": "POST", "operation": "", "kind": "none", "outcome": "", "actor": "", "status": 401.0}},
		{"a failing field", func() reply { return s.post(t, `{fail(how:"notfound")}`) },
			map[string]any{"level": "debug", "method": "POST", "operation": "", "kind": "query", "outcome": "failed", "actor": "anonymous", "status": 200.0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := len(s.log.String())
			got := c.request()
			c.want["request"], c.want["message"] = got.header.Get("X-Request-Id"), "request"
			text := s.log.String()[before:]
			var line map[string]any
			if err := json.Unmarshal([]byte(text), &line); err != nil {
				t.Fatalf("want one line of JSON, got %q: %v", text, err)
			}
			delete(line, "ms")
			if diff := cmp.Diff(c.want, line); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	for _, word := range []string{"hunter2", "HUNTER2", secret} {
		if strings.Contains(s.log.String(), word) {
			t.Errorf("%q is in the log", word)
		}
	}
}

func TestMetrics(t *testing.T) {
	s := open(t, keyed)
	s.post(t, `{echo(text:"x")}`)
	s.post(t, `query `+secret[:7]+`{echo(text:"x")}`)
	s.post(t, `{fail(how:"notfound")}`)
	s.post(t, `{fail(how:"plain")}`)
	s.post(t, `{fail(how:"patience") b:fail(how:"notfound")}`)
	s.post(t, `{ecco}`)
	s.post(t, touch)
	s.post(t, touch, "Authorization", "Bearer "+secret)
	s.do(t, "EVIL", "/graphql", nil)
	want := map[string]float64{
		`capgraph_http_requests_total{code=200}`:                           8,
		`capgraph_http_requests_total{code=405}`:                           1,
		`capgraph_graphql_operations_total{kind=query,outcome=ok}`:         2,
		`capgraph_graphql_operations_total{kind=query,outcome=failed}`:     1,
		`capgraph_graphql_operations_total{kind=query,outcome=internal}`:   1,
		`capgraph_graphql_operations_total{kind=query,outcome=timeout}`:    1,
		`capgraph_graphql_operations_total{kind=none,outcome=refused}`:     1,
		`capgraph_graphql_operations_total{kind=mutation,outcome=refused}`: 1,
		`capgraph_graphql_operations_total{kind=mutation,outcome=ok}`:      1,
		`capgraph_http_request_duration_seconds{kind=mutation}`:            2,
		`capgraph_http_request_duration_seconds{kind=none}`:                2,
		`capgraph_http_request_duration_seconds{kind=query}`:               5,
		`capgraph_http_requests_in_flight{}`:                               0,
	}
	if diff := cmp.Diff(want, s.meters(t)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// meters reads every metric; of a histogram, how many it has seen.
func (s *site) meters(t *testing.T) map[string]float64 {
	t.Helper()
	families, err := s.meter.Gather()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]float64{}
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			var labels []string
			for _, label := range metric.GetLabel() {
				labels = append(labels, label.GetName()+"="+label.GetValue())
			}
			value := metric.GetCounter().GetValue() + metric.GetGauge().GetValue() + float64(metric.GetHistogram().GetSampleCount())
			values[fmt.Sprintf("%s{%s}", family.GetName(), strings.Join(labels, ","))] = value
		}
	}
	return values
}

// A panic outside of the resolvers is a 500 with an id, and a stack in the log.
func TestPanicOutsideOfResolvers(t *testing.T) {
	s := open(t)
	s.world.schema.Types["Node"] = nil // gqlgen's walk for the cost stumbles over it
	got := s.post(t, `{node{id}}`)
	expect(t, got, 500, "INTERNAL", false)
	if got.errors[0].Extensions["requestId"] != got.header.Get("X-Request-Id") {
		t.Errorf("got %s", got.body)
	}
	if found := leaks.FindString(got.body); found != "" {
		t.Errorf("%q reaches the client", found)
	}
	if log := s.log.String(); !strings.Contains(log, "stack") || !strings.Contains(log, `"status":500`) {
		t.Errorf("got log %s", log)
	}
}

// gqlgen panics over a condition that is null; the request still has an answer.
func TestConditionThatIsNull(t *testing.T) {
	s := open(t)
	body := v("$v:Boolean=true", `node{id @include(if:$v)} echo(text:"x")`, nil)
	if got := s.send(t, body); got.code() != "INTERNAL" || leaks.MatchString(got.body) {
		t.Errorf("got %d %s", got.status, got.body)
	}
}

func TestConfigWithoutExtras(t *testing.T) {
	handler := transport.New(transport.Config{Schema: newWorld()})
	r := httptest.NewRequest("POST", "/graphql", strings.NewReader(`{"query":"{boom}"}`))
	r.Header.Set("Content-Type", plain)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "INTERNAL") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	defer func() {
		if recover() == nil {
			t.Error("no schema and no panic")
		}
	}()
	transport.New(transport.Config{})
}

func TestIntrospectionCanBeSwitchedOff(t *testing.T) {
	off := open(t, func(c *transport.Config) { c.Introspection = false })
	for _, query := range []string{
		`{__schema{types{name}}}`, `{__type(name:"Node"){name}}`,
		`{...a} fragment a on Query{x:__schema{types{name}}}`,
	} {
		expect(t, off.post(t, query, "Accept", modern), 400, "FORBIDDEN", false)
	}
	for _, on := range []bool{true, false} {
		s := open(t, func(c *transport.Config) { c.Introspection = on })
		s.world.seen = func(ctx context.Context) {
			if got := graphql.GetOperationContext(ctx).DisableIntrospection; got == on {
				t.Errorf("introspection %t: resolvers are told %t", on, !got)
			}
		}
		expect(t, s.post(t, `{__typename echo(text:"x")}`), 200, "", true)
	}
}

// The question that GraphiQL asks first fits all limits.
func TestIntrospectionFitsTheLimits(t *testing.T) {
	got := open(t).post(t, introspection, "Accept", modern)
	expect(t, got, 200, "", true)
}

const introspection = `query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind }
	subscriptionType { name kind } types { ...FullType } directives { name description isRepeatable locations
	args(includeDeprecated: true) { ...InputValue } } } }
fragment FullType on __Type { kind name description specifiedByURL isOneOf fields(includeDeprecated: true) { name description
	args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
	inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
	enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
	ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }`

func TestLogIsOffByItself(t *testing.T) {
	var out bytes.Buffer
	s := open(t, func(c *transport.Config) { c.Log = zerolog.New(&out).Level(zerolog.InfoLevel) })
	s.post(t, `{echo(text:"x")}`)
	s.Close()
	if out.Len() > 0 {
		t.Errorf("a read is logged at info: %s", &out)
	}
}
