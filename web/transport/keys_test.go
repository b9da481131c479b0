package transport_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"capgraph/web/transport"
)

const touch = `mutation{touch(note:"x")}`

func TestParseKeys(t *testing.T) {
	long := strings.Repeat("s", 16)
	for text, want := range map[string]string{
		"":          "",
		"  ":        "",
		"a:" + long: "a",
		" b:" + long + " , a:" + long[1:] + "t:u": "a, b",
	} {
		keys, err := transport.ParseKeys(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if diff := cmp.Diff(want, fmt.Sprintf("%v", keys)); diff != "" {
			t.Errorf("%q: -want +got\n%s", text, diff)
		}
		if keys.Open() != (want == "") {
			t.Errorf("%q: Open is %t", text, keys.Open())
		}
	}
}

func TestParseKeysNamesThePositionOnly(t *testing.T) {
	good := "fine:0123456789abcdef"
	for name, text := range map[string]string{
		"no colon":         good + ",hunter2hunter2hunter2",
		"short":            good + ",name:hunter2",
		"blank":            good + ",",
		"no name":          good + ",:hunter2hunter2hunter2",
		"a name of spaces": good + ",my hunter2:hunter2hunter2hunter2",
		"reserved name":    good + ",anonymous:hunter2hunter2hunter2",
		"same name":        good + ",fine:hunter2hunter2hunter2",
		"same secret":      good + ",other:0123456789abcdef",
		"a space":          good + ",name:hunter2 hunter2 hunter2",
		"not ASCII":        good + ",name:hunter2hunter2hunter2é",
		"control":          good + ",name:hunter2hunter2\nhunter2",
	} {
		keys, err := transport.ParseKeys(text)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		if !strings.HasPrefix(err.Error(), "API key 2: ") {
			t.Errorf("%s: got %q, want the position", name, err)
		}
		if strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "0123456789") {
			t.Errorf("%s: the secret is repeated: %q", name, err)
		}
		if !keys.Open() {
			t.Errorf("%s: some keys were kept", name)
		}
	}
}

func TestWhoMayWrite(t *testing.T) {
	s := open(t, keyed)
	actor, may := "", false
	s.world.seen = func(ctx context.Context) { actor, may = transport.Actor(ctx), transport.MayWrite(ctx) }
	for _, c := range []struct {
		name, query, header string
		status              int
		code                string
		data                bool
		actor               string
	}{
		{"a query, no key", `{echo(text:"x")}`, "", 200, "", true, "anonymous"},
		{"a query, a key", `{echo(text:"x")}`, "Bearer " + secret, 200, "", true, "editor"},
		{"a mutation, a key", touch, "Bearer " + secret, 200, "", true, "editor"},
		{"scheme in lower case", touch, "bearer  " + secret, 200, "", true, "editor"},
		{"the second key", touch, "Bearer another-secret-of-some-length", 200, "", true, "second"},
		{"a mutation, no key", touch, "", 401, "UNAUTHENTICATED", false, ""},
		{"a named mutation among queries", `query a{boom} mutation b{touch(note:"x")}`, "", 401, "UNAUTHENTICATED", false, ""},
		{"a query, a wrong key", `{echo(text:"x")}`, "Bearer wrong-wrong-wrong-wrong", 401, "UNAUTHENTICATED", false, ""},
		{"a mutation, a wrong key", touch, "Bearer wrong-wrong-wrong-wrong", 401, "UNAUTHENTICATED", false, ""},
		{"half a key", touch, "Bearer " + secret[:10], 401, "UNAUTHENTICATED", false, ""},
		{"a key and more", touch, "Bearer " + secret + "x", 401, "UNAUTHENTICATED", false, ""},
		{"the name", touch, "Bearer editor", 401, "UNAUTHENTICATED", false, ""},
		{"the pair", touch, "Bearer editor:" + secret, 401, "UNAUTHENTICATED", false, ""},
		{"no scheme", touch, secret, 401, "UNAUTHENTICATED", false, ""},
		{"another scheme", touch, "Basic " + secret, 401, "UNAUTHENTICATED", false, ""},
		{"nothing after the scheme", touch, "Bearer", 401, "UNAUTHENTICATED", false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := s.world.ran.Load()
			body := map[string]any{"query": c.query}
			if strings.Contains(c.query, "query a") {
				body["operationName"] = "b"
			}
			headers := []string{"Accept", modern}
			if c.header != "" {
				headers = append(headers, "Authorization", c.header)
			}
			got := s.send(t, body, headers...)
			expect(t, got, c.status, c.code, c.data)
			switch {
			case c.status == 401 && s.world.ran.Load() != before:
				t.Error("a resolver ran")
			case c.status == 401 && got.header.Get("WWW-Authenticate") == "":
				t.Error("no WWW-Authenticate")
			case c.status == 200 && (actor != c.actor || may != (c.actor != "anonymous")):
				t.Errorf("got actor %q, may write %t", actor, may)
			}
		})
	}
	if strings.Contains(s.log.String(), secret) || strings.Contains(s.log.String(), "wrong-wrong") {
		t.Error("a key is in the log")
	}
}

// Nothing in the answer tells a wrong key from one that cannot be a key.
func TestAllWrongKeysLookTheSame(t *testing.T) {
	s := open(t, keyed)
	want := s.post(t, touch, "Authorization", "Bearer wrong-wrong-wrong-wrong")
	for _, headers := range [][]string{
		{"Authorization", ""},
		{"Authorization", "Basic eDp5"},
		{"Authorization", "Bearer "},
		{"Authorization", strings.Repeat("x", 20_000)},
		{"Authorization", "Bearer " + secret, "Authorization", "Bearer " + secret},
	} {
		if got := s.post(t, touch, headers...); got.body != want.body || got.status != want.status {
			t.Errorf("%.50q: got %d %s, want %d %s", headers, got.status, got.body, want.status, want.body)
		}
	}
}

func TestMutationWithoutKeyByOlderClients(t *testing.T) {
	s := open(t, keyed)
	expect(t, s.post(t, touch, "Accept", plain), 200, "UNAUTHENTICATED", false)
	if s.world.ran.Load() != 0 {
		t.Error("the mutation ran")
	}
}

func TestWithoutKeysEverybodyWrites(t *testing.T) {
	s := open(t)
	var actor string
	s.world.seen = func(ctx context.Context) { actor = transport.Actor(ctx) }
	for _, headers := range [][]string{nil, {"Authorization", "Bearer whatever"}} {
		expect(t, s.post(t, touch, headers...), 200, "", true)
		if actor != "local" {
			t.Errorf("got actor %q, want local", actor)
		}
	}
}

func TestOutsideOfARequest(t *testing.T) {
	if transport.Actor(t.Context()) != "anonymous" || transport.MayWrite(t.Context()) || transport.RequestID(t.Context()) != "" {
		t.Error("a context without a request has somebody in it")
	}
}

// A denial by the domain is about the key of who has none, and final for who has.
func TestDeniedByTheDomain(t *testing.T) {
	s := open(t, keyed)
	expect(t, s.post(t, `{fail(how:"denied")}`), 200, "UNAUTHENTICATED", true)
	expect(t, s.post(t, `{fail(how:"denied")}`, "Authorization", "Bearer "+secret), 200, "FORBIDDEN", true)
}
