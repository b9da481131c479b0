package export_test

import (
	"testing"

	"capgraph/graph"
)

func TestCSVHasBoundsPartiesAndSources(t *testing.T) {
	store := world(t, file)
	for _, want := range []struct {
		kind graph.Kind
		row  int
		cell map[string]string
	}{
		{"stake", 1, map[string]string{
			"id": "stake:unknown.beta", "owner": "unknown", "owner_id": "", "company": "Beta", "company_id": "company:beta",
			"share": "undisclosed", "share_lower_percent": "", "holds": "surely",
		}},
		{"stake", 0, map[string]string{
			"id": "stake:jane-doe.acme.direct", "label": "Jane Doe owns 75 to under 100 % of Acme", "owner": "Jane Doe", "owner_id": "person:jane-doe",
			"share_lower_percent": "75", "share_upper_percent": "100", "votes": "more than 50 %", "votes_lower_percent": "50", "votes_upper_percent": "100",
			"interest": "shareholding; voting rights", "since": "2020-03", "since_earliest": "2020-03-01", "since_latest": "2020-03-31", "holds": "surely",
			"support": "1", "publishers": "1", "sources": "'=cmd|' /C calc'!A0", "urls": "https://example.com/a", "articles": "article:note",
		}},
		{"acquisition", 0, map[string]string{
			"acquirer": "Acme; Fund", "acquirer_id": "company:acme; company:fund", "price": "more than 14 bn EUR",
			"price_lower": "14000000000", "price_upper": "", "price_currency": "EUR", "price_basis": "price", "status": "announced (2025-02)",
		}},
		{"company", 0, map[string]string{
			"name": "Acme", "other_names": "'+Acme Ltd", "identifier": "lei:5493001KJTIIGC8Y1R12; domain:acme.example", "country": "GB", "headquarters_country": "GB", "contested": "",
		}},
	} {
		rows := table(t, store, want.kind, graph.Slice{Day: today})
		for column, cell := range want.cell {
			if got := rows[want.row][column]; got != cell {
				t.Errorf("%s, row %d, %s: got %q, want %q", want.kind, want.row, column, got, cell)
			}
		}
	}
}

// TestCSVReadsASlice finds the stake of the fund before it ended, that of Jane since
// it began, and nothing before the first load.
func TestCSVReadsASlice(t *testing.T) {
	store := world(t, file)
	for day, want := range map[string]int{"2026-11-23": 2, "2023-01-01": 3, "2019-01-01": 2} {
		if rows := table(t, store, "stake", graph.Slice{Day: mustDay(day)}); len(rows) != want {
			t.Errorf("as of %s: got %d stakes, want %d: %v", day, len(rows), want, rows)
		}
	}
	if rows := table(t, store, "stake", graph.Slice{Day: today, Known: 1}); len(rows) != 0 {
		t.Errorf("got %d stakes before anything was known, want none", len(rows))
	}
}

// TestCSVOfEveryKind writes each list of the shipped graph.
func TestCSVOfEveryKind(t *testing.T) {
	store := demonstration(t)
	for _, spec := range graph.Specs() {
		if rows := table(t, store, spec.Kind, graph.Slice{Day: today}); len(rows) == 0 {
			t.Errorf("%s: got no rows", spec.Plural)
		}
	}
}
