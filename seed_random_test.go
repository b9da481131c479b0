package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
	"capgraph/graph/sqlite"
	"capgraph/seed"
)

// randomArticles are articles about few things, so that they meet: they agree,
// contradict each other, and name what others name first. The same seed gives the same.
func randomArticles(seed uint64, n int) []string {
	random, articles := rand.New(rand.NewPCG(seed, 9)), make([]string, n)
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	for i := range articles {
		entities, facts := map[string]any{}, []any{}
		name := func() string {
			k := random.IntN(40 + n/4)
			handle := fmt.Sprintf("c%d", k)
			entities[handle] = fmt.Sprintf("Company %d", k)
			return handle
		}
		for f := range 1 + random.IntN(3) {
			one, other := name(), name()
			at := fmt.Sprintf("p%d", f+1)
			switch {
			case one == other || random.IntN(3) == 0:
				facts = append(facts, map[string]any{"company": map[string]any{"is": one, "country": pick("US", "FR", "DE"), "industry": pick("chips", "ships", "chops")}, "at": at})
			default:
				facts = append(facts, map[string]any{"stake": map[string]any{"owner": one, "company": other, "share": pick("5 %", "10..<20 %", "49 %", "> 50 %"), "since": pick("2020", "2021-05", "2023-02-01")}, "at": at})
			}
		}
		for handle := range entities {
			if used, _ := json.Marshal(facts); !strings.Contains(string(used), `"`+handle+`"`) {
				delete(entities, handle)
			}
		}
		text, _ := json.Marshal(map[string]any{
			"capgraph": 1, "entities": map[string]any{"company": entities}, "facts": facts,
			"article": map[string]any{"id": fmt.Sprintf("random-%d", i), "title": fmt.Sprintf("Random %d", i), "publisher": pick("A", "B"), "type": pick("press", "filing", "company"),
				"published": pick("2024", "2024-05", "2025-01-01"), "story": fmt.Sprintf("story %d", random.IntN(n))},
		})
		articles[i] = string(text) + "\n"
	}
	return articles
}

// wholeGraph prints all that is known now, without when it came to be known.
func wholeGraph(t testing.TB, reader graph.Reader) string {
	t.Helper()
	var text strings.Builder
	for _, spec := range graph.Specs() {
		for _, day := range []string{"2022-01-01", "2026-01-01"} {
			date, err := graph.ParseDate(day)
			if err == nil {
				err = reader.Project(context.Background(), spec.Kind, graph.Slice{Day: date.Earliest()}, func(r *graph.Record) error {
					fmt.Fprintln(&text, r.ID, r.Valid, string(graph.EncodeBody(r)))
					return nil
				})
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return text.String()
}

func openSQLite(t testing.TB, address string) graph.Store {
	t.Helper()
	store, err := sqlite.Open(context.Background(), strings.TrimPrefix(address, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func openNeo4j(t testing.TB, server *neo4jtest.Server) graph.Store {
	t.Helper()
	store, err := neo4j.Open(context.Background(), neo4j.Config{Address: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// oneByOne is the graph that the articles make when each is loaded by itself.
func oneByOne(t testing.TB, articles []string) string {
	t.Helper()
	store := openSQLite(t, ":memory:")
	loadEach(t, store, articles)
	return wholeGraph(t, store)
}

// loadEach loads each article by itself.
func loadEach(t testing.TB, store graph.Store, articles []string) {
	t.Helper()
	for _, text := range articles {
		facts, problems := seed.Decode("one", []byte(text))
		if problems == nil {
			_, problems, _ = seed.Load(context.Background(), store, "test", facts, false)
		}
		if problems != nil {
			t.Fatal(problems)
		}
	}
}

// sameGraph compares two graphs and shows the first line in which they differ.
func sameGraph(t testing.TB, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	gotten, wanted := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(gotten), len(wanted)) {
		if gotten[i] != wanted[i] {
			t.Fatalf("%s: got %d lines, want %d; line %d is\n%s\nwant\n%s", what, len(gotten), len(wanted), i, gotten[i], wanted[i])
		}
	}
	t.Fatalf("%s: got %d lines, want %d", what, len(gotten), len(wanted))
}

// inAnyBatches loads the articles in a random order, in random batches, some of them
// twice.
func inAnyBatches(t testing.TB, store graph.Store, number uint64, articles []string) {
	t.Helper()
	random := rand.New(rand.NewPCG(number, 10))
	shuffled := append(append([]string{}, articles...), articles[:len(articles)/4]...)
	random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for len(shuffled) > 0 {
		n := 1 + random.IntN(len(shuffled))
		var batch []*seed.Facts
		for _, text := range shuffled[:n] {
			facts, problems := seed.Decode("batch", []byte(text))
			if problems != nil {
				t.Fatal(problems)
			}
			batch = append(batch, facts)
		}
		preview, err := seed.LoadAll(context.Background(), store, "test", batch, true)
		if err != nil {
			t.Fatal(err)
		}
		loaded, err := seed.LoadAll(context.Background(), store, "test", batch, false)
		if err != nil {
			t.Fatal(err)
		}
		for i := range loaded {
			preview[i].Report.Committed = true
			if loaded[i].Problems != nil {
				t.Fatalf("got %+v (%v), and in the preview %+v", *loaded[i].Report, loaded[i].Problems, *preview[i].Report)
			}
			if got, want := counts(loaded[i].Report), counts(preview[i].Report); got != want {
				t.Fatalf("got %s, and in the preview %s", got, want)
			}
		}
		shuffled = shuffled[n:]
	}
}

func counts(r *seed.Report) string {
	return fmt.Sprint(r.Article, r.Outcome, r.Created, r.Changed, r.Unchanged, r.Conflicting)
}

func TestAnyBatchesInAnyOrderMakeTheSameGraph(t *testing.T) {
	for number := range uint64(6) {
		articles := randomArticles(number, 60)
		store := openSQLite(t, ":memory:")
		inAnyBatches(t, store, number, articles)
		sameGraph(t, fmt.Sprintf("seed %d", number), wholeGraph(t, store), oneByOne(t, articles))
	}
}

// withoutWithdrawn prints a graph but for the articles that are withdrawn.
func withoutWithdrawn(graph string) string {
	lines := slices.DeleteFunc(strings.SplitAfter(graph, "\n"), func(line string) bool { return strings.Contains(line, "WITHDRAWN") })
	return strings.Join(lines, "")
}

// aloneAfterWithdrawals loads articles, withdraws every third, which must leave
// what the others alone make, and restores them, which must leave what was before.
func aloneAfterWithdrawals(t *testing.T, store graph.Store, articles []string) {
	t.Helper()
	loadEach(t, store, articles)
	before := wholeGraph(t, store)
	var others, gone []string
	for i, text := range articles {
		if i%3 > 0 {
			others = append(others, text)
			continue
		}
		gone = append(gone, fmt.Sprintf("random-%d", i))
		if _, err := seed.Withdraw(t.Context(), store, "test", gone[len(gone)-1], false); err != nil {
			t.Fatal(err)
		}
	}
	sameGraph(t, "after withdrawals", withoutWithdrawn(wholeGraph(t, store)), oneByOne(t, others))
	for _, article := range gone {
		if _, err := seed.Restore(t.Context(), store, "test", article, false); err != nil {
			t.Fatal(err)
		}
	}
	sameGraph(t, "restored", wholeGraph(t, store), before)
}

func TestWithdrawnArticlesLeaveWhatOthersMake(t *testing.T) {
	for number := range uint64(6) {
		aloneAfterWithdrawals(t, openSQLite(t, ":memory:"), randomArticles(100+number, 45))
	}
}

func TestWithdrawnArticlesLeaveWhatOthersMakeOnNeo4j(t *testing.T) {
	server := neo4jtest.Open(t)
	server.Clear(t)
	aloneAfterWithdrawals(t, openNeo4j(t, server), randomArticles(200, 24))
}

// TestBothStoresExportTheSame loads random articles into both stores: in every
// format an export of the one is that of the other, byte for byte.
func TestBothStoresExportTheSame(t *testing.T) {
	server := neo4jtest.Open(t)
	server.Clear(t)
	embedded, articles := newStore(t), fileOf(t, "lines.jsonl", strings.Join(randomArticles(300, 80), ""))
	stores := [][]string{{"--store", embedded}, neo4jArgs(server)}
	formats := [][]string{{"facts", "-"}, {"bods"}, {"ftm"}, {"jsonld"}, {"graphml"}, {"csv", "companies"}, {"csv", "stakes"}, {"csv", "articles"}}
	exported := make([][]string, 2)
	for i, store := range stores {
		if _, err := command(t, append(slices.Clone(store), "seed", articles)...); err != nil {
			t.Fatal(err)
		}
		for _, format := range formats {
			text, err := command(t, slices.Concat(store, []string{"export", "--to"}, format)...)
			if err != nil || len(text) < 1000 {
				t.Fatalf("%v from %s: got %v and\n%s", format, store[1], err, text)
			}
			exported[i] = append(exported[i], text)
		}
	}
	for i, format := range formats {
		sameGraph(t, fmt.Sprintf("%v of Neo4j", format), exported[1][i], exported[0][i])
	}
}

func TestAnyBatchesInAnyOrderMakeTheSameGraphOnNeo4j(t *testing.T) {
	server := neo4jtest.Open(t)
	server.Clear(t)
	articles := randomArticles(77, 60)
	store := openNeo4j(t, server)
	inAnyBatches(t, store, 77, articles)
	sameGraph(t, "on Neo4j", wholeGraph(t, store), oneByOne(t, articles))
}
