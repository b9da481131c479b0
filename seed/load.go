package seed

import (
	"context"
	"errors"

	"capgraph/graph"
)

// Load writes the facts of one article into a store, all of them or none, on
// behalf of an actor: the name of an API key, or "local". With dryRun it does
// the same and undoes it, so that the report is that of the real load.
//
// Loading again what is known already changes nothing; other facts under the
// same article replace those it had, if its revision is later. What can only be
// seen against the store (ambiguous names, unknown ids, an article that
// contradicts its own earlier load) comes back as problems, with a report that
// counts all facts as refused; an error means that the store failed. The report
// is nil only with an error. That of a preview also tells what known records the
// first hundred new entities may be, see FactReport.Alike.
func Load(ctx context.Context, store graph.Store, actor string, facts *Facts, dryRun bool) (*Report, Problems, error) {
	var last *plan
	receipt, err := store.Apply(ctx, graph.Write{Actor: actor, DryRun: dryRun, Plan: facts.plan(&last)})
	if err == nil {
		report := last.reportOn(receipt, dryRun)
		if dryRun && !last.waits {
			left := maxSuggested
			err = last.suggest(ctx, store, report, &left)
		}
		return report, nil, err
	}
	if problems := problemsOf(facts, err); problems != nil {
		return refusal(facts), problems, nil
	}
	return nil, nil, err
}

// problemsOf are the problems that an error of Apply stands for; nil when it
// is the store that failed.
func problemsOf(facts *Facts, err error) Problems {
	var problems Problems
	if errors.As(err, &problems) {
		return problems
	}
	var known *graph.Error
	if !errors.As(err, &known) {
		return nil
	}
	switch known.Code {
	case graph.Invalid, graph.Conflict, graph.NotFound, graph.Ambiguous:
		problem := Problem{File: facts.file, Path: firstOf(known.Place, keyArticle), Code: known.Code, Message: known.Message}
		if node := facts.article.node; node != nil {
			problem.Line, problem.Column = node.Line, node.Column
		}
		return Problems{problem}
	}
	return nil
}
