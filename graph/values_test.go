package graph

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// mustParse reads a value that the test relies on.
func mustParse[T any](t rapid.TB, parse func(string) (T, error), text string) T {
	t.Helper()
	value, err := parse(text)
	if err != nil {
		t.Fatalf("%q does not parse: %v", text, err)
	}
	return value
}

// checkRefusals holds a parser to refusing each text with a sentence that
// contains the suggestion.
func checkRefusals[T any](t *testing.T, parse func(string) (T, error), suggestions map[string]string) {
	t.Helper()
	for text, suggestion := range suggestions {
		value, err := parse(text)
		if CodeOf(err) != Invalid {
			t.Errorf("%q: got %v, %v, want an Invalid error", text, value, err)
			continue
		}
		if !strings.Contains(err.Error(), suggestion) {
			t.Errorf("%q: got the message %q, want it to contain %q", text, err, suggestion)
		}
	}
}

// checkValue holds an accepted value to what every value promises.
func checkValue[T Value](t rapid.TB, value T, parse func(string) (T, error)) {
	t.Helper()
	text := value.Text()
	again, err := parse(text)
	if err != nil || again.Text() != text {
		t.Fatalf("%+v prints %q, which reads as %+v, %v", value, text, again, err)
	}
	lo, hi := value.Span()
	if lo2, hi2 := again.Span(); lo != lo2 || hi != hi2 || lo > hi {
		t.Fatalf("%q spans %q to %q, its text spans %q to %q", text, lo, hi, lo2, hi2)
	}
	if met, agreement := value.Meet(value); agreement != Agrees || !reflect.DeepEqual(met, Value(value)) {
		t.Fatalf("%q meets itself as %+v, %v", text, met, agreement)
	}
	checkJSON(t, value)
}

func checkJSON[T Value](t rapid.TB, value T) {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatalf("%+v does not marshal: %v", value, err)
	}
	var read T
	if err := json.Unmarshal(data, &read); err != nil || !reflect.DeepEqual(read, value) {
		t.Fatalf("%s reads as %+v, %v, want %+v", data, read, err, value)
	}
}

// worlds are values of each type that meet in every way.
var worlds = map[string][]Value{
	"money": parsed(ParseMoney, "14 bn EUR", "> 14 bn EUR", "14.3 bn EUR", "~ 14 bn EUR", "12.6..15.4 bn EUR", "< 15 bn EUR",
		"hundreds of bn EUR", "200..<1000 bn EUR", "up to 14.3 bn EUR", "0 EUR", "14 bn USD", "unknown", "undisclosed", "none"),
	"share": parsed(ParseShare, "49 %", "> 50 %", ">= 25 %", "25..50 %", "minority", "majority", "about 49 %", "0 %", "100 %",
		"75..<100 %", "unknown", "undisclosed", "none"),
	"head count": parsed(ParseHeadCount, "3 people", "several people", "a few people", "> 2 people", "< 4 people", "about 200 people",
		"dozens of people", "1 person", "unknown", "undisclosed", "none"),
	"capacity": parsed(ParseCapacity, "5 GW planned", "> 2 GW planned", "+5 GW planned", "5 GW building", "5 GW planned facility",
		"several GW planned", "< 5 GW planned", "5 GW planned as of 2025", "> 2 GW planned as of 2026", "unknown", "undisclosed", "none"),
	"date": parsed(ParseDate, "2025", "2025-06", "2025-06-12", "2025~", "2024/2026", "by 2026", "before 2026", "by 2025", "after 2025",
		"2026/..", "2025-04-01/2025-06-12", "2025-06-12~", "../2026"),
	"place": parsed(ParsePlace, "US", "FR", "Menlo Park, US", "Menlo Park, California, US", "California (region), US",
		"Hyperion (site), US", "MENLO PARK, US", "Richland Parish, Louisiana, US"),
	"identifier": parsed(ParseIdentifier, "lei:5493001KJTIIGC8Y1R12", "wikidata:Q380", "wikidata:Q95", "domain:meta.com", "domain:fb.com"),
	"token":      {Token("FR"), Token("US")},
	"prose":      {Prose("A plan."), Prose("A PLAN."), Prose("another")},
	"ref":        {Ref{ID: "company:meta"}, Ref{ID: "company:scale-ai"}, Ref{State: Unknown}, Ref{State: Undisclosed}, Ref{State: None}},
	"name":       {Name{Name: "Meta"}, Name{Name: "META", Kind: NameAlias}, Name{Name: "Facebook", Kind: NameFormer}},
	"step": {
		Step{Status: "COMPLETED"}, Step{Status: "COMPLETED", On: &PartialDate{EDTF: "2025-06", Role: RoleOn}},
		Step{Status: "COMPLETED", On: &PartialDate{EDTF: "2025", Role: RoleOn}}, Step{Status: "ANNOUNCED"},
	},
}

func parsed[T Value](parse func(string) (T, error), texts ...string) []Value {
	var values []Value
	for _, text := range texts {
		value, err := parse(text)
		if err != nil {
			panic(err)
		}
		values = append(values, value)
	}
	return values
}

// print shows what Meet promises to be independent of the order: all but the
// wording and letter case.
func print(value Value) string {
	lo, hi := value.Span()
	return strings.ToLower(value.Text()) + " [" + lo + ", " + hi + "]"
}

func TestMeetIsCommutative(t *testing.T) {
	for kind, values := range worlds {
		for _, a := range values {
			for _, b := range values {
				ab, first := a.Meet(b)
				ba, second := b.Meet(a)
				if first != second {
					t.Errorf("%s: %s meets %s: %v, the other way %v", kind, print(a), print(b), first, second)
				} else if first == Agrees && print(ab) != print(ba) {
					t.Errorf("%s: %s meets %s as %s, the other way %s", kind, print(a), print(b), print(ab), print(ba))
				}
			}
		}
	}
}

func TestMeetIsAssociative(t *testing.T) {
	for kind, values := range worlds {
		for _, a := range values {
			for _, b := range values {
				for _, c := range values {
					left, right := meetAll(a, b, c), meetAll(b, c, a)
					if left != right {
						t.Errorf("%s: %s, %s and %s meet as %q or %q", kind, print(a), print(b), print(c), left, right)
					}
				}
			}
		}
	}
}

// meetAll meets values one after the other, and returns "" if they do not all
// agree.
func meetAll(first Value, rest ...Value) string {
	for _, next := range rest {
		met, agreement := first.Meet(next)
		if agreement != Agrees {
			return ""
		}
		first = met
	}
	return print(first)
}

func TestMeetIsIdempotent(t *testing.T) {
	for kind, values := range worlds {
		for _, value := range values {
			if met, agreement := value.Meet(value); agreement != Agrees || !reflect.DeepEqual(met, value) {
				t.Errorf("%s: %s meets itself as %v, %v", kind, print(value), met, agreement)
			}
		}
	}
}

func TestValuesOfTwoTypesAreIncomparable(t *testing.T) {
	for kind, values := range worlds {
		for other, others := range worlds {
			if _, agreement := values[0].Meet(others[0]); kind != other && agreement != Incomparable {
				t.Errorf("%s meets %s: got %v, want Incomparable", kind, other, agreement)
			}
		}
	}
}

func TestTextIsNeverEmpty(t *testing.T) {
	for kind, values := range worlds {
		for _, value := range values {
			if value.Text() == "" {
				t.Errorf("%s: %+v has no text", kind, value)
			}
		}
	}
}

func TestWordingIsKeptFromTheReceiver(t *testing.T) {
	a, b := mustParse(t, ParseMoney, "> 14 bn EUR"), mustParse(t, ParseMoney, "14.3 bn EUR")
	a.Wording, b.Wording = "plus de 14 milliards d’euros", "14,3 milliards"
	met, agreement := a.Meet(b)
	if got := met.(Money); agreement != Agrees || got.Text() != "14.3 bn EUR" || got.Wording != a.Wording {
		t.Errorf("got %+v, %v, want 14.3 bn EUR in the words of the first", met, agreement)
	}
}

func TestParseState(t *testing.T) {
	for text, want := range map[string]ValueState{"unknown": Unknown, " Undisclosed ": Undisclosed, "NONE": None} {
		if got, found := ParseState(text); !found || got != want {
			t.Errorf("ParseState(%q) = %q, %t, want %q", text, got, found, want)
		}
	}
	for _, text := range []string{"", "known", "0", "null", "no"} {
		if got, found := ParseState(text); found {
			t.Errorf("ParseState(%q) = %q, want none", text, got)
		}
	}
}
