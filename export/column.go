package export

import (
	"strings"

	"capgraph/graph"

	"github.com/shopspring/decimal"
)

// part is a column that a type of value has beside its text.
type part struct {
	suffix string
	text   func(graph.Value) string
}

// parts are the further columns by type.
var parts = map[*graph.Type][]part{
	graph.MoneyType:     append(bounds("", func(v graph.Value) (graph.Range, bool) { m, ok := v.(graph.Money); return m.Range, ok }), currencyPart, basisPart),
	graph.ShareType:     bounds("_percent", func(v graph.Value) (graph.Range, bool) { s, ok := v.(graph.Share); return s.Range, ok }),
	graph.HeadCountType: bounds("", func(v graph.Value) (graph.Range, bool) { h, ok := v.(graph.HeadCount); return h.Range, ok }),
	graph.CapacityType:  append(bounds("_mw", func(v graph.Value) (graph.Range, bool) { c, ok := v.(graph.Capacity); return c.Range, ok }), stagePart, powerPart, changePart),
	graph.DateType: {
		{"_earliest", func(v graph.Value) string { d, _ := v.(graph.PartialDate); return dayText(d.Earliest()) }},
		{"_latest", func(v graph.Value) string { d, _ := v.(graph.PartialDate); return dayText(d.Latest()) }},
	},
	graph.PlaceType: {{"_country", func(v graph.Value) string { p, _ := v.(graph.Place); return p.Country }}},
}

var (
	currencyPart = part{"_currency", func(v graph.Value) string { m, _ := v.(graph.Money); return m.Currency }}
	basisPart    = part{"_basis", func(v graph.Value) string { m, _ := v.(graph.Money); return words(m.Basis) }}
	stagePart    = part{"_stage", func(v graph.Value) string { c, _ := v.(graph.Capacity); return words(c.Stage) }}
	powerPart    = part{"_basis", func(v graph.Value) string { c, _ := v.(graph.Capacity); return words(c.Basis) }}
	changePart   = part{"_change", func(v graph.Value) string { c, _ := v.(graph.Capacity); return words(c.Change) }}
)

func words[T ~string](token T) string { return graph.Token(token).Words() }

// bounds are the columns of the lower and upper bound, in plain decimals.
func bounds(unit string, of func(graph.Value) (graph.Range, bool)) []part {
	bound := func(choose func(graph.Range) *decimal.Decimal) func(graph.Value) string {
		return func(v graph.Value) string {
			r, ok := of(v)
			if number := choose(r); ok && number != nil {
				return number.String()
			}
			return ""
		}
	}
	return []part{
		{"_lower" + unit, bound(func(r graph.Range) *decimal.Decimal { return r.Lower })},
		{"_upper" + unit, bound(func(r graph.Range) *decimal.Decimal { return r.Upper })},
	}
}

// dayText is a day, "" for an open end.
func dayText(day graph.Day) string {
	if day == graph.MinDay || day == graph.MaxDay {
		return ""
	}
	return day.String()
}

// fieldColumns are the columns of one field: its text, and what its type adds.
func fieldColumns(field *graph.Field) []column {
	name := snake(field.Name)
	cells := func(text func(row, graph.Value) string) func(row) string {
		return func(r row) string {
			return joined(r.Held[field.Name], func(held graph.Held) string { return text(r, held.Value) })
		}
	}
	switch field.Type {
	case graph.RefType:
		return []column{{name, cells(partyText)}, {name + "_id", cells(func(_ row, v graph.Value) string { ref, _ := v.(graph.Ref); return ref.ID })}}
	case graph.NameType:
		return []column{{name, firstName}, {"other_names", otherNames}}
	}
	columns := []column{{name, cells(func(_ row, v graph.Value) string { return valueText(field, v) })}}
	for _, part := range parts[field.Type] {
		columns = append(columns, column{name + part.suffix, cells(func(_ row, v graph.Value) string { return part.text(v) })})
	}
	return columns
}

// partyText is the name of a party, or how it is missing.
func partyText(r row, v graph.Value) string {
	ref, _ := v.(graph.Ref)
	if far := r.Far[graph.ID(ref.ID)]; far != nil {
		return graph.Label(far)
	}
	return ref.Text()
}

// valueText is a value as people write it; tokens of a closed set in words.
func valueText(field *graph.Field, v graph.Value) string {
	if token, isToken := v.(graph.Token); isToken && (field.Enum != nil || field.Type == graph.FlagType) {
		return token.Words()
	}
	return v.Text()
}

func firstName(r row) string {
	names := graph.All[graph.Name](r.Record, "name")
	return names[0].Name
}

func otherNames(r row) string {
	return joined(graph.All[graph.Name](r.Record, "name")[1:], func(name graph.Name) string { return name.Name })
}

// KindCalled finds a kind by its plural, its name or its type, in any spelling:
// "stakes", "people groups", "PeopleGroup". The error lists what there is.
func KindCalled(text string) (*graph.Spec, error) {
	plain := func(text string) string {
		return strings.ToLower(strings.NewReplacer(" ", "", "-", "", "_", "").Replace(text))
	}
	var known []string
	for _, spec := range graph.Specs() {
		if wanted := plain(text); wanted == plain(spec.Plural) || wanted == plain(string(spec.Kind)) {
			return spec, nil
		}
		known = append(known, spec.Plural)
	}
	return nil, graph.Errorf(graph.Invalid, "%q is no list; write one of %s", text, strings.Join(known, ", "))
}
