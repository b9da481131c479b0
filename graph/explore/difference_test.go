package explore_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
)

// ledger is what the tests of differences speak about, by commits.
//
//	0  daily, 2025-01-10: Loom Works owns 10 % of Difference Lab; the deal over it, announced 2025-01-09
//	1  daily, corrected: 12 %, and a competitor
//	2  weekly, 2025-03-01: the deal completed 2025-02-20; Loom Works owns 60 % since 2025-02-20; Ada Byron chairs the lab
//	3  blog, 2025-03-02: Engine Fund owns 5 %
//	4  blog is withdrawn
//	5  wire, 2025-03-05: Loom Works owns 10 % in January too
func ledger() []graph.Change {
	daily := func(share string, parts ...graphtest.Part) graph.Change {
		return graphtest.Article("daily", append(parts, graphtest.On("2025-01-10"), graphtest.Company("Loom Works"), graphtest.Company("Difference Lab"), graphtest.Company("Engine Fund"),
			graphtest.Stake("Loom Works", "Difference Lab", "share", share),
			labDeal("status", "announced 2025-01-09", "price", "2 bn EUR"))...)
	}
	return []graph.Change{
		daily("10 %"),
		daily("12 %", graphtest.Revised("2025-01-20"), graphtest.About("competition:fund-lab", "party", "company:engine-fund", "party", "company:difference-lab", "market", "looms")),
		graphtest.Article("weekly", graphtest.On("2025-03-01"), graphtest.Company("Loom Works"), graphtest.Company("Difference Lab"), graphtest.Person("Ada Byron"),
			labDeal("status", "completed 2025-02-20", "closedOn", "2025-02-20"),
			graphtest.Stake("Loom Works", "Difference Lab", "share", "60 %").From("2025-02-20"),
			graphtest.About("position:ada-byron.difference-lab.chair", "person", "person:ada-byron", "company", "company:difference-lab", "role", "chair", "since", "2025-02-21")),
		graphtest.Article("blog", graphtest.On("2025-03-02"), graphtest.Company("Engine Fund"), graphtest.Company("Difference Lab"),
			graphtest.Stake("Engine Fund", "Difference Lab", "share", "5 %").From("2025-01-01")),
		graphtest.Withdraw("blog"),
		graphtest.Article("wire", graphtest.On("2025-01-11"), graphtest.Company("Loom Works"), graphtest.Company("Difference Lab"),
			labDeal("price", "3 bn EUR").Says("reports")),
	}
}

func labDeal(pairs ...string) *graphtest.Claim {
	return graphtest.About("acquisition:lab-deal", append([]string{"acquirer", "company:loom-works", "target", "company:difference-lab"}, pairs...)...)
}

func differences(t *testing.T, reader graph.Reader, q explore.DifferenceQuery) *explore.Difference {
	t.Helper()
	found, err := explore.Differences(t.Context(), reader, q)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// differenceLines prints a page, one change a line.
func differenceLines(d *explore.Difference) string {
	var lines []string
	for _, r := range d.Records {
		for _, half := range []struct {
			cause  explore.Cause
			change *explore.Change
		}{{explore.Knowledge, r.Knowledge}, {explore.World, r.World}} {
			if half.change != nil {
				lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s: %s", strings.ToLower(string(half.cause)), r.ID.Slug(), changeText(half.change))))
			}
		}
	}
	return strings.Join(lines, "\n")
}

func changeText(c *explore.Change) string {
	parts := []string{fmt.Sprintf("%s to %s", strings.ToLower(string(c.MatchBefore)), strings.ToLower(string(c.MatchAfter)))}
	for _, f := range c.Fields {
		text := fmt.Sprintf("%s %s -> %s", f.Field, valuesText(f.Before), valuesText(f.After))
		if f.ContestedBefore != f.ContestedAfter {
			text += fmt.Sprintf(" (contested %v)", f.ContestedAfter)
		}
		parts = append(parts, text)
	}
	for _, reason := range c.Reasons {
		parts = append(parts, string(reason))
	}
	return strings.Join(parts, "; ")
}

func valuesText(values []explore.ValueText) string {
	var texts []string
	for _, v := range values {
		texts = append(texts, v.Text)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

func TestDifferenceTellsTheWorldFromWhatSourcesChanged(t *testing.T) {
	store, at := storeOf(t, ledger()...)
	lab := func(before, after graph.Slice) string {
		return differenceLines(differences(t, store, explore.DifferenceQuery{Of: "company:difference-lab", Before: before, After: after, First: 100}))
	}
	point := func(on string, known graph.Instant) graph.Slice { return graph.Slice{Day: day(on), Known: known} }
	for _, c := range []struct {
		name          string
		before, after graph.Slice
		want          string
	}{
		{"a correction alone", point("2025-02-01", at[0]), point("2025-02-01", at[1]),
			"knowledge fund-lab: no to surely; SOURCE_CORRECTED\n" +
				"knowledge loom-works.difference-lab: surely to surely; share [10 %] -> [12 %]; SOURCE_CORRECTED"},
		{"the deal is done", point("2025-02-01", at[2]), point("2025-03-01", at[2]),
			"world lab-deal: surely to surely; status [] -> [completed (2025-02-20)]\n" +
				"world ada-byron.difference-lab.chair: no to surely\n" +
				"world loom-works.difference-lab: surely to surely; share [12 %] -> [60 %]"},
		{"both clocks move", point("2025-02-01", at[0]), point("2025-03-01", at[2]),
			"knowledge lab-deal: surely to surely; status [] -> [completed (2025-02-20)]; closedOn [] -> [2025-02-20]; NEW_SOURCE\n" +
				"world lab-deal: surely to surely; status [] -> [completed (2025-02-20)]\n" +
				"knowledge fund-lab: no to surely; SOURCE_CORRECTED\n" +
				"world ada-byron.difference-lab.chair: no to surely\n" +
				"knowledge loom-works.difference-lab: surely to surely; share [10 %] -> [12 %]; SOURCE_CORRECTED\n" +
				"world loom-works.difference-lab: surely to surely; share [12 %] -> [60 %]"},
		{"a correction, and a source about later", point("2025-02-01", at[0]), point("2025-02-01", at[2]),
			"knowledge lab-deal: surely to surely; status [] -> [completed (2025-02-20)]; closedOn [] -> [2025-02-20]; NEW_SOURCE\n" +
				"knowledge fund-lab: no to surely; SOURCE_CORRECTED\n" +
				"knowledge loom-works.difference-lab: surely to surely; share [10 %] -> [12 %]; SOURCE_CORRECTED"},
		{"a new source", point("2025-02-01", at[2]), point("2025-02-01", at[3]),
			"knowledge engine-fund.difference-lab: no to possibly; NEW_SOURCE"},
		{"a source is withdrawn", point("2025-02-01", at[3]), point("2025-02-01", at[4]),
			"knowledge engine-fund.difference-lab: possibly to no; SOURCE_WITHDRAWN"},
		{"withdrawn again, nothing is left", point("2025-02-01", at[2]), point("2025-02-01", at[4]), ""},
		{"another source disagrees", point("2025-02-01", at[4]), point("2025-02-01", 0),
			"knowledge lab-deal: surely to surely; price [] -> [] (contested true); NEW_SOURCE"},
	} {
		if got := lab(c.before, c.after); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestDifferenceNamesTheClaims(t *testing.T) {
	store, at := storeOf(t, ledger()...)
	d := differences(t, store, explore.DifferenceQuery{
		Of: "company:loom-works", Before: graph.Slice{Day: day("2025-02-01"), Known: at[0]}, After: graph.Slice{Day: day("2025-02-01"), Known: at[1]}, First: 10,
	})
	if len(d.Records) != 1 || len(d.Records[0].Knowledge.Begun) != 1 || len(d.Records[0].Knowledge.Ended) != 1 {
		t.Fatalf("got %s, want one claim for another", differenceLines(d))
	}
	begun, ended := d.Records[0].Knowledge.Begun[0], d.Records[0].Knowledge.Ended[0]
	if begun.Claimed["share"][0].Value.Text() != "12 %" || ended.Claimed["share"][0].Value.Text() != "10 %" || ended.EndReason != graph.SourceCorrected {
		t.Errorf("got %v for %v (%s), want 12 %% for 10 %%, corrected", begun.Claimed["share"], ended.Claimed["share"], ended.EndReason)
	}
}

func TestDifferencesOfAKindOverTheWholeGraph(t *testing.T) {
	store, at := storeOf(t, ledger()...)
	q := explore.DifferenceQuery{Kind: "stake", Before: graph.Slice{Day: day("2025-02-01"), Known: at[0]}, After: graph.Slice{Day: day("2025-03-01"), Known: at[3]}, First: 10}
	got := differenceLines(differences(t, store, q))
	want := "knowledge engine-fund.difference-lab: no to possibly; NEW_SOURCE\n" +
		"knowledge loom-works.difference-lab: surely to surely; share [10 %] -> [12 %]; SOURCE_CORRECTED\n" +
		"world loom-works.difference-lab: surely to surely; share [12 %] -> [60 %]"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestDifferencesHoldTogether checks on random graphs that a point does not
// differ from itself, that exchanging the points exchanges before and after, that
// pages add up, and that what is around all entities is all there is.
func TestDifferencesHoldTogether(t *testing.T) {
	for n := range 8 {
		random := rand.New(rand.NewPCG(uint64(n), 11))
		store, instants := storeOf(t, randomChanges(random)...)
		point := func() graph.Slice {
			return graph.Slice{Day: day("2012-01-01") + graph.Day(random.IntN(5000)), Known: instants[random.IntN(len(instants))]}
		}
		a, b := point(), point()
		whole := ""
		for _, q := range []explore.DifferenceQuery{{Of: "company:firm-0"}, {Kind: "stake"}, {Kind: "company"}, {Kind: "acquisition"}} {
			q.First = 100
			q.Before, q.After = a, a
			if d := differences(t, store, q); len(d.Records) > 0 {
				t.Errorf("graph %d: got %s between a point and itself, want nothing", n, differenceLines(d))
			}
			for _, pair := range [][2]graph.Slice{{{Day: a.Day, Known: a.Known}, {Day: b.Day, Known: a.Known}}, {{Day: a.Day, Known: a.Known}, {Day: a.Day, Known: b.Known}}} {
				q.Before, q.After = pair[0], pair[1]
				there := differences(t, store, q)
				q.Before, q.After = pair[1], pair[0]
				back := differences(t, store, q)
				if got, want := differenceLines(back), differenceLines(mirrored(there)); got != want {
					t.Errorf("graph %d, %v: got back\n%s\nwant\n%s", n, q, got, want)
				}
			}
			q.Before, q.After = a, b
			all := differences(t, store, q)
			if got, want := differenceLines(byPages(t, store, q, 1+random.IntN(3))), differenceLines(all); got != want {
				t.Errorf("graph %d, %v: got by pages\n%s\nwant\n%s", n, q, got, want)
			}
			if q.Kind == "stake" {
				whole = differenceLines(all)
			}
		}
		stakes := map[string]bool{}
		for i := range 6 {
			d := differences(t, store, explore.DifferenceQuery{Of: graph.NewID("company", randomName(i)), Before: a, After: b, First: 100})
			d.Records = slices.DeleteFunc(d.Records, func(r explore.Differing) bool { return r.ID.Kind() != "stake" })
			for line := range strings.Lines(differenceLines(d)) {
				stakes[strings.TrimSpace(line)] = true
			}
		}
		for line := range strings.Lines(whole) {
			if !stakes[strings.TrimSpace(line)] {
				t.Errorf("graph %d: %q is around no company", n, line)
			}
		}
		if len(stakes) != strings.Count(whole+"\n", "\n") && whole != "" {
			t.Errorf("graph %d: got %d differences of stakes around companies, want those of\n%s", n, len(stakes), whole)
		}
	}
}

// mirrored exchanges before and after.
func mirrored(d *explore.Difference) *explore.Difference {
	turned := &explore.Difference{}
	turn := func(c *explore.Change) *explore.Change {
		if c == nil {
			return nil
		}
		back := &explore.Change{Before: c.After, After: c.Before, MatchBefore: c.MatchAfter, MatchAfter: c.MatchBefore, Reasons: c.Reasons}
		for _, f := range c.Fields {
			f.Before, f.After, f.ContestedBefore, f.ContestedAfter = f.After, f.Before, f.ContestedAfter, f.ContestedBefore
			back.Fields = append(back.Fields, f)
		}
		return back
	}
	for _, r := range d.Records {
		turned.Records = append(turned.Records, explore.Differing{ID: r.ID, World: turn(r.World), Knowledge: turn(r.Knowledge)})
	}
	return turned
}

func byPages(t *testing.T, reader graph.Reader, q explore.DifferenceQuery, size int) *explore.Difference {
	all := &explore.Difference{}
	q.First = size
	for {
		page := differences(t, reader, q)
		all.Records = append(all.Records, page.Records...)
		if !page.More {
			return all
		}
		q.Beyond = page.Last
	}
}

func TestDifferencesTakeAFixedNumberOfCalls(t *testing.T) {
	store, at := storeOf(t, ledger()...)
	counter := &callCounter{Reader: store}
	d := differences(t, counter, explore.DifferenceQuery{
		Of: "company:difference-lab", Before: graph.Slice{Day: day("2025-02-01"), Known: at[0]}, After: graph.Slice{Day: day("2025-03-01")}, First: 100,
	})
	if len(d.Records) < 4 || counter.calls != 10 {
		t.Errorf("got %d records in %d calls, want 4 or more in 10", len(d.Records), counter.calls)
	}
}

func TestDifferencesRefuseWhatMakesNoSense(t *testing.T) {
	store, _ := storeOf(t)
	for name, q := range map[string]explore.DifferenceQuery{
		"neither": {}, "both": {Of: "company:a", Kind: "stake"}, "a relation": {Of: "stake:a.b"}, "a source": {Kind: "claim"},
		"no kind": {Kind: "nothing"}, "a negative page": {Kind: "stake", First: -1},
	} {
		if _, err := explore.Differences(t.Context(), store, q); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%s: got %v, want INVALID", name, err)
		}
	}
}
