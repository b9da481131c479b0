package dataset

import (
	"strings"
	"testing"

	"capgraph/graph"
)

func testSet(t testing.TB) *Set {
	t.Helper()
	set, err := New(Origin{ID: "test-set", Title: "A set", Keys: "ZZ-TEST", Retrieved: "2026-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestKeysBecomeIdentifiers(t *testing.T) {
	set := testSet(t)
	for key, want := range map[string]string{
		"/organization/meta": "registry:ZZ-TEST:ORGANIZATION/META", "c:123": "registry:ZZ-TEST:C.123", "00000000-aaaa": "registry:ZZ-TEST:00000000-AAAA",
	} {
		if got := set.Key(key); got != want {
			t.Errorf("%q: got %s, want %s", key, got, want)
		}
	}
	if got, want := set.NewID("company", "/organization/meta"), graph.ID("company:zz-test.organization_meta"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzKey(f *testing.F) {
	for _, key := range []string{"", "a", "NK-2bq8Rz", "c:1", "c.1", "c/1", "/c/1", "/c", "ſ", "é", strings.Repeat("x", 500)} {
		f.Add(key, "a")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		set := testSet(t)
		identifier := set.Key(a)
		if _, err := graph.ParseIdentifier(identifier); err != nil {
			t.Fatal(err)
		}
		if kind, _, ok := graph.ParseID(string(set.NewID("company", a))); !ok || kind != "company" {
			t.Fatalf("%q is no id", set.NewID("company", a))
		}
		if same := strings.EqualFold(a, b); !same && (identifier == set.Key(b) || set.NewID("company", a) == set.NewID("company", b)) {
			t.Fatalf("%q and %q are both %s", a, b, identifier)
		}
	})
}
