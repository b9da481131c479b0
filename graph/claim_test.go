package graph_test

import (
	"strings"
	"testing"

	"capgraph/graph"
	. "capgraph/graph/graphtest"
)

// TestClaimIDs holds what stores rely on: the claims of an article lie together,
// and ids that an earlier capgraph gave are known again.
func TestClaimIDs(t *testing.T) {
	change := Article("wire", Company("Meta"), Company("Scale AI"))
	one, other := change.Claims[0], change.Claims[1]
	if one.ID == other.ID || one.ID[:len("claim:")+8] != other.ID[:len("claim:")+8] {
		t.Errorf("got %s and %s, want ids that begin alike", one.ID, other.ID)
	}
	if elsewhere := Article("times", Company("Meta")).Claims[0]; strings.HasPrefix(string(elsewhere.ID), string(one.ID[:len("claim:")+8])) {
		t.Errorf("got %s and %s, want ids of two articles to begin differently", one.ID, elsewhere.ID)
	}
	mentions := []string{"is: Meta"}
	old := *one
	old.ID = graph.ID("claim:" + graph.ClaimHash(one, "company", mentions))
	want := graph.ClaimID(one, "company", mentions)
	if got := graph.PresentID(&old); got != want {
		t.Errorf("got %s for an earlier id, want %s", got, want)
	}
	if old.ID = want; graph.PresentID(&old) != want {
		t.Errorf("got %s for the present id %s", graph.PresentID(&old), want)
	}
}
