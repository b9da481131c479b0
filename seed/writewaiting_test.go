package seed

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
)

// TestWhatWaitsIsExported loads an export of what waits backwards into an empty
// store, where nothing would be ambiguous, and into the store that it is from.
func TestWhatWaitsIsExported(t *testing.T) {
	store, again := namesakes(t), world(t)
	queued(t, store, note("news", twoUnsure, appleBuys+deltaHas)+"# a \"comment\"\t\r\n")
	decideOne(t, store, MentionDecision{Article: "news", Mention: "d", Is: "company:delta-taps"})
	load(t, store, note("other", "  company: {s: Scale AI}\n", "- company: {is: s, industry: data}\n"))
	queued(t, store, strings.Replace(note("other", oneUnsure, appleBuys), "2026-01-01", "2026-02-02", 1))
	files := exported(t, store)
	if len(files) != 4 {
		t.Errorf("got the files %v, want two of articles that wait beside two that count", slices.Sorted(maps.Keys(files)))
	}
	loadBack := func(into graph.Store) {
		t.Helper()
		for _, name := range slices.Backward(slices.Sorted(maps.Keys(files))) {
			if _, problems, err := Load(context.Background(), into, "test", mustDecodeText(t, name, files[name]), false); err != nil || problems != nil {
				t.Fatal(name, problems, err)
			}
		}
	}
	loadBack(again)
	sameStores(t, again, store)
	if got := exported(t, again); !maps.Equal(got, files) {
		t.Errorf("got another export of the store that was loaded from one: %v", got)
	}
	if got, want := waitingNow(t, again), waitingNow(t, store); got != want || !strings.Contains(want, "other apple") {
		t.Errorf("got\n%s\nwaiting, want\n%s", got, want)
	}
	head, _ := store.Head(context.Background())
	loadBack(store)
	if after, _ := store.Head(context.Background()); after != head {
		t.Error("loading the export where it is from was a commit")
	}
	decideOne(t, again, MentionDecision{Article: "news", Mention: "apple", New: true})
	if record(t, again, "stake:delta-taps.beatles-ltd") == nil {
		t.Error("the decision was lost on the way")
	}
}
