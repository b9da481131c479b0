package table

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"capgraph/graph"
	"capgraph/seed/dataset"
)

// row is one row of a table.
type row struct {
	number int // from 1 for the header, empty lines not counted
	cells  []string
}

func (r row) at() string { return dataset.Row(r.number) }

// rows reads the rows of a table. It finds out the line ends, those of old
// Macs too, and, when it is not given, the delimiter. Rows with more or fewer
// cells than the header are counted in the set, under what, and left out.
type rows struct {
	set    *dataset.Set
	what   string
	meter  *dataset.Meter
	csv    *csv.Reader
	header []string
	number int
}

// sniffed is how much of a file tells its line ends and its delimiter.
const sniffed = 1 << 16

// newRows reads the header. The errors name the line: a file without one, and
// columns without a name or with the same.
func newRows(in io.Reader, set *dataset.Set, what string, delimiter rune) (*rows, error) {
	buffered := bufio.NewReaderSize(in, sniffed)
	start, err := buffered.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	first, lone := firstLine(start)
	if delimiter == 0 {
		delimiter = likelyDelimiter(first)
	}
	r := &rows{set: set, what: what, meter: dataset.NewMeter(dataset.UnixLines(buffered, lone))}
	r.csv = csv.NewReader(r.meter)
	r.csv.Comma, r.csv.FieldsPerRecord, r.csv.LazyQuotes = delimiter, -1, true
	cells, err := r.read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, dataset.LineError(graph.Invalid, 1, "the file is empty; it begins with a row of column names")
	case err != nil:
		return nil, err
	}
	seen := map[string]string{}
	for _, cell := range cells {
		name := dataset.Clean(cell)
		if other, repeated := seen[squash(name)]; repeated && squash(name) != "" {
			return nil, dataset.LineError(graph.Invalid, 1, "the columns %q and %q have the same name; rename one of them", other, name)
		}
		seen[squash(name)] = name
		r.header = append(r.header, name)
	}
	return r, nil
}

// firstLine is the first line of a file, and whether it ends as lines of old
// Macs do.
func firstLine(start []byte) (line string, lone bool) {
	quoted := false
	for i, b := range start {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n':
			return string(start[:i]), false
		case b == '\r':
			return string(start[:i]), i+1 < len(start) && start[i+1] != '\n'
		}
	}
	return string(start), false
}

// likelyDelimiter is the sign that parts the names of the columns: the most
// frequent of those in use, a comma when there is none.
func likelyDelimiter(header string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, sign := range header {
		if sign == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[sign]++
		}
	}
	best := ','
	for _, sign := range []rune{';', '\t', '|'} {
		if counts[sign] > counts[best] {
			best = sign
		}
	}
	return best
}

// read reads one record as it stands.
func (r *rows) read() ([]string, error) {
	r.meter.Renew()
	cells, err := r.csv.Read()
	if err == nil {
		r.number++
		return cells, nil
	}
	line := 1
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		line = wrong.StartLine
	} else if r.number > 0 {
		line, _ = r.csv.FieldPos(0)
		line++
	}
	if tooLong := dataset.TooLong(err, line); tooLong != nil {
		return nil, tooLong
	}
	if wrong != nil {
		return nil, dataset.LineError(graph.Invalid, wrong.Line, "it is no row of a table: %s; check the quotes here and before", wrong.Err)
	}
	return nil, err
}

// each visits the rows behind the header.
func (r *rows) each(visit func(row) error) error {
	for {
		cells, err := r.read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		this := row{number: r.number, cells: cells}
		if len(cells) != len(r.header) {
			why := "it has more cells than the header, so it is left out"
			if len(cells) < len(r.header) {
				why = "it has fewer cells than the header, so it is left out"
			}
			r.set.Omit(r.what, "", why, this.at(), strings.Join(cells[:min(len(cells), 5)], string(r.csv.Comma)))
			continue
		}
		for i := range cells {
			cells[i] = dataset.Clean(cells[i])
		}
		if err := visit(this); err != nil {
			return err
		}
	}
}
