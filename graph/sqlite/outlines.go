package sqlite

import (
	"context"

	"capgraph/graph"
)

// Outlines calls yield for the outline of each version in force, see
// graph.Reader. It reads one state of the store however long it lasts; yield
// may call the store.
func (s *Store) Outlines(ctx context.Context, kind graph.Kind, slice graph.Slice, until graph.Day, yield func(graph.Outline) error) (head graph.Instant, err error) {
	err = s.apart(ctx, func(r reader) error {
		head, err = r.Outlines(ctx, kind, slice, until, yield)
		return err
	})
	return head, err
}

// Outlines calls yield for the outline of each version in force, see graph.Reader.
func (r reader) Outlines(_ context.Context, kind graph.Kind, slice graph.Slice, until graph.Day, yield func(graph.Outline) error) (graph.Instant, error) {
	head, err := r.head()
	if err != nil {
		return 0, err
	}
	at := scope{day: slice.Day}
	if slice.Known != 0 && slice.Known < head {
		at.known, head = slice.Known, slice.Known
	}
	if until < slice.Day {
		return head, nil
	}
	var s statement
	s.add(`SELECT o.id, `+outlineColumns("o")+` FROM outline o WHERE`).past("o", at)
	s.add(` AND o.id > ? AND o.id < ?`, string(kind)+":", string(kind)+";").during("o", at.day, until)
	return head, r.once(s.text.String(), s.args, func(row row) error {
		if ended := r.ctx.Err(); ended != nil {
			return interrupted(ended)
		}
		outline, err := decodeOutline(row, 0)
		if err != nil {
			return err
		}
		return yield(outline)
	})
}

// outlineColumns are those that decodeOutline reads after the id.
func outlineColumns(table string) string {
	return table + `.valid_from, ` + table + `.sure_from, ` + table + `.sure_to, ` + table + `.valid_to, ` + table + `.line`
}

// decodeOutline reads an outline from the columns that begin at a place in the
// row: the id, then outlineColumns.
func decodeOutline(row row, at int) (graph.Outline, error) {
	day := func(i int) graph.Day { return graph.Day(row.ColumnInt64(at + i)) }
	valid := graph.Validity{From: day(1), SureFrom: day(2), SureTo: day(3), To: day(4)}
	return graph.DecodeOutline(graph.ID(row.ColumnText(at)), valid, row.ColumnText(at+5))
}

// past restricts a table of outlines to what was known in the scope.
func (s *statement) past(table string, at scope) *statement {
	if at.known == 0 {
		return s.add(` ` + table + `.past = 0`)
	}
	return s.add(` `+table+`.past IN (0, 1)`).known(table, at)
}

// during restricts a row to what is in force on some day of a span.
func (s *statement) during(table string, day, until graph.Day) *statement {
	return s.add(` AND `+table+`.valid_from <= ? AND `+table+`.valid_to > ?`, until, day)
}
