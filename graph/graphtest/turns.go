package graphtest

import (
	"fmt"
	"strings"
	"testing"

	"capgraph/graph"
)

var turnsCases = []readingCase{
	{"all of the world, on each clock, as the reference has it", func(t *testing.T, w *world) {
		for _, since := range append(w.instants(), 0) {
			for _, until := range append(w.instants(), 0) {
				q := graph.TurnQuery{Since: since, Until: until, Limit: 100}
				equal(t, fmt.Sprintf("turns after %d until %d", since, until), turnsOf(t, w, q), turnsOf(t, w.reference, q))
			}
		}
	}},
	{"in order of the commit and then of the id", func(t *testing.T, w *world) {
		equal(t, "turns of the blog and its withdrawal", w.turned(t, graph.TurnQuery{Since: w.after["wire"], Limit: 100}),
			"blog: company:google, blog: stake:google.scale-ai, withdrawal of blog: company:google, withdrawal of blog: stake:google.scale-ai")
	}},
	{"after Since, up to Until", func(t *testing.T, w *world) {
		equal(t, "turns of the blog", w.turned(t, graph.TurnQuery{Since: w.after["wire"], Until: w.after["blog"], Limit: 100}), "blog: company:google, blog: stake:google.scale-ai")
		equal(t, "turns after the last commit", w.turned(t, graph.TurnQuery{Since: w.after["withdrawal of blog"], Limit: 100}), "")
		equal(t, "turns between a commit and itself", w.turned(t, graph.TurnQuery{Since: w.after["blog"], Until: w.after["blog"], Limit: 100}), "")
	}},
	{"of some: they and what points to them", func(t *testing.T, w *world) {
		since := w.after["wire"]
		equal(t, "of Scale AI", w.turned(t, graph.TurnQuery{Since: since, Of: []graph.ID{"company:scale-ai"}, Limit: 100}),
			"blog: stake:google.scale-ai, withdrawal of blog: stake:google.scale-ai")
		equal(t, "of a stake and its owner, named twice", w.turned(t, graph.TurnQuery{Since: since, Until: w.after["blog"], Of: []graph.ID{"company:google", "stake:google.scale-ai", "company:google"}, Limit: 100}),
			"blog: company:google, blog: stake:google.scale-ai")
		for _, none := range [][]graph.ID{{}, {"company:nobody"}, {"no id"}} {
			equal(t, fmt.Sprintf("of %q", none), w.turned(t, graph.TurnQuery{Of: none, Limit: 100}), "")
		}
	}},
	{"a page has at most limit turns, and After goes on", func(t *testing.T, w *world) {
		for _, of := range [][]graph.ID{nil, {"company:google", "company:meta"}} {
			whole := turnsOf(t, w, graph.TurnQuery{Of: of, Limit: 100})
			for limit := range 5 {
				if limit > 0 {
					equal(t, fmt.Sprintf("turns by pages of %d", limit), turnsOf(t, w, graph.TurnQuery{Of: of, Limit: limit}), whole)
				}
			}
		}
		page, err := w.Turns(t.Context(), graph.TurnQuery{})
		must(t, err)
		if len(page.Turns) != 0 || !page.More {
			t.Errorf("got %d turns in a page of none, more %v", len(page.Turns), page.More)
		}
	}},
	{"the claims that began and ended, and who wrote", func(t *testing.T, w *world) {
		page, err := w.Turns(t.Context(), graph.TurnQuery{Since: w.after["blog"], Of: []graph.ID{"company:scale-ai"}, Limit: 1})
		must(t, err)
		turn := page.Turns[0]
		if len(turn.Before) == 0 || len(turn.After) != 0 || len(turn.Begun) != 0 || len(turn.Ended) != 1 || turn.Ended[0].EndReason != graph.SourceWithdrawn {
			t.Errorf("got %s, want a stake that ends with its claim", showTurn(turn))
		}
		want := graph.LogEntry{At: turn.At, Actor: "graphtest", Action: graph.ActionWithdraw, Article: "article:blog", Changed: 2, Reason: graph.SourceWithdrawn}
		if len(turn.Log) != 1 || turn.Log[0] != want {
			t.Errorf("got the log %+v, want %+v", turn.Log, want)
		}
	}},
}

var unturnedCases = []writingCase{
	{"what a later change of the same commit took back is no turn", func(t *testing.T, h Harness) {
		store, want := open(t, h), &reference{}
		changes := func() []graph.Change { return []graph.Change{register(), blog(), Withdraw("blog"), wire()} }
		receipt := apply(t, store, changes()...)
		_, err := want.commit(receipt.At, changes()...)
		must(t, err)
		for _, of := range [][]graph.ID{nil, {"company:scale-ai"}, {"company:google", "stake:google.scale-ai"}} {
			q := graph.TurnQuery{Of: of, Limit: 3}
			equal(t, fmt.Sprintf("turns of %q", of), turnsOf(t, store, q), turnsOf(t, want, q))
		}
	}},
	{"an empty store has none", func(t *testing.T, h Harness) {
		equal(t, "turns", turnsOf(t, open(t, h), graph.TurnQuery{Limit: 10}), "")
	}},
}

// turned prints the commits and ids of a page.
func (w *world) turned(t *testing.T, query graph.TurnQuery) string {
	t.Helper()
	page, err := w.Turns(t.Context(), query)
	must(t, err)
	var texts []string
	for _, turn := range page.Turns {
		for name, at := range w.after {
			if at == turn.At {
				texts = append(texts, fmt.Sprintf("%s: %s", name, turn.ID))
			}
		}
	}
	return strings.Join(texts, ", ")
}

// turnsOf prints all pages of a query in full.
func turnsOf(t testing.TB, reader graph.Reader, query graph.TurnQuery) string {
	t.Helper()
	var lines []string
	for {
		page, err := reader.Turns(t.Context(), query)
		must(t, err)
		if len(page.Turns) > query.Limit {
			t.Errorf("got %d turns in a page of %d", len(page.Turns), query.Limit)
		}
		for _, turn := range page.Turns {
			lines = append(lines, showTurn(turn))
		}
		if !page.More {
			return strings.Join(lines, "\n     ")
		}
		if query.Start().Compare(page.Last) >= 0 {
			t.Fatalf("the page after %v reaches to %v", query.Start(), page.Last)
		}
		query.After = &page.Last
	}
}

func showTurn(turn graph.Turn) string {
	lines := []string{fmt.Sprintf("%d %s %+v", turn.At, turn.ID, turn.Log)}
	for _, part := range []struct {
		name     string
		versions []*graph.Record
	}{{"before", turn.Before}, {"after", turn.After}, {"ended", turn.Ended}, {"begun", turn.Begun}} {
		for _, v := range part.versions {
			lines = append(lines, "  "+part.name+" "+show(v))
		}
	}
	return strings.Join(lines, "\n     ")
}
