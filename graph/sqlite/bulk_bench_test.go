package sqlite

import (
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
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
// writing the same rows by the same prepared statements, each transaction right
// after ours. The goal is 2.
func BenchmarkBulk(b *testing.B) {
	for b.Loop() {
		ours, theirs := bulkInTurns(b)
		b.ReportMetric(ours.Seconds(), "s/store")
		b.ReportMetric(theirs.Seconds(), "s/bare")
		b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x/bare")
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
		most, began := 0.0, time.Now()
		importBulk(b, store, bulk(*relations), func() { most = max(most, held(b)) })
		b.ReportMetric(most, "MB/memory")
		b.ReportMetric(float64(*relations)/time.Since(began).Seconds(), "relations/s")
		store.Close()
	}
}

func importBulk(b *testing.B, store *Store, items iter.Seq2[seed.Item, error], each func()) {
	b.Helper()
	loader := seed.Loader{Store: store, Actor: "bench", Each: func(result seed.Result) error {
		if result.Report.Created != result.Facts.Len() {
			b.Fatalf("got %+v (%v)", result.Report, result.Why())
		}
		each()
		return nil
	}}
	if _, err := loader.Load(b.Context(), items); err != nil {
		b.Fatal(err)
	}
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

// bulkInTurns gives the bare driver what each transaction of an import has
// written. Meanwhile the import stands still, reading ahead included.
func bulkInTurns(b *testing.B) (ours, theirs time.Duration) {
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
	var turn sync.Mutex
	began := time.Now()
	importBulk(b, store, standing(&turn, bulk(*relations)), func() {
		if len(written) == 0 {
			return // Another article of the transaction.
		}
		turn.Lock()
		defer turn.Unlock()
		began := time.Now()
		twin.replay(b, written)
		theirs += time.Since(began)
		written = written[:0]
	})
	return time.Since(began) - theirs, theirs
}

// standing is a stream that makes no element while the lock is taken.
func standing(turn *sync.Mutex, items iter.Seq2[seed.Item, error]) iter.Seq2[seed.Item, error] {
	next, _ := iter.Pull2(items)
	return func(yield func(seed.Item, error) bool) {
		for {
			turn.Lock()
			item, err, more := next()
			turn.Unlock()
			if !more || !yield(item, err) {
				return
			}
		}
	}
}
