package resolvers

import (
	"strings"

	"capgraph/graph"
	"capgraph/seed"
)

// SeedArticleInput is the facts of an article, as text or as structure.
type SeedArticleInput struct {
	Text             *string
	Structure        any
	Queue            bool
	DryRun           bool
	ClientMutationID *string
}

// SeedArticlePayload says what became of an article and its facts.
type SeedArticlePayload struct {
	Committed bool
	Article   *Article
	Outcome   *string
	Facts     []FactResult
	Conflicts []FieldConflict
	Records   []RecordResult
	Undecided []UserError
	Affected
	UserErrors       []UserError
	ClientMutationID *string
}

func emptySeedPayload(sent *string) SeedArticlePayload {
	return SeedArticlePayload{
		Facts: []FactResult{}, Conflicts: []FieldConflict{}, Records: []RecordResult{}, Undecided: []UserError{}, UserErrors: []UserError{}, ClientMutationID: sent,
	}
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

// RecordResult says what became of a record through all facts of an article.
type RecordResult struct {
	Record  RecordSummary
	Outcome string
	Changes []FieldChange
	Alike   []AlikeRecord
}

// AlikeRecord is a known record that one which would be new may be.
type AlikeRecord struct {
	Record RecordSummary
	Score  float64
	Why    string
}

// FactMatch says how the record of a fact was found.
type FactMatch struct {
	How      string
	Score    float64
	Why      string
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
	Committed       bool
	Article         *Article
	NoLongerCurrent []RecordSummary
	LostOneSupport  []RecordSummary
	Affected
	UserErrors       []UserError
	ClientMutationID *string
}

// report copies what seed reports into the payload.
func (p *SeedArticlePayload) report(report *seed.Report) {
	outcome := string(report.Outcome)
	p.Committed, p.Outcome, p.Undecided = report.Committed, &outcome, userErrors(report.Undecided)
	for _, fact := range report.Facts {
		result := FactResult{Index: fact.Index, Kind: string(fact.Kind), Outcome: string(fact.Outcome), Changes: []FieldChange{}}
		if fact.Record != "" {
			result.Record = &RecordSummary{ID: fact.Record, Label: fact.Label}
		}
		if fact.Matched != nil {
			result.Matched = &FactMatch{How: string(fact.Matched.How), Score: fact.Matched.Score, Why: fact.Matched.Reason(), RunnerUp: runnerUp(fact.Matched)}
		}
		result.Changes = fieldChanges(fact.Changes)
		p.Facts = append(p.Facts, result)
	}
	for _, record := range report.Records {
		named := RecordSummary{ID: record.Record, Label: record.Label}
		p.Records = append(p.Records, RecordResult{
			Record: named, Outcome: string(record.Outcome), Changes: fieldChanges(record.Changes), Alike: alike(report, record.Record),
		})
		for _, field := range record.Conflicts {
			p.Conflicts = append(p.Conflicts, FieldConflict{Record: named, Field: field})
		}
	}
}

// alike is what a preview found to be like a record that would be new.
func alike(report *seed.Report, id graph.ID) []AlikeRecord {
	found := []AlikeRecord{}
	for _, entity := range report.Entities {
		if entity.Record != id {
			continue
		}
		for _, c := range entity.Alike {
			found = append(found, AlikeRecord{Record: RecordSummary{ID: c.Record.ID, Label: graph.UsualName(c.Record)}, Score: c.Score, Why: seed.InWords(c.Reasons)})
		}
	}
	return found
}

func runnerUp(match *seed.Match) *RecordSummary {
	if match.RunnerUp == "" {
		return nil
	}
	return &RecordSummary{ID: match.RunnerUp, Label: match.RunnerUpLabel}
}

func present(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func userErrors(problems seed.Problems) []UserError {
	errors := make([]UserError, 0, len(problems))
	for _, problem := range problems {
		e := UserError{Message: problem.Message, Code: string(problem.Code), Field: fieldPath(problem.Path)}
		if problem.Line > 0 {
			e.Line, e.Column = &problem.Line, &problem.Column
		}
		errors = append(errors, e)
	}
	return errors
}

// fieldPath splits "facts[3].acquisition.price" at its dots and brackets.
func fieldPath(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
}
