package graph_test

import (
	"testing"

	"capgraph/graph"
	. "capgraph/graph/graphtest"
)

func TestSupportLeavesOutWhatEditorsDecided(t *testing.T) {
	written := Article("wire", Type("filing"), Stake("Meta", "Scale AI", "share", "49 %")).Claims
	decided := Article("ruling", Type("decision"), Stake("Meta", "Scale AI", "share", "30 %")).Claims
	both := append(written, decided...)
	if got := graph.SupportOf(both); got.Claims != 1 || got.Articles != 1 {
		t.Errorf("got the support %+v, want that of the filing alone", got)
	}
	versions := graph.Resolve(StakeID("Meta", "Scale AI"), both)
	if got := versions[0].Held["share"][0].Value.Text(); got != "30 %" {
		t.Errorf("got the share %s, want 30 %%: a decision outranks a filing", got)
	}
}
