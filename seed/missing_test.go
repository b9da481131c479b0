package seed

import (
	"context"
	"testing"

	"capgraph/graph"
)

func TestOwnerMayBeMissingInThreeWays(t *testing.T) {
	store := world(t)
	load(t, store, note("missing", metaScale, `- stake: {owner: undisclosed, company: scale, share: 20 %}
- stake: {owner: unknown, company: scale, share: unknown}
- stake: {owner: none, company: meta}
`))
	for id, want := range map[graph.ID]string{
		"stake:undisclosed.scale-ai": "somebody undisclosed owns 20 % of Scale AI",
		"stake:unknown.scale-ai":     "somebody unknown owns a stake in Scale AI",
		"stake:none.meta":            "nobody owns a stake in Meta",
	} {
		records, err := store.Records(context.Background(), []graph.ID{id}, graph.Slice{Day: graph.LastDay})
		if err != nil {
			t.Fatal(err)
		}
		if records[id] == nil {
			t.Fatalf("got no %s", id)
		}
		if got := graph.Label(records[id]); got != want {
			t.Errorf("%s: got label %q, want %q", id, got, want)
		}
	}
}
