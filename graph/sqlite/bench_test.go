package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

// The size of the graph that is measured.
const (
	benchCompanies = 10_000
	benchStakes    = 30_000
)

// in is the slice that benchmarks read.
var in = graph.Slice{Day: graphtest.Day("2025-08-01")}

// measured opens a store in a file that holds a graph of companies and
// stakes. Company i owns stakes in the five after it.
func measured(b *testing.B) (*Store, string) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "store.db")
	store, err := Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	load(b, store, benchCompanies, benchStakes)
	return store, path
}

// load saves companies and stakes as they are, without claims.
func load(b *testing.B, store *Store, companies, stakes int) {
	b.Helper()
	records := make([]*graph.Record, 0, companies+stakes)
	for i := range companies {
		records = append(records, benchCompany(i))
	}
	for i := range stakes {
		records = append(records, benchStake(i/5%companies, (i/5+i%5+1)%companies))
	}
	saveAll(b, store, records)
}

// saveAll opens versions in one commit.
func saveAll(b *testing.B, store *Store, records []*graph.Record) {
	b.Helper()
	c := <-store.writer
	defer func() { store.writer <- c }()
	if err := c.begin(b.Context()); err != nil {
		b.Fatal(err)
	}
	tx, err := store.transaction(c)
	if err == nil {
		err = tx.Save(b.Context(), graph.Delta{Open: records})
	}
	if err == nil {
		err = c.exec("COMMIT")
	}
	if err == nil {
		err = c.script("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	if err != nil {
		b.Fatal(err)
	}
}

func companyName(i int) string {
	first := []string{"Northern", "Blue", "Global", "United", "Prime", "Silver", "Atlas", "Delta", "Nova", "Zenith", "Orbit"}
	second := []string{"Energy", "Systems", "Data", "Robotics", "Capital", "Media", "Foods"}
	return fmt.Sprintf("%s %s %s", first[i%len(first)], second[i%len(second)], strconv.FormatInt(int64(i)*7919, 36))
}

func companyID(i int) graph.ID { return graph.NewID("company", companyName(i)) }

func benchCompany(i int) *graph.Record {
	return &graph.Record{ID: companyID(i), Kind: "company", Valid: graph.Always, Held: map[string][]graph.Held{
		"name":    {{Value: graph.Name{Name: companyName(i)}}, {Value: graph.Name{Name: companyName(i) + " Holdings"}}},
		"country": {{Value: graphtest.Value("company", "country", []string{"US", "FR", "DE", "JP"}[i%4])}},
		"founded": {{Value: graphtest.Value("company", "founded", strconv.Itoa(1900+i%120))}},
	}}
}

func benchStake(owner, company int) *graph.Record {
	ref := func(i int) []graph.Held { return []graph.Held{{Value: graph.Ref{ID: string(companyID(i))}}} }
	return &graph.Record{
		ID: graph.NewID("stake", string(companyID(owner)), string(companyID(company))), Kind: "stake", Valid: graph.Always,
		Held: map[string][]graph.Held{
			"owner": ref(owner), "company": ref(company),
			"share":      {{Value: graphtest.Value("stake", "share", strconv.Itoa(1+(owner+company)%90)+" %")}},
			"modality":   {{Value: graph.Token("STATES")}},
			"confidence": {{Value: graph.Token("REPORTED")}},
		},
	}
}

// rounds is how many different inputs a benchmark goes through.
const rounds = 64

// samples are fifty companies for each round.
func samples() [rounds][]graph.ID {
	var all [rounds][]graph.ID
	for round := range all {
		for i := range 50 {
			all[round] = append(all[round], companyID((round*7919+i*397)%benchCompanies))
		}
	}
	return all
}

// againstBare measures a read of the store and the same statements on the bare
// driver in turn, and reports the ratio of the medians.
func (m *bench) againstBare(b *testing.B, limit float64, read func(ctx context.Context, s *Store, round int) error) {
	store, bare := m.store, m.bare
	b.ReportAllocs()
	var ours, theirs []time.Duration
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	for round := 0; b.Loop(); round++ {
		call := func(ctx context.Context) error { return read(ctx, store, round%rounds) }
		statements := watched(b, store, store.readers, call)
		bare.replay(b, statements)
		began := time.Now()
		if err := call(ctx); err != nil {
			b.Fatal(err)
		}
		ours = append(ours, time.Since(began))
		began = time.Now()
		bare.replay(b, statements)
		theirs = append(theirs, time.Since(began))
	}
	report(b, ours, theirs, limit)
}

func report(b *testing.B, ours, theirs []time.Duration, limit float64) {
	median := func(all []time.Duration) float64 {
		slices.Sort(all)
		return float64(all[len(all)/2])
	}
	us, them := median(ours), median(theirs)
	b.ReportMetric(us/1000, "µs/store")
	b.ReportMetric(them/1000, "µs/bare")
	b.ReportMetric(us/them, "x/bare")
	if us/them > limit && len(ours) > 100 {
		b.Errorf("%.2f times the bare driver; the limit is %.1f", us/them, limit)
	}
}

// bench is what the reading benchmarks share.
type bench struct {
	store *Store
	bare  *bare
}

// BenchmarkRead measures reads against the same statements on the bare driver.
func BenchmarkRead(b *testing.B) {
	store, path := measured(b)
	m := &bench{store, openBare(b, path)}
	b.Run("get 50", m.get)
	b.Run("expand 50", m.expand)
	b.Run("list by name", func(b *testing.B) { m.list(b, "company", graph.Order{Field: "name"}) })
	b.Run("list by name falling", func(b *testing.B) { m.list(b, "company", graph.Order{Field: "name", Desc: true}) })
	b.Run("list by share falling", func(b *testing.B) { m.list(b, "stake", graph.Order{Field: "share", Desc: true}) })
	b.Run("list of a few", m.few)
	for _, words := range [][]string{{"zenith"}, {"nort"}, {"atals", "robotics"}, {companyName(77)[len("Northern Energy "):]}} {
		b.Run("search "+strings.Join(words, " "), func(b *testing.B) { m.search(b, words) })
	}
}

func (m *bench) get(b *testing.B) {
	ids := samples()
	m.againstBare(b, 1.3, func(ctx context.Context, s *Store, round int) error {
		got, err := s.Records(ctx, ids[round], in)
		if len(got) != 50 {
			b.Fatalf("got %d records", len(got))
		}
		return err
	})
}

// expand asks for the stakes that fifty companies hold.
func (m *bench) expand(b *testing.B) {
	ids := samples()
	m.againstBare(b, 1.3, func(ctx context.Context, s *Store, round int) error {
		_, err := s.List(ctx, graph.Query{Kind: "stake", Slice: in, Of: ids[round], Fields: []string{"owner"}, Limit: 10})
		return err
	})
}

// list asks for the page that follows a record anywhere in the order.
func (m *bench) list(b *testing.B, kind graph.Kind, order graph.Order) {
	var cursors [rounds]graph.Cursor
	for round := range cursors {
		if kind == "stake" {
			cursors[round] = order.Cursor(benchStake(50+round, 51+round))
		} else {
			cursors[round] = order.Cursor(benchCompany(round * 100))
		}
	}
	m.againstBare(b, 1.3, func(ctx context.Context, s *Store, round int) error {
		pages, err := s.List(ctx, graph.Query{Kind: kind, Slice: in, Order: order, After: &cursors[round], Limit: 50})
		if len(pages[""].Records) == 0 {
			b.Fatal("got no records")
		}
		return err
	})
}

// few asks for the stakes of one owner, out of all, in the order of shares.
func (m *bench) few(b *testing.B) {
	var owners [rounds]graph.ID
	for round := range owners {
		owners[round] = companyID(round * 90)
	}
	m.againstBare(b, 1.3, func(ctx context.Context, s *Store, round int) error {
		pages, err := s.List(ctx, graph.Query{Kind: "stake", Slice: in, Order: graph.Order{Field: "share", Desc: true}, Limit: 50, Count: true,
			Where: graph.Points{Field: "owner", Predicate: graph.OneOf{owners[round]}}})
		if pages[""].Total == 0 {
			b.Fatal("got no records")
		}
		return err
	})
}

func (m *bench) search(b *testing.B, words []string) {
	m.againstBare(b, 1.5, func(ctx context.Context, s *Store, _ int) error {
		found, err := s.Search(ctx, words, nil)
		if len(found) == 0 {
			b.Fatal("found nothing")
		}
		return err
	})
}

// BenchmarkHub asks for the first ten of a hundred thousand stakes in one
// company.
func BenchmarkHub(b *testing.B) {
	store, err := Open(b.Context(), filepath.Join(b.TempDir(), "store.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	hub := make([]*graph.Record, 100_000)
	for i := range hub {
		hub[i] = benchStake(i, 0)
	}
	saveAll(b, store, hub)
	for b.Loop() {
		pages, err := store.List(b.Context(), graph.Query{Kind: "stake", Slice: in, Of: []graph.ID{companyID(0)}, Fields: []string{"company"}, Limit: 10})
		if err != nil || len(pages[companyID(0)].Records) != 10 {
			b.Fatalf("got %d records (%v)", len(pages[companyID(0)].Records), err)
		}
	}
}

// BenchmarkIngest writes articles of twenty facts, each in a commit of its own.
func BenchmarkIngest(b *testing.B) {
	store, _ := measured(b)
	path := filepath.Join(b.TempDir(), "twin.db")
	c := <-store.writer
	if err := c.script("VACUUM INTO '" + path + "'"); err != nil {
		b.Fatal(err)
	}
	store.writer <- c
	twin := openBare(b, path)
	if _, err := twin.db.Prepare("PRAGMA journal_mode = WAL"); err != nil {
		b.Fatal(err)
	}
	twin.replay(b, []ran{{text: "PRAGMA journal_mode = WAL"}})
	var ours, theirs []time.Duration
	for round := 0; b.Loop(); round++ {
		write := graph.Write{Actor: "bench", Plan: plans(benchArticle(round))}
		var took time.Duration
		statements := watched(b, store, store.writer, func(ctx context.Context) error {
			began := time.Now()
			_, err := store.Apply(ctx, write)
			took = time.Since(began)
			return err
		})
		ours = append(ours, took)
		began := time.Now()
		twin.replay(b, statements)
		theirs = append(theirs, time.Since(began))
	}
	report(b, ours, theirs, 1.5)
}

// benchArticle states twenty facts: ten new companies and the stakes that
// known ones hold in them.
func benchArticle(n int) graph.Change {
	parts := []graphtest.Part{graphtest.On("2025-08-01")}
	for i := range 10 {
		name := "Newcomer " + strconv.FormatInt(int64(n*10+i)*104729, 36)
		parts = append(parts, graphtest.Company(name, "country", "US"))
		parts = append(parts, graphtest.Stake(companyName((n*10+i)%benchCompanies), name, "share", strconv.Itoa(1+i)+" %"))
	}
	return graphtest.Article("article "+strconv.Itoa(n), parts...)
}
