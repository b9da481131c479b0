package graphtest

import (
	"strings"
	"testing"

	"capgraph/graph"
)

// identityCases are about merges, splits and what is kept apart. In their world
// one company goes by two names, and an article on each is known.
var identityCases = []writingCase{
	{"a merged record gives its names, values and relations to the one it is", func(t *testing.T, h Harness) {
		store := namesakes(t, h)
		apply(t, store, Decided("one", Merge("company:alphabet", "company:google-parent")))
		equal(t, "names", field(record(t, store, "company:alphabet", today), "name"), "Alphabet, Google Parent")
		equal(t, "country", field(record(t, store, "company:alphabet", today), "country"), "US")
		equal(t, "former ids", field(record(t, store, "company:alphabet", today), "formerId"), "company:google-parent")
		equal(t, "the merged record", field(record(t, store, "company:google-parent", today), "name"), "none")
		equal(t, "the joint stake", field(record(t, store, StakeID("Alphabet", "Waymo"), today), "share"), "60 %")
		equal(t, "the stake of the merged record", field(record(t, store, StakeID("Google Parent", "Waymo"), today), "share"), "none")
		matches, err := store.Match(t.Context(), "company", "name", []string{graph.TextKey("google parent")})
		must(t, err)
		equal(t, "found by the merged name", strings.Join(stringsOf(matches[graph.TextKey("google parent")]), " "), "company:alphabet")
	}},
	{"a deal names the record that its parties are, and the stake it made", func(t *testing.T, h Harness) {
		store := namesakes(t, h)
		apply(t, store, Article("deal", Company("Google Parent"), Company("Fitbit"),
			About("acquisition:fitbit", "acquirer", "company:google-parent", "target", "company:fitbit", "resultingStake", string(StakeID("Google Parent", "Fitbit"))),
			Stake("Google Parent", "Fitbit", "share", "100 %")))
		apply(t, store, Decided("one", Merge("company:alphabet", "company:google-parent")))
		deal := record(t, store, "acquisition:fitbit", today)
		equal(t, "acquirer", field(deal, "acquirer"), "company:alphabet")
		equal(t, "stake", field(deal, "resultingStake"), string(StakeID("Alphabet", "Fitbit")))
	}},
	{"before the merge the old record is as it was", func(t *testing.T, h Harness) {
		store := namesakes(t, h)
		before := head(t, store)
		apply(t, store, Decided("one", Merge("company:alphabet", "company:google-parent")))
		then := record(t, store, "company:google-parent", graph.Slice{Day: today.Day, Known: before})
		equal(t, "name", field(then, "name"), "Google Parent")
	}},
	{"claims that are read otherwise end because the resolution changed", func(t *testing.T, h Harness) {
		store := namesakes(t, h)
		before := head(t, store)
		apply(t, store, Decided("one", Merge("company:alphabet", "company:google-parent")))
		then := list(t, store, graph.Query{Kind: "claim", Slice: graph.Slice{Day: today.Day, Known: before}, Where: about("company:google-parent"), Limit: 10})
		if len(then.Records) != 1 || then.Records[0].EndReason != graph.ResolutionChanged {
			t.Errorf("got %s, want one claim, ended because the resolution changed", showAll(then.Records))
		}
	}},
	{"merges join chains, and what was merged in between comes apart alone", func(t *testing.T, h Harness) {
		store := namesakes(t, h)
		apply(t, store, Article("third", Company("Googol")))
		apply(t, store, Decided("one", Merge("company:google-parent", "company:googol")))
		apply(t, store, Decided("two", Merge("company:alphabet", "company:google-parent")))
		equal(t, "former ids", field(record(t, store, "company:alphabet", today), "formerId"), "company:google-parent, company:googol")
		apply(t, store, Withdraw("two"))
		equal(t, "former ids", field(record(t, store, "company:alphabet", today), "formerId"), "")
		equal(t, "former ids", field(record(t, store, "company:google-parent", today), "formerId"), "company:googol")
	}},
	{"a split gives what some articles say to another record", func(t *testing.T, h Harness) {
		store := namesakes(t, h)
		apply(t, store, Article("third", Company("Alphabet", "country", "DE"), Stake("Alphabet", "Waymo", "share", "1 %")))
		apply(t, store, Decided("two", Split("company:alphabet", "company:alphabet-gmbh", "third")))
		equal(t, "country of the one", field(record(t, store, "company:alphabet", today), "country"), "")
		equal(t, "country of the other", field(record(t, store, "company:alphabet-gmbh", today), "country"), "DE")
		equal(t, "stake of the other", field(record(t, store, "stake:alphabet-gmbh.waymo", today), "share"), "1 %")
	}},
	{"decisions that contradict one another are refused", func(t *testing.T, h Harness) {
		store := namesakes(t, h)
		apply(t, store, Article("third", Company("Googol")))
		apply(t, store, Decided("apart", Apart("company:alphabet", "company:googol")))
		apply(t, store, Decided("one", Merge("company:google-parent", "company:alphabet")))
		for what, part := range map[string]Part{
			"a circle":                       Merge("company:alphabet", "company:google-parent"),
			"a record merged into itself":    Merge("company:googol", "company:googol"),
			"two records at once":            Merge("company:waymo", "company:alphabet"),
			"what is kept apart":             Merge("company:alphabet", "company:googol"),
			"what is kept apart, by a chain": Merge("company:googol", "company:google-parent"),
			"to keep apart what is merged":   Apart("company:alphabet", "company:google-parent"),
		} {
			_, err := store.Apply(t.Context(), seeding(Decided("two", part)))
			fails(t, what, err, graph.Conflict)
		}
		apply(t, store, Withdraw("apart"))
		apply(t, store, Decided("two", Merge("company:googol", "company:google-parent")))
	}},
}

// namesakes is a store that knows a company under two names, which hold one
// stake each.
func namesakes(t *testing.T, h Harness) graph.Store {
	t.Helper()
	store := open(t, h)
	apply(t, store,
		Article("one name", On("2024-01-01"), Company("Alphabet"), Company("Waymo"), Stake("Alphabet", "Waymo", "share", "50 %")),
		Article("other name", On("2025-01-01"), Company("Google Parent", "country", "US"), Company("Waymo"), Stake("Google Parent", "Waymo", "share", "60 %")))
	return store
}

func stringsOf(ids []graph.ID) []string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return texts
}
