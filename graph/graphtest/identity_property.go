package graphtest

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

var identityPropertyCases = []writingCase{
	{"decisions withdrawn leave what was before", func(t *testing.T, h Harness) {
		for seed := range uint64(propertyRuns) {
			undone(t, seed, onStore(t, h))
		}
	}},
	{"decisions and articles in any order give the same current slice", func(t *testing.T, h Harness) {
		for seed := range uint64(propertyRuns) {
			decidedInAnyOrder(t, seed, onStore(t, h), onStore(t, h))
		}
	}},
	{"a merge reads as if the articles had named one record", func(t *testing.T, h Harness) {
		for seed := range uint64(propertyRuns) {
			readAsOne(t, seed, onStore(t, h), onStore(t, h))
		}
	}},
	{"a split reads as if its articles had named another record", func(t *testing.T, h Harness) {
		for seed := range uint64(propertyRuns) {
			readAsTwo(t, seed, onStore(t, h), onStore(t, h))
		}
	}},
}

// wholeSlice prints the current slice and the live claims.
func wholeSlice(t *testing.T, of graph.Reader) string {
	t.Helper()
	return current(t, of, append(authored, "article")...) + "\n" + claimed(t, of)
}

// decisions are some that do not contradict one another.
func decisions(random *rand.Rand) []graph.Change {
	order := random.Perm(len(companies))
	company := func(i int) graph.ID { return ID("company", companies[order[i]]) }
	return []graph.Change{
		Decided("first decision", Merge(company(0), company(1))),
		Decided("second decision", Merge(company(2), company(0))),
		Decided("third decision", Split(company(3), company(random.IntN(2)), "article 0", "article 2")),
		Decided("fourth decision", Split(company(1), "company:new", "article 1"), Apart(company(2), company(3))),
	}
}

// undone withdraws decisions in another order than they were made in.
func undone(t *testing.T, seed uint64, on target) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 4))
	for _, article := range revisions(seed, 10) {
		on.write(article())
	}
	before, made := wholeSlice(t, on), decisions(random)
	for _, decision := range made {
		on.write(decision)
	}
	if wholeSlice(t, on) == before {
		t.Errorf("seed %d: the decisions changed nothing", seed)
	}
	for _, i := range random.Perm(len(made)) {
		on.write(Withdraw(made[i].Article.ID.Slug()))
	}
	equal(t, fmt.Sprintf("seed %d, after all were withdrawn", seed), leavingOut(wholeSlice(t, on), "decision"), leavingOut(before, "decision"))
}

// leavingOut drops the lines that name something.
func leavingOut(text, name string) string {
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return strings.Contains(line, name) })
	return strings.Join(lines, "\n")
}

func decidedInAnyOrder(t *testing.T, seed uint64, one, other target) {
	t.Helper()
	random, articles := rand.New(rand.NewPCG(seed, 5)), revisions(seed, 10)
	for _, decision := range decisions(rand.New(rand.NewPCG(seed, 6))) {
		articles = append(articles, func() graph.Change { return copied(decision) })
	}
	for _, article := range articles {
		one.write(article())
	}
	random.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
	for len(articles) > 0 {
		n := 1 + random.IntN(len(articles))
		other.write(made(articles[:n])...)
		articles = articles[n:]
	}
	equal(t, fmt.Sprintf("seed %d, in another order", seed), wholeSlice(t, other), wholeSlice(t, one))
}

// copied is a change that can be written apart from the one it is made of.
func copied(change graph.Change) graph.Change {
	change.Claims = slices.Clone(change.Claims)
	for i, c := range change.Claims {
		change.Claims[i] = clone(c)
	}
	return change
}

func readAsOne(t *testing.T, seed uint64, one, other target) {
	t.Helper()
	merged, into := ID("company", companies[seed%3]), ID("company", companies[3+seed%3])
	for _, article := range revisions(seed, 10) {
		one.write(article())
		other.write(renamed(article(), merged, into))
	}
	one.write(Decided("merge", Merge(into, merged)))
	equal(t, fmt.Sprintf("seed %d, %s as %s", seed, merged, into), plainly(t, one), plainly(t, other))
}

func readAsTwo(t *testing.T, seed uint64, one, other target) {
	t.Helper()
	from, split := ID("company", companies[seed%3]), graph.ID("company:another")
	for _, article := range revisions(seed, 10) {
		one.write(article())
		if name := article().Article.ID; name == ID("article", "article 0") || name == ID("article", "article 1") {
			other.write(renamed(article(), from, split))
		} else {
			other.write(article())
		}
	}
	one.write(Decided("split", Split(from, split, "article 0", "article 1")))
	equal(t, fmt.Sprintf("seed %d, %s as %s", seed, from, split), plainly(t, one), plainly(t, other))
}

// renamed is the change as it would be if its article called one company by
// the id of another. Its claims keep their ids, which settle what is equal otherwise.
func renamed(change graph.Change, from, to graph.ID) graph.Change {
	for _, c := range change.Claims {
		about := c.Refs("about")[0]
		isDerived := about == graph.Identity(about.Kind(), c.Claimed)
		for _, field := range slices.Sorted(maps.Keys(c.Claimed)) {
			for i, held := range c.Claimed[field] {
				if ref, ok := held.Value.(graph.Ref); ok && ref.ID == string(from) {
					c.Claimed[field][i].Value = graph.Ref{ID: string(to)}
				}
			}
		}
		switch {
		case about == from:
			about = to
		case isDerived:
			about = graph.Identity(about.Kind(), c.Claimed)
		}
		c.Held["about"] = []graph.Held{{Value: graph.Ref{ID: string(about)}}}
	}
	return change
}

// plainly prints the current slice without the former ids.
func plainly(t *testing.T, of target) string {
	t.Helper()
	var lines []string
	for _, kind := range authored {
		must(t, of.Project(context.WithoutCancel(t.Context()), kind, today, func(r *graph.Record) error {
			delete(r.Held, "formerId")
			lines = append(lines, timeless(r))
			return nil
		}))
	}
	return strings.Join(lines, "\n")
}
