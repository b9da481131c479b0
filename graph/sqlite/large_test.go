package sqlite

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

// large opens a store in a file with that many stakes between a fifth as many
// companies, drawn at random.
func large(b testing.TB, stakes int) (*Store, string) {
	b.Helper()
	random := rand.New(rand.NewPCG(1, 1))
	return filled(b, stakes, func(i int) *graph.Record {
		return largeStake(i, random.IntN(stakes/5), random.IntN(stakes/5))
	})
}

// filled opens a store in a file that holds relations, and only as far as
// walks and projections read them: the other tables take ten times as long to fill.
func filled(b testing.TB, n int, relation func(i int) *graph.Record) (*Store, string) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "store.db")
	store, err := Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	c := <-store.writer
	defer func() { store.writer <- c }()
	if err := fill(c, store, n, relation); err != nil {
		b.Fatal(err)
	}
	return store, path
}

func fill(c *conn, store *Store, n int, relation func(i int) *graph.Record) error {
	for _, text := range []string{"PRAGMA cache_size = -1000000", "BEGIN IMMEDIATE"} {
		if err := c.script(text); err != nil {
			return err
		}
	}
	in := newIndexer(c, store.codes)
	for i := range n {
		r := relation(i)
		err := in.addOutline(indexed{vid: int64(i + 1), id: r.ID, valid: r.Valid, known: graph.KnownSpan{From: 1}, keys: keysOf(r)}, graph.EncodeOutline(r))
		if err != nil {
			return err
		}
	}
	for _, text := range []string{"UPDATE meta SET head = 1", "COMMIT", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if err := c.script(text); err != nil {
			return err
		}
	}
	return nil
}

func largeID(i int) graph.ID { return graph.ID(fmt.Sprintf("company:northern-systems-%d", i)) }

func largeStake(i, owner, company int) *graph.Record {
	ref := func(i int) []graph.Held { return []graph.Held{{Value: graph.Ref{ID: string(largeID(i))}}} }
	return &graph.Record{
		ID:   graph.ID(fmt.Sprintf("stake:northern-systems-%d.northern-systems-%d.%d", owner, company, i)),
		Kind: "stake", Valid: graph.Always,
		Held: map[string][]graph.Held{
			"owner": ref(owner), "company": ref(company),
			"interest":   {{Value: graph.Token("SHAREHOLDING")}},
			"share":      {{Value: graphtest.Value("stake", "share", fmt.Sprintf("%d %%", 1+i%90))}},
			"modality":   {{Value: graph.Token("STATES")}},
			"confidence": {{Value: graph.Token([]string{"CONFIRMED", "LIKELY", "REPORTED"}[i%3])}},
		},
	}
}
