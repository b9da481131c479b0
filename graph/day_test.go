package graph

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDay(t *testing.T) {
	for text, want := range map[string]Day{
		"1970-01-01": 0, "1969-12-31": -1, "2000-02-29": 11016, "2025-06-01": 20240, "0001-01-01": -719162, "9999-12-31": 2932896,
	} {
		got, err := ParseDay(text)
		if err != nil || got != want {
			t.Errorf("ParseDay(%q) = %d, %v, want %d", text, got, err, want)
		}
		if got.String() != text || got.Key() != text {
			t.Errorf("day %d prints %q with key %q, want %q", got, got, got.Key(), text)
		}
	}
	for _, text := range []string{"", "2025", "2025-02-30", "2025-6-1", "0000-01-01", "2025-06-01T00:00:00Z", " 2025-06-01", "10000-01-01"} {
		if got, err := ParseDay(text); CodeOf(err) != Invalid {
			t.Errorf("ParseDay(%q) = %v, %v, want an Invalid error", text, got, err)
		}
	}
}

func TestOpenDays(t *testing.T) {
	if MinDay.Key() != "" || MaxDay.Key() != "~" || MinDay.String() != ".." || MaxDay.String() != ".." {
		t.Errorf("got keys %q, %q and texts %q, %q", MinDay.Key(), MaxDay.Key(), MinDay, MaxDay)
	}
	if got := DayOf(time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)); got != MinDay {
		t.Errorf("DayOf year 0 = %v, want MinDay", got)
	}
	if got := DayOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)); got != MaxDay {
		t.Errorf("DayOf year 10000 = %v, want MaxDay", got)
	}
}

func TestDayOfIsInUTC(t *testing.T) {
	paris := time.FixedZone("CEST", 2*60*60)
	got := DayOf(time.Date(2025, 6, 1, 1, 30, 0, 0, paris))
	if got.String() != "2025-05-31" {
		t.Errorf("got %s, want 2025-05-31", got)
	}
}

func TestDayRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := Day(rapid.Int32Range(int32(firstDay), int32(lastDay)).Draw(t, "day"))
		parsed, err := ParseDay(day.String())
		if err != nil || parsed != day || DayOf(day.Time()) != day {
			t.Fatalf("day %d prints %q, which reads as %d, %v", day, day, parsed, err)
		}
		data, _ := json.Marshal(day)
		var read Day
		if err := json.Unmarshal(data, &read); err != nil || read != day {
			t.Fatalf("JSON %s reads as %v, %v", data, read, err)
		}
	})
}

func TestDayJSON(t *testing.T) {
	for _, open := range []Day{MinDay, MaxDay} {
		if data, err := json.Marshal(open); err != nil || string(data) != `""` {
			t.Errorf("an open day is written as %s, %v, want an empty string", data, err)
		}
	}
	var day Day
	if err := json.Unmarshal([]byte(`""`), &day); err != nil || day != MinDay {
		t.Errorf("the empty string reads as %v, %v, want MinDay", day, err)
	}
	for _, bad := range []string{`5`, `"2025-02-30"`} {
		if err := json.Unmarshal([]byte(bad), &day); CodeOf(err) != Invalid {
			t.Errorf("%s: got %v, want an Invalid error", bad, err)
		}
	}
}
