package explore_test

import (
	"fmt"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
)

// press is what the tests of coverage speak about.
//
//	Alpha == 10 % ==> Beta    wire, and its reprint (one story)
//	Alpha == 20 % ==> Gamma   wire, and a filing
//	Alpha == 30 % ==> Delta   rumoured by the wire and by a blog
//	Alpha == 5 % or 6 % ==> Zeta   wire, a filing
//
// Epsilon has undisclosed owners, Eta unknown ones, Theta none, and of Alpha and
// Iota no source says; of Iota a stake is planned. Beta has an undisclosed owner too.
func press() []graph.Change {
	var names []graphtest.Part
	for _, name := range []string{"Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota"} {
		names = append(names, graphtest.Company(name))
	}
	missing := func(company, owner string) graphtest.Part {
		return graphtest.About(graph.NewID("stake", owner, company), "owner", owner, "company", string(graphtest.ID("company", company)))
	}
	wire := append(names, graphtest.On("2025-05-01"), graphtest.Story("wire"),
		graphtest.Stake("Alpha", "Beta", "share", "10 %"), graphtest.Stake("Alpha", "Gamma", "share", "20 %"),
		graphtest.Stake("Alpha", "Delta", "share", "30 %").Says("rumours"), graphtest.Stake("Alpha", "Zeta", "share", "5 %"),
		missing("Epsilon", "undisclosed"), missing("Eta", "unknown"), missing("Theta", "none"), missing("Beta", "undisclosed"),
		graphtest.Stake("Alpha", "Iota", "share", "40 %").Says("plans"))
	return []graph.Change{
		graphtest.Article("wire", wire...),
		graphtest.Article("reprint", graphtest.On("2025-05-02"), graphtest.Story("wire"), graphtest.Company("Alpha"), graphtest.Company("Beta"), graphtest.Stake("Alpha", "Beta", "share", "10 %")),
		graphtest.Article("filing", graphtest.On("2025-05-01"), graphtest.Type("filing"), graphtest.Company("Alpha"), graphtest.Company("Gamma"), graphtest.Company("Zeta"),
			graphtest.Stake("Alpha", "Gamma", "share", "20 %"), graphtest.Stake("Alpha", "Zeta", "share", "6 %")),
		graphtest.Article("blog", graphtest.On("2025-05-03"), graphtest.Type("note"), graphtest.Company("Alpha"), graphtest.Company("Delta"),
			graphtest.Stake("Alpha", "Delta", "share", "30 %").Says("rumours")),
	}
}

func TestThinlySupportedCountsStoriesNotArticles(t *testing.T) {
	store, _ := storeOf(t, press()...)
	query := explore.CoverageQuery{Kinds: []graph.Kind{"stake"}, Slice: graph.Slice{Day: day(newYear)}, Limit: 50}
	page, err := explore.ThinlySupported(t.Context(), store, query)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, thin := range page.Found {
		got = append(got, fmt.Sprintf("%s: %d stories in %d articles, rumoured %t", thin.Record.ID.Slug(), thin.Support.Stories, thin.Support.Articles, thin.Rumoured))
	}
	checkLines(t, got,
		"alpha.beta: 1 stories in 2 articles, rumoured false",
		"alpha.delta: 2 stories in 2 articles, rumoured true",
		"alpha.iota: 1 stories in 1 articles, rumoured false",
		"none.theta: 1 stories in 1 articles, rumoured false",
		"undisclosed.beta: 1 stories in 1 articles, rumoured false",
		"undisclosed.epsilon: 1 stories in 1 articles, rumoured false",
		"unknown.eta: 1 stories in 1 articles, rumoured false")
}

func TestCoverageReadsOnWhereAPageEnded(t *testing.T) {
	store, _ := storeOf(t, press()...)
	query := explore.CoverageQuery{Kinds: []graph.Kind{"stake", "company"}, Slice: graph.Slice{Day: day(newYear)}, Limit: 50}
	whole, err := explore.ThinlySupported(t.Context(), store, query)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, thin := range whole.Found {
		want = append(want, string(thin.Record.ID))
	}
	if want[0] != "company:beta" || want[len(want)-1] != "stake:unknown.eta" {
		t.Errorf("got %s to %s, want companies before stakes", want[0], want[len(want)-1])
	}
	query.Limit = 2
	for more := true; more; {
		page, err := explore.ThinlySupported(t.Context(), store, query)
		if err != nil || page.More && len(page.Found) != 2 {
			t.Fatalf("got %d records, %v, want 2 while there is more", len(page.Found), err)
		}
		for _, thin := range page.Found {
			got = append(got, string(thin.Record.ID))
		}
		query.After, more = page.End, page.More
	}
	checkLines(t, got, want...)
}

func TestContestedRecordsExplainTheChoice(t *testing.T) {
	store, _ := storeOf(t, press()...)
	page, err := explore.ContestedRecords(t.Context(), store, explore.CoverageQuery{Slice: graph.Slice{Day: day(newYear)}, Limit: 50})
	if err != nil || len(page.Found) != 1 || len(page.Found[0].Fields) != 1 {
		t.Fatalf("got %+v, %v, want one contested record with one field", page, err)
	}
	one := page.Found[0]
	if e := one.Fields[0]; one.Record.ID != "stake:alpha.zeta" || e.Field != "share" || e.Winner().Value.Text() != "6 %" || e.Rule != graph.RuleSource || len(e.Alternatives) != 1 {
		t.Errorf("got %s: %+v, want the share of Zeta, where the filing's 6 %% won over one alternative", one.Record.ID, e)
	}
}

func TestCompaniesAreInOneOwnerCoverageEach(t *testing.T) {
	store, _ := storeOf(t, press()...)
	for coverage, want := range map[explore.OwnerCoverage]string{
		explore.OwnerKnown:       "beta gamma zeta",
		explore.OwnerUndisclosed: "epsilon",
		explore.OwnerUnknown:     "eta",
		explore.OwnerNone:        "theta",
		explore.OwnerNotCovered:  "alpha delta iota",
		"COLOUR":                 "",
	} {
		pages, err := store.List(t.Context(), graph.Query{Kind: "company", Slice: graph.Slice{Day: day(newYear)}, Where: explore.Owned(coverage), Limit: 50})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range pages[""].Records {
			got = append(got, r.ID.Slug())
		}
		if joined := strings.Join(got, " "); joined != want {
			t.Errorf("%s: got %q, want %q", coverage, joined, want)
		}
	}
}

func TestCoverageRefusesWhatHasNoAnswer(t *testing.T) {
	store, _ := storeOf(t)
	for name, query := range map[string]explore.CoverageQuery{"articles": {Kinds: []graph.Kind{"article"}}, "no kind": {Kinds: []graph.Kind{"star"}}, "a negative page": {Limit: -1}} {
		if _, err := explore.ThinlySupported(t.Context(), store, query); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%s: got %v, want an Invalid error", name, err)
		}
	}
}
