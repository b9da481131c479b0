package sqlite

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"capgraph/seed/seedtest"
)

var relations = flag.Int("relations", 20_000, "relations that BenchmarkBulk imports")

// BenchmarkBulk compares an import, from text to commit, with the bare driver
// writing the same rows by the same prepared statements, each transaction right
// after ours. The goal is 2.
func BenchmarkBulk(b *testing.B) {
	for b.Loop() {
		ours, bare := bulkInTurns(b)
		b.ReportMetric(ours.Seconds(), "s/store")
		b.ReportMetric(bare.Seconds(), "s/bare")
		b.ReportMetric(ours.Seconds()/bare.Seconds(), "x/bare")
		b.ReportMetric(float64(*relations)/ours.Seconds(), "relations/s")
	}
}

// BenchmarkBulkMemory reports the most memory, in MB, that the process holds
// during an import, files that it maps aside. The goal is 200.
func BenchmarkBulkMemory(b *testing.B) {
	for b.Loop() {
		store, err := Open(b.Context(), filepath.Join(b.TempDir(), "store.db"))
		if err != nil {
			b.Fatal(err)
		}
		seedtest.ReportMemory(b, store, *relations)
		store.Close()
	}
}

// bulkInTurns gives the bare driver what each transaction of an import has
// written.
func bulkInTurns(b *testing.B) (ours, bare time.Duration) {
	store, err := Open(b.Context(), filepath.Join(b.TempDir(), "store.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	path := filepath.Join(b.TempDir(), "twin.db")
	empty, err := Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	empty.Close()
	twin := openBare(b, path)
	var written []ran
	setWatch(b, store, store.writer, func(text string, args []any) {
		if !strings.HasPrefix(text, "SELECT") {
			written = append(written, ran{text, args})
		}
	})
	return seedtest.ImportInTurns(b, store, *relations, func() {
		twin.replay(b, written) // Nothing, after the first article of a transaction.
		written = written[:0]
	})
}
