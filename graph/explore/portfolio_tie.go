package explore

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Tie is all that binds an investor to a company on the day.
type Tie struct {
	Investor, Company graph.ID
	Relations         []graph.ID      // in order of their ids; never empty
	Match             graph.Certainty // surely when one of the relations surely holds
}

// investing are the kinds of relation by which one invests in a company, with
// the fields that name who does and in what.
var investing = map[graph.Kind]graph.Way{
	"stake":       {From: "owner", To: "company"},
	"investment":  {From: "investor", To: "recipient"},
	"acquisition": {From: "acquirer", To: "target"},
}

// InvestingKinds are the kinds of relation that a portfolio is made of, unless
// fewer are asked for.
func InvestingKinds() []graph.Kind { return []graph.Kind{"stake", "investment", "acquisition"} }

// checkInvesting fills in the kinds when there are none.
func checkInvesting(kinds []graph.Kind) ([]graph.Kind, error) {
	for _, kind := range kinds {
		if _, ok := investing[kind]; !ok {
			return nil, graph.Errorf(graph.Invalid, "nobody invests by a %s; give stake, investment or acquisition", kind).At("kinds")
		}
	}
	if len(kinds) == 0 {
		return InvestingKinds(), nil
	}
	return kinds, nil
}

// ties is what binds investors to companies, read around some of either.
type ties struct {
	byEnds  map[[2]graph.ID]*Tie // investor, company
	records map[graph.ID]*graph.Record
	cut     bool
}

// readTies reads the ties of investors and of companies: those around any of
// the entities. Only what is held or done makes a tie: a stake in force, a deal or investment
// that is not given up, possibly while it is not completed. What sources only plan, expect or
// rumour makes none.
func readTies(ctx context.Context, reader graph.Reader, of []graph.ID, kinds []graph.Kind, slice graph.Slice) (*ties, error) {
	fans, err := reader.Expand(ctx, graph.Expansion{Of: of, Kinds: kinds, Slice: slice, Limit: MaxAround})
	if err != nil {
		return nil, err
	}
	found := &ties{byEnds: map[[2]graph.ID]*Tie{}}
	relations := map[graph.ID]graph.Outline{}
	for _, fan := range fans {
		found.cut = found.cut || len(kindsCut(fan)) > 0
		for _, relation := range fan.Relations {
			if !isPlan(relation.Modality) {
				relations[relation.ID] = relation
			}
		}
	}
	ids := make([]graph.ID, 0, len(relations))
	for id := range relations {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	if found.records, err = reader.Records(ctx, ids, slice); err != nil {
		return nil, err
	}
	for _, id := range ids {
		relation := relations[id]
		found.add(&relation, slice.Day)
	}
	return found, nil
}

func (t *ties) add(relation *graph.Outline, day graph.Day) {
	match := relation.Valid.On(day).And(carriedOut(t.records[relation.ID], day))
	if match == graph.No {
		return
	}
	way := investing[relation.Kind()]
	for _, investor := range endsNamed(relation, way.From) {
		for _, company := range endsOf(relation, way.To, "company") {
			ends := [2]graph.ID{investor, company}
			if t.byEnds[ends] == nil {
				t.byEnds[ends] = &Tie{Investor: investor, Company: company, Match: graph.No}
			}
			tie := t.byEnds[ends]
			tie.Relations, tie.Match = append(tie.Relations, relation.ID), tie.Match.Or(match)
		}
	}
}

// carriedOut says whether a deal or investment came about: surely when it was
// completed, or is told without a step; not when it was given up or undone by the day.
func carriedOut(r *graph.Record, day graph.Day) graph.Certainty {
	if r == nil {
		return graph.No
	}
	match := graph.Surely
	done := false
	for _, step := range graph.All[graph.Step](r, "status") {
		switch {
		case step.On != nil && step.On.Earliest() > day:
			continue
		case step.Status == "CANCELLED", step.Status == "UNWOUND":
			return graph.No
		case step.Status == "COMPLETED":
			done = true
		}
		match = graph.Possibly
	}
	if done {
		return graph.Surely
	}
	return match
}

// endsNamed are the parties of whatever kind that a field of a relation names.
func endsNamed(o *graph.Outline, field string) []graph.ID {
	var ids []graph.ID
	for _, end := range o.Ends {
		if end.Field == field && end.ID != "" {
			ids = append(ids, end.ID)
		}
	}
	return ids
}

// sorted lists the ties in order of investor and company.
func (t *ties) sorted() []Tie {
	list := make([]Tie, 0, len(t.byEnds))
	for _, tie := range t.byEnds {
		list = append(list, *tie)
	}
	slices.SortFunc(list, func(a, b Tie) int {
		return cmp.Or(cmp.Compare(a.Investor, b.Investor), cmp.Compare(a.Company, b.Company))
	})
	return list
}

// only keeps the records of some ties.
func (t *ties) only(shown []Tie) map[graph.ID]*graph.Record {
	records := map[graph.ID]*graph.Record{}
	for _, tie := range shown {
		for _, id := range tie.Relations {
			records[id] = t.records[id]
		}
	}
	return records
}
