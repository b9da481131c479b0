package seed_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/seed"
)

// quarrel is a store in which a wire and a filing disagree about Meta's share.
func quarrel(t *testing.T) graph.Store {
	t.Helper()
	store := memory(t)
	article := func(name, kind, share string) graph.Change {
		return graphtest.Article(name, graphtest.On("2025-07-14"), graphtest.Type(kind), graphtest.Company("Meta"), graphtest.Company("Scale AI"),
			graphtest.Stake("Meta", "Scale AI", "share", share))
	}
	graphtest.Load(t, store, article("wire", "press", "49 %"), article("filing", "filing", "30 %"))
	return store
}

const metasStake = graph.ID("stake:meta.scale-ai")

func settlement(value, reason string) seed.Settlement {
	return seed.Settlement{Record: metasStake, Field: "share", Value: value, Reason: reason, Decided: graphtest.Day("2025-08-01")}
}

// standing prints what is known of the stake: its share, and what is contested.
func standing(t *testing.T, store graph.Store) string {
	t.Helper()
	records, err := store.Records(t.Context(), []graph.ID{metasStake}, graph.Slice{Day: graphtest.Day("2025-09-01")})
	if err != nil {
		t.Fatal(err)
	}
	record := records[metasStake]
	return fmt.Sprint(record.Held["share"][0].Value.Text(), " contested ", record.Contested, " ", record.Valid)
}

func settle(t *testing.T, store graph.Store, s seed.Settlement, dryRun bool) *seed.SettleReport {
	t.Helper()
	report, err := seed.Settle(context.Background(), store, "ada", s, dryRun)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestSettle(t *testing.T) {
	store := quarrel(t)
	before := standing(t, store)
	preview := settle(t, store, settlement("49 %", "The register was read wrongly"), true)
	if got := standing(t, store); got != before || preview.Committed {
		t.Fatalf("got %s after a preview, want %s", got, before)
	}
	report := settle(t, store, settlement("49 %", "The register was read wrongly"), false)
	want := "[{share 30 % 49 % decided: The register was read wrongly}]"
	if fmt.Sprint(report.Changes) != want || fmt.Sprint(preview.Changes) != want || report.Outcome != graph.Created {
		t.Errorf("got the changes %v, previewed %v, want %s", report.Changes, preview.Changes, want)
	}
	settled := standing(t, store)
	if settled == before || slices.Contains([]string{settled}, "[share]") {
		t.Errorf("got %s, want a share of 49 %% that is not contested", settled)
	}
	if again := settle(t, store, settlement("49 %", "The register was read wrongly"), false); again.Outcome != graph.Unchanged || len(again.Replaced) > 0 {
		t.Errorf("the same again: got %s replacing %v, want UNCHANGED", again.Outcome, again.Replaced)
	}
	other := settle(t, store, settlement("40 %", "Neither"), false)
	if fmt.Sprint(other.Replaced) != fmt.Sprint([]graph.ID{report.Article}) {
		t.Errorf("got %v replaced, want %s", other.Replaced, report.Article)
	}
	if got, want := standing(t, store), "40 % contested [] "; got[:len(want)] != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, err := seed.Withdraw(t.Context(), store, "ada", string(other.Article), false); err != nil {
		t.Fatal(err)
	}
	if got := standing(t, store); got != before {
		t.Errorf("got %s after the withdrawal, want %s", got, before)
	}
}

func TestSettleByAClaim(t *testing.T) {
	store := quarrel(t)
	claims, err := graph.ClaimsAbout(t.Context(), store, []graph.ID{metasStake}, graph.Slice{Day: graphtest.Day("2025-09-01")})
	if err != nil {
		t.Fatal(err)
	}
	for _, claim := range claims[metasStake] {
		s := settlement("", "As it says")
		s.Claim = claim.ID
		settle(t, store, s, false)
		want := claim.Claimed["share"][0].Value.Text() + " contested [] "
		if got := standing(t, store); got[:len(want)] != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestSettleRefuses(t *testing.T) {
	store := quarrel(t)
	for name, c := range map[string]struct {
		change func(*seed.Settlement)
		code   graph.Code
	}{
		"an unknown record":            {func(s *seed.Settlement) { s.Record = "stake:nobody.nothing" }, graph.NotFound},
		"what is no record":            {func(s *seed.Settlement) { s.Record = "Meta" }, graph.Invalid},
		"an article":                   {func(s *seed.Settlement) { s.Record = "article:wire" }, graph.Invalid},
		"a field that the kind lacks":  {func(s *seed.Settlement) { s.Field = "price" }, graph.Invalid},
		"a field that nobody disputes": {func(s *seed.Settlement) { s.Field = "votes" }, graph.NotFound},
		"another day":                  {func(s *seed.Settlement) { day := graphtest.Day("2020-01-01"); s.On = &day }, graph.NotFound},
		"a value that cannot be read":  {func(s *seed.Settlement) { s.Value = "half" }, graph.Invalid},
		"no reason":                    {func(s *seed.Settlement) { s.Reason = " " }, graph.Invalid},
		"neither a value nor a claim":  {func(s *seed.Settlement) { s.Value = "" }, graph.Invalid},
		"a claim about something else": {func(s *seed.Settlement) { s.Value, s.Claim = "", "claim:other" }, graph.NotFound},
		"a reason longer than a title": {func(s *seed.Settlement) { s.Reason = fmt.Sprintf("%01000d", 0) }, graph.Limit},
	} {
		t.Run(name, func(t *testing.T) {
			s := settlement("49 %", "Because")
			c.change(&s)
			if _, err := seed.Settle(t.Context(), store, "ada", s, false); graph.CodeOf(err) != c.code {
				t.Errorf("got %v, want the code %s", err, c.code)
			}
		})
	}
}
