package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"capgraph/graph"
)

// deal is an acquisition with that price and share.
func deal(price, share string) *graph.Record {
	r := &graph.Record{ID: "acquisition:x", Kind: "acquisition", Held: map[string][]graph.Held{}}
	for field, text := range map[string]string{"price": price, "share": share} {
		if text == "" {
			continue
		}
		value, err := graph.KindOf("acquisition").Field(field).Type.Parse(text)
		if err != nil {
			panic(err)
		}
		r.Held[field] = []graph.Held{{Value: value}}
	}
	return r
}

// failing is what *testing.T and *rapid.T have in common.
type failing interface {
	Helper()
	Fatal(...any)
}

func meets(t failing, r *graph.Record, where map[string]any, certainty graph.Certainty) bool {
	t.Helper()
	predicate, err := graph.Filter(r.Kind, where, certainty)
	if err != nil {
		t.Fatal(err)
	}
	return graph.Holds(predicate, r, nil)
}

// TestFilterAgreesWithTheValues compares filters, which look at sort keys, with
// the comparisons of the values themselves.
func TestFilterAgreesWithTheValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low, width, x := rapid.IntRange(1, 60).Draw(t, "low"), rapid.IntRange(1, 30).Draw(t, "width"), rapid.IntRange(1, 99).Draw(t, "x")
		price := fmt.Sprintf(rapid.SampledFrom([]string{"%[1]d bn EUR", "> %[1]d bn EUR", ">= %[1]d bn EUR", "< %[1]d bn EUR", "up to %[1]d bn EUR", "%[1]d..%[2]d bn EUR", "%[1]d..<%[2]d bn EUR"}).Draw(t, "price"), low, low+width)
		price, _, _ = strings.Cut(price, "%!")
		value, err := graph.ParseMoney(price)
		if err != nil {
			t.Fatal(err)
		}
		number := decimal.New(int64(x), 9)
		r := deal(price, "")
		for op, compare := range map[string]func(decimal.Decimal) graph.Certainty{
			"gte": value.AtLeast, "gt": value.MoreThan, "lte": value.AtMost, "lt": value.LessThan,
		} {
			where := map[string]any{"price": map[string]any{op: fmt.Sprintf("%d bn EUR", x)}}
			not := map[string]any{"not": where}
			want := compare(number)
			surely, possibly := meets(t, r, where, graph.Surely), meets(t, r, where, graph.Possibly)
			if surely != (want == graph.Surely) || possibly != (want != graph.No) {
				t.Errorf("%s %s %d: got surely %t, possibly %t, want %s", price, op, x, surely, possibly, want)
			}
			if meets(t, r, not, graph.Surely) != !possibly || meets(t, r, not, graph.Possibly) != !surely {
				t.Errorf("%s not %s %d: want the negation to swap surely and possibly", price, op, x)
			}
		}
	})
}

func TestFilterOnMissingAndIncomparable(t *testing.T) {
	where := func(op, operand string) map[string]any {
		return map[string]any{"price": map[string]any{op: operand}}
	}
	for _, c := range []struct {
		price string
		where map[string]any
		want  bool
	}{
		{"14 bn EUR", where("eq", "undisclosed"), false},
		{"undisclosed", where("eq", "undisclosed"), true},
		{"undisclosed", where("missing", "UNDISCLOSED"), true},
		{"undisclosed", where("missing", "UNKNOWN"), false},
		{"undisclosed", where("gte", "1 EUR"), false},
		{"", where("gte", "1 EUR"), false},
		{"200 bn USD", where("gte", "10 bn EUR"), false},
		{"14 bn EUR", where("eq", "10..20 bn EUR"), true},
		{"> 14 bn EUR", where("eq", "10..20 bn EUR"), false},
		{"", map[string]any{"price": map[string]any{"isNull": true}}, true},
		{"undisclosed", map[string]any{"price": map[string]any{"isNull": true}}, false},
	} {
		if got := meets(t, deal(c.price, ""), c.where, graph.Surely); got != c.want {
			t.Errorf("%q where %v: got %t, want %t", c.price, c.where, got, c.want)
		}
	}
}

func TestFilterRefuses(t *testing.T) {
	many := make([]any, graph.MaxFilterList)
	for i := range many {
		many[i] = map[string]any{"name": map[string]any{"in": []any{"a", "b", "c"}}}
	}
	var deep any = map[string]any{}
	for range graph.MaxFilterDepth + 1 {
		deep = map[string]any{"not": deep}
	}
	for name, c := range map[string]struct {
		where map[string]any
		code  graph.Code
		place string
	}{
		"null":                    {map[string]any{"name": map[string]any{"eq": nil}}, graph.Invalid, "where.name.eq"},
		"nothing to look for":     {map[string]any{"name": map[string]any{"contains": "-"}}, graph.Invalid, "where.name.contains"},
		"not a country":           {map[string]any{"country": map[string]any{"eq": "USA"}}, graph.Invalid, "where.country.eq"},
		"too many operands":       {map[string]any{"or": many}, graph.Limit, "where"},
		"too deep":                {deep.(map[string]any), graph.Limit, ""},
		"too long a list":         {map[string]any{"and": append(many, many...)}, graph.Limit, "where.and"},
		"comparing with no value": {map[string]any{"owners": map[string]any{"some": map[string]any{"share": map[string]any{"gt": "none"}}}}, graph.Invalid, "where.owners.some.share.gt"},
	} {
		_, err := graph.Filter("company", c.where, graph.Surely)
		if graph.CodeOf(err) != c.code || !strings.HasPrefix(err.Error(), c.place) {
			t.Errorf("%s: got %v, want %s at %s", name, err, c.code, c.place)
		}
	}
}

func TestTextThatIsNothingEqualsNothing(t *testing.T) {
	meta := &graph.Record{ID: "company:meta", Kind: "company", Held: map[string][]graph.Held{"name": {{Value: graph.Name{Name: "Meta"}}}}}
	if meets(t, meta, map[string]any{"name": map[string]any{"eq": "—"}}, graph.Surely) {
		t.Error("a dash: got Meta, want nothing")
	}
}
