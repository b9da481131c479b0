package seed

import (
	"context"

	"capgraph/graph"
)

// Loaded is what became of the facts of one article among many.
type Loaded struct {
	Report   *Report  // never nil; of an article that was skipped it only counts the facts
	Problems Problems // why it was refused, empty when it was not
	Skipped  bool     // the store held exactly these facts, so that nothing was looked into
}

// LoadAll loads the facts of several articles as Load does one after the other,
// in one transaction: all that are not refused are written, or, when the store
// fails, none. There is an entry for each, in their order; a preview looks at each in the
// light of those before it. No facts give no entries.
func LoadAll(ctx context.Context, store graph.Store, actor string, all []*Facts, dryRun bool) ([]Loaded, error) {
	known, err := current(ctx, store, all)
	if err != nil {
		return nil, err
	}
	var plans []graph.Plan
	made := make([]*plan, len(all))
	for i, facts := range all {
		if !known[i] {
			plans = append(plans, facts.plan(&made[i]))
		}
	}
	receipt := &graph.Receipt{}
	if len(plans) > 0 {
		if receipt, err = store.Apply(ctx, graph.Write{Actor: actor, DryRun: dryRun, Plans: plans}); err != nil {
			return nil, err
		}
	}
	loaded, articles, left := make([]Loaded, len(all)), receipt.Articles, maxSuggested
	for i, facts := range all {
		if known[i] {
			loaded[i] = Loaded{Report: facts.idle(!dryRun), Skipped: true}
			continue
		}
		if loaded[i], err = made[i].loaded(facts, &graph.Receipt{At: receipt.At, Articles: articles[:1]}, dryRun); err != nil {
			return nil, err
		}
		articles = articles[1:]
		if dryRun && loaded[i].Problems == nil && !made[i].waits {
			if err := made[i].suggest(ctx, store, loaded[i].Report, &left); err != nil {
				return nil, err
			}
		}
	}
	return loaded, nil
}

// plan is the plan of a load, which leaves what it decided last.
func (f *Facts) plan(last **plan) graph.Plan {
	return func(ctx context.Context, reader graph.Reader) ([]graph.Change, error) {
		if f.mustWait {
			made := newPlan(f, reader)
			*last = made
			if err := made.keepWaiting(ctx); err != nil {
				return nil, err
			}
			return []graph.Change{made.change()}, nil
		}
		made, err := makeOrWait(ctx, f, reader)
		if err != nil {
			return nil, err
		}
		*last = made
		return []graph.Change{made.change()}, nil
	}
}

func (p *plan) loaded(facts *Facts, receipt *graph.Receipt, dryRun bool) (Loaded, error) {
	err := receipt.Articles[0].Refused
	if err == nil {
		return Loaded{Report: p.reportOn(receipt, dryRun)}, nil
	}
	problems := problemsOf(facts, err)
	if problems == nil {
		return Loaded{}, err
	}
	return Loaded{Report: refusal(facts), Problems: problems}, nil
}

// idle is the report on facts that are known already.
func (f *Facts) idle(committed bool) *Report {
	return &Report{File: f.file, Article: f.article.idOr(), Outcome: graph.Unchanged, Committed: committed, Unchanged: len(f.facts)}
}

// current says of each article whether a store holds it with exactly these
// facts. It is one read.
func current(ctx context.Context, reader graph.Reader, all []*Facts) ([]bool, error) {
	ids := make([]graph.ID, len(all))
	for i, facts := range all {
		ids[i] = facts.article.idOr()
	}
	records, err := reader.Records(ctx, ids, graph.Slice{Day: graph.LastDay})
	if err != nil {
		return nil, err
	}
	known := make([]bool, len(all))
	for i, facts := range all {
		known[i] = facts.isHeldBy(records[ids[i]])
	}
	return known, nil
}

// isHeldBy says whether an article, nil for none, was loaded with these facts
// and counts, or is withdrawn where the file says so.
func (f *Facts) isHeldBy(article *graph.Record) bool {
	if article == nil || f.mustWait {
		return false
	}
	digest, _ := graph.One[graph.Prose](article, "digest")
	status := graph.StatusOf(article)
	return string(digest) == f.digest && f.article.withdrawn == (status == graph.Withdrawn) && status != graph.Waiting
}
