package ownership

import (
	"context"
	"math/rand"
	"slices"
	"testing"

	"capgraph/graph"
)

func TestCrossShareholdingsNameAShortestCircle(t *testing.T) {
	p := sketch(t, "A 10 B", "B 10 C", "C 10 A", "B 5 A", "ann 50 A", "D 7 D", "A 3 E", "F 100 G", "G 100 F", "E 0 A")
	got, err := p.CrossShareholdings(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := []Cycle{
		{Members: []graph.ID{"company:A", "company:B", "company:C"}, Circle: []graph.ID{"stake:00", "stake:03"}},
		{Members: []graph.ID{"company:D"}, Circle: []graph.ID{"stake:05"}},
		{Members: []graph.ID{"company:F", "company:G"}, Closed: true, Circle: []graph.ID{"stake:07", "stake:08"}},
	}
	sameCycles(t, got, want)
	through, err := p.Cycles(context.Background(), "company:C")
	if err != nil {
		t.Fatal(err)
	}
	sameCycles(t, through, []Cycle{{Members: want[0].Members, Circle: []graph.ID{"stake:02", "stake:00", "stake:01"}}})
	for _, id := range []graph.ID{"company:E", "person:ann", "company:Z"} {
		if got, err := p.Cycles(context.Background(), id); err != nil || got != nil {
			t.Errorf("%s: got %+v, %v", id, got, err)
		}
	}
}

func sameCycles(t *testing.T, got, want []Cycle) {
	t.Helper()
	same := func(a, b Cycle) bool {
		return slices.Equal(a.Members, b.Members) && a.Closed == b.Closed && slices.Equal(a.Circle, b.Circle)
	}
	if !slices.EqualFunc(got, want, same) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestCirclesAreShortest compares with all ways of a few steps.
func TestCirclesAreShortest(t *testing.T) {
	random := rand.New(rand.NewSource(71))
	for range 200 {
		stakes, _ := tangle(random, 6+random.Intn(5), 8+random.Intn(20), tenths[:3], 0)
		p := Build(graph.Slice{}, 0, stakes, nil)
		for _, id := range p.ids {
			cycles, err := p.Cycles(context.Background(), id)
			if err != nil {
				t.Fatal(err)
			}
			got := 0
			if len(cycles) > 0 && len(cycles[0].Members) > 1 {
				got = len(cycles[0].Circle)
				followed(t, p, id, cycles[0].Circle)
			}
			if want := shortestWayBack(stakes, id); got != want {
				t.Fatalf("through %s: got %d steps, want %d; %+v", id, got, want, stakes)
			}
		}
	}
}

// followed checks that each stake is in the holder of the next.
func followed(t *testing.T, p *Projection, from graph.ID, circle []graph.ID) {
	t.Helper()
	at := from
	for _, id := range circle {
		i := slices.IndexFunc(p.edges, func(e edge) bool { return e.id == id })
		if e := p.edges[i]; e.owner == nobody || p.ids[e.owner] != at {
			t.Fatalf("%s is not held by %s", id, at)
		}
		at = p.ids[p.edges[i].company]
	}
	if at != from {
		t.Fatalf("the circle from %s ends at %s", from, at)
	}
}

// shortestWayBack counts the steps of a shortest way from an entity to itself
// through others, 0 when there is none.
func shortestWayBack(stakes []Stake, id graph.ID) int {
	reached := map[graph.ID]bool{id: true}
	for steps := 1; steps <= len(stakes); steps++ {
		next := map[graph.ID]bool{}
		for _, s := range stakes {
			if reached[s.Owner] && s.Owner != s.Company {
				if s.Company == id {
					return steps
				}
				next[s.Company] = true
			}
		}
		reached = next
	}
	return 0
}

func TestIssuesAreNamedInOrder(t *testing.T) {
	stakes := append(sketched(t, "ann 60 A", "bob 60 A", "B 100 C", "C 100 B", "D 7 D", "ann v60 E", "bob 10..30 F"),
		Stake{ID: "stake:v", Owner: "person:bob", Company: "company:E", Share: Unknown, Votes: Exactly(6 * Whole / 10), Flags: VotesStated},
		Stake{ID: "stake:x", Owner: "person:bob", Company: "company:F", Share: Span{Lo: 2, Hi: 1}},
		Stake{ID: "stake:y", Owner: "person:cyd", Company: "company:F", Share: Exactly(1), Flags: Conflicting})
	p := Build(graph.Slice{}, 0, stakes, []graph.ID{"company:F"})
	var got []string
	for _, issue := range p.Issues() {
		got = append(got, issue.Company.Slug()+" "+string(issue.Code))
	}
	want := []string{"A OVER_100", "B CLOSED_LOOP", "D SELF_OWNERSHIP", "E OVER_VOTED", "F BAD_SHARE", "F CONFLICTING_SOURCES", "F UNDER_100"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
