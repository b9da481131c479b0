package ownership

import (
	"context"
	"slices"
	"testing"

	"capgraph/graph"
)

func TestRelationByVotes(t *testing.T) {
	p := sketch(t,
		"ann 60 A", "ann 50 B", "bob 50 B", "ann 20 C", "ann 19 D",
		"ann 50 E", "bob 25 E", "cyd 25 E", // nobody has the other half
		"ann 50 F", "G 30 F", "H 20 F", "bob 60 G", "bob 60 H", // bob has it through two
		"A 30 J", // counts as ann's
		"ann 10..30 K", "ann 40..60 L", "bob 40..60 L",
	)
	for _, test := range []struct {
		company string
		kind    RelationKind
		certain graph.Certainty
		other   graph.ID
		all     []RelationKind
	}{
		{"A", Subsidiary, graph.Surely, "", []RelationKind{Subsidiary}},
		{"B", Joint50, graph.Surely, "person:bob", []RelationKind{Joint50}},
		{"C", Associate, graph.Surely, "", []RelationKind{Associate}},
		{"D", OtherKind, graph.Surely, "", []RelationKind{OtherKind}},
		{"E", Associate, graph.Surely, "", []RelationKind{Associate}},
		{"F", Joint50, graph.Surely, "person:bob", []RelationKind{Joint50}},
		{"J", Associate, graph.Surely, "", []RelationKind{Associate}},
		{"K", Associate, graph.Possibly, "", []RelationKind{Associate, OtherKind}},
		{"L", Subsidiary, graph.Possibly, "", []RelationKind{Subsidiary, Joint50, Associate}},
	} {
		r, err := p.Relation(context.Background(), "person:ann", partyNamed(test.company), Options{Votes: Shares, Threshold: Whole / 10})
		if err != nil || r.Kind != test.kind || r.Certainty != test.certain || r.Other != test.other || !slices.Equal(r.Possible, test.all) {
			t.Errorf("%s: got %+v, %v", test.company, r, err)
		}
	}
}
