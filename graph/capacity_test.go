package graph

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseCapacity(t *testing.T) {
	for text, want := range map[string]struct {
		text   string
		basis  CapacityBasis
		stage  CapacityStage
		change CapacityChange
		lo, hi string
	}{
		"5 GW planned": {
			"5 GW planned", CapacityUnspecified, CapacityPlanned, CapacityTotal, "tpl:15035", "tpl:15035",
		},
		"+5GW planned": {
			"+5 GW planned", CapacityUnspecified, CapacityPlanned, CapacityIncrement, "ipl:15035", "ipl:15035",
		},
		"150 MW operational IT load": {
			"150 MW operational IT load", CapacityITLoad, CapacityOperational, CapacityTotal, "top:150215", "top:150215",
		},
		"> 2 GW facility planned": {
			"more than 2 GW planned facility", CapacityFacility, CapacityPlanned, CapacityTotal, "tpl:15032!", "tpl:~",
		},
		"500 MW..<2 GW building grid connection": {
			"500 to under 2000 MW building grid connection", CapacityGridConnection, CapacityBuilding, CapacityTotal, "tbu:15025", "tbu:15031~",
		},
		"several GW planned": {
			"3 to under 10 GW planned", CapacityUnspecified, CapacityPlanned, CapacityTotal, "tpl:15033", "tpl:15040~",
		},
		"500 kW building": {
			"500 kW building", CapacityUnspecified, CapacityBuilding, CapacityTotal, "tbu:14995", "tbu:14995",
		},
		"0 MW operational as of 2025-06": {
			"0 MW operational as of 2025-06", CapacityUnspecified, CapacityOperational, CapacityTotal, "top:0", "top:0",
		},
		"undisclosed": {text: "undisclosed"},
	} {
		got := mustParse(t, ParseCapacity, text)
		lo, hi := got.Span()
		if got.Text() != want.text || got.Basis != want.basis || got.Stage != want.stage || got.Change != want.change || lo != want.lo || hi != want.hi {
			t.Errorf("%q: got %+v, %q, %q to %q, want %+v", text, got, got, lo, hi, want)
		}
		checkValue(t, got, ParseCapacity)
	}
}

func TestParseCapacityRefuses(t *testing.T) {
	checkRefusals(t, ParseCapacity, map[string]string{
		"":                              `"5 GW planned"`,
		"5 GW":                          "planned, building or operational",
		"5 planned":                     "kW, MW or GW",
		"5 GWh planned":                 "energy, not power",
		"3 MWh operational":             "energy, not power",
		"5 TW planned":                  "kW, MW or GW",
		"5 GW under construction":       "write building",
		"5 GW announced":                "write planned",
		"5 GW total planned":            "leave it out",
		"5 GW planned operational":      "stage is given twice",
		"5 GW planned IT load facility": "basis is given twice",
		"5 GW planned as of June 2025":  "2025-06",
		"-5 GW planned":                 "write 0 or more",
		"5,5 GW planned":                "decimal point",
	})
}

func TestMeetOfCapacities(t *testing.T) {
	planned := mustParse(t, ParseCapacity, "> 2 GW planned")
	for text, want := range map[string]Agreement{
		"5 GW planned":         Agrees,
		"1 GW planned":         Conflicts,
		"5 GW building":        Incomparable,
		"+5 GW planned":        Incomparable,
		"5 GW planned IT load": Incomparable,
		"undisclosed":          Agrees,
		"none":                 Conflicts,
	} {
		if _, got := planned.Meet(mustParse(t, ParseCapacity, text)); got != want {
			t.Errorf("%s meets %s: got %v, want %v", planned, text, got, want)
		}
	}
}

// TestCapacitiesOfTwoYearsAreASeries keeps growth from being a conflict.
func TestCapacitiesOfTwoYearsAreASeries(t *testing.T) {
	running := mustParse(t, ParseCapacity, "100 MW operational as of 2024")
	for text, want := range map[string]struct {
		agreement Agreement
		text      string
	}{
		"300 MW operational as of 2025":     {agreement: Incomparable},
		"300 MW operational as of 2024-06":  {agreement: Conflicts},
		"100 MW operational as of 2024-06":  {Agrees, "100 MW operational as of 2024-06"},
		"> 50 MW operational as of by 2026": {Agrees, "100 MW operational as of 2024"},
		"100 MW operational":                {Agrees, "100 MW operational as of 2024"},
		"300 MW operational":                {agreement: Conflicts},
	} {
		met, agreement := running.Meet(mustParse(t, ParseCapacity, text))
		if agreement != want.agreement || agreement == Agrees && met.Text() != want.text {
			t.Errorf("%s meets %s as %v, %v, want %+v", running, text, met, agreement, want)
		}
	}
}

func TestCapacityTextReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "+"}).Draw(t, "change") + drawQuantity(t) +
			rapid.SampledFrom([]string{" kW", " MW", " GW"}).Draw(t, "unit") + " planned"
		if capacity, err := ParseCapacity(text); err == nil {
			checkValue(t, capacity, ParseCapacity)
		}
	})
}

func FuzzParseCapacity(f *testing.F) {
	for _, seed := range []string{"5 GW planned", "+150 MW building IT load", "500 kW..2 GW operational facility", "several GW planned",
		"~ 0.00001 kW planned", "5 GWh planned", "2 GW planned as of 2025~", "1 GW planned as of by 2026"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		capacity, err := ParseCapacity(text)
		if err != nil {
			checkRefusal(t, err)
			return
		}
		if err := capacity.Valid(); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		checkValue(t, capacity, ParseCapacity)
	})
}
