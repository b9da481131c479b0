package neo4j_test

import (
	"fmt"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/neo4j/neo4jtest"
)

// A database of the third layout has no keys for what is contested.
func TestOpenKeysWhatIsContested(t *testing.T) {
	server := neo4jtest.Open(t)
	store := fresh(t, server)
	graphtest.Load(t, store, graphtest.World()...)
	found := func() string {
		ids, err := store.Match(t.Context(), "acquisition", graph.EntryContested, []string{"price"})
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(ids)
	}
	want := found()
	run(t, server, "MATCH (:Now)-[k:KEYED]->(:Key {text: 'acquisition.contested\u0000price'}) DELETE k", nil)
	if got := found(); got != "map[]" {
		t.Fatalf("got %s, want keys that are gone", got)
	}
	run(t, server, "MATCH (s:CapgraphSchema) SET s.version = 3", nil)
	for range 2 {
		if err := open(t, server, nil).Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := found(); got != want || want == "map[]" {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A database of the fourth layout may have been written before there were merges: its claims are
// not linked to what they mention, and a merge would leave them as they are.
func TestOpenLinksClaimsToWhatTheyMention(t *testing.T) {
	server := neo4jtest.Open(t)
	whole, store := fresh(t, server), graph.Store(nil)
	graphtest.Load(t, whole, graphtest.World()...)
	mentioning := func() string {
		text := ""
		for _, day := range []string{"2025-09-01", "2020-01-01"} {
			pages, err := whole.List(t.Context(), graph.Query{
				Kind: "claim", Of: []graph.ID{"company:google", "company:meta"}, Fields: []string{"mention"}, Slice: graph.Slice{Day: graphtest.Day(day)}, Limit: 50,
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range []graph.ID{"company:google", "company:meta"} {
				for _, claim := range pages[id].Records {
					text += fmt.Sprintln(id, claim.ID, len(claim.Far))
				}
			}
		}
		return text
	}
	want := mentioning()
	run(t, server, "MATCH ()-[m:Claim_mention]->() DELETE m", nil)
	run(t, server, "MATCH (v:Version {kind: 'claim'}) SET v.lo_mention = null, v.hi_mention = null, v.far = null", nil)
	if got := mentioning(); got != "" || want == "" {
		t.Fatalf("got %q, want links that are gone from %q", got, want)
	}
	run(t, server, "MATCH (s:CapgraphSchema) SET s.version = 4", nil)
	for range 2 {
		if store != nil {
			store.Close()
		}
		store = open(t, server, nil)
	}
	if got := mentioning(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	graphtest.Load(t, store, graphtest.Decided("merge", graphtest.Merge("company:meta", "company:google")))
	records, err := store.Records(t.Context(), []graph.ID{"stake:google.anthropic", "stake:meta.anthropic"}, graph.Slice{Day: graphtest.Day("2025-09-01")})
	if err != nil || records["stake:google.anthropic"] != nil || records["stake:meta.anthropic"] == nil {
		t.Errorf("after a merge: got %v (%v), want the stake with the company that it is now", records, err)
	}
}
