package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"capgraph/graph"
	. "capgraph/graph/graphtest"
)

// disputed prints disputes: "share: 49 % over 30 % (SOURCE)".
func disputed(disputes []graph.Dispute) string {
	var lines []string
	for _, d := range disputes {
		var lost []string
		for _, answer := range d.Lost() {
			lost = append(lost, answer.Value.Text())
		}
		lines = append(lines, fmt.Sprintf("%s: %s over %s (%s)", d.Field, d.Winner().Value.Text(), strings.Join(lost, ", "), d.Rule))
	}
	return strings.Join(lines, "; ")
}

func TestDisputes(t *testing.T) {
	base := []*Claim{seen("2025-07-14", "share", "49 %", "since", "2025-07-14"), seen("2025-07-14", "share", "30 %").Says("reports")}
	decided := Article("ruling", Type("decision"), seen("2025-07-14", "share", "30 %").Confidence("confirmed")).Claims
	for _, c := range []struct {
		name  string
		extra []*graph.Record
		want  string
		open  bool
	}{
		{"two values on one day", nil, "share: 49 % over 30 % (MODALITY)", true},
		{"a decision settles them, and shows what lost", decided, "share: 30 % over 49 % (DECISION)", false},
		{"what contradicts a decision later is settled too",
			append(slices.Clone(decided), Article("late", Type("filing"), seen("2025-07-14", "share", "20 %").Confidence("confirmed")).Claims...),
			"share: 30 % over 20 %, 49 % (DECISION)", false},
		{"two decisions that contradict each other are open",
			append(slices.Clone(decided), Article("other", Type("decision"), seen("2025-07-14", "share", "20 %")).Claims...),
			"share: 30 % over 20 %, 49 % (CONFIDENCE)", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := append(claims(base...), c.extra...)
			got := graph.Disputes(metasStake, all)
			if disputed(got) != c.want || got[0].Open() != c.open {
				t.Errorf("got %s, open %v, want %s, open %v", disputed(got), got[0].Open(), c.want, c.open)
			}
			if contested := graph.Resolve(metasStake, all)[0].Contested; (len(contested) > 0) != c.open {
				t.Errorf("got the contested fields %v, want some: %v", contested, c.open)
			}
		})
	}
}

func TestALaterObservationSupersedesADecision(t *testing.T) {
	all := claims(seen("2025-07-14", "share", "49 %", "since", "2025-07-14"), seen("2025-07-14", "share", "30 %"), seen("2026-01-01", "share", "60 %"))
	all = append(all, Article("ruling", Type("decision"), seen("2025-07-14", "share", "30 %")).Claims...)
	if got, want := told(graph.Resolve(metasStake, all), "share"), "2025-07-14 30 %; 2026-01-01 60 %"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestIdentifiersThatContradictAreContestedAndFindTheRecord(t *testing.T) {
	id := ID("company", "Meta")
	all := append(Article("a", Company("Meta", "identifier", "wikidata:Q380")).Claims, Article("b", Type("filing"), Company("Meta", "identifier", "wikidata:Q381")).Claims...)
	version := graph.Resolve(id, all)[0]
	if len(version.Held["identifier"]) != 2 || !slices.Equal(version.Contested, []string{"identifier"}) {
		t.Errorf("got the identifiers %v, contested %v, want both and contested", version.Held["identifier"], version.Contested)
	}
	all = append(all, Article("ruling", Type("decision"), About(id, "identifier", "wikidata:Q380")).Claims...)
	version = graph.Resolve(id, all)[0]
	if len(version.Held["identifier"]) != 1 || len(version.Contested) > 0 {
		t.Errorf("got the identifiers %v, contested %v, want the one that was decided", version.Held["identifier"], version.Contested)
	}
}

func TestDecisionsAloneMakeNoRelation(t *testing.T) {
	ruling := Article("ruling", Type("decision"), seen("2025-07-14", "share", "30 %")).Claims
	if got := graph.Resolve(metasStake, ruling); got != nil {
		t.Errorf("got %s, want no version", printed(got))
	}
	planned := append(claims(seen("2025-07-14", "share", "30 %").Says("plans")), ruling...)
	versions := graph.Resolve(metasStake, planned)
	version := versions[len(versions)-1]
	if said, _ := graph.One[graph.Token](version, "modality"); said != "PLANS" || version.Valid.SureFrom != version.Valid.To {
		t.Errorf("got %s, sure from %s, want a plan still, which never surely holds", said, version.Valid.SureFrom)
	}
}

// TestDisputesAreWhereVersionsAreContested compares the two ways of reading.
func TestDisputesAreWhereVersionsAreContested(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawClaims(t)
		want := map[string]bool{}
		for _, v := range graph.Resolve(metasStake, all) {
			for _, field := range v.Contested {
				want[field] = true
			}
		}
		got := map[string]bool{}
		for _, d := range graph.Disputes(metasStake, all) {
			got[d.Field] = got[d.Field] || d.Open()
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("got disputes about %v, contested are %v", got, want)
		}
	})
}

// TestRulings settles a dispute by each value that is claimed, and by one that
// nobody claims.
func TestRulings(t *testing.T) {
	record := &graph.Record{ID: metasStake, Kind: "stake", Held: map[string][]graph.Held{
		"owner": {{Value: graph.Ref{ID: "company:meta"}}}, "company": {{Value: graph.Ref{ID: "company:scale-ai"}}}}}
	rapid.Check(t, func(t *rapid.T) {
		all := drawClaims(t)
		for _, d := range graph.Disputes(metasStake, all) {
			values := []graph.Value{d.Winner().Value}
			for _, lost := range d.Lost() {
				values = append(values, lost.Value)
			}
			if d.Field == "share" {
				values = append(values, Value("stake", "share", "77 %"))
			}
			for _, value := range values {
				ruling, err := graph.Ruling("article:ruling", record, d, value, all)
				if err != nil && (d.Day < d.Valid.From || d.Day >= d.Valid.To) {
					continue // What cannot be dated within the lifetime is refused.
				}
				if err != nil {
					t.Fatalf("settling %s by %s: %v\n%s\n%s", d.Field, value.Text(), err, disputed(graph.Disputes(metasStake, all)), bodies(all))
				}
				after := graph.Disputes(metasStake, append(slices.Clone(all), ruling))
				if slices.ContainsFunc(after, func(e graph.Dispute) bool {
					return e.Open() && e.Field == d.Field && e.Winner().Decided
				}) {
					t.Fatalf("still open after settling by %s: %s", value.Text(), disputed(after))
				}
			}
		}
	})
}

func bodies(records []*graph.Record) string {
	var lines []string
	for _, r := range records {
		lines = append(lines, string(graph.EncodeBody(r)))
	}
	return strings.Join(lines, "\n")
}
