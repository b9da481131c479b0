package seed

import (
	"context"
	"strings"
	"unicode/utf8"

	"capgraph/graph"
)

// TurnReport tells what restoring or undoing made of an article and of the
// records that its claims, old and new, are about; each list is sorted.
type TurnReport struct {
	Article   graph.ID
	Outcome   graph.Outcome // of the article: CREATED, CHANGED, ENDED or UNCHANGED
	Committed bool          // false for a preview
	Created   []graph.ID    // records that are known again
	Changed   []graph.ID    // records that other articles speak of too, and that differ
	Unchanged []graph.ID    // records that other articles speak of too, and that stay; their support changes
	Ended     []graph.ID    // records that no article speaks of any more
	Labels    map[graph.ID]string
}

// Restore brings a withdrawn article back as it was, without its file. The
// article is given as in Withdraw. One that is not withdrawn is left alone. The error
// has code NotFound when there is no such article.
func Restore(ctx context.Context, store graph.Store, actor, article string, dryRun bool) (*TurnReport, error) {
	return turn(ctx, store, actor, dryRun, func(ctx context.Context, reader graph.Reader) (graph.Change, error) {
		id, err := articleCalled(ctx, reader, article)
		if err != nil {
			return graph.Change{}, err
		}
		return graph.Restoration(ctx, reader, id)
	})
}

// Undo brings an article back to what it was just before a write of the log,
// given by its instant, or before the latest one for zero. The article is given as in
// Withdraw; one that is no longer known, by its id. Undoing is logged, and can be undone.
// Errors have code NotFound when there is no such write, and Conflict when the article was
// written again since: undo that first. The log keeps the reason, one line that may be
// empty; one that is too long is an error of code Limit.
func Undo(ctx context.Context, store graph.Store, actor, article string, at graph.Instant, reason string, dryRun bool) (*TurnReport, error) {
	reason = strings.Join(strings.Fields(reason), " ")
	if err := checkReason(reason); err != nil {
		return nil, err
	}
	return turn(ctx, store, actor, dryRun, func(ctx context.Context, reader graph.Reader) (graph.Change, error) {
		id, err := articleCalled(ctx, reader, article)
		if err != nil {
			return graph.Change{}, err
		}
		change, err := graph.Undoing(ctx, reader, id, at)
		change.Note = reason
		return change, err
	})
}

// checkReason refuses reasons that are too long for the log.
func checkReason(reason string) error {
	if utf8.RuneCountInString(reason) > maxTitleLetters {
		return graph.Errorf(graph.Limit, "a reason has at most %d letters", maxTitleLetters).At("reason")
	}
	return nil
}

func turn(ctx context.Context, store graph.Store, actor string, dryRun bool, plan func(context.Context, graph.Reader) (graph.Change, error)) (*TurnReport, error) {
	receipt, err := store.Apply(ctx, graph.Write{Actor: actor, DryRun: dryRun, Plan: func(ctx context.Context, reader graph.Reader) ([]graph.Change, error) {
		change, err := plan(ctx, reader)
		return []graph.Change{change}, err
	}})
	if err != nil {
		return nil, err
	}
	done := receipt.Articles[0]
	report := &TurnReport{Article: done.Article, Outcome: done.Outcome, Committed: !dryRun, Labels: labelsOf(done.Records)}
	for _, record := range done.Records {
		switch list := map[graph.Outcome]*[]graph.ID{graph.Created: &report.Created, graph.Changed: &report.Changed, graph.Ended: &report.Ended}[record.Outcome]; {
		case list != nil:
			*list = append(*list, record.ID)
		case record.After != nil:
			report.Unchanged = append(report.Unchanged, record.ID)
		}
	}
	return report, nil
}

// labelsOf names records as they are after a write, else as they were.
func labelsOf(records []graph.RecordReceipt) map[graph.ID]string {
	far := map[graph.ID]*graph.Record{}
	for _, record := range records {
		if far[record.ID] = record.After; record.After == nil {
			far[record.ID] = record.Before
		}
	}
	labels := map[graph.ID]string{}
	for id, record := range far {
		if record != nil {
			shown := *record
			shown.Far = far
			labels[id] = graph.Label(&shown)
		}
	}
	return labels
}
