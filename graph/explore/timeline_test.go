package explore_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
)

// storeOf is an embedded store with the changes, each in a commit of its own.
func storeOf(t testing.TB, changes ...graph.Change) (graph.Store, []graph.Instant) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), ":memory:", sqlite.WithClock(graphtest.Clock()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store, graphtest.Load(t, store, changes...)
}

// lab is what the tests of timelines speak about.
//
//	Ada Byron -- chief executive, 2019 until 2024-03 --> Difference Lab (founded 2018, in GB, then in FR)
//	                                                      ^        ^
//	    Engine Fund == 10 % seen 2020-05, 25 % seen 2023 ==        | 40 % planned since 2025
//	                                                             Loom Works
//	Loom Works: deal over Difference Lab, announced 2024-06-10, to close by 2025-03
//	Site North: to run by 2024, announced 2023-02-01; Site South: the same, and running 2024-11
func lab() []graph.Change {
	return []graph.Change{
		graphtest.Article("register", graphtest.On("2020-05"),
			graphtest.Company("Difference Lab", "founded", "2018", "country", "GB"), graphtest.Company("Engine Fund"), graphtest.Company("Loom Works"),
			graphtest.Person("Ada Byron"),
			graphtest.About("position:ada-byron.difference-lab.chief-executive", "person", "person:ada-byron", "company", "company:difference-lab",
				"role", "chief executive", "since", "2019", "until", "2024-03"),
			graphtest.Stake("Engine Fund", "Difference Lab", "share", "10 %")),
		graphtest.Article("daily", graphtest.On("2023-02-01"),
			graphtest.Company("Difference Lab", "country", "FR"), graphtest.Company("Engine Fund"), graphtest.Company("Loom Works"),
			graphtest.Stake("Engine Fund", "Difference Lab", "share", "25 %").Observed("2023"),
			graphtest.Entity("datacenter", "Site North", "status", "announced 2023-02-01", "operational", "by 2024"),
			graphtest.Entity("datacenter", "Site South", "status", "announced 2023-02-01", "operational", "by 2024")),
		graphtest.Article("weekly", graphtest.On("2024-06-12"),
			graphtest.Company("Difference Lab"), graphtest.Company("Loom Works"),
			graphtest.Stake("Loom Works", "Difference Lab", "share", "40 %", "since", "2025").Says("plans"),
			graphtest.About("acquisition:lab-deal", "acquirer", "company:loom-works", "target", "company:difference-lab", "share", "40 %",
				"status", "announced 2024-06-10", "announcedOn", "2024-06-10"),
			graphtest.About("acquisition:lab-deal", "acquirer", "company:loom-works", "target", "company:difference-lab",
				"status", "completed 2025-03", "closedOn", "2025-03").Says("expects")),
		graphtest.Article("visit", graphtest.On("2024-12-01"),
			graphtest.Entity("datacenter", "Site South", "status", "operational 2024-11")),
	}
}

func day(text string) graph.Day { return graphtest.Day(text) }

// eventLines prints a page of a timeline, one event a line.
func eventLines(line explore.Timeline) string {
	var lines []string
	for _, e := range line.Events {
		text := strings.ToLower(string(e.Type))
		if e.On != nil {
			text = e.On.EDTF + " " + text
		}
		for _, part := range []string{e.Text, e.Before + " -> " + e.After} {
			if part != "" && part != " -> " {
				text += " " + part
			}
		}
		text += ": " + e.Label + " (" + strings.ToLower(string(e.Match)) + ", " + strings.ToLower(string(e.Modality)) + ")"
		if e.Due {
			text += " DUE"
		}
		if e.Pending != nil {
			text += fmt.Sprintf(" pending %d", e.Pending.MinDays)
		}
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}

func readTimeline(t *testing.T, reader graph.Reader, q explore.TimelineQuery) explore.Timeline {
	t.Helper()
	lines, err := explore.ReadTimelines(t.Context(), reader, q)
	if err != nil {
		t.Fatal(err)
	}
	return lines.ByID[q.Of[0]]
}

// always asks for all that is known of an entity, as of a day.
func always(of graph.ID, on string) explore.TimelineQuery {
	return explore.TimelineQuery{Of: []graph.ID{of}, Slice: graph.Slice{Day: day(on)}, From: graph.MinDay, To: graph.MaxDay, First: 100}
}

func TestTimelineTellsOwnDatesAndTheRelationsAround(t *testing.T) {
	store, _ := storeOf(t, lab()...)
	got := eventLines(readTimeline(t, store, always("company:difference-lab", "2025-06-01")))
	want := strings.TrimSpace(`
2018 founded: Difference Lab (surely, states)
2019 began: Ada Byron is chief executive of Difference Lab (surely, states)
../2020-05-31 began: Engine Fund owns 10 % of Difference Lab (surely, states)
2023 changed 10 % -> 25 %: Engine Fund owns 25 % of Difference Lab (surely, states)
2023-02-01 changed GB -> FR: Difference Lab (surely, states)
2024-03 ended: Ada Byron is chief executive of Difference Lab (surely, states)
2024-06-10 announced announced: Acquisition of 40 % of Difference Lab by Loom Works (surely, states) pending 356
2025 began: Loom Works owns 40 % of Difference Lab (surely, plans)
2025-03 closed completed: Acquisition of 40 % of Difference Lab by Loom Works (surely, expects) DUE
`)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAPlanIsDueOnTheDayAfterItsDateUntilASourceSaysThatItHappened(t *testing.T) {
	store, instants := storeOf(t, lab()...)
	for _, c := range []struct {
		of    graph.ID
		slice graph.Slice
		want  string
	}{
		{"datacenter:site-north", graph.Slice{Day: day("2024-12-31")}, ""},
		{"datacenter:site-north", graph.Slice{Day: day("2025-01-01")}, "operational by 2024"},
		{"datacenter:site-south", graph.Slice{Day: day("2025-01-01")}, ""},
		{"datacenter:site-south", graph.Slice{Day: day("2025-01-01"), Known: instants[2]}, "operational by 2024"},
		{"acquisition:lab-deal", graph.Slice{Day: day("2025-03-31")}, ""},
		{"acquisition:lab-deal", graph.Slice{Day: day("2025-04-01")}, "status COMPLETED 2025-03 closedOn 2025-03"},
		{"stake:loom-works.difference-lab", graph.Slice{Day: day("2025-12-31")}, ""},
		{"stake:loom-works.difference-lab", graph.Slice{Day: day("2026-01-01")}, "since 2025"},
		{"stake:engine-fund.difference-lab", graph.Slice{Day: day("2026-01-01")}, ""},
		{"position:ada-byron.difference-lab.chief-executive", graph.Slice{Day: day("2026-01-01")}, ""},
	} {
		records, err := store.Records(t.Context(), []graph.ID{c.of}, c.slice)
		if err != nil {
			t.Fatal(err)
		}
		claims, err := graph.ClaimsAbout(t.Context(), store, []graph.ID{c.of}, c.slice)
		if err != nil {
			t.Fatal(err)
		}
		if got := promises(explore.Due(records[c.of], claims[c.of], c.slice.Day)); got != c.want {
			t.Errorf("%s on %s: got due %q, want %q", c.of, c.slice.Day, got, c.want)
		}
	}
}

func promises(due []explore.Promise) string {
	var texts []string
	for _, p := range due {
		text := p.Field
		if p.Step != "" {
			text += " " + string(p.Step)
		}
		texts = append(texts, text+" "+p.On.Text())
	}
	return strings.Join(texts, " ")
}

func TestWhatMakesAPromiseAndWhatSettlesIt(t *testing.T) {
	on := day("2026-06-01")
	deal := func(pairs ...string) *graphtest.Claim {
		return graphtest.About("acquisition:deal", append([]string{"acquirer", "company:a", "target", "company:b"}, pairs...)...)
	}
	plan := func(pairs ...string) *graphtest.Claim {
		return graphtest.About("investment:plan", append([]string{"type", "plan", "investor", "company:a"}, pairs...)...)
	}
	site := func(pairs ...string) *graphtest.Claim { return graphtest.Entity("datacenter", "Site", pairs...) }
	article := func(on string, parts ...graphtest.Part) graph.Change {
		return graphtest.Article("article "+on, append(parts, graphtest.On(on), graphtest.Company("A"), graphtest.Company("B"))...)
	}
	for name, c := range map[string]struct {
		of      graph.ID
		changes []graph.Change
		due     string
		pending string
	}{
		"a horizon is a promise whoever says it": {"investment:plan",
			[]graph.Change{article("2025-01-10", plan("horizon", "2025", "status", "announced 2025-01-10"))}, "horizon 2025", "507 to 507 days"},
		"a completed plan keeps its horizon": {"investment:plan",
			[]graph.Change{article("2025-01-10", plan("horizon", "2025")), article("2026-01-10", plan("status", "completed 2025-12"))}, "", ""},
		"a deal that was given up promises nothing": {"acquisition:deal",
			[]graph.Change{article("2025-01-10", deal("closedOn", "2025-06").Says("plans")), article("2025-05-01", deal("status", "cancelled 2025-05"))}, "", ""},
		"a date in the past of its source is no promise": {"acquisition:deal",
			[]graph.Change{article("2025-07-10", deal("closedOn", "2025-06"))}, "", ""},
		"a month that a source speaks in is no promise": {"acquisition:deal",
			[]graph.Change{article("2025-06-10", deal("closedOn", "2025-06"))}, "", ""},
		"a stated date after its source is a promise": {"acquisition:deal",
			[]graph.Change{article("2025-01-10", deal("closedOn", "2025-06", "status", "signed"))}, "closedOn 2025-06", "at least 507 days"},
		"another source that saw it keeps the promise": {"acquisition:deal",
			[]graph.Change{article("2025-01-10", deal("closedOn", "2025-06", "status", "signed")), article("2025-07-01", deal("closedOn", "2025-06"))}, "", ""},
		"a planned announcement was made": {"investment:plan",
			[]graph.Change{article("2025-01-10", plan("announcedOn", "2025-01-09").Says("plans"))}, "", "508 to 508 days"},
		"an announcement is pending between its bounds": {"acquisition:deal",
			[]graph.Change{article("2025-03-10", deal("announcedOn", "2025-02"))}, "", "458 to 485 days"},
		"a rumour is not pending": {"acquisition:deal",
			[]graph.Change{article("2025-03-10", deal("status", "rumoured").Says("rumours"))}, "", ""},
		"a deal that is simply told is not pending": {"acquisition:deal",
			[]graph.Change{article("2025-03-10", deal())}, "", ""},
		"part of a site suffices": {"datacenter:site",
			[]graph.Change{article("2025-03-10", site("operational", "2025")), article("2026-01-10", site("status", "partly_operational 2025-12"))}, "", ""},
		"a site that a source saw run is no promise": {"datacenter:site",
			[]graph.Change{article("2026-03-10", site("operational", "2025"))}, "", ""},
		"running power suffices": {"datacenter:site",
			[]graph.Change{article("2025-03-10", site("operational", "2025")), article("2026-01-10", site("capacity", "50 MW operational"))}, "", ""},
		"planned power does not": {"datacenter:site",
			[]graph.Change{article("2025-03-10", site("operational", "2025")), article("2026-01-10", site("capacity", "50 MW planned"))}, "operational 2025", ""},
		"a pause does not": {"datacenter:site",
			[]graph.Change{article("2025-03-10", site("operational", "2025")), article("2026-01-10", site("status", "paused 2025-12"))}, "operational 2025", ""},
		"a planned step is due, a later one settles it": {"datacenter:site",
			[]graph.Change{article("2025-03-10", site("status", "permitted 2025-04", "status", "under_construction 2025-06").Says("plans")), article("2026-01-10", site("status", "permitted 2025-05"))}, "status UNDER_CONSTRUCTION 2025-06", ""},
	} {
		store, _ := storeOf(t, c.changes...)
		records, err := store.Records(t.Context(), []graph.ID{c.of}, graph.Slice{Day: on})
		if err != nil {
			t.Fatal(err)
		}
		claims, err := graph.ClaimsAbout(t.Context(), store, []graph.ID{c.of}, graph.Slice{Day: on})
		if err != nil {
			t.Fatal(err)
		}
		if got := promises(explore.Due(records[c.of], claims[c.of], on)); got != c.due {
			t.Errorf("%s: got due %q, want %q", name, got, c.due)
		}
		pending := ""
		if p, ok := explore.PendingOf(records[c.of], claims[c.of], on); ok {
			pending = fmt.Sprintf("at least %d days", p.MinDays)
			if p.MaxDays != nil {
				pending = fmt.Sprintf("%d to %d days", p.MinDays, *p.MaxDays)
			}
		}
		if pending != c.pending {
			t.Errorf("%s: got pending %q, want %q", name, pending, c.pending)
		}
	}
}

func TestListsOfWhatIsDueAndPendingBeginWithTheLongest(t *testing.T) {
	store, _ := storeOf(t, lab()...)
	due, err := explore.ReadDue(t.Context(), store, explore.OpenQuery{Slice: graph.Slice{Day: day("2026-06-01")}, First: 10})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, open := range due.Open {
		got = append(got, string(open.Record.ID))
	}
	if want := "datacenter:site-north acquisition:lab-deal stake:loom-works.difference-lab"; strings.Join(got, " ") != want {
		t.Errorf("got due %v, want %s", got, want)
	}
	page, err := explore.ReadDue(t.Context(), store, explore.OpenQuery{Slice: graph.Slice{Day: day("2026-06-01")}, First: 1, After: due.Open[0].Key()})
	if err != nil || len(page.Open) != 1 || page.Open[0].Record.ID != "acquisition:lab-deal" || !page.More || page.Total != 3 {
		t.Errorf("got the page %+v, %v; want the deal alone, of 3, and more", page, err)
	}
	pending, err := explore.ReadPending(t.Context(), store, explore.OpenQuery{Slice: graph.Slice{Day: day("2025-06-01")}, First: 10})
	if err != nil || len(pending.Open) != 1 || pending.Open[0].Pending.MinDays != 356 {
		t.Errorf("got pending %+v, %v; want one deal for 356 days", pending, err)
	}
	none, err := explore.ReadPending(t.Context(), store, explore.OpenQuery{Slice: graph.Slice{Day: day("2024-06-01")}, First: 10})
	if err != nil || len(none.Open) != 0 {
		t.Errorf("got pending before the announcement %+v, %v; want none", none, err)
	}
}

func TestTimelineLeavesUndatedEventsForTheEnd(t *testing.T) {
	store, _ := storeOf(t, graphtest.Article("a", graphtest.On("2025-05-01"),
		graphtest.Company("A", "founded", "by 2016"), graphtest.Company("B"),
		graphtest.Stake("A", "B", "share", "5 %").Says("plans"),
		graphtest.Stake("B", "A", "since", "2012 or later")))
	q := always("company:a", "2026-01-01")
	for _, latest := range []bool{false, true} {
		q.Latest = latest
		var got []string
		for _, e := range readTimeline(t, store, q).Events {
			text := "undated"
			if e.On != nil {
				text = e.On.Text()
			}
			got = append(got, text)
		}
		want := map[bool]string{false: "2012 or later, by 2016, undated", true: "by 2016, 2012 or later, undated"}[latest]
		if strings.Join(got, ", ") != want {
			t.Errorf("latest first %v: got %v, want %s", latest, got, want)
		}
	}
	q.From, q.To = day("2015-01-01"), day("2015-12-31")
	for _, e := range readTimeline(t, store, q).Events {
		if e.Match != graph.Possibly {
			t.Errorf("got %s of %s within 2015, want possibly", e.Match, e.Type)
		}
	}
}

func TestTimelineReadsALevelInAFixedNumberOfCalls(t *testing.T) {
	store, _ := storeOf(t, randomChanges(rand.New(rand.NewPCG(1, 1)))...)
	for n := 1; n <= 6; n++ {
		counter := &callCounter{Reader: store}
		q := explore.TimelineQuery{Slice: graph.Slice{Day: day("2026-01-01")}, From: graph.MinDay, To: graph.MaxDay, First: 50}
		for i := range n {
			q.Of = append(q.Of, graph.NewID("company", randomName(i)))
		}
		lines, err := explore.ReadTimelines(t.Context(), counter, q)
		if err != nil || len(lines.ByID) != n {
			t.Fatalf("got %d timelines, %v; want %d", len(lines.ByID), err, n)
		}
		if counter.calls != 5 {
			t.Errorf("got %d calls for %d companies, want 5", counter.calls, n)
		}
	}
}

// TestTimelineOfASpanIsTheUnionOfItsParts also reads all of it page by page, in
// both directions.
func TestTimelineOfASpanIsTheUnionOfItsParts(t *testing.T) {
	for n := range 6 {
		random := rand.New(rand.NewPCG(uint64(n), 7))
		store, _ := storeOf(t, randomChanges(random)...)
		for i := range 6 {
			q := always(graph.NewID("company", randomName(i)), "2024-01-01")
			q.From, q.To = day("2015-01-01"), day("2026-12-31")
			whole := eventKeys(readTimeline(t, store, q).Events)
			cut := q.From + graph.Day(random.IntN(int(q.To-q.From)))
			first, second := q, q
			first.To, second.From = cut, cut+1
			parts := map[string]bool{}
			for _, key := range append(eventKeys(readTimeline(t, store, first).Events), eventKeys(readTimeline(t, store, second).Events)...) {
				parts[key] = true
			}
			if got := slices.Sorted(maps.Keys(parts)); !slices.Equal(got, whole) {
				t.Errorf("graph %d cut at %s: got %q, want %q", n, cut, got, whole)
			}
			for _, latest := range []bool{false, true} {
				paged := q
				paged.First, paged.Latest = 3+random.IntN(4), latest
				if got := slices.Sorted(slices.Values(pagedKeys(t, store, paged))); !slices.Equal(got, whole) {
					t.Errorf("graph %d by pages of %d: got %q, want %q", n, paged.First, got, whole)
				}
			}
		}
	}
}

func pagedKeys(t *testing.T, reader graph.Reader, q explore.TimelineQuery) []string {
	var keys []string
	for {
		line := readTimeline(t, reader, q)
		keys = append(keys, eventKeys(line.Events)...)
		if !line.More {
			return keys
		}
		q.After = keys[len(keys)-1]
	}
}

func eventKeys(events []explore.Event) []string {
	var keys []string
	for _, e := range events {
		keys = append(keys, e.Key())
	}
	return keys
}

func TestTimelineRefusesWhatMakesNoSense(t *testing.T) {
	store, _ := storeOf(t)
	q := always("company:a", "2026-01-01")
	q.First = -1
	if _, err := explore.ReadTimelines(t.Context(), store, q); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v for a negative page, want INVALID", err)
	}
	q = always("company:a", "2026-01-01")
	q.From, q.To = 10, 9
	if _, err := explore.ReadTimelines(t.Context(), store, q); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v for a span that ends before it begins, want INVALID", err)
	}
	lines, err := explore.ReadTimelines(t.Context(), store, always("company:nobody", "2026-01-01"))
	if err != nil || len(lines.ByID) != 0 {
		t.Errorf("got %v, %v for an unknown company, want no timeline", lines, err)
	}
}
