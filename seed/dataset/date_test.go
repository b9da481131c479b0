package dataset

import "testing"

func TestDatesKeepTheirPrecision(t *testing.T) {
	for _, c := range []struct{ text, precision, want string }{
		{"2014", "", "2014"}, {"2014-05", "", "2014-05"}, {"2014-05-01", "", "2014-05-01"},
		{"2014-05-01", "month", "2014-05"}, {"2014-01-01", "year", "2014"}, {"2014-01-01", "day", "2014-01-01"},
		{"2014-05-01", "7", "2014-05-01"}, {"2014-05-01", "6", "2014-05"}, {"2014-05-01", "4", "2014"}, {"2014-05-01", "0", ""},
		{"2014", "day", "2014"}, {"2014-05-00", "", "2014-05"}, {"2014-00-00", "", "2014"}, {"0000-00-00", "", ""},
		{"2014-05-01T12:00:00Z", "", "2014-05-01"}, {"2014-05-01 12:00:00", "", "2014-05-01"}, {"2014/5/1", "", "2014-05-01"},
		{"20140501", "", "2014-05-01"}, {"", "day", ""}, {`\N`, "", ""}, {"2014-05-01", "4.0", "2014"},
	} {
		if got, why := Date(c.text, c.precision); got != c.want || why != "" {
			t.Errorf("%q by %q: got %q, %q; want %q", c.text, c.precision, got, why, c.want)
		}
	}
	for _, text := range []string{"01/05/2014", "05-2014", "2014-13", "2014-02-30", "May 2014", "soon"} {
		if got, why := Date(text, ""); got != "" || why != whyNoDate {
			t.Errorf("%q: got %q, %q; want it refused", text, got, why)
		}
	}
	if got, why := Date("2014-05-01", "quarter"); got != "2014-05-01" || why != whyPrecision {
		t.Errorf("got %q, %q; want the date as it stands and a reason", got, why)
	}
	for _, c := range []struct{ year, month, day, want string }{
		{"2014", "5", "", "2014-05"}, {"2014.0", "5.0", "1.0", "2014-05-01"}, {"2014", "", "3", "2014"}, {"", "5", "1", ""},
	} {
		if got, why := DateOf(c.year, c.month, c.day); got != c.want || why != "" {
			t.Errorf("%v: got %q, %q", c, got, why)
		}
	}
}

func TestSharesKeepTheirBounds(t *testing.T) {
	for text, want := range map[string]string{
		"75": "75 %", "49.5%": "49.5 %", "25-50": "25..50 %", "75 to under 100 %": "75..<100 %", "more than 25% to 50%": "> 25..50 %",
		"75% or more": ">= 75 %", "> 25": "> 25 %", "up to 10 %": "<= 10 %", "unknown": "unknown", "": "", "33,3": "33.3 %", "100": "100 %",
		"33.33333333333": "33.3333333 %",
	} {
		if got, why := Share(text); got != want || why != "" {
			t.Errorf("%q: got %q, %q; want %q", text, got, why, want)
		}
	}
	for _, text := range []string{"150", "a third", "50-25", "-5", "1e9", "75 shares"} {
		if got, why := Share(text); got != "" || why != whyNoShare {
			t.Errorf("%q: got %q, %q; want it refused", text, got, why)
		}
	}
}

func TestAmountsNeedACurrency(t *testing.T) {
	for _, c := range []struct{ amount, currency, want, why string }{
		{"9000000", "USD", "9000000 USD", ""}, {"9000000.0", "usd", "9000000 USD", ""}, {"1.5e+07", "EUR", "15000000 EUR", ""},
		{"9,000,000", "GBP", "9000000 GBP", ""}, {"", "USD", "", ""}, {"9000000", "", "", whyNoCurrency}, {"a lot", "USD", "", whyNoAmount},
		{"1e999999999", "USD", "", whyNoAmount}, {"-5", "USD", "", whyNoAmount},
	} {
		if got, why := Money(c.amount, c.currency); got != c.want || why != c.why {
			t.Errorf("%v: got %q, %q", c, got, why)
		}
	}
}

func TestPlacesAndCountries(t *testing.T) {
	for text, want := range map[string]string{"FR": "FR", "fr": "FR", "FRA": "FR", "GB-SCT": "GB", "United Kingdom": "GB", "france": "FR", "": "", "USA": "US"} {
		if got, why := Country(text); got != want || why != "" {
			t.Errorf("%q: got %q, %q; want %q", text, got, why, want)
		}
	}
	if got, why := Country("Atlantis"); got != "" || why != whyNoCountry {
		t.Errorf("got %q, %q; want it refused", got, why)
	}
	if got, why := Place("", "Washington, D.C.", "", "USA"); got != "Washington D.C. (city), US" || why != "" {
		t.Errorf("got %q, %q", got, why)
	}
}
