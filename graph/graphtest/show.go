package graphtest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// equal reports a difference between two printed answers; of long ones, the
// lines that differ.
func equal(t testing.TB, what, got, want string) {
	t.Helper()
	switch {
	case got == want:
	case strings.Count(got, "\n")+strings.Count(want, "\n") < 8:
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	default:
		t.Errorf("%s, lines that differ:\n got %s\nwant %s", what, without(got, want), without(want, got))
	}
}

// without drops the lines that another text has too.
func without(text, other string) string {
	common := strings.Split(other, "\n")
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return slices.Contains(common, line) })
	if len(lines) == 0 {
		return "the same lines in another order or number:\n" + text
	}
	return strings.Join(lines, "\n     ")
}

// must ends the test on an error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("got the error %v (code %s)", err, graph.CodeOf(err))
	}
}

// fails reports anything but an *Error with that code.
func fails(t testing.TB, what string, err error, code graph.Code) {
	t.Helper()
	var coded *graph.Error
	if !errors.As(err, &coded) || coded.Code != code {
		t.Errorf("%s: got the error %v, want one with code %s", what, err, code)
	}
}

// slugs prints the ids of records without their kinds.
func slugs(records []*graph.Record) string {
	short := make([]string, len(records))
	for i, r := range records {
		short[i] = r.ID.Slug()
	}
	return strings.Join(short, " ")
}

// outline prints the slugs of a page, "..." when there is more, and the total.
func outline(page graph.Page) string {
	text := slugs(page.Records)
	if page.More {
		text += " ..."
	}
	if page.Total > 0 {
		text += fmt.Sprintf(" of %d", page.Total)
	}
	return text
}

// outlines prints pages in order of the ids that they were asked for.
func outlines(pages map[graph.ID]graph.Page) string {
	var lines []string
	for _, id := range slices.Sorted(maps.Keys(pages)) {
		lines = append(lines, fmt.Sprintf("%s: %s", id.Slug(), outline(pages[id])))
	}
	return strings.Join(lines, "\n     ")
}

// show prints all of a version.
func show(r *graph.Record) string {
	if r == nil {
		return "nothing"
	}
	return fmt.Sprintf("%s %s valid %s known [%d, %d) %s%s", r.Kind, r.ID, showValid(r.Valid), r.Known.From, r.Known.To, r.EndReason, graph.EncodeBody(r))
}

func showValid(v graph.Validity) string {
	return fmt.Sprintf("[%s, %s; %s, %s)", v.From, v.SureFrom, v.SureTo, v.To)
}

// showAll prints records, one a line.
func showAll(records []*graph.Record) string {
	lines := make([]string, len(records))
	for i, r := range records {
		lines[i] = show(r)
	}
	return strings.Join(lines, "\n     ")
}

// showFar prints records with those that they point to.
func showFar(records []*graph.Record) string {
	var lines []string
	for _, r := range records {
		lines = append(lines, show(r))
		for _, id := range slices.Sorted(maps.Keys(r.Far)) {
			lines = append(lines, "  -> "+show(r.Far[id]))
		}
	}
	return strings.Join(lines, "\n     ")
}

// showPages prints pages in full.
func showPages(pages map[graph.ID]graph.Page) string {
	var lines []string
	for _, id := range slices.Sorted(maps.Keys(pages)) {
		page := pages[id]
		lines = append(lines, fmt.Sprintf("%q: %d records, more %v, total %d", id, len(page.Records), page.More, page.Total), showFar(page.Records))
	}
	return strings.Join(lines, "\n     ")
}

// byID lists the records of a map in order of their ids.
func byID(records map[graph.ID]*graph.Record) []*graph.Record {
	list := make([]*graph.Record, 0, len(records))
	for _, id := range slices.Sorted(maps.Keys(records)) {
		list = append(list, records[id])
	}
	return list
}

// showReceipt prints a receipt without its instants.
func showReceipt(receipt *graph.Receipt) string {
	var lines []string
	for _, a := range receipt.Articles {
		lines = append(lines, fmt.Sprintf("%s %s", a.Article, a.Outcome))
		for _, r := range a.Records {
			lines = append(lines, fmt.Sprintf("  %s %s, newly contested %v", r.ID, r.Outcome, r.Disputed), "    before "+timeless(r.Before), "    after "+timeless(r.After))
		}
	}
	return strings.Join(lines, "\n     ")
}

// timeless prints a version without what is known when.
func timeless(r *graph.Record) string {
	if r == nil {
		return "nothing"
	}
	return fmt.Sprintf("%s valid %s %s", r.ID, showValid(r.Valid), graph.EncodeBody(r))
}

// current prints the versions of some kinds that are in force on three days,
// as known now, without what is known when.
func current(t testing.TB, reader graph.Reader, kinds ...graph.Kind) string {
	t.Helper()
	var lines []string
	for _, kind := range kinds {
		for _, day := range []string{"1990-01-01", "2024-06-30", "2025-08-01"} {
			must(t, reader.Project(context.WithoutCancel(t.Context()), kind, graph.Slice{Day: Day(day)}, func(r *graph.Record) error {
				lines = append(lines, day+" "+timeless(r))
				return nil
			}))
		}
	}
	return strings.Join(lines, "\n     ")
}

// showPredicate prints a predicate as Go writes it.
func showPredicate(p graph.Predicate) string {
	return strings.ReplaceAll(fmt.Sprintf("%#v", p), "graph.", "")
}
