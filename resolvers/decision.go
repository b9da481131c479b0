package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/seed"
)

// MergeEntitiesInput says which record is another one.
type MergeEntitiesInput struct {
	From, Into       graph.ID
	Reason           string
	DryRun           bool
	ClientMutationID *string
}

// SplitEntityInput says which articles speak of another record.
type SplitEntityInput struct {
	From, Into       graph.ID
	Articles         []graph.ID
	Reason           string
	DryRun           bool
	ClientMutationID *string
}

// KeepApartInput says which two records are different.
type KeepApartInput struct {
	One, Other       graph.ID
	Reason           string
	DryRun           bool
	ClientMutationID *string
}

// DecisionPayload says what a decision did.
type DecisionPayload struct {
	Committed   bool
	Article     *Article
	Outcome     *string
	Records     []DecidedChange
	MergedAlong []graph.ID
	Warnings    []string
	Affected
	UserErrors       []UserError
	ClientMutationID *string
}

// DecidedChange says what became of a record.
type DecidedChange struct {
	Record    RecordSummary
	Outcome   string
	Changes   []FieldChange
	Contested []string
}

// MergeEntities decides that one record is another.
func (m Mutation) MergeEntities(ctx context.Context, input MergeEntitiesInput) (*DecisionPayload, error) {
	d := seed.Decision{What: graph.Merges, Records: []graph.ID{input.From}, Into: input.Into, Reason: input.Reason}
	return m.decide(ctx, d, input.DryRun, input.ClientMutationID)
}

// SplitEntity decides that some articles speak of another record.
func (m Mutation) SplitEntity(ctx context.Context, input SplitEntityInput) (*DecisionPayload, error) {
	d := seed.Decision{What: graph.Splits, Records: []graph.ID{input.From}, Into: input.Into, Articles: input.Articles, Reason: input.Reason}
	return m.decide(ctx, d, input.DryRun, input.ClientMutationID)
}

// KeepApart decides that two records are different.
func (m Mutation) KeepApart(ctx context.Context, input KeepApartInput) (*DecisionPayload, error) {
	d := seed.Decision{What: graph.KeepsApart, Records: []graph.ID{input.One}, Into: input.Other, Reason: input.Reason}
	return m.decide(ctx, d, input.DryRun, input.ClientMutationID)
}

func (m Mutation) decide(ctx context.Context, d seed.Decision, dryRun bool, sent *string) (*DecisionPayload, error) {
	payload := &DecisionPayload{Records: []DecidedChange{}, MergedAlong: []graph.ID{}, Warnings: []string{}, UserErrors: []UserError{}, ClientMutationID: sent}
	store := m.witnessed(ctx, "DecisionPayload", &payload.Affected)
	report, err := seed.Decide(ctx, store, m.Actor(ctx), d, dryRun)
	if err != nil {
		payload.UserErrors, err = refusal(err)
		return payload, err
	}
	outcome := string(report.Outcome)
	payload.Committed, payload.Outcome = report.Committed, &outcome
	payload.MergedAlong, payload.Warnings = append(payload.MergedAlong, report.Along...), append(payload.Warnings, report.Warnings...)
	for _, f := range report.Records {
		change := DecidedChange{Record: RecordSummary{ID: f.Record, Label: f.Label}, Outcome: string(f.Outcome), Changes: fieldChanges(f.Changes), Contested: append([]string{}, f.Conflicts...)}
		payload.Records = append(payload.Records, change)
	}
	payload.Article, err = m.article(ctx, report.Article)
	return payload, err
}
