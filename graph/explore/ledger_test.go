package explore_test

import (
	"fmt"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
)

// power is what the tests of the ledger speak about, as articles of 2024-06-01
// and 2025-12-01 tell it.
//
//	Stargate (programme)   10 GW planned, owner OpenAI
//	  Abilene (campus, US) 1.2 GW planned, owner Crusoe, operator Oracle
//	    Hall 1             200 MW operational IT load
//	    Hall 2             400 MW building IT load, 450 MW building facility
//	  Milam                no source gives a capacity
//	Hyperion (site, US)    > 2 GW building facility, owners Meta and Blue Owl, user Meta
//	                       to run by 2025-06 (said in 2024), under construction
//	Colossus (site, US)    150 MW operational as of 2024-09, 300 MW operational as of 2025-06,
//	                       150 MW and 100 MW on top, building, as of 2025-01 and 2025-10; owner xAI
//	                       to run in 2024-06 (said in 2024), ran from 2024-09-10
//	Camp (site, FR)        undisclosed, under construction, developer Fluidstack
//	Ghost (site, FR)       3 GW planned, cancelled
//
// X.AI Holdings is the head of the group of xAI.
func power() []graph.Change {
	site := func(name string, pairs ...string) *graphtest.Claim {
		return graphtest.Entity("datacenter", name, pairs...)
	}
	has := func(company, datacenter, as string) graphtest.Part {
		return graphtest.About(graph.NewID("site-role", company, datacenter, as), "company", string(graphtest.ID("company", company)),
			"datacenter", string(graphtest.ID("datacenter", datacenter)), "role", as, "since", "2020")
	}
	var names []graphtest.Part
	for _, name := range []string{"OpenAI", "Crusoe", "Oracle", "Meta", "Blue Owl", "xAI", "Fluidstack"} {
		names = append(names, graphtest.Company(name))
	}
	return []graph.Change{
		graphtest.Article("plans", graphtest.On("2024-06-01"),
			site("Hyperion", "operational", "by 2025-06").Says("plans"), site("Colossus", "operational", "2024-06").Says("expects")),
		graphtest.Article("power", append(names, graphtest.On("2025-12-01"),
			site("Stargate", "level", "programme", "capacity", "10 GW planned"), has("OpenAI", "Stargate", "owner"),
			site("Abilene", "level", "campus", "partOf", "datacenter:stargate", "location", "US", "capacity", "1.2 GW planned"),
			has("Crusoe", "Abilene", "owner"), has("Oracle", "Abilene", "operator"),
			site("Hall 1", "partOf", "datacenter:abilene", "status", "operational", "capacity", "200 MW operational IT load"),
			site("Hall 2", "partOf", "datacenter:abilene", "status", "under_construction", "capacity", "400 MW building IT load", "capacity", "450 MW building facility"),
			site("Milam", "partOf", "datacenter:stargate", "status", "announced"),
			site("Hyperion", "location", "US", "status", "under_construction", "capacity", "> 2 GW building facility"),
			has("Meta", "Hyperion", "owner"), has("Blue Owl", "Hyperion", "owner"), has("Meta", "Hyperion", "user"),
			site("Colossus", "location", "US", "capacity", "150 MW operational as of 2024-09", "capacity", "300 MW operational as of 2025-06",
				"capacity", "+150 MW building as of 2025-01", "capacity", "+100 MW building as of 2025-10", "status", "operational 2024-09-10"), has("xAI", "Colossus", "owner"),
			site("Camp", "location", "FR", "status", "under_construction", "capacity", "undisclosed"), has("Fluidstack", "Camp", "developer"),
			site("Ghost", "location", "FR", "status", "cancelled", "capacity", "3 GW planned"))...),
	}
}

func readLedger(t *testing.T, reader graph.Reader, query explore.LedgerQuery) explore.LedgerAnswer {
	t.Helper()
	if query.Slice.Day == 0 {
		query.Slice.Day = day(newYear)
	}
	answer, err := explore.Ledger(t.Context(), reader, query)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// rowLines prints rows: the keys, how many sites, then the power in words.
func rowLines(rows []explore.LedgerRow) []string {
	var all []string
	for _, row := range rows {
		var keys []string
		for _, key := range row.Keys {
			keys = append(keys, key.Value[strings.Index(key.Value, ":")+1:])
		}
		all = append(all, fmt.Sprintf("%s (%d): %s", strings.Join(keys, " "), row.Sites, row.Text()))
	}
	return all
}

// TestLedgerCountsAWholeAndItsPartsOnce, IT load and facility power apart.
func TestLedgerCountsAWholeAndItsPartsOnce(t *testing.T) {
	store, _ := storeOf(t, power()...)
	answer := readLedger(t, store, explore.LedgerQuery{})
	want := "10 GW planned, 1 planned site without a figure; " +
		"more than 2.45 GW building facility, at least 400 MW building IT load, +250 MW building, 1 building site without a figure; " +
		"200 MW operational IT load, 300 MW operational"
	if got := answer.Total.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := answer.Total.LedgerCounts; got != (explore.LedgerCounts{Sites: 8, WithoutCapacity: 2, GivenUp: 1, Due: 1}) {
		t.Errorf("got %+v, want 8 sites, 2 without a capacity, 1 given up and 1 due", got)
	}
}

func TestLedgerBySiteHoldsTheParts(t *testing.T) {
	store, _ := storeOf(t, power()...)
	where := condition(t, "datacenter", map[string]any{"location": map[string]any{"country": map[string]any{"eq": "FR"}}})
	checkLines(t, rowLines(readLedger(t, store, explore.LedgerQuery{GroupBy: []explore.Dimension{explore.BySite}, Where: where}).Rows),
		"camp (1): 1 building site without a figure",
		"ghost (0): no capacity told")
	rows := readLedger(t, store, explore.LedgerQuery{GroupBy: []explore.Dimension{explore.BySite}}).Rows
	checkLines(t, rowLines(rows)[:1], "abilene (3): 1.2 GW planned; 450 MW building facility, 400 MW building IT load; 200 MW operational IT load")
	checkLines(t, rowLines(rows)[len(rows)-1:],
		"stargate (5): 10 GW planned, 1 planned site without a figure; 450 MW building facility, 400 MW building IT load; 200 MW operational IT load")
}

// TestLedgerByOwnerLeavesTheWholeWhatItsPartsDoNotHave: Crusoe owns Abilene, and
// with it the halls; OpenAI the rest of Stargate, Milam included.
func TestLedgerByOwnerLeavesTheWholeWhatItsPartsDoNotHave(t *testing.T) {
	store, _ := storeOf(t, power()...)
	group := func(id graph.ID) graph.ID {
		if id == "company:xai" {
			return "company:x-ai-holdings"
		}
		return id
	}
	answer := readLedger(t, store, explore.LedgerQuery{GroupBy: []explore.Dimension{explore.ByOwnerGroup}, Group: group})
	checkLines(t, rowLines(answer.Rows),
		"blue-owl (1): more than 2 GW building facility",
		"crusoe (3): 1.2 GW planned; 450 MW building facility, 400 MW building IT load; 200 MW operational IT load",
		"meta (1): more than 2 GW building facility",
		"openai (2): 8.8 GW planned, 1 planned site without a figure",
		"x-ai-holdings (1): +250 MW building; 300 MW operational",
		" (1): 1 building site without a figure")
	for _, row := range answer.Rows {
		if joint := strings.Contains("company:meta company:blue-owl", row.Keys[0].Value) && row.Keys[0].Value != ""; (row.Joint == 1) != joint {
			t.Errorf("%v has %d joint sites", row.Keys, row.Joint)
		}
	}
	developed := readLedger(t, store, explore.LedgerQuery{GroupBy: []explore.Dimension{explore.ByOwner}, OwnerFrom: []string{"OWNER", "DEVELOPER"}})
	checkLines(t, rowLines(developed.Rows)[2:3], "fluidstack (1): 1 building site without a figure")
}

func TestLedgerByOperatorUserAndCountry(t *testing.T) {
	store, _ := storeOf(t, power()...)
	checkLines(t, rowLines(readLedger(t, store, explore.LedgerQuery{GroupBy: []explore.Dimension{explore.ByOperator}}).Rows)[:1],
		"oracle (3): 1.2 GW planned; 450 MW building facility, 400 MW building IT load; 200 MW operational IT load")
	checkLines(t, rowLines(readLedger(t, store, explore.LedgerQuery{GroupBy: []explore.Dimension{explore.ByUser}}).Rows)[:1],
		"meta (1): more than 2 GW building facility")
	checkLines(t, rowLines(readLedger(t, store, explore.LedgerQuery{GroupBy: []explore.Dimension{explore.ByCountry}}).Rows),
		"FR (1): 1 building site without a figure",
		"US (5): 1.2 GW planned; more than 2.45 GW building facility, 400 MW building IT load, +250 MW building; 200 MW operational IT load, 300 MW operational",
		" (2): 8.8 GW planned, 1 planned site without a figure")
}

// TestTheCapacityOfTheDayHolds follows Colossus through time.
func TestTheCapacityOfTheDayHolds(t *testing.T) {
	store, _ := storeOf(t, power()...)
	for on, want := range map[string]string{
		"2024-01-01": "1 planned site without a figure",
		"2024-09-15": "0 to 150 MW operational",
		"2024-12-01": "150 MW operational",
		"2025-02-01": "+150 MW building; 150 MW operational",
		"2025-06-15": "+150 MW building; 150 to 300 MW operational",
		"2025-10-15": "+150 to 250 MW building; 300 MW operational",
		"2026-06-15": "+250 MW building; 300 MW operational",
	} {
		answer := readLedger(t, store, explore.LedgerQuery{Where: only("datacenter:colossus"), Slice: graph.Slice{Day: day(on)}})
		if got := answer.Total.Text(); got != want {
			t.Errorf("on %s: got %s, want %s", on, got, want)
		}
	}
}

func TestSlipsAreCountedInDays(t *testing.T) {
	store, _ := storeOf(t, power()...)
	for on, want := range map[string][]string{
		"2024-07-10": {"colossus late 10 to 39 due"},
		"2025-06-30": {"colossus late 72 to 101 ran 2024-09-10"},
		"2026-01-01": {"hyperion late 185 to 185 due", "colossus late 72 to 101 ran 2024-09-10"},
	} {
		var got []string
		for _, slip := range readLedger(t, store, explore.LedgerQuery{Slice: graph.Slice{Day: day(on)}}).Slips {
			got = append(got, slipLine(slip))
		}
		checkLines(t, got, want...)
	}
}

func slipLine(slip explore.Slip) string {
	line := slip.Site.Slug() + " late "
	for i, end := range []*int{slip.AtLeast, slip.AtMost} {
		if end != nil {
			line += fmt.Sprint(*end)
		}
		line += []string{" to ", ""}[i]
	}
	if slip.Due {
		line += " due"
	}
	if slip.Started != nil {
		line += " ran " + slip.Started.Text()
	}
	if slip.Revised != nil {
		line += " now " + slip.Revised.Text()
	}
	return line
}

// TestARevisedPromiseIsStillASlip from the first one.
func TestARevisedPromiseIsStillASlip(t *testing.T) {
	later := graphtest.Article("later", graphtest.On("2025-05-01"), graphtest.Type("official"),
		graphtest.Entity("datacenter", "Hyperion", "operational", "2027").Says("plans").Confidence("confirmed"))
	store, _ := storeOf(t, append(power(), later)...)
	answer := readLedger(t, store, explore.LedgerQuery{Slice: graph.Slice{Day: day("2026-01-01")}})
	if len(answer.Slips) != 2 || slipLine(answer.Slips[0]) != "hyperion late 185 to 185 now 2027" || answer.Total.Due != 0 {
		t.Errorf("got %d due and %+v, want Hyperion late by 185 days, now promised for 2027 and not due", answer.Total.Due, answer.Slips)
	}
}

// TestPartsOfOneAnotherEnd: sites in a circle are counted, each once.
func TestPartsOfOneAnotherEnd(t *testing.T) {
	store, _ := storeOf(t, graphtest.Article("circle", graphtest.On("2025-12-01"),
		graphtest.Entity("datacenter", "A", "partOf", "datacenter:b", "capacity", "3 GW planned"),
		graphtest.Entity("datacenter", "B", "partOf", "datacenter:c", "capacity", "1 GW planned"),
		graphtest.Entity("datacenter", "C", "partOf", "datacenter:a", "capacity", "2 GW planned"),
		graphtest.Entity("datacenter", "Self", "partOf", "datacenter:self", "capacity", "7 GW planned")))
	for _, by := range [][]explore.Dimension{nil, {explore.ByCountry}, {explore.BySite}} {
		answer := readLedger(t, store, explore.LedgerQuery{GroupBy: by})
		if got, want := answer.Total.Text(), "10 GW planned"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestPartsThatExceedTheWholeCount: the more detailed source is believed, and the
// answer says so.
func TestPartsThatExceedTheWholeCount(t *testing.T) {
	store, _ := storeOf(t, graphtest.Article("more", graphtest.On("2025-12-01"),
		graphtest.Entity("datacenter", "Whole", "capacity", "1 GW planned"),
		graphtest.Entity("datacenter", "East", "partOf", "datacenter:whole", "capacity", "800 MW planned"),
		graphtest.Entity("datacenter", "West", "partOf", "datacenter:whole", "capacity", "> 300 MW planned")))
	answer := readLedger(t, store, explore.LedgerQuery{})
	if got := answer.Total; got.Text() != "more than 1.1 GW planned" || got.Exceeded != 1 {
		t.Errorf("got %s, exceeded %d, want more than 1.1 GW planned, exceeded once", got.Text(), got.Exceeded)
	}
}

func TestLedgerRefusesWhatHasNoAnswer(t *testing.T) {
	store, _ := storeOf(t, power()...)
	for name, by := range map[string][]explore.Dimension{"by year": {explore.ByYear}, "twice": {explore.BySite, explore.BySite}, "unknown": {"COLOUR"}} {
		if _, err := explore.Ledger(t.Context(), store, explore.LedgerQuery{GroupBy: by}); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%s: got %v, want an Invalid error", name, err)
		}
	}
}
