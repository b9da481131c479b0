package sqlite_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
)

// listings are filters and the kinds that they are about.
var listings = []graph.Query{
	{Kind: "company"},
	{Kind: "company", Where: low("country", "US", "US")},
	{Kind: "company", Where: low("name", "angstrom", "meta")},
	{Kind: "company", Where: graph.And{low("country", "F", "US"), graph.Not{Predicate: low("type", "LAB", "LAB")}}},
	{Kind: "company", Where: graph.OneOf{"company:google", "company:meta", "company:nobody", "stake:meta.scale-ai"}},
	{Kind: "company", Where: graph.Pointed{Kind: "stake", Fields: []string{"owner"}, Predicate: low("modality", "STATES", "STATES")}},
	{Kind: "stake", Where: graph.Points{Field: "owner", Predicate: low("country", "US", "US")}},
	{Kind: "stake", Where: graph.Points{Field: "owner", Predicate: graph.And{low("type", "COMPANY", "COMPANY"), graph.OneOf{"company:meta"}}}},
	{Kind: "stake", Where: low("company", "company:scale-ai", "company:scale-ai")},
	{Kind: "acquisition", Where: low("acquirer", "company:google", "company:google")},
}

func low(field, from, to string) graph.Predicate {
	return graph.Where{Field: field, Lo: graph.KeyRange{Min: from, Max: to}}
}

var orders = map[graph.Kind][]string{
	"company": {"", "name", "country", "type", "founded"}, "stake": {"", "share", "since", "modality"}, "acquisition": {"", "price"},
}

// Whether a list goes through its order or through the candidates for its
// filter must not show: not in any page, forward or backward, of any order.
func TestListsOfFewAreThoseOfMany(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	few, many := open(t, path, graphtest.Clock()), open(t, path, graphtest.Clock(), sqlite.InOrder())
	defer few.Close()
	defer many.Close()
	graphtest.Load(t, few, graphtest.World()...)
	for _, query := range listings {
		query.Slice, query.Count = graph.Slice{Day: graphtest.Day("2025-08-01")}, true
		for _, field := range orders[query.Kind] {
			for bits := range 4 {
				query.Order = graph.Order{Field: field, Upper: bits&1 != 0, Desc: bits&2 != 0}
				for _, paged := range pagings(t, many, query) {
					if got, want := pageOf(t, few, paged), pageOf(t, many, paged); got != want {
						t.Errorf("%+v:\n got %s\nwant %s", paged, got, want)
					}
				}
			}
		}
	}
}

// pagings are the query from both ends, and from each of its records.
func pagings(t *testing.T, store file, query graph.Query) []graph.Query {
	t.Helper()
	query.Limit = graph.MaxPage
	pages, err := store.List(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	all := []graph.Query{query}
	for limit := range 3 {
		query.Limit, query.Last = limit, false
		all = append(all, query)
		query.Last = true
		all = append(all, query)
	}
	for i, r := range pages[""].Records {
		if query.Limit = 1 + i%2; i%3 == 0 {
			at := query.Order.Cursor(r)
			after, before := query, query
			after.After, after.Last = &at, false
			before.Before = &at
			all = append(all, after, before)
		}
	}
	return all
}

func pageOf(t *testing.T, store file, query graph.Query) string {
	t.Helper()
	pages, err := store.List(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("%d in all, more %v:", pages[""].Total, pages[""].More)
	for _, r := range pages[""].Records {
		text += fmt.Sprintf(" %s(%d)", r.ID, len(r.Far))
	}
	return text
}
