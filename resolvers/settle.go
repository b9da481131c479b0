package resolvers

import (
	"context"
	"errors"

	"capgraph/graph"
	"capgraph/seed"
)

// SettleConflictInput says what holds, and why.
type SettleConflictInput struct {
	Record           graph.ID
	Field            string
	Value            *string
	Claim            *graph.ID
	On               *graph.Day
	Reason           string
	DryRun           bool
	ClientMutationID *string
}

// SettleConflictPayload says what a decision did.
type SettleConflictPayload struct {
	Committed bool
	Article   *Article
	Outcome   *string
	Record    *RecordSummary
	Changes   []FieldChange
	Contested []string
	Replaced  []graph.ID
	Affected
	UserErrors       []UserError
	ClientMutationID *string
}

// SettleConflict settles what sources disagree about by a decision.
func (m Mutation) SettleConflict(ctx context.Context, input SettleConflictInput) (*SettleConflictPayload, error) {
	payload := &SettleConflictPayload{
		Changes: []FieldChange{}, Contested: []string{}, Replaced: []graph.ID{}, UserErrors: []UserError{}, ClientMutationID: input.ClientMutationID,
	}
	settlement, err := input.settlement(m.Query)
	var report *seed.SettleReport
	if err == nil {
		report, err = seed.Settle(ctx, m.witnessed(ctx, "SettleConflictPayload", &payload.Affected), m.Actor(ctx), settlement, input.DryRun)
	}
	if err != nil {
		payload.UserErrors, err = refusal(err)
		return payload, err
	}
	outcome := string(report.Outcome)
	payload.Committed, payload.Outcome = report.Committed, &outcome
	payload.Record = &RecordSummary{ID: report.Record, Label: report.Label}
	payload.Changes = fieldChanges(report.Changes)
	payload.Contested, payload.Replaced = append(payload.Contested, report.Contested...), append(payload.Replaced, report.Replaced...)
	payload.Article, err = m.article(ctx, report.Article)
	return payload, err
}

func (input SettleConflictInput) settlement(q Query) (seed.Settlement, error) {
	s := seed.Settlement{Field: input.Field, Value: deref(input.Value), On: input.On, Reason: input.Reason, Decided: q.clocks().slice.Day}
	ids, err := unsigned("record", input.Record)
	if err != nil {
		return s, err
	}
	s.Record = ids[0]
	if input.Claim != nil {
		if ids, err = unsigned("claim", *input.Claim); err == nil {
			s.Claim = ids[0]
		}
	}
	return s, err
}

// refusal tells what the sender can put right, as user errors, from failures.
func refusal(err error) ([]UserError, error) {
	var known *graph.Error
	if !errors.As(err, &known) || known.Code == graph.Unavailable || known.Code == graph.Internal {
		return nil, err
	}
	return userErrors(seed.Problems{{Path: known.Place, Code: known.Code, Message: known.Message}}), nil
}

func fieldChanges(changes []seed.FieldChange) []FieldChange {
	shown := make([]FieldChange, len(changes))
	for i, change := range changes {
		shown[i] = FieldChange{Field: change.Field, Before: present(change.Before), After: present(change.After), Why: change.Why}
	}
	return shown
}
