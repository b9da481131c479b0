package graph_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"capgraph/graph"
	. "capgraph/graph/graphtest"
)

var policies = []graph.Policy{graph.Ranked, graph.Newest, graph.OfficialFirst, graph.BestSupported}

// article makes the claims of an article, which they carry in Far as when a store read them.
func article(name string, parts ...Part) []*graph.Record {
	change := Article(name, parts...)
	for _, c := range change.Claims {
		c.Far = map[graph.ID]*graph.Record{change.Article.ID: change.Article}
	}
	return change.Claims
}

func TestPoliciesChoose(t *testing.T) {
	held := func(share, on string) *Claim { return seen(on, "share", share, "since", "2025-07-14") }
	all := slices.Concat(
		article("confirmed", held("10 %", "2025-07/2025-08").Confidence("confirmed")),
		article("filing", Type("filing"), held("20 %", "2025-07-14/2025-07-20").Says("reports")),
		article("latest", Type("note"), held("30 %", "2025-07/2025-09").Says("reports").Confidence("speculative")),
		article("wire 1", Story("wire"), held("40 %", "2025-07-14").Says("reports")),
		article("wire 2", Story("wire"), held("40 %", "2025-07-14").Says("reports")),
		article("wire 3", Story("wire"), held("40 %", "2025-07-14").Says("reports")),
		article("paper", held("50 %", "2025-07-14").Says("reports")),
		article("other paper", held("50 %", "2025-07-14").Says("reports")),
	)
	for _, c := range []struct {
		policy graph.Policy
		want   string
		rule   graph.Rule
	}{
		{graph.Ranked, "10 %", graph.RuleModality},
		{graph.Newest, "30 %", graph.RuleObserved},
		{graph.OfficialFirst, "20 %", graph.RuleSource},
		{graph.BestSupported, "50 %", graph.RuleSupported},
	} {
		for _, e := range c.policy.Explain(metasStake, all, Day("2025-10-01")) {
			if e.Field == "share" && (e.Chosen[0].Value.Text() != c.want || e.Rule != c.rule) {
				t.Errorf("%s chose %s by %s, want %s by %s", c.policy, e.Chosen[0].Value.Text(), e.Rule, c.want, c.rule)
			}
		}
		decided := append(slices.Clone(all), article("ruling", Type("decision"), held("60 %", "2025-07-14"))...)
		versions := c.policy.Resolve(metasStake, decided)
		if got := versions[len(versions)-1]; got.Held["share"][0].Value.Text() != "60 %" || len(got.Contested) > 0 {
			t.Errorf("%s chose %s against a decision, contested %v", c.policy, got.Held["share"][0].Value.Text(), got.Contested)
		}
	}
}

// TestPoliciesInAnyOrder also holds Ranked to what stores keep.
func TestPoliciesInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawClaims(t)
		if rapid.Bool().Draw(t, "decision") {
			all = append(all, Article("ruling", Type("decision"), randomClaim.Draw(t, "ruling")).Claims...)
		}
		again := rapid.Permutation(append(slices.Clone(all), all[:len(all)/2]...)).Draw(t, "again")
		for _, policy := range policies {
			want, got := policy.Resolve(metasStake, all), policy.Resolve(metasStake, again)
			if printed(got) != printed(want) {
				t.Fatalf("%s in another order:\n got %s\nwant %s", policy, printed(got), printed(want))
			}
		}
		if got, want := printed(graph.Ranked.Resolve(metasStake, all)), printed(graph.Resolve(metasStake, all)); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
}
