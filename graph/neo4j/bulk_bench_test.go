package neo4j_test

import (
	"context"
	"flag"
	"iter"
	"strings"
	"testing"
	"time"

	"capgraph/graph/graphtest"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
	"capgraph/seed"
)

var relations = flag.Int("relations", 5_000, "relations that BenchmarkBulk imports")

// BenchmarkBulk compares an import, from text to commit, with the bare driver
// writing the same nodes by the same UNWIND batches in the same transactions to
// another server. The goal is 1.5.
func BenchmarkBulk(b *testing.B) {
	server, other := neo4jtest.Open(b), neo4jtest.New(b)
	bareBulk(b, server, other) // Both servers have planned and compiled all statements.
	for b.Loop() {
		ours := importRegister(b, fresh(b, server), func() {})
		theirs := bareBulk(b, server, other)
		b.ReportMetric(ours.Seconds(), "s/store")
		b.ReportMetric(theirs.Seconds(), "s/bare")
		b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x/bare")
		b.ReportMetric(float64(*relations)/ours.Seconds(), "relations/s")
	}
}

// register is an endless import cut off, in articles of a few hundred stakes.
func register() iter.Seq2[seed.Item, error] {
	const each = 500
	return func(yield func(seed.Item, error) bool) {
		for n := range (*relations + each - 1) / each {
			text := graphtest.RegisterPart(n, each)
			facts, problems := seed.Decode("register.json", text)
			if !yield(seed.Item{File: "register.json", Bytes: len(text), Facts: facts, Problems: problems}, nil) {
				return
			}
		}
	}
}

func importRegister(b *testing.B, store *neo4j.Store, each func()) time.Duration {
	b.Helper()
	loader := seed.Loader{Store: store, Actor: "bench", Each: func(result seed.Result) error {
		if result.Report.Created != result.Facts.Len() {
			b.Fatalf("got %+v (%v)", result.Report, result.Why())
		}
		each()
		return nil
	}}
	began := time.Now()
	if _, err := loader.Load(b.Context(), register()); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

// bareBulk imports once more and gives what each transaction writes to the bare
// driver, which alone is timed.
func bareBulk(b *testing.B, server, other *neo4jtest.Server) (took time.Duration) {
	store := fresh(b, server)
	fresh(b, other) // Has the same indexes.
	connection := connect(b, other)
	defer connection.Close(context.Background())
	var written []asked
	neo4j.Trace(store, func(text string, params map[string]any) {
		if strings.Contains(text, "CREATE ") || strings.Contains(text, "SET ") {
			written = append(written, asked{text, params})
		}
	})
	importRegister(b, store, func() {
		if len(written) == 0 {
			return // Another article of the transaction.
		}
		began := time.Now()
		if err := bareWrite(b.Context(), connection, written); err != nil {
			b.Fatal(err)
		}
		took += time.Since(began)
		written = nil
	})
	return took
}
