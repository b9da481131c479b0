package graphtest

import (
	"testing"
	"time"

	"capgraph/graph"
)

var applyClockCases = []writingCase{
	{"instants are those of the clock", func(t *testing.T, h Harness) {
		now := time.Date(2025, 9, 1, 12, 0, 0, 123456789, time.UTC)
		store := openAt(t, h, &now)
		if got := apply(t, store, register()).At; got != graph.InstantOf(now) {
			t.Errorf("got %s, want %s", got.Time(), now)
		}
	}},
	{"instants rise while the clock stands still, goes back and goes on", func(t *testing.T, h Harness) {
		now := time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)
		store, last := openAt(t, h, &now), graph.Instant(0)
		for i, step := range []time.Duration{0, 0, -time.Hour, -1000 * time.Hour, time.Hour, 3000 * time.Hour} {
			now = now.Add(step)
			receipt := apply(t, store, World()[i])
			if receipt.At <= last || receipt.At != head(t, store) {
				t.Errorf("got %d after %d, with the head %d", receipt.At, last, head(t, store))
			}
			last = receipt.At
		}
		equal(t, "the last, with the clock ahead", last.Time().String(), now.Truncate(time.Microsecond).String())
	}},
	{"each instant of the past reads as it did then", func(t *testing.T, h Harness) {
		now := time.Date(2025, 9, 1, 12, 0, 0, 0, time.UTC)
		store := openAt(t, h, &now)
		var instants []graph.Instant
		var then []string
		for _, change := range append(World(), blog(), corrected()) {
			instants = append(instants, apply(t, store, change).At)
			then = append(then, values(projected(t, store, "stake", today))+values(projected(t, store, "claim", today)))
		}
		for i, at := range instants {
			slice := graph.Slice{Day: today.Day, Known: at}
			equal(t, "as known at "+at.Time().String(), values(projected(t, store, "stake", slice))+values(projected(t, store, "claim", slice)), then[i])
		}
	}},
	{"late learned and corrected: the four quadrants of two clocks", func(t *testing.T, h Harness) {
		store := open(t, h)
		instants := Load(t, store,
			Article("2024", On("2024-06-01"), Company("Owner"), Company("Owned"), Stake("Owner", "Owned", "share", "10 %")),
			Article("2020", On("2020-06-01"), Company("Owner"), Company("Owned"), Stake("Owner", "Owned", "share", "5 %")))
		share := func(day string, known graph.Instant) string {
			return field(record(t, store, StakeID("Owner", "Owned"), graph.Slice{Day: Day(day), Known: known}), "share")
		}
		equal(t, "in 2021, as known at first", share("2021-01-01", instants[0]), "")
		equal(t, "in 2021, as learned late", share("2021-01-01", 0), "5 %")
		equal(t, "in 2025, as known at first", share("2025-01-01", instants[0]), "10 %")
		equal(t, "in 2025, as known now", share("2025-01-01", 0), "10 %")
		corrected := apply(t, store, Article("2024", On("2024-06-01"), Revised("2024-07-01"), Company("Owner"), Company("Owned"), Stake("Owner", "Owned", "share", "12 %"))).At
		equal(t, "in 2025, before the correction", share("2025-01-01", corrected-1), "10 %")
		equal(t, "in 2025, as corrected", share("2025-01-01", corrected), "12 %")
		equal(t, "in 2021, untouched by it", share("2021-01-01", corrected), "5 %")
	}},
	{"uncertain starts: possibly until it is sure", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register(), onemedia())
		on := func(owner, company, day string) string {
			return string(record(t, store, StakeID(owner, company), graph.Slice{Day: Day(day)}).Valid.On(Day(day)))
		}
		equal(t, "since June, in May", on("Meta", "Scale AI", "2025-05-31"), "NO")
		equal(t, "since June, in June", on("Meta", "Scale AI", "2025-06-15"), "POSSIBLY")
		equal(t, "since June, on its last day", on("Meta", "Scale AI", "2025-06-30"), "SURELY")
		equal(t, "without a date, in 1999", on("Société Générale", "ÅNGSTRÖM", "1999-01-01"), "POSSIBLY")
		equal(t, "without a date, when it was seen", on("Société Générale", "ÅNGSTRÖM", "2025-07-14"), "SURELY")
		equal(t, "only planned, later", on("Meta", "Anthropic", "2029-01-01"), "POSSIBLY")
	}},
	{"a restored article opens new spans", func(t *testing.T, h Harness) {
		store := open(t, h)
		instants := Load(t, store, register(), blog(), Withdraw("blog"), blog())
		stake := func(at graph.Instant) string {
			return field(record(t, store, StakeID("Google", "Scale AI"), graph.Slice{Day: today.Day, Known: at}), "share")
		}
		for i, want := range []string{"none", "5 %", "none", "5 %"} {
			equal(t, "as known at that commit", stake(instants[i]), want)
		}
		restored := record(t, store, StakeID("Google", "Scale AI"), today)
		if restored.Known.From != instants[3] || restored.Known.To != 0 {
			t.Errorf("got %+v, want known from the restoration on", restored.Known)
		}
		equal(t, "status", field(record(t, store, "article:blog", today), "status"), "ACTIVE")
	}},
	{"withdrawing equals never having had", func(t *testing.T, h Harness) {
		store, other := open(t, h), open(t, h)
		Load(t, store, register(), blog(), onemedia(), wire(), Withdraw("onemedia"), Withdraw("wire"), history(), Withdraw("blog"))
		Load(t, other, register(), history())
		kinds := []graph.Kind{"company", "person", "datacenter", "stake", "acquisition", "position", "site-role"}
		equal(t, "the graph", current(t, store, kinds...), current(t, other, kinds...))
		equal(t, "claims", slugs(projected(t, store, "claim", today)), slugs(projected(t, other, "claim", today)))
	}},
}

func openAt(t *testing.T, h Harness, now *time.Time) graph.Store {
	t.Helper()
	store := h.Open(t, func() time.Time { return *now })
	t.Cleanup(func() { must(t, store.Close()) })
	return store
}

// values prints versions without what is known when.
func values(records []*graph.Record) string {
	text := ""
	for _, r := range records {
		text += timeless(r) + "\n     "
	}
	return text
}
