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

// trade is what the tests of paths speak about, on 2025-06-01. Arrows run from
// owner to company; what is not said otherwise is stated and reported.
//
//	Ada == 5 %, speculative ==> Dye House <== invest together == Wool Fund, Night Fund
//	 |                              ^
//	 | chair, confirmed             | 30 %
//	 v                              |
//	Loom Works == 60 %, likely ==> Mill <== 20 %, until 2020 == Wool Fund
//	 |                             ^  ^
//	 | 10 %, planned   competition |  | 5 %, confirmed
//	 v                             v  |
//	Jacquard == 100 %, confirmed ==> Holding      (the competition is that of Jacquard)
//
//	Far Away: nothing.
func trade() graph.Change {
	stake := graphtest.Stake
	return graphtest.Article("trade", graphtest.On("2025-05-01"),
		graphtest.Company("Loom Works"), graphtest.Company("Mill"), graphtest.Company("Dye House"), graphtest.Company("Jacquard"),
		graphtest.Company("Holding"), graphtest.Company("Wool Fund"), graphtest.Company("Night Fund"), graphtest.Company("Far Away"), graphtest.Person("Ada"),
		graphtest.About("position:ada.loom-works.chair", "person", "person:ada", "company", "company:loom-works", "role", "chair").Confidence("confirmed"),
		stake("Loom Works", "Mill", "share", "60 %").Confidence("likely"),
		stake("Mill", "Dye House", "share", "30 %"),
		graphtest.About("stake:ada.dye-house", "owner", "person:ada", "company", "company:dye-house", "share", "5 %").Confidence("speculative"),
		stake("Loom Works", "Jacquard", "share", "10 %").Says("plans"),
		stake("Jacquard", "Holding", "share", "100 %").Confidence("confirmed"),
		stake("Holding", "Mill", "share", "5 %").Confidence("confirmed"),
		stake("Wool Fund", "Mill", "share", "20 %", "until", "2020"),
		graphtest.About("competition:cloth", "party", "company:mill", "party", "company:jacquard", "market", "cloth"),
		graphtest.About("investment:dye", "type", "round", "investor", "company:wool-fund", "investor", "company:night-fund", "recipient", "company:dye-house", "status", "completed 2025-01-01"),
	)
}

// tradeDay is when all of trade holds.
var tradeDay = graph.Slice{Day: day("2025-06-01")}

func pathQuery(from, to string) explore.PathQuery {
	return explore.PathQuery{
		From: graph.ID(from), To: graph.ID(to), Hops: 6, First: 10, Walk: explore.Walk{Slice: tradeDay},
		Budget: explore.Budget{Nodes: explore.MaxNodes, Edges: explore.MaxEdges},
	}
}

// pathLines prints paths, one a line: "ada -position-> loom-works".
func pathLines(paths []explore.Path) []string {
	lines := make([]string, len(paths))
	for i, path := range paths {
		lines[i] = path.Hops[0].From.Slug()
		for _, hop := range path.Hops {
			lines[i] += " " + hopText(hop) + " " + hop.To.Slug()
		}
		lines[i] += fmt.Sprintf(" (%s %s)", path.Weakest.Confidence, path.Weakest.Modality)
	}
	return lines
}

// hopText prints the relations of a hop, strongest first, with the way that each is walked.
func hopText(hop explore.Hop) string {
	var links []string
	for _, link := range hop.Links {
		arrow := map[graph.Direction]string{graph.Outgoing: "->", graph.Incoming: "<-", graph.Both: "--"}[link.Direction]
		links = append(links, arrow+string(link.Relation.ID))
	}
	return strings.Join(links, "+")
}

func findPaths(t *testing.T, reader graph.Reader, q explore.PathQuery) explore.PathAnswer {
	t.Helper()
	answer, err := explore.Paths(t.Context(), reader, q)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestPathsAreRankedByLengthThenByTheWeakestEvidenceThenByIDs(t *testing.T) {
	store, _ := storeOf(t, trade())
	answer := findPaths(t, store, pathQuery("person:ada", "company:mill"))
	checkLines(t, pathLines(answer.Paths),
		"ada ->position:ada.loom-works.chair loom-works ->stake:loom-works.mill mill (LIKELY STATES)",
		"ada ->stake:ada.dye-house dye-house <-stake:mill.dye-house mill (SPECULATIVE STATES)",
		"ada ->position:ada.loom-works.chair loom-works ->stake:loom-works.jacquard jacquard --competition:cloth mill (REPORTED PLANS)",
		"ada ->position:ada.loom-works.chair loom-works ->stake:loom-works.jacquard jacquard ->stake:jacquard.holding holding ->stake:holding.mill mill (REPORTED PLANS)",
	)
	if answer.Truncated() || answer.Searched != 6 || answer.Without != nil {
		t.Errorf("got cuts %v, %d hops searched and explanations %v, want all of 6 hops and no explanation", answer.Cuts, answer.Searched, answer.Without)
	}
}

func TestPathsOverOneRelationWithSeveralParties(t *testing.T) {
	store, _ := storeOf(t, trade())
	answer := findPaths(t, store, pathQuery("company:night-fund", "company:wool-fund"))
	checkLines(t, pathLines(answer.Paths),
		"night-fund --investment:dye wool-fund (REPORTED STATES)",
		"night-fund ->investment:dye dye-house <-investment:dye wool-fund (REPORTED STATES)")
}

func TestPathsUnderFilters(t *testing.T) {
	store, instants := storeOf(t, trade())
	until := day("2025-06-01")
	for _, c := range []struct {
		name string
		set  func(*explore.PathQuery)
		want []string
	}{
		{"stakes alone", func(q *explore.PathQuery) { q.Walk.Kinds = []graph.Kind{"stake"} }, []string{
			"ada ->stake:ada.dye-house dye-house <-stake:mill.dye-house mill (SPECULATIVE STATES)"}},
		{"along", func(q *explore.PathQuery) { q.Walk.Direction, q.First = explore.Along, 1 }, []string{
			"ada ->position:ada.loom-works.chair loom-works ->stake:loom-works.mill mill (LIKELY STATES)"}},
		{"reported at least, without companies that we avoid", func(q *explore.PathQuery) {
			q.Walk.Confidence, q.Walk.Avoid = "REPORTED", []graph.ID{"company:jacquard"}
		}, []string{"ada ->position:ada.loom-works.chair loom-works ->stake:loom-works.mill mill (LIKELY STATES)"}},
		{"stated, not planned", func(q *explore.PathQuery) { q.Walk.Modalities = []graph.Token{"STATES"} }, []string{
			"ada ->position:ada.loom-works.chair loom-works ->stake:loom-works.mill mill (LIKELY STATES)",
			"ada ->stake:ada.dye-house dye-house <-stake:mill.dye-house mill (SPECULATIVE STATES)"}},
		{"against, from the end", func(q *explore.PathQuery) {
			q.From, q.To, q.Walk.Direction, q.First = "company:mill", "person:ada", explore.Against, 1
		}, []string{"mill <-stake:loom-works.mill loom-works <-position:ada.loom-works.chair ada (LIKELY STATES)"}},
		{"what has ended is no way", func(q *explore.PathQuery) { q.From, q.Hops = "company:wool-fund", 1 }, nil},
		{"but within a span it is", func(q *explore.PathQuery) {
			q.From, q.Hops, q.Walk.Slice.Day, q.Walk.Until = "company:wool-fund", 1, day("2019-01-01"), &until
		}, []string{"wool-fund ->stake:wool-fund.mill mill (REPORTED STATES)"}},
		{"before anything was known", func(q *explore.PathQuery) { q.Walk.Slice.Known = instants[0] - 1 }, nil},
		{"avoided ends are ends all the same", func(q *explore.PathQuery) { q.Walk.AvoidKinds, q.Hops = []graph.Kind{"person"}, 2 }, []string{
			"ada ->position:ada.loom-works.chair loom-works ->stake:loom-works.mill mill (LIKELY STATES)",
			"ada ->stake:ada.dye-house dye-house <-stake:mill.dye-house mill (SPECULATIVE STATES)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := pathQuery("person:ada", "company:mill")
			c.set(&q)
			checkLines(t, pathLines(findPaths(t, store, q).Paths), c.want...)
		})
	}
}

func TestPathsOfEqualRankDoNotDependOnTheEnd(t *testing.T) {
	store, _ := storeOf(t, trade())
	q := pathQuery("company:mill", "person:ada")
	answer := findPaths(t, store, q)
	if len(answer.Paths) != 4 || len(answer.Paths[0].Hops) != 2 || answer.Paths[1].Weakest.Confidence != "SPECULATIVE" {
		t.Errorf("got\n%s\nwant the four paths the other way", strings.Join(pathLines(answer.Paths), "\n"))
	}
}

func TestAnAnswerWithoutPathsSaysWhichFilterKeptThemOut(t *testing.T) {
	store, _ := storeOf(t, trade())
	explained := func(set func(*explore.PathQuery)) string {
		q := pathQuery("person:ada", "company:mill")
		set(&q)
		answer := findPaths(t, store, q)
		if len(answer.Paths) > 0 {
			t.Fatalf("got paths\n%s\nwant none", strings.Join(pathLines(answer.Paths), "\n"))
		}
		var lines []string
		for _, without := range answer.Without {
			found := "none"
			if without.Path != nil {
				found = fmt.Sprint(len(without.Path.Hops))
			}
			lines = append(lines, fmt.Sprintf("%s: %s", without.Filter, found))
		}
		return strings.Join(lines, ", ")
	}
	for _, c := range []struct {
		name string
		set  func(*explore.PathQuery)
		want string
	}{
		{"one is to blame", func(q *explore.PathQuery) { q.Walk.Confidence, q.Walk.Kinds = "CONFIRMED", []graph.Kind{"stake"} },
			"KINDS: none, DATES: none, CONFIDENCE: 2, HOPS: none"},
		{"either is to blame", func(q *explore.PathQuery) {
			q.Walk.Confidence, q.Walk.Kinds = "REPORTED", []graph.Kind{"stake"}
		}, "KINDS: 2, DATES: none, CONFIDENCE: 2, HOPS: none"},
		{"the hops", func(q *explore.PathQuery) { q.Hops = 1 }, "DATES: none, HOPS: 2"},
		{"the dates", func(q *explore.PathQuery) { q.From, q.Hops = "company:wool-fund", 1 }, "DATES: 1, HOPS: 2"},
		{"several together", func(q *explore.PathQuery) { q.Hops, q.Walk.Kinds = 1, []graph.Kind{"position"} },
			"KINDS: none, DATES: none, HOPS: none, ALL: 2"},
		{"nothing leads there", func(q *explore.PathQuery) { q.To = "company:far-away" }, "DATES: none, HOPS: none, ALL: none"},
		{"an unknown end", func(q *explore.PathQuery) { q.To, q.Hops = "company:nobody", 8 }, "DATES: none"},
	} {
		if got := explained(c.set); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPathQueriesThatMakeNoSense(t *testing.T) {
	store, _ := storeOf(t)
	for _, c := range []struct {
		name  string
		set   func(*explore.PathQuery)
		code  graph.Code
		place string
	}{
		{"no entity", func(q *explore.PathQuery) { q.From = "stake:a.b" }, graph.Invalid, "from"},
		{"no id", func(q *explore.PathQuery) { q.To = "Meta" }, graph.Invalid, "to"},
		{"equal ends", func(q *explore.PathQuery) { q.To = q.From }, graph.Invalid, "to"},
		{"no hops", func(q *explore.PathQuery) { q.Hops = 0 }, graph.Invalid, "maxHops"},
		{"too many hops", func(q *explore.PathQuery) { q.Hops = 9 }, graph.Limit, "maxHops"},
		{"too many paths", func(q *explore.PathQuery) { q.First = explore.MaxPaths + 1 }, graph.Limit, "first"},
		{"too many nodes", func(q *explore.PathQuery) { q.Budget.Nodes = explore.MaxNodes + 1 }, graph.Limit, "budget.nodes"},
		{"an entity as a relation", func(q *explore.PathQuery) { q.Walk.Kinds = []graph.Kind{"company"} }, graph.Invalid, "through.kinds"},
		{"a relation to avoid", func(q *explore.PathQuery) { q.Walk.AvoidKinds = []graph.Kind{"stake"} }, graph.Invalid, "through.avoidKinds"},
		{"no confidence", func(q *explore.PathQuery) { q.Walk.Confidence = "SURE" }, graph.Invalid, "through.minConfidence"},
		{"no modality", func(q *explore.PathQuery) { q.Walk.Modalities = []graph.Token{"SAYS"} }, graph.Invalid, "through.modalities"},
		{"no direction", func(q *explore.PathQuery) { q.Walk.Direction = "UP" }, graph.Invalid, "through.direction"},
	} {
		q := pathQuery("company:a", "company:b")
		c.set(&q)
		_, err := explore.Paths(t.Context(), store, q)
		if refused, _ := err.(*graph.Error); refused == nil || refused.Code != c.code || refused.Place != c.place {
			t.Errorf("%s: got %v, want an error of code %s at %s", c.name, err, c.code, c.place)
		}
	}
}

// callsOf counts the calls of a store.
type callsOf struct {
	graph.Reader
	expand, other int
}

func (c *callsOf) Head(ctx context.Context) (graph.Instant, error) {
	c.other++
	return c.Reader.Head(ctx)
}

func (c *callsOf) Expand(ctx context.Context, x graph.Expansion) (map[graph.ID]graph.Fan, error) {
	c.expand++
	return c.Reader.Expand(ctx, x)
}

func (c *callsOf) Records(ctx context.Context, ids []graph.ID, slice graph.Slice) (map[graph.ID]*graph.Record, error) {
	c.other++
	return c.Reader.Records(ctx, ids, slice)
}

// chain is a path of companies, each with suppliers of shares that lead nowhere.
func chain(length, beside int) graph.Change {
	parts := []graphtest.Part{graphtest.On("2025-01-01"), graphtest.Company("C0")}
	for i := range length {
		next := fmt.Sprintf("C%d", i+1)
		parts = append(parts, graphtest.Company(next), graphtest.Stake(fmt.Sprintf("C%d", i), next))
		for j := range beside {
			name := fmt.Sprintf("Beside %d %d", i, j)
			parts = append(parts, graphtest.Company(name), graphtest.Stake(next, name))
		}
	}
	return graphtest.Article("chain", parts...)
}

func TestAPathTakesAtMostTwoCallsForEachHop(t *testing.T) {
	store, _ := storeOf(t, chain(8, 3))
	for hops := 1; hops <= 8; hops++ {
		counting := &callsOf{Reader: store}
		q := pathQuery("company:c0", fmt.Sprintf("company:c%d", hops))
		q.Hops, q.First = hops, 1
		if answer := findPaths(t, counting, q); len(answer.Paths) != 1 || len(answer.Paths[0].Hops) != hops {
			t.Fatalf("got %v, want one path of %d hops", pathLines(answer.Paths), hops)
		}
		if total := counting.expand + counting.other; total > 2*hops || counting.expand > hops {
			t.Errorf("%d hops: got %d calls, %d of them of Expand, want at most %d and %d", hops, total, counting.expand, 2*hops, hops)
		}
	}
}

func TestPathBudgetsAnswerWithWhatTheyHave(t *testing.T) {
	store, _ := storeOf(t, trade(), chain(6, 5))
	for _, c := range []struct {
		name   string
		budget explore.Budget
		reason explore.CutReason
	}{
		{"nodes", explore.Budget{Nodes: 3, Edges: 1000}, explore.CutNodes},
		{"edges", explore.Budget{Nodes: 1000, Edges: 3}, explore.CutEdges},
		{"time", explore.Budget{Nodes: 1000, Edges: 1000, Time: 1}, explore.CutTime},
	} {
		q := pathQuery("company:c0", "company:c6")
		q.Budget = c.budget
		answer := findPaths(t, store, q)
		if !answer.Truncated() || !slices.ContainsFunc(answer.Cuts, func(cut explore.Cut) bool { return cut.Reason == c.reason }) {
			t.Errorf("%s: got cuts %v, want one of %s", c.name, answer.Cuts, c.reason)
		}
		if answer.Searched >= 6 {
			t.Errorf("%s: got %d hops searched, want fewer than 6", c.name, answer.Searched)
		}
	}
	q := pathQuery("person:ada", "company:mill")
	q.Budget = explore.Budget{Nodes: 1000, Edges: 5}
	if answer := findPaths(t, store, q); !answer.Truncated() || len(answer.Paths) == 0 {
		t.Errorf("got %d paths, cut %v, want those that were met before the edges were used up", len(answer.Paths), answer.Truncated())
	}
}

// mesh is layers of companies, each company of one owning each of the next.
func mesh(layers, width int) graph.Change {
	parts := []graphtest.Part{graphtest.On("2025-01-01"), graphtest.Company("Start"), graphtest.Company("End")}
	name := func(layer, i int) string { return fmt.Sprintf("M %d %d", layer, i) }
	for i := range width {
		parts = append(parts, graphtest.Stake("Start", name(0, i)), graphtest.Stake(name(layers-1, i), "End"))
		for layer := range layers {
			parts = append(parts, graphtest.Company(name(layer, i)))
			for j := range width {
				if layer+1 < layers {
					parts = append(parts, graphtest.Stake(name(layer, i), name(layer+1, j)))
				}
			}
		}
	}
	return graphtest.Article("mesh", parts...)
}

// There are 8^6 paths from one end to the other; the first are found without the others.
func TestTheFirstOfVeryManyPaths(t *testing.T) {
	store, _ := storeOf(t, mesh(6, 8))
	q := pathQuery("company:start", "company:end")
	q.Hops, q.First = 7, 2
	answer := findPaths(t, store, q)
	if answer.Truncated() || len(answer.Paths) != 2 {
		t.Fatalf("got %d paths, cuts %v, want 2 and none", len(answer.Paths), answer.Cuts)
	}
	if last := answer.Paths[1].Hops[5].To; last != "company:m-5-1" {
		t.Errorf("got a second path by %s, want one by m-5-1", last)
	}
}
