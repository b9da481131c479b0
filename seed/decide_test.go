package seed

import (
	"context"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// merge decides that one company is another.
func decideOn(t *testing.T, store graph.Store, d Decision) *DecisionReport {
	t.Helper()
	report, err := Decide(context.Background(), store, "ann", d, false)
	if err != nil {
		t.Fatalf("got the error %v, want none", err)
	}
	return report
}

func merging(from, into graph.ID) Decision {
	return Decision{What: graph.Merges, Records: []graph.ID{from}, Into: into, Reason: "Same LEI"}
}

// values is what a store knows of a record, by field.
func values(t *testing.T, store graph.Store, id graph.ID, field string) string {
	t.Helper()
	records, err := store.Records(context.Background(), []graph.ID{id}, graph.Slice{Day: graph.LastDay})
	if err != nil {
		t.Fatal(err)
	}
	if records[id] == nil {
		return "unknown"
	}
	var texts []string
	for _, held := range records[id].Held[field] {
		texts = append(texts, held.Value.Text())
	}
	return strings.Join(texts, ", ")
}

const (
	facebookScale = "  company: {fb: Facebook Inc, scale: Scale AI}\n"
	fbDeal        = "- acquisition: {acquirer: fb, target: scale, share: 49 %, price: 15 bn EUR, date: 2025-06, status: completed}\n"
)

func TestMergeAndItsUndoing(t *testing.T) {
	store := world(t)
	load(t, store, note("one", metaScale, deal))
	load(t, store, note("two", facebookScale, fbDeal))
	before := values(t, store, "stake:facebook-inc.scale-ai", "share")
	preview, err := Decide(context.Background(), store, "ann", merging("company:facebook-inc", "company:meta"), true)
	if err != nil || preview.Committed || values(t, store, "company:facebook-inc", "name") != "Facebook Inc" {
		t.Fatalf("got %+v and %v, want a preview that writes nothing", preview, err)
	}
	report := decideOn(t, store, merging("company:facebook-inc", "company:meta"))
	if want := []graph.ID{"acquisition:facebook-inc.scale-ai.2025-06"}; !slices.Equal(report.Along, want) {
		t.Errorf("got %v merged along, want the same deal %v", report.Along, want)
	}
	if len(preview.Records) != len(report.Records) {
		t.Errorf("got %d records in the preview and %d then", len(preview.Records), len(report.Records))
	}
	for _, c := range []struct {
		id          graph.ID
		field, want string
	}{
		{"company:meta", "name", "Meta, Facebook Inc"},
		{"company:facebook-inc", "name", "unknown"},
		{"acquisition:meta.scale-ai.2025-06", "price", "15 bn EUR"},
		{"acquisition:meta.scale-ai.2025-06", "acquirer", "company:meta"},
		{"acquisition:meta.scale-ai.2025-06", "resultingStake", "stake:meta.scale-ai"},
		{"stake:facebook-inc.scale-ai", "share", "unknown"},
	} {
		if got := values(t, store, c.id, c.field); got != c.want {
			t.Errorf("%s of %s: got %s, want %s", c.field, c.id, got, c.want)
		}
	}
	if again := decideOn(t, store, merging("company:facebook-inc", "company:meta")); again.Outcome != graph.Unchanged {
		t.Errorf("got %s for the same decision again, want unchanged", again.Outcome)
	}
	if _, err := Withdraw(context.Background(), store, "ann", string(report.Article), false); err != nil {
		t.Fatal(err)
	}
	if got := values(t, store, "stake:facebook-inc.scale-ai", "share"); got != before {
		t.Errorf("got the stake %s after undoing, want %s", got, before)
	}
	if got := values(t, store, "company:meta", "name"); got != "Meta" {
		t.Errorf("got the names %s after undoing, want Meta", got)
	}
}

func TestArticlesAfterAMerge(t *testing.T) {
	for what, entities := range map[string]string{
		"the merged id":            "  company: {fb: {id: company:facebook-inc}, x: Xai}\n",
		"the merged name":          "  company: {fb: Facebook Inc, x: Xai}\n",
		"the merged identifier":    "  company: {fb: {name: Facebook Ireland, identifiers: [wikidata:Q355]}, x: Xai}\n",
		"the name with its accent": "  company: {fb: FACEBOOK INC., x: Xai}\n",
	} {
		first := note("one", "  company: {fb: {name: Facebook Inc, identifiers: [wikidata:Q355]}}\n", "- company: {is: fb, country: US}\n")
		stake := "- stake: {owner: fb, company: x, share: 10 %}\n"
		early, late := world(t), world(t)
		for _, store := range []graph.Store{early, late} {
			load(t, store, note("zero", metaScale, deal))
			load(t, store, first)
		}
		load(t, early, note("two", entities, stake))
		made := decideOn(t, early, merging("company:facebook-inc", "company:meta"))
		decideOn(t, late, merging("company:facebook-inc", "company:meta"))
		report := load(t, late, note("two", entities, stake))
		if got := report.Facts[0].Record; got != "stake:meta.xai" || report.Facts[0].Outcome != graph.Created {
			t.Errorf("%s: got %s %s reported, want stake:meta.xai created", what, got, report.Facts[0].Outcome)
		}
		if got, want := everyClaim(t, late), everyClaim(t, early); got != want {
			t.Errorf("%s, loaded after the merge: got\n%s\nwant\n%s", what, got, want)
		}
		if _, err := Withdraw(context.Background(), late, "ann", string(made.Article), false); err != nil {
			t.Fatal(err)
		}
		if got := values(t, late, "stake:facebook-inc.xai", "share"); got != "10 %" {
			t.Errorf("%s: got the stake %s after undoing the merge, want 10 %%", what, got)
		}
	}
}

// everyClaim prints the live claims.
func everyClaim(t *testing.T, store graph.Store) string {
	t.Helper()
	var lines []string
	err := store.Project(context.Background(), kindClaim, graph.Slice{Day: graph.LastDay}, func(c *graph.Record) error {
		lines = append(lines, string(c.ID)+" "+string(graph.EncodeBody(c)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

func TestASplitIsRemembered(t *testing.T) {
	store := world(t)
	apple := func(id, fact string) string { return note(id, "  company: {a: Apple}\n", fact) }
	load(t, store, apple("one", "- company: {is: a, country: US}\n"))
	load(t, store, apple("two", "- company: {is: a, country: GB}\n"))
	decideOn(t, store, Decision{What: graph.Splits, Records: []graph.ID{"company:apple"}, Into: "company:apple-corps", Articles: []graph.ID{"article:two"}, Reason: "The record label"})
	if got := values(t, store, "company:apple-corps", "country"); got != "GB" {
		t.Errorf("got the country %s, want GB", got)
	}
	for _, text := range []string{apple("one", "- company: {is: a, country: US}\n"), apple("two", "- company: {is: a, country: GB}\n")} {
		if report := load(t, store, text); report.Outcome != graph.Unchanged {
			t.Errorf("got %s for a file that is known, want unchanged", report.Outcome)
		}
	}
	corrected := strings.Replace(apple("two", "- company: {is: a, country: IE}\n"), "type: note", "type: note, revised: 2026-02-01", 1)
	load(t, store, corrected)
	if got := values(t, store, "company:apple-corps", "country"); got != "IE" {
		t.Errorf("got the country %s after a correction, want IE", got)
	}
}

func TestDecisionsThatAreRefused(t *testing.T) {
	store := world(t)
	load(t, store, note("one", metaScale, deal))
	decideOn(t, store, Decision{What: graph.KeepsApart, Records: []graph.ID{"company:meta"}, Into: "company:scale-ai", Reason: "Two companies"})
	for _, c := range []struct {
		what string
		d    Decision
		want graph.Code
	}{
		{"no reason", Decision{What: graph.Merges, Records: []graph.ID{"company:meta"}, Into: "company:scale-ai"}, graph.Invalid},
		{"two kinds", merging("stake:meta.scale-ai", "company:meta"), graph.Invalid},
		{"no id", merging("Meta", "company:scale-ai"), graph.Invalid},
		{"an unknown record", merging("company:nobody", "company:meta"), graph.NotFound},
		{"itself", merging("company:meta", "company:meta"), graph.Conflict},
		{"what is kept apart", merging("company:meta", "company:scale-ai"), graph.Conflict},
		{"an unknown article", Decision{What: graph.Splits, Records: []graph.ID{"company:meta"}, Into: "company:m", Articles: []graph.ID{"article:none"}, Reason: "x"}, graph.NotFound},
	} {
		if _, err := Decide(context.Background(), store, "ann", c.d, false); graph.CodeOf(err) != c.want {
			t.Errorf("%s: got %v, want the code %s", c.what, err, c.want)
		}
	}
}
