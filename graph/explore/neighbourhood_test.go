package explore_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
)

func around(of ...graph.ID) explore.NeighbourhoodQuery {
	return explore.NeighbourhoodQuery{Of: of, Depth: 1, Fold: 10, Walk: explore.Walk{Slice: tradeDay}, Budget: explore.Budget{Nodes: 100, Edges: 1000}}
}

func TestNeighbourhoodIsReadyToBeDrawn(t *testing.T) {
	store, _ := storeOf(t, trade())
	picture := pictureOf(t, store, around("company:mill"))
	checkLines(t, strings.Split(pictureText(picture), "\n"),
		`0 company:mill "Mill"`,
		`1 company:dye-house "Dye House"`,
		`1 company:holding "Holding"`,
		`1 company:jacquard "Jacquard"`,
		`1 company:loom-works "Loom Works"`,
		`competition:cloth company:jacquard company:mill "Competition of Mill and Jacquard in cloth" false 1.000 REPORTED STATES`,
		`stake:holding.mill company:holding company:mill "Holding owns 5 % of Mill" true 0.050 CONFIRMED STATES`,
		`stake:loom-works.mill company:loom-works company:mill "Loom Works owns 60 % of Mill" true 0.600 LIKELY STATES`,
		`stake:mill.dye-house company:mill company:dye-house "Mill owns 30 % of Dye House" true 0.300 REPORTED STATES[]`,
	)
}

func TestNeighbourhoodDrawsNothingTwice(t *testing.T) {
	store, _ := storeOf(t, trade())
	q := around("company:mill", "company:dye-house", "company:mill")
	q.Depth = 3
	picture := pictureOf(t, store, q)
	nodes, edges := map[graph.ID]bool{}, map[string]bool{}
	for _, node := range picture.Nodes {
		if nodes[node.ID] {
			t.Errorf("%s is there twice", node.ID)
		}
		nodes[node.ID] = true
	}
	for _, edge := range picture.Edges {
		if edges[edge.Key] || !nodes[edge.From] || !nodes[edge.To] || edge.Record == nil {
			t.Errorf("the edge %s is there twice, hangs in the air or has no record", edge.Key)
		}
		edges[edge.Key] = true
	}
	if len(nodes) != 8 || len(edges) != 10 {
		t.Errorf("got %d nodes and %d edges, want all 8 that hang together and 10", len(nodes), len(edges))
	}
}

// Two investors of one round are joined by what they invest in; when that is
// not in the picture, by the round.
func TestEqualsAreJoinedOnlyWhereNothingElseJoinsThem(t *testing.T) {
	store, _ := storeOf(t, trade())
	edges := func(avoid ...graph.ID) (keys []string) {
		q := around("company:wool-fund")
		q.Walk.Avoid = avoid
		for _, edge := range pictureOf(t, store, q).Edges {
			keys = append(keys, edge.Key)
		}
		return keys
	}
	checkLines(t, edges(), "investment:dye company:night-fund company:dye-house", "investment:dye company:wool-fund company:dye-house")
	checkLines(t, edges("company:dye-house"), "investment:dye company:night-fund company:wool-fund")
}

func TestUnknownSharesWeighHalf(t *testing.T) {
	store, _ := storeOf(t, graphtest.Article("shares", graphtest.On("2025-01-01"), graphtest.Company("A"), graphtest.Company("B"), graphtest.Company("C"), graphtest.Company("D"),
		graphtest.Stake("B", "A"), graphtest.Stake("C", "A", "share", "unknown"), graphtest.Stake("D", "A", "share", "40..60 %")))
	for _, edge := range pictureOf(t, store, around("company:a")).Edges {
		if edge.Weight < 0.49 || edge.Weight > 0.51 {
			t.Errorf("got the weight %v of %s, want about 0.5", edge.Weight, edge.Relation)
		}
	}
}

// star is a company with many owners.
func star(owners int) graph.Change {
	parts := []graphtest.Part{graphtest.On("2025-01-01"), graphtest.Company("Star")}
	for i := range owners {
		name := fmt.Sprintf("Owner %03d", i)
		parts = append(parts, graphtest.Company(name), graphtest.Stake(name, "Star"))
	}
	return graphtest.Article("star", parts...)
}

func TestHubsAreFoldedAndOpenedPageByPage(t *testing.T) {
	store, _ := storeOf(t, star(45))
	q := around("company:star")
	q.Fold = 20
	seen, left := map[graph.ID]bool{}, []int{}
	for {
		picture := pictureOf(t, store, q)
		if picture.Nodes[0].ID != "company:star" || picture.Truncated() {
			t.Fatalf("got %s in the middle, cuts %v", picture.Nodes[0].ID, picture.Cuts)
		}
		for _, edge := range picture.Edges {
			if seen[edge.Relation] {
				t.Errorf("%s is shown twice", edge.Relation)
			}
			seen[edge.Relation] = true
		}
		if len(picture.Folds) == 0 {
			break
		}
		fold := picture.Folds[0]
		if fold.Entity != "company:star" || fold.Kind != "stake" || fold.Total != 45 || len(picture.Folds) > 1 {
			t.Fatalf("got the folds %+v, want one of 45 stakes", picture.Folds)
		}
		left = append(left, fold.Left)
		q.Of, q.Token = nil, fold.Token
	}
	if len(seen) != 45 || fmt.Sprint(left) != "[25 5]" {
		t.Errorf("got %d stakes, %v left after each page, want 45 and [25 5]", len(seen), left)
	}
}

func TestTokensThatNoFoldGave(t *testing.T) {
	store, _ := storeOf(t, star(5))
	q := around("company:star")
	q.Fold = 2
	good := pictureOf(t, store, q).Folds[0].Token
	encode := base64.RawURLEncoding.EncodeToString
	for _, token := range []string{
		"x", good + "A", good[1:], encode([]byte(`{}`)),
		encode([]byte(`{"e":"stake:a.b","k":"stake","a":"stake:a.b","n":2}`)), encode([]byte(`{"e":"company:a","k":"claim","a":"claim:b","n":2}`)),
		encode([]byte(`{"e":"company:a","k":"stake","a":"position:b","n":2}`)), encode([]byte(`{"e":"company:a","k":"stake","a":"stake:b","n":-2}`)),
		encode([]byte(`{"e":"company:a","k":"stake","a":"stake:b","n":2} `)),
	} {
		q.Of, q.Token = nil, token
		if _, err := explore.Neighbourhood(t.Context(), store, q); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%q: got %v, want an error of code INVALID", token, err)
		}
	}
}

func TestNeighbourhoodTakesOneCallForEachHopAndTwoMore(t *testing.T) {
	store, _ := storeOf(t, trade(), star(40))
	for depth := 1; depth <= 3; depth++ {
		counting := &callsOf{Reader: store}
		q := around("company:mill", "company:star")
		q.Depth = depth
		pictureOf(t, counting, q)
		if counting.expand != depth || counting.other != 2 {
			t.Errorf("depth %d: got %d calls of Expand and %d others, want %d and 2", depth, counting.expand, counting.other, depth)
		}
	}
}

func TestNeighbourhoodBudgetsSayWhatWasCut(t *testing.T) {
	store, _ := storeOf(t, star(30))
	for _, c := range []struct {
		name   string
		budget explore.Budget
		depth  int
		want   explore.Cut
		nodes  int
	}{
		{"nodes", explore.Budget{Nodes: 11, Edges: 100}, 1, explore.Cut{Reason: explore.CutNodes, Hops: 1, Left: 20}, 11},
		{"edges", explore.Budget{Nodes: 100, Edges: 30}, 2, explore.Cut{Reason: explore.CutEdges, Hops: 1, Left: 30}, 31},
		{"time", explore.Budget{Nodes: 100, Edges: 100, Time: 1}, 1, explore.Cut{Reason: explore.CutTime}, 1},
	} {
		q := around("company:star")
		q.Fold, q.Budget, q.Depth = 50, c.budget, c.depth
		picture := pictureOf(t, store, q)
		if len(picture.Cuts) != 1 || picture.Cuts[0] != c.want || len(picture.Nodes) != c.nodes {
			t.Errorf("%s: got %d nodes and the cuts %+v, want %d and %+v", c.name, len(picture.Nodes), picture.Cuts, c.nodes, c.want)
		}
	}
}

func TestNeighbourhoodQueriesThatMakeNoSense(t *testing.T) {
	store, _ := storeOf(t)
	for _, c := range []struct {
		place string
		set   func(*explore.NeighbourhoodQuery)
		code  graph.Code
	}{
		{"of", func(q *explore.NeighbourhoodQuery) { q.Of = nil }, graph.Invalid},
		{"of", func(q *explore.NeighbourhoodQuery) { q.Token = "x" }, graph.Invalid},
		{"of", func(q *explore.NeighbourhoodQuery) { q.Of = make([]graph.ID, 21) }, graph.Limit},
		{"of", func(q *explore.NeighbourhoodQuery) { q.Of = []graph.ID{"claim:x"} }, graph.Invalid},
		{"depth", func(q *explore.NeighbourhoodQuery) { q.Depth = 4 }, graph.Limit},
		{"fold", func(q *explore.NeighbourhoodQuery) { q.Fold = 0 }, graph.Invalid},
		{"budget.nodes", func(q *explore.NeighbourhoodQuery) { q.Budget.Nodes = 1001 }, graph.Limit},
		{"through.kinds", func(q *explore.NeighbourhoodQuery) { q.Walk.Kinds = []graph.Kind{"song"} }, graph.Invalid},
	} {
		q := around("company:a")
		c.set(&q)
		_, err := explore.Neighbourhood(t.Context(), store, q)
		if refused, _ := err.(*graph.Error); refused == nil || refused.Place != c.place || refused.Code != c.code {
			t.Errorf("got %v, want an error of code %s at %s", err, c.code, c.place)
		}
	}
}
