package resolvers

import (
	"context"
	"fmt"

	"capgraph/graph"
	"capgraph/seed"
)

// MentionInput is what is known of somebody or something.
type MentionInput struct {
	Kind        string
	Names       []string
	Identifiers []string
	Country     *string
	Related     []graph.ID
}

// Candidate is a record that a mention may stand for.
type Candidate struct {
	Record  Entity
	Score   float64
	Reasons []MatchReason
}

// MatchReason speaks for a match, or against it.
type MatchReason struct{ Why, Value string }

// Duplicate is two records that may be one.
type Duplicate struct {
	One, Other Entity
	Score      float64
	Reasons    []MatchReason
}

// DuplicateConnection is a page of pairs that may be one.
type DuplicateConnection = Connection[Duplicate]

// DuplicateEdge is a pair in a page.
type DuplicateEdge = Edge[Duplicate]

// Candidates lists the records that a mention may stand for.
func (q Query) Candidates(ctx context.Context, mention MentionInput, first int) ([]Candidate, error) {
	size, err := listing{First: &first}.limit()
	if err != nil {
		return nil, err
	}
	wanted := seed.Mention{Kind: kindOf(mention.Kind), Names: mention.Names}
	if wanted.Related, err = q.Reader.stood(ctx, q.clocks(), "mention.related", mention.Related...); err != nil {
		return nil, err
	}
	for i, text := range mention.Identifiers {
		identifier, err := graph.ParseIdentifier(text)
		if err != nil {
			return nil, graph.Errorf(graph.Invalid, "%s", err.Error()).At(fmt.Sprintf("mention.identifiers.%d", i))
		}
		wanted.Identifiers = append(wanted.Identifiers, identifier)
	}
	if mention.Country != nil {
		country, err := graph.ParseCountry(*mention.Country)
		if err != nil {
			return nil, graph.Errorf(graph.Invalid, "%s", err.Error()).At("mention.country")
		}
		wanted.Country = string(country)
	}
	found, err := seed.Candidates(ctx, q.Reader, wanted, size)
	if err != nil {
		return nil, err
	}
	records := map[graph.ID]*graph.Record{}
	for _, c := range found {
		records[c.Record.ID] = c.Record
	}
	shown, candidates := newBatch(q.Reader, q.clocks(), nil).next(records), []Candidate{}
	for _, c := range found {
		entity, _ := shown[c.Record.ID].(Entity)
		candidates = append(candidates, Candidate{Record: entity, Score: c.Score, Reasons: matchReasons(c.Reasons)})
	}
	return candidates, nil
}

// Duplicates lists pairs of records that may be one.
func (q Query) Duplicates(ctx context.Context, kind string, first *int, after *string) (*DuplicateConnection, error) {
	found, _, err := seed.Duplicates(ctx, q.Reader, kindOf(kind))
	if err != nil {
		return nil, err
	}
	page, err := cut("duplicates "+kind, found, first, after)
	if err != nil {
		return nil, err
	}
	records := map[graph.ID]*graph.Record{}
	for _, edge := range page.Edges {
		records[edge.Node.One.ID], records[edge.Node.Other.ID] = edge.Node.One, edge.Node.Other
	}
	shown := newBatch(q.Reader, q.clocks(), nil).next(records)
	return mapPage(page, func(d seed.Duplicate) Duplicate {
		one, _ := shown[d.One.ID].(Entity)
		other, _ := shown[d.Other.ID].(Entity)
		return Duplicate{One: one, Other: other, Score: d.Score, Reasons: matchReasons(d.Reasons)}
	}), nil
}

func matchReasons(reasons []seed.Reason) []MatchReason {
	shown := make([]MatchReason, len(reasons))
	for i, reason := range reasons {
		shown[i] = MatchReason{Why: string(reason.Why), Value: reason.Value}
	}
	return shown
}
