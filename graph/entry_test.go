package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	. "capgraph/graph/graphtest"
)

func TestEntries(t *testing.T) {
	for _, c := range []struct {
		name   string
		record *graph.Record
		want   []string
	}{
		{"each of several values", resolved(Company("Meta", "name", "Facebook")), []string{"name facebook", "name meta"}},
		{"the low and the high key of bounds", resolved(Company("Acme", "founded", "1850/1860")), []string{"founded 1850-01-01..1860-12-31", "name acme"}},
		{"an open start has an empty key and is known", resolved(Company("Acme", "founded", "../1900")), []string{"founded ..1900-12-31", "name acme"}},
		{"states instead of keys", resolved(About("acquisition:x", "target", "company:acme", "price", "undisclosed", "seller", "unknown", "share", "none")),
			[]string{"confidence REPORTED", "modality STATES", "price UNDISCLOSED", "seller UNKNOWN", "share NONE", "target company:acme"}},
		{"the last step only", resolved(About("acquisition:x", "status", "announced 2025-06", "status", "completed 2025-09", "status", "signed 2025-08")),
			[]string{"confidence REPORTED", "modality STATES", "status COMPLETED"}},
		{"a step without a date, when it lies beyond the dated ones", resolved(About("acquisition:x", "status", "signed 2025-06", "status", "cancelled")),
			[]string{"confidence REPORTED", "modality STATES", "status CANCELLED"}},
		{"a dated step, when one without a date lies before it", resolved(About("acquisition:x", "status", "completed 2025-09", "status", "announced")),
			[]string{"confidence REPORTED", "modality STATES", "status COMPLETED"}},
		{"inferred fields by name", resolved(Company("Acme", "country", "US").Inferred("country")), []string{"country US", "inferred country", "name acme"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := entries(c.record); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestEntriesOfContestedFields(t *testing.T) {
	versions := graph.Resolve(metasStake, claims(seen("2025-07-14", "share", "49 %"), seen("2025-07-14", "share", "30 %").Says("reports")))
	if got := entries(versions[len(versions)-1]); !slices.Contains(got, "contested share") {
		t.Errorf("got %q, want the share contested", got)
	}
}

// entries prints the entries of a record, sorted.
func entries(r *graph.Record) []string {
	var lines []string
	for _, e := range graph.Entries(r) {
		switch {
		case e.State != graph.Known:
			lines = append(lines, fmt.Sprintf("%s %s%s%s", e.Field, e.State, e.Lo, e.Hi))
		case e.Lo == e.Hi:
			lines = append(lines, e.Field+" "+e.Lo)
		default:
			lines = append(lines, e.Field+" "+e.Lo+".."+e.Hi)
		}
	}
	slices.Sort(lines)
	return lines
}

func TestCurrentStep(t *testing.T) {
	deal := resolved(About("acquisition:x", "status", "rumoured", "status", "announced 2025-06-12", "status", "signed 2025-06-12", "status", "completed 2026"))
	for _, c := range []struct{ day, want string }{
		{"2025-06-11", "RUMOURED"}, {"2025-06-12", "SIGNED"}, {"2025-12-31", "SIGNED"}, {"2026-01-01", "COMPLETED"},
	} {
		if step, ok := graph.CurrentStep(deal, "status", Day(c.day)); !ok || step.Status != c.want {
			t.Errorf("on %s: got %q, want %q", c.day, step.Status, c.want)
		}
	}
	if step, ok := graph.CurrentStep(resolved(About("acquisition:x", "status", "announced 2025-06-12")), "status", Day("2025-06-11")); ok {
		t.Errorf("got %v before the first step, want none", step)
	}
}

func TestOrderKeys(t *testing.T) {
	meta := resolved(Company("Meta", "name", "Facebook", "founded", "1850/1860"))
	stake := resolved(Stake("Meta", "Scale AI", "share", "undisclosed"))
	for _, c := range []struct {
		order  graph.Order
		record *graph.Record
		want   graph.Cursor
	}{
		{graph.Order{Field: "name"}, meta, graph.Cursor{Key: "meta", ID: "company:meta"}},
		{graph.Order{Field: "founded"}, meta, graph.Cursor{Key: "1850-01-01", ID: "company:meta"}},
		{graph.Order{Field: "founded", Upper: true}, meta, graph.Cursor{Key: "1860-12-31", ID: "company:meta"}},
		{graph.Order{Field: "dissolved"}, meta, graph.Cursor{Missing: true, ID: "company:meta"}},
		{graph.Order{}, meta, graph.Cursor{Missing: true, ID: "company:meta"}},
		{graph.Order{Field: "share"}, stake, graph.Cursor{Missing: true, ID: metasStake}},
	} {
		if got := c.order.Cursor(c.record); got != c.want {
			t.Errorf("%+v: got %+v, want %+v", c.order, got, c.want)
		}
	}
}

func TestOrderLess(t *testing.T) {
	place := func(key, id string) graph.Cursor {
		return graph.Cursor{Missing: key == "-", Key: strings.TrimPrefix(key, "-"), ID: graph.ID(id)}
	}
	for _, desc := range []bool{false, true} {
		ascending := []graph.Cursor{place("", "a"), place("1", "a"), place("1", "b"), place("2", "a"), place("-", "a"), place("-", "b")}
		if desc {
			ascending = []graph.Cursor{place("2", "a"), place("1", "a"), place("1", "b"), place("", "a"), place("-", "a"), place("-", "b")}
		}
		order := graph.Order{Field: "x", Desc: desc}
		for i, a := range ascending {
			for j, b := range ascending {
				if got := order.Less(a, b); got != (i < j) {
					t.Errorf("downwards %v: %+v before %+v: got %v, want %v", desc, a, b, got, i < j)
				}
			}
		}
	}
}
