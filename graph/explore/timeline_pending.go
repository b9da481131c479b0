package explore

import "capgraph/graph"

// Pending says since when a deal has been announced without being completed
// or given up, and for how many days, both ends counted by the bounds of the
// date.
type Pending struct {
	Since   *graph.PartialDate // nil when no source dates the announcement
	MinDays int                // 0 or more
	MaxDays *int               // nil when the announcement has no first day
}

// PendingOf says how long an acquisition or investment has been pending on the
// day: announced, signed, under review, or planned by a party, while no source says that it
// was completed, cancelled or unwound. Without a date it has been pending at
// least since it was first surely seen. It reports false for deals that are
// settled, rumoured or merely expected, for those of which no source says how far they are,
// and for records of other kinds. Claims are as for Due.
func PendingOf(r *graph.Record, claims []*graph.Record, day graph.Day) (Pending, bool) {
	if r.Kind != "acquisition" && r.Kind != "investment" {
		return Pending{}, false
	}
	var since *graph.PartialDate
	said, _ := graph.One[graph.Token](r, "modality")
	announced := said == "PLANS"
	for _, d := range datesOf(r, claims, day) {
		switch {
		case d.on != nil && d.on.Earliest() > day:
		case isSettling(r, d, day):
			return Pending{}, false
		case d.field.Name == "announcedOn", d.step == "ANNOUNCED":
			announced = true
			since = earlierOf(since, d.on)
		case d.step == "SIGNED", d.step == "REGULATORY_REVIEW":
			announced = true
		}
	}
	if !announced {
		return Pending{}, false
	}
	return pendingSince(since, r.Valid.SureFrom, day), true
}

// isSettling says whether a source that may have seen it says that the deal
// was completed or given up.
func isSettling(r *graph.Record, d dateOf, day graph.Day) bool {
	switch d.step {
	case "COMPLETED", "CANCELLED", "UNWOUND":
		return d.isTaken(r, day)
	}
	return d.field.Name == "closedOn" && !d.isPromise(r)
}

func pendingSince(since *graph.PartialDate, seen, day graph.Day) Pending {
	pending := Pending{Since: since}
	latest := seen
	if since != nil {
		latest = min(since.Latest(), seen)
		if first := since.Earliest(); !first.IsOpen() {
			most := int(day) - int(first)
			pending.MaxDays = &most
		}
	}
	if !latest.IsOpen() {
		pending.MinDays = max(int(day)-int(latest), 0)
	}
	return pending
}

// earlierOf is the date with the earlier last day; nil is later than any.
func earlierOf(a, b *graph.PartialDate) *graph.PartialDate {
	if a == nil || b != nil && b.Latest() < a.Latest() {
		return b
	}
	return a
}
