package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/neo4j/neo4jtest"
	"capgraph/seed"
)

// seedArgs holds the arguments with which a helper process runs the program,
// one a line.
const seedArgs = "CAPGRAPH_TEST_SEED_ARGS"

// helper is the program in a process of its own.
func helper(args ...string) *exec.Cmd {
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), seedArgs+"="+strings.Join(args, "\n"))
	return command
}

// kills is how often loads are killed, on each store.
var kills = flag.Int("kills", 20, "loads to kill on each store")

// victim is a load that is killed again and again; now and then, and when it is
// done, it begins from the start.
type victim struct {
	args     []string // of the load
	articles []string
	open     func(t *testing.T) graph.Store
	empty    func(t *testing.T) // makes the store empty

	graphs map[int]string // by number of articles, the graph that they make
}

// of is the graph that the first n articles make when each is loaded by itself.
func (v *victim) of(t *testing.T, n int) string {
	t.Helper()
	if _, known := v.graphs[n]; !known {
		v.graphs[n] = oneByOne(t, v.articles[:n])
	}
	return v.graphs[n]
}

// there is how many articles are in the store, and the graph: both of one
// state, for what was sent before the kill may be committed after it.
func (v *victim) there(t *testing.T) (n int, graph string) {
	t.Helper()
	store := v.open(t)
	defer store.Close()
	for {
		before, err := store.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		n, graph = articlesIn(t, store), wholeGraph(t, store)
		if after, err := store.Head(t.Context()); err == nil && after == before {
			return n, graph
		}
	}
}

// killAt runs the load, kills it after a while, and says whether it was done
// before.
func (v *victim) killAt(t *testing.T, after time.Duration) (done bool) {
	t.Helper()
	load := helper(v.args...)
	if err := load.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { load.Process.Kill() })
	defer timer.Stop()
	return load.Wait() == nil
}

// killAll kills the load as often as the flag says. Whenever it is killed, some of
// the first articles must be there, each whole, and nothing else; and when it is
// done in the end, all of them, as if it had never been killed.
func (v *victim) killAll(t *testing.T, random *rand.Rand) {
	t.Helper()
	wholes, partly, began := 0, 0, time.Now()
	if !v.killAt(t, 5*time.Minute) {
		t.Fatal("the first load was not done")
	}
	window, last := time.Since(began)/3, 0 // The load has two large transactions and a small one.
	v.empty(t)
	for killed := 0; killed < *kills; {
		done := v.killAt(t, time.Duration(random.Int64N(int64(window))))
		n, graph := v.there(t)
		sameGraph(t, fmt.Sprintf("after %d kills", killed), graph, v.of(t, n))
		switch {
		case done && n < len(v.articles):
			t.Fatalf("a load was done with %d of %d articles", n, len(v.articles))
		case done:
			wholes, last, window = wholes+1, 0, window*2/3
			v.empty(t)
			continue
		case n == last: // Such a window may be too short for a transaction.
			window = window * 5 / 4
		}
		if n > 0 && n < len(v.articles) {
			partly++
		}
		last = n
		if killed++; random.IntN(6) == 0 {
			last = 0
			v.empty(t)
		}
	}
	if !v.killAt(t, 5*time.Minute) {
		t.Fatal("the last load was not done")
	}
	_, graph := v.there(t)
	sameGraph(t, "in the end", graph, v.of(t, len(v.articles)))
	t.Logf("%d loads were killed, %d of them when a part was there; %d went on to the end", *kills, partly, wholes+1)
}

func TestKilledLoadsGoOnWhereTheyWere(t *testing.T) {
	articles, path := shortArticles(1_050), ""
	v := victim{articles: articles, graphs: map[int]string{}, open: func(t *testing.T) graph.Store { return openSQLite(t, path) }}
	file := fileOf(t, "lines.jsonl", strings.Join(articles, ""))
	v.empty = func(t *testing.T) {
		path = newStore(t)
		v.args = []string{"seed", "--store", path, file}
	}
	v.empty(t)
	v.killAll(t, rand.New(rand.NewPCG(1, 1)))
}

func TestKilledLoadsGoOnWhereTheyWereOnNeo4j(t *testing.T) {
	server, articles := neo4jtest.Open(t), shortArticles(1_050)
	v := victim{articles: articles, graphs: map[int]string{}, open: func(t *testing.T) graph.Store { return openNeo4j(t, server) }}
	v.args = append(neo4jArgs(server), "seed", fileOf(t, "lines.jsonl", strings.Join(articles, "")))
	v.empty = func(t *testing.T) {
		server.Clear(t)
		openNeo4j(t, server) // Makes the indexes, which is no part of the load.
	}
	v.empty(t)
	v.killAll(t, rand.New(rand.NewPCG(2, 2)))
}

// shortArticles contradict each other about some companies.
func shortArticles(n int) []string {
	articles := make([]string, n)
	for i := range articles {
		articles[i] = articleOf(fmt.Sprintf("note-%d", i), fmt.Sprintf("Company %d", i*7%150), fmt.Sprintf("industry %d", i%5))
	}
	return articles
}

// articlesIn counts the articles of a store.
func articlesIn(t *testing.T, store graph.Store) int {
	t.Helper()
	pages, err := store.List(context.Background(), graph.Query{Kind: "article", Slice: graph.Slice{Day: 1 << 14}, Count: true})
	if err != nil {
		t.Fatal(err)
	}
	return pages[""].Total
}

func neo4jArgs(server *neo4jtest.Server) []string {
	return []string{"--store", server.URI, "--neo4j-user", server.User, "--neo4j-password", server.Password}
}

// overlapping are eight files, each with half of the articles in an order of
// its own.
func overlapping(t *testing.T, articles []string) []string {
	t.Helper()
	files := make([]string, 8)
	for i := range files {
		random, text := rand.New(rand.NewPCG(uint64(i), 3)), ""
		for _, n := range random.Perm(len(articles))[:len(articles)/2] {
			text += articles[n]
		}
		if i == 0 { // All of them are in one file at least.
			text = strings.Join(articles, "")
		}
		files[i] = fileOf(t, "lines.jsonl", text)
	}
	return files
}

func TestEightLoadersAtOnceOnOneFile(t *testing.T) {
	articles, store := randomArticles(8, 300), newStore(t)
	var group sync.WaitGroup
	for _, file := range overlapping(t, articles) {
		group.Go(func() {
			if out, err := helper("seed", "--store", store, file).CombinedOutput(); err != nil {
				t.Errorf("got %v and\n%s", err, out)
			}
		})
	}
	group.Wait()
	sameGraph(t, "eight processes", wholeGraph(t, openSQLite(t, store)), oneByOne(t, articles))
}

func TestEightLoadersAtOnceOnOneStore(t *testing.T) {
	articles, store := randomArticles(9, 300), openSQLite(t, newStore(t))
	eight(t, overlapping(t, articles), func(int) graph.Store { return store })
	sameGraph(t, "eight loaders", wholeGraph(t, store), oneByOne(t, articles))
}

func TestEightLoadersAtOnceOnNeo4j(t *testing.T) {
	server := neo4jtest.Open(t)
	server.Clear(t)
	articles, stores := randomArticles(10, 200), make([]graph.Store, 8)
	for i := range stores {
		stores[i] = openNeo4j(t, server)
	}
	eight(t, overlapping(t, articles), func(i int) graph.Store { return stores[i] })
	sameGraph(t, "eight loaders on Neo4j", wholeGraph(t, stores[0]), oneByOne(t, articles))
}

// eight loads each file by a loader of its own, all at once.
func eight(t *testing.T, files []string, store func(i int) graph.Store) {
	t.Helper()
	var group sync.WaitGroup
	for i, file := range files {
		group.Go(func() {
			loader := seed.Loader{Store: store(i), Actor: fmt.Sprint("loader ", i), Wait: time.Minute, Each: func(result seed.Result) error {
				if result.Why() != nil {
					return result.Why()
				}
				return nil
			}}
			if _, err := loader.Load(t.Context(), newSeedSource([]string{file}, "auto").items(t.Context())); err != nil {
				t.Errorf("loader %d: %v", i, err)
			}
		})
	}
	group.Wait()
}

// The articles make three transactions: the first is written before the first
// outage, which is in the midst of the second; the second before the second outage. A load waits while the database
// is away, says so, and goes on; or it gives up with a clear error, and goes on when it is run again.
func TestLoadWaitsForTheDatabase(t *testing.T) {
	articles := randomArticles(11, 1_200)
	file := fileOf(t, "lines.jsonl", strings.Join(articles, ""))
	server := neo4jtest.New(t)
	args := append(neo4jArgs(server), "seed", file)
	var says syncBuffer
	var once sync.Once
	impatient := run(t.Context(), append(args, "--wait", "1s"), watching("article:random-", func() {
		once.Do(func() { time.AfterFunc(200*time.Millisecond, func() { server.Kill(t) }) })
	}), &says)
	if code := exitCode(0); !errors.As(impatient, &code) || code != exitPartWay || !strings.Contains(impatient.Error(), "the same command goes on") {
		t.Fatalf("got %v, want exit %d and what to do", impatient, exitPartWay)
	}
	if !strings.Contains(says.String(), "the store is not reachable, trying again") {
		t.Errorf("got %q, want it to say that it waits", says.String())
	}
	server.Start(t)
	if n := articlesIn(t, openNeo4j(t, server)); n == 0 || n == len(articles) {
		t.Fatalf("got %d articles, want a part of them", n)
	}

	says, once = syncBuffer{}, sync.Once{}
	patient := make(chan error)
	go func() {
		patient <- run(t.Context(), args, watching("article:random-", func() { once.Do(func() { server.Stop(t) }) }), &says)
	}()
	for start := time.Now(); !strings.Contains(says.String(), "trying again"); time.Sleep(50 * time.Millisecond) {
		if time.Since(start) > 2*time.Minute {
			t.Fatal("it does not say that it waits")
		}
	}
	server.Start(t)
	if err := <-patient; err != nil {
		t.Fatalf("got %v (%s), want it to go on", err, says.String())
	}
	sameGraph(t, "after two outages", wholeGraph(t, openNeo4j(t, server)), oneByOne(t, articles))
}
