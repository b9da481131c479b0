package resolvers_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
)

var companies = flag.Int("companies", 2_000, "companies of the generated graph; ten relations for each (100000 for the published figures)")

// BenchmarkPointQuery asks for one company and its holdings on a generated
// graph, and the same on the founding article's, in turn. It reports the
// ratio of the medians, whose limit is 3, and the server's anonymous memory,
// whose limit at 100,000 companies and 1,000,000 relations is 300 MB.
func BenchmarkPointQuery(b *testing.B) {
	small := serve(b, founding(b))
	large := serve(b, generated(b, *companies))
	query := func(slug string) string {
		return fmt.Sprintf(`{ company(by: {slug: %q}) { id name holdings(first: 10) { nodes { label share { text } company { name } } } } }`, slug)
	}
	debug.FreeOSMemory() // What loading took is not the server's.
	random := rand.New(rand.NewPCG(1, 2))
	var onSmall, onLarge []time.Duration
	for b.Loop() {
		onSmall = append(onSmall, timed(b, small, query("meta")))
		onLarge = append(onLarge, timed(b, large, query(fmt.Sprintf("company-%06d", random.IntN(*companies)))))
	}
	ratio, memory := float64(median(onLarge))/float64(median(onSmall)), anonymousMB(b)
	b.ReportMetric(ratio, "x/founding")
	b.ReportMetric(float64(median(onLarge).Microseconds()), "µs/large")
	b.ReportMetric(memory, "MB-anonymous")
	if len(onLarge) >= 100 && (ratio > 3 || memory > 300) {
		b.Errorf("got %.2fx and %.0f MB, want at most 3x and 300 MB", ratio, memory)
	}
}

func timed(b *testing.B, api http.Handler, query string) time.Duration {
	start := time.Now()
	answer := ask(b, api, query)
	elapsed := time.Since(start)
	if bytes.Contains(answer, []byte(`"errors"`)) || bytes.Contains(answer, []byte(`"company":null`)) {
		b.Fatalf("got %s", answer)
	}
	return elapsed
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// generated is a store with n companies and ten stakes for each, some of them
// held by a few hubs. It is the same for the same n.
func generated(b *testing.B, n int) graph.Store {
	b.Helper()
	store, err := sqlite.Open(context.Background(), filepath.Join(b.TempDir(), "generated.db"), sqlite.WithClock(today))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	random := rand.New(rand.NewPCG(3, 4))
	name := func(i int) string { return fmt.Sprintf("Company %06d", i) }
	const facts = 5_000 // of an article
	for from := 0; from < n; from += facts {
		var parts []graphtest.Part
		for i := from; i < min(from+facts, n); i++ {
			parts = append(parts, graphtest.Company(name(i), "country", []string{"US", "FR", "DE", "JP"}[random.IntN(4)]))
		}
		load(b, store, graphtest.Article(fmt.Sprintf("companies-%d", from), parts...))
	}
	for from := 0; from < 10*n; from += facts {
		stated := map[string]bool{}
		var parts []graphtest.Part
		for range min(facts, 10*n-from) {
			// The square favours low numbers, so that some hold very many.
			owner := int(float64(n) * random.Float64() * random.Float64())
			owned := random.IntN(n)
			if key := fmt.Sprint(owner, " ", owned); owner != owned && !stated[key] {
				stated[key] = true
				parts = append(parts, graphtest.Stake(name(owner), name(owned), "share", fmt.Sprintf("%d %%", 1+random.IntN(9))))
			}
		}
		load(b, store, graphtest.Article(fmt.Sprintf("stakes-%d", from), parts...))
	}
	return store
}

func load(b *testing.B, store graph.Store, change graph.Change) {
	b.Helper()
	_, err := store.Apply(context.Background(), graph.Write{Actor: "local", Plan: func(context.Context, graph.Reader) ([]graph.Change, error) {
		return []graph.Change{change}, nil
	}})
	if err != nil {
		b.Fatal(err)
	}
}

// anonymousMB is the memory of this process that no file backs; 0 where the
// system does not tell.
func anonymousMB(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		var kB float64
		if n, _ := fmt.Sscanf(line, "RssAnon: %f kB", &kB); n == 1 {
			return kB / 1024
		}
	}
	return 0
}
