package ownership_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/ownership"
	"capgraph/graph/sqlite"
)

var looked = graphtest.Day("2025-08-01")

// told writes and returns what a witness tells of it, by each way of counting votes.
func told(t *testing.T, store graph.Store, dryRun bool, changes ...graph.Change) []ownership.Effects {
	t.Helper()
	var all []ownership.Effects
	witness := ownership.Witness{Day: looked, Votes: []ownership.VotesBasis{ownership.Stated, ownership.Shares}, Tell: func(e []ownership.Effects) { all = e }}
	_, err := witness.Over(store).Apply(context.Background(), graph.Write{Actor: "test", DryRun: dryRun, Plan: func(context.Context, graph.Reader) ([]graph.Change, error) { return changes, nil }})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// stand is what the answers about ownership say of the control of every company.
func stand(t *testing.T, store graph.Store, names []string, votes ownership.VotesBasis) map[string]string {
	t.Helper()
	p, err := ownership.Load(context.Background(), store, graph.Slice{Day: looked}, ownership.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	says := map[string]string{}
	for _, name := range names {
		id, o := graphtest.ID("company", name), ownership.Options{Votes: votes}
		controls, err := p.Controllers(context.Background(), id, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range controls {
			says[fmt.Sprintf("%s controls %s", c.Owner, id)] = string(c.Certainty)
		}
		parent, err := p.UltimateParent(context.Background(), id, o)
		if err != nil {
			t.Fatal(err)
		}
		says[fmt.Sprintf("the parent of %s is", id)] = fmt.Sprint(parent.Class)
	}
	return says
}

// difference lists what two answers differ in.
func difference(before, after map[string]string) []string {
	var lines []string
	add := func(what, was, is string) {
		if was != is {
			lines = append(lines, fmt.Sprintf("%s: %s -> %s", what, was, is))
		}
	}
	for what, was := range before {
		is, known := after[what]
		if !known {
			is = string(graph.No)
		}
		add(what, was, is)
	}
	for what, is := range after {
		if _, known := before[what]; !known {
			add(what, string(graph.No), is)
		}
	}
	slices.Sort(lines)
	return lines
}

// lines are the effects in the words of difference.
func lines(effects ownership.Effects) []string {
	var lines []string
	for _, e := range effects.Companies {
		for _, c := range e.Control {
			lines = append(lines, fmt.Sprintf("%s controls %s: %s -> %s", c.Owner, e.Company, c.Before.Certainty, c.After.Certainty))
		}
		if !slices.Equal(e.Before.Parent, e.After.Parent) {
			lines = append(lines, fmt.Sprintf("the parent of %s is: %v -> %v", e.Company, e.Before.Parent, e.After.Parent))
		}
	}
	slices.Sort(lines)
	return lines
}

// randomChange is an article about few companies, the correction of one,
// its withdrawal, or a merge. Few have a majority, so that control is often joint.
func randomChange(random *rand.Rand, names []string, number int) graph.Change {
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	article := fmt.Sprintf("article %d", random.IntN(12))
	switch random.IntN(12) {
	case 0:
		return graphtest.Withdraw(article)
	case 1:
		return graphtest.Decided(fmt.Sprintf("merge %d", number), graphtest.Merge(graphtest.ID("company", pick(names...)), graphtest.ID("company", pick(names...))))
	}
	parts := []graphtest.Part{graphtest.On("2025-01-01"), graphtest.Revised(graphtest.Day("2025-01-01").String()), graphtest.ReadAgain(number)}
	said := map[string]bool{}
	for range 1 + random.IntN(4) {
		owner, company := pick(names...), pick(names...)
		if said[owner+company] {
			continue
		}
		said[owner+company] = true
		var pairs []string
		if random.IntN(6) > 0 {
			pairs = append(pairs, "share", pick("20 %", "30 %", "40 %", "50 %", "60 %", "100 %", "> 50 %", "25..60 %"))
		}
		if random.IntN(3) == 0 {
			pairs = append(pairs, "votes", pick("20 %", "30 %", "50 %", "55 %", "70 %", "> 50 %", "10..80 %"))
		}
		if since := pick("", "2020-01-01", "2025", "2026-01-01"); since != "" {
			pairs = append(pairs, "since", since)
		}
		parts = append(parts, graphtest.Company(owner), graphtest.Stake(owner, company, pairs...).Says(pick("states", "states", "states", "plans")))
		if random.IntN(6) == 0 {
			parts = append(parts, graphtest.Company(company, "ownersComplete", pick("true", "false")))
		} else {
			parts = append(parts, graphtest.Company(company))
		}
	}
	return graphtest.Article(article, parts...)
}

// TestEffectsAreWhatAnswersDifferIn writes random articles, and previews each
// before: what both tell of control is the difference of the answers about
// ownership before and after, by each way of counting votes.
func TestEffectsAreWhatAnswersDifferIn(t *testing.T) {
	var names []string
	for i := range 9 {
		names = append(names, fmt.Sprintf("C%d", i))
	}
	effects, writes := 0, 0
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 1))
		store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(graphtest.Clock()))
		if err != nil {
			t.Fatal(err)
		}
		for number := range 40 {
			var changes []graph.Change
			for range 1 + random.IntN(2) {
				changes = append(changes, randomChange(random, names, number))
			}
			if _, err := store.Apply(t.Context(), graph.Write{DryRun: true, Plan: func(context.Context, graph.Reader) ([]graph.Change, error) { return changes, nil }}); err != nil {
				continue // Nothing to withdraw, or to merge.
			}
			before := []map[string]string{stand(t, store, names, ownership.Stated), stand(t, store, names, ownership.Shares)}
			preview := told(t, store, true, changes...)
			written := told(t, store, false, changes...)
			writes++
			for i, basis := range []ownership.VotesBasis{ownership.Stated, ownership.Shares} {
				want := difference(before[i], stand(t, store, names, basis))
				got, again := lines(preview[i]), lines(written[i])
				if !slices.Equal(got, want) || !slices.Equal(again, want) || !preview[i].Complete {
					t.Fatalf("seed %d, write %d, votes %s: the preview told\n%s\nthe write\n%s\nwant\n%s", seed, number, basis,
						strings.Join(got, "\n"), strings.Join(again, "\n"), strings.Join(want, "\n"))
				}
				effects += len(want)
			}
		}
		store.Close()
	}
	if t.Logf("%d writes, %d effects", writes, effects); effects < 1000 {
		t.Errorf("%d writes made %d effects; that tests little", writes, effects)
	}
}
