package neo4j_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
)

// companies is how many companies a benchmark works on; each owns a part of the next.
const companies = 2000

// BenchmarkReads compares each read with its statement on the bare driver:
// same parameters, same decoding, taken in turns. The limit is 1.3.
func BenchmarkReads(b *testing.B) {
	server := neo4jtest.Open(b)
	store := fresh(b, server)
	populate(b, store)
	var ids []graph.ID
	for i := range 50 {
		ids = append(ids, graph.NewID("company", companyName(i*companies/50)))
	}
	deep := &graph.Cursor{Key: graph.TextKey(companyName(companies / 2)), ID: graph.NewID("company", companyName(companies/2))}
	for _, c := range []struct {
		name string
		call func(context.Context, graph.Reader) error
	}{
		{"get 50", func(ctx context.Context, s graph.Reader) error { _, err := s.Records(ctx, ids, now); return err }},
		{"expand 50", listing(graph.Query{Kind: "stake", Of: ids, Fields: []string{"owner"}, Limit: 10})},
		{"first page", listing(graph.Query{Kind: "company", Order: graph.Order{Field: "name"}, Limit: 50})},
		{"deep page", listing(graph.Query{Kind: "company", Order: graph.Order{Field: "name"}, After: deep, Limit: 50})},
		{"deep page downwards", listing(graph.Query{Kind: "company", Order: graph.Order{Field: "name", Desc: true}, After: deep, Limit: 50})},
		{"search", func(ctx context.Context, s graph.Reader) error {
			_, err := s.Search(ctx, []string{"compagny", "77"}, nil)
			return err
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			statement := traced(b, store, c.call)[0]
			connection := connect(b, server)
			defer connection.Close(context.Background())
			inTurns(b, 1.3,
				func() error { return c.call(b.Context(), store) },
				func() error { return bareRead(b.Context(), connection, statement) })
		})
	}
}

// outlinesBench is how many stakes BenchmarkOutlines pulls.
const outlinesBench = 100_000

// BenchmarkOutlines compares a pull of all stakes with the quickest statement
// that we know for it on the bare driver, decoding the same. The limit is 1.5.
func BenchmarkOutlines(b *testing.B) {
	server := neo4jtest.Open(b)
	store := fresh(b, server)
	fill(b, store, outlinesBench, func(i int) *graph.Record { return bareStake(i*7919%20_000, i*104_729%20_000, i) })
	pull := func(ctx context.Context, s graph.Reader) error {
		n := 0
		_, err := s.Outlines(ctx, "stake", now, now.Day, func(graph.Outline) error { n++; return nil })
		if n != outlinesBench {
			b.Fatalf("got %d outlines (%v), want %d", n, err, outlinesBench)
		}
		return err
	}
	connection := connect(b, server)
	defer connection.Close(context.Background())
	inTurns(b, 1.5,
		func() error { return pull(b.Context(), store) },
		func() error { return barePull(b.Context(), connection) })
}

// fill saves so many versions, without claims.
func fill(t testing.TB, store *neo4j.Store, n int, version func(i int) *graph.Record) {
	t.Helper()
	for done := 0; done < n; done += 5000 {
		some := make([]*graph.Record, min(5000, n-done))
		for i := range some {
			some[i] = version(done + i)
		}
		if err := neo4j.Fill(t.Context(), store, some); err != nil {
			t.Fatal(err)
		}
	}
}

func bareStake(owner, company, n int) *graph.Record {
	ref := func(i int) []graph.Held {
		return []graph.Held{{Value: graph.Ref{ID: fmt.Sprintf("company:northern-systems-%d", i)}}}
	}
	return &graph.Record{
		ID: graph.ID(fmt.Sprintf("stake:northern-systems-%d.northern-systems-%d.%d", owner, company, n)), Kind: "stake", Valid: graph.Always,
		Held: map[string][]graph.Held{
			"owner": ref(owner), "company": ref(company), "share": {{Value: graphtest.Value("stake", "share", "12.5 %")}},
			"modality": {{Value: graph.Token("STATES")}}, "confidence": {{Value: graph.Token("REPORTED")}},
		},
	}
}

// barePull groups by what the index is ordered by, and reads nothing else.
func barePull(ctx context.Context, connection driver.DriverWithContext) error {
	session := connection.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead})
	defer session.Close(ctx)
	result, err := session.Run(ctx, `MATCH (v:Stake) USING INDEX v:Stake(part, known_from, known_to, valid_from, valid_to, outline)
		WHERE v.part >= 0 AND v.known_from IS NOT NULL AND v.known_to IS NOT NULL AND v.valid_from IS NOT NULL AND v.valid_to IS NOT NULL AND v.outline IS NOT NULL
		AND v.known_to = 0 AND v.valid_from <= $day AND v.valid_to > $day RETURN v.part, collect(v.outline) AS lines`, map[string]any{"day": int64(now.Day)})
	if err != nil {
		return err
	}
	n := 0
	for result.Next(ctx) {
		for _, line := range result.Record().Values[1].([]any) {
			if _, err := neo4j.DecodeOutline(line); err != nil {
				return err
			}
			n++
		}
	}
	if n != outlinesBench {
		return fmt.Errorf("got %d outlines, want %d", n, outlinesBench)
	}
	return result.Err()
}

// BenchmarkIngest compares an article of 20 companies and 20 stakes with the
// statements of such an article on the bare driver, by the same number of
// round trips and one commit. The limit is 1.5.
func BenchmarkIngest(b *testing.B) {
	server := neo4jtest.Open(b)
	store := fresh(b, server)
	populate(b, store)
	connection := connect(b, server)
	defer connection.Close(context.Background())
	n := 0
	var prepared []asked
	prepare := func() { // What the next article would send, by a dry run that is not timed.
		n++
		prepared = traced(b, store, func(ctx context.Context, _ graph.Reader) error { return write(ctx, store, bundle(n), true) })
		n++
	}
	prepare()
	inTurns(b, 1.5,
		func() error { return write(b.Context(), store, bundle(n), false) },
		func() error { return bareWrite(b.Context(), connection, prepared) }, prepare)
}

// inTurns reports how many times as long ours takes as bare, by the medians.
func inTurns(b *testing.B, limit float64, ours, bare func() error, between ...func()) {
	var mine, theirs []time.Duration
	timed := func(call func() error) time.Duration {
		start := time.Now()
		if err := call(); err != nil {
			b.Fatal(err)
		}
		return time.Since(start)
	}
	for range 5 {
		timed(ours)
		timed(bare)
		for _, call := range between {
			call()
		}
	}
	turn := func() {
		if len(mine)%2 == 0 {
			mine, theirs = append(mine, timed(ours)), append(theirs, timed(bare))
		} else {
			theirs, mine = append(theirs, timed(bare)), append(mine, timed(ours))
		}
		for _, call := range between {
			call()
		}
	}
	for b.Loop() {
		turn()
	}
	for len(mine) < 20 { // A median of fewer says little.
		turn()
	}
	slices.Sort(mine)
	slices.Sort(theirs)
	ratio := float64(mine[len(mine)/2]) / float64(theirs[len(theirs)/2])
	b.ReportMetric(ratio, "x/bare")
	b.ReportMetric(float64(mine[len(mine)/2].Microseconds())/1000, "ms")
	if len(mine) >= 100 && ratio > limit {
		b.Errorf("got %.2f times the bare driver, want at most %.1f", ratio, limit)
	}
}

func bareRead(ctx context.Context, connection driver.DriverWithContext, statement asked) error {
	session := connection.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead})
	defer session.Close(ctx)
	result, err := session.Run(ctx, statement.text, statement.params)
	if err != nil {
		return err
	}
	row, err := result.Single(ctx)
	if err != nil {
		return err
	}
	return decodeBodies(row.Values)
}

// decodeBodies decodes whatever versions are in a value.
func decodeBodies(value any) error {
	list, ok := value.([]any)
	if !ok {
		return nil
	}
	if len(list) == 9 {
		id, isID := list[0].(string)
		if body, isBody := list[8].(string); isID && isBody {
			return graph.DecodeBody(&graph.Record{ID: graph.ID(id), Kind: graph.ID(id).Kind()}, []byte(body))
		}
	}
	for _, part := range list {
		if err := decodeBodies(part); err != nil {
			return err
		}
	}
	return nil
}

func bareWrite(ctx context.Context, connection driver.DriverWithContext, statements []asked) error {
	session := connection.NewSession(ctx, driver.SessionConfig{})
	defer session.Close(ctx)
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		return err
	}
	defer tx.Close(ctx)
	for _, statement := range statements {
		result, err := tx.Run(ctx, statement.text, statement.params)
		if err != nil {
			return err
		}
		if _, err := result.Collect(ctx); err != nil {
			return err
		}
	}
	return tx.Commit(ctx)
}

func write(ctx context.Context, store *neo4j.Store, change graph.Change, dryRun bool) error {
	_, err := store.Apply(ctx, graph.Write{Actor: "bench", DryRun: dryRun, Plan: func(context.Context, graph.Reader) ([]graph.Change, error) {
		return []graph.Change{change}, nil
	}})
	return err
}

func companyName(i int) string { return fmt.Sprintf("Company %04d", i) }

func populate(b *testing.B, store *neo4j.Store) {
	b.Helper()
	for from := 0; from < companies; from += 500 {
		parts := []graphtest.Part{graphtest.On("2025-01-01")}
		for i := from; i < from+500; i++ {
			parts = append(parts, graphtest.Company(companyName(i), "industry", "making things"))
			if i > from {
				parts = append(parts, graphtest.Stake(companyName(i-1), companyName(i), "share", "10 %"))
			}
		}
		if err := write(b.Context(), store, graphtest.Article(fmt.Sprintf("stock %d", from), parts...), false); err != nil {
			b.Fatal(err)
		}
	}
}

func bundle(n int) graph.Change {
	parts := []graphtest.Part{graphtest.On("2025-02-01")}
	for i := range 20 {
		name := fmt.Sprintf("Venture %d %d", n, i)
		parts = append(parts, graphtest.Company(name, "industry", "making things"), graphtest.Stake(companyName(i), name, "share", "20 %"))
	}
	return graphtest.Article(fmt.Sprintf("bundle %d", n), parts...)
}
