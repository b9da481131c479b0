package graph

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]struct {
		edtf      string
		role      DateRole
		precision DatePrecision
		lo, hi    string
		text      string
	}{
		"2025":                  {"2025", RoleOn, PrecisionYear, "2025-01-01", "2025-12-31", "2025"},
		"2025-06":               {"2025-06", RoleOn, PrecisionMonth, "2025-06-01", "2025-06-30", "2025-06"},
		"2024-02":               {"2024-02", RoleOn, PrecisionMonth, "2024-02-01", "2024-02-29", "2024-02"},
		"on 2025-06-12":         {"2025-06-12", RoleOn, PrecisionDay, "2025-06-12", "2025-06-12", "2025-06-12"},
		"2025-04-01/2025-04-10": {"2025-04-01/2025-04-10", RoleOn, PrecisionInterval, "2025-04-01", "2025-04-10", "2025-04-01 to 2025-04-10"},
		"2025-04-01/2025-04-30": {"2025-04", RoleOn, PrecisionMonth, "2025-04-01", "2025-04-30", "2025-04"},
		"2025/2025-06":          {"2025-01/2025-06", RoleOn, PrecisionInterval, "2025-01-01", "2025-06-30", "2025-01 to 2025-06"},
		"2025/2025":             {"2025", RoleOn, PrecisionYear, "2025-01-01", "2025-12-31", "2025"},
		"../2026":               {"../2026", RoleBy, PrecisionOpen, "", "2026-12-31", "by 2026"},
		"By 2026":               {"../2026", RoleBy, PrecisionOpen, "", "2026-12-31", "by 2026"},
		"before 2026":           {"../2025", RoleBefore, PrecisionOpen, "", "2025-12-31", "before 2026"},
		"before 2025-03":        {"../2025-02", RoleBefore, PrecisionOpen, "", "2025-02-28", "before 2025-03"},
		"after 2025":            {"2026/..", RoleAfter, PrecisionOpen, "2026-01-01", "~", "after 2025"},
		"2026/..":               {"2026/..", RoleOn, PrecisionOpen, "2026-01-01", "~", "2026 or later"},
		"2025~":                 {"2025~", RoleOn, PrecisionYear, "2024-01-01", "2026-12-31", "about 2025"},
		"about 2025-01":         {"2025-01~", RoleOn, PrecisionMonth, "2024-12-01", "2025-02-28", "about 2025-01"},
		"2025-06-12~":           {"2025-06-12~", RoleOn, PrecisionDay, "2025-06-09", "2025-06-15", "about 2025-06-12"},
		"0001~":                 {"0001~", RoleOn, PrecisionYear, "0001-01-01", "0002-12-31", "about 0001"},
		"9999~":                 {"9999~", RoleOn, PrecisionYear, "9998-01-01", "9999-12-31", "about 9999"},
		"2025~/2026":            {"2025~/2026", RoleOn, PrecisionInterval, "2024-01-01", "2026-12-31", "about 2025 to 2026"},
		"by 2026~":              {"../2026~", RoleBy, PrecisionOpen, "", "2027-12-31", "by about 2026"},
	} {
		got := mustParse(t, ParseDate, text)
		lo, hi := got.Span()
		if got.EDTF != want.edtf || got.Role != want.role || got.Precision() != want.precision || lo != want.lo || hi != want.hi || got.Text() != want.text {
			t.Errorf("%q: got %+v, %s, %q to %q, %q, want %+v", text, got, got.Precision(), lo, hi, got, want)
		}
		checkValue(t, got, ParseDate)
	}
}

func TestParseDateRefuses(t *testing.T) {
	checkRefusals(t, ParseDate, map[string]string{
		"":                  "leave the field out",
		"soon":              "2025-06-12",
		"unknown":           "leave the field out",
		"2025-02-30":        "28, the length of February 2025",
		"2024-02-30":        "29, the length of February 2024",
		"2025-04-00":        "has the day 00",
		"2025-13":           "the month 13; write one from 01 to 12",
		"0000":              "0001 to 9999",
		"2025/2024":         "earlier date first",
		"../..":             "leave the date out",
		"2025-06-12/":       "is not a date",
		"06/2025":           "write 2025-06",
		"2025/06":           "write 2025-06",
		"2025/06/12":        "write 2025-06-12",
		"12/06/2025":        "day or the month first",
		"2025-6":            "write 2025-06",
		"20250612":          "write 2025-06-12",
		"2025-06-12T10:00Z": "write 2025-06-12",
		"June 2025":         "write 2025-06",
		"12 June 2025":      "write 2025-06-12",
		"Jun. 12, 2025":     "write 2025-06-12",
		"202X":              "write 2020/2029",
		"2020s":             "write 2020/2029",
		"2025-XX":           "write 2025",
		"2025-Q2":           "write 2025-04/2025-06",
		"Q4 2025":           "write 2025-10/2025-12",
		"2025?":             "write 2025~",
		"~2025":             "write 2025~",
		"since 2025":        "write 2025/..",
		"until 2025":        "write ../2025",
		"before 2025/2026":  "one plain date",
		"before 2026~":      "one plain date",
		"before 0001":       "check the year",
		"after 9999":        "check the year",
		"by June":           "is not a date",
	})
}

func TestMeetOfDates(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"2025", "2025-06", "2025-06"},
		{"2025~", "2025", "2025"},
		{"2025~", "2024/2026", "2025~"},
		{"by 2026", "after 2025", "2026"},
		{"by 2026-06", "2026", "2026-01/2026-06"},
		{"../2025-06-12", "2025-06-12/..", "2025-06-12"},
		{"before 2026", "by 2025", "../2025"},
		{"2025-04-01/2025-04-20", "2025-04-10/2025-05", "2025-04-10/2025-04-20"},
	} {
		met, agreement := mustParse(t, ParseDate, c.a).Meet(mustParse(t, ParseDate, c.b))
		if agreement != Agrees || met.(PartialDate).EDTF != c.want {
			t.Errorf("%s meets %s as %v, %v, want %s", c.a, c.b, met, agreement, c.want)
		}
	}
	if _, agreement := mustParse(t, ParseDate, "2025").Meet(mustParse(t, ParseDate, "after 2025")); agreement != Conflicts {
		t.Errorf("2025 meets after 2025: got %v, want Conflicts", agreement)
	}
}

func TestMeetIsInferredOnlyIfNoSourceSaysTheSame(t *testing.T) {
	stated, inferred := mustParse(t, ParseDate, "2025"), mustParse(t, ParseDate, "2025-06")
	inferred.Inferred = true
	if met, _ := stated.Meet(inferred); !met.(PartialDate).Inferred {
		t.Errorf("%s and an inferred %s: got stated, want inferred", stated, inferred)
	}
	inferred.EDTF = "2025"
	if met, _ := stated.Meet(inferred); met.(PartialDate).Inferred {
		t.Errorf("%s and an inferred %s: got inferred, want stated", stated, inferred)
	}
}

func TestMalformedDateAllowsAllDays(t *testing.T) {
	for _, edtf := range []string{"", "x", "2025/x", "../x", "x/.."} {
		date := PartialDate{EDTF: edtf, Role: RoleBefore}
		if date.Earliest() != MinDay || date.Latest() != MaxDay || date.Precision() != PrecisionOpen {
			t.Errorf("%q: got %s to %s, %s", edtf, date.Earliest(), date.Latest(), date.Precision())
		}
		_ = date.Text()
	}
}

// drawDate draws days that are often ends of months and years.
func drawDate(t *rapid.T, label string) PartialDate {
	point := rapid.SampledFrom([]string{"..", "2024", "2025", "2026", "2024-12", "2025-01", "2025-06", "2025-12", "2024-02-29",
		"2025-01-01", "2025-06-30", "2025-12-31", "2025~", "2025-06~", "2025-06-12~"})
	for {
		text := rapid.SampledFrom([]string{"", "by ", "before ", "after "}).Draw(t, label+" word") + point.Draw(t, label)
		if rapid.Bool().Draw(t, label+" is an interval") {
			text = point.Draw(t, label+" from") + "/" + point.Draw(t, label+" to")
		}
		if date, err := ParseDate(text); err == nil {
			return date
		}
	}
}

func TestMeetOfDatesIntersectsDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := drawDate(t, "a"), drawDate(t, "b"), drawDate(t, "c")
		met, agreement := a.Meet(b)
		first, last := max(a.Earliest(), b.Earliest()), min(a.Latest(), b.Latest())
		if (agreement == Agrees) != (first <= last) {
			t.Fatalf("%s meets %s: got %v", a, b, agreement)
		}
		if agreement != Agrees {
			return
		}
		if date := met.(PartialDate); date.Earliest() != first || date.Latest() != last {
			t.Fatalf("%s meets %s as %s, want %s to %s", a, b, date, first, last)
		}
		checkValue(t, met.(PartialDate), ParseDate)
		if left, right := meetAll(a, b, c), meetAll(c, b, a); left != right {
			t.Fatalf("%s, %s and %s meet as %q or %q", a, b, c, left, right)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2025", "2025-06-12~", "2025-04-01/2025-04-10", "../2026", "by about 2026", "before 0001-01-02",
		"after 9999-12-30", "9999~/..", "202X", "June 2025", "2025-02-30", "2026 or later"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		date, err := ParseDate(text)
		if err != nil {
			checkRefusal(t, err)
			return
		}
		if date.Earliest() > date.Latest() {
			t.Fatalf("%q is %s to %s", text, date.Earliest(), date.Latest())
		}
		checkValue(t, date, ParseDate)
	})
}
