package neo4j

import (
	"context"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// Outlines calls yield for the outline of each version in force, see
// graph.Reader. It reads one state of the store however long it lasts; yield
// may call the store.
func (s *Store) Outlines(ctx context.Context, kind graph.Kind, slice graph.Slice, until graph.Day, yield func(graph.Outline) error) (head graph.Instant, err error) {
	err = s.read(ctx, func(r reader) error {
		head, err = r.Outlines(ctx, kind, slice, until, yield)
		return err
	})
	return head, err
}

// Outlines calls yield for the outline of each version in force, see
// graph.Reader. Like Project it reads what was known when it began. A version
// that is closed meanwhile moves on in the index, where it may be found again,
// within the same part: eachOnce drops it.
func (r reader) Outlines(ctx context.Context, kind graph.Kind, slice graph.Slice, until graph.Day, yield func(graph.Outline) error) (graph.Instant, error) {
	spec := graph.KindOf(kind)
	if spec == nil || !spec.IsRelation() || until < slice.Day {
		head, err := r.Head(ctx)
		return earlier(head, slice.Known), err
	}
	var head graph.Instant
	err := r.stream(ctx, outlinesStatement(spec, slice, until), func(row *driver.Record) error {
		head = graph.Instant(number(row, "head"))
		lines, ok := column(row, "lines").([]any)
		if !ok {
			return damaged()
		}
		return eachOnce(lines, yield)
	})
	return earlier(head, slice.Known), err
}

// eachOnce yields the outlines of a part.
func eachOnce(lines []any, yield func(graph.Outline) error) error {
	seen := make(map[string]bool, len(lines))
	for _, line := range lines {
		text, _ := line.(string)
		if seen[text] {
			continue
		}
		seen[text] = true
		outline, err := decodeOutline(text)
		if err != nil {
			return err
		}
		if err := yield(outline); err != nil {
			return err
		}
	}
	return nil
}

// earlier is the instant up to which a read takes commits into account.
func earlier(head, known graph.Instant) graph.Instant {
	if known != 0 {
		return min(head, known)
	}
	return head
}

// outlinesStatement reads an index that holds all that it asks for, part by
// part: a row for each outline would cost several times as much, and one row for all would
// have to fit into memory. Each part has a row, so that the head comes in any case.
func outlinesStatement(spec *graph.Spec, slice graph.Slice, until graph.Day) *statement {
	s := begin()
	known := "head"
	if slice.Known != 0 {
		known = s.param(int64(slice.Known))
	}
	v := "MATCH (v:" + label(spec) + ") USING INDEX SEEK v:" + label(spec)
	s.add("UNWIND range(0, ", s.param(parts-1), ") AS part\nCALL (head, part) {\n")
	s.add(v, outlineIndexed(""), "\nWHERE v.part = part AND v.known_from <= ", known, " AND v.known_to IS NOT NULL AND v.outline IS NOT NULL")
	s.add(" AND ", openAt("v", known)).during("v", slice.Day, until)
	s.add("\nRETURN collect(v.outline) AS lines\nUNION ALL\n")
	s.add(v, "(long_part)\nWHERE v.long_part = part AND v.known_from <= ", known, " AND ", openAt("v", known))
	s.during("v", slice.Day, until)
	return s.add("\nRETURN collect(v.long_outline) AS lines\n}\nRETURN head, lines")
}
