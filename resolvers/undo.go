package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/seed"
)

// RestoreArticleInput says which article to restore.
type RestoreArticleInput WithdrawArticleInput

// RestoreArticlePayload says what became of the records that a restored
// article speaks of.
type RestoreArticlePayload struct {
	Committed        bool
	Article          *Article
	CameBack         []RecordSummary
	GainedOneSupport []RecordSummary
	Affected
	UserErrors       []UserError
	ClientMutationID *string
}

// RestoreArticle restores an article.
func (m Mutation) RestoreArticle(ctx context.Context, input RestoreArticleInput) (*RestoreArticlePayload, error) {
	payload := &RestoreArticlePayload{CameBack: []RecordSummary{}, GainedOneSupport: []RecordSummary{}, UserErrors: []UserError{}, ClientMutationID: input.ClientMutationID}
	called, err := WithdrawArticleInput(input).called()
	var report *seed.TurnReport
	if err == nil {
		report, err = seed.Restore(ctx, m.witnessed(ctx, "RestoreArticlePayload", &payload.Affected), m.Actor(ctx), called, input.DryRun)
	}
	if err != nil {
		payload.UserErrors, err = refusal(err)
		return payload, err
	}
	payload.Committed = report.Committed
	payload.CameBack = labelled(report.Labels, report.Created)
	payload.GainedOneSupport = labelled(report.Labels, report.Changed, report.Unchanged)
	payload.Article, err = m.article(ctx, report.Article)
	return payload, err
}

// UndoWriteInput says which write to undo.
type UndoWriteInput struct {
	Article          graph.ID
	At               *graph.Instant
	Reason           *string
	DryRun           bool
	ClientMutationID *string
}

// UndoWritePayload says what became of the records that the article speaks
// of, or spoke of.
type UndoWritePayload struct {
	Committed bool
	Article   *Article
	Created   []RecordSummary
	Changed   []RecordSummary
	Ended     []RecordSummary
	Affected
	UserErrors       []UserError
	ClientMutationID *string
}

// UndoWrite undoes a write of the log.
func (m Mutation) UndoWrite(ctx context.Context, input UndoWriteInput) (*UndoWritePayload, error) {
	payload := &UndoWritePayload{Created: []RecordSummary{}, Changed: []RecordSummary{}, Ended: []RecordSummary{}, UserErrors: []UserError{}, ClientMutationID: input.ClientMutationID}
	var at graph.Instant
	if input.At != nil {
		at = *input.At
	}
	store := m.witnessed(ctx, "UndoWritePayload", &payload.Affected)
	report, err := seed.Undo(ctx, store, m.Actor(ctx), string(input.Article), at, deref(input.Reason), input.DryRun)
	if err != nil {
		payload.UserErrors, err = refusal(err)
		return payload, err
	}
	payload.Committed = report.Committed
	payload.Created, payload.Changed, payload.Ended = labelled(report.Labels, report.Created), labelled(report.Labels, report.Changed), labelled(report.Labels, report.Ended)
	payload.Article, err = m.article(ctx, report.Article)
	return payload, err
}

func labelled(labels map[graph.ID]string, lists ...[]graph.ID) []RecordSummary {
	summaries := []RecordSummary{}
	for _, list := range lists {
		for _, id := range list {
			summaries = append(summaries, RecordSummary{ID: id, Label: labels[id]})
		}
	}
	return summaries
}
