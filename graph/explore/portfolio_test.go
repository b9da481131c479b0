package explore_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
)

// money is what the tests of portfolios speak about, on 2025-06-01.
//
//	Alpha Fund == Loom, Card, Mill; bought Gear (announced); gave up Wool (cancelled)
//	Beta Fund  == Loom, Mill; a round of Card; plans a stake in Gear; somebody undisclosed == Gear
//	Gamma      == Mill (until 2024), Card (since 2025, seen in 2025-01)
//	Loom competes with Card, and with Mill from 2026 on
func money() graph.Change {
	company := func(name string) string { return string(graph.NewID("company", name)) }
	deal := func(target string, pairs ...string) *graphtest.Claim {
		return graphtest.About(graph.NewID("acquisition", "alpha", target), append([]string{"acquirer", company("Alpha Fund"), "target", company(target)}, pairs...)...)
	}
	parts := []graphtest.Part{graphtest.On("2025-01-15")}
	for _, name := range []string{"Alpha Fund", "Beta Fund", "Gamma", "Loom", "Card", "Mill", "Gear", "Wool"} {
		parts = append(parts, graphtest.Company(name))
	}
	return graphtest.Article("money", append(parts,
		graphtest.Stake("Alpha Fund", "Loom", "share", "5 %"), graphtest.Stake("Alpha Fund", "Card"), graphtest.Stake("Alpha Fund", "Mill"),
		deal("Gear", "status", "announced 2025-01-10"), deal("Wool", "status", "announced 2024-01-10", "status", "cancelled 2024-05"),
		graphtest.Stake("Beta Fund", "Loom"), graphtest.Stake("Beta Fund", "Mill"), graphtest.Stake("Beta Fund", "Gear").Says("plans"),
		graphtest.About("investment:card-a", "type", "round", "investor", company("Beta Fund"), "recipient", company("Card"), "round", "Series A", "status", "completed 2024-03", "status", "announced 2024-02"),
		graphtest.About("stake:undisclosed.gear", "owner", "undisclosed", "company", company("Gear")),
		graphtest.Stake("Gamma", "Mill", "since", "2020", "until", "2024"), graphtest.Stake("Gamma", "Card", "since", "2025"),
		graphtest.About("competition:looms", "party", company("Loom"), "party", company("Card"), "market", "looms"),
		graphtest.About("competition:mills", "party", company("Loom"), "party", company("Mill"), "market", "mills", "since", "2026"),
	)...)
}

func investorLines(found *explore.CommonInvestors) string {
	var lines []string
	for _, i := range found.Investors {
		var companies []string
		for _, tie := range i.Ties {
			text := tie.Company.Slug()
			if tie.Match == graph.Possibly {
				text += "?"
			}
			companies = append(companies, text)
		}
		lines = append(lines, fmt.Sprintf("%s: %s", i.Investor.Slug(), strings.Join(companies, " ")))
	}
	return strings.Join(lines, "\n")
}

func commonInvestors(t *testing.T, reader graph.Reader, q explore.InvestorQuery) *explore.CommonInvestors {
	t.Helper()
	found, err := explore.ReadCommonInvestors(t.Context(), reader, q)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestCommonInvestorsHoldOrHaveDoneWhatCounts(t *testing.T) {
	store, _ := storeOf(t, money())
	ids := func(names ...string) (ids []graph.ID) {
		for _, name := range names {
			ids = append(ids, graph.NewID("company", name))
		}
		return ids
	}
	for _, c := range []struct {
		name  string
		query explore.InvestorQuery
		on    string
		want  string
	}{
		{"all kinds", explore.InvestorQuery{Companies: ids("Loom", "Card", "Mill", "Gear", "Wool")}, "2025-06-01",
			"alpha-fund: card gear? loom mill\nbeta-fund: card loom mill"},
		{"stakes alone", explore.InvestorQuery{Companies: ids("Loom", "Card"), Kinds: []graph.Kind{"stake"}}, "2025-06-01", "alpha-fund: card loom"},
		{"on a day on which Gamma may have held both", explore.InvestorQuery{Companies: ids("Mill", "Card")}, "2024-12-31",
			"beta-fund: card mill?\nalpha-fund: card? mill?"},
		{"nobody", explore.InvestorQuery{Companies: ids("Wool", "Gear")}, "2025-06-01", ""},
	} {
		c.query.Slice, c.query.First = graph.Slice{Day: day(c.on)}, 10
		counter := &callCounter{Reader: store}
		if got := investorLines(commonInvestors(t, counter, c.query)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
		if counter.calls != 3 {
			t.Errorf("%s: got %d calls, want 3", c.name, counter.calls)
		}
	}
}

func TestInvestorsSharedWithCompetitors(t *testing.T) {
	store, _ := storeOf(t, money())
	counter := &callCounter{Reader: store}
	found := commonInvestors(t, counter, explore.InvestorQuery{
		Companies: []graph.ID{"company:loom"}, Competitors: true, Slice: graph.Slice{Day: day("2025-06-01")}, First: 10,
	})
	if got, want := investorLines(found), "alpha-fund: card loom\nbeta-fund: card loom"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// Card has Alpha, Beta and Gamma, who surely holds since 2025, seen or not; Loom has the first two.
	if len(found.Competitors) != 1 || found.Competitors[0].Shared != 2 || found.Competitors[0].Similarity.Lowest != (explore.Ratio{Shared: 2, All: 3}) {
		t.Errorf("got %+v, want Card alone, with 2 of 3 investors shared", found.Competitors)
	}
	if counter.calls != 5 {
		t.Errorf("got %d calls, want 5", counter.calls)
	}
	later := commonInvestors(t, store, explore.InvestorQuery{
		Companies: []graph.ID{"company:loom"}, Competitors: true, Slice: graph.Slice{Day: day("2026-06-01")}, First: 1,
	})
	if len(later.Competitors) != 2 || later.Competitors[0].Competitor != "company:mill" || later.Investors[0].Surely != 2 || !later.More {
		t.Errorf("got %+v %+v in 2026, want Mill before Card, and an investor in both", later.Competitors, later.Investors)
	}
}

func TestPortfoliosCompared(t *testing.T) {
	store, _ := storeOf(t, money())
	counter := &callCounter{Reader: store}
	found, err := explore.ComparePortfolios(t.Context(), counter, explore.PortfolioQuery{
		A: "company:alpha-fund", B: "company:beta-fund", Slice: graph.Slice{Day: day("2025-06-01")}, First: 10,
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range found.Companies {
		got = append(got, h.Key())
	}
	want := "0 company:card, 0 company:loom, 0 company:mill, 1 company:gear"
	if strings.Join(got, ", ") != want || found.Shared != 3 || found.OnlyA != 1 || found.OnlyB != 0 {
		t.Errorf("got %v, %+v; want %s", got, found, want)
	}
	similarity := explore.Similarity{Lowest: explore.Ratio{Shared: 3, All: 4}, Highest: explore.Ratio{Shared: 3, All: 3}}
	if found.Similarity != similarity || similarity.Lowest.Decimal().String() != "0.75" {
		t.Errorf("got %+v, want %+v: a deal that was only announced may come about", found.Similarity, similarity)
	}
	if counter.calls != 3 || len(found.Records) != 7 {
		t.Errorf("got %d calls and %d records, want 3 and 7", counter.calls, len(found.Records))
	}
}

// TestSimilarityIsTightAndSymmetric compares with all ways in which what is
// possibly held may be held, over random graphs.
func TestSimilarityIsTightAndSymmetric(t *testing.T) {
	for n := range 8 {
		random := rand.New(rand.NewPCG(uint64(n), 3))
		store, _ := storeOf(t, randomChanges(random)...)
		for range 10 {
			q := explore.PortfolioQuery{A: "company:firm-0", B: "company:firm-1", Slice: graph.Slice{Day: day("2012-01-01") + graph.Day(random.IntN(5000))}, First: 100}
			found, err := explore.ComparePortfolios(t.Context(), store, q)
			if err != nil {
				t.Fatal(err)
			}
			lowest, highest := bruteForce(found.Companies)
			if got := found.Similarity; got.Lowest.Decimal().String() != lowest || got.Highest.Decimal().String() != highest {
				t.Errorf("graph %d on %s: got %+v, want %s to %s", n, q.Slice.Day, got, lowest, highest)
			}
			q.A, q.B = q.B, q.A
			turned, err := explore.ComparePortfolios(t.Context(), store, q)
			if err != nil || turned.Similarity != found.Similarity || turned.OnlyA != found.OnlyB || turned.Shared != found.Shared {
				t.Errorf("graph %d on %s: got %+v the other way round, want %+v", n, q.Slice.Day, turned, found)
			}
		}
	}
}

// bruteForce tries all ways in which what is possibly held is held or not.
func bruteForce(companies []explore.PortfolioCompany) (lowest, highest string) {
	var ratios []explore.Ratio
	var try func(i int, ratio explore.Ratio)
	ways := func(tie *explore.Tie) []bool {
		switch {
		case tie == nil:
			return []bool{false}
		case tie.Match == graph.Surely:
			return []bool{true}
		}
		return []bool{true, false}
	}
	try = func(i int, ratio explore.Ratio) {
		if i == len(companies) {
			ratios = append(ratios, ratio)
			return
		}
		for _, a := range ways(companies[i].A) {
			for _, b := range ways(companies[i].B) {
				next := ratio
				if a && b {
					next.Shared++
				}
				if a || b {
					next.All++
				}
				try(i+1, next)
			}
		}
	}
	try(0, explore.Ratio{})
	slices.SortFunc(ratios, func(a, b explore.Ratio) int { return a.Decimal().Cmp(b.Decimal()) })
	return ratios[0].Decimal().String(), ratios[len(ratios)-1].Decimal().String()
}

func TestPortfoliosRefuseWhatMakesNoSense(t *testing.T) {
	store, _ := storeOf(t)
	one := []graph.ID{"company:a"}
	for name, q := range map[string]explore.InvestorQuery{
		"one company": {Companies: one}, "the same twice": {Companies: []graph.ID{"company:a", "company:a"}}, "competitors of two": {Companies: []graph.ID{"company:a", "company:b"}, Competitors: true},
		"a kind by which nobody invests": {Companies: one, Competitors: true, Kinds: []graph.Kind{"move"}}, "a negative page": {Companies: one, Competitors: true, First: -1},
	} {
		if _, err := explore.ReadCommonInvestors(t.Context(), store, q); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%s: got %v, want INVALID", name, err)
		}
	}
}
