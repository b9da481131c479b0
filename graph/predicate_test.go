package graph_test

import (
	"testing"

	"capgraph/graph"
	. "capgraph/graph/graphtest"
)

// neighbours are records that point to one another.
type neighbours []*graph.Record

func (n neighbours) PointsTo(r *graph.Record, field string) []*graph.Record {
	var far []*graph.Record
	for _, id := range r.Refs(field) {
		for _, other := range n {
			if other.ID == id {
				far = append(far, other)
			}
		}
	}
	return far
}

func (n neighbours) PointedBy(r *graph.Record, kind graph.Kind, fields []string) []*graph.Record {
	var near []*graph.Record
	for _, other := range n {
		for _, field := range fields {
			for _, id := range other.Refs(field) {
				if id == r.ID && other.Kind == kind {
					near = append(near, other)
				}
			}
		}
	}
	return near
}

// resolved is the last version that claims make of a record.
func resolved(c *Claim) *graph.Record {
	stated := claims(c)
	versions := graph.Resolve(stated[0].Refs("about")[0], stated)
	return versions[len(versions)-1]
}

func TestHolds(t *testing.T) {
	meta := resolved(Company("Meta", "name", "Facebook", "country", "US", "founded", "2004-02"))
	scale := resolved(Company("Scale AI", "country", "US"))
	stake := resolved(Stake("Meta", "Scale AI", "share", "10..<20 %", "votes", "undisclosed").Inferred("share"))
	around := neighbours{meta, scale, stake}
	share := func(lo, hi graph.KeyRange) graph.Predicate { return graph.Where{Field: "share", Lo: lo, Hi: hi} }
	ten, _ := Value("stake", "share", "10 %").Span()
	_, underTwenty := Value("stake", "share", "< 20 %").Span()
	american := graph.Where{Field: "country", Lo: graph.KeyRange{Min: "US", Max: "US"}}
	for _, c := range []struct {
		name   string
		holds  graph.Predicate
		record *graph.Record
		want   bool
	}{
		{"no predicate", nil, meta, true},
		{"an empty And", graph.And{}, meta, true},
		{"an empty Or", graph.Or{}, meta, false},
		{"And of true and false", graph.And{graph.And{}, graph.Or{}}, meta, false},
		{"Or of false and true", graph.Or{graph.Or{}, graph.And{}}, meta, true},
		{"Not of an empty Or", graph.Not{Predicate: graph.Or{}}, meta, true},
		{"a field that is there", graph.Where{Field: "country"}, meta, true},
		{"a field that is not there", graph.Where{Field: "industry"}, meta, false},
		{"the second of several values", graph.Where{Field: "name", Lo: graph.KeyRange{Min: "facebook", Max: "facebook"}}, meta, true},
		{"two bounds met by two values", graph.Where{Field: "name", Lo: graph.KeyRange{Min: "g", Max: "l"}}, meta, false},
		{"a part of a key", graph.Where{Field: "name", Contains: "ebo"}, meta, true},
		{"a part of no key", graph.Where{Field: "name", Contains: "EBO"}, meta, false},
		{"a closed lower end", share(graph.KeyRange{Min: ten}, graph.KeyRange{}), stake, true},
		{"an open lower end", share(graph.KeyRange{Min: ten, MinOpen: true}, graph.KeyRange{}), stake, false},
		{"a closed upper end", share(graph.KeyRange{}, graph.KeyRange{Max: underTwenty}), stake, true},
		{"an open upper end", share(graph.KeyRange{}, graph.KeyRange{Max: underTwenty, MaxOpen: true}), stake, false},
		{"a value that is missing has no keys", graph.Where{Field: "votes"}, stake, false},
		{"the state of a value that is missing", graph.Missing{Field: "votes", State: graph.Undisclosed}, stake, true},
		{"another state", graph.Missing{Field: "votes", State: graph.Unknown}, stake, false},
		{"a field that nothing is said of has no state", graph.Missing{Field: "since", State: graph.Unknown}, stake, false},
		{"an inferred value", graph.Where{Field: graph.EntryInferred, Lo: graph.KeyRange{Min: "share", Max: "share"}}, stake, true},
		{"one of several ids", graph.OneOf{"company:x", "company:meta"}, meta, true},
		{"none of no ids", graph.OneOf{}, meta, false},
		{"a record that it points to", graph.Points{Field: "owner", Predicate: graph.OneOf{"company:meta"}}, stake, true},
		{"by another field", graph.Points{Field: "company", Predicate: graph.OneOf{"company:meta"}}, stake, false},
		{"a record that points to it", graph.Pointed{Kind: "stake", Fields: []string{"company"}, Predicate: graph.And{}}, scale, true},
		{"a record of another kind", graph.Pointed{Kind: "position", Fields: []string{"company"}, Predicate: graph.And{}}, scale, false},
		{"two deep", graph.Pointed{Kind: "stake", Fields: []string{"company"}, Predicate: graph.Points{Field: "owner", Predicate: american}}, scale, true},
		{"two deep, the other way round", graph.Pointed{Kind: "stake", Fields: []string{"owner"}, Predicate: graph.Points{Field: "owner", Predicate: american}}, scale, false},
	} {
		if got := graph.Holds(c.holds, c.record, around); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
