package dataset

import (
	"context"
	"iter"

	"capgraph/graph"
	"capgraph/seed"
)

// maxRefusals bounds the refusals that a report names; all are counted.
const maxRefusals = 100

// Report tells what loading a data set did, or would do. A preview looks at each
// article by itself: what an earlier one of them would make is not there yet.
type Report struct {
	Articles map[graph.Outcome]int // numbers of articles, by what became of them

	Created, Changed, Unchanged, Conflicting, Refused int // numbers of facts

	Refusals []Refusal // the first of them
	Last     int       // how many articles there were
}

// Load loads articles one after another, each by itself, and calls each with
// the report on it. Facts that cannot be loaded are refused one by one, and the
// rest of their article is loaded; an article that is known with other facts
// under the same revision is refused as a whole. Loading again what is known changes
// nothing, so that an interrupted load can be run again. An error ends the load: of the
// sequence, of each, of the store, or of an article that is wrong as a whole.
func Load(ctx context.Context, store graph.Store, actor string, articles iter.Seq2[*Article, error], dryRun bool, each func(*seed.Report) error) (*Report, error) {
	total := &Report{Articles: map[graph.Outcome]int{}}
	for article, err := range articles {
		if err != nil {
			return total, err
		}
		report, refused, err := article.load(ctx, store, actor, dryRun)
		if err != nil {
			return total, err
		}
		total.add(report, refused)
		if err := each(report); err != nil {
			return total, err
		}
	}
	return total, nil
}

func (r *Report) add(report *seed.Report, refused []Refusal) {
	r.Last++
	r.Articles[report.Outcome]++
	r.Created += report.Created
	r.Changed += report.Changed
	r.Unchanged += report.Unchanged
	r.Conflicting += report.Conflicting
	r.Refuse(refused)
}

// Refuse adds facts that were not loaded.
func (r *Report) Refuse(refused []Refusal) {
	r.Refused += len(refused)
	r.Refusals = append(r.Refusals, refused[:min(len(refused), maxRefusals-len(r.Refusals))]...)
}

// load loads the article without the facts that cannot be.
func (a *Article) load(ctx context.Context, store graph.Store, actor string, dryRun bool) (*seed.Report, []Refusal, error) {
	var refused []Refusal
	for {
		facts, dropped, err := a.Settle()
		refused = append(refused, dropped...)
		if err != nil {
			return nil, refused, err
		}
		if facts == nil {
			return a.idle(seed.Refused, false), refused, nil
		}
		if loaded, err := facts.Loaded(ctx, store); err != nil || loaded {
			return a.idle(graph.Unchanged, !dryRun), refused, err
		}
		report, problems, err := seed.Load(ctx, store, actor, facts, dryRun)
		if err != nil || problems == nil {
			return report, refused, err
		}
		if dropped, err = a.drop(problems); err != nil && problems[0].Code == graph.Conflict {
			refused = append(refused, a.refuse(problems[0].Message)...)
			return a.idle(seed.Refused, false), refused, nil
		} else if err != nil {
			return nil, refused, err
		}
		refused = append(refused, dropped...)
	}
}

// refuse refuses all facts for one reason.
func (a *Article) refuse(message string) []Refusal {
	refused := make([]Refusal, len(a.facts))
	for i, f := range a.facts {
		refused[i] = Refusal{Article: a.ID, At: f.At, Message: message}
	}
	a.facts = nil
	return refused
}

// idle is the report on an article that nothing became of.
func (a *Article) idle(outcome graph.Outcome, committed bool) *seed.Report {
	return &seed.Report{File: a.File(), Article: graph.NewID("article", a.ID), Outcome: outcome, Committed: committed, Unchanged: len(a.facts)}
}

// Settle removes the facts that no store would take, and returns the rest ready
// to be loaded, nil when nothing remains. The error says that the article is
// wrong as a whole.
func (a *Article) Settle() (*seed.Facts, []Refusal, error) {
	var refused []Refusal
	for len(a.facts) > 0 {
		facts, problems := a.Decode()
		if problems == nil {
			return facts, refused, nil
		}
		dropped, err := a.drop(problems)
		if err != nil {
			return nil, refused, err
		}
		refused = append(refused, dropped...)
	}
	return nil, refused, nil
}
