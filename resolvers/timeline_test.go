package resolvers_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/schema"
)

// tally counts all calls of the store that an answer makes.
type tally struct {
	graph.Store
	calls atomic.Int64
}

func (c *tally) Head(ctx context.Context) (graph.Instant, error) {
	c.calls.Add(1)
	return c.Store.Head(ctx)
}

func (c *tally) Records(ctx context.Context, ids []graph.ID, slice graph.Slice) (map[graph.ID]*graph.Record, error) {
	c.calls.Add(1)
	return c.Store.Records(ctx, ids, slice)
}

func (c *tally) List(ctx context.Context, query graph.Query) (map[graph.ID]graph.Page, error) {
	c.calls.Add(1)
	return c.Store.List(ctx, query)
}

func (c *tally) Expand(ctx context.Context, expansion graph.Expansion) (map[graph.ID]graph.Fan, error) {
	c.calls.Add(1)
	return c.Store.Expand(ctx, expansion)
}

func (c *tally) Outlines(ctx context.Context, kind graph.Kind, slice graph.Slice, until graph.Day, yield func(graph.Outline) error) (graph.Instant, error) {
	c.calls.Add(1)
	return c.Store.Outlines(ctx, kind, slice, until, yield)
}

// TestTimelinesOfAListTakeAFixedNumberOfStoreCalls asks for what happened to 2
// and to 60 companies, with the claims behind it and the records that it happened to.
func TestTimelinesOfAListTakeAFixedNumberOfStoreCalls(t *testing.T) {
	onBothStores(t, func(t *testing.T, store graph.Store) {
		graphtest.Load(t, store, ring(60)...)
		calls := map[int]int64{}
		for _, first := range []int{2, 60} {
			counter := &tally{Store: store}
			answer := ask(t, serve(t, counter), fmt.Sprintf(`{ companies(first: %d) { nodes { timeline(first: 5) { totalCount nodes {
				label due claims { citation } record { ... on Stake { owner { name } support { stories } } } } } } } }`, first))
			if got := countCompanies(t, answer); got != first {
				t.Fatalf("got %d companies, want %d", got, first)
			}
			if n := bytes.Count(answer, []byte(`"BEGAN"`)); n > 0 || !bytes.Contains(answer, []byte(`"totalCount":4`)) {
				t.Fatalf("got %s, want four events for each company", answer)
			}
			calls[first] = counter.calls.Load()
		}
		const want = 7 // companies, head, relations around, their bodies, claims about companies, claims about relations, support
		if calls[2] != want || calls[60] != want {
			t.Errorf("got %d store calls for 2 companies and %d for 60, want %d for both", calls[2], calls[60], want)
		}
	})
}

// TestAllRecordKindsAreInTheSchema keeps the enum that people write up to the
// vocabulary.
func TestAllRecordKindsAreInTheSchema(t *testing.T) {
	_, after, _ := strings.Cut(schema.SDL(), "enum RecordKind {")
	enum, _, _ := strings.Cut(after, "}")
	for _, spec := range graph.Specs() {
		token := strings.ToUpper(strings.ReplaceAll(string(spec.Kind), "-", "_"))
		if spec.Nature != graph.Source && !slices.Contains(strings.Fields(enum), token) {
			t.Errorf("RecordKind lacks %s", token)
		}
	}
}

// TestTimelinePagesAndRefusals reads a timeline page by page, and asks for what
// makes no sense.
func TestTimelinePagesAndRefusals(t *testing.T) {
	api := serve(t, founding(t))
	var labels []string
	for after := ""; ; {
		var page struct {
			Data struct {
				Company struct {
					Timeline struct {
						Nodes    []struct{ Label, Type string }
						PageInfo struct {
							HasNextPage bool
							EndCursor   string
						}
						TotalCount int
					}
				}
			}
		}
		answer := ask(t, api, fmt.Sprintf(`{ company(by: {slug: "meta"}) { timeline(first: 5 %s) { totalCount nodes { label type } pageInfo { hasNextPage endCursor } } } }`, after))
		if err := json.Unmarshal(answer, &page); err != nil {
			t.Fatal(err)
		}
		for _, node := range page.Data.Company.Timeline.Nodes {
			labels = append(labels, node.Label)
		}
		if !page.Data.Company.Timeline.PageInfo.HasNextPage {
			if len(labels) != page.Data.Company.Timeline.TotalCount {
				t.Errorf("got %d events by pages, want %d", len(labels), page.Data.Company.Timeline.TotalCount)
			}
			break
		}
		after = fmt.Sprintf("after: %q", page.Data.Company.Timeline.PageInfo.EndCursor)
	}
	for question, want := range map[string]string{
		`company(by: {slug: "meta"}) { timeline(first: -1) { totalCount } }`:                            "first cannot be negative",
		`company(by: {slug: "meta"}) { timeline(after: "bm9uc2Vuc2U") { totalCount } }`:                 "no cursor of this list",
		`company(by: {slug: "meta"}) { timeline(from: "2025-02-01", to: "2025-01-01") { totalCount } }`: "give the earlier day first",
		`difference(then: {}) { nodes { recordId } }`:                                                   "give either an entity or a kind",
		`difference(of: "company:meta", kind: STAKE, then: {}) { nodes { recordId } }`:                  "give either an entity or a kind",
		`difference(of: "stake:meta.scale-ai", then: {}) { nodes { recordId } }`:                        "is not compared",
		`interlocks(companies: []) { totalCount }`:                                                      "name a company",
		`commonInvestors(companies: ["company:meta"]) { totalCount }`:                                   "two companies or more",
		`commonInvestors(companies: ["company:meta", "company:google"], kinds: [MOVE]) { totalCount }`:  "nobody invests by a move",
		`portfolios(one: "company:meta@x", other: "company:google") { totalCount }`:                     "is no id",
		`moveFlows(since: "2025-02-01", until: "2025-01-01") { totalCount }`:                            "give the earlier day first",
	} {
		if answer := string(ask(t, api, "{ "+question+" }")); !strings.Contains(answer, want) || !strings.Contains(answer, "BAD_USER_INPUT") {
			t.Errorf("%s: got %s, want BAD_USER_INPUT with %q", question, answer, want)
		}
	}
}
