package export_test

import (
	"context"
	"encoding/csv"
	"io/fs"
	"strings"
	"testing"

	"capgraph/export"
	"capgraph/graph"
	"capgraph/graph/sqlite"
	"capgraph/seed"
)

// today is the day on which the tests read, unless they say otherwise.
var today = mustDay("2026-11-23")

func mustDay(text string) graph.Day {
	day, err := graph.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return day
}

// world is a store in memory that holds the facts of some files.
func world(t testing.TB, files ...string) graph.Store {
	t.Helper()
	store, err := sqlite.Open(context.Background(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	for _, file := range files {
		load(t, store, "file.yaml", []byte(file))
	}
	return store
}

func load(t testing.TB, store graph.Store, name string, data []byte) {
	t.Helper()
	facts, problems := seed.Decode(name, data)
	if problems == nil {
		_, found, err := seed.Load(context.Background(), store, "test", facts, false)
		if err != nil {
			t.Fatal(err)
		}
		problems = found
	}
	if problems != nil {
		t.Fatal(problems)
	}
}

// demonstration is a store that holds the shipped graph.
func demonstration(t testing.TB) graph.Store {
	t.Helper()
	store := world(t)
	for _, files := range []fs.FS{seed.Articles(), seed.Demonstration()} {
		names, err := fs.Glob(files, "*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			load(t, store, name, data)
		}
	}
	return store
}

// file is a fact file of type note. Acme is held by Jane, who is known by name
// alone, by a fund, and by somebody unknown; it bought Beta.
const file = `capgraph: 1
article: {id: note, title: "=cmd|' /C calc'!A0", type: note, url: "https://example.com/a", publisher: A Paper, retrieved: 2026-01-02}
entities:
  company:
    acme: {name: Acme, aliases: ["+Acme Ltd"], identifiers: ["lei:5493001KJTIIGC8Y1R12", "domain:acme.example"]}
    beta: {name: Beta}
    fund: Fund
  person: {jane: Jane Doe}
facts:
- company: {is: acme, type: company, country: GB, founded: 2001, headquarters: "London, GB"}
- company: {is: fund, type: fund}
- person: {is: jane, identified: yes, nationality: FR}
- stake: {owner: jane, company: acme, share: "75..<100 %", votes: "> 50 %", interests: [shareholding, voting rights], directness: direct, since: 2020-03}
  quote: she holds most of it
- stake: {owner: fund, company: acme, share: 10 %, until: 2024}
- stake: {owner: unknown, company: beta, share: undisclosed}
- acquisition: {acquirers: [acme, fund], target: beta, price: "> 14 bn EUR", basis: price, status: announced, date: 2025-02}
- position: {person: jane, company: acme, role: chair, since: 2021}
`

func table(t *testing.T, store graph.Reader, kind graph.Kind, slice graph.Slice) []map[string]string {
	t.Helper()
	var out strings.Builder
	rows, err := export.CSV(context.Background(), store, kind, slice, &out)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err != nil || len(lines) != rows+1 {
		t.Fatalf("got %d lines, %v; want %d and a header", len(lines), err, rows)
	}
	var found []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		if len(row) != len(line) {
			t.Errorf("got %v, want no two columns of one name", lines[0])
		}
		found = append(found, row)
	}
	return found
}
