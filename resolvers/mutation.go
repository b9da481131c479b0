package resolvers

import (
	"context"

	"capgraph/graph"
)

// Mutation answers the root fields that write.
type Mutation struct {
	Query Query
	Store graph.Store
	Actor func(context.Context) string // who is asking
}

// SeedArticle loads the facts of one article.
func (m Mutation) SeedArticle(ctx context.Context, input SeedArticleInput) (*SeedArticlePayload, error) {
	return nil, nil
}

// WithdrawArticle withdraws an article.
func (m Mutation) WithdrawArticle(ctx context.Context, input WithdrawArticleInput) (*WithdrawArticlePayload, error) {
	return nil, nil
}
