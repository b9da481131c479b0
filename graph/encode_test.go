package graph_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"capgraph/graph"
	. "capgraph/graph/graphtest"
)

// samples are values of each type, as fact files have them.
var samples = map[*graph.Type][]string{
	graph.ProseType:      {"a", "Énergie <b> & \"quotes\"", "字\u2028𠮷", "{}"},
	graph.URLType:        {"https://example.org/a?b=1&c=2"},
	graph.CountryType:    {"US", "FR"},
	graph.FlagType:       {"yes", "no"},
	graph.NameType:       {"Meta", "ａｃｍｅ", "ÅNGSTRÖM"},
	graph.IdentifierType: {"wikidata:Q380", "domain:meta.com"},
	graph.PlaceType:      {"FR", "Menlo Park, California, US"},
	graph.DateType:       {"2025", "2025-06~", "../2026", "after 2025", "2025-04-01/2025-04-10"},
	graph.MoneyType:      {"14.30 bn EUR", "> 14 bn USD", "hundreds of bn EUR", "undisclosed", "0 EUR", "about 3 m EUR"},
	graph.ShareType:      {"49 %", "minority", "10..<20 %", "unknown", "33.3333333 %"},
	graph.HeadCountType:  {"several people", "3 people", "none"},
	graph.CapacityType:   {"5 GW planned", "+150 MW building IT load as of 2025", "undisclosed"},
}

func sample(t *rapid.T, field *graph.Field) string {
	switch {
	case field.Type == graph.RefType:
		return rapid.SampledFrom([]string{string(field.Kinds[0]) + ":x", "unknown", "undisclosed"}).Draw(t, field.Name)
	case field.Type == graph.StepType:
		value := rapid.SampledFrom(field.Enum.Values).Draw(t, field.Name)
		return string(value.Token) + rapid.SampledFrom([]string{"", " 2025-06", " ../2026"}).Draw(t, field.Name)
	case field.Enum != nil:
		return string(rapid.SampledFrom(field.Enum.Values).Draw(t, field.Name).Token)
	}
	if texts := samples[field.Type]; len(texts) > 0 {
		return rapid.SampledFrom(texts).Draw(t, field.Name)
	}
	return "token"
}

// randomRecord holds some values of each field of some kind; a claim claims
// them of another record.
func randomRecord(t *rapid.T) *graph.Record {
	spec := rapid.SampledFrom(graph.Specs()).Draw(t, "kind")
	r := &graph.Record{ID: graph.ID(string(spec.Kind) + ":x"), Kind: spec.Kind, Held: randomHeld(t, spec)}
	if rapid.Bool().Draw(t, "contested") {
		r.Contested = []string{"name", "share"}
	}
	if spec.Kind == "claim" {
		about := rapid.SampledFrom(graph.Specs()).Draw(t, "about")
		r.Held["about"] = []graph.Held{{Value: graph.Ref{ID: string(about.Kind) + ":x"}}}
		r.Claimed = randomHeld(t, about)
		delete(r.Held, "mention") // It is worked out from the rest.
	}
	return r
}

func randomHeld(t *rapid.T, spec *graph.Spec) map[string][]graph.Held {
	held := map[string][]graph.Held{}
	for i := range spec.Fields {
		field := &spec.Fields[i]
		for range rapid.IntRange(0, 2).Draw(t, "values") {
			value := Value(spec.Kind, field.Name, sample(t, field))
			held[field.Name] = append(held[field.Name], graph.Held{Value: value, Inferred: rapid.Bool().Draw(t, "inferred")})
		}
	}
	return held
}

func TestDecodeReadsWhatEncodeWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := randomRecord(t)
		body := graph.EncodeBody(r)
		again := &graph.Record{ID: r.ID, Kind: r.Kind}
		if err := graph.DecodeBody(again, body); err != nil {
			t.Fatalf("got the error %v for %s", err, body)
		}
		if r.Kind == "claim" {
			delete(again.Held, "mention")
		}
		if diff := cmp.Diff(r, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("read back (-want +got):\n%s", diff)
		}
		if second := graph.EncodeBody(again); !bytes.Equal(body, second) {
			t.Fatalf("written again: got %s, want %s", second, body)
		}
	})
}

func TestEqualValuesGiveEqualBytes(t *testing.T) {
	one, other := resolved(Company("Meta", "country", "US", "founded", "2004")), resolved(Company("Meta", "founded", "2004", "country", "US"))
	if got, want := graph.EncodeBody(one), graph.EncodeBody(other); !bytes.Equal(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	if strings.ContainsAny(string(graph.EncodeBody(one)), "\n") {
		t.Error("got a line break in the body, want one line")
	}
}

func TestDecodeOfDamagedBodies(t *testing.T) {
	for _, body := range []string{"", "{", "[]", `{"held":{"name":[{"v":5}]}}`, `{"held":{"name":5}}`} {
		err := graph.DecodeBody(&graph.Record{ID: "company:x", Kind: "company"}, []byte(body))
		if graph.CodeOf(err) != graph.Internal {
			t.Errorf("%q: got the error %v, want one with code INTERNAL", body, err)
		}
	}
	if err := graph.DecodeBody(&graph.Record{ID: "unit:x", Kind: "unit"}, []byte(`{}`)); graph.CodeOf(err) != graph.Internal {
		t.Errorf("an unknown kind: got the error %v, want one with code INTERNAL", err)
	}
}

func TestDecodeLeavesOutFieldsThatAreNoMore(t *testing.T) {
	r := &graph.Record{ID: "company:x", Kind: "company"}
	if err := graph.DecodeBody(r, []byte(`{"held":{"logo":[{"v":"x"}],"country":[{"v":"US"}]}}`)); err != nil || len(r.Held) != 1 {
		t.Errorf("got %v and the error %v, want the country alone", r.Held, err)
	}
}
