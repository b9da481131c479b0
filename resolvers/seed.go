package resolvers

import "capgraph/graph"

// SeedArticleInput is the facts of an article, as text or as structure.
type SeedArticleInput struct {
	Text             *string
	Structure        any
	DryRun           bool
	ClientMutationID *string
}

// SeedArticlePayload says what became of an article and its facts.
type SeedArticlePayload struct {
	Committed        bool
	Article          *Article
	Outcome          *string
	Facts            []FactResult
	Conflicts        []FieldConflict
	UserErrors       []UserError
	ClientMutationID *string
}

// FactResult says what became of a fact.
type FactResult struct {
	Index   int
	Kind    string
	Outcome string
	Record  *RecordSummary
	Matched *FactMatch
	Changes []FieldChange
}

// FactMatch says how the record of a fact was found.
type FactMatch struct {
	How      string
	Score    float64
	RunnerUp *RecordSummary
}

// RecordSummary names a record, perhaps one that does not exist yet.
type RecordSummary struct {
	ID    graph.ID
	Label string
}

// FieldChange is a change of a field.
type FieldChange struct {
	Field         string
	Before, After *string
	Why           string
}

// FieldConflict is a field about which claims disagree.
type FieldConflict struct {
	Record RecordSummary
	Field  string
}

// UserError is something that the sender can put right.
type UserError struct {
	Message      string
	Code         string
	Field        []string
	Line, Column *int
}

// WithdrawArticleInput says which article to withdraw.
type WithdrawArticleInput struct {
	ID               *graph.ID
	URL              *string
	DryRun           bool
	ClientMutationID *string
}

// WithdrawArticlePayload says what became of the records that a withdrawn
// article spoke of.
type WithdrawArticlePayload struct {
	Committed        bool
	Article          *Article
	NoLongerCurrent  []RecordSummary
	LostOneSupport   []RecordSummary
	UserErrors       []UserError
	ClientMutationID *string
}
