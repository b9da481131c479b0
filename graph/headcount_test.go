package graph

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseHeadCount(t *testing.T) {
	for text, want := range map[string]struct{ text, lo, hi string }{
		"3 people":                {"3 people", "15003", "15003"},
		"1 person":                {"1 person", "15001", "15001"},
		">= 1 people":             {"at least 1 person", "15001", "~"},
		"0 people":                {"0 people", "0", "0"},
		">= 2 people":             {"at least 2 people", "15002", "~"},
		"> 2 people":              {"at least 3 people", "15003", "~"},
		"> 1000 people":           {"more than 1000 people", "15031001", "~"},
		"up to 3 people":          {"up to 3 people", "!", "15003"},
		"< 4 people":              {"up to 3 people", "!", "15003"},
		"> 1..<3 people":          {"2 people", "15002", "15002"},
		"several people":          {"at least 3 people", "15003", "~"},
		"a few people":            {"at least 2 people", "15002", "~"},
		"several thousand people": {"3000 to under 10000 people", "15033", "15039999"},
		"dozens of people":        {"24 to under 100 people", "150124", "150199"},
		"hundreds of people":      {"200 to under 1000 people", "15022", "1502999"},
		"about 200 people":        {"180 to 220 people", "150218", "150222"},
		"about 3 people":          {"2 to 4 people", "15002", "15004"},
		"10..20 people":           {"10 to 20 people", "15011", "15012"},
		"1.5 k people":            {"1500 people", "150315", "150315"},
		"unknown":                 {text: "unknown"},
	} {
		got := mustParse(t, ParseHeadCount, text)
		if lo, hi := got.Span(); got.Text() != want.text || lo != want.lo || hi != want.hi {
			t.Errorf("%q: got %q, %q to %q, want %+v", text, got, lo, hi, want)
		}
		checkValue(t, got, ParseHeadCount)
	}
}

func TestParseHeadCountRefuses(t *testing.T) {
	checkRefusals(t, ParseHeadCount, map[string]string{
		"":                   `"3 people"`,
		"3":                  `write "3 people"`,
		"several":            `write "several people"`,
		"2.5 people":         "whole numbers",
		"1.5..2 people":      "whole numbers",
		"> 1..<2 people":     "no whole number fits",
		"3 employees":        "write people",
		"plusieurs people":   `write "a few"`,
		"-1 people":          "write 0 or more",
		"3 people from Meta": `"from" is not read here`,
	})
}

func TestMeetOfHeadCountsIsWhole(t *testing.T) {
	met, agreement := mustParse(t, ParseHeadCount, "> 2 people").Meet(mustParse(t, ParseHeadCount, "< 4 people"))
	if agreement != Agrees || met.Text() != "3 people" {
		t.Errorf("got %v, %v, want 3 people", met, agreement)
	}
}

func TestHeadCountTextReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if count, err := ParseHeadCount(drawQuantity(t) + " people"); err == nil {
			checkValue(t, count, ParseHeadCount)
		}
	})
}

func FuzzParseHeadCount(f *testing.F) {
	for _, seed := range []string{"3 people", "several people", "about 999 k people", "> 1..<3 people", "dozens of m people", "1 person"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		count, err := ParseHeadCount(text)
		if err != nil {
			checkRefusal(t, err)
			return
		}
		if err := count.Valid(); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		checkValue(t, count, ParseHeadCount)
	})
}
