package export

import (
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"capgraph/graph"
)

// CSV writes a table of one kind (RFC 4180, UTF-8, lines end in LF): a header,
// and a row for each record in force in the slice, in order of id. It returns the
// number of rows.
//
// The columns follow the fields of the kind. A party has its name and, behind it,
// its id; an amount, share, count or capacity its text and its bounds as plain
// numbers, empty where open, in the unit that the header or a column names (per
// cent, MW); a date its text with its first and last day. Several values of one
// field stand in one cell, with "; " between, in the same order in all columns of the field. Missing values are unknown,
// undisclosed or none; an empty cell says that no source speaks of it. The last
// columns say whether the record holds surely on the day, which fields are
// contested or inferred, and who says so. Cells that a spreadsheet would take for a
// formula begin with an apostrophe.
func CSV(ctx context.Context, reader graph.Reader, kind graph.Kind, slice graph.Slice, out io.Writer) (int, error) {
	slice, err := slice.Pin(ctx, reader)
	if err != nil {
		return 0, err
	}
	columns := columnsOf(graph.KindOf(kind))
	table := csv.NewWriter(out)
	header := make([]string, len(columns))
	for i, column := range columns {
		header[i] = column.name
	}
	if err := table.Write(header); err != nil {
		return 0, err
	}
	rows := 0
	err = EachWithClaims(ctx, reader, kind, slice, func(record *graph.Record, claims []*graph.Record) error {
		cells := make([]string, len(columns))
		for i, column := range columns {
			cells[i] = inert(column.cell(row{record, claims, slice.Day}))
		}
		rows++
		return table.Write(cells)
	})
	if err != nil {
		return rows, err
	}
	table.Flush()
	return rows, table.Error()
}

// inert keeps spreadsheets from taking a text for a formula, by the advice of
// OWASP on CSV injection: an apostrophe before the signs that begin one.
func inert(text string) string {
	if strings.IndexAny(text, "=+-@\t\r\n＝＋－＠") == 0 {
		return "'" + text
	}
	return text
}

// row is a record with what is known of it.
type row struct {
	*graph.Record
	claims []*graph.Record
	day    graph.Day
}

// column is one column of a table.
type column struct {
	name string
	cell func(row) string
}

func columnsOf(spec *graph.Spec) []column {
	columns := []column{{"id", func(r row) string { return string(r.ID) }}}
	if spec.Label != "" {
		columns = append(columns, column{"label", func(r row) string { return graph.Label(r.Record) }})
	}
	for i := range spec.Fields {
		columns = append(columns, fieldColumns(&spec.Fields[i])...)
	}
	columns = append(columns, column{"holds", func(r row) string { return strings.ToLower(string(r.Valid.On(r.day))) }})
	if !spec.IsResolved() {
		return columns
	}
	return append(columns,
		column{"contested", func(r row) string { return joined(r.Contested, func(field string) string { return snake(field) }) }},
		column{"inferred", inferredFields},
		column{"support", func(r row) string { return strconv.Itoa(graph.SupportOf(r.claims).Stories) }},
		column{"publishers", func(r row) string { return strconv.Itoa(graph.SupportOf(r.claims).Publishers) }},
		column{"sources", sourceCell("title")},
		column{"urls", sourceCell("url")},
		column{"articles", func(r row) string {
			return joined(Sources(r.claims), func(article *graph.Record) string { return string(article.ID) })
		}})
}

func sourceCell(field string) func(row) string {
	return func(r row) string {
		return joined(Sources(r.claims), func(article *graph.Record) string {
			text, _ := graph.One[graph.Prose](article, field)
			return string(text)
		})
	}
}

func inferredFields(r row) string {
	var fields []string
	for _, field := range graph.KindOf(r.Kind).Fields {
		for _, held := range r.Held[field.Name] {
			if held.Inferred {
				fields = append(fields, snake(field.Name))
				break
			}
		}
	}
	return strings.Join(fields, "; ")
}

// joined puts texts into one cell. Empty ones keep their place, so that the
// cells of a row can be read together, unless all are empty.
func joined[T any](items []T, text func(T) string) string {
	texts, found := make([]string, len(items)), false
	for i, item := range items {
		texts[i] = text(item)
		found = found || texts[i] != ""
	}
	if !found {
		return ""
	}
	return strings.Join(texts, "; ")
}

// snake is the name of a field as a column: share_class.
func snake(field string) string {
	var name strings.Builder
	for _, r := range field {
		if 'A' <= r && r <= 'Z' {
			name.WriteByte('_')
			r += 'a' - 'A'
		}
		name.WriteRune(r)
	}
	return name.String()
}
