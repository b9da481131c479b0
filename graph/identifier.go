package graph

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Identifier is a name that a registry gives out: unlike an ordinary name, it
// stands for one thing.
type Identifier struct {
	Scheme string `json:"scheme"`
	Value  string `json:"value"`
}

// The schemes of identifiers. Stock tickers are none: exchanges reuse them.
const (
	SchemeLEI      = "LEI"      // ISO 17442, with its ISO 7064 check digits
	SchemeISIN     = "ISIN"     // ISO 6166, with its check digit
	SchemeWikidata = "WIKIDATA" // Q and a number
	SchemeDomain   = "DOMAIN"   // a domain name in small letters
	SchemeRegistry = "REGISTRY" // an org-id.guide list and a number, GB-COH:01234567
)

// identifierScheme says how the values of a scheme look.
type identifierScheme struct {
	form    *regexp.Regexp
	example string
	checks  func(string) bool   // the check digits, nil if there are none
	normal  func(string) string // the one way to write a value
	many    bool                // one thing may have several
}

var identifierSchemes = map[string]identifierScheme{
	SchemeLEI: {
		form: regexp.MustCompile(`^[A-Z0-9]{18}[0-9]{2}$`), example: "lei:5493001KJTIIGC8Y1R12",
		checks: leiChecks, normal: strings.ToUpper,
	},
	SchemeISIN: {
		form: regexp.MustCompile(`^[A-Z]{2}[A-Z0-9]{9}[0-9]$`), example: "isin:US30303M1027",
		checks: isinChecks, normal: strings.ToUpper, many: true,
	},
	SchemeWikidata: {
		form: regexp.MustCompile(`^Q[1-9][0-9]{0,11}$`), example: "wikidata:Q380", normal: strings.ToUpper,
	},
	SchemeDomain: {
		form:    regexp.MustCompile(`^([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}][\p{L}\p{M}\p{N}-]+$`),
		example: "domain:meta.com", normal: strings.ToLower, many: true,
	},
	SchemeRegistry: {
		form: regexp.MustCompile(`^[A-Z]{2,3}-[A-Z0-9]{1,12}:[A-Z0-9][A-Z0-9./-]{0,39}$`), example: "registry:GB-COH:01234567",
		normal: strings.ToUpper, many: true,
	},
}

// ParseIdentifier reads a scheme, a colon and a value: "lei:5493001KJTIIGC8Y1R12".
// The scheme is read in any letter case, the value is brought to its normal
// case. An unknown scheme, a value that does not look like its scheme and a
// wrong check digit are Invalid errors.
func ParseIdentifier(text string) (Identifier, error) {
	name, value, found := strings.Cut(strings.TrimSpace(text), ":")
	name = strings.ToUpper(strings.TrimSpace(name))
	scheme, known := identifierSchemes[name]
	if !found || !known {
		return Identifier{}, unknownScheme(text)
	}
	value = scheme.normal(strings.TrimSpace(value))
	switch {
	case len(value) > maxValueLength || !scheme.form.MatchString(value):
		return Identifier{}, Errorf(Invalid, "%s is not an identifier of this scheme; write one like %s", quote(text), scheme.example)
	case scheme.checks != nil && !scheme.checks(value):
		return Identifier{}, Errorf(Invalid, "%s has a wrong check digit; compare it with the registry's spelling, one like %s", quote(text), scheme.example)
	}
	return Identifier{Scheme: name, Value: value}, nil
}

var registryList = regexp.MustCompile(`^[A-Z]{2,3}-[A-Z0-9]+:.`)

func unknownScheme(text string) error {
	if bare := strings.ToUpper(strings.TrimSpace(text)); registryList.MatchString(bare) {
		return Errorf(Invalid, "%s has no scheme; write registry:%s", quote(text), strings.Trim(quote(bare), `"`))
	}
	names := strings.ToLower(strings.Join(slices.Sorted(maps.Keys(identifierSchemes)), ", "))
	return Errorf(Invalid, "%s has no known scheme; write one of %s before a colon, such as %s",
		quote(text), names, identifierSchemes[SchemeLEI].example)
}

// leiChecks applies ISO 7064 MOD 97-10: letters count from 10, and the whole
// number leaves 1 when divided by 97.
func leiChecks(value string) bool {
	remainder := 0
	for _, digit := range spelledDigits(value) {
		remainder = (remainder*10 + digit) % 97
	}
	return remainder == 1
}

// isinChecks applies the Luhn sum to the digits, letters counting from 10.
func isinChecks(value string) bool {
	sum := 0
	digits := spelledDigits(value)
	slices.Reverse(digits)
	for i, digit := range digits {
		if i%2 == 1 {
			digit *= 2
		}
		sum += digit/10 + digit%10
	}
	return sum%10 == 0
}

// spelledDigits writes letters as the two digits of their number from A = 10.
func spelledDigits(value string) []int {
	var digits []int
	for _, r := range value {
		if r <= '9' {
			digits = append(digits, int(r-'0'))
		} else {
			number := int(r-'A') + 10
			digits = append(digits, number/10, number%10)
		}
	}
	return digits
}

// String prints the identifier as ParseIdentifier reads it.
func (i Identifier) String() string { return strings.ToLower(i.Scheme) + ":" + i.Value }

// Text prints what String prints.
func (i Identifier) Text() string { return i.String() }

// Span returns the printed identifier twice.
func (i Identifier) Span() (lo, hi string) { return i.String(), i.String() }

// Meet agrees on equal identifiers. Two of one scheme conflict where a thing
// has only one (LEI, Wikidata); all others are Incomparable.
func (i Identifier) Meet(value Value) (Value, Agreement) {
	other, isIdentifier := value.(Identifier)
	switch {
	case !isIdentifier || i.Scheme != other.Scheme:
		return nil, Incomparable
	case i.Value == other.Value:
		return i, Agrees
	case identifierSchemes[i.Scheme].many:
		return nil, Incomparable
	}
	return nil, Conflicts
}
