package graph_test

import (
	"reflect"
	"slices"
	"testing"

	"capgraph/graph"
)

func relation(id graph.ID, held map[string][]graph.Held) *graph.Record {
	return &graph.Record{ID: id, Kind: id.Kind(), Valid: graph.Always, Held: held}
}

func holds(values ...graph.Value) (held []graph.Held) {
	for _, value := range values {
		held = append(held, graph.Held{Value: value})
	}
	return held
}

func TestOutlineSurvivesItsLine(t *testing.T) {
	share, err := graph.ParseShare("25..<50 %")
	if err != nil {
		t.Fatal(err)
	}
	stake := relation("stake:a.b", map[string][]graph.Held{
		"owner": holds(graph.Ref{State: graph.Undisclosed}), "company": holds(graph.Ref{ID: "company:b"}),
		"interest": holds(graph.Token("SHAREHOLDING"), graph.Token("VOTING_RIGHTS")), "share": holds(share),
		"modality": holds(graph.Token("STATES")), "confidence": holds(graph.Token("LIKELY")),
		"remark": holds(graph.Prose("not in the outline")),
	})
	stake.Contested = []string{"share", "votes"}
	for name, r := range map[string]*graph.Record{
		"stake":                        stake,
		"a relation that says nothing": relation("competition:x", nil),
		"a relation of many":           relation("competition:x", map[string][]graph.Held{"party": holds(graph.Ref{ID: "company:a"}, graph.Ref{ID: "product:p"})}),
	} {
		want := graph.OutlineOf(r)
		got, err := graph.DecodeOutline(r.ID, r.Valid, graph.EncodeOutline(r))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(want.Ends) == 0 {
			got.Ends = nil
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
	if got := graph.OutlineOf(stake); got.Value("share") != "25 to under 50 %" || got.Ends[0] != (graph.End{Field: "owner", State: graph.Undisclosed}) {
		t.Errorf("got %+v, want the share 25 to under 50 %% and an undisclosed owner", got)
	}
}

func TestDamagedOutlineIsInternal(t *testing.T) {
	for _, line := range []string{"", "STATES", "STATES\tLIKELY"} {
		if _, err := graph.DecodeOutline("stake:a.b", graph.Always, line); line != "STATES\tLIKELY" && graph.CodeOf(err) != graph.Internal {
			t.Errorf("%q: got %v, want an error of code INTERNAL", line, err)
		}
	}
	if _, err := graph.DecodeOutline("song:a", graph.Always, "STATES\tLIKELY\t"); graph.CodeOf(err) != graph.Internal {
		t.Errorf("an unknown kind: got %v, want an error of code INTERNAL", err)
	}
}

func spans(value graph.Value) string {
	lo, hi := value.Span()
	return lo + " " + hi
}

// Analytics read the values of an outline by the type of the field.
func TestOutlinedFieldsReadBackWhatTheyPrint(t *testing.T) {
	printed := map[string][]string{
		"share": {"49 %", "> 20 %", "minority", "majority", "unknown", "25..<50 %", "about 33 %", "12.3456789 %", "<= 5 %"},
		"token": {"SHAREHOLDING"},
	}
	for _, spec := range graph.Specs() {
		for _, field := range spec.Fields {
			if !field.Outlined {
				continue
			}
			if !spec.IsRelation() {
				t.Errorf("%s.%s is outlined, but only relations have outlines", spec.Kind, field.Name)
			}
			if printed[field.Type.Name] == nil {
				t.Errorf("%s.%s has the type %s, of which this test knows no texts", spec.Kind, field.Name, field.Type.Name)
			}
			for _, text := range printed[field.Type.Name] {
				value, err := field.Type.Parse(text)
				if err != nil {
					t.Fatal(err)
				}
				again, err := field.Type.Parse(value.Text())
				if err != nil || again.Text() != value.Text() || spans(again) != spans(value) {
					t.Errorf("%s.%s: %q is printed as %q, which reads as %v (%v)", spec.Kind, field.Name, text, value.Text(), again, err)
				}
			}
		}
	}
}

func TestEdgesFollowTheWaysOfTheKind(t *testing.T) {
	deal := graph.OutlineOf(relation("acquisition:x", map[string][]graph.Held{
		"acquirer": holds(graph.Ref{ID: "company:a"}, graph.Ref{ID: "company:b"}), "target": holds(graph.Ref{ID: "company:t"}),
		"lead": holds(graph.Ref{ID: "company:a"}), "seller": holds(graph.Ref{State: graph.Unknown}),
	}))
	rivals := graph.OutlineOf(relation("competition:x", map[string][]graph.Held{
		"party": holds(graph.Ref{ID: "company:a"}, graph.Ref{ID: "company:b"}, graph.Ref{ID: "product:p"}),
	}))
	own := graph.OutlineOf(relation("stake:a.a", map[string][]graph.Held{"owner": holds(graph.Ref{ID: "company:a"}), "company": holds(graph.Ref{ID: "company:a"})}))
	for _, c := range []struct {
		name string
		of   graph.Outline
		from graph.ID
		want []graph.ID
		way  graph.Direction
	}{
		{"from one of the buyers, by both of its parts", deal, "company:a", []graph.ID{"company:t", "company:t"}, graph.Outgoing},
		{"from the target to each buyer, and to the lead again", deal, "company:t", []graph.ID{"company:a", "company:b", "company:a"}, graph.Incoming},
		{"from a competitor to the others", rivals, "company:b", []graph.ID{"company:a", "product:p"}, graph.Both},
		{"from who is not a party", deal, "company:z", nil, ""},
		{"from a company to itself", own, "company:a", nil, ""},
	} {
		edges := c.of.Edges(c.from)
		var got []graph.ID
		for _, edge := range edges {
			got = append(got, edge.To)
			if edge.Direction != c.way || edge.From != c.from {
				t.Errorf("%s: got the edge %+v, want one from %s that is %s", c.name, edge, c.from, c.way)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
