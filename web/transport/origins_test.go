package transport_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"capgraph/web/transport"
)

func TestParseOrigins(t *testing.T) {
	got, err := transport.ParseOrigins(" https://One.example , http://localhost:3000")
	if diff := cmp.Diff([]string{"https://one.example", "http://localhost:3000"}, got); diff != "" || err != nil {
		t.Errorf("%v, -want +got\n%s", err, diff)
	}
	if got, err := transport.ParseOrigins(" "); got != nil || err != nil {
		t.Errorf("blank: got %v, %v", got, err)
	}
	for _, text := range []string{
		"*", "null", "one.example", "https://", "https://one.example/", "https://one.example/path",
		"https://*.example", "ftp://one.example", "https://me@one.example", "https://one.example,", "https://one.example?a",
	} {
		if got, err := transport.ParseOrigins(text); err == nil {
			t.Errorf("%q: got %v, want an error", text, got)
		}
	}
}

func TestOrigins(t *testing.T) {
	s := open(t, keyed, func(c *transport.Config) {
		c.CORSOrigins = []string{"https://one.example", "*", "https://*.two.example"}
	})
	for origin, allowed := range map[string]bool{
		"https://one.example":              true,
		"http://one.example":               false,
		"https://one.example.evil.example": false,
		"https://evil.example":             false,
		"https://a.two.example":            false,
		"null":                             false,
	} {
		t.Run(origin, func(t *testing.T) {
			asked := s.do(t, http.MethodOptions, "/graphql", nil, "Origin", origin,
				"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type")
			got := s.post(t, `{echo(text:"x")}`, "Origin", origin)
			wrong := s.post(t, `{echo(text:"x")}`, "Origin", origin, "Authorization", "Bearer wrong")
			want := ""
			if allowed {
				want = origin
			}
			for _, r := range []reply{asked, got, wrong} {
				if allow := r.header.Get("Access-Control-Allow-Origin"); allow != want {
					t.Errorf("got allowed origin %q, want %q", allow, want)
				}
				if r.header.Get("Access-Control-Allow-Credentials") != "" {
					t.Error("cookies are allowed")
				}
			}
			if headers := asked.header.Get("Access-Control-Allow-Headers"); allowed != strings.Contains(headers, "authorization") {
				t.Errorf("got allowed headers %q", headers)
			}
			if exposed := got.header.Get("Access-Control-Expose-Headers"); allowed != strings.EqualFold(exposed, "X-Request-Id") {
				t.Errorf("got exposed headers %q", exposed)
			}
		})
	}
	other := s.do(t, http.MethodOptions, "/graphql", nil, "Origin", "https://one.example",
		"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "x-other")
	if other.header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("another header is allowed")
	}
}

func TestWithoutOriginsNoOtherSiteIsAnswered(t *testing.T) {
	s := open(t)
	asked := s.do(t, http.MethodOptions, "/graphql", nil, "Origin", "https://one.example", "Access-Control-Request-Method", "POST")
	expect(t, asked, http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", false)
	got := s.post(t, `{echo(text:"x")}`, "Origin", "https://one.example")
	for name := range got.header {
		if strings.HasPrefix(name, "Access-Control") {
			t.Errorf("got header %s", name)
		}
	}
}
