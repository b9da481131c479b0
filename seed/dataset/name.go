package dataset

import (
	"strings"
	"unicode"

	"capgraph/graph"
)

// Clean is a text of a source as fact files take it: valid, on one line,
// without control characters and with single spaces.
func Clean(text string) string {
	printable := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == unicode.ReplacementChar, r == 0xFEFF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(printable), " ")
}

// Cut shortens a clean text to a number of letters; three points show that it
// was cut.
func Cut(text string, letters int) string {
	if runes := []rune(text); len(runes) > letters {
		return strings.TrimSpace(string(runes[:letters-3])) + "..."
	}
	return text
}

// IsNull holds for what programs write where there is no value. Words that may
// be names, such as None, are values.
func IsNull(text string) bool {
	switch text {
	case "", `\N`, "NULL", "null", "NaN", "nan", "N/A", "n/a", "#N/A":
		return true
	}
	return false
}

// IsName says whether a clean text can be a name: it has a letter or digit.
func IsName(text string) bool { return graph.Slug(text) != "" }
