package graph

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestParseShare(t *testing.T) {
	for text, want := range map[string]struct {
		text   string
		lo, hi int64
	}{
		"49 %":          {"49 %", 490_000_000, 490_000_000},
		"49%":           {"49 %", 490_000_000, 490_000_000},
		"49.50 %":       {"49.5 %", 495_000_000, 495_000_000},
		"33.3333333 %":  {"33.3333333 %", 333_333_333, 333_333_333},
		"> 50 %":        {"more than 50 %", 500_000_001, 1_000_000_000},
		">= 25 %":       {"at least 25 %", 250_000_000, 1_000_000_000},
		"<= 25 %":       {"up to 25 %", 0, 250_000_000},
		"75..<100 %":    {"75 to under 100 %", 750_000_000, 999_999_999},
		"25..50 %":      {"25 to 50 %", 250_000_000, 500_000_000},
		"minority":      {"minority", 1, 499_999_999},
		"Majority":      {"more than 50 %", 500_000_001, 1_000_000_000},
		"about 49 %":    {"48 to 50 %", 480_000_000, 500_000_000},
		"~99.5 %":       {"at least 98.5 %", 985_000_000, 1_000_000_000},
		"about 0.5 %":   {"up to 1.5 %", 0, 15_000_000},
		"0 %":           {"0 %", 0, 0},
		"100 %":         {"100 %", 1_000_000_000, 1_000_000_000},
		"0..100 %":      {"0 to 100 %", 0, 1_000_000_000},
		"> 0.0000001 %": {"more than 0.0000001 %", 2, 1_000_000_000},
		"unknown":       {"unknown", 0, 1_000_000_000},
		"undisclosed":   {"undisclosed", 0, 1_000_000_000},
		"none":          {"none", 0, 1_000_000_000},
	} {
		got := mustParse(t, ParseShare, text)
		if lo, hi := got.PPB(); got.Text() != want.text || lo != want.lo || hi != want.hi {
			t.Errorf("%q: got %q, %d to %d, want %+v", text, got, lo, hi, want)
		}
		checkValue(t, got, ParseShare)
	}
}

func TestParseShareRefuses(t *testing.T) {
	checkRefusals(t, ParseShare, map[string]string{
		"":              `"49 %"`,
		"49":            `write "49 %"`,
		"0.49":          `if it is a fraction, "49 %"`,
		"> 50":          `write "more than 50 %"`,
		"130 %":         "at most 100 %",
		"90..110 %":     "at most 100 %",
		"> 100 %":       "at most 100 %",
		"-5 %":          "write 0 or more",
		"49.12345678 %": "more than 7 decimals",
		"49 percent":    "write %",
		"half":          "write 50 %",
		"49 % of votes": `"of" is not read here`,
		"50..25 %":      "smaller number first",
		"10 bn %":       `"bn" is not read here`,
	})
}

func TestMinorityMeetsMajority(t *testing.T) {
	minority, majority := mustParse(t, ParseShare, "minority"), mustParse(t, ParseShare, "majority")
	if _, agreement := minority.Meet(majority); agreement != Conflicts {
		t.Errorf("got %v, want Conflicts", agreement)
	}
	met, agreement := minority.Meet(mustParse(t, ParseShare, "49 %"))
	if agreement != Agrees || met.Text() != "49 %" {
		t.Errorf("a minority meets 49 %% as %v, %v, want 49 %%", met, agreement)
	}
}

func TestPartsPerBillionHoldTheShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share, err := ParseShare(drawQuantity(t) + " %")
		if err != nil {
			return
		}
		checkValue(t, share, ParseShare)
		lo, hi := share.PPB()
		if lo < 0 || lo > hi || hi > PartsPerWhole {
			t.Fatalf("%s is %d to %d parts", share, lo, hi)
		}
		for _, parts := range []int64{lo, hi} {
			if perCent := decimal.New(parts, -maxShareDecimals); !share.holds(perCent) {
				t.Fatalf("%s is %d to %d parts, but does not hold %s", share, lo, hi, perCent)
			}
		}
	})
}

func FuzzParseShare(f *testing.F) {
	for _, seed := range []string{"49 %", "> 50%", "75..<100 %", "minority", "about 99.9999999 %", "0.49", "several %", "> 0 to under 0.0000001 %"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		share, err := ParseShare(text)
		if err != nil {
			checkRefusal(t, err)
			return
		}
		if err := share.Valid(); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if lo, hi := share.PPB(); lo < 0 || lo > hi || hi > PartsPerWhole {
			t.Fatalf("%q is %d to %d parts", text, lo, hi)
		}
		checkValue(t, share, ParseShare)
	})
}
