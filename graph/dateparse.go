package graph

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ParseDate reads a date: EDTF level 0 ("2025", "2025-06", "2025-06-12",
// "2025-04-01/2025-04-10") with open ends ("../2026") and "~" behind a date
// that is rough: 3 days, one month or one year on both sides. A word may
// stand before a date: "on", "about", "by 2026" (until 2026-12-31, the widest
// reading), "before 2026" (until 2025-12-31), "after 2025" (from 2026-01-01).
// Intervals are normalised: "2025-04-01/2025-04-30" is "2025-04". Dates that do
// not exist and other notations are Invalid errors that suggest what to write.
func ParseDate(text string) (PartialDate, error) {
	trimmed := strings.Join(strings.Fields(text), " ")
	if len(trimmed) > maxValueLength {
		return PartialDate{}, notADate(text)
	}
	date, err := readDate(trimmed)
	if err == nil {
		return date, nil
	}
	if hint := dateHint(trimmed); hint != "" {
		return PartialDate{}, Errorf(Invalid, "%s is not a date: %s", quote(text), hint)
	}
	return PartialDate{}, err
}

func readDate(text string) (PartialDate, error) {
	for _, word := range dateWords {
		if rest, found := cutWord(text, word.before, word.after); found {
			return word.read(rest)
		}
	}
	return readBetween(text)
}

// dateWords are the printed forms of dates, in the order they are tried.
var dateWords = []struct {
	before, after string
	read          func(string) (PartialDate, error)
}{
	{"on ", "", readEDTF},
	{"by ", "", func(d string) (PartialDate, error) { return readOpen(d, RoleBy) }},
	{"before ", "", func(d string) (PartialDate, error) { return readOpen(d, RoleBefore) }},
	{"after ", "", func(d string) (PartialDate, error) { return readOpen(d, RoleAfter) }},
	{"", " or later", func(d string) (PartialDate, error) { return readEDTF(unrough(d) + "/..") }},
}

// cutWord removes the words around a date, in any letter case.
func cutWord(text, before, after string) (string, bool) {
	if len(text) < len(before)+len(after) ||
		!strings.EqualFold(text[:len(before)], before) || !strings.EqualFold(text[len(text)-len(after):], after) {
		return "", false
	}
	return text[len(before) : len(text)-len(after)], true
}

// readBetween reads "about 2025", "2025-04-01 to 2025-04-10" and plain EDTF.
func readBetween(text string) (PartialDate, error) {
	from, to, isInterval := strings.Cut(text, " to ")
	if isInterval {
		return readEDTF(unrough(from) + "/" + unrough(to))
	}
	return readEDTF(unrough(text))
}

// unrough turns "about 2025" into "2025~".
func unrough(text string) string {
	if rest, found := cutWord(text, "about ", ""); found && calendarPattern.MatchString(rest) {
		return rest + roughMark
	}
	return text
}

func readEDTF(text string) (PartialDate, error) {
	if text == openEnd+"/"+openEnd {
		return PartialDate{}, Errorf(Invalid, "%s says nothing; leave the date out", quote(text))
	}
	span, err := edtfDays(text)
	if err != nil {
		return PartialDate{}, err
	}
	date := span.date()
	if strings.Contains(text, roughMark) {
		date.EDTF = text
	}
	return date, nil
}

// readOpen reads the date behind "by", "before" and "after".
func readOpen(text string, role DateRole) (PartialDate, error) {
	text = unrough(text)
	if strings.Contains(text, "/") || role != RoleBy && strings.Contains(text, roughMark) {
		return PartialDate{}, Errorf(Invalid, "%q takes one plain date, not %s; write %s 2026 or an interval such as ../2026",
			strings.ToLower(string(role)), quote(text), strings.ToLower(string(role)))
	}
	span, err := pointDays(text)
	if err != nil {
		return PartialDate{}, err
	}
	switch role {
	case RoleBefore:
		span = days{MinDay, span.first - 1}
	case RoleAfter:
		span = days{span.last + 1, MaxDay}
	default:
		return PartialDate{EDTF: openEnd + "/" + text, Role: RoleBy}, nil
	}
	if span.last < firstDay || span.first > lastDay {
		return PartialDate{}, Errorf(Invalid, "%s leaves no day between the years 0001 and 9999; check the year", quote(text))
	}
	date := span.date()
	date.Role = role
	return date, nil
}

// notADate is the error for text in no known notation.
func notADate(text string) error {
	return Errorf(Invalid, "%s is not a date; write 2025, 2025-06, 2025-06-12, 2025-04-01/2025-04-10 or by 2026", quote(text))
}

var calendarPattern = regexp.MustCompile(`^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$`)

// impossible says which part of a date in the right notation does not exist.
func impossible(text string) error {
	parts := calendarPattern.FindStringSubmatch(text)
	if parts == nil {
		return notADate(text)
	}
	year, _ := strconv.Atoi(parts[1])
	month, _ := strconv.Atoi(parts[2])
	switch {
	case year == 0:
		return Errorf(Invalid, "%s has the year 0000; write a year from 0001 to 9999", quote(text))
	case month < 1 || month > 12:
		return Errorf(Invalid, "%s has the month %s; write one from 01 to 12", quote(text), parts[2])
	}
	length := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return Errorf(Invalid, "%s has the day %s; write one from 01 to %d, the length of %s %d",
		quote(text), parts[3], length, time.Month(month), year)
}
