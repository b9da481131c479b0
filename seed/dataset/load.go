package dataset

import (
	"context"
	"iter"
	"strings"

	"capgraph/graph"
	"capgraph/seed"
)

// maxRefusals bounds the refusals that a report names; all are counted.
const maxRefusals = 100

// Report tells what loading a data set did, or would do. A preview looks at each
// article by itself: what an earlier one of them would make is not there yet.
type Report struct {
	seed.Tally

	Refusals []Refusal // the first of them
	Last     int       // how many articles there were
}

// Load loads articles, many in one transaction, each whole or not at all, and
// calls each with what became of it: the facts that were refused are the problems of the result,
// and its tag is the article. Facts that cannot be loaded are refused one by one, and the
// rest of their article is loaded; an article that is known with other facts
// under the same revision is refused as a whole. Loading again what is known changes
// nothing, so that an interrupted load can be run again. An error ends the load: of the
// sequence, of each, of the store, or of an article that is wrong as a whole.
// Of the loader, the store, the actor, DryRun, Queue and what is said of waiting count.
func Load(ctx context.Context, loader seed.Loader, articles iter.Seq2[*Article, error], each func(seed.Result) error) (*Report, error) {
	total := &Report{Tally: seed.Tally{Articles: map[graph.Outcome]int{}}}
	loader.StopOnError = false
	loader.Each = func(result seed.Result) error {
		settled := result.Tag.(*settled)
		refused, err := settled.refused, error(nil)
		if problems := result.Why(); problems != nil {
			var more []Refusal
			result.Report, more, err = settled.article.without(ctx, &loader, problems)
			refused = append(refused, more...)
		}
		if err != nil {
			return err
		}
		if result.Facts == nil {
			result.Report = settled.article.idle(seed.Refused, false)
		}
		result.Report.Refused = len(refused)
		total.add(result, refused)
		result.Tag, result.Loaded.Problems = settled.article, problemsOf(settled.article, refused)
		return each(result)
	}
	_, err := loader.Load(ctx, items(articles))
	return total, err
}

// problemsOf are the first refusals as problems of a file.
func problemsOf(article *Article, refused []Refusal) seed.Problems {
	var problems seed.Problems
	for _, r := range refused[:min(len(refused), maxRefusals)] {
		problems = append(problems, seed.Problem{File: article.File(), Path: strings.Join(r.At, ", "), Code: r.Code, Message: r.Message})
	}
	return problems
}

// settled is an article without the facts that no store would take.
type settled struct {
	article *Article
	refused []Refusal
}

// items decodes the articles.
func items(articles iter.Seq2[*Article, error]) iter.Seq2[seed.Item, error] {
	return func(yield func(seed.Item, error) bool) {
		for article, err := range articles {
			if err != nil {
				yield(seed.Item{}, err)
				return
			}
			facts, refused, err := article.Settle()
			if !yield(seed.Item{File: article.File(), Facts: facts, Tag: &settled{article, refused}}, err) || err != nil {
				return
			}
		}
	}
}

func (r *Report) add(result seed.Result, refused []Refusal) {
	r.Last++
	r.Tally.Add(result)
	r.keep(refused)
}

// Refuse adds facts that were not loaded.
func (r *Report) Refuse(refused []Refusal) {
	r.Refused += len(refused)
	r.keep(refused)
}

func (r *Report) keep(refused []Refusal) {
	r.Refusals = append(r.Refusals, refused[:min(len(refused), maxRefusals-len(r.Refusals))]...)
}

// without loads the article without the facts that problems speak of.
func (a *Article) without(ctx context.Context, loader *seed.Loader, problems seed.Problems) (*seed.Report, []Refusal, error) {
	var refused []Refusal
	for {
		dropped, err := a.drop(problems)
		if err != nil && problems[0].Code == graph.Conflict {
			return a.idle(seed.Refused, false), append(refused, a.refuse(problems[0])...), nil
		} else if err != nil {
			return nil, refused, err
		}
		facts, unsettled, err := a.Settle()
		refused = append(append(refused, dropped...), unsettled...)
		if err != nil {
			return nil, refused, err
		}
		if facts == nil {
			return a.idle(seed.Refused, false), refused, nil
		}
		loaded, err := loader.LoadAll(ctx, []*seed.Facts{facts})
		if err != nil {
			return nil, refused, err
		}
		if loaded[0].Problems == nil {
			return loaded[0].Report, refused, nil
		}
		problems = loaded[0].Problems
	}
}

// refuse refuses all facts for one reason.
func (a *Article) refuse(why seed.Problem) []Refusal {
	refused := make([]Refusal, len(a.facts))
	for i, f := range a.facts {
		refused[i] = Refusal{Article: a.ID, At: f.At, Code: why.Code, Message: why.Message}
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
