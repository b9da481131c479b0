package graph

import "testing"

func TestParseIdentifier(t *testing.T) {
	for text, want := range map[string]string{
		"lei:5493001KJTIIGC8Y1R12":     "lei:5493001KJTIIGC8Y1R12",
		" LEI : 5493001kjtiigc8y1r12 ": "lei:5493001KJTIIGC8Y1R12",
		"isin:US30303M1027":            "isin:US30303M1027",
		"isin:US0378331005":            "isin:US0378331005",
		"wikidata:q380":                "wikidata:Q380",
		"domain:Meta.COM":              "domain:meta.com",
		"domain:ministère.gouv.fr":     "domain:ministère.gouv.fr",
		"registry:gb-coh:01234567":     "registry:GB-COH:01234567",
	} {
		got := mustParse(t, ParseIdentifier, text)
		if got.String() != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		checkValue(t, got, ParseIdentifier)
	}
}

func TestParseIdentifierRefuses(t *testing.T) {
	checkRefusals(t, ParseIdentifier, map[string]string{
		"":                         "before a colon",
		"meta":                     "before a colon",
		"ticker:META":              "write one of",
		"lei:5493001KJTIIGC8Y1R13": "wrong check digit",
		"lei:5493001KJTIIGC8Y1R1":  "write one like lei:",
		"isin:US30303M1028":        "wrong check digit",
		"isin:30303M1027":          "write one like isin:",
		"wikidata:P31":             "write one like wikidata:",
		"domain:https://meta.com/": "write one like domain:",
		"domain:meta":              "write one like domain:",
		"registry:01234567":        "registry:GB-COH:01234567",
		"GB-COH:01234567":          "write registry:GB-COH:01234567",
	})
}

func TestMeetOfIdentifiers(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Agreement
	}{
		{"wikidata:Q380", "wikidata:q380", Agrees},
		{"wikidata:Q380", "wikidata:Q95", Conflicts},
		{"domain:meta.com", "domain:facebook.com", Incomparable},
		{"wikidata:Q380", "domain:meta.com", Incomparable},
	} {
		if _, got := mustParse(t, ParseIdentifier, c.a).Meet(mustParse(t, ParseIdentifier, c.b)); got != c.want {
			t.Errorf("%s meets %s: got %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
