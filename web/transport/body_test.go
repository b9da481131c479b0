package transport_test

import (
	"net/http"
	"strings"
	"testing"

	"capgraph/web/transport"
)

func TestMalformedBodiesAreRefusedAndNotRepeated(t *testing.T) {
	s := open(t)
	for name, body := range map[string]string{
		"empty":                  ``,
		"only space":             `   `,
		"not JSON":               `hunter2 {"query":"{boom}"}`,
		"cut off":                `{"query":"{boom}", "variables":{"a":"hunter2`,
		"cut off after a key":    `{"query"`,
		"going on":               `{"query":"{boom}"} hunter2`,
		"two values":             `{"query":"{boom}"}{"query":"hunter2"}`,
		"a batch":                `[{"query":"{boom}"},{"query":"{boom}"}]`,
		"a string":               `"hunter2"`,
		"null":                   `null`,
		"an unknown key":         `{"query":"{boom}","hunter2":1}`,
		"an id to a stored one":  `{"id":"hunter2","query":"{boom}"}`,
		"other letter case":      `{"Query":"{boom}"}`,
		"a key twice":            `{"query":"{boom}","query":"{boom}"}`,
		"no query":               `{"variables":{}}`,
		"an empty query":         `{"query":""}`,
		"a null query":           `{"query":null}`,
		"a query of numbers":     `{"query":123}`,
		"a name of numbers":      `{"query":"{boom}","operationName":1}`,
		"variables in a list":    `{"query":"{boom}","variables":["hunter2"]}`,
		"variables in a string":  `{"query":"{boom}","variables":"{\"hunter2\":1}"}`,
		"extensions in a string": `{"query":"{boom}","extensions":"hunter2"}`,
		"a control character":    "{\"query\":\"{bo\x00om}\"}",
		"nested without end":     `{"query":"{boom}","variables":{"a":` + strings.Repeat("[", 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			for _, media := range []string{modern, plain} {
				got := s.do(t, "POST", "/graphql", strings.NewReader(body), "Content-Type", plain, "Accept", media)
				expect(t, got, http.StatusBadRequest, "BAD_REQUEST", false)
				if strings.Contains(got.body+s.log.String(), "hunter2") || len(got.body) > 300 {
					t.Errorf("the input is repeated: %s", got.body)
				}
			}
		})
	}
	if s.world.ran.Load() > 0 {
		t.Error("a resolver ran")
	}
}

// A page of another site can send these types without asking the server first.
func TestOnlyJSONRuns(t *testing.T) {
	s := open(t)
	forms := map[string]string{
		"text/plain":                               `{"query":"mutation{touch(note:\"x\")}"}`,
		"application/x-www-form-urlencoded":        `query=mutation{touch(note:"x")}`,
		"multipart/form-data; boundary=b":          "--b\r\nContent-Disposition: form-data; name=operations\r\n\r\n{\"query\":\"mutation{touch(note:\\\"x\\\")}\"}\r\n--b\r\nContent-Disposition: form-data; name=map\r\n\r\n{}\r\n--b--\r\n",
		"multipart/mixed; boundary=b":              `{"query":"mutation{touch(note:\"x\")}"}`,
		"application/graphql":                      `mutation{touch(note:"x")}`,
		"application/json; charset=utf-16":         `{"query":"mutation{touch(note:\"x\")}"}`,
		"application/json, text/plain":             `{"query":"mutation{touch(note:\"x\")}"}`,
		"text/json":                                `{"query":"mutation{touch(note:\"x\")}"}`,
		"":                                         `{"query":"mutation{touch(note:\"x\")}"}`,
		"nonsense":                                 `{"query":"mutation{touch(note:\"x\")}"}`,
		"application/json-patch+json":              `{"query":"mutation{touch(note:\"x\")}"}`,
		"text/plain; application/json":             `{"query":"mutation{touch(note:\"x\")}"}`,
		"application/vnd.api+json":                 `{"query":"mutation{touch(note:\"x\")}"}`,
		"application/graphql-response+json":        `{"query":"mutation{touch(note:\"x\")}"}`,
		"application/json; charset=utf-8; a=b; a=": `{"query":"mutation{touch(note:\"x\")}"}`,
	}
	for kind, body := range forms {
		t.Run(kind, func(t *testing.T) {
			got := s.do(t, "POST", "/graphql?query=mutation{touch}", strings.NewReader(body), "Content-Type", kind)
			expect(t, got, http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", false)
		})
	}
	packed := s.do(t, "POST", "/graphql", strings.NewReader("x"), "Content-Type", plain, "Content-Encoding", "gzip")
	expect(t, packed, http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", false)
	if s.world.touched.Load() > 0 {
		t.Error("a mutation ran")
	}
	for _, kind := range []string{"application/json", "Application/JSON;charset=UTF-8"} {
		got := s.do(t, "POST", "/graphql", strings.NewReader(`{"query":"mutation{touch(note:\"x\")}"}`), "Content-Type", kind)
		expect(t, got, 200, "", true)
	}
}

func TestBodyLimits(t *testing.T) {
	s := open(t, keyed, func(c *transport.Config) { c.MaxBody, c.MaxUpload = 1000, 3000 })
	padded := func(size int) string {
		head := `{"query":"{echo(text:\"x\")}","variables":{"a":"`
		return head + strings.Repeat("x", size-len(head)-3) + `"}}`
	}
	for _, c := range []struct {
		name   string
		size   int
		key    bool
		status int
	}{
		{"anonymous, just so", 1000, false, 200},
		{"anonymous, one more", 1001, false, 413},
		{"with a key, more", 1001, true, 200},
		{"with a key, just so", 3000, true, 200},
		{"with a key, one more", 3001, true, 413},
		{"anonymous, far too much", 5 << 20, false, 413},
	} {
		t.Run(c.name, func(t *testing.T) {
			headers := []string{"Content-Type", plain}
			if c.key {
				headers = append(headers, "Authorization", "Bearer "+secret)
			}
			got := s.do(t, "POST", "/graphql", strings.NewReader(padded(c.size)), headers...)
			if c.status == 413 {
				expect(t, got, 413, "LIMIT_EXCEEDED", false)
			} else {
				expect(t, got, 200, "", true)
			}
		})
	}
}

// An article of fifty megabytes goes through for whoever may write.
func TestLargeUpload(t *testing.T) {
	s := open(t, keyed)
	note := strings.Repeat(`a fact of \"some\" kind\n`, 50_000_000/22)
	body := `{"query":"mutation($n:String!){touch(note:$n)}","variables":{"n":"` + note + `"}}`
	got := s.do(t, "POST", "/graphql", strings.NewReader(body), "Content-Type", plain, "Authorization", "Bearer "+secret)
	expect(t, got, 200, "", true)
	few := strings.NewReader(body[:2<<20])
	expect(t, s.do(t, "POST", "/graphql", few, "Content-Type", plain), 413, "LIMIT_EXCEEDED", false)
}
