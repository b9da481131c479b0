package neo4j_test

import (
	"context"
	"flag"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
	"capgraph/seed/seedtest"
)

var relations = flag.Int("relations", 5_000, "relations that BenchmarkBulk imports")

// BenchmarkBulk compares an import, from text to commit, with the bare driver
// writing the same nodes by the same UNWIND batches to another server, each
// transaction right after ours. The goal is 1.5.
func BenchmarkBulk(b *testing.B) {
	server, other := neo4jtest.Open(b), neo4jtest.New(b)
	connection := connect(b, other)
	defer connection.Close(context.Background())
	bulkInTurns(b, server, other, connection, 1000) // Both servers have planned and compiled all statements.
	for b.Loop() {
		ours, bare := bulkInTurns(b, server, other, connection, *relations)
		b.ReportMetric(ours.Seconds(), "s/store")
		b.ReportMetric(bare.Seconds(), "s/bare")
		b.ReportMetric(ours.Seconds()/bare.Seconds(), "x/bare")
		b.ReportMetric(float64(*relations)/ours.Seconds(), "relations/s")
	}
}

// BenchmarkBulkMemory reports the most memory, in MB, that the process holds
// during an import, the server's aside. The goal is 200.
func BenchmarkBulkMemory(b *testing.B) {
	for b.Loop() {
		seedtest.ReportMemory(b, fresh(b, neo4jtest.Open(b)), *relations)
	}
}

// bulkInTurns gives the bare driver what each transaction of an import has
// written.
func bulkInTurns(b *testing.B, server, other *neo4jtest.Server, connection driver.DriverWithContext, relations int) (ours, bare time.Duration) {
	store := fresh(b, server)
	fresh(b, other) // Has the same indexes.
	var written []asked
	neo4j.Trace(store, func(text string, params map[string]any) {
		if strings.Contains(text, "CREATE ") || strings.Contains(text, "SET ") {
			written = append(written, asked{text, params})
		}
	})
	return seedtest.ImportInTurns(b, store, relations, func() {
		if len(written) == 0 {
			return // Another article of the transaction.
		}
		if err := bareWrite(b.Context(), connection, written); err != nil {
			b.Fatal(err)
		}
		written = nil
	})
}
