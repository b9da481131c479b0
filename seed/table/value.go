package table

import (
	"strings"

	"capgraph/graph"
	"capgraph/seed/dataset"
)

// cell is the first value that a row has under the names of a column.
func (r row) cell(c *column) string {
	if c == nil {
		return ""
	}
	for _, i := range c.at {
		if text := r.cells[i]; !dataset.IsNull(text) {
			return text
		}
	}
	return ""
}

// word is the value of a cell by the words of the mapping. It reports false
// for a word that the mapping has no meaning for; the word is then its own.
func (c *column) word(text string) (string, bool) {
	meaning, known := c.words[graph.Fold(text)]
	switch {
	case text == "":
		return c.fallback, true
	case known:
		return meaning, true
	case c.otherwise != nil:
		return *c.otherwise, true
	}
	return c.prefix + text, len(c.words) == 0
}

// reading reads the values of one row.
type reading struct {
	*reader
	row row
}

func (r *reading) omit(c *column, why, example string) {
	field := c.path
	if len(c.at) > 0 {
		field = r.layout.header[c.at[0]]
	}
	r.set.Omit("row", field, why, r.row.at(), example)
}

// value reads a value as fact files write it, "" for none. What is refused is
// counted.
func (r *reading) value(field *graph.Field, typ *graph.Type, c *column) string {
	if c == nil {
		return ""
	}
	for _, alternative := range c.any {
		if text := r.value(field, typ, alternative); text != "" {
			return text
		}
	}
	if c.any != nil {
		return ""
	}
	text, why := r.typed(field, typ, c)
	if why != "" {
		r.omit(c, why, r.row.cell(c))
	}
	return text
}

func (r *reading) typed(field *graph.Field, typ *graph.Type, c *column) (text, why string) {
	switch typ {
	case graph.MoneyType:
		return r.money(c)
	case graph.DateType:
		return r.date(c)
	case graph.StepType:
		return r.step(field, c)
	case graph.ShareType:
		cell := r.row.cell(c)
		if c.unit == "fraction" && cell != "" {
			cell = dataset.Percent(cell)
		}
		return dataset.Share(cell)
	case graph.CapacityType:
		return r.capacity(c)
	case graph.PlaceType:
		return r.place(c)
	case graph.CountryType:
		return dataset.Country(r.row.cell(c))
	case graph.HeadCountType:
		return r.count(c)
	}
	return r.text(field, c)
}

const (
	whyNoWord  = "the mapping does not know the word"
	whyNoPower = "it is no power"
	whyNoCount = "it is no number of people"
)

// text reads a token, flag or prose. Prose may say more than the words that
// have a usual form.
func (r *reading) text(field *graph.Field, c *column) (text, why string) {
	text, _ = c.word(r.row.cell(c))
	switch {
	case text == "" || field == nil:
	case field.Enum != nil:
		if _, err := field.Enum.Parse(text); err != nil {
			return "", whyNoWord
		}
	case field.Type == graph.FlagType:
		if _, err := graph.ParseFlag(text); err != nil {
			return "", whyNoWord
		}
	}
	return dataset.Cut(text, dataset.MaxProse), ""
}

func (r *reading) money(c *column) (text, why string) {
	amount := r.row.cell(c)
	if c.zeroIsNone {
		if number, ok := dataset.Number(amount); ok && number.IsZero() {
			return "", ""
		}
	}
	currency := c.unit
	if part := c.parts["currency"]; part != nil {
		if cell := r.row.cell(part); cell != "" {
			currency = cell
		} else if part.fallback != "" {
			currency = part.fallback
		}
	}
	text, why = dataset.Money(amount, currency)
	if _, err := graph.ParseMoney(text); text != "" && err != nil {
		return "", "the amount or its currency (ISO 4217) is none"
	}
	return text, why
}

func (r *reading) date(c *column) (text, why string) {
	if year := c.parts["year"]; year != nil && year.there() {
		if text, why = dataset.DateOf(r.row.cell(year), r.row.cell(c.parts["month"]), r.row.cell(c.parts["day"])); text != "" {
			return text, why
		}
	}
	precision := ""
	if part := c.parts["precision"]; part != nil {
		precision = r.row.cell(part)
	}
	return dataset.Date(r.row.cell(c), precision)
}

// step reads a status, with the day on which it was reached.
func (r *reading) step(field *graph.Field, c *column) (text, why string) {
	text, why = r.text(field, c)
	if text == "" {
		return "", why
	}
	if on := c.parts["on"]; on != nil {
		if date := r.value(nil, graph.DateType, on); date != "" {
			text += " (" + date + ")"
		}
	}
	return text, why
}

func (r *reading) capacity(c *column) (text, why string) {
	cell := r.row.cell(c)
	if cell == "" {
		return "", ""
	}
	number, ok := dataset.Number(cell)
	if !ok || number.IsZero() {
		return "", whyNoPower
	}
	stage := ""
	if part := c.parts["stage"]; part != nil {
		stage, _ = part.word(r.row.cell(part))
	}
	text = strings.TrimSpace(number.Round(8).String() + " " + c.unit + " " + stage)
	if c.prefix != "" {
		text += " " + c.prefix // what is measured
	}
	if _, err := graph.ParseCapacity(text); err != nil {
		return "", whyNoPower
	}
	return text, ""
}

func (r *reading) place(c *column) (text, why string) {
	part := func(name string) string {
		if p := c.parts[name]; p != nil {
			text, _ := p.word(r.row.cell(p))
			return text
		}
		return ""
	}
	return dataset.Place(part("site"), part("city"), part("region"), part("country"))
}

func (r *reading) count(c *column) (text, why string) {
	cell := r.row.cell(c)
	if cell == "" {
		return "", ""
	}
	number, ok := dataset.Number(cell)
	if !ok || !number.IsInteger() || number.IsZero() {
		return "", whyNoCount
	}
	return number.String() + " people", ""
}
