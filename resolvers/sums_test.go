package resolvers_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
	"capgraph/resolvers"
	"capgraph/schema"
	"capgraph/web/transport"
)

// buyers is n companies, each of which buys one other for i bn EUR and owns and
// runs a site; sources disagree about the first price.
func buyers(n int) []graph.Change {
	name := func(i int) string { return fmt.Sprintf("Buyer %02d", i%n) }
	parts := []graphtest.Part{graphtest.On("2026-01-01")}
	for i := range n {
		site := fmt.Sprintf("Site %02d", i)
		parts = append(parts, graphtest.Company(name(i)),
			graphtest.Entity("datacenter", site, "capacity", fmt.Sprintf("%d MW planned", i+1), "operational", "2024"),
			graphtest.About(graph.NewID("site-role", name(i), site, "owner"), "company", string(graphtest.ID("company", name(i))),
				"datacenter", string(graphtest.ID("datacenter", site)), "role", "owner"))
	}
	deal := func(i int, price string) *graphtest.Claim {
		return graphtest.About(graph.ID(fmt.Sprintf("acquisition:deal-%02d", i)), "acquirer", string(graphtest.ID("company", name(i))),
			"target", string(graphtest.ID("company", name(i+1))), "price", price, "announcedOn", "2025-06-01")
	}
	for i := range n {
		parts = append(parts, deal(i, fmt.Sprintf("%d bn EUR", i+1)))
	}
	return []graph.Change{
		graphtest.Article("deals", parts...),
		graphtest.Article("paper", graphtest.On("2026-01-02"), graphtest.Type("filing"), graphtest.Company(name(0)), graphtest.Company(name(1)), deal(0, "2 bn EUR")),
	}
}

const sums = `{
	totals(of: {acquisitions: {}}, groupBy: [INVESTOR], above: "500 m EUR") {
		groups(first: %[1]d) { nodes { keys { record { id ... on Company { name } } } text surelyAbove(first: 3) { nodes { id ... on Acquisition { label } } } } } }
	capacityLedger { rows(first: %[1]d) { nodes { text keys { record { id ... on Company { name } } } } } slips(first: %[1]d) { nodes { daysLateAtLeast datacenter { name } } } }
	coverage { contested(first: %[1]d) { nodes { label values { field chosen { text } alternatives { text } } } } thin(kinds: [ACQUISITION], first: %[1]d) { nodes { label record { id } support { stories } } } }
}`

// TestSumsMakeAFewCallsHoweverManyGroups counts the calls of the store for pages
// of 2 and of 40 groups.
func TestSumsMakeAFewCallsHoweverManyGroups(t *testing.T) {
	store := embedded(t)
	graphtest.Load(t, store, buyers(40)...)
	calls := map[int]int64{}
	for _, first := range []int{2, 40} {
		counter := &counting{Store: store}
		answer := ask(t, serve(t, counter), fmt.Sprintf(sums, first))
		if !strings.Contains(string(answer), `"name":"Buyer 01"`) || strings.Contains(string(answer), "errors") {
			t.Fatalf("got %s, want an answer without errors", answer)
		}
		calls[first] = counter.calls.Load()
	}
	if calls[2] != calls[40] {
		t.Errorf("got %d store calls for 2 groups and %d for 40, want as many", calls[2], calls[40])
	}
}

func TestContestedRecordsAreExplained(t *testing.T) {
	store := embedded(t)
	graphtest.Load(t, store, buyers(3)...)
	got := string(ask(t, serve(t, store), `{ coverage { contested { nodes { label values { field rule chosen { text } alternatives { text } } } pageInfo { hasNextPage } } } }`))
	want := `{"data":{"coverage":{"contested":{"nodes":[{"label":"Acquisition of Buyer 01 by Buyer 00","values":[` +
		`{"field":"price","rule":"SOURCE","chosen":{"text":"2 bn EUR"},"alternatives":[{"text":"1 bn EUR"}]}]}],"pageInfo":{"hasNextPage":false}}}}}`
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestCoveragePagesFollowOneAnother reads all that is thin, two at a time.
func TestCoveragePagesFollowOneAnother(t *testing.T) {
	store := embedded(t)
	graphtest.Load(t, store, buyers(3)...)
	api, after := serve(t, store), "null"
	var labels []string
	for range 10 {
		var page struct {
			Data struct {
				Coverage struct {
					Thin struct {
						Nodes    []struct{ Label string }
						PageInfo struct {
							HasNextPage bool
							EndCursor   string
						}
					}
				}
			}
		}
		query := `{ coverage { thin(kinds: [ACQUISITION, SITE_ROLE], first: 2, after: ` + after + `) { nodes { label } pageInfo { hasNextPage endCursor } } } }`
		if err := json.Unmarshal(ask(t, api, query), &page); err != nil {
			t.Fatal(err)
		}
		thin := page.Data.Coverage.Thin
		for _, node := range thin.Nodes {
			labels = append(labels, node.Label)
		}
		if after = fmt.Sprintf("%q", thin.PageInfo.EndCursor); !thin.PageInfo.HasNextPage {
			break
		}
	}
	want := "Acquisition of Buyer 02 by Buyer 01; Acquisition of Buyer 00 by Buyer 02; " +
		"Buyer 00 is owner of Site 00; Buyer 01 is owner of Site 01; Buyer 02 is owner of Site 02"
	if got := strings.Join(labels, "; "); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestConversionNamesItsTableAndRates over the API.
func TestConversionNamesItsTableAndRates(t *testing.T) {
	store := founding(t)
	rates, err := explore.ParseRates("rates.csv", strings.NewReader("# name: Made up\n# source: a test\ndate,from,to,rate\n2025-01-01,EUR,USD,1.25\n2025-06-20,EUR,USD,1.5\n"))
	if err != nil {
		t.Fatal(err)
	}
	query := resolvers.Query{Reader: resolvers.NewSource(store), Clock: today, Rates: rates}
	api := transport.New(transport.Config{Schema: schema.Executable(query, resolvers.Mutation{Query: query, Store: store, Actor: transport.Actor}, resolvers.Subscription{}), MaxComplexity: schema.MaxComplexity})
	got := string(ask(t, api, `{ totals(of: {acquisitions: {}}, currency: "USD", above: "17 bn USD") {
		total { text unconverted surelyAbove { totalCount } } conversion { to table source used { totalCount nodes { day from to rate } } } } }`))
	want := `{"data":{"totals":{"total":{"text":"more than 17.5 bn USD","unconverted":0,"surelyAbove":{"totalCount":1}},` +
		`"conversion":{"to":"USD","table":"Made up","source":"a test","used":{"totalCount":1,"nodes":[{"day":"2025-01-01","from":"EUR","to":"USD","rate":"1.25"}]}}}}}`
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
