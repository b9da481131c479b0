package seed

import (
	"context"
	"strings"

	"capgraph/graph"
)

// WithdrawReport tells what withdrawing an article did, or would do.
type WithdrawReport struct {
	Article         graph.ID
	Outcome         graph.Outcome // ENDED, or UNCHANGED when it was withdrawn before
	Committed       bool          // false for a preview
	NoLongerCurrent []graph.ID    // records that no other article speaks of, sorted
	LostOneSupport  []graph.ID    // records that others speak of too, sorted
	Labels          map[graph.ID]string
}

// Withdraw ends all claims of an article, given by its id, with or without
// "article:", or by its address. The graph is then what the other articles
// alone would have made; what was known stays readable at earlier clocks, and
// Restore, or loading the article again, brings it back. Withdrawing twice changes nothing. The
// error has code NotFound when there is no such article.
func Withdraw(ctx context.Context, store graph.Store, actor, article string, dryRun bool) (*WithdrawReport, error) {
	receipt, err := store.Apply(ctx, graph.Write{Actor: actor, DryRun: dryRun, Plan: func(ctx context.Context, reader graph.Reader) ([]graph.Change, error) {
		id, err := articleCalled(ctx, reader, article)
		if err != nil {
			return nil, err
		}
		return []graph.Change{{Action: graph.ActionWithdraw, Article: &graph.Record{ID: id, Kind: kindArticle}}}, nil
	}})
	if err != nil {
		return nil, err
	}
	done := receipt.Articles[0]
	report := &WithdrawReport{Article: done.Article, Outcome: done.Outcome, Committed: !dryRun, Labels: labelsOf(done.Records)}
	for _, record := range done.Records {
		switch {
		case record.Outcome == graph.Ended:
			report.NoLongerCurrent = append(report.NoLongerCurrent, record.ID)
		case record.After != nil:
			report.LostOneSupport = append(report.LostOneSupport, record.ID)
		}
	}
	return report, nil
}

// articleCalled is the id of an article by its id or address.
func articleCalled(ctx context.Context, reader graph.Reader, text string) (graph.ID, error) {
	text = strings.TrimSpace(text)
	if kind, _, isID := graph.ParseID(text); isID && kind == kindArticle {
		return graph.ID(text), nil
	}
	if !strings.Contains(text, "://") {
		return graph.NewID(kindArticle, text), nil
	}
	url, err := graph.ParseURL(text)
	if err != nil {
		return "", err
	}
	known, err := articlesAt(ctx, reader, url)
	switch {
	case err != nil:
		return "", err
	case len(known) == 0:
		return "", graph.Errorf(graph.NotFound, "there is no article at %s", url)
	case len(known) > 1:
		return "", graph.Errorf(graph.Ambiguous, "several articles have the address %s: %v; give the id of one", url, known)
	}
	return known[0], nil
}
