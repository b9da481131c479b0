package graph

import (
	"regexp"
	"strings"
	"time"
)

// dateNotation recognises a notation that is not read. The suggestion is filled
// from the groups of the pattern.
type dateNotation struct {
	pattern *regexp.Regexp
	problem string
	suggest string
}

func notation(pattern, problem, suggest string) dateNotation {
	return dateNotation{regexp.MustCompile(`^(?i:` + pattern + `)$`), problem, suggest}
}

// dateNotations answer the usual notations of dates that could be read two ways
// or are not EDTF level 0.
var dateNotations = []dateNotation{
	notation(`(\d{4})[/.](\d\d)[/.](\d\d)`, "parts are joined by hyphens", "$1-$2-$3"),
	notation(`(\d{4})[/.](\d\d)`, "parts are joined by hyphens", "$1-$2"),
	notation(`(\d\d)[-/.](\d{4})`, "the year comes first", "$2-$1"),
	notation(`\d{1,2}[-/.]\d{1,2}[-/.](\d{4})`, "it can be read with the day or the month first", "$1-06-12, year, month, day"),
	notation(`(\d{4})(\d\d)(\d\d)`, "parts are joined by hyphens", "$1-$2-$3"),
	notation(`(\d{4})-(\d)`, "a month has two digits", "$1-0$2"),
	notation(`(\d{4}-\d\d)-(\d)`, "a day has two digits", "$1-0$2"),
	notation(`(\d{4}-\d\d-\d\d)[T ]\d.*`, "a date has no time", "$1"),
	notation(`(\d{3})[XU]|(\d{3})0s`, "a decade is an interval", "$1${2}0/$1${2}9"),
	notation(`(\d\d)[XU]{2}`, "a century is an interval", "${1}00/${1}99"),
	notation(`(\d{4})-[XU]{2}(?:-[XU]{2})?`, "parts that are not known are left out", "$1"),
	notation(`(\d{4}-\d\d)-[XU]{2}`, "parts that are not known are left out", "$1"),
	notation(`(\d{4}(?:-\d\d){0,2})[?%]`, "a date that is rough has a tilde", "$1~"),
	notation(`~(\d{4}(?:-\d\d){0,2})`, "the tilde comes last", "$1~"),
	notation(`(\d{4})-?Q1|Q1 (\d{4})`, "a quarter is an interval", "$1$2-01/$1$2-03"),
	notation(`(\d{4})-?Q2|Q2 (\d{4})`, "a quarter is an interval", "$1$2-04/$1$2-06"),
	notation(`(\d{4})-?Q3|Q3 (\d{4})`, "a quarter is an interval", "$1$2-07/$1$2-09"),
	notation(`(\d{4})-?Q4|Q4 (\d{4})`, "a quarter is an interval", "$1$2-10/$1$2-12"),
	notation(`(?:since|from) (\S+)`, "an open end is written as two points", "$1/.."),
	notation(`until (\S+)`, "an open start is written as two points", "../$1"),
}

// dateHint says what to write in place of text that is no date, "" if the
// notation is not known.
func dateHint(text string) string {
	if _, isState := ParseState(text); isState || text == "" {
		return "leave the field out, or write an open interval such as ../2026"
	}
	for _, n := range dateNotations {
		if n.pattern.MatchString(text) {
			return n.problem + "; write " + n.pattern.ReplaceAllString(text, n.suggest)
		}
	}
	plain := strings.NewReplacer(",", "", ".", "").Replace(text)
	for spoken, layout := range spokenLayouts {
		if t, err := time.Parse(spoken, plain); err == nil {
			return "months are numbers; write " + t.Format(layout)
		}
	}
	return ""
}

// spokenLayouts are dates with an English month, by the layout to write.
var spokenLayouts = map[string]string{
	"January 2006": "2006-01", "Jan 2006": "2006-01",
	"2 January 2006": time.DateOnly, "2 Jan 2006": time.DateOnly,
	"January 2 2006": time.DateOnly, "Jan 2 2006": time.DateOnly,
}
