package transport_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"capgraph/web/transport"
)

func TestFailures(t *testing.T) {
	s := open(t)
	for how, want := range map[string]struct{ code, message, place string }{
		"invalid":     {"BAD_USER_INPUT", "a price needs a currency", "where.price.gte"},
		"notfound":    {"NOT_FOUND", "no company is called Mta", ""},
		"conflict":    {"CONFLICT", "the article is stored with other content", ""},
		"ambiguous":   {"AMBIGUOUS", strings.Repeat("é", 1999) + "…", ""},
		"limit":       {"LIMIT_EXCEEDED", "a page has at most 100", ""},
		"denied":      {"FORBIDDEN", "this is not yours", ""},
		"unavailable": {"UNAVAILABLE", "the store is not reachable", ""},
		"internal":    {"INTERNAL", "internal error", ""},
		"plain":       {"INTERNAL", "internal error", ""},
		"eof":         {"INTERNAL", "internal error", ""},
		"patience":    {"TIMEOUT", "the operation took too long and was stopped", ""},
	} {
		t.Run(how, func(t *testing.T) {
			got := s.post(t, `{fail(how:"`+how+`") echo(text:"x")}`, "Accept", modern)
			expect(t, got, 200, want.code, true)
			err := got.errors[0]
			place, _ := err.Extensions["place"].(string)
			if err.Message != want.message || place != want.place {
				t.Errorf("got %q at %q, want %q at %q", err.Message, place, want.message, want.place)
			}
			if len(err.Path) != 1 || err.Path[0] != "fail" || len(err.Locations) != 1 {
				t.Errorf("got path %v, locations %v", err.Path, err.Locations)
			}
			if !strings.Contains(got.body, `"echo":"x"`) {
				t.Error("the other field is gone")
			}
		})
	}
}

// leaks are words of drivers, of Go and of secrets.
var leaks = regexp.MustCompile(`(?i)neo4j|sqlite|select |dial tcp|10\.0\.0|goroutine|\.go:|\*errors|map\[|interface ?\{|float64|json\.|strconv|panic|hunter2|runtime|unexpected EOF|graph\.Error|gqlgen|\bmap\b|\bslice\b`)

func TestNothingInternalReachesClients(t *testing.T) {
	s := open(t)
	for name, c := range map[string]struct {
		body    map[string]any
		code    string
		inLog   string // what the log must say instead
		nothing bool   // the log has no error
	}{
		"a panic":                {q(`{boom}`), "INTERNAL", "hunter2", false},
		"a driver's error":       {q(`{fail(how:"plain")}`), "INTERNAL", "SyntaxError", false},
		"a defect of the domain": {q(`{fail(how:"internal")}`), "INTERNAL", "SELECT secret_column", false},
		"a store that is away":   {q(`{fail(how:"unavailable")}`), "UNAVAILABLE", "dial tcp", false},
		"null where none may be": {q(`{hollow}`), "INTERNAL", "non-null", false},
		"not found":              {q(`{fail(how:"notfound")}`), "NOT_FOUND", "", true},
		"an argument":            {q(`{day(on:{a:1})}`), "BAD_USER_INPUT", "", true},
		"a panic in an argument": {q(`{day(on:"panic")}`), "INTERNAL", "world_test.go", false},
		"an argument of ours":    {q(`{day(on:"half past")}`), "BAD_USER_INPUT", "", true},
		"object for text":        {v("$v:String!", "echo(text:$v)", map[string]any{"hunter2": 1}), "GRAPHQL_VALIDATION_FAILED", "", true},
		"list for a number":      {v("$v:Int", "node(first:$v){id}", []any{1.5}), "GRAPHQL_VALIDATION_FAILED", "", true},
		"number for an enum":     {v("$v:Colour", "pick(colour:$v)", true), "GRAPHQL_VALIDATION_FAILED", "", true},
		"text for an input":      {v("$v:[Note!]", "pick(notes:$v)", "hunter2"), "GRAPHQL_VALIDATION_FAILED", "", true},
		"a wrong member":         {v("$v:[Note!]", "pick(notes:$v)", []any{map[string]any{"text": true}}), "GRAPHQL_VALIDATION_FAILED", "", true},
		"huge number":            {v("$v:Int", "node(first:$v){id}", json.Number("99999999999999999999")), "GRAPHQL_VALIDATION_FAILED", "", true},
		"huge exponent":          {v("$v:Int", "node(first:$v){id}", json.Number("1e999999")), "GRAPHQL_VALIDATION_FAILED", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			before := len(s.log.String())
			got := s.send(t, c.body)
			if got.code() != c.code || len(got.errors) != 1 {
				t.Errorf("got %s", got.body)
			}
			if found := leaks.FindString(got.body); found != "" {
				t.Errorf("%q reaches the client: %s", found, got.body)
			}
			log := s.log.String()[before:]
			if strings.Contains(log, "operation failed") == c.nothing || !strings.Contains(log, c.inLog) {
				t.Errorf("got log %s", log)
			}
			if strings.Count(log, "operation failed") > 1 {
				t.Error("the error is logged twice")
			}
			id, _ := got.errors[0].Extensions["requestId"].(string)
			if !c.nothing && (id == "" || id != got.header.Get("X-Request-Id") || !strings.Contains(log, `"request":"`+id+`"`)) {
				t.Errorf("request id %q is not the one in header and log", id)
			}
		})
	}
}

// v is a query of one field with one variable.
func v(declaration, field string, value any) map[string]any {
	return map[string]any{"query": "query(" + declaration + "){" + field + "}", "variables": map[string]any{"v": value}}
}

func TestPanicIsLoggedWithItsStack(t *testing.T) {
	s := open(t)
	s.post(t, `{boom}`)
	if log := s.log.String(); !strings.Contains(log, "world_test.go") || !strings.Contains(log, `"level":"error"`) {
		t.Errorf("got log %s", log)
	}
}

// One request fills neither an answer nor the log with its errors.
func TestManyErrors(t *testing.T) {
	s := open(t, func(c *transport.Config) { c.MaxRootFields, c.MaxAliases = 100, 100 })
	for name, query := range map[string]string{
		"while running":  `{` + numbered(50, `a%d:fail(how:"plain") `) + `}`,
		"before running": `{node{` + numbered(50, "unknown%d ") + `}}`,
	} {
		t.Run(name, func(t *testing.T) {
			got := s.post(t, query)
			if len(got.errors) != 20 {
				t.Errorf("got %d errors, want 20", len(got.errors))
			}
			if !strings.Contains(got.body, `"omittedErrors":30`) {
				t.Errorf("the rest is not counted: %s", got.keys["extensions"])
			}
		})
	}
	if lines := strings.Count(s.log.String(), "operation failed"); lines != 20 {
		t.Errorf("got %d errors in the log, want 20", lines)
	}
}

func TestSuggestionsStay(t *testing.T) {
	got := open(t).post(t, `{ecko(text:"x")}`)
	if want := `Did you mean "echo"?`; !strings.Contains(got.errors[0].Message, want) {
		t.Errorf("got %q, want it to contain %q", got.errors[0].Message, want)
	}
}
