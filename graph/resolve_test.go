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

var metasStake = StakeID("Meta", "Scale AI")

// seen is an article of that day with one claim on Meta's stake in Scale AI.
func seen(on string, pairs ...string) *Claim { return Stake("Meta", "Scale AI", pairs...).Observed(on) }

// claims are the claims as one article each states them.
func claims(parts ...*Claim) []*graph.Record {
	var all []*graph.Record
	for i, part := range parts {
		all = append(all, Article(fmt.Sprintf("article %d", i), part).Claims...)
	}
	return all
}

// told prints what a field holds over time: "2020-05-01 49 %; 2025-07-14 51 %".
// A start that is not sure is printed with the day on which it is.
func told(versions []*graph.Record, field string) string {
	var spans []string
	for _, v := range versions {
		text := "-"
		if held := v.Held[field]; len(held) > 0 {
			text = held[0].Value.Text()
		}
		if slices.Contains(v.Contested, field) {
			text += " contested"
		}
		start := v.Valid.From.String()
		if v.Valid.SureFrom != v.Valid.From {
			start += "~" + v.Valid.SureFrom.String()
		}
		spans = append(spans, start+" "+text)
	}
	return strings.Join(spans, "; ")
}

func TestResolveShares(t *testing.T) {
	for _, c := range []struct {
		name   string
		claims []*Claim
		want   string
	}{
		{"a later observation that differs is a change, not a conflict",
			[]*Claim{seen("2020-05-01", "share", "10 %", "since", "2020-05-01"), seen("2025-07-14", "share", "49 %")},
			"2020-05-01 10 %; 2025-07-14 49 %"},
		{"a claim without a date makes no conflict of a change",
			[]*Claim{seen("2020-05-01", "share", "10 %", "since", "2020-05-01"), seen("2025-07-14", "share", "49 %"), Stake("Meta", "Scale AI", "share", "49 %")},
			"2020-05-01 10 %; 2025-07-14 49 %"},
		{"nor does one that agrees with the earlier value",
			[]*Claim{seen("2020-05-01", "share", "10 %", "since", "2020-05-01"), seen("2025-07-14", "share", "49 %"), Stake("Meta", "Scale AI", "share", "10 %")},
			"2020-05-01 10 %; 2025-07-14 49 %"},
		{"a claim with a wide date does not join two changes",
			[]*Claim{seen("2020", "share", "10 %", "since", "2020"), seen("2020-12/2021-02", "share", "10 %"), seen("2021", "share", "49 %")},
			"2020-01-01~2020-12-31 10 %; 2021-01-01~2021-12-31 49 %"},
		{"overlapping bounds on one day agree and are intersected",
			[]*Claim{seen("2025-07-14", "share", "> 14 %", "since", "2025"), seen("2025-07-14", "share", "10..<20 %")},
			"2025-01-01~2025-07-14 -; 2025-07-14 more than 14 to under 20 %"},
		{"a later value that agrees narrows from then on",
			[]*Claim{seen("2020-05-01", "share", "> 14 %", "since", "2020-05-01"), seen("2025-07-14", "share", "14.3 %")},
			"2020-05-01 more than 14 %; 2025-07-14 14.3 %"},
		{"a later value that agrees and says less changes nothing",
			[]*Claim{seen("2020-05-01", "share", "49 %", "since", "2020-05-01"), seen("2025-07-14", "share", "> 20 %")},
			"2020-05-01 49 %"},
		{"disjoint values on one day are contested",
			[]*Claim{seen("2025-07-14", "share", "49 %", "since", "2025-07-14"), seen("2025-07-14", "share", "30 %").Says("reports")},
			"2025-07-14 49 % contested"},
		{"an inferred value never outranks a stated one",
			[]*Claim{seen("2025-07-14", "share", "49 %", "since", "2025-07-14").Says("reports"), seen("2025-07-14", "share", "30 %").Inferred("share")},
			"2025-07-14 49 % contested"},
		{"an inferred value never narrows a stated one",
			[]*Claim{seen("2025-07-14", "share", "10..<20 %", "since", "2025-07-14").Says("reports"), seen("2025-07-14", "share", "14 %").Inferred("share")},
			"2025-07-14 10 to under 20 %"},
		{"a stated value narrows an inferred one",
			[]*Claim{seen("2025-07-14", "share", "> 10 %", "since", "2025-07-14").Inferred("share"), seen("2025-07-14", "share", "14 %").Says("reports")},
			"2025-07-14 14 %"},
		{"a denial supplies nothing",
			[]*Claim{seen("2025-07-14", "share", "49 %", "since", "2025-07-14"), seen("2025-07-15", "share", "0 %").Says("denies")},
			"2025-07-14 49 %"},
		{"nothing but denials makes no record", []*Claim{seen("2025-07-14", "share", "49 %").Says("denies")}, ""},
		{"a plan does not change what is held",
			[]*Claim{seen("2020-05-01", "share", "10 %", "since", "2020-05-01"), seen("2025-07-14", "share", "49 %").Says("plans")},
			"2020-05-01 10 %"},
		{"undisclosed agrees with a value that another source tells",
			[]*Claim{seen("2025-07-14", "share", "undisclosed", "since", "2025-07-14"), seen("2025-07-14", "share", "49 %").Says("reports")},
			"2025-07-14 49 %"},
		{"a value ends where its claim says so",
			[]*Claim{seen("2020-05-01", "share", "10 %", "since", "2020-05-01").Until("2021-12-31"), seen("2025-07-14", "share", "49 %")},
			"2020-05-01 10 %; 2022-01-01 -; 2025-07-14 49 %"},
		{"an end that comes after the next value began ends nothing",
			[]*Claim{seen("2020-05-01", "share", "10 %", "since", "2020-05-01").Until("2030-12-31"), seen("2025-07-14", "share", "49 %")},
			"2020-05-01 10 %; 2025-07-14 49 %"},
		{"a later observation of the same value does not undo its end",
			[]*Claim{seen("2020-05-01", "share", "10 %", "since", "2020-05-01").Until("2021-12-31"), seen("2020-05-01", "share", "10 %")},
			"2020-05-01 10 %; 2022-01-01 -"},
		{"what the claim says of its start counts, not when it was seen",
			[]*Claim{seen("2025-07-14", "share", "49 %", "since", "2020-01-01").From("2020-01-01")}, "2020-01-01 49 %"},
		{"a stake without a date possibly held at all times, surely since it was seen",
			[]*Claim{seen("2025-07-14", "share", "49 %")}, "..~2025-07-14 -; 2025-07-14 49 %"},
		{"a since that is not exact is sure once it was seen",
			[]*Claim{seen("2025-07-14", "since", "2025")}, "2025-01-01~2025-07-14 -"},
		{"after a day, and seen later", []*Claim{seen("2025-07-14", "since", "after 2020")}, "2021-01-01~2025-07-14 -"},
		{"what is only planned never surely holds", []*Claim{seen("2025-07-14", "since", "2026").Says("plans")}, "2026-01-01~.. -"},
		{"a plan that was seen earlier does not make it sure",
			[]*Claim{seen("2024-01-01").Says("plans"), seen("2025-07-14")}, "..~2025-07-14 -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(graph.Resolve(metasStake, claims(c.claims...)), "share"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestResolveEnds(t *testing.T) {
	for _, c := range []struct{ until, sureTo, to string }{
		{"2025-06-30", "2025-06-30", "2025-07-01"},
		{"2025-06", "2025-06-01", "2025-07-01"},
		{"after 2025", "2026-01-01", ".."},
	} {
		versions := graph.Resolve(metasStake, claims(seen("2025-01-01", "since", "2020", "until", c.until)))
		if valid := versions[0].Valid; valid.SureTo.String() != c.sureTo || valid.To.String() != c.to {
			t.Errorf("until %s: got surely to %s and possibly to %s, want %s and %s", c.until, valid.SureTo, valid.To, c.sureTo, c.to)
		}
	}
}

func TestResolveEvents(t *testing.T) {
	deal := func(pairs ...string) *Claim {
		return About("acquisition:x", append(pairs, "target", "company:acme")...)
	}
	for _, c := range []struct {
		name string
		deal *Claim
		want string
	}{
		{"from its observation", deal().Observed("2025-07-14"), "2025-07-14"},
		{"from its date, if that is earlier", deal("announcedOn", "2025-06-12").Observed("2025-07-14"), "2025-06-12"},
		{"from its observation, if its date is to come", deal("closedOn", "2026-01-01").Observed("2025-07-14"), "2025-07-14"},
		{"from its first step", deal("status", "rumoured 2025-01-02", "status", "announced 2025-03-04").Observed("2025-07-14"), "2025-01-02"},
		{"from a month", deal("announcedOn", "2025-06").Observed("2025-07-14"), "2025-06-01~2025-06-30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			versions := graph.Resolve("acquisition:x", claims(c.deal))
			if got := strings.TrimSuffix(told(versions, "price"), " -"); got != c.want || versions[0].Valid.To != graph.MaxDay {
				t.Errorf("got from %s to %s, want from %s on", got, versions[0].Valid.To, c.want)
			}
		})
	}
}

func TestResolveCurrenciesAreKeptApart(t *testing.T) {
	deal := func(price string) *Claim {
		return About("acquisition:x", "target", "company:acme", "price", price).Observed("2025-07-14")
	}
	euros, dollars := deal("15 bn EUR").Confidence("confirmed"), deal("14 bn USD")
	versions := graph.Resolve("acquisition:x", claims(euros, dollars))
	if got := told(versions, "price"); got != "2025-07-14 15 bn EUR" {
		t.Errorf("got %s, want 15 bn EUR, not contested", got)
	}
	for _, e := range graph.Explain("acquisition:x", claims(euros, dollars), Day("2025-08-01")) {
		if e.Field == "price" && (len(e.Incomparable) != 1 || e.Incomparable[0].Value.Text() != "14 bn USD" || len(e.Alternatives) > 0) {
			t.Errorf("got %+v, want 14 bn USD as incomparable", e)
		}
	}
}

func TestExplainNamesTheRule(t *testing.T) {
	plain := func(share string) *Claim { return seen("2025-07-14", "share", share, "since", "2025-07-14") }
	for _, c := range []struct {
		rule        graph.Rule
		won, lost   *Claim
		won2, lost2 Part
	}{
		{rule: graph.RuleStated, won: plain("49 %").Says("reports"), lost: plain("30 %").Inferred("share")},
		{rule: graph.RuleModality, won: plain("49 %"), lost: plain("30 %").Says("reports").Confidence("confirmed")},
		{rule: graph.RuleConfidence, won: plain("49 %").Confidence("confirmed"), lost: plain("30 %")},
		{rule: graph.RuleSource, won: plain("49 %"), won2: Type("filing"), lost: plain("30 %"), lost2: Type("press")},
		{rule: graph.RuleObserved, won: plain("49 %").Observed("2025-07").From("2025-07"), lost: plain("30 %").From("2025-07")},
	} {
		t.Run(string(c.rule), func(t *testing.T) {
			all := claims(c.lost, c.won)
			if c.won2 != nil {
				all = append(Article("lost", c.lost, c.lost2).Claims, Article("won", c.won, c.won2).Claims...)
			}
			for _, e := range graph.Explain(metasStake, all, Day("2025-08-01")) {
				if e.Field != "share" {
					continue
				}
				if e.Chosen[0].Value.Text() != "49 %" || len(e.Alternatives) != 1 || e.Alternatives[0].Value.Text() != "30 %" || e.Rule != c.rule {
					t.Errorf("got %+v, want 49 %% over 30 %% by the rule %s", e, c.rule)
				}
			}
		})
	}
}

func TestResolveNames(t *testing.T) {
	names := func(all ...string) []*Claim {
		var parts []*Claim
		for i, name := range all {
			parts = append(parts, About("company:meta", "name", name).Observed(fmt.Sprintf("2025-07-%02d", i+1)))
		}
		return parts
	}
	versions := graph.Resolve("company:meta", claims(names("Zuck's", "Meta", "Facebook", "META")...))
	var got []string
	for _, name := range graph.All[graph.Name](versions[0], "name") {
		got = append(got, name.Name)
	}
	if strings.Join(got, ", ") != "META, Facebook, Zuck's" {
		t.Errorf("got %q, want META (spelled as seen last), Facebook, Zuck's", got)
	}
}

// A claim on Meta's stake, drawn at random.
var randomClaim = rapid.Custom(func(t *rapid.T) *Claim {
	days := rapid.SampledFrom([]string{"2019", "2020-05-01", "2020", "2021/2024", "2024-02", "2025-07-14", "../2020", "2024/.."})
	shares := rapid.SampledFrom([]string{"10 %", "> 14 %", "14.3 %", "49 %", "10..<20 %", "about 48 %", "undisclosed", "none", "unknown"})
	var pairs []string
	for _, field := range []string{"since", "until"} {
		if rapid.Bool().Draw(t, field) {
			pairs = append(pairs, field, days.Draw(t, field))
		}
	}
	c := Stake("Meta", "Scale AI", append(pairs, "share", shares.Draw(t, "share"))...)
	c.Says(rapid.SampledFrom([]string{"states", "reports", "plans", "denies"}).Draw(t, "modality"))
	c.Confidence(rapid.SampledFrom([]string{"confirmed", "reported"}).Draw(t, "confidence"))
	for _, set := range []func(string) *Claim{c.From, c.Until, c.Observed} {
		if rapid.Bool().Draw(t, "set") {
			set(days.Draw(t, "date"))
		}
	}
	if rapid.Bool().Draw(t, "inferred") {
		c.Inferred("share")
	}
	return c
})

func drawClaims(t *rapid.T) []*graph.Record {
	return claims(rapid.SliceOfN(randomClaim, 1, 7).Draw(t, "claims")...)
}

func TestResolveInAnyOrderAndRepetition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawClaims(t)
		want := printed(graph.Resolve(metasStake, all))
		again := rapid.Permutation(append(slices.Clone(all), all[:len(all)/2]...)).Draw(t, "again")
		if got := printed(graph.Resolve(metasStake, again)); got != want {
			t.Fatalf("in another order:\n got %s\nwant %s", got, want)
		}
		if got := printed(graph.Resolve(metasStake, reread(t, all))); got != want {
			t.Fatalf("read back:\n got %s\nwant %s", got, want)
		}
	})
}

func TestResolvedVersionsCoverTheLifetime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		versions := graph.Resolve(metasStake, drawClaims(t))
		for i, v := range versions {
			switch {
			case v.Valid.From >= v.Valid.To, v.Valid.SureFrom < v.Valid.From, v.Valid.SureTo > v.Valid.To:
				t.Fatalf("got the span %+v, want the sure part inside", v.Valid)
			case i > 0 && versions[i-1].Valid.To != v.Valid.From:
				t.Fatalf("got %s, want each version to begin where the last one ends", printed(versions))
			case i > 0 && graph.SameContent(versions[i-1], v) && versions[i-1].Valid.SureTo == versions[i-1].Valid.To:
				t.Fatalf("got %s, want one version for the same values", printed(versions))
			}
		}
	})
}

func TestExplainAgreesWithResolve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawClaims(t)
		for _, v := range graph.Resolve(metasStake, all) {
			explained := map[string]string{}
			for _, e := range graph.Explain(metasStake, all, v.Valid.From) {
				for _, answer := range e.Chosen {
					explained[e.Field] += answer.Value.Text() + ";"
					if len(answer.Claims) == 0 {
						t.Fatalf("got no claim behind %s", e.Field)
					}
				}
			}
			held := map[string]string{}
			for field := range v.Held {
				for _, value := range v.Held[field] {
					held[field] += value.Value.Text() + ";"
				}
			}
			if fmt.Sprint(explained) != fmt.Sprint(held) {
				t.Fatalf("explained %v, held %v", explained, held)
			}
		}
	})
}

func printed(versions []*graph.Record) string {
	var lines []string
	for _, v := range versions {
		lines = append(lines, fmt.Sprintf("%s %v %s", v.ID, v.Valid, graph.EncodeBody(v)))
	}
	return strings.Join(lines, "\n")
}

// reread writes records and reads them back, as a store does.
func reread(t interface{ Fatalf(string, ...any) }, records []*graph.Record) []*graph.Record {
	again := make([]*graph.Record, len(records))
	for i, r := range records {
		again[i] = &graph.Record{ID: r.ID, Kind: r.Kind, Valid: r.Valid}
		if err := graph.DecodeBody(again[i], graph.EncodeBody(r)); err != nil {
			t.Fatalf("reading back %s: %v", r.ID, err)
		}
	}
	return again
}
