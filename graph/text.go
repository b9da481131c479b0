package graph

import (
	"regexp"
	"strings"
)

// Prose is free text, such as a description. It is compared by its folded
// form and written as a plain JSON string.
type Prose string

// ParseProse trims the text. An empty one is an Invalid error: a field of
// which nothing is said is left out.
func ParseProse(text string) (Prose, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", Errorf(Invalid, "the text is empty; leave the field out")
	}
	return Prose(text), nil
}

// Text returns the text itself.
func (p Prose) Text() string { return string(p) }

// String prints what Text prints.
func (p Prose) String() string { return p.Text() }

// Span returns the key of the text twice.
func (p Prose) Span() (lo, hi string) { return TextKey(string(p)), TextKey(string(p)) }

// Meet agrees on texts that are equal when folded.
func (p Prose) Meet(value Value) (Value, Agreement) {
	other, isProse := value.(Prose)
	switch {
	case !isProse:
		return nil, Incomparable
	case Fold(string(p)) != Fold(string(other)):
		return nil, Conflicts
	}
	return p, Agrees
}

// Token is a value out of a closed set: an enum value in upper snake case
// (MINORITY_STAKE) or a country code (FR).
type Token string

var tokenForm = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`)

// ParseToken reads a token as people write it: "minority stake" gives
// MINORITY_STAKE. Whether it belongs to the set of its field is for the field
// to check. Text that holds more than ASCII letters, digits, spaces, hyphens
// and underscores is an Invalid error.
func ParseToken(text string) (Token, error) {
	words := strings.FieldsFunc(strings.ToUpper(text), func(r rune) bool {
		return r == ' ' || r == '-' || r == '_'
	})
	token := strings.Join(words, "_")
	if !tokenForm.MatchString(token) {
		return "", Errorf(Invalid, "%s is not one of the words of this field; write English words such as \"minority stake\"", quote(text))
	}
	return Token(token), nil
}

// Text returns the token itself.
func (t Token) Text() string { return string(t) }

// String prints what Text prints.
func (t Token) String() string { return t.Text() }

// Words prints the token for people: "minority stake".
func (t Token) Words() string { return strings.ToLower(strings.ReplaceAll(string(t), "_", " ")) }

// Span returns the token twice.
func (t Token) Span() (lo, hi string) { return string(t), string(t) }

// Meet agrees on equal tokens.
func (t Token) Meet(value Value) (Value, Agreement) {
	other, isToken := value.(Token)
	switch {
	case !isToken:
		return nil, Incomparable
	case t != other:
		return nil, Conflicts
	}
	return t, Agrees
}
