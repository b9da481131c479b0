package graph

import "testing"

func TestParsePlace(t *testing.T) {
	for text, want := range map[string]Place{
		"FR":                                  {Country: "FR", Precision: PlaceCountry},
		"Menlo Park, US":                      {City: "Menlo Park", Country: "US", Precision: PlaceCity},
		"Menlo  Park , California,US":         {City: "Menlo Park", Region: "California", Country: "US", Precision: PlaceCity},
		"Hyperion, Rayville, LA, US":          {Name: "Hyperion", City: "Rayville", Region: "LA", Country: "US", Precision: PlaceSite},
		"California (region), US":             {Region: "California", Country: "US", Precision: PlaceRegion},
		"Hyperion (site), US":                 {Name: "Hyperion", Country: "US", Precision: PlaceSite},
		"Hyperion (site), LA, US":             {Name: "Hyperion", Region: "LA", Country: "US", Precision: PlaceSite},
		"Prometheus (site), Paris (city), FR": {Name: "Prometheus", City: "Paris", Country: "FR", Precision: PlaceSite},
	} {
		got := mustParse(t, ParsePlace, text)
		if got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
		checkValue(t, got, ParsePlace)
	}
}

func TestParsePlaceRefuses(t *testing.T) {
	checkRefusals(t, ParsePlace, map[string]string{
		"":                        "two letters",
		"Paris, France":           "write FR",
		"US, Menlo Park":          "two letters",
		"Paris,, FR":              "Menlo Park, California, US",
		"A, B, C, D, FR":          "more than four parts",
		"X (city), Paris, FR, US": "given twice",
		"X (city), Y (city), FR":  "given twice",
	})
}

func TestParseCountry(t *testing.T) {
	for _, code := range []string{"FR", "US", "GB", "TW", "AX"} {
		if got, err := ParseCountry(code); err != nil || got != Token(code) {
			t.Errorf("ParseCountry(%q) = %q, %v", code, got, err)
		}
	}
	checkRefusals(t, ParseCountry, map[string]string{
		"": "two letters", "USA": "write US", "France": "write FR", "fr": "write FR", "UK": "write GB", "South Korea": "write KR",
		"840": "write US", "EU": "two letters", "UN": "two letters", "XK": "two letters", "ZZ": "two letters", "SU": "two letters", "Atlantis": "two letters",
	})
}

func TestMeetOfPlaces(t *testing.T) {
	for _, c := range []struct {
		a, b      string
		agreement Agreement
		want      string
	}{
		{"US", "Menlo Park, California, US", Agrees, "Menlo Park, California, US"},
		{"Menlo Park, US", "California (region), US", Agrees, "Menlo Park, California, US"},
		{"MENLO PARK, US", "Menlo Park, California, US", Agrees, "MENLO PARK, California, US"},
		{"Paris, FR", "Paris, US", Conflicts, ""},
		{"Paris, FR", "Lyon, FR", Conflicts, ""},
		{"Paris, Texas, US", "California (region), US", Conflicts, ""},
	} {
		met, agreement := mustParse(t, ParsePlace, c.a).Meet(mustParse(t, ParsePlace, c.b))
		if agreement != c.agreement || agreement == Agrees && met.Text() != c.want {
			t.Errorf("%s meets %s as %v, %v, want %v, %s", c.a, c.b, met, agreement, c.agreement, c.want)
		}
	}
}
