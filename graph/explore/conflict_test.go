package explore_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
)

// quarrel is what the tests of conflicts speak about.
//
//	Alpha == 5 % or 6 % ==> Beta      two confirmed sources
//	Alpha == 10 % or 20 % ==> Gamma   settled by a ruling: 20 %
//	Alpha == 30 % ==> Delta           a rumour says 40 %; the company denies the stake on the same day
//	Epsilon                           two Wikidata numbers, two industries
func quarrel() []graph.Change {
	on := graphtest.On("2025-05-01")
	names := []graphtest.Part{on, graphtest.Company("Alpha"), graphtest.Company("Beta"), graphtest.Company("Gamma"), graphtest.Company("Delta"),
		graphtest.Company("Epsilon", "identifier", "wikidata:Q1", "industry", "chips")}
	wire := append(names, graphtest.Story("wire"), graphtest.Stake("Alpha", "Beta", "share", "5 %").Confidence("confirmed"),
		graphtest.Stake("Alpha", "Gamma", "share", "10 %"), graphtest.Stake("Alpha", "Delta", "share", "30 %"))
	return []graph.Change{
		graphtest.Article("wire", wire...),
		graphtest.Article("reprint", on, graphtest.Story("wire"), graphtest.Company("Alpha"), graphtest.Company("Beta"), graphtest.Stake("Alpha", "Beta", "share", "5 %").Confidence("confirmed")),
		graphtest.Article("filing", on, graphtest.Type("filing"), graphtest.Company("Alpha"), graphtest.Company("Beta"), graphtest.Company("Gamma"),
			graphtest.Stake("Alpha", "Beta", "share", "6 %").Confidence("confirmed"), graphtest.Stake("Alpha", "Gamma", "share", "20 %").Confidence("likely"),
			graphtest.Company("Epsilon", "identifier", "wikidata:Q2", "industry", "lamps")),
		graphtest.Article("rumour", on, graphtest.Company("Alpha"), graphtest.Company("Delta"), graphtest.Stake("Alpha", "Delta", "share", "40 %").Says("reports").Confidence("speculative")),
		graphtest.Article("denial", on, graphtest.Stake("Alpha", "Delta").Says("denies")),
		graphtest.Article("ruling", on, graphtest.Type("decision"), graphtest.Stake("Alpha", "Gamma", "share", "20 %").Confidence("confirmed")),
	}
}

func shownConflicts(list *explore.ConflictList) []string {
	side := func(s explore.Side) string {
		return fmt.Sprintf("%s (%d stories, %d articles)", s.Text, s.Support.Stories, s.Support.Articles)
	}
	lines := []string{}
	for _, c := range list.Conflicts {
		var others []string
		for _, other := range c.Alternatives {
			others = append(others, side(other))
		}
		lines = append(lines, fmt.Sprintf("%s %s %s %s: %s, not %s, by %s", c.Severity, c.Kind, c.Record.Slug(), c.Field, side(c.Chosen), strings.Join(others, " or "), c.Rule))
	}
	return lines
}

func TestConflicts(t *testing.T) {
	store, instants := storeOf(t, quarrel()...)
	const (
		beta     = "HIGH VALUE alpha.beta share: 6 % (1 stories, 1 articles), not 5 % (1 stories, 2 articles), by SOURCE"
		value    = "LOW VALUE alpha.delta share: 30 % (1 stories, 1 articles), not 40 % (1 stories, 1 articles), by MODALITY"
		denial   = "HIGH DENIAL alpha.delta : stated (2 stories, 2 articles), not denied (1 stories, 1 articles), by MODALITY"
		identity = "HIGH IDENTITY epsilon identifier: wikidata:Q2 (1 stories, 1 articles), not wikidata:Q1 (1 stories, 1 articles), by SOURCE"
		industry = "LOW VALUE epsilon industry: lamps (1 stories, 1 articles), not chips (1 stories, 1 articles), by SOURCE"
		settled  = "HIGH VALUE alpha.gamma share: 20 % (1 stories, 1 articles), not 10 % (1 stories, 1 articles), by DECISION"
	)
	for name, c := range map[string]struct {
		query explore.ConflictQuery
		want  []string
	}{
		"all, by record":        {explore.ConflictQuery{}, []string{identity, industry, beta, denial, value}},
		"by severity and age":   {explore.ConflictQuery{Order: explore.ConflictsBySeverity}, []string{identity, beta, denial, industry, value}},
		"by age":                {explore.ConflictQuery{Order: explore.ConflictsByAge}, []string{identity, industry, beta, value, denial}},
		"of a kind":             {explore.ConflictQuery{Kinds: []explore.ConflictKind{explore.ConflictDenial}}, []string{denial}},
		"about a field":         {explore.ConflictQuery{Fields: []string{"share"}}, []string{beta, value}},
		"of a severity":         {explore.ConflictQuery{Severities: []graph.Severity{graph.Low}}, []string{industry, value}},
		"known before":          {explore.ConflictQuery{Before: instants[3]}, []string{identity, industry, beta}},
		"of an entity":          {explore.ConflictQuery{Of: "company:delta"}, []string{denial, value}},
		"of a relation":         {explore.ConflictQuery{Of: "stake:alpha.beta"}, []string{beta}},
		"of what is undisputed": {explore.ConflictQuery{Of: "company:gamma"}, []string{}},
		"settled":               {explore.ConflictQuery{Settled: true}, []string{settled}},
		"with others": {explore.ConflictQuery{Kinds: []explore.ConflictKind{explore.ConflictOverAllocated}, Others: []explore.Conflict{explore.OverAllocated("company:beta", []graph.ID{"stake:alpha.beta"})}},
			[]string{"HIGH OVER_ALLOCATED beta share:  (0 stories, 0 articles), not , by "}},
	} {
		t.Run(name, func(t *testing.T) {
			query := c.query
			query.Limit, query.Count, query.Slice = 10, true, graph.Slice{Day: day(newYear)}
			list, err := explore.Conflicts(t.Context(), store, query)
			if err != nil {
				t.Fatal(err)
			}
			if got := shownConflicts(list); !slices.Equal(got, c.want) || list.Total != len(c.want) || list.More {
				t.Errorf("got %d\n%s\nwant\n%s", list.Total, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			for _, conflict := range list.Conflicts {
				if list.Records[conflict.Record] == nil {
					t.Errorf("%s is not among the records", conflict.Record)
				}
			}
		})
	}
}

func TestConflictsPageByPage(t *testing.T) {
	store, _ := storeOf(t, quarrel()...)
	for _, order := range []explore.ConflictOrder{explore.ConflictsByRecord, explore.ConflictsByAge, explore.ConflictsBySeverity} {
		whole, err := explore.Conflicts(t.Context(), store, explore.ConflictQuery{Order: order, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for query := (explore.ConflictQuery{Order: order, Limit: 2}); ; {
			page, err := explore.Conflicts(t.Context(), store, query)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, shownConflicts(page)...)
			if !page.More {
				break
			}
			query.After = page.Keys[len(page.Keys)-1]
		}
		checkLines(t, got, shownConflicts(whole)...)
	}
}

// claimsRead counts the claims that are read.
type claimsRead struct {
	graph.Reader
	claims int
}

func (c *claimsRead) List(ctx context.Context, query graph.Query) (map[graph.ID]graph.Page, error) {
	pages, err := c.Reader.List(ctx, query)
	for _, page := range pages {
		c.claims += len(page.Records)
	}
	return pages, err
}

func TestAPageOfConflictsReadsNoMoreThanItShows(t *testing.T) {
	parts := func(share string) []graphtest.Part {
		all := []graphtest.Part{graphtest.On("2025-05-01"), graphtest.Company("Owner")}
		for i := range 1000 {
			name := fmt.Sprintf("Company %04d", i)
			all = append(all, graphtest.Company(name))
			if i%2 == 0 {
				all = append(all, graphtest.Stake("Owner", name, "share", share))
			}
		}
		return all
	}
	store, _ := storeOf(t, graphtest.Article("one", parts("1 %")...), graphtest.Article("other", parts("2 %")...))
	counting := &claimsRead{Reader: store}
	list, err := explore.Conflicts(t.Context(), counting, explore.ConflictQuery{Limit: 10})
	if err != nil || len(list.Conflicts) != 10 || !list.More {
		t.Fatalf("got %v, %v, want ten of many", list, err)
	}
	if counting.claims > 200 {
		t.Errorf("read %d claims for a page of 10 records with 2 each, want one batch of 100 records", counting.claims)
	}
}
