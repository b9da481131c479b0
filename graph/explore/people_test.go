package explore_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
)

// boards is what the tests of positions speak about, on 2025-06-01.
//
//	Ada Byron   -- chair ------------> Difference Lab <== competition (looms, 2025) ==> Jacquard
//	            -- board member -----> Jacquard Mills, of the group of Jacquard
//	            -- adviser, planned -> Loom Works
//	Ben Weaver  -- director ---------> Difference Lab
//	            -- board member -----> Loom Works (until 2024)
//	Cai Spinner -- chief executive --> Jacquard Mills
//	            -- board member -----> Jacquard
//	the founders of the lab -- board member of Difference Lab and of Jacquard
func boards() graph.Change {
	seat := func(who graph.ID, company, role string, pairs ...string) *graphtest.Claim {
		id := graph.NewID("company", company)
		return graphtest.About(graph.NewID("position", string(who), string(id), role), append([]string{"person", string(who), "company", string(id), "role", role}, pairs...)...)
	}
	return graphtest.Article("boards", graphtest.On("2025-05-01"),
		graphtest.Company("Difference Lab"), graphtest.Company("Jacquard"), graphtest.Company("Jacquard Mills"), graphtest.Company("Loom Works"),
		graphtest.Person("Ada Byron"), graphtest.Person("Ben Weaver"), graphtest.Person("Cai Spinner"),
		graphtest.Entity("people-group", "founders of the lab"),
		seat("person:ada-byron", "Difference Lab", "chair", "since", "2024"),
		seat("person:ada-byron", "Jacquard Mills", "board member"),
		seat("person:ada-byron", "Loom Works", "adviser").Says("plans"),
		seat("person:ben-weaver", "Difference Lab", "director"),
		seat("person:ben-weaver", "Loom Works", "Board Member", "until", "2024"),
		seat("person:cai-spinner", "Jacquard Mills", "chief executive"),
		seat("person:cai-spinner", "Jacquard", "board member"),
		seat("people-group:founders-of-the-lab", "Difference Lab", "board member"),
		seat("people-group:founders-of-the-lab", "Jacquard", "board member"),
		graphtest.About("competition:looms", "party", "company:difference-lab", "party", "company:jacquard", "market", "looms", "since", "2025"),
	)
}

// millsGroup puts Jacquard Mills into the group of Jacquard.
func millsGroup(company graph.ID) graph.ID {
	if company == "company:jacquard-mills" {
		return "company:jacquard"
	}
	return company
}

func interlockText(i explore.Interlock) string {
	var roles []string
	for _, seats := range i.Seats {
		for _, seat := range seats {
			roles = append(roles, seat.Role)
		}
	}
	return fmt.Sprintf("%s: %s, %s (%s) %s", i.Person.Slug(), i.Companies[0].Slug(), i.Companies[1].Slug(), strings.Join(roles, ", "), strings.ToLower(string(i.Match)))
}

func TestInterlocks(t *testing.T) {
	store, _ := storeOf(t, boards())
	for _, c := range []struct {
		name  string
		query explore.InterlockQuery
		on    string
		want  string
	}{
		{"of one company, planned seats possibly", explore.InterlockQuery{Companies: []graph.ID{"company:difference-lab"}}, "2025-06-01",
			"ada-byron: difference-lab, jacquard-mills (chair, board member) surely\nada-byron: difference-lab, loom-works (chair, adviser) possibly"},
		{"one company first", explore.InterlockQuery{Companies: []graph.ID{"company:jacquard-mills"}}, "2025-06-01",
			"ada-byron: jacquard-mills, difference-lab (board member, chair) surely\ncai-spinner: jacquard-mills, jacquard (chief executive, board member) surely\nada-byron: jacquard-mills, loom-works (board member, adviser) possibly"},
		{"a pair", explore.InterlockQuery{Companies: []graph.ID{"company:jacquard-mills", "company:difference-lab"}}, "2025-06-01",
			"ada-byron: difference-lab, jacquard-mills (chair, board member) surely"},
		{"seats that have ended", explore.InterlockQuery{Companies: []graph.ID{"company:loom-works", "company:difference-lab"}}, "2024-06-01",
			"ada-byron: difference-lab, loom-works (chair, adviser) possibly\nben-weaver: difference-lab, loom-works (director, Board Member) possibly"},
		{"boards alone, in any letter case", explore.InterlockQuery{Companies: []graph.ID{"company:jacquard-mills"}, Roles: []string{"BOARD", "executive"}}, "2025-06-01",
			"cai-spinner: jacquard-mills, jacquard (chief executive, board member) surely"},
		{"of nobody", explore.InterlockQuery{Companies: []graph.ID{"company:nobody"}}, "2025-06-01", ""},
	} {
		c.query.Slice, c.query.First = graph.Slice{Day: day(c.on)}, 10
		counter := &callCounter{Reader: store}
		found, err := explore.ReadInterlocks(t.Context(), counter, c.query)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, i := range found.Interlocks {
			lines = append(lines, interlockText(i))
			if found.Records[i.Seats[0][0].Position] == nil {
				t.Errorf("%s: the record of %s is missing", c.name, i.Seats[0][0].Position)
			}
		}
		if got := strings.Join(lines, "\n"); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
		if counter.calls > 4 {
			t.Errorf("%s: got %d calls, want at most 4", c.name, counter.calls)
		}
	}
}

func TestRivalSeatsLookThroughGroups(t *testing.T) {
	store, _ := storeOf(t, boards())
	seats := func(q explore.RivalQuery) string {
		q.First = 10
		counter := &callCounter{Reader: store}
		found, err := explore.ReadRivalSeats(t.Context(), counter, q)
		if err != nil {
			t.Fatal(err)
		}
		if counter.calls > 4 {
			t.Errorf("got %d calls, want at most 4", counter.calls)
		}
		var lines []string
		for _, s := range found.Seats {
			lines = append(lines, interlockText(s.Interlock)+fmt.Sprint(" ", s.Groups, s.Competitions))
		}
		return strings.Join(lines, "\n")
	}
	today := graph.Slice{Day: day("2025-06-01")}
	if got := seats(explore.RivalQuery{Slice: today}); got != "" {
		t.Errorf("without groups: got %s, want nobody: groups of people are not the same people", got)
	}
	want := "ada-byron: difference-lab, jacquard-mills (chair, board member) surely [company:difference-lab company:jacquard] [competition:looms]"
	if got := seats(explore.RivalQuery{Slice: today, Group: millsGroup}); got != want {
		t.Errorf("with groups: got %s, want %s; nobody competes within a group", got, want)
	}
	if got := seats(explore.RivalQuery{Slice: today, Group: millsGroup, Of: "company:jacquard-mills"}); got != want {
		t.Errorf("of a member of the group: got %s, want %s", got, want)
	}
	if got := seats(explore.RivalQuery{Slice: today, Group: millsGroup, Of: "company:loom-works"}); got != "" {
		t.Errorf("of a company without competitors: got %s, want nobody", got)
	}
	if got := seats(explore.RivalQuery{Slice: graph.Slice{Day: day("2024-12-31")}, Group: millsGroup}); got != "" {
		t.Errorf("before they competed: got %s, want nobody", got)
	}
}

// talent is what the tests of moves speak about, on 2026-01-01.
//
//	several people of Scale, Ada and Ben among them, to Meta, 2025-06
//	Ada, Scale to Meta, 2025-06; Cai, Scale to Meta, 2025-07
//	>= 2 people of Anthropic and Google, as examples, to Meta, undated, seen 2025-09-01
//	Dan, Google to Meta, 2024; Eve, Google to Meta in 2026, planned; Fay to Meta; Ada leaves Meta, 2025-11
func talent() graph.Change {
	company := func(name string) string { return string(graph.NewID("company", name)) }
	move := func(id, who string, pairs ...string) *graphtest.Claim {
		return graphtest.About(graph.ID("move:"+id), append([]string{"who", who}, pairs...)...)
	}
	parts := []graphtest.Part{graphtest.On("2025-09-01")}
	for _, name := range []string{"Meta", "Scale", "Anthropic", "Google"} {
		parts = append(parts, graphtest.Company(name))
	}
	for _, name := range []string{"Ada", "Ben", "Cai", "Dan", "Eve", "Fay"} {
		parts = append(parts, graphtest.Person(name))
	}
	return graphtest.Article("talent", append(parts,
		graphtest.Entity("people-group", "scalers", "headCount", "several people", "member", "person:ada", "member", "person:ben"),
		graphtest.Entity("people-group", "others", "headCount", ">= 2 people"),
		move("1", "people-group:scalers", "from", company("Scale"), "to", company("Meta"), "date", "2025-06"),
		move("2", "person:ada", "from", company("Scale"), "to", company("Meta"), "date", "2025-06"),
		move("3", "person:cai", "from", company("Scale"), "to", company("Meta"), "date", "2025-07"),
		move("4", "people-group:others", "from", company("Anthropic"), "from", company("Google"), "fromExhaustive", "false", "to", company("Meta")),
		move("5", "person:dan", "from", company("Google"), "to", company("Meta"), "date", "2024"),
		move("6", "person:eve", "from", company("Google"), "to", company("Meta"), "date", "2026").Says("plans"),
		move("7", "person:fay", "to", company("Meta"), "date", "2025-08-01"),
		move("8", "person:ada", "from", company("Meta"), "date", "2025-11"),
	)...)
}

func TestGroupsThatJoinFromDifferentCompaniesAreDifferentPeople(t *testing.T) {
	group := func(name, count string) *graphtest.Claim {
		return graphtest.Entity("people-group", name, "headCount", count)
	}
	move := func(who, from, to string) *graphtest.Claim {
		return graphtest.About(graph.NewID("move", who, from, to), "who", "people-group:"+who, "from", "company:"+from, "to", "company:"+to)
	}
	for want, moves := range map[string][]graphtest.Part{
		"at least 7 people": {move("a", "x", "y"), move("b", "z", "y")},
		"at least 4 people": {move("a", "x", "y"), move("b", "x", "y")},
		"at least 8 people": {move("a", "x", "y"), move("c", "x", "z")},
		"at least 5 people": {move("a", "x", "y"), move("c", "y", "z")}, // perhaps they went on
	} {
		parts := append(moves, graphtest.On("2025-01-01"), graphtest.Company("x"), graphtest.Company("y"), graphtest.Company("z"),
			group("a", "several people"), group("b", ">= 4 people"), group("c", ">= 5 people"))
		store, _ := storeOf(t, graphtest.Article("a", parts...))
		found := moveFlows(t, store, explore.MoveQuery{Slice: graph.Slice{Day: day("2025-06-01")}, Begin: graph.MinDay, End: graph.MaxDay, First: 10})
		if got := found.People.Text(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func moveFlows(t *testing.T, reader graph.Reader, q explore.MoveQuery) *explore.MoveFlows {
	t.Helper()
	found, err := explore.ReadMoveFlows(t.Context(), reader, q)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func flowLines(found *explore.MoveFlows) string {
	var lines []string
	for _, f := range found.Flows {
		text := fmt.Sprintf("%s > %s: %s", f.From.Slug(), f.To.Slug(), f.People.Text())
		if f.Planned {
			text = "planned " + text
		}
		lines = append(lines, text)
	}
	return strings.Join(append(lines, found.People.Text()+", planned "+found.Planned.Text()), "\n")
}

func TestMoveFlowsCountGroupsByBoundsAndNobodyTwice(t *testing.T) {
	store, _ := storeOf(t, talent())
	meta := []graph.ID{"company:meta"}
	for _, c := range []struct {
		name  string
		query explore.MoveQuery
		want  string
	}{
		{"to Meta, ever", explore.MoveQuery{To: meta},
			"scale > meta: at least 4 people\ngoogle > meta: at least 2 people\nanthropic > meta: at least 1 person\n > meta: 1 person\nplanned google > meta: 1 person\n" +
				"at least 7 people, planned 1 person"},
		{"to Meta in 2025; a group seen by September moved by then", explore.MoveQuery{To: meta, Begin: day("2025-01-01"), End: day("2025-12-31")},
			"scale > meta: at least 4 people\n > meta: 1 person\nanthropic > meta: at least 0 people\ngoogle > meta: at least 0 people\nat least 5 people, planned 0 people"},
		{"from Anthropic or Google", explore.MoveQuery{To: meta, From: []graph.ID{"company:anthropic", "company:google"}},
			"google > meta: at least 2 people\nanthropic > meta: at least 1 person\nplanned google > meta: 1 person\nat least 2 people, planned 1 person"},
		{"in 2026", explore.MoveQuery{Begin: day("2026-01-01"), End: day("2026-12-31")}, "planned google > meta: 1 person\n0 people, planned 1 person"},
		{"leavers of Meta", explore.MoveQuery{From: meta}, "meta > : 1 person\n1 person, planned 0 people"},
	} {
		if c.query.End == 0 {
			c.query.Begin, c.query.End = graph.MinDay, graph.MaxDay
		}
		c.query.Slice, c.query.First = graph.Slice{Day: day("2026-01-01")}, 10
		counter := &callCounter{Reader: store}
		if got := flowLines(moveFlows(t, counter, c.query)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
		if counter.calls > 3 {
			t.Errorf("%s: got %d calls, want at most 3", c.name, counter.calls)
		}
	}
}

func TestSeveralAndTwoNamedMembersAreThree(t *testing.T) {
	for _, c := range []struct {
		group, want string
		moves       []string
	}{
		{"several people", "at least 3 people", []string{"people-group:team", "person:a", "person:b"}},
		{"several people", "at least 4 people", []string{"people-group:team", "person:a", "person:c"}},
		{"several people", "at least 3 people", []string{"people-group:team"}},
		{"1 person", "2 people", []string{"people-group:team"}}, // two members are named
		{"5..9 people", "6 to 10 people", []string{"people-group:team", "person:c", "person:c"}},
		{"unknown", "at least 2 people", []string{"people-group:team"}},
		{"several people", "2 people", []string{"person:a", "person:b", "person:a"}},
		{"several people", "at least 3 people", []string{"people-group:team", "people-group:crew"}}, // perhaps the same people
	} {
		parts := []graphtest.Part{graphtest.On("2025-01-01"), graphtest.Company("X"), graphtest.Company("Y"),
			graphtest.Person("a"), graphtest.Person("b"), graphtest.Person("c"), graphtest.Entity("people-group", "crew"),
			graphtest.Entity("people-group", "team", "headCount", c.group, "member", "person:a", "member", "person:b")}
		for i, who := range c.moves {
			parts = append(parts, graphtest.About(graph.ID(fmt.Sprint("move:", i)), "who", who, "from", "company:x", "to", "company:y"))
		}
		store, _ := storeOf(t, graphtest.Article("a", parts...))
		found := moveFlows(t, store, explore.MoveQuery{Slice: graph.Slice{Day: day("2025-06-01")}, Begin: graph.MinDay, End: graph.MaxDay, First: 10})
		if got := found.People.Text(); got != c.want || found.Flows[0].People.Text() != c.want {
			t.Errorf("%s with two members, moves of %v: got %s, want %s", c.group, c.moves, got, c.want)
		}
	}
}

// TestMovesAreNeverCountedTwice draws who really moved at random, tells it in
// overlapping groups and names, and checks that the bounds hold the truth,
// whatever is told twice, and that a flow has no more people than all.
func TestMovesAreNeverCountedTwice(t *testing.T) {
	for n := range 40 {
		random := rand.New(rand.NewPCG(uint64(n), 5))
		people := 1 + random.IntN(6)
		parts := []graphtest.Part{graphtest.On("2025-01-01"), graphtest.Company("X"), graphtest.Company("Y"), graphtest.Company("Z")}
		moved := map[int]bool{}
		left := func(i int) string { return []string{"company:x", "company:z"}[i%2] }
		for i := range people {
			parts = append(parts, graphtest.Person(randomPerson(i)))
		}
		for g := range random.IntN(3) {
			pairs := []string{}
			size, both := 0, map[string]bool{}
			for i := range people {
				if random.IntN(2) == 0 {
					size++
					moved[i], both[left(i)] = true, true
					pairs = append(pairs, "member", string(graph.NewID("person", randomPerson(i))))
				}
			}
			if size == 0 {
				continue
			}
			// The source need not name all, but names are how a person is known to be a member.
			pairs = append(pairs, "headCount", []string{fmt.Sprintf("%d people", size), fmt.Sprintf(">= %d people", 1+random.IntN(size))}[random.IntN(2)])
			group := fmt.Sprint("group ", g)
			parts = append(parts, graphtest.Entity("people-group", group, pairs...))
			ends := []string{"who", string(graph.NewID("people-group", group)), "to", "company:y"}
			for from := range both {
				ends = append(ends, "from", from)
			}
			for range 1 + random.IntN(2) {
				parts = append(parts, graphtest.About(graph.ID(fmt.Sprintf("move:%d.%d", g, random.IntN(3))), ends...))
			}
		}
		for i := range people {
			for range random.IntN(3) {
				moved[i] = true
				parts = append(parts, graphtest.About(graph.ID(fmt.Sprintf("move:p%d.%d", i, random.IntN(2))), "who", string(graph.NewID("person", randomPerson(i))), "from", left(i), "to", "company:y"))
			}
		}
		store, _ := storeOf(t, graphtest.Article("a", parts...))
		found := moveFlows(t, store, explore.MoveQuery{Slice: graph.Slice{Day: day("2025-06-01")}, Begin: graph.MinDay, End: graph.MaxDay, First: 10})
		truth := map[graph.ID]int{}
		for i := range moved {
			truth[graph.ID(left(i))]++
		}
		holds(t, n, "all", found.People, len(moved))
		for _, flow := range found.Flows {
			holds(t, n, string(flow.From), flow.People, truth[flow.From])
			if flow.People.Lower.GreaterThan(*found.People.Lower) {
				t.Errorf("graph %d: got at least %s from %s and %s from all", n, flow.People.Lower, flow.From, found.People.Lower)
			}
		}
	}
}

func holds(t *testing.T, n int, what string, count graph.HeadCount, truth int) {
	t.Helper()
	if count.Equals(decimal.NewFromInt(int64(truth))) == graph.No {
		t.Errorf("graph %d, %s: got %s, which leaves out the %d who moved", n, what, count.Text(), truth)
	}
}

func TestMoveFlowsComeInPages(t *testing.T) {
	store, _ := storeOf(t, talent())
	q := explore.MoveQuery{Slice: graph.Slice{Day: day("2026-01-01")}, Begin: graph.MinDay, End: graph.MaxDay, First: 10}
	var whole, paged []string
	for _, f := range moveFlows(t, store, q).Flows {
		whole = append(whole, f.Key())
	}
	for q.First = 2; ; {
		page := moveFlows(t, store, q)
		for _, f := range page.Flows {
			paged = append(paged, f.Key())
		}
		if !page.More {
			break
		}
		q.After = paged[len(paged)-1]
	}
	if !slices.Equal(whole, paged) || len(whole) != 6 {
		t.Errorf("got by pages %v, want %v", paged, whole)
	}
}
