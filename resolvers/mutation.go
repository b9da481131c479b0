package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/seed"
)

// Mutation answers the root fields that write.
type Mutation struct {
	Query Query
	Store graph.Store
	Actor func(context.Context) string // who is asking
}

// SeedArticle loads the facts of one article.
func (m Mutation) SeedArticle(ctx context.Context, input SeedArticleInput) (*SeedArticlePayload, error) {
	payload := emptySeedPayload(input.ClientMutationID)
	facts, problems := input.decode()
	if len(problems) > 0 {
		payload.UserErrors = userErrors(problems)
		return &payload, nil
	}
	if input.Queue {
		facts.MayWait()
	}
	store := m.witnessed(ctx, "SeedArticlePayload", &payload.Affected)
	report, problems, err := seed.Load(ctx, store, m.Actor(ctx), facts, input.DryRun)
	if err != nil {
		return nil, err
	}
	return &payload, payload.tell(ctx, m, report, problems)
}

// tell fills in what became of a load.
func (p *SeedArticlePayload) tell(ctx context.Context, m Mutation, report *seed.Report, problems seed.Problems) (err error) {
	if p.UserErrors = userErrors(problems); len(problems) > 0 {
		return nil
	}
	p.report(report)
	p.Article, err = m.article(ctx, report.Article)
	return err
}

// decode checks the facts without the store.
func (input SeedArticleInput) decode() (*seed.Facts, seed.Problems) {
	structure, isStructure := input.Structure.(map[string]any)
	switch {
	case input.Text != nil && input.Structure == nil:
		return seed.Decode("input", []byte(*input.Text))
	case input.Text == nil && isStructure:
		return seed.Structured("input", structure)
	}
	return nil, seed.Problems{{Path: "input", Code: graph.Invalid, Message: "give either text, or structure as an object with the keys of a fact file"}}
}

func (m Mutation) article(ctx context.Context, id graph.ID) (*Article, error) {
	node, err := m.Query.read(ctx, id, m.Query.clocks())
	if article, ok := node.(Article); ok {
		return &article, err
	}
	return nil, err
}

// WithdrawArticle withdraws an article. Its records are named as they were
// before.
func (m Mutation) WithdrawArticle(ctx context.Context, input WithdrawArticleInput) (*WithdrawArticlePayload, error) {
	payload := &WithdrawArticlePayload{NoLongerCurrent: []RecordSummary{}, LostOneSupport: []RecordSummary{}, UserErrors: []UserError{}, ClientMutationID: input.ClientMutationID}
	called, err := input.called()
	if err != nil {
		return payload.refused(err)
	}
	before, err := m.Store.Head(ctx)
	if err != nil {
		return nil, err
	}
	store := m.witnessed(ctx, "WithdrawArticlePayload", &payload.Affected)
	report, err := seed.Withdraw(ctx, store, m.Actor(ctx), called, input.DryRun)
	if err != nil {
		return payload.refused(err)
	}
	payload.Committed = report.Committed
	if payload.NoLongerCurrent, err = m.summaries(ctx, report.NoLongerCurrent, before); err != nil {
		return nil, err
	}
	if payload.LostOneSupport, err = m.summaries(ctx, report.LostOneSupport, before); err != nil {
		return nil, err
	}
	payload.Article, err = m.article(ctx, report.Article)
	return payload, err
}

func (input WithdrawArticleInput) called() (string, error) {
	switch {
	case input.ID != nil && input.URL == nil:
		return string(*input.ID), nil
	case input.ID == nil && input.URL != nil:
		return *input.URL, nil
	}
	return "", graph.Errorf(graph.Invalid, "give either the id or the url of the article").At("input")
}

// refused turns what the sender can put right into user errors.
func (p *WithdrawArticlePayload) refused(err error) (*WithdrawArticlePayload, error) {
	var failed error
	if p.UserErrors, failed = refusal(err); failed != nil {
		return nil, failed
	}
	return p, nil
}

func (m Mutation) summaries(ctx context.Context, ids []graph.ID, known graph.Instant) ([]RecordSummary, error) {
	slice := m.Query.clocks().slice
	slice.Known = known
	records, err := m.Store.Records(ctx, ids, slice)
	summaries := make([]RecordSummary, 0, len(ids))
	for _, id := range ids {
		label := string(id)
		if record := records[id]; record != nil {
			label = graph.Label(record)
		}
		summaries = append(summaries, RecordSummary{ID: id, Label: label})
	}
	return summaries, err
}
