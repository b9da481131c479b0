package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
)

// ingestFile names the file that a helper process is to write to until it is
// killed, and ingestFrom the number of its first article.
const (
	ingestFile = "CAPGRAPH_TEST_INGEST_FILE"
	ingestFrom = "CAPGRAPH_TEST_INGEST_FROM"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(ingestFile); path != "" {
		fmt.Fprintln(os.Stderr, ingest(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// claimsEach is how many claims each article of the helper makes.
const claimsEach = 12

// numbered is the article of that number: it names companies that others name
// too, and states what each owns of the next.
func numbered(n int) graph.Change {
	name := func(i int) string { return "Company " + strconv.Itoa((n+i)%17) }
	parts := []graphtest.Part{graphtest.On("2025-01-01")}
	for i := range claimsEach / 2 {
		parts = append(parts, graphtest.Company(name(i), "country", "US"))
		parts = append(parts, graphtest.Stake(name(i), name((i+1)%(claimsEach/2)), "share", strconv.Itoa(n%50+1)+" %"))
	}
	return graphtest.Article("number "+strconv.Itoa(n), parts...)
}

// ingest writes one article after the other, and the number of each that is
// acknowledged. It returns only when it fails.
func ingest(path string) error {
	store, err := sqlite.Open(context.Background(), path)
	if err != nil {
		return err
	}
	from, _ := strconv.Atoi(os.Getenv(ingestFrom))
	for n := from; ; n++ {
		_, err := store.Apply(context.Background(), graph.Write{Actor: "test", Plan: func(context.Context, graph.Reader) ([]graph.Change, error) {
			return []graph.Change{numbered(n)}, nil
		}})
		if err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// killed runs the helper until it has acknowledged some articles and a
// little longer, kills it, and returns the number after the last acknowledged.
func killed(t *testing.T, path string, from, acknowledged int, longer time.Duration) int {
	t.Helper()
	helper := exec.Command(os.Args[0])
	helper.Env = append(os.Environ(), ingestFile+"="+path, ingestFrom+"="+strconv.Itoa(from))
	var said strings.Builder
	helper.Stderr = &said
	out, err := helper.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := helper.Start(); err != nil {
		t.Fatal(err)
	}
	next, lines := from, bufio.NewScanner(out)
	for lines.Scan() {
		n, _ := strconv.Atoi(lines.Text())
		next = n + 1
		if next == from+acknowledged {
			time.AfterFunc(longer, func() { helper.Process.Kill() })
		}
	}
	helper.Wait()
	if next < from+acknowledged {
		t.Fatalf("the helper ended after %d articles: %s", next-from, said.String())
	}
	return next
}

func TestKilledInIngestionLosesNothing(t *testing.T) {
	path, next := filepath.Join(t.TempDir(), "store.db"), 0
	for round := range 20 {
		acknowledged := killed(t, path, next, 1+round%5, time.Duration(round*700)*time.Microsecond)
		store := open(t, path, time.Now)
		next = intact(t, store, acknowledged)
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
		sound(t, path)
	}
	t.Logf("%d articles were acknowledged in 20 rounds", next)
}

// intact checks that all acknowledged articles are there, and that each
// article that is there is whole. It returns the number after the last one.
func intact(t *testing.T, store file, acknowledged int) int {
	t.Helper()
	next := acknowledged + 1 // One may have been committed and not acknowledged.
	ids := make([]graph.ID, next)
	for n := range ids {
		ids[n] = graphtest.ID("article", "number "+strconv.Itoa(n))
	}
	articles, err := store.Records(t.Context(), ids, graph.Slice{})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := store.List(t.Context(), graph.Query{Kind: "claim", Of: ids, Fields: []string{"article"}, Limit: graph.MaxPage, Count: true})
	if err != nil {
		t.Fatal(err)
	}
	about := map[graph.ID]bool{}
	for n, id := range ids {
		want := claimsEach
		if articles[id] == nil {
			want, next = 0, n
		}
		if n < acknowledged && articles[id] == nil {
			t.Errorf("%s was acknowledged and is lost", id)
		}
		if got := len(pages[id].Records); got != want || pages[id].Total != want {
			t.Errorf("%s has %d claims, %d counted; want %d", id, got, pages[id].Total, want)
		}
		for _, claim := range pages[id].Records {
			about[claim.Refs("about")[0]] = true
		}
	}
	var targets []graph.ID
	for id := range about {
		targets = append(targets, id)
	}
	records, err := store.Records(t.Context(), targets, graph.Slice{})
	if err != nil || len(records) != len(targets) {
		t.Errorf("got %d records (%v) of %d that claims are about", len(records), err, len(targets))
	}
	return next
}
