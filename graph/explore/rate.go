package explore

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// Rates is a dated table of exchange rates. It never changes and may be used
// by several goroutines.
type Rates struct {
	Name   string // as the table calls itself, else the name of its file
	Source string // where its rates come from; empty when the table does not say

	pairs map[pair][]dated // by day
	days  []graph.Day      // of all rates, ascending
	codes []string         // of all currencies, ascending
}

// Rate says that on a day one unit of From cost that many units of To.
type Rate struct {
	Day      graph.Day
	From, To string // ISO 4217
	Rate     decimal.Decimal
}

type pair struct{ from, to string }

type dated struct {
	day  graph.Day
	rate decimal.Decimal
}

// rateColumns are those that a table must have, in any order.
var rateColumns = []string{"date", "from", "to", "rate"}

// ParseRates reads a table of exchange rates as comma-separated values. The
// first row names the columns date, from, to and rate; each other row says how many
// units of the currency "to" one unit of "from" cost on that day, such as
//
//	# name: Reference rates
//	# source: a central bank
//	date,from,to,rate
//	2025-06-02,EUR,USD,1.1419
//
// Lines that begin with # are comments, of which "name" and "source" are kept.
// A row that is given twice counts once. An error has code Invalid and
// names file and line: no rates, another column, a day or currency that does not exist, a
// rate that is not a number above zero, two rates for one pair on one day.
func ParseRates(file string, in io.Reader) (*Rates, error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, graph.Errorf(graph.Unavailable, "the table of exchange rates cannot be read").At(file).Because(err)
	}
	rates := &Rates{Name: filepath.Base(file), pairs: map[pair][]dated{}}
	rates.readComments(string(text))
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comment, reader.TrimLeadingSpace = '#', true
	columns, err := readHeader(file, reader)
	if err != nil {
		return nil, err
	}
	for {
		row, err := reader.Read()
		if err == io.EOF {
			break
		}
		line, _ := reader.FieldPos(0)
		if err == nil {
			err = rates.add(columns, row)
		}
		if err != nil {
			return nil, atLine(file, line, err)
		}
	}
	if len(rates.pairs) == 0 {
		return nil, graph.Errorf(graph.Invalid, "there is no rate; write rows such as 2025-06-02,EUR,USD,1.1419").At(file)
	}
	return rates, rates.sort(file)
}

// atLine says in which line of the file something is wrong.
func atLine(file string, line int, err error) error {
	var wrong *graph.Error
	var malformed *csv.ParseError
	switch {
	case errors.As(err, &wrong):
		return wrong.At(fmt.Sprintf("%s:%d", file, line))
	case errors.As(err, &malformed):
		return graph.Errorf(graph.Invalid, "this is no row of four values: %s", malformed.Err).At(fmt.Sprintf("%s:%d", file, malformed.Line))
	}
	return graph.Errorf(graph.Unavailable, "the table of exchange rates cannot be read").At(file).Because(err)
}

func (t *Rates) readComments(text string) {
	for line := range strings.Lines(text) {
		comment, isComment := strings.CutPrefix(line, "#")
		key, value, found := strings.Cut(comment, ":")
		if !isComment || !found {
			continue
		}
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "name":
			t.Name = strings.TrimSpace(value)
		case "source":
			t.Source = strings.TrimSpace(value)
		}
	}
}

// readHeader finds where each column stands.
func readHeader(file string, reader *csv.Reader) (map[string]int, error) {
	row, err := reader.Read()
	if err == io.EOF {
		return nil, graph.Errorf(graph.Invalid, "it is empty; begin with the row %s", strings.Join(rateColumns, ",")).At(file)
	}
	line, _ := reader.FieldPos(0)
	if err != nil {
		return nil, atLine(file, line, err)
	}
	columns := map[string]int{}
	for i, name := range row {
		columns[strings.ToLower(strings.TrimSpace(name))] = i
	}
	for _, name := range rateColumns {
		if _, found := columns[name]; !found || len(columns) != len(rateColumns) {
			return nil, atLine(file, line, graph.Errorf(graph.Invalid, "the columns are %s; write %s", strings.Join(row, ","), strings.Join(rateColumns, ",")))
		}
	}
	return columns, nil
}

// plainNumber is a number without sign and exponent, of a length that stays exact
// and quick to work with.
var plainNumber = regexp.MustCompile(`^[0-9]{1,15}(\.[0-9]{1,15})?$`)

func (t *Rates) add(columns map[string]int, row []string) error {
	cell := func(name string) string { return strings.TrimSpace(row[columns[name]]) }
	day, err := graph.ParseDay(cell("date"))
	if err != nil {
		return err
	}
	of := pair{cell("from"), cell("to")}
	for _, code := range []string{of.from, of.to} {
		if amount, err := graph.ParseMoney("1 " + code); err != nil || amount.Currency != code {
			return graph.Errorf(graph.Invalid, "%q is not an ISO 4217 currency; write a code such as EUR or USD", code)
		}
	}
	text := cell("rate")
	rate, err := decimal.NewFromString(text)
	switch {
	case !plainNumber.MatchString(text) || err != nil || !rate.IsPositive():
		return graph.Errorf(graph.Invalid, "%q is no rate; write a number above zero such as 1.1419, with at most 15 digits on either side of the point", text)
	case of.from == of.to:
		return graph.Errorf(graph.Invalid, "%s has no rate to itself; leave the row out", of.from)
	}
	t.pairs[of] = append(t.pairs[of], dated{day, rate})
	return nil
}

// sort orders the rates of each pair by day, each once.
func (t *Rates) sort(file string) error {
	pairs := t.all()
	for _, of := range pairs {
		rates := t.pairs[of]
		slices.SortStableFunc(rates, func(a, b dated) int { return cmp.Compare(a.day, b.day) })
		for i := 1; i < len(rates); i++ {
			if a, b := rates[i-1], rates[i]; a.day == b.day && !a.rate.Equal(b.rate) {
				return graph.Errorf(graph.Invalid, "%s to %s has two rates on %s, %s and %s; keep one", of.from, of.to, a.day, a.rate, b.rate).At(file)
			}
		}
		t.pairs[of] = slices.CompactFunc(rates, func(a, b dated) bool { return a.day == b.day })
		for _, r := range t.pairs[of] {
			t.days = append(t.days, r.day)
		}
		t.codes = append(t.codes, of.from, of.to)
	}
	slices.Sort(t.days)
	slices.Sort(t.codes)
	t.days, t.codes = slices.Compact(t.days), slices.Compact(t.codes)
	return nil
}

// all lists the pairs in order.
func (t *Rates) all() []pair {
	pairs := make([]pair, 0, len(t.pairs))
	for of := range t.pairs {
		pairs = append(pairs, of)
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(strings.Compare(a.from, b.from), strings.Compare(a.to, b.to)) })
	return pairs
}
