package graphtest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"capgraph/graph"
)

const propertyRuns = 3

var propertyCases = []writingCase{
	{"any order, repetition and split into writes give the same current slice", func(t *testing.T, h Harness) {
		for seed := range uint64(propertyRuns) {
			anyOrder(t, seed, onStore(t, h), onStore(t, h))
		}
	}},
	{"withdrawn articles leave what the others alone would have made", func(t *testing.T, h Harness) {
		for seed := range uint64(propertyRuns) {
			withdrawn(t, seed, onStore(t, h), onStore(t, h))
		}
	}},
}

// authored are the kinds that random articles are about.
var authored = []graph.Kind{"company", "person", "stake", "acquisition", "position"}

// target is where a property writes and reads: a store, or the reference.
type target struct {
	graph.Reader
	write func(changes ...graph.Change)
}

func onStore(t *testing.T, h Harness) target {
	store := open(t, h)
	return target{store, func(changes ...graph.Change) { apply(t, store, changes...) }}
}

func onReference(t *testing.T) target {
	f := &reference{}
	return target{f, func(changes ...graph.Change) {
		if _, err := f.commit(f.now+1, changes...); err != nil {
			t.Fatal(err)
		}
	}}
}

// anyOrder writes the same articles to both, in different orders and batches,
// some twice.
func anyOrder(t *testing.T, seed uint64, one, other target) {
	t.Helper()
	random, articles := rand.New(rand.NewPCG(seed, 2)), revisions(seed, 10)
	for _, article := range articles {
		one.write(article())
	}
	shuffled := append(articles, articles[:3]...)
	random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for len(shuffled) > 0 {
		n := 1 + random.IntN(len(shuffled))
		other.write(made(shuffled[:n])...)
		shuffled = shuffled[n:]
	}
	for _, kind := range append(authored, "article") {
		equal(t, fmt.Sprintf("seed %d, %s records in another order", seed, kind), current(t, other, kind), current(t, one, kind))
	}
	equal(t, fmt.Sprintf("seed %d, claims", seed), claimed(t, other), claimed(t, one))
}

// withdrawn writes all articles to one and withdraws some, and writes only the
// rest to the other.
func withdrawn(t *testing.T, seed uint64, one, other target) {
	t.Helper()
	random, gone := rand.New(rand.NewPCG(seed, 3)), map[string]bool{}
	articles := revisions(seed, 10)
	for _, article := range articles {
		one.write(article())
		if name := article().Article.ID.Slug(); random.IntN(3) == 0 {
			gone[name] = true
			one.write(Withdraw(name))
		}
	}
	for _, article := range articles {
		if name := article().Article.ID.Slug(); !gone[name] {
			other.write(article())
		} else {
			one.write(Withdraw(name))
		}
	}
	for _, kind := range authored {
		equal(t, fmt.Sprintf("seed %d, %s records after withdrawals", seed, kind), current(t, one, kind), current(t, other, kind))
	}
	equal(t, fmt.Sprintf("seed %d, claims", seed), claimed(t, one), claimed(t, other))
}

func revisions(seed uint64, n int) []func() graph.Change {
	author := newAuthor(seed)
	articles := make([]func() graph.Change, n)
	for i := range articles {
		seed := author.Uint64()
		articles[i] = func() graph.Change { return newAuthor(seed).article(i) }
	}
	return articles
}

func made(articles []func() graph.Change) []graph.Change {
	changes := make([]graph.Change, len(articles))
	for i, article := range articles {
		changes[i] = article()
	}
	return changes
}

// claimed prints the live claims without what is known when.
func claimed(t *testing.T, reader graph.Reader) string {
	t.Helper()
	return values(projected(t, reader, "claim", today))
}
