package graph

import (
	"encoding/json"
	"math"
	"time"
)

// Day is a calendar day: days since 1970-01-01 in the proleptic Gregorian
// calendar, without a time zone. Days compare as numbers. Years run from 0001
// to 9999.
type Day int32

// The open ends of a span of days. They are below and above every real day.
const (
	MinDay Day = math.MinInt32
	MaxDay Day = math.MaxInt32
)

// LastDay is 9999-12-31, a day on which everything that ever began is in force
// or over.
const LastDay Day = 2_932_896

const secondsPerDay = 24 * 60 * 60

// ParseDay reads an ISO 8601 calendar day, "2025-06-01". Anything else, also a
// day that does not exist, is an Invalid error.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() < 1 {
		return 0, Errorf(Invalid, "%s is not a day; write one like 2025-06-01", quote(text))
	}
	return DayOf(t), nil
}

// DayOf returns the day of t in UTC. Times before year 1 give MinDay, times
// after year 9999 give MaxDay.
func DayOf(t time.Time) Day {
	t = t.UTC()
	switch {
	case t.Year() < 1:
		return MinDay
	case t.Year() > 9999:
		return MaxDay
	}
	midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return Day(midnight.Unix() / secondsPerDay)
}

// Time returns midnight UTC at the start of the day. The open ends give times
// far outside the years 1 to 9999.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// IsOpen tells the two open ends from real days.
func (d Day) IsOpen() bool { return d == MinDay || d == MaxDay }

// String prints the ISO day, or ".." for an open end, as EDTF does.
func (d Day) String() string {
	if d.IsOpen() {
		return openEnd
	}
	return d.Time().Format(time.DateOnly)
}

// Key returns the sort key: the ISO day, "" for MinDay, "~" for MaxDay.
func (d Day) Key() string {
	switch d {
	case MinDay:
		return ""
	case MaxDay:
		return openHigh
	}
	return d.String()
}

// MarshalJSON writes the ISO day, and "" for both open ends.
func (d Day) MarshalJSON() ([]byte, error) {
	if d.IsOpen() {
		return []byte(`""`), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads what MarshalJSON writes. The empty string gives MinDay:
// which end was open is for the field that holds the day to know.
func (d *Day) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return Errorf(Invalid, "a day is written as a string like \"2025-06-01\"").Because(err)
	}
	if text == "" {
		*d = MinDay
		return nil
	}
	day, err := ParseDay(text)
	if err != nil {
		return err
	}
	*d = day
	return nil
}
