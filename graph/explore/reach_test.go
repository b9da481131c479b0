package explore_test

import (
	"fmt"
	"slices"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
)

func reachQuery(from string) explore.ReachQuery {
	return explore.ReachQuery{From: graph.ID(from), Hops: 3, First: 20, Walk: explore.Walk{Slice: tradeDay}, Budget: explore.Budget{Nodes: 100, Edges: 1000}}
}

func reach(t *testing.T, reader graph.Reader, q explore.ReachQuery) ([]string, explore.ReachAnswer) {
	t.Helper()
	answer, err := explore.Reachable(t.Context(), reader, q)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, reached := range answer.Reached {
		lines = append(lines, fmt.Sprintf("%s %d", reached.ID, len(reached.Hops)))
	}
	return lines, answer
}

func TestReachableIsInOrderOfDistanceThenOfID(t *testing.T) {
	store, _ := storeOf(t, trade())
	got, answer := reach(t, store, reachQuery("person:ada"))
	checkLines(t, got, "company:dye-house 1", "company:loom-works 1", "company:jacquard 2", "company:mill 2", "company:night-fund 2", "company:wool-fund 2", "company:holding 3")
	if answer.More || answer.Truncated() {
		t.Errorf("got more %v, cuts %v, want neither", answer.More, answer.Cuts)
	}
	mill := answer.Reached[3].Hops
	if text := hopText(mill[0]) + " " + hopText(mill[1]); text != "->position:ada.loom-works.chair ->stake:loom-works.mill" {
		t.Errorf("got the way %s to the mill, want the one whose last link is stronger", text)
	}
}

func TestReachableFindsSomeKindsThroughOthers(t *testing.T) {
	store, _ := storeOf(t, trade())
	q := reachQuery("company:jacquard")
	q.Kinds = []graph.Kind{"person"}
	got, _ := reach(t, store, q)
	checkLines(t, got, "person:ada 2")
	q.Walk.Direction = explore.Along
	got, _ = reach(t, store, q)
	checkLines(t, got)
	q = reachQuery("company:far-away")
	got, _ = reach(t, store, q)
	checkLines(t, got)
	q.From = "company:nobody"
	got, _ = reach(t, store, q)
	checkLines(t, got)
}

func TestReachableSaysWhetherThereAreMore(t *testing.T) {
	store, _ := storeOf(t, trade())
	q := reachQuery("person:ada")
	q.First = 2
	got, answer := reach(t, store, q)
	checkLines(t, got, "company:dye-house 1", "company:loom-works 1")
	if !answer.More {
		t.Error("got no more, want more")
	}
	q.Hops = 1
	if _, answer = reach(t, store, q); answer.More {
		t.Error("got more within one hop, want no more")
	}
	q = reachQuery("person:ada")
	q.Budget.Nodes = 3
	if _, answer = reach(t, store, q); !slices.ContainsFunc(answer.Cuts, func(c explore.Cut) bool { return c.Reason == explore.CutNodes && c.Hops == 2 && c.Left == 3 }) {
		t.Errorf("got the cuts %+v, want 3 entities left out at 2 hops", answer.Cuts)
	}
}

func TestReachQueriesThatMakeNoSense(t *testing.T) {
	store, _ := storeOf(t)
	for name, set := range map[string]func(*explore.ReachQuery){
		"from":               func(q *explore.ReachQuery) { q.From = "article:x" },
		"kinds":              func(q *explore.ReachQuery) { q.Kinds = []graph.Kind{"stake"} },
		"maxHops":            func(q *explore.ReachQuery) { q.Hops = 9 },
		"first":              func(q *explore.ReachQuery) { q.First = 101 },
		"budget.edges":       func(q *explore.ReachQuery) { q.Budget.Edges = 0 },
		"through.modalities": func(q *explore.ReachQuery) { q.Walk.Modalities = []graph.Token{""} },
	} {
		q := reachQuery("company:a")
		set(&q)
		_, err := explore.Reachable(t.Context(), store, q)
		if refused, _ := err.(*graph.Error); refused == nil || refused.Place != name {
			t.Errorf("%s: got %v, want an error there", name, err)
		}
	}
}
