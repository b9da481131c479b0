package ownership

import (
	"testing"

	"capgraph/graph"
)

func TestCloseLinks(t *testing.T) {
	p := sketch(t, "z 20 a", "z 40 b", "b 50 c", "a 10..30 d", "v 10 a")
	got, err := p.CloseLinks(t.Context(), "company:a", Whole/5, MeasureIntegrated, Options{})
	if err != nil {
		t.Fatal(err)
	}
	type link struct {
		other                graph.ID
		code                 LinkCode
		certainty, elsewhere graph.Certainty
	}
	want := []link{
		{"company:b", LinkCommonOwner, graph.Surely, graph.Surely},
		{"company:c", LinkCommonOwner, graph.Surely, graph.No}, // 40 % of 50 % is 20 %, and none of it direct
		{"company:z", LinkOwnedBy, graph.Surely, graph.Surely},
		{"company:d", LinkOwns, graph.Possibly, graph.Possibly},
	}
	if len(got.Links) != len(want) || !got.Complete {
		t.Fatalf("got %+v, want %d links", got, len(want))
	}
	for i, w := range want {
		l := got.Links[i]
		if is := (link{l.Other, l.Reasons[0].Code, l.Certainty, l.By[MeasureDirect]}); is != w {
			t.Errorf("got %+v, want %+v", is, w)
		}
	}
	direct, err := p.CloseLinks(t.Context(), "company:a", Whole/5, MeasureDirect, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(direct.Links) != 3 || len(direct.Otherwise) != 1 || direct.Otherwise[0].Other != "company:c" {
		t.Errorf("got %+v, want c only by another measure", direct)
	}
}

func TestCloseLinksByVotes(t *testing.T) {
	p := sketch(t, "ann v60 a", "a v20 b", "ann v15 b", "a v19 c", "bob v60 d", "d v90 e", "e v20 a")
	got, err := p.CloseLinks(t.Context(), "company:a", Whole/5, MeasureVotes, Options{})
	if err != nil {
		t.Fatal(err)
	}
	links := map[graph.ID]graph.Certainty{}
	for _, l := range got.Links {
		links[l.Other] = l.Certainty
	}
	want := map[graph.ID]graph.Certainty{
		"person:ann": graph.Surely, // 60 % of the votes in a
		"company:b":  graph.Surely, // 20 % from a itself
		"person:bob": graph.Surely, // 20 % through d and e, which it controls
		"company:d":  graph.Surely, // likewise
		"company:e":  graph.Surely,
	}
	for id, certainty := range want {
		if links[id] != certainty {
			t.Errorf("%s: got %q, want %s", id, links[id], certainty)
		}
	}
	if links["company:c"] != "" {
		t.Errorf("c is linked by 19 %%: %s", links["company:c"])
	}
	for _, l := range got.Links {
		if l.Other == "person:bob" && (l.By[MeasureIntegrated] != graph.No || !l.Depends()) {
			t.Errorf("bob has 10.8 %% by all chains: got %v", l.By)
		}
	}
}

func TestCloseLinksRefuseWhatMeansNothing(t *testing.T) {
	p := sketch(t, "ann 60 a")
	for _, threshold := range []int64{0, -1, Whole + 1} {
		if _, err := p.CloseLinks(t.Context(), "company:a", threshold, MeasureDirect, Options{}); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("a threshold of %d: got %v, want an Invalid error", threshold, err)
		}
	}
	if _, err := p.CloseLinks(t.Context(), "company:a", 1, "GUESSED", Options{}); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want an Invalid error", err)
	}
	got, err := p.CloseLinks(t.Context(), "company:nobody", 1, MeasureDirect, Options{})
	if err != nil || len(got.Links) > 0 || !got.Complete {
		t.Errorf("got %+v, %v of an unknown company", got, err)
	}
}
