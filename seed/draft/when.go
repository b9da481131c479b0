package draft

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"capgraph/graph"
)

// dateBook holds the compiled forms of dates of a language, most precise
// first.
type dateBook struct {
	*vocabulary
	forms             []*regexp.Regexp
	names             []string
	by, before, after *regexp.Regexp
}

const yearForm = `(?:19|20)\d\d`

func compileDates(words *vocabulary) (*dateBook, error) {
	book := &dateBook{vocabulary: words}
	fill := strings.NewReplacer("MONTH", strings.Join(words.Months, "|"), "WEEKDAY", strings.Join(words.Weekdays, "|"), "YEAR", yearForm, "'", "['’]")
	for _, name := range []string{"day", "day2", "quarter", "half", "month", "season", "yearpart", "relative", "year"} {
		if words.Dates[name] == "" {
			continue
		}
		form, err := regexp.Compile(`(?i)(?:^|[^\p{L}\p{N}])(` + fill.Replace(words.Dates[name]) + `)(?:[^\p{L}\p{N}]|$)`)
		if err != nil {
			return nil, fmt.Errorf("dates: %s: %w", name, err)
		}
		book.forms, book.names = append(book.forms, form), append(book.names, name)
	}
	for _, prefix := range []struct {
		into *(*regexp.Regexp)
		text string
	}{{&book.by, words.By}, {&book.before, words.Before}, {&book.after, words.After}} {
		form, err := regexp.Compile(`(?i)(?:^|[^\p{L}\p{N}])(` + fill.Replace(prefix.text) + `)$`)
		if err != nil {
			return nil, err
		}
		*prefix.into = form
	}
	return book, nil
}

// dates finds the dates of a sentence. Those that the text gives relative to
// the day of publication need that day, and are inferred.
func (b *dateBook) dates(text string, tokens []token, published graph.PartialDate) []value {
	var found []value
	taken := make([]bool, len(tokens))
	if len(tokens) == 0 {
		return nil
	}
	begin, end := tokens[0].start, tokens[len(tokens)-1].end
	for i, form := range b.forms {
		for at := begin; at < end; {
			match := form.FindStringSubmatchIndex(text[at:end])
			if match == nil {
				break
			}
			at = b.add(&found, taken, tokens, text, b.names[i], form, at, match, published)
		}
	}
	return found
}

// add keeps one match if its tokens are free and it makes a date. It returns
// where to look on.
func (b *dateBook) add(found *[]value, taken []bool, tokens []token, text, name string, form *regexp.Regexp, base int, match []int, published graph.PartialDate) int {
	start, end := base+match[2], base+match[3]
	parts := map[string]string{}
	for i, group := range form.SubexpNames() {
		if group != "" && match[2*i] >= 0 {
			parts[group] = strings.ReplaceAll(strings.ToLower(text[base+match[2*i]:base+match[2*i+1]]), "’", "'")
		}
	}
	if group := form.SubexpIndex("before"); group > 0 && match[2*group] >= 0 {
		start = base + match[2*group+1]
		for start < end && text[start] == ' ' {
			start++
		}
	}
	role := ""
	for _, prefix := range []struct {
		form *regexp.Regexp
		word string
	}{{b.by, "by "}, {b.before, "before "}, {b.after, "after "}} {
		if ahead := prefix.form.FindStringSubmatchIndex(text[tokens[0].start:start]); ahead != nil && role == "" {
			role, start = prefix.word, tokens[0].start+ahead[2]
		}
	}
	next := max(end, base+match[2]+1)
	date, reason := b.read(name, parts, published)
	date = withRole(role, date)
	v := value{letter: letterDate, text: date, reason: reason, from: -1}
	for i, t := range tokens {
		if t.start >= start && t.end <= end || t.start < start && t.end > start {
			if taken[i] {
				return next
			}
			if v.from < 0 {
				v.from = i
			}
			v.to = i + 1
		}
	}
	if _, err := graph.ParseDate(date); date == "" || err != nil || v.from < 0 {
		return next
	}
	for i := v.from; i < v.to; i++ {
		taken[i] = true
	}
	*found = append(*found, v)
	return next
}

// withRole puts a word before a date. Behind "by" and its like an interval is
// as good as its far end.
func withRole(role, date string) string {
	from, to, isInterval := strings.Cut(date, "/")
	switch {
	case role == "" || date == "":
		return date
	case isInterval && role == "before ":
		return role + from
	case isInterval:
		return role + to
	}
	return role + date
}

// read makes a date of the parts of a form.
func (b *dateBook) read(name string, parts map[string]string, published graph.PartialDate) (date, reason string) {
	year, reason := b.year(name, parts, published)
	if name == "relative" {
		return b.relative(parts["rel"], published)
	}
	if year == 0 {
		return "", ""
	}
	number := b.Ordinals[parts["nth"]]
	if digit, err := strconv.Atoi(parts["nth2"]); err == nil {
		number = digit
	}
	month := b.month(parts["month"])
	switch name {
	case "day", "day2":
		day := strings.TrimRight(parts["day"], "erstndh")
		if len(day) == 1 {
			day = "0" + day
		}
		return fmt.Sprintf("%04d-%02d-%s", year, month, day), reason
	case "month":
		return monthPart(year, month, b.part(parts["part"])), reason
	case "quarter":
		return months(year, 3*number-2, 3*number), reason
	case "half":
		return months(year, 6*number-5, 6*number), reason
	case "season":
		span := b.Seasons[parts["season"]]
		return months(year, span[0], span[1]), reason
	case "yearpart":
		part := b.part(parts["part"])
		return months(year, 4*part+1, 4*part+4), reason
	}
	return fmt.Sprintf("%04d", year), reason
}

// part is 0 for the beginning, 1 for the middle, 2 for the end and -1 for the
// whole.
func (b *dateBook) part(word string) int {
	if number, known := b.Parts[word]; known {
		return number
	}
	return -1
}

func (b *dateBook) month(name string) int {
	for i, month := range b.Months {
		if month == name {
			return i + 1
		}
	}
	return 0
}

func months(year, from, to int) string {
	return fmt.Sprintf("%04d-%02d/%04d-%02d", year, from, year, to)
}

// monthPart is a month, or the first ten, the next ten or the other days of it.
func monthPart(year, month, part int) string {
	plain := fmt.Sprintf("%04d-%02d", year, month)
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	switch part {
	case 0:
		return plain + "-01/" + plain + "-10"
	case 1:
		return plain + "-11/" + plain + "-20"
	case 2:
		return fmt.Sprintf("%s-21/%s-%02d", plain, plain, last)
	}
	return plain
}

const yearReason = "the text gives no year; it is read from the day of publication"

// year is the year that a form gives or, with the day of publication, means:
// the last such day up to then, the next one if the text says next. 0 is none.
func (b *dateBook) year(name string, parts map[string]string, published graph.PartialDate) (int, string) {
	if year, err := strconv.Atoi(parts["year"]); err == nil {
		return year, ""
	}
	if published.EDTF == "" || published.Precision() == graph.PrecisionOpen {
		return 0, ""
	}
	today, err := time.Parse(time.DateOnly, published.Latest().String())
	if err != nil {
		return 0, ""
	}
	relation := b.Relatives[parts["rel"]]
	year := today.Year()
	month := b.month(parts["month"])
	if name == "season" {
		month = b.Seasons[parts["season"]][0]
	}
	day, _ := strconv.Atoi(strings.TrimRight(parts["day"], "erstndh"))
	ahead := month > int(today.Month()) || month == int(today.Month()) && (day > today.Day() || relation == "last" && day == 0)
	switch {
	case relation == "last year":
		year--
	case relation == "next year":
		year++
	case relation == "this year", name == "quarter", name == "half", name == "yearpart":
	case relation == "next" && !ahead:
		year++
	case relation == "next":
	case ahead:
		year--
	}
	return year, yearReason
}

// relative reads words such as yesterday.
func (b *dateBook) relative(word string, published graph.PartialDate) (string, string) {
	today, err := time.Parse(time.DateOnly, published.EDTF)
	if err != nil {
		return "", ""
	}
	const reason = "the text says it relative to the day of publication"
	switch b.Relatives[word] {
	case "today":
		return today.Format(time.DateOnly), reason
	case "yesterday":
		return today.AddDate(0, 0, -1).Format(time.DateOnly), reason
	case "last year":
		return today.AddDate(-1, 0, 0).Format("2006"), reason
	case "next year":
		return today.AddDate(1, 0, 0).Format("2006"), reason
	case "this year":
		return today.Format("2006"), reason
	}
	for weekday, name := range b.Weekdays {
		if name == word {
			back := (int(today.Weekday()) - weekday + 7) % 7
			return today.AddDate(0, 0, -back).Format(time.DateOnly), reason
		}
	}
	return "", ""
}
