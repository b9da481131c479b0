package graph

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseMoney(t *testing.T) {
	for text, want := range map[string]struct {
		text      string
		qualifier Qualifier
		lo, hi    string
	}{
		"14 bn EUR":                   {"14 bn EUR", QualifierExact, "EUR:151014", "EUR:151014"},
		"EUR 14.30bn":                 {"14.3 bn EUR", QualifierExact, "EUR:1510143", "EUR:1510143"},
		"0 EUR":                       {"0 EUR", QualifierExact, "EUR:0", "EUR:0"},
		"> 14 bn EUR":                 {"more than 14 bn EUR", QualifierMoreThan, "EUR:151014!", "EUR:~"},
		"More  than EUR 14 Billion":   {"more than 14 bn EUR", QualifierMoreThan, "EUR:151014!", "EUR:~"},
		">= 14 bn EUR":                {"at least 14 bn EUR", QualifierAtLeast, "EUR:151014", "EUR:~"},
		"< 5 m USD":                   {"less than 5 m USD", QualifierLessThan, "USD:", "USD:15064~"},
		"up to 5 m USD":               {"up to 5 m USD", QualifierUpTo, "USD:", "USD:15065"},
		"~14 bn EUR":                  {"about 14 bn EUR", QualifierAbout, "EUR:1510126", "EUR:1510154"},
		"10..20 bn EUR":               {"10 to 20 bn EUR", QualifierBetween, "EUR:15101", "EUR:15102"},
		"10..<20 bn EUR":              {"10 to under 20 bn EUR", QualifierBetween, "EUR:15101", "EUR:15101~"},
		"> 10..20 bn EUR":             {"more than 10 to 20 bn EUR", QualifierBetween, "EUR:15101!", "EUR:15102"},
		"500 m..2 bn EUR":             {"500 to 2000 m EUR", QualifierBetween, "EUR:15085", "EUR:15092"},
		"5..5 bn EUR":                 {"5 bn EUR", QualifierExact, "EUR:15095", "EUR:15095"},
		"500 k EUR":                   {"500000 EUR", QualifierExact, "EUR:15055", "EUR:15055"},
		"hundreds of bn EUR":          {"hundreds of bn EUR", QualifierMagnitude, "EUR:15112", "EUR:15120~"},
		"hundreds of billions of EUR": {"hundreds of bn EUR", QualifierMagnitude, "EUR:15112", "EUR:15120~"},
		"tens of m USD":               {"tens of m USD", QualifierMagnitude, "USD:15072", "USD:15080~"},
		"several bn EUR":              {"several bn EUR", QualifierMagnitude, "EUR:15093", "EUR:15100~"},
		"a few bn EUR":                {"a few bn EUR", QualifierMagnitude, "EUR:15092", "EUR:15100~"},
		"billions of EUR":             {"billions of EUR", QualifierMagnitude, "EUR:15092", "EUR:15120~"},
		"Undisclosed":                 {text: "undisclosed"},
		"unknown":                     {text: "unknown"},
		"none":                        {text: "none"},
	} {
		got := mustParse(t, ParseMoney, text)
		lo, hi := got.Span()
		if got.Text() != want.text || got.Qualifier != want.qualifier || lo != want.lo || hi != want.hi {
			t.Errorf("%q: got %q, %s, %q to %q, want %+v", text, got, got.Qualifier, lo, hi, want)
		}
		checkValue(t, got, ParseMoney)
	}
}

func TestParseMoneyRefuses(t *testing.T) {
	checkRefusals(t, ParseMoney, map[string]string{
		"":                                    "leave the field out",
		"14 bn":                               "currency is missing",
		"bn EUR":                              "14.3 bn EUR",
		"14,000,000,000 EUR":                  "write 14000000000 or 14 bn",
		"14 000 000 EUR":                      "without separators",
		"14_000 EUR":                          "without separators",
		"14'000 EUR":                          "without separators",
		"14,3 bn EUR":                         "14.3 for 14,3",
		".5 bn EUR":                           "write 0.5",
		"1e999999999 EUR":                     "no exponent",
		"1e-9 EUR":                            "no exponent",
		"1234567890123456789012345678901 EUR": "at most 30 digits",
		"1000000 tn EUR":                      "check the scale",
		"0.000000001 EUR":                     "more than 8 decimals",
		"-5 bn EUR":                           "write 0 or more",
		"10-20 bn EUR":                        "write 10..20",
		"20..10 bn EUR":                       "smaller number first",
		"10 bn..20 EUR":                       "behind the second number",
		"up to 10..20 bn EUR":                 "write 10..20",
		"< 0 EUR":                             "no number fits",
		"> hundreds of bn EUR":                "bounds of their own",
		"14 milliards d'euros":                "write bn: 1 milliard = 1 bn",
		"14 Mrd EUR":                          "write bn: 1 milliard = 1 bn",
		"14 millions d'euros":                 "write m",
		"centaines de milliards d’euros":      `write "hundreds of"`,
		"around 14 bn EUR":                    "write about",
		"≥ 14 bn EUR":                         "write >=",
		"€14 bn":                              "write EUR",
		"$14 bn":                              "write USD",
		"14 bn euros":                         "write EUR",
		"14 bn eur":                           "write EUR",
		"14 bn EUX":                           "ISO 4217",
		"14 bn XXX":                           "ISO 4217",
		"14 bn EUR USD":                       "leave out what follows EUR",
		"14 bn EUR a year":                    "leave out what follows EUR",
	})
}

func TestMeetOfMoney(t *testing.T) {
	price := mustParse(t, ParseMoney, "> 14 bn EUR")
	price.Basis = BasisPrice
	for text, want := range map[string]struct {
		agreement Agreement
		text      string
	}{
		"14.3 bn EUR":        {Agrees, "14.3 bn EUR"},
		"10..20 bn EUR":      {Agrees, "more than 14 to 20 bn EUR"},
		"~ 20 bn EUR":        {Agrees, "about 20 bn EUR"},
		"~ 14 bn EUR":        {Agrees, "more than 14 to 15.4 bn EUR"},
		"hundreds of bn EUR": {Agrees, "hundreds of bn EUR"},
		"14 bn EUR":          {agreement: Conflicts},
		"14.3 bn USD":        {agreement: Incomparable},
		"undisclosed":        {Agrees, "more than 14 bn EUR"},
		"unknown":            {Agrees, "more than 14 bn EUR"},
		"none":               {agreement: Conflicts},
	} {
		met, agreement := price.Meet(mustParse(t, ParseMoney, text))
		if agreement != want.agreement || agreement == Agrees && met.Text() != want.text {
			t.Errorf("%s meets %s as %v, %v, want %+v", price, text, met, agreement, want)
		}
		if agreement == Agrees && met.(Money).Basis != BasisPrice {
			t.Errorf("%s meets %s on basis %q, want PRICE", price, text, met.(Money).Basis)
		}
	}
	valuation := mustParse(t, ParseMoney, "29 bn EUR")
	valuation.Basis = BasisValuation
	if _, agreement := price.Meet(valuation); agreement != Incomparable {
		t.Errorf("a price meets a valuation: got %v, want Incomparable", agreement)
	}
}

func TestMoneyTextReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawQuantity(t) + rapid.SampledFrom([]string{"", " k", " m", " bn", " tn"}).Draw(t, "scale") + " EUR"
		if money, err := ParseMoney(text); err == nil {
			checkValue(t, money, ParseMoney)
		}
	})
}

// drawQuantity draws a number as people write it, without scale and unit.
func drawQuantity(t *rapid.T) string {
	number := rapid.StringMatching(`[0-9]{1,6}(\.[0-9]{1,4})?`)
	comparator := rapid.SampledFrom([]string{"", "> ", ">= ", "< ", "<= ", "~ ", "about ", "up to "}).Draw(t, "comparator")
	text := comparator + number.Draw(t, "number")
	if rapid.Bool().Draw(t, "is a range") {
		text += rapid.SampledFrom([]string{"..", "..<", " to ", " to under "}).Draw(t, "sign") + number.Draw(t, "upper")
	}
	return text
}

func FuzzParseMoney(f *testing.F) {
	for _, seed := range []string{"14.3 bn EUR", "> 14 bn EUR", "10..<20 m USD", "hundreds of billions of EUR", "about 0.00000001 EUR",
		"999999999999999999 EUR", "~ 999999 tn EUR", "EUR 5 k to 7 m", "undisclosed", "14 milliards d'euros", "a few hundred m JPY"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		money, err := ParseMoney(text)
		if err != nil {
			checkRefusal(t, err)
			return
		}
		if err := money.Valid(); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		checkValue(t, money, ParseMoney)
	})
}

// checkRefusal holds an error of a parser to its code and to saying something.
func checkRefusal(t *testing.T, err error) {
	t.Helper()
	if CodeOf(err) != Invalid || err.Error() == "" {
		t.Fatalf("got %v, want an Invalid error with a sentence", err)
	}
}
