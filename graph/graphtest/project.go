package graphtest

import (
	"errors"
	"testing"

	"capgraph/graph"
)

var projectCases = []readingCase{
	{"all in force, ordered by id", func(t *testing.T, w *world) {
		equal(t, "companies", slugs(projected(t, w, "company", today)), all)
		equal(t, "products", slugs(projected(t, w, "product", today)), "")
	}},
	{"only what is in force in the slice", func(t *testing.T, w *world) {
		equal(t, "stakes in May 2025", slugs(projected(t, w, "stake", graph.Slice{Day: Day("2025-05-31")})),
			"google.anthropic meta.anthropic societe-generale.angstrom 字节跳动.scale-ai")
		equal(t, "stakes known after history", slugs(projected(t, w, "stake", graph.Slice{Day: today.Day, Known: w.after["history"]})),
			"google.anthropic societe-generale.angstrom")
	}},
	{"each kind on each clock, as the reference has it", func(t *testing.T, w *world) {
		for _, spec := range graph.Specs() {
			for _, known := range append(w.instants(), 0) {
				for _, day := range []string{"1999-01-01", "2025-06-01", "2025-08-01"} {
					slice := graph.Slice{Day: Day(day), Known: known}
					equal(t, string(spec.Kind)+" on "+day, showAll(projected(t, w, spec.Kind, slice)), showAll(projected(t, w.reference, spec.Kind, slice)))
				}
			}
		}
	}},
	{"stops at the first error, which it returns", func(t *testing.T, w *world) {
		enough, seen := errors.New("enough"), 0
		err := w.Project(t.Context(), "company", today, func(*graph.Record) error {
			seen++
			if seen == 3 {
				return enough
			}
			return nil
		})
		if !errors.Is(err, enough) || seen != 3 {
			t.Errorf("got the error %v after %d companies, want %q after 3", err, seen, enough)
		}
		equal(t, "afterwards", slugs(projected(t, w, "person", today)), "mark-zuckerberg tom-alison")
	}},
	{"Far is not filled", func(t *testing.T, w *world) {
		for _, r := range projected(t, w, "stake", today) {
			if len(r.Far) > 0 {
				t.Errorf("got %d far ends of %s, want none", len(r.Far), r.ID)
			}
		}
	}},
}

func projected(t *testing.T, reader graph.Reader, kind graph.Kind, slice graph.Slice) []*graph.Record {
	t.Helper()
	var records []*graph.Record
	must(t, reader.Project(t.Context(), kind, slice, func(r *graph.Record) error {
		records = append(records, r)
		return nil
	}))
	return records
}
