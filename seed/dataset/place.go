package dataset

import (
	"strings"
	"sync"

	"capgraph/graph"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Country is the code of two letters of a country that a source gives by a
// code of two or three letters in any case, by the code of a part of it
// (GB-SCT), or by its English name. It is "" when there is none or it is refused.
func Country(text string) (country, why string) {
	text = Clean(text)
	if IsNull(text) {
		return "", ""
	}
	code, part, hasPart := strings.Cut(strings.ToUpper(text), "-")
	if hasPart && (len(part) < 1 || len(part) > 3) {
		code = ""
	}
	if len(code) == 2 || len(code) == 3 {
		if region, err := language.ParseRegion(code); err == nil {
			if token, err := graph.ParseCountry(region.Canonicalize().String()); err == nil {
				return string(token), ""
			}
		}
	}
	if named := countriesByName()[graph.Fold(text)]; named != "" {
		return named, ""
	}
	return "", whyNoCountry
}

// countriesByName are the codes by the folded English names.
var countriesByName = sync.OnceValue(func() map[string]string {
	byName := map[string]string{}
	names := display.English.Regions()
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			code := string([]rune{first, second})
			if _, err := graph.ParseCountry(code); err == nil {
				byName[graph.Fold(names.Name(language.MustParseRegion(code)))] = code
			}
		}
	}
	byName[graph.Fold("United States of America")] = "US"
	byName[graph.Fold("USA")] = "US"
	byName[graph.Fold("UK")] = "GB"
	byName[graph.Fold("ROM")] = "RO" // its code of three letters until 2002
	return byName
})

// Place writes the parts of a place as fact files do. Without a country there
// is no place. Commas within a part are left out. A place that cannot be
// written is reduced to its country.
func Place(site, city, region, country string) (place, why string) {
	code, why := Country(country)
	if code == "" {
		return "", why
	}
	var parts []string
	for _, part := range []struct{ text, mark string }{{site, " (site)"}, {city, " (city)"}, {region, " (region)"}} {
		text := strings.Join(strings.Fields(strings.NewReplacer(",", " ", "(", " ", ")", " ").Replace(Clean(part.text))), " ")
		if !IsNull(text) && IsName(text) {
			parts = append(parts, text+part.mark)
		}
	}
	place = strings.Join(append(parts, code), ", ")
	if _, err := graph.ParsePlace(place); err != nil {
		return code, whyNoPlace
	}
	return place, ""
}
