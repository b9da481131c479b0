package graphtest

import (
	"strings"
	"testing"

	"capgraph/graph"
)

// waits is the change by which an article of that name waits, with what has
// been decided of its mentions.
func waits(name string, decided []string, parts ...Part) graph.Change {
	change := Article(name, parts...)
	change.Claims = nil
	change.Waiting = graph.NewWaiting(change.Article, "the file of "+name+", "+change.Article.Held["digest"][0].Value.Text(), decided)
	return change
}

// kept prints the status of the wire, the claims that count, and what waits.
func kept(t *testing.T, store graph.Store) string {
	t.Helper()
	id := graph.ID("article:wire")
	records, err := store.Records(t.Context(), []graph.ID{id, graph.WaitingID(id)}, today)
	must(t, err)
	if records[id] == nil {
		return "nothing"
	}
	status, _ := graph.One[graph.Token](records[id], "status")
	text := string(status)
	if waiting := records[graph.WaitingID(id)]; waiting != nil {
		file, _ := graph.One[graph.File](waiting, "file")
		text += "; waits: " + strings.Split(string(file), ",")[0]
		for _, held := range waiting.Held["decided"] {
			text += ", " + held.Value.Text()
		}
	}
	return text + "; " + current(t, store, "company")
}

func wired(industry string, parts ...Part) []Part {
	return append([]Part{Company("Meta", "industry", industry)}, parts...)
}

var waitingCases = []writingCase{
	{"what waits is kept as it was sent, and nothing of it counts", func(t *testing.T, h Harness) {
		store := open(t, h)
		file := strings.Repeat("é \"quoted\"\n\t", 100_000)
		change := waits("wire", nil, wired("ads", On("2025-07-20"))...)
		change.Waiting = graph.NewWaiting(change.Article, file, []string{"one", "two"})
		equal(t, "the receipt", outcomes(apply(t, store, change)), "wire WAITING: ")
		equal(t, "entities", current(t, store, "company", "claim"), "")
		pages, err := store.List(t.Context(), graph.Query{Kind: graph.KindWaiting, Slice: today, Limit: 2})
		must(t, err)
		if found := pages[""].Records; len(found) != 1 || found[0].Held["file"][0].Value != graph.File(file) || len(found[0].Held["decided"]) != 2 {
			t.Errorf("got %d that wait, want the file as it was sent", len(found))
		}
		entries, err := store.Writes(t.Context(), graph.LogQuery{Limit: 1})
		must(t, err)
		if len(entries) != 1 || entries[0].Changed != 0 || entries[0].Reason != "" {
			t.Errorf("got the log %+v, want an entry that changes no record", entries)
		}
	}},
	{"what waits is exchanged by the same or a later revision, and by nothing earlier", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, waits("wire", nil, wired("ads", On("2025-07-20"))...))
		before := head(t, store)
		equal(t, "again", outcomes(apply(t, store, waits("wire", nil, wired("ads", On("2025-07-20"))...))), "wire UNCHANGED: ")
		if head(t, store) != before {
			t.Error("sending again what waits was a commit")
		}
		equal(t, "decided in part", outcomes(apply(t, store, waits("wire", []string{"a"}, wired("ads", On("2025-07-20"))...))), "wire WAITING: ")
		equal(t, "then", kept(t, store), "WAITING; waits: the file of wire, a; ")
		equal(t, "an earlier one that waits", outcomes(apply(t, store, waits("wire", nil, wired("x", On("2025-07-19"))...))), "wire SUPERSEDED: ")
		equal(t, "an earlier one that is loaded", outcomes(apply(t, store, Article("wire", wired("x", On("2025-07-19"))...))), "wire CHANGED: meta CREATED")
		equal(t, "counts beside it", kept(t, store), "ACTIVE; waits: the file of wire, a; "+current(t, store, "company"))
		must(t, undo(store, "article:wire", 0))
		equal(t, "undone", kept(t, store), "WAITING; waits: the file of wire, a; ")
		equal(t, "other facts of the same day", outcomes(apply(t, store, waits("wire", nil, wired("y", On("2025-07-20"))...))), "wire WAITING: ")
		equal(t, "loaded", outcomes(apply(t, store, Article("wire", wired("ads", On("2025-07-20"))...))), "wire CHANGED: meta CREATED")
		equal(t, "afterwards", kept(t, store), "ACTIVE; "+current(t, store, "company"))
		equal(t, "again when it counts", outcomes(apply(t, store, waits("wire", nil, wired("ads", On("2025-07-20"))...))), "wire UNCHANGED: ")
		equal(t, "other facts when it counts", string(graph.CodeOf(refusal(t, store, waits("wire", nil, wired("z", On("2025-07-20"))...)))), string(graph.Conflict))
	}},
	{"a revision that waits leaves what counts of the article in force", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, Article("wire", wired("ads", On("2025-07-20"))...))
		counts := present(t, store)
		equal(t, "the receipt", outcomes(apply(t, store, waits("wire", nil, wired("chips", On("2025-07-20"), Revised("2025-08-01"))...))), "wire WAITING: ")
		equal(t, "what counts", present(t, store), counts)
		equal(t, "what was loaded, again", outcomes(apply(t, store, Article("wire", wired("ads", On("2025-07-20"))...))), "wire UNCHANGED: meta UNCHANGED")
		must(t, undo(store, "article:wire", 0))
		equal(t, "undone", present(t, store), counts)
		must(t, undo(store, "article:wire", 0))
		equal(t, "loaded", outcomes(apply(t, store, Article("wire", wired("chips", On("2025-07-20"), Revised("2025-08-01"))...))), "wire CHANGED: meta CHANGED")
		equal(t, "afterwards", kept(t, store), "CORRECTED; "+current(t, store, "company"))
	}},
	{"what waits is withdrawn, restored and undone with its article", func(t *testing.T, h Harness) {
		for name, first := range map[string][]graph.Change{
			"alone":              nil,
			"beside what counts": {Article("wire", wired("ads", On("2025-07-19"))...)},
		} {
			store := open(t, h)
			Load(t, store, first...)
			unknown := kept(t, store)
			Load(t, store, waits("wire", []string{"a"}, wired("chips", On("2025-07-20"))...))
			waiting := kept(t, store)
			equal(t, name+", withdrawn", strings.Split(outcomes(apply(t, store, Withdraw("wire"))), ":")[0], "wire ENDED")
			equal(t, name+", then", kept(t, store), "WITHDRAWN; ")
			restore(t, store, "article:wire")
			equal(t, name+", restored", kept(t, store), waiting)
			Load(t, store, Article("wire", wired("chips", On("2025-07-20"))...))
			loaded := kept(t, store)
			must(t, undo(store, "article:wire", 0))
			equal(t, name+", load undone", kept(t, store), waiting)
			must(t, undo(store, "article:wire", 0))
			equal(t, name+", undoing undone", kept(t, store), loaded)
			fresh := open(t, h)
			Load(t, fresh, first...)
			Load(t, fresh, waits("wire", nil, wired("chips", On("2025-07-20"))...))
			must(t, undo(fresh, "article:wire", 0))
			equal(t, name+", first of it undone", kept(t, fresh), unknown)
		}
	}},
	{"many that wait and are loaded in one write are as one after the other", func(t *testing.T, h Harness) {
		changes := func() []graph.Change {
			return []graph.Change{
				waits("wire", nil, wired("ads", On("2025-07-20"))...), Article("blog", wired("ads", On("2025-07-20"))...),
				waits("note", nil, wired("x", On("2025-07-20"))...), Article("wire", wired("ads", On("2025-07-20"))...),
			}
		}
		one, many := open(t, h), open(t, h)
		var plans []graph.Plan
		for _, change := range changes() {
			apply(t, one, change)
		}
		for _, change := range changes() {
			plans = append(plans, planOf(change))
		}
		_, err := many.Apply(t.Context(), graph.Write{Actor: "graphtest", Plans: plans})
		must(t, err)
		equal(t, "the graph", present(t, many), present(t, one))
		equal(t, "what waits", kept(t, many), kept(t, one))
	}},
}
