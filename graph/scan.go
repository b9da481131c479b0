package graph

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Limits of what a value may be written as.
const (
	maxValueLength = 200 // bytes of one value
	maxDigits      = 30  // digits of one number
)

var tokenPattern = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?|\p{L}[\p{L}\p{M}]*|>=|<=|\.\.<|\.\.|\S`)

// scanner reads a value word by word. Spaces are flexible: "14bn EUR" and
// "14  bn EUR" have the same tokens, a number, a word and a word.
type scanner struct {
	measure
	text   string
	tokens []string
}

func newScanner(m measure, text string) (*scanner, error) {
	s := &scanner{measure: m, text: text}
	if len(text) > maxValueLength {
		return nil, s.fail("a value has at most %d bytes; keep the rest for the wording", maxValueLength)
	}
	s.tokens = tokenPattern.FindAllString(strings.Join(strings.Fields(text), " "), -1)
	if len(s.tokens) == 0 {
		return nil, s.fail("it is empty; write %s, or leave the field out", s.example)
	}
	return s, nil
}

// fail makes the error for the text at hand: what is wrong and what would be
// right.
func (s *scanner) fail(format string, args ...any) error {
	e := Errorf(Invalid, format, args...)
	e.Message = quote(s.text) + " is not " + s.noun + ": " + e.Message
	return e
}

// quote shows input in a message, cut so that a message stays readable.
func quote(text string) string {
	const limit = 60
	if utf8.RuneCountInString(text) > limit {
		text = string([]rune(text)[:limit]) + "..."
	}
	return `"` + strings.ToValidUTF8(text, "?") + `"`
}

// peek returns the token at an offset from the current one, "" past the end.
func (s *scanner) peek(offset int) string {
	if offset >= len(s.tokens) {
		return ""
	}
	return s.tokens[offset]
}

// accept consumes a phrase of one or more words, in any letter case, if it
// comes next.
func (s *scanner) accept(phrase string) bool {
	words := strings.Fields(phrase)
	for i, word := range words {
		if !strings.EqualFold(s.peek(i), word) {
			return false
		}
	}
	s.tokens = s.tokens[len(words):]
	return true
}

// acceptAny consumes the first of the phrases that comes next.
func (s *scanner) acceptAny(phrases []string) bool {
	for _, phrase := range phrases {
		if s.accept(phrase) {
			return true
		}
	}
	return false
}

// number consumes a decimal number, written plainly.
func (s *scanner) number() (decimal.Decimal, error) {
	token := s.peek(0)
	switch {
	case token == "-" || token == "−":
		return decimal.Zero, s.fail("it is negative; write 0 or more")
	case !startsWithDigit(token):
		return decimal.Zero, s.unexpected()
	}
	s.tokens = s.tokens[1:]
	if len(strings.ReplaceAll(token, ".", "")) > maxDigits {
		return decimal.Zero, s.fail("a number has at most %d digits; use a scale such as bn", maxDigits)
	}
	if err := s.refuseNotation(); err != nil {
		return decimal.Zero, err
	}
	return decimal.RequireFromString(token), nil
}

// refuseNotation refuses what may follow the digits of a number elsewhere:
// separators, which read differently in two countries, and exponents.
func (s *scanner) refuseNotation() error {
	next, after := s.peek(0), s.peek(1)
	switch {
	case strings.EqualFold(next, "e") && (startsWithDigit(after) || after == "+" || after == "-"):
		return s.fail("a number has no exponent; write 1 bn for 1e9")
	case next == "," && startsWithDigit(after) && len(after) != 3:
		return s.fail("a comma is not read; write a decimal point, 14.3 for 14,3")
	case startsWithDigit(next), strings.Contains(",_'’.", next) && startsWithDigit(after):
		return s.fail("digits stand together, without separators; write 14000000000 or 14 bn")
	}
	return nil
}

// unexpected makes the error for the current token, with the suggestion for
// common foreign words and signs where there is one.
func (s *scanner) unexpected() error {
	token := s.peek(0)
	if token == "" {
		return s.fail("it ends too early; write %s", s.example)
	}
	if hint := s.hint(token); hint != "" {
		return s.fail("%s is not read here; %s", quote(token), hint)
	}
	return s.fail("%s is not read here; write %s", quote(token), s.example)
}

// hint returns what to write in place of a token that people write and the
// parsers do not read, "" if that is not known.
func (s *scanner) hint(token string) string {
	token = strings.ToLower(token)
	if own, found := s.hints[token]; found {
		return own
	}
	return numberHints[token]
}

// end returns an error unless all of the text has been read.
func (s *scanner) end() error {
	if len(s.tokens) > 0 {
		return s.unexpected()
	}
	return nil
}

func startsWithDigit(token string) bool {
	return token != "" && token[0] >= '0' && token[0] <= '9'
}
