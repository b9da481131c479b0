package neo4j_test

import (
	"fmt"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
)

// A database of the first layout has no outlines, and one of another
// vocabulary has wrong ones. Both are put right when it is opened.
func TestOpenMakesOutlinesThatAreMissingOrOld(t *testing.T) {
	server := neo4jtest.Open(t)
	store := fresh(t, server)
	instants := graphtest.Load(t, store, graphtest.World()...)
	want := outlinesOf(t, store, graph.Slice{Day: now.Day}) + outlinesOf(t, store, graph.Slice{Day: now.Day, Known: instants[4]})
	for name, damage := range map[string]string{
		"the first layout":   "MATCH (v:Version) WHERE v.part IS NOT NULL REMOVE v.part, v.outline",
		"another vocabulary": "MATCH (v:Version) WHERE v.part IS NOT NULL SET v.outline = 'old', v.long_part = v.part, v.long_outline = 'old'",
	} {
		run(t, server, damage, nil)
		run(t, server, "MATCH (s:CapgraphSchema) SET s.version = 1, s.outlines = null", nil)
		if err := open(t, server, nil).Close(); err != nil {
			t.Fatal(err)
		}
		if got := outlinesOf(t, store, graph.Slice{Day: now.Day}) + outlinesOf(t, store, graph.Slice{Day: now.Day, Known: instants[4]}); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// An index holds no more than some thousand bytes of a text.
func TestOutlineLongerThanAnIndexHolds(t *testing.T) {
	store := fresh(t, neo4jtest.Open(t))
	parts := []graphtest.Part{graphtest.On("2025-01-01"), graphtest.Company("Target")}
	pairs := []string{"target", "company:target", "status", "announced 2025-01-01"}
	for i := range 300 {
		name := fmt.Sprintf("Buyer with a rather long name %d", i)
		parts = append(parts, graphtest.Company(name))
		pairs = append(pairs, "acquirer", string(graphtest.ID("company", name)))
	}
	graphtest.Load(t, store, graphtest.Article("long", append(parts, graphtest.About("acquisition:long", pairs...))...))
	ends := 0
	_, err := store.Outlines(t.Context(), "acquisition", now, now.Day, func(o graph.Outline) error {
		ends += len(o.Ends)
		return nil
	})
	if err != nil || ends != 301 {
		t.Errorf("got %d ends (%v) in the outlines, want 301", ends, err)
	}
	fans, err := store.Expand(t.Context(), graph.Expansion{Of: []graph.ID{"company:target"}, Slice: now, Limit: 1})
	if relations := fans["company:target"].Relations; err != nil || len(relations) != 1 || len(relations[0].Ends) != 301 {
		t.Errorf("got %d relations around the target (%v), want one with 301 ends", len(relations), err)
	}
}

// outlinesOf prints the outlines of stakes in a slice.
func outlinesOf(t *testing.T, store *neo4j.Store, slice graph.Slice) string {
	t.Helper()
	var lines strings.Builder
	_, err := store.Outlines(t.Context(), "stake", slice, slice.Day, func(o graph.Outline) error {
		fmt.Fprintln(&lines, o)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines.String()
}
