package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
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

// killed runs the program and kills it a while after it has printed a text.
func killed(t *testing.T, printed string, after time.Duration, args ...string) {
	t.Helper()
	command, once := helper(args...), sync.Once{}
	command.Stdout = watching(printed, func() {
		once.Do(func() { time.AfterFunc(after, func() { command.Process.Kill() }) })
	})
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // It was killed, or done before.
}

// kills is how often loads are killed; 20 take some minutes.
var kills = flag.Int("kills", 2, "loads to kill")

func TestKilledLoadsGoOnWhereTheyWere(t *testing.T) {
	articles := randomArticles(5, 700)
	file, want := fileOf(t, "lines.jsonl", strings.Join(articles, "")), ""
	random, began := rand.New(rand.NewPCG(1, 1)), time.Now()
	whole := newStore(t)
	if err := helper("seed", "--store", whole, file).Run(); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	want = wholeGraph(t, openSQLite(t, whole))
	partly := 0
	for round := range *kills {
		store := newStore(t)
		killed(t, "article:random-0 ", time.Duration(random.Int64N(int64(took)/2)), "seed", "--store", store, file)
		if n := articlesIn(t, openSQLite(t, store)); n > 0 && n < len(articles) {
			partly++
		}
		if out, says, code := seeds(t, "--store", store, file); code != 0 {
			t.Fatalf("round %d: got exit %d (%s%s)", round, code, out, says)
		}
		sameGraph(t, fmt.Sprintf("round %d", round), wholeGraph(t, openSQLite(t, store)), want)
	}
	t.Logf("%d of %d loads were killed when a part was there", partly, *kills)
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

func TestKilledLoadsGoOnWhereTheyWereOnNeo4j(t *testing.T) {
	articles := randomArticles(6, 700)
	file, want := fileOf(t, "lines.jsonl", strings.Join(articles, "")), oneByOne(t, articles)
	server := neo4jtest.Open(t)
	store := neo4jArgs(server)
	random := rand.New(rand.NewPCG(2, 2))
	for round := range max(1, *kills/4) {
		server.Clear(t)
		openNeo4j(t, server) // Makes the indexes, which is no part of the load.
		killed(t, "article:random-0 ", time.Duration(random.IntN(3000))*time.Millisecond, append(store, "seed", file)...)
		t.Logf("%d of %d articles were there", articlesIn(t, openNeo4j(t, server)), len(articles))
		if err := run(context.Background(), append(store, "seed", file), io.Discard, io.Discard); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		sameGraph(t, fmt.Sprintf("round %d", round), wholeGraph(t, openNeo4j(t, server)), want)
	}
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
// outage, the second before the second. A load waits while the database is away, says so, and goes on; or it gives
// up with a clear error, and goes on when it is run again.
func TestLoadWaitsForTheDatabase(t *testing.T) {
	articles := randomArticles(11, 1_200)
	file := fileOf(t, "lines.jsonl", strings.Join(articles, ""))
	server := neo4jtest.New(t)
	args := append(neo4jArgs(server), "seed", file)
	var says syncBuffer
	var once sync.Once
	impatient := run(t.Context(), append(args, "--wait", "1s"), watching("article:random-", func() { once.Do(func() { server.Kill(t) }) }), &says)
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
