package graph

import (
	"strings"
	"time"
)

// PartialDate is a date as far as it is known: a day, month or year, one of
// these roughly, or an interval in which it lies. The notation is EDTF level 0
// (ISO 8601-2) with the suffix "~" and open intervals.
type PartialDate struct {
	EDTF     string   `json:"edtf"` // normalised: "2025-06", "../2026", "2025~"
	Role     DateRole `json:"role,omitempty"`
	Inferred bool     `json:"inferred,omitempty"` // the source does not say it
	Wording  string   `json:"wording,omitempty"`  // as the article has it
}

// DateOn is the date of one day.
func DateOn(day Day) PartialDate { return PartialDate{EDTF: day.String(), Role: RoleOn} }

// DateRole says how a date was put. The days that it allows are all in the
// EDTF text; the role remembers the word.
type DateRole string

// The roles of a date. That it is rough is the "~" of EDTF.
const (
	RoleOn     DateRole = "ON"
	RoleBy     DateRole = "BY"     // no later than the end of the date
	RoleBefore DateRole = "BEFORE" // earlier than the start of the date
	RoleAfter  DateRole = "AFTER"  // later than the end of the date
)

// DatePrecision says how finely a date is known.
type DatePrecision string

// The precisions of a date.
const (
	PrecisionDay      DatePrecision = "DAY"
	PrecisionMonth    DatePrecision = "MONTH"
	PrecisionYear     DatePrecision = "YEAR"
	PrecisionInterval DatePrecision = "INTERVAL"
	PrecisionOpen     DatePrecision = "OPEN" // at least one end is open
)

// Notation of EDTF.
const (
	openEnd   = ".."
	roughMark = "~"
)

// days are the first and last day that a date allows.
type days struct{ first, last Day }

// Earliest returns the first day that the date allows, MinDay if its start is
// open or EDTF is malformed.
func (d PartialDate) Earliest() Day { return d.days().first }

// Latest returns the last day that the date allows, MaxDay if its end is open
// or EDTF is malformed.
func (d PartialDate) Latest() Day { return d.days().last }

func (d PartialDate) days() days {
	span, err := edtfDays(d.EDTF)
	if err != nil {
		return days{MinDay, MaxDay}
	}
	return span
}

// Precision returns how finely the date is known. "2025~" has the precision of
// a year.
func (d PartialDate) Precision() DatePrecision {
	switch text := strings.TrimSuffix(d.EDTF, roughMark); {
	case d.Earliest() == MinDay || d.Latest() == MaxDay:
		return PrecisionOpen
	case strings.Contains(text, "/"):
		return PrecisionInterval
	case len(text) == len("2025"):
		return PrecisionYear
	case len(text) == len("2025-06"):
		return PrecisionMonth
	}
	return PrecisionDay
}

// Text prints the date for people: "2025-06", "about 2025", "by 2026",
// "2025-04-01 to 2025-04-10". ParseDate reads it back.
func (d PartialDate) Text() string {
	from, to, isInterval := strings.Cut(d.EDTF, "/")
	switch {
	case !isInterval:
		return roughWords(d.EDTF)
	case from == openEnd && d.Role == RoleBefore:
		return "before " + beside(d.Latest()+1, to)
	case from == openEnd:
		return "by " + roughWords(to)
	case to == openEnd && d.Role == RoleAfter:
		return "after " + beside(d.Earliest()-1, from)
	case to == openEnd:
		return roughWords(from) + " or later"
	}
	return roughWords(from) + " to " + roughWords(to)
}

// String prints what Text prints.
func (d PartialDate) String() string { return d.Text() }

// Span returns the keys of the first and the last day. An open start has the
// empty key.
func (d PartialDate) Span() (lo, hi string) { return d.Earliest().Key(), d.Latest().Key() }

// Meet intersects the days of two dates. The result is written as a day, month
// or year where it is one, else as an interval; "~" and the roles before and
// after survive where the days do. It is inferred unless a date that is not
// inferred allows the same days.
func (d PartialDate) Meet(value Value) (Value, Agreement) {
	other, isDate := value.(PartialDate)
	if !isDate {
		return nil, Incomparable
	}
	a, b := d.days(), other.days()
	both := days{max(a.first, b.first), min(a.last, b.last)}
	if both.first > both.last {
		return nil, Conflicts
	}
	met := both.date()
	stated, told := false, PartialDate{}
	for _, operand := range []PartialDate{d, other} {
		if operand.days() != both {
			continue
		}
		stated = stated || !operand.Inferred
		if operand.isTold() && (told.EDTF == "" || operand.EDTF+string(operand.Role) < told.EDTF+string(told.Role)) {
			told = operand
		}
	}
	if told.EDTF != "" {
		met.EDTF, met.Role = told.EDTF, told.Role
	}
	met.Inferred, met.Wording = !stated && (d.Inferred || other.Inferred), d.Wording
	return met, Agrees
}

// isTold holds for dates whose form does not follow from their days.
func (d PartialDate) isTold() bool {
	return strings.Contains(d.EDTF, roughMark) || d.Role == RoleBefore || d.Role == RoleAfter
}

// date writes days in their one normal form.
func (span days) date() PartialDate {
	switch {
	case span.first == MinDay && span.last == MaxDay:
		return PartialDate{EDTF: openEnd + "/" + openEnd, Role: RoleOn}
	case span.first == MinDay:
		return PartialDate{EDTF: openEnd + "/" + endForm(span.last), Role: RoleBy}
	case span.last == MaxDay:
		return PartialDate{EDTF: startForm(span.first) + "/" + openEnd, Role: RoleOn}
	}
	from, to := coarsest(span)
	if from == to {
		return PartialDate{EDTF: from, Role: RoleOn}
	}
	return PartialDate{EDTF: from + "/" + to, Role: RoleOn}
}

// coarsest writes both ends in the coarsest form, years before months before
// days, that keeps the days.
func coarsest(span days) (from, to string) {
	width := max(len(startForm(span.first)), len(endForm(span.last)))
	return span.first.String()[:width], span.last.String()[:width]
}

// startForm writes a first day as the year or month that starts with it.
func startForm(d Day) string {
	switch t := d.Time(); {
	case t.YearDay() == 1:
		return t.Format("2006")
	case t.Day() == 1:
		return t.Format("2006-01")
	}
	return d.String()
}

// endForm writes a last day as the year or month that ends with it.
func endForm(d Day) string {
	switch t, next := d.Time(), (d + 1).Time(); {
	case next.YearDay() == 1:
		return t.Format("2006")
	case next.Day() == 1:
		return t.Format("2006-01")
	}
	return d.String()
}

// beside writes the day next to an open interval in the form of its end.
func beside(day Day, form string) string {
	text := day.String()
	return text[:min(len(form), len(text))]
}

func roughWords(text string) string {
	if exact, isRough := strings.CutSuffix(text, roughMark); isRough {
		return "about " + exact
	}
	return text
}

// edtfDays returns the days of a date or interval in normal EDTF.
func edtfDays(text string) (days, error) {
	from, to, isInterval := strings.Cut(text, "/")
	if !isInterval {
		return pointDays(text)
	}
	span := days{MinDay, MaxDay}
	if from != openEnd {
		start, err := pointDays(from)
		if err != nil {
			return days{}, err
		}
		span.first = start.first
	}
	if to != openEnd {
		end, err := pointDays(to)
		if err != nil {
			return days{}, err
		}
		span.last = end.last
	}
	if span.first > span.last {
		return days{}, Errorf(Invalid, "%s ends before it starts; write the earlier date first", quote(text))
	}
	return span, nil
}

// pointDays returns the days of a day, month or year, with "~" or without.
func pointDays(text string) (days, error) {
	exact, isRough := strings.CutSuffix(text, roughMark)
	form, found := pointForms[len(exact)]
	if !found {
		return days{}, notADate(text)
	}
	t, err := time.Parse(form.layout, exact)
	if err != nil || t.Year() < 1 {
		return days{}, impossible(exact)
	}
	first, last := t, t.AddDate(form.years, form.months, form.days).AddDate(0, 0, -1)
	if isRough {
		first = t.AddDate(-form.years, -form.months, -roughDays*form.days)
		last = t.AddDate(2*form.years, 2*form.months, (roughDays+1)*form.days).AddDate(0, 0, -1)
	}
	return days{max(DayOf(first), firstDay), min(DayOf(last), lastDay)}, nil
}

// roughDays is the published width of "~" on a day; on a month or year it is
// one month or year on both sides.
const roughDays = 3

var (
	firstDay = DayOf(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC))
	lastDay  = DayOf(time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC))
)

// pointForms are the forms of a date by their length, with their extent.
var pointForms = map[int]struct {
	layout              string
	years, months, days int
}{
	len("2025"):       {"2006", 1, 0, 0},
	len("2025-06"):    {"2006-01", 0, 1, 0},
	len("2025-06-12"): {"2006-01-02", 0, 0, 1},
}
