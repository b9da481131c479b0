package sqlite

import (
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"capgraph/graph/graphtest"
	"capgraph/seed"
)

var relations = flag.Int("relations", 20_000, "relations that BenchmarkBulk imports")

// bulk is a register of so many stakes, in articles of a few hundred each.
func bulk(relations int) iter.Seq2[seed.Item, error] {
	const each = 500
	return func(yield func(seed.Item, error) bool) {
		for n := range (relations + each - 1) / each {
			text := graphtest.RegisterPart(n, each)
			facts, problems := seed.Decode("register.json", text)
			if !yield(seed.Item{File: "register.json", Bytes: len(text), Facts: facts, Problems: problems}, nil) {
				return
			}
		}
	}
}

// BenchmarkBulk compares an import, from text to commit, with the bare driver
// writing the same rows by the same prepared statements in the same transactions.
func BenchmarkBulk(b *testing.B) {
	for b.Loop() {
		ours, anonymous := bulkOurs(b)
		theirs := bulkBare(b)
		b.ReportMetric(ours.Seconds(), "s/store")
		b.ReportMetric(theirs.Seconds(), "s/bare")
		b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x/bare")
		b.ReportMetric(float64(*relations)/ours.Seconds(), "relations/s")
		b.ReportMetric(anonymous, "MB/memory")
	}
}

func importBulk(b *testing.B, store *Store, each func()) {
	b.Helper()
	loader := seed.Loader{Store: store, Actor: "bench", Each: func(result seed.Result) error {
		if result.Report.Created != result.Facts.Len() {
			b.Fatalf("got %+v (%v)", result.Report, result.Why())
		}
		if each != nil {
			each()
		}
		return nil
	}}
	if _, err := loader.Load(b.Context(), bulk(*relations)); err != nil {
		b.Fatal(err)
	}
}

// bulkOurs returns the time that the import took and the most memory, in MB,
// that the process held meanwhile, files that it maps aside.
func bulkOurs(b *testing.B) (took time.Duration, most float64) {
	store, err := Open(b.Context(), filepath.Join(b.TempDir(), "store.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	began := time.Now()
	importBulk(b, store, func() { most = max(most, held(b)) })
	return time.Since(began), most
}

func held(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("there is no /proc here")
	}
	_, rest, _ := strings.Cut(string(status), "RssAnon:")
	var kilobytes float64
	fmt.Sscan(rest, &kilobytes)
	return kilobytes / 1000
}

// bulkBare imports once more and gives what each transaction writes to the bare
// driver, which alone is timed.
func bulkBare(b *testing.B) (took time.Duration) {
	store, err := Open(b.Context(), filepath.Join(b.TempDir(), "watched.db"))
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
	importBulk(b, store, func() {
		began := time.Now()
		twin.replay(b, written)
		took += time.Since(began)
		written = written[:0]
	})
	return took
}
