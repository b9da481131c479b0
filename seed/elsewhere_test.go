package seed

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"capgraph/graph"
)

// keyed is a note about companies that a register knows by keys.
func keyed(id string, lines ...string) string {
	return "capgraph: 1\narticle: {id: " + id + ", title: A register, type: filing, retrieved: 2026-01-01}\nentities:\n  company:\n    " + strings.Join(lines, "\n    ") +
		"\nfacts:\n- company: {is: a, country: FR}\n  at: row 7\n- company: {is: b, country: DE}\n  at: record Key/9\n"
}

func TestKeysOfASourceTellNamesakesApart(t *testing.T) {
	store := world(t)
	load(t, store, note("known", "  company: {d: {name: Delta, identifiers: \"lei:5493001KJTIIGC8Y1R12\"}}\n", "- company: {is: d, industry: mining}\n"))
	load(t, store, keyed("register", `a: {name: Delta, id if new: company:reg.a, identifiers: ["lei:5493001KJTIIGC8Y1R12", "registry:ZZ-REG:A"]}`, `b: {name: Delta, id if new: company:reg.b, identifiers: "registry:ZZ-REG:B"}`))
	for id, want := range map[graph.ID]string{"company:delta": "FR", "company:reg.b": "DE"} {
		found := record(t, store, id)
		if found == nil || found.Held["country"][0].Value.Text() != want {
			t.Errorf("%s: got %v, want country %s", id, found, want)
		}
	}
	if found := record(t, store, "company:reg.a"); found != nil {
		t.Errorf("got %v, want the company that the LEI stands for", found)
	}
	// Another file of the source knows the first company by its key alone.
	load(t, store, keyed("later", `a: {name: Delta Group, id if new: company:reg.a, identifiers: "registry:ZZ-REG:A"}`, `b: {name: Delta, id if new: company:reg.b, identifiers: "registry:ZZ-REG:B"}`))
	if names := record(t, store, "company:delta").Held["name"]; len(names) != 2 {
		t.Errorf("got names %v, want both", names)
	}
}

func TestTwoKeysMayBeOneCompany(t *testing.T) {
	store := world(t)
	load(t, store, note("known", "  company: {d: {name: Delta, identifiers: [\"registry:ZZ-REG:A\", \"registry:ZZ-REG:B\"]}}\n", "- company: {is: d, industry: mining}\n"))
	load(t, store, keyed("register", `a: {name: Delta One, id if new: company:reg.a, identifiers: "registry:ZZ-REG:A"}`, `b: {name: Delta Two, id if new: company:reg.b, identifiers: "registry:ZZ-REG:B"}`))
	if got := record(t, store, "company:delta"); len(got.Held["name"]) != 3 {
		t.Errorf("got %v, want three names", got.Held["name"])
	}
}

func TestPlacesInTablesAndRegisters(t *testing.T) {
	facts := mustDecodeText(t, "note.yaml", keyed("register", `a: {name: A1, id if new: company:reg.a}`, `b: {name: B1, id if new: company:reg.b}`))
	if got := facts.facts[0].places[0] + ", " + facts.facts[1].places[0]; got != "row 7, record Key/9" {
		t.Errorf("got %s", got)
	}
	for _, bad := range []string{"row 0", "row", "record", "record a b c d e f", "row seven"} {
		text := strings.Replace(keyed("register", `a: {name: A1}`, `b: {name: B1}`), "row 7", bad, 1)
		if problems := Check("note.yaml", []byte(text)); problems == nil && bad != "record a b c d e f" {
			t.Errorf("%q: got no problem", bad)
		}
	}
}

func TestWhatIsHeldAlreadyIsSkipped(t *testing.T) {
	store, ctx := world(t), context.Background()
	text := note("deal", metaScale, deal)
	facts := mustDecodeText(t, "note.yaml", text)
	other := mustDecodeText(t, "note.yaml", strings.Replace(text, "49 %", "48 %", 1))
	loaded := func() string {
		t.Helper()
		loaded, err := LoadAll(ctx, store, "test", []*Facts{facts, other}, true)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(loaded[0].Skipped, loaded[1].Skipped)
	}
	if got := loaded(); got != "false false" {
		t.Errorf("got %s before, want nothing skipped", got)
	}
	load(t, store, text)
	if got := loaded(); got != "true false" {
		t.Errorf("got %s, want the same facts skipped and others not", got)
	}
	if _, err := Withdraw(ctx, store, "test", "deal", false); err != nil {
		t.Fatal(err)
	}
	if got := loaded(); got != "false false" {
		t.Errorf("got %s after a withdrawal, want nothing skipped", got)
	}
}
