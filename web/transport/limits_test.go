package transport_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"capgraph/web/transport"
)

// Each limit is met twice: the smallest document that exceeds it is refused, and
// the same document passes once that limit alone is raised. The first half
// fails without the limit, the second shows that no other limit did the work.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name  string
		limit func(*transport.Config) *int
		least int // that lets the query through
		query string
	}{
		{"tokens", func(c *transport.Config) *int { return &c.MaxTokens }, 10, `{echo(text:"x") __typename # one comment` + "\n}"},
		{"depth", func(c *transport.Config) *int { return &c.MaxDepth }, 4, `{node{node{node{id}}}}`},
		{"depth behind fragments", func(c *transport.Config) *int { return &c.MaxDepth }, 4,
			`{node{...a}} fragment a on Node{node{...b}} fragment b on Node{...on Node{node{id}}}`},
		{"aliases", func(c *transport.Config) *int { return &c.MaxAliases }, 3, `{a:__typename b:__typename node{c:id}}`},
		{"aliases behind fragments", func(c *transport.Config) *int { return &c.MaxAliases }, 4,
			`{node{...a node{...a}}} fragment a on Node{x:id y:id}`},
		{"repeated fields", func(c *transport.Config) *int { return &c.MaxAliases }, 3, `{node{id id id id}}`},
		{"root fields", func(c *transport.Config) *int { return &c.MaxRootFields }, 4, `{__typename node{id id} ...a ...on Query{slow @skip(if:true)}} fragment a on Query{echo(text:"x")}`},
		{"directives", func(c *transport.Config) *int { return &c.MaxDirectives }, 6,
			`query @mark{node{id @mark @mark ...a @mark ...on Node @mark{id}}} fragment a on Node @mark{id}`},
		{"skipped directives", func(c *transport.Config) *int { return &c.MaxDirectives }, 2, `{node @skip(if:true){id @include(if:false)} __typename}`},
		{"fields behind fragments", func(c *transport.Config) *int { return &c.MaxFields }, 12,
			`{node{...a}} fragment a on Node{id node{...b} ...c} fragment b on Node{id node{id ...c}} fragment c on Node{id node{id}}`},
		{"cost of pages", func(c *transport.Config) *int { return &c.MaxComplexity }, 1 + 10*(1+10*1), `{node(first:10){node(first:10){id}}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			with := func(limit int) reply {
				s := open(t, func(config *transport.Config) { *c.limit(config) = limit })
				got := s.post(t, c.query, "Accept", modern)
				if limit < c.least && s.world.ran.Load() > 0 {
					t.Error("a resolver ran")
				}
				return got
			}
			expect(t, with(c.least-1), 400, "LIMIT_EXCEEDED", false)
			expect(t, with(c.least), 200, "", true)
		})
	}
}

func TestDefaultLimits(t *testing.T) {
	s := open(t)
	many := func(n int, part string) string { return strings.Repeat(part, n) }
	nest := func(n int) string { return many(n-1, "{node") + "{id" + many(n, "}") }
	for name, c := range map[string]struct{ pass, fail string }{
		"tokens":      {`{echo(text:"x") ` + many(2992, "#\n") + `}`, `{echo(text:"x") ` + many(2993, "#\n") + `}`},
		"depth":       {nest(15), nest(16)},
		"aliases":     {`{node{` + numbered(30, "a%d:id ") + `}}`, `{node{` + numbered(31, "a%d:id ") + `}}`},
		"root fields": {`{` + numbered(20, "a%d:__typename ") + `}`, `{` + numbered(21, "a%d:__typename ") + `}`},
		"directives":  {`{node{id ` + many(50, "@mark ") + `}}`, `{node{id ` + many(51, "@mark ") + `}}`},
		"cost":        {`{node(first:100){node(first:99){id}}}`, `{node(first:100){node(first:100){node(first:2){id}}}}`},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, s.post(t, c.pass, "Accept", modern), 200, "", true)
			expect(t, s.post(t, c.fail, "Accept", modern), 400, "LIMIT_EXCEEDED", false)
			expect(t, s.post(t, c.fail, "Accept", plain), 200, "LIMIT_EXCEEDED", false)
			if name != "cost" { // which belongs to the operation that is asked for
				expect(t, s.post(t, "query other{boom} query it"+c.fail, "Accept", modern), 400, "LIMIT_EXCEEDED", false)
			}
		})
	}
}

func numbered(n int, format string) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, format, i)
	}
	return out.String()
}

func TestCostIsReported(t *testing.T) {
	s := open(t, func(c *transport.Config) { c.MaxComplexity = 100 })
	for query, want := range map[string]string{
		`{node(first:7){id}}`:          `{"used":8,"limit":100}`,
		`{node(first:7){id} boom}`:     `{"used":9,"limit":100}`,
		`{node(first:100){id}}`:        `{"used":101,"limit":100}`,
		`{node(first:2147483647){id}}`: `{"used":2147483648,"limit":100}`,
		`mutation{touch(note:"x")}`:    `{"used":1,"limit":100}`,
	} {
		got := s.post(t, query)
		if cost := string(got.keys["extensions"]); cost != `{"cost":`+want+`}` {
			t.Errorf("%s: got %s, want cost %s", query, cost, want)
		}
	}
}

// early are attacks on validation itself, which must not get that far.
var early = []string{
	"20k typenames", "2900 typenames", "2900 in a fragment", "a name of 900 kB", "a fragment bomb", "a wide bomb",
	"a schema bomb", "deep fields", "1400 directives", "900 aliases",
}

// Every attack is answered with a code, in little time and few bytes. The slowest
// takes 60 ms; the bound leaves room for the race detector on a busy machine, and
// is still far below what they take without the limits: 17 s, or for ever.
func TestFloods(t *testing.T) {
	s := open(t)
	for name, query := range map[string]string{
		"20k typenames":         `{` + strings.Repeat("__typename ", 20_000) + `}`,
		"2900 typenames":        `{node{` + strings.Repeat("__typename ", 2900) + `}}`,
		"2900 in a fragment":    `{boom} fragment unused on Node{` + strings.Repeat("id ", 2900) + `}`,
		"10k aliases":           `{` + numbered(10_000, "a%d:boom ") + `}`,
		"900 aliases":           `{` + numbered(900, "a%d:boom ") + `}`,
		"10k directives":        `{boom ` + strings.Repeat("@a ", 10_000) + `}`,
		"1400 directives":       `{boom ` + strings.Repeat("@a ", 1400) + `}`,
		"deep fields":           strings.Repeat("{node", 900) + "{id" + strings.Repeat("}", 901),
		"deeper fields":         strings.Repeat("{node", 100_000),
		"deep lists":            `{pick(notes:` + strings.Repeat("[", 2000),
		"deep inline fragments": `{node` + strings.Repeat("{...on Node", 700) + "{id}" + strings.Repeat("}", 701),
		"unknown fields":        `{node{` + numbered(2900, strings.Repeat("x", 120)+"%d ") + `}}`,
		"unknown types":         `{node{` + numbered(480, "...on "+strings.Repeat("x", 120)+"%d{id} ") + `}}`,
		"unknown enum values":   `{` + numbered(15, "a%d:pick(colour:"+strings.Repeat("X", 120)+") ") + `}`,
		"a name of 900 kB":      `{` + strings.Repeat("x", 900_000) + `}`,
		"a fragment bomb":       bombs(200, "...f%d ...f%d"),
		"a wide bomb":           bombs(60, "a:node{...f%d} b:node{...f%d}"),
		"a schema bomb":         strings.Replace(strings.Replace(bombs(200, "...f%d ...f%d"), "{node{...f0}}", "{__schema{types{...f0}}}", 1), "on Node", "on __Type", -1),
		"a fragment cycle":      `{node{...a}} fragment a on Node{node{...b}} fragment b on Node{node{...a}}`,
		"cycles everywhere":     `{node{...f0}}` + numbered(250, "fragment f%[1]d on Node{node{...f0 ...f%[1]d}} "),
		"many fragments":        `{node{` + numbered(300, "...f%d ") + `}} ` + numbered(300, "fragment f%d on Node{id ecco} "),
		"many operations":       numbered(350, "query q%d{node{id}} "),
		"900 kB of comment":     `{ecco} #` + strings.Repeat("x", 900_000),
		"900 kB of text":        `{echo(text:"` + strings.Repeat("x", 900_000) + `",a:1)}`,
		"900 kB of commas":      strings.Repeat(",", 900_000) + `{boom`,
		"introspection cycle":   `{__schema{types{fields{type{fields{type{fields{type{fields{name}}}}}}}}}}`,
		"huge page":             `{node(first:2147483647){node(first:2147483647){node(first:2147483647){id}}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			got := s.post(t, query, "Accept", modern)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
			if len(got.body) > 16<<10 || len(got.errors) > 20 {
				t.Errorf("%d errors in %d bytes", len(got.errors), len(got.body))
			}
			expect(t, got, 400, got.code(), false)
			if slices.Contains(early, name) && got.code() != "LIMIT_EXCEEDED" {
				t.Errorf("got %q, want it refused before validation", got.code())
			}
			for _, err := range got.errors {
				if n := len([]rune(err.Message)); n > 300 {
					t.Errorf("a message of %d characters", n)
				}
			}
		})
	}
}

// bombs chains fragments that each hold the next twice.
func bombs(n int, body string) string {
	var out strings.Builder
	out.WriteString(`{node{...f0}}`)
	for i := range n {
		fmt.Fprintf(&out, " fragment f%d on Node{%s}", i, fmt.Sprintf(body, i+1, i+1))
	}
	fmt.Fprintf(&out, " fragment f%d on Node{id}", n)
	return out.String()
}
