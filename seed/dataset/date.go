package dataset

import (
	"regexp"
	"strings"

	"capgraph/graph"
)

// Why a value of a source is not taken over. A value without a reason was.
const (
	whyNoDate     = "it is no date that can be read in one way only"
	whyPrecision  = "the precision is not known, so the date is taken as it stands"
	whyNoShare    = "it is no share of 0 to 100 %"
	whyNoAmount   = "it is no amount of money"
	whyNoCurrency = "the amount has no currency"
	whyNoCountry  = "it is no country (ISO 3166-1)"
	whyNoPlace    = "it cannot be written as a place; the country is kept"
)

var (
	datePattern = regexp.MustCompile(`^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ].*)?)?)?$`)
	dayPattern  = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`)
)

// Date writes a date of a source as fact files do: year, month or day. Parts
// that are zero (2014-05-00) and a time behind the day are left out. The
// precision is a word, day, month or year, or a trust code of Crunchbase (7, 6
// and 4 for the same; 0 for a date that is not known); "" takes the date as it
// stands. Dates with the day or month first are refused, since they can be
// read in two ways. The date is "" when there is none or it is refused.
func Date(text, precision string) (date, why string) {
	text = Clean(text)
	if IsNull(text) || strings.HasPrefix(text, "0000") {
		return "", ""
	}
	parts := datePattern.FindStringSubmatch(text)
	if parts == nil {
		parts = dayPattern.FindStringSubmatch(text)
	}
	if parts == nil {
		return "", whyNoDate
	}
	count, why := datePrecision(precision)
	date = parts[1]
	for _, part := range parts[2:] {
		if part == "" || strings.Trim(part, "0") == "" {
			break
		}
		if count--; count <= 0 {
			break
		}
		date += "-" + strings.Repeat("0", 2-len(part)) + part
	}
	if count < 0 {
		return "", ""
	}
	if _, err := graph.ParseDate(date); err != nil {
		return "", whyNoDate
	}
	return date, why
}

// datePrecision is how many parts of a date count; below zero for none.
func datePrecision(text string) (parts int, why string) {
	switch strings.ToLower(Clean(text)) {
	case "year", "4", "4.0":
		return 1, ""
	case "month", "6", "6.0":
		return 2, ""
	case "day", "7", "7.0":
		return 3, ""
	case "none", "unknown", "0", "0.0":
		return -1, ""
	}
	if IsNull(Clean(text)) {
		return 3, ""
	}
	return 3, whyPrecision
}

// DateOf puts a date together from its parts, which may have been written as
// numbers; a month without a year is no date.
func DateOf(year, month, day string) (date, why string) {
	date = wholeNumber(year)
	for _, part := range []string{month, day} {
		if part = wholeNumber(part); IsNull(part) || date == "" {
			break
		}
		date += "-" + part
	}
	return Date(date, "")
}

// wholeNumber undoes what spreadsheets do to whole numbers: "2014.0".
func wholeNumber(text string) string { return strings.TrimSuffix(Clean(text), ".0") }
