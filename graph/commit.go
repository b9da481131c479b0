package graph

import (
	"context"
	"errors"
)

// Write is what Apply carries out.
type Write struct {
	Actor  string // who is writing: the name of an API key, or "local"
	DryRun bool

	// Plan decides what to change. Its error undoes the write and is returned as it is.
	Plan Plan

	// Plans, instead of Plan, are for many articles at once: each changes one
	// article at most, and is carried out on what those before it left. One that is
	// refused is left out and the others stay: its receipt has the error. The errors
	// of the store, which are those of code Unavailable and Internal, undo the whole
	// write. The result is that of as many writes of one plan each, at one instant.
	Plans []Plan

	// Look, when it is set, is called once all is saved and before it is kept or undone, with
	// a reader that sees what was saved; what was before is known there at the instant just
	// before that of the receipt. Its error undoes the write. It may be called again when a
	// transaction is.
	Look func(ctx context.Context, reader Reader, receipt *Receipt) error
}

// Plan decides what a write changes, from what the transaction sees. It may be
// called again, by itself or at the same time as other plans of the write, so it has no effects
// but to remember what it decided last.
type Plan func(ctx context.Context, reader Reader) ([]Change, error)

// Change is what is to become of one article.
type Change struct {
	Action  Action
	Article *Record   // of kind article; for a withdrawal only its id matters; an undoing with no fields removes it
	Claims  []*Record // all that the article states
	Reason  Reason    // of an undoing: why claims begin and end by it
	Note    string    // for the log, in the words of who writes; empty for none

	// Waiting, made by NewWaiting, is what is to wait of the article instead of
	// being loaded; it comes with no claims. What the article states so far stays.
	// Of an undoing and a restoring, it is what waited then, beside the claims.
	Waiting *Record
}

// Commit works out what a write changes and saves it. It is the part of Apply
// that all stores share; it does nothing but call tx.
//
// An article that is already there, by its id, is left alone when its digest
// is the same; replaced when the new revision is higher, ending the claims
// that it no longer states; and left alone when it is lower. At an equal revision
// the higher reading does the same. Sending a withdrawn article again restores it;
// so does restoring, which leaves what is not withdrawn alone. An article that is
// sent with the status WITHDRAWN is taken as if it had been sent and then
// withdrawn: one that is new is there, does not count, and can be restored. Undoing
// gives the article exactly what the change holds.
//
// What is to wait is kept apart from the claims, once for each article: a later
// or equal revision, whether it waits or is loaded, takes its place; an earlier
// one that is loaded counts beside it, in whatever order they come; and withdrawing
// the article drops it. While nothing of an article counts, its status is WAITING.
//
// Errors: Conflict for an equal revision and reading with other facts, NotFound
// for the withdrawal or restoring of an unknown article, Invalid for a claim that
// points to a record that would not be there.
func Commit(ctx context.Context, tx Tx, write Write) (*Receipt, error) {
	receipt, err := commit(ctx, tx, write)
	if err == nil && write.Look != nil {
		err = write.Look(ctx, tx, receipt)
	}
	if err != nil {
		return nil, err
	}
	return receipt, nil
}

func commit(ctx context.Context, tx Tx, write Write) (*Receipt, error) {
	if write.Plan == nil {
		return commitPlans(ctx, newBulk(tx), write)
	}
	changes, err := write.Plan(ctx, tx)
	if err != nil {
		return nil, err
	}
	receipt := &Receipt{At: tx.Now(), Articles: make([]ArticleReceipt, 0, len(changes))}
	for len(changes) > 0 {
		n := distinct(changes)
		articles, err := commitRound(ctx, tx, write.Actor, changes[:n])
		if err != nil {
			return nil, err
		}
		receipt.Articles = append(receipt.Articles, articles...)
		changes = changes[n:]
	}
	return receipt, nil
}

// commitPlans carries out one plan after the other. A plan fails before
// anything of it is saved, so that leaving it out needs no undoing.
func commitPlans(ctx context.Context, b *bulk, write Write) (*Receipt, error) {
	receipt := &Receipt{At: b.Now(), Articles: make([]ArticleReceipt, len(write.Plans))}
	if len(write.Plans) > 1 {
		if err := b.warm(ctx, write.Plans); err != nil {
			return nil, err
		}
	}
	for i, plan := range write.Plans {
		done, err := commitPlan(ctx, b, write.Actor, plan)
		if ofStore(err) {
			return nil, err
		}
		receipt.Articles[i] = done
		receipt.Articles[i].Refused = err
	}
	return receipt, b.flush(ctx)
}

func commitPlan(ctx context.Context, b *bulk, actor string, plan Plan) (ArticleReceipt, error) {
	changes, err := plan(ctx, b)
	switch {
	case err != nil || len(changes) == 0:
		return ArticleReceipt{}, err
	case len(changes) > 1:
		return ArticleReceipt{}, Errorf(Internal, "a plan among others changes %d articles", len(changes))
	}
	articles, err := commitRound(ctx, b, actor, changes)
	if err != nil {
		return ArticleReceipt{}, err
	}
	return articles[0], nil
}

// ofStore says whether an error is that of the store, rather than of a plan.
func ofStore(err error) bool {
	var known *Error
	return errors.As(err, &known) && (known.Code == Unavailable || known.Code == Internal)
}

// distinct is how many changes from the first on concern different articles
// and so can be worked out together.
func distinct(changes []Change) int {
	seen := map[ID]bool{}
	for i, change := range changes {
		if seen[change.Article.ID] {
			return i
		}
		seen[change.Article.ID] = true
	}
	return len(changes)
}

func commitRound(ctx context.Context, tx Tx, actor string, changes []Change) ([]ArticleReceipt, error) {
	round := newRound(tx)
	if err := round.judge(ctx, changes); err != nil {
		return nil, err
	}
	if err := round.identify(ctx); err != nil {
		return nil, err
	}
	round.exchangeClaims()
	if err := round.resolve(ctx); err != nil {
		return nil, err
	}
	if err := round.checkReferences(ctx); err != nil {
		return nil, err
	}
	articles := make([]ArticleReceipt, len(changes))
	for i, verdict := range round.verdicts {
		articles[i] = ArticleReceipt{Article: verdict.article, Outcome: verdict.outcome, Records: round.receipts(verdict.touched)}
		if verdict.outcome != Unchanged && verdict.outcome != Superseded {
			round.delta.Log = append(round.delta.Log, verdict.past...)
			round.delta.Log = append(round.delta.Log, LogEntry{
				At: round.now, Action: verdict.action, Article: verdict.article, Changed: countChanged(articles[i].Records), Reason: verdict.reason, Note: changes[i].Note,
			})
		}
	}
	if len(round.delta.Log) == 0 {
		return articles, nil
	}
	for i := range round.delta.Log {
		round.delta.Log[i].Actor = actor
	}
	return articles, tx.Save(ctx, round.delta)
}
