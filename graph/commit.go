package graph

import (
	"bytes"
	"context"
	"slices"
)

// Write is what Apply carries out.
type Write struct {
	Actor  string // who is writing: the name of an API key, or "local"
	DryRun bool

	// Plan decides what to change, from what the transaction sees. It may be
	// called again when the transaction is, so it has no effects of its own. Its error
	// undoes the write and is returned as it is.
	Plan func(ctx context.Context, reader Reader) ([]Change, error)
}

// Change is what is to become of one article.
type Change struct {
	Action  Action
	Article *Record   // of kind article; for a withdrawal only its id matters
	Claims  []*Record // all that the article states
}

// Outcome is what a write did to an article or a record.
type Outcome string

// The outcomes.
const (
	Created    Outcome = "CREATED"
	Changed    Outcome = "CHANGED"
	Unchanged  Outcome = "UNCHANGED"
	Superseded Outcome = "SUPERSEDED" // a later revision of the article is known already
	Ended      Outcome = "ENDED"      // nothing current is left of it
)

// Receipt tells what a write did, or would do, in the order of its changes.
type Receipt struct {
	At       Instant
	Articles []ArticleReceipt
}

// ArticleReceipt tells what became of one article and of the records that its
// claims, old and new, are about; records are in order of their ids.
type ArticleReceipt struct {
	Article ID
	Outcome Outcome
	Records []RecordReceipt
}

// RecordReceipt tells what became of one record. Before and After are its last
// versions in valid time, nil where there is none.
type RecordReceipt struct {
	ID            ID
	Outcome       Outcome
	Before, After *Record
}

// Commit works out what a write changes and saves it. It is the part of Apply
// that all stores share; it does nothing but call tx.
//
// An article that is already there, by its id, is left alone when its digest
// is the same; replaced when the new revision is higher, ending the claims
// that it no longer states; and left alone when it is lower. Sending a withdrawn
// article again restores it. Errors: Conflict for an equal revision with other facts,
// NotFound for the withdrawal of an unknown article, Invalid for a claim that
// points to a record that would not be there.
func Commit(ctx context.Context, tx Tx, write Write) (*Receipt, error) {
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
	round := &round{tx: tx, now: tx.Now(), opened: map[ID][]*Record{}, ended: map[ID]map[ID]bool{}}
	if err := round.judge(ctx, changes); err != nil {
		return nil, err
	}
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
			round.delta.Log = append(round.delta.Log, LogEntry{
				At: round.now, Actor: actor, Action: changes[i].Action, Article: verdict.article, Changed: countChanged(articles[i].Records),
			})
		}
	}
	if len(round.delta.Log) == 0 {
		return articles, nil
	}
	return articles, tx.Save(ctx, round.delta)
}

// round is the work on changes to different articles.
type round struct {
	tx       Tx
	now      Instant
	delta    Delta
	verdicts []verdict
	opened   map[ID][]*Record   // by the record that they are about
	ended    map[ID]map[ID]bool // likewise, by id of the claim
	before   map[ID][]*Record
	after    map[ID][]*Record
}

type verdict struct {
	article ID
	outcome Outcome
	touched []ID // the records that its claims, old and new, are about, sorted
}

// judge decides what becomes of each article and which claims begin and end.
func (r *round) judge(ctx context.Context, changes []Change) error {
	ids := make([]ID, len(changes))
	for i, change := range changes {
		ids[i] = change.Article.ID
	}
	known, err := r.tx.Versions(ctx, ids)
	if err != nil {
		return err
	}
	live, err := r.tx.Live(ctx, "article", ids)
	if err != nil {
		return err
	}
	for _, change := range changes {
		var old *Record
		if versions := known[change.Article.ID]; len(versions) > 0 {
			old = versions[0]
		}
		next, outcome, err := judgeArticle(change, old)
		if err != nil {
			return err
		}
		verdict := verdict{article: change.Article.ID, outcome: outcome}
		if next != nil {
			verdict.touched = r.replace(change, old, next, live[change.Article.ID])
		} else {
			verdict.touched = aboutAll(change.Claims)
		}
		r.verdicts = append(r.verdicts, verdict)
	}
	return nil
}

// judgeArticle says what the article's next version is, nil for none.
func judgeArticle(change Change, old *Record) (*Record, Outcome, error) {
	if change.Action == ActionWithdraw {
		switch {
		case old == nil:
			return nil, "", Errorf(NotFound, "there is no article %s", change.Article.ID)
		case statusOf(old) == Withdrawn:
			return nil, Unchanged, nil
		}
		return withStatus(old, Withdrawn), Ended, nil
	}
	switch {
	case old == nil:
		return withStatus(change.Article, countingStatus(change.Article)), Created, nil
	case digestOf(old) == digestOf(change.Article) && statusOf(old) != Withdrawn:
		return nil, Unchanged, nil
	case digestOf(old) == digestOf(change.Article):
		return withStatus(change.Article, countingStatus(change.Article)), Changed, nil
	case Revision(change.Article) < Revision(old):
		return nil, Superseded, nil
	case Revision(change.Article) == Revision(old):
		return nil, "", Errorf(Conflict, "%s is known with other facts under the same revision; "+
			"to correct it, give the article a later date under \"revised\"", change.Article.ID)
	}
	return withStatus(change.Article, countingStatus(change.Article)), Changed, nil
}

// countingStatus is the status of an article that counts. It follows from the
// article alone, so that the order in which revisions arrive, and a withdrawal
// in between, make no difference.
func countingStatus(article *Record) Token {
	if len(article.Held["revised"]) > 0 {
		return Corrected
	}
	return Active
}

func statusOf(article *Record) Token { status, _ := One[Token](article, "status"); return status }
func digestOf(article *Record) string {
	digest, _ := One[Prose](article, "digest")
	return string(digest)
}

func withStatus(article *Record, status Token) *Record {
	next := &Record{ID: article.ID, Kind: article.Kind, Valid: Always, Held: map[string][]Held{}}
	for field, held := range article.Held {
		next.Held[field] = held
	}
	next.Held["status"] = []Held{{Value: status}}
	return next
}

// replace exchanges an article and its claims, and returns what they are about.
func (r *round) replace(change Change, old, next *Record, live []*Record) []ID {
	reason, stated := SourceCorrected, change.Claims
	if change.Action == ActionWithdraw {
		reason, stated = SourceWithdrawn, nil
	}
	if old != nil {
		r.close(old, "")
	}
	r.open(next)
	remaining := map[ID]*Record{}
	for _, c := range stated {
		remaining[c.ID] = c
	}
	for _, c := range live {
		if again := remaining[c.ID]; again != nil && bytes.Equal(EncodeBody(again), EncodeBody(c)) {
			delete(remaining, c.ID)
			continue
		}
		r.close(c, reason)
		about := c.Refs("about")[0]
		if r.ended[about] == nil {
			r.ended[about] = map[ID]bool{}
		}
		r.ended[about][c.ID] = true
	}
	for _, c := range stated {
		if remaining[c.ID] != nil {
			delete(remaining, c.ID)
			c.Valid = Always
			r.open(c)
			about := c.Refs("about")[0]
			r.opened[about] = append(r.opened[about], c)
		}
	}
	return aboutAll(append(slices.Clone(live), stated...))
}

func (r *round) open(version *Record) {
	version.Known = KnownSpan{From: r.now}
	r.delta.Open = append(r.delta.Open, version)
}

func (r *round) close(version *Record, reason EndReason) {
	r.delta.Close = append(r.delta.Close, Closing{ID: version.ID, From: version.Valid.From, Reason: reason})
}

// resolve works out the new versions of the records that are touched.
func (r *round) resolve(ctx context.Context) error {
	var touched []ID
	for _, verdict := range r.verdicts {
		touched = append(touched, verdict.touched...)
	}
	touched = sortedSet(touched)
	var err error
	if r.before, err = r.tx.Versions(ctx, touched); err != nil {
		return err
	}
	r.after = map[ID][]*Record{}
	var stale []ID
	for _, id := range touched {
		if r.adds(id) {
			stale = append(stale, id)
		} else {
			r.after[id] = r.before[id]
		}
	}
	live, err := r.tx.Live(ctx, "about", stale)
	if err != nil {
		return err
	}
	for _, id := range stale {
		claims := slices.DeleteFunc(live[id], func(c *Record) bool { return r.ended[id][c.ID] })
		r.after[id] = Resolve(id, append(claims, r.opened[id]...))
		r.exchange(r.before[id], r.after[id])
	}
	return nil
}

// adds says whether the claims that begin and end may change the record. A
// mere mention of an entity by a name that it is known by does not, so that a
// hub is not worked out again for every article that names it.
func (r *round) adds(id ID) bool {
	if len(r.ended[id]) > 0 {
		return true
	}
	return slices.ContainsFunc(r.opened[id], func(c *Record) bool { return !isMention(c, r.before[id]) })
}

func isMention(c *Record, versions []*Record) bool {
	if len(c.Claimed) != 1 || len(c.Claimed["name"]) != 1 || len(versions) == 0 {
		return false
	}
	if said, _ := One[Token](c, "modality"); said == Denies {
		return false
	}
	names := versions[0].Held["name"]
	if !isUsualName(versions[0].ID, names[0].Value) {
		names = names[:1] // A better claim for another name would put it first.
	}
	name := EncodeBody(&Record{Held: c.Claimed})
	return slices.ContainsFunc(names, func(held Held) bool {
		return bytes.Equal(name, EncodeBody(&Record{Held: map[string][]Held{"name": {held}}}))
	})
}

// exchange closes the versions that are no longer so and opens the new ones.
func (r *round) exchange(before, after []*Record) {
	kept := map[Day]bool{}
	for _, version := range after {
		same := slices.IndexFunc(before, func(old *Record) bool { return old.Valid == version.Valid && SameContent(old, version) })
		if same >= 0 {
			kept[version.Valid.From] = true
		}
	}
	for _, old := range before {
		if !kept[old.Valid.From] {
			r.close(old, "")
		}
	}
	for _, version := range after {
		if !kept[version.Valid.From] {
			r.open(version)
		}
	}
}

// checkReferences refuses versions that point to what is not there.
func (r *round) checkReferences(ctx context.Context) error {
	pointedBy := map[ID]ID{}
	for _, version := range r.delta.Open {
		links := version.Links()
		if version.Kind == claim.Kind { // Its article is there, and what it denies need not be.
			links = map[string][]ID{"speaker": links["speaker"]}
		}
		for _, ids := range links {
			for _, id := range ids {
				if len(r.after[id]) == 0 {
					pointedBy[id] = version.ID
				}
			}
		}
	}
	ids := make([]ID, 0, len(pointedBy))
	for id := range pointedBy {
		ids = append(ids, id)
	}
	ids = sortedSet(ids)
	known, err := r.tx.Versions(ctx, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, touched := r.after[id]; touched || len(known[id]) == 0 {
			return Errorf(Invalid, "%s points to %s, which no article speaks of", pointedBy[id], id)
		}
	}
	return nil
}

func (r *round) receipts(touched []ID) []RecordReceipt {
	receipts := make([]RecordReceipt, 0, len(touched))
	for _, id := range touched {
		receipt := RecordReceipt{ID: id, Outcome: Changed, Before: last(r.before[id]), After: last(r.after[id])}
		switch {
		case receipt.Before == nil && receipt.After == nil:
			receipt.Outcome = Unchanged
		case receipt.Before == nil:
			receipt.Outcome = Created
		case receipt.After == nil:
			receipt.Outcome = Ended
		case sameVersions(r.before[id], r.after[id]):
			receipt.Outcome = Unchanged
		}
		receipts = append(receipts, receipt)
	}
	return receipts
}

func sameVersions(a, b []*Record) bool {
	return slices.EqualFunc(a, b, func(x, y *Record) bool { return x.Valid == y.Valid && SameContent(x, y) })
}

func last(versions []*Record) *Record {
	if len(versions) == 0 {
		return nil
	}
	return versions[len(versions)-1]
}

func countChanged(receipts []RecordReceipt) int {
	n := 0
	for _, receipt := range receipts {
		if receipt.Outcome != Unchanged {
			n++
		}
	}
	return n
}

func aboutAll(claims []*Record) []ID {
	var ids []ID
	for _, c := range claims {
		ids = append(ids, c.Refs("about")...)
	}
	return sortedSet(ids)
}

func sortedSet(ids []ID) []ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}
