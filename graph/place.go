package graph

import "strings"

// Place is a location, down to a country, region, city or site. Parts that
// are not known are empty.
type Place struct {
	Name      string         `json:"name,omitempty"` // of the site
	City      string         `json:"city,omitempty"`
	Region    string         `json:"region,omitempty"`
	Country   string         `json:"country"` // ISO 3166-1 alpha-2
	Precision PlacePrecision `json:"precision"`
}

// PlacePrecision is the finest part that a place gives.
type PlacePrecision string

// The precisions of a place.
const (
	PlaceSite    PlacePrecision = "SITE"
	PlaceCity    PlacePrecision = "CITY"
	PlaceRegion  PlacePrecision = "REGION"
	PlaceCountry PlacePrecision = "COUNTRY"
)

// placeOrders says what the parts before the country are, by their number.
var placeOrders = [][]PlacePrecision{
	{},
	{PlaceCity},
	{PlaceCity, PlaceRegion},
	{PlaceSite, PlaceCity, PlaceRegion},
}

// ParsePlace reads a place from the finest part to the country, with commas
// between: "FR", "Menlo Park, US", "Menlo Park, California, US", or a site
// before these three. A part that is not what its position says is marked:
// "California (region), US". The country is read by ParseCountry; empty and
// surplus parts are Invalid errors.
func ParsePlace(text string) (Place, error) {
	if len(text) > maxValueLength {
		return Place{}, Errorf(Invalid, "%s is not a place: it has more than %d bytes; write %s", quote(text), maxValueLength, placeExample)
	}
	parts := strings.Split(text, ",")
	last := len(parts) - 1
	if last >= len(placeOrders) {
		return Place{}, Errorf(Invalid, "%s is not a place: it has more than four parts; write %s", quote(text), placeExample)
	}
	country, err := ParseCountry(parts[last])
	if err != nil {
		return Place{}, err
	}
	place := Place{Country: string(country)}
	for i, level := range placeOrders[last] {
		if !place.set(parts[i], level) {
			return Place{}, Errorf(Invalid, "%s is not a place: a part is empty or given twice; write %s", quote(text), placeExample)
		}
	}
	place.Precision = place.finest()
	return place, nil
}

const placeExample = `"Menlo Park, California, US"`

// set fills the part of a level, or of the level in brackets behind the text.
func (p *Place) set(text string, level PlacePrecision) bool {
	text = strings.Join(strings.Fields(text), " ")
	for _, marked := range placeOrders[3] {
		if rest, found := strings.CutSuffix(text, marked.mark()); found {
			text, level = rest, marked
		}
	}
	part := p.part(level)
	if Fold(text) == "" || *part != "" {
		return false
	}
	*part = text
	return true
}

// mark is how a level is written behind a part: " (region)".
func (l PlacePrecision) mark() string { return " (" + strings.ToLower(string(l)) + ")" }

func (p *Place) part(level PlacePrecision) *string {
	switch level {
	case PlaceSite:
		return &p.Name
	case PlaceCity:
		return &p.City
	case PlaceRegion:
		return &p.Region
	}
	return &p.Country
}

func (p Place) finest() PlacePrecision {
	for _, level := range placeOrders[3] {
		if *p.part(level) != "" {
			return level
		}
	}
	return PlaceCountry
}

// Text prints the place for people, as ParsePlace reads it back: "Menlo Park,
// California, US".
func (p Place) Text() string {
	var given []PlacePrecision
	for _, level := range placeOrders[3] {
		if *p.part(level) != "" {
			given = append(given, level)
		}
	}
	var text strings.Builder
	for i, level := range given {
		text.WriteString(*p.part(level))
		if placeOrders[len(given)][i] != level {
			text.WriteString(level.mark())
		}
		text.WriteString(", ")
	}
	return text.String() + p.Country
}

// String prints what Text prints.
func (p Place) String() string { return p.Text() }

// Span returns the key of country, region and city twice.
func (p Place) Span() (lo, hi string) {
	key := TextKey(p.Country + " " + p.Region + " " + p.City)
	return key, key
}

// Meet agrees on places of which no part contradicts the other, and returns
// all parts that either gives: one place lies in the other.
func (p Place) Meet(value Value) (Value, Agreement) {
	other, isPlace := value.(Place)
	if !isPlace {
		return nil, Incomparable
	}
	for _, level := range []PlacePrecision{PlaceSite, PlaceCity, PlaceRegion, PlaceCountry} {
		mine, theirs := p.part(level), *other.part(level)
		if differ(Fold(*mine), Fold(theirs)) {
			return nil, Conflicts
		}
		*mine = either(*mine, theirs)
	}
	p.Precision = p.finest()
	return p, Agrees
}
