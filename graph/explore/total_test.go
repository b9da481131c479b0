package explore_test

import (
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
)

// purse is what the tests of totals speak about, as an article of 2025-12-01
// tells it.
//
//	acquisitions, of                                investments, by
//	  Scale AI   by Meta            > 14 bn EUR       Meta             hundreds of bn EUR in US and FR, announced
//	             completed 2025-06                    Meta and Fund    10 bn EUR round, announced 2025-03
//	  Mistral    by Meta and Fund     6 bn EUR        Fund             undisclosed round, announced 2025-05
//	             announced 2024-11-02                 Fund             5 bn USD round, announced 2024/2025
//	  Hugging    by Fund            undisclosed       Fund             valuation of 90 bn EUR
//	             announced 2025-01                    somebody         rumoured, no amount
//	  Cohere     by Fund             20 bn EUR
//	             cancelled 2025-09
//
// Scale AI is in the US, Mistral in FR, of the others no source says.
func purse() graph.Change {
	deal := func(name string, pairs ...string) *graphtest.Claim {
		return graphtest.About(graph.ID("acquisition:"+strings.ToLower(name)), append([]string{"target", string(graphtest.ID("company", name))}, pairs...)...)
	}
	investment := func(name string, pairs ...string) *graphtest.Claim {
		return graphtest.About(graph.ID("investment:"+name), pairs...)
	}
	return graphtest.Article("purse", graphtest.On("2025-12-01"),
		graphtest.Company("Meta"), graphtest.Company("Fund"), graphtest.Company("Scale", "country", "US"), graphtest.Company("Mistral", "country", "FR"),
		graphtest.Company("Hugging"), graphtest.Company("Cohere"),
		deal("Scale", "acquirer", "company:meta", "price", "> 14 bn EUR", "status", "completed 2025-06-15"),
		deal("Mistral", "acquirer", "company:meta", "acquirer", "company:fund", "price", "6 bn EUR", "announcedOn", "2024-11-02", "status", "announced 2024-11-02"),
		deal("Hugging", "acquirer", "company:fund", "price", "undisclosed", "status", "announced 2025-01-10"),
		deal("Cohere", "acquirer", "company:fund", "price", "20 bn EUR", "status", "announced 2025-08-01", "status", "cancelled 2025-09-01"),
		investment("plan", "type", "plan", "investor", "company:meta", "amount", "hundreds of bn EUR", "place", "US", "place", "FR", "status", "announced").Says("plans"),
		investment("joint", "type", "round", "investor", "company:meta", "investor", "company:fund", "amount", "10 bn EUR", "announcedOn", "2025-03"),
		investment("secret", "type", "round", "investor", "company:fund", "amount", "undisclosed", "announcedOn", "2025-05", "place", "FR"),
		investment("dollars", "type", "round", "investor", "company:fund", "amount", "5 bn USD", "announcedOn", "2024/2025", "place", "US"),
		investment("rumour", "type", "round", "investor", "unknown", "status", "rumoured").Says("rumours"),
	)
}

const newYear = "2026-01-01"

func totals(t *testing.T, reader graph.Reader, query explore.TotalQuery) explore.TotalAnswer {
	t.Helper()
	if query.Slice.Day == 0 {
		query.Slice.Day = day(newYear)
	}
	answer, err := explore.Totals(t.Context(), reader, query)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// lines prints groups: the keys, then the total in words.
func lines(groups []explore.Total) []string {
	var all []string
	for _, group := range groups {
		var keys []string
		for _, key := range group.Keys {
			keys = append(keys, key.Value+strings.ToLower(strings.TrimPrefix(string(key.State), "KNOWN")))
		}
		all = append(all, strings.Join(keys, " ")+": "+group.Text())
	}
	return all
}

func checkLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// of is all records of a kind, or those that meet a condition.
func of(kind graph.Kind, where ...explore.Condition) map[graph.Kind]explore.Condition {
	return map[graph.Kind]explore.Condition{kind: append(where, explore.Condition{})[0]}
}

// only is the condition that a record is one.
func only(id graph.ID) explore.Condition {
	return explore.Condition{Surely: graph.OneOf{id}, Possibly: graph.OneOf{id}}
}

// condition is a filter at both certainties.
func condition(t *testing.T, kind graph.Kind, where map[string]any) explore.Condition {
	t.Helper()
	surely, err := graph.Filter(kind, where, graph.Surely)
	if err != nil {
		t.Fatal(err)
	}
	possibly, err := graph.Filter(kind, where, graph.Possibly)
	if err != nil {
		t.Fatal(err)
	}
	return explore.Condition{Surely: surely, Possibly: possibly}
}

// TestTheFoundingAmounts: 14 bn or more for Scale AI and hundreds of bn to spend
// make 214 bn or more; background/model.md, section 2, item 2.
func TestTheFoundingAmounts(t *testing.T) {
	store, _ := storeOf(t, purse())
	both := of("acquisition", only("acquisition:scale"))
	both["investment"] = only("investment:plan")
	answer := totals(t, store, explore.TotalQuery{Of: both, GroupBy: []explore.Dimension{explore.ByKind}})
	checkLines(t, lines(answer.Groups), "ACQUISITION: more than 14 bn EUR", "INVESTMENT: 200 to under 1000 bn EUR")
	if got, want := answer.Total.Text(), "more than 214 bn EUR (1 announced, 1 completed)"; got != want {
		t.Errorf("both make %q, want %q", got, want)
	}
}

func TestTotalsByStatusKeepPlannedFromDone(t *testing.T) {
	store, _ := storeOf(t, purse())
	answer := totals(t, store, explore.TotalQuery{Of: of("acquisition"), GroupBy: []explore.Dimension{explore.ByStatus}})
	checkLines(t, lines(answer.Groups),
		"ANNOUNCED: at least 6 bn EUR, 1 undisclosed",
		"CANCELLED: 20 bn EUR",
		"COMPLETED: more than 14 bn EUR")
	if got, want := answer.Total.Text(), "more than 20 bn EUR, 1 undisclosed (2 announced, 1 completed, 1 given up and left out)"; got != want {
		t.Errorf("the total of all is %q, want %q", got, want)
	}
}

// TestAStepThatIsOnlyExpectedIsNotTaken keeps a plan from coming true by the
// passing of its date.
func TestAStepThatIsOnlyExpectedIsNotTaken(t *testing.T) {
	store, _ := storeOf(t, lab()...)
	query := explore.TotalQuery{Of: of("acquisition"), GroupBy: []explore.Dimension{explore.ByStatus}, Slice: graph.Slice{Day: day("2026-01-01")}}
	checkLines(t, lines(totals(t, store, query).Groups), "ANNOUNCED: no amount told, 1 without an amount")
}

// TestAJointAmountBelongsToTheDeal: each investor's group holds the whole, and says so.
func TestAJointAmountBelongsToTheDeal(t *testing.T) {
	store, _ := storeOf(t, purse())
	answer := totals(t, store, explore.TotalQuery{Of: of("investment"), GroupBy: []explore.Dimension{explore.ByInvestor}})
	checkLines(t, lines(answer.Groups),
		"company:fund: at least 10 bn EUR and at least 5 bn USD, 1 undisclosed",
		"company:meta: 210 to under 1010 bn EUR (1 announced, 1 without a status)",
		"unknown: no amount told, 1 without an amount")
	fund, meta := answer.Groups[0], answer.Groups[1]
	if fund.Joint != 1 || meta.Joint != 1 || answer.Total.Joint != 0 {
		t.Errorf("got %d joint amounts of the fund, %d of Meta, %d of all, want 1, 1, 0", fund.Joint, meta.Joint, answer.Total.Joint)
	}
	if own := meta.Sums[0].Own; own.Lower.String() != "200000000000" || own.Upper.String() != "1010000000000" {
		t.Errorf("Meta alone pays %s to %s, want 200 to 1010 bn", own.Lower, own.Upper)
	}
	if sum := answer.Total.Sums[0]; sum.Records != 2 || sum.Amount.Text() != "at least 210 bn EUR" {
		t.Errorf("all invest %s in %d amounts, want the joint one once: at least 210 bn EUR in 2", sum.Amount, sum.Records)
	}
}

// TestAnUnsplitAmountMayBeInAnyOfItsCountries: background/model.md question 11.
func TestAnUnsplitAmountMayBeInAnyOfItsCountries(t *testing.T) {
	store, _ := storeOf(t, purse())
	answer := totals(t, store, explore.TotalQuery{Of: of("investment"), GroupBy: []explore.Dimension{explore.ByCountry}})
	checkLines(t, lines(answer.Groups),
		"FR: at least 0 EUR, 1 undisclosed (1 announced, 1 without a status)",
		"US: 0 to under 1 tn EUR and 5 bn USD (1 announced, 1 without a status)",
		": at least 10 bn EUR, 1 without an amount (1 rumoured, 1 without a status)")
	if us := answer.Groups[1]; us.Unsplit != 1 || us.Possible != 1 || us.Records != 2 {
		t.Errorf("got %+v in the US, want 2 records, 1 of them unsplit and possible", us.TotalCounts)
	}
	if got, want := answer.Total.Sums[0].Amount.Text(), "at least 210 bn EUR"; got != want {
		t.Errorf("all countries have %s, want %s", got, want)
	}
}

func TestTotalsByYear(t *testing.T) {
	store, _ := storeOf(t, purse())
	rounds := condition(t, "investment", map[string]any{"type": map[string]any{"eq": "ROUND"}})
	query := explore.TotalQuery{Of: of("investment", rounds), GroupBy: []explore.Dimension{explore.ByYear}}
	checkLines(t, lines(totals(t, store, query).Groups),
		"2024: 0 to 5 bn USD",
		"2025: at least 10 bn EUR and at least 0 USD, 1 undisclosed",
		": no amount told, 1 without an amount")
	query = explore.TotalQuery{Of: of("acquisition"), GroupBy: []explore.Dimension{explore.ByYear}}
	checkLines(t, lines(totals(t, store, query).Groups),
		"2024: 6 bn EUR",
		"2025: more than 14 bn EUR, 1 undisclosed (1 announced, 1 completed, 1 given up and left out)")
}

// TestAboveTellsSureFromPossible: over 10 bn surely includes Scale AI, over 20
// bn only possibly.
func TestAboveTellsSureFromPossible(t *testing.T) {
	store, _ := storeOf(t, purse())
	for above, want := range map[string][2]string{
		"10 bn EUR":  {"acquisition:scale", ""},
		"14 bn EUR":  {"acquisition:scale", ""},
		"20 bn EUR":  {"", "acquisition:scale"},
		"5 bn EUR":   {"acquisition:mistral acquisition:scale", ""},
		"10 bn USD":  {"", ""},
		"600 bn EUR": {"", "acquisition:scale"},
	} {
		amount, err := graph.ParseMoney(above)
		if err != nil {
			t.Fatal(err)
		}
		answer := totals(t, store, explore.TotalQuery{Of: of("acquisition"), Above: &amount})
		got := [2]string{join(answer.Total.Surely), join(answer.Total.Possibly)}
		if got != want {
			t.Errorf("above %s: surely %q, possibly %q, want %q", above, got[0], got[1], want)
		}
	}
}

func join(ids []graph.ID) string {
	var texts []string
	for _, id := range ids {
		texts = append(texts, string(id))
	}
	return strings.Join(texts, " ")
}

// TestWhatPossiblyMeetsTheConditionCountsFromNothing covers filters on bounds and
// days on which it is not sure that a deal is known.
func TestWhatPossiblyMeetsTheConditionCountsFromNothing(t *testing.T) {
	store, _ := storeOf(t, purse())
	where := condition(t, "acquisition", map[string]any{"price": map[string]any{"gte": "20 bn EUR"}, "status": map[string]any{"eq": "COMPLETED"}})
	answer := totals(t, store, explore.TotalQuery{Of: of("acquisition", where)})
	if got := answer.Total; got.Text() != "at least 0 EUR" || got.Possible != 1 {
		t.Errorf("got %q with %d possible records, want at least 0 EUR with 1", got.Text(), got.Possible)
	}
	far := condition(t, "acquisition", map[string]any{"target": map[string]any{"deals": map[string]any{"some": map[string]any{"price": map[string]any{"gte": "10 bn EUR"}}}}})
	if got := totals(t, store, explore.TotalQuery{Of: of("acquisition", far)}).Total; got.Possible != 0 || got.Records != 1 {
		t.Errorf("a condition over records far away: got %+v, want 1 sure record", got.TotalCounts)
	}
	early := totals(t, store, explore.TotalQuery{Of: of("investment"), Slice: graph.Slice{Day: day("2024-06-01")}})
	if got := early.Total.Text(); got != "0 to 5 bn USD" {
		t.Errorf("in June 2024 the investments are %q, want 0 to 5 bn USD", got)
	}
}

func TestTotalsKnowWhatWasKnown(t *testing.T) {
	correction := graphtest.Article("correction", graphtest.On("2025-12-20"), graphtest.Type("filing"), graphtest.Company("Scale"), graphtest.Company("Meta"),
		graphtest.About("acquisition:scale", "acquirer", "company:meta", "target", "company:scale", "price", "14.3 bn USD").Confidence("confirmed"))
	store, instants := storeOf(t, purse(), correction)
	query := explore.TotalQuery{Of: of("acquisition", only("acquisition:scale"))}
	if got := totals(t, store, query).Total.Text(); got != "14.3 bn USD" {
		t.Errorf("now the deal is %s, want 14.3 bn USD", got)
	}
	query.Slice = graph.Slice{Day: day(newYear), Known: instants[0]}
	if got := totals(t, store, query).Total.Text(); got != "more than 14 bn EUR" {
		t.Errorf("before the correction the deal was %s, want more than 14 bn EUR", got)
	}
}

func TestGroupsInOrderOfAmount(t *testing.T) {
	store, _ := storeOf(t, purse())
	query := explore.TotalQuery{Of: of("acquisition"), GroupBy: []explore.Dimension{explore.ByStatus}, Order: explore.ByLower}
	checkLines(t, lines(totals(t, store, query).Groups),
		"CANCELLED: 20 bn EUR",
		"COMPLETED: more than 14 bn EUR",
		"ANNOUNCED: at least 6 bn EUR, 1 undisclosed")
	query.Order = explore.ByUpper
	checkLines(t, lines(totals(t, store, query).Groups),
		"ANNOUNCED: at least 6 bn EUR, 1 undisclosed",
		"COMPLETED: more than 14 bn EUR",
		"CANCELLED: 20 bn EUR")
	query = explore.TotalQuery{Of: of("investment"), GroupBy: []explore.Dimension{explore.ByInvestor}, Order: explore.ByLower, Slice: graph.Slice{Day: day(newYear)}}
	if _, err := explore.Totals(t.Context(), store, query); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("ordering amounts in two currencies: got %v, want an Invalid error", err)
	}
}

// TestACampusIsNotAddedToItsBuildings: costs of parts are within those of the
// whole.
func TestACampusIsNotAddedToItsBuildings(t *testing.T) {
	site := func(name string, pairs ...string) graphtest.Part {
		return graphtest.Entity("datacenter", name, pairs...)
	}
	store, _ := storeOf(t, graphtest.Article("sites", graphtest.On("2025-12-01"),
		site("Campus", "cost", "10 bn EUR", "location", "US", "level", "campus"),
		site("Hall A", "cost", "2..3 bn EUR", "partOf", "datacenter:campus", "level", "building"),
		site("Hall B", "partOf", "datacenter:campus", "level", "building"),
		site("Alone", "cost", "> 1 bn EUR", "location", "FR", "level", "site"),
		site("Given Up", "cost", "7 bn EUR", "status", "cancelled"),
	))
	answer := totals(t, store, explore.TotalQuery{Of: of("datacenter"), GroupBy: []explore.Dimension{explore.ByType}})
	checkLines(t, lines(answer.Groups),
		"BUILDING: 2 to 10 bn EUR, 1 without an amount",
		"CAMPUS: 0 to 8 bn EUR",
		"SITE: more than 1 bn EUR",
		": no amount told (1 given up and left out)")
	if got, want := answer.Total.Text(), "more than 11 bn EUR, 1 without an amount (1 given up and left out)"; got != want {
		t.Errorf("all sites cost %q, want %q", got, want)
	}
}

func TestTotalsRefuseWhatHasNoAnswer(t *testing.T) {
	store, _ := storeOf(t, purse())
	about := graph.Money{State: graph.Undisclosed}
	for name, query := range map[string]explore.TotalQuery{
		"nothing to add up":            {},
		"positions have no money":      {Of: of("position")},
		"sites beside investments":     {Of: map[graph.Kind]explore.Condition{"datacenter": {}, "investment": {}}},
		"sites have no investor":       {Of: of("datacenter"), GroupBy: []explore.Dimension{explore.ByInvestor}},
		"sites have no modality":       {Of: of("datacenter"), GroupBy: []explore.Dimension{explore.ByModality}},
		"money is not grouped by site": {Of: of("acquisition"), GroupBy: []explore.Dimension{explore.BySite}},
		"a dimension twice":            {Of: of("acquisition"), GroupBy: []explore.Dimension{explore.ByYear, explore.ByYear}},
		"above an undisclosed amount":  {Of: of("acquisition"), Above: &about},
		"conversion without a table":   {Of: of("acquisition"), In: "USD"},
	} {
		if _, err := explore.Totals(t.Context(), store, query); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%s: got %v, want an Invalid error", name, err)
		}
	}
}

func TestTotalsOfAnEmptyStore(t *testing.T) {
	store, _ := storeOf(t)
	answer := totals(t, store, explore.TotalQuery{Of: of("investment"), GroupBy: []explore.Dimension{explore.ByStatus}})
	if answer.Total.Records != 0 || len(answer.Groups) != 0 || answer.Total.Text() != "no amount told" {
		t.Errorf("got %+v, want nothing", answer)
	}
}
