package graph

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// ParseCountry reads the two capital letters of a country (ISO 3166-1
// alpha-2). Three-letter codes, small letters and English names are Invalid
// errors that suggest the code.
func ParseCountry(text string) (Token, error) {
	text = strings.TrimSpace(text)
	region, err := language.ParseRegion(text)
	if err == nil {
		region = region.Canonicalize()
	}
	code := region.String()
	switch {
	case err == nil && isCountry(region) && code == text:
		return Token(code), nil
	case err != nil || !isCountry(region):
		code = countryNamed(text)
	}
	if code == "" {
		return "", Errorf(Invalid, "%s is not a country; write its ISO 3166-1 code of two letters, such as FR", quote(text))
	}
	return "", Errorf(Invalid, "%s is not a country code; write %s", quote(text), code)
}

// unassigned are codes that CLDR takes for countries and ISO 3166-1 does not
// assign: withdrawn, or reserved for parts and unions of countries.
const unassigned = "AC AN CP CQ CS DG EA EZ FQ IC NT PC SU TA UN YU"

// isCountry leaves out groups such as EU, private codes and alpha-3 codes that
// have no alpha-2 form.
func isCountry(region language.Region) bool {
	code := region.String()
	return region.IsCountry() && !region.IsPrivateUse() && len(code) == 2 && !strings.Contains(unassigned, code)
}

// countryNamed looks up an English name. It tries every code, which is fine on
// the way to an error.
func countryNamed(text string) string {
	names, wanted := display.English.Regions(), Fold(text)
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			region, err := language.ParseRegion(string([]rune{first, second}))
			if err == nil && isCountry(region) && region.Canonicalize() == region && Fold(names.Name(region)) == wanted {
				return region.String()
			}
		}
	}
	return ""
}
