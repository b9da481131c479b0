package graphtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

var outlinesCases = []readingCase{
	{"the outline of each version in force on the day", func(t *testing.T, w *world) {
		for _, day := range []string{"1999-01-01", "2025-05-31", "2025-08-01"} {
			slice, want := graph.Slice{Day: Day(day)}, []string{}
			for _, r := range projected(t, w.reference, "stake", slice) {
				want = append(want, showOutline(graph.OutlineOf(r)))
			}
			slices.Sort(want)
			got, _ := outlined(t, w, "stake", slice, slice.Day)
			equal(t, "stakes on "+day, got, strings.Join(want, "\n     "))
		}
	}},
	{"each version in force on any day of a span", func(t *testing.T, w *world) {
		count := func(from, until string) int {
			got, _ := outlined(t, w, "stake", graph.Slice{Day: Day(from)}, Day(until))
			return strings.Count(got, "stake:societe-generale.angstrom")
		}
		if one, two := count("2025-08-01", "2025-08-31"), count("2022-01-01", "2025-08-01"); one != 1 || two != 2 {
			t.Errorf("got %d and %d versions of the stake in ÅNGSTRÖM, want 1 in August 2025 and 2 since 2022", one, two)
		}
	}},
	{"a span that ends before it begins holds nothing", func(t *testing.T, w *world) {
		got, head := outlined(t, w, "stake", today, today.Day-1)
		equal(t, "stakes", got, "")
		if head != w.head(t) {
			t.Errorf("got the head %d, want %d", head, w.head(t))
		}
	}},
	{"nothing of what is no relation", func(t *testing.T, w *world) {
		for _, kind := range []graph.Kind{"company", "claim", "article", "song", ""} {
			got, head := outlined(t, w, kind, today, today.Day)
			equal(t, fmt.Sprintf("outlines of %q", kind), got, "")
			if head != w.head(t) {
				t.Errorf("%q: got the head %d, want %d", kind, head, w.head(t))
			}
		}
	}},
	{"the head when it began or, when that is earlier, the instant of the slice", func(t *testing.T, w *world) {
		head := w.head(t)
		for _, c := range []struct{ known, want graph.Instant }{
			{0, head}, {head, head}, {head + 1, head}, {head - 1, head - 1}, {w.after["history"], w.after["history"]}, {1, 1},
		} {
			if _, got := outlined(t, w, "stake", graph.Slice{Day: today.Day, Known: c.known}, today.Day); got != c.want {
				t.Errorf("known at %d: got the head %d, want %d", c.known, got, c.want)
			}
		}
	}},
	{"each kind on each clock, as the reference has it", func(t *testing.T, w *world) {
		for _, spec := range graph.Specs() {
			for _, known := range append(w.instants(), 0) {
				for _, day := range []string{"1999-01-01", "2025-06-01", "2025-08-01"} {
					for _, span := range []graph.Day{0, 4000} {
						slice := graph.Slice{Day: Day(day), Known: known}
						got, gotHead := outlined(t, w, spec.Kind, slice, slice.Day+span)
						want, wantHead := outlined(t, w.reference, spec.Kind, slice, slice.Day+span)
						equal(t, fmt.Sprintf("outlines of %s in %+v", spec.Kind, slice), got, want)
						if gotHead != wantHead {
							t.Errorf("outlines of %s in %+v: got the head %d, want %d", spec.Kind, slice, gotHead, wantHead)
						}
					}
				}
			}
		}
	}},
	{"stops at the first error, which it returns", func(t *testing.T, w *world) {
		enough, seen := errors.New("enough"), 0
		_, err := w.Outlines(t.Context(), "stake", today, today.Day, func(graph.Outline) error {
			seen++
			if seen == 3 {
				return enough
			}
			return nil
		})
		if !errors.Is(err, enough) || seen != 3 {
			t.Errorf("got the error %v after %d stakes, want %q after 3", err, seen, enough)
		}
	}},
	{"stops when its context ends", func(t *testing.T, w *world) {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := w.Outlines(ctx, "stake", today, today.Day, func(graph.Outline) error {
			cancel()
			return ctx.Err()
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got the error %v, want the one that yield returned", err)
		}
	}},
}

var outlinesBesideCases = []writingCase{
	{"an empty store has none, and the head zero", func(t *testing.T, h Harness) {
		if got, head := outlined(t, open(t, h), "stake", today, today.Day); got != "" || head != 0 {
			t.Errorf("got %q at %d, want nothing at 0", got, head)
		}
	}},
	{"what is committed while it lasts is not seen", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, World()...)
		before, headBefore := outlined(t, store, "stake", today, today.Day)
		lines, wrote := []string{}, false
		head, err := store.Outlines(t.Context(), "stake", today, today.Day, func(o graph.Outline) error {
			lines = append(lines, showOutline(o))
			if !wrote {
				wrote = true
				apply(t, store, Withdraw("onemedia"), Article("late", On("2025-07-30"), Company("Meta"), Company("Google"), Stake("Meta", "Google", "share", "1 %")))
			}
			return nil
		})
		must(t, err)
		slices.Sort(lines)
		equal(t, "while it is written", strings.Join(lines, "\n     "), before)
		if head != headBefore {
			t.Errorf("got the head %d, want %d", head, headBefore)
		}
		after, headAfter := outlined(t, store, "stake", today, today.Day)
		if after == before || headAfter <= headBefore {
			t.Errorf("afterwards: got %s at %d, want other stakes at a later instant than %d", after, headAfter, headBefore)
		}
	}},
	{"what was closed and opened by one commit is seen once", func(t *testing.T, h Harness) {
		store := open(t, h)
		apply(t, store, World()...)
		got, _ := outlined(t, store, "stake", today, today.Day)
		want := open(t, h)
		Load(t, want, World()...)
		one, _ := outlined(t, want, "stake", today, today.Day)
		equal(t, "the world in one commit", got, one)
	}},
	{"inside a write, before anything is saved, as beside it", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, World()...)
		beside, head := outlined(t, store, "stake", today, today.Day)
		_, err := store.Apply(t.Context(), graph.Write{Plan: func(_ context.Context, reader graph.Reader) ([]graph.Change, error) {
			got, at := outlined(t, reader, "stake", today, today.Day)
			equal(t, "stakes", got, beside)
			if at != head {
				t.Errorf("got the head %d, want %d", at, head)
			}
			return nil, nil
		}})
		must(t, err)
	}},
}

// outlined prints the outlines of a kind in order, and returns the instant
// that they are of.
func outlined(t *testing.T, reader graph.Reader, kind graph.Kind, slice graph.Slice, until graph.Day) (string, graph.Instant) {
	t.Helper()
	var lines []string
	head, err := reader.Outlines(t.Context(), kind, slice, until, func(o graph.Outline) error {
		lines = append(lines, showOutline(o))
		return nil
	})
	must(t, err)
	slices.Sort(lines)
	return strings.Join(lines, "\n     "), head
}

func (w *world) head(t *testing.T) graph.Instant {
	t.Helper()
	return head(t, w)
}
