package graph

import (
	"bytes"
	"context"
	"slices"
)

// round is the work on changes to different articles.
type round struct {
	tx       Tx
	now      Instant
	delta    Delta
	judged   []judgement
	verdicts []verdict

	bonds          bonds
	begunDecisions []*Record
	endedDecisions map[ID]bool // by id of the claim
	rebound        []rebinding

	opened map[ID][]*Record   // by the record that they are about
	ended  map[ID]map[ID]bool // likewise, by id of the claim
	before map[ID][]*Record
	after  map[ID][]*Record
}

func newRound(tx Tx) *round {
	return &round{
		tx: tx, now: tx.Now(), bonds: bonds{}, endedDecisions: map[ID]bool{},
		opened: map[ID][]*Record{}, ended: map[ID]map[ID]bool{},
	}
}

// judgement is what is to become of an article.
type judgement struct {
	change Change
	old    *Record
	live   []*Record // its claims so far

	waiting, kept *Record // what waits of it so far, and what is to; nil for nothing

	outcome Outcome
	next    *Record // its next version; nil when it stays, or when nothing of it is left
	removed bool    // nothing of it is left
	reason  Reason  // why its claims begin and end
	past    *past   // what it was before, of one that is new and does not count
}

// changes says whether the article does not stay as it is.
func (j judgement) changes() bool { return j.next != nil || j.removed }

// stated are the claims that the article is to have.
func (j judgement) stated() []*Record {
	if j.change.Action == ActionWithdraw {
		return nil
	}
	return j.change.Claims
}

type verdict struct {
	article ID
	action  Action
	outcome Outcome
	reason  Reason
	past    []LogEntry
	touched []ID // the records that its claims, old and new, are about, sorted
}

// judge decides what becomes of each article.
func (r *round) judge(ctx context.Context, changes []Change) error {
	ids, kept := make([]ID, len(changes)), make([]ID, len(changes))
	for i, change := range changes {
		ids[i], kept[i] = change.Article.ID, WaitingID(change.Article.ID)
	}
	known, err := r.tx.Versions(ctx, slices.Concat(ids, kept))
	if err != nil {
		return err
	}
	live, err := r.tx.Live(ctx, "article", ids)
	if err != nil {
		return err
	}
	for i, change := range changes {
		j := judgement{change: change, live: live[change.Article.ID], old: last(known[ids[i]]), waiting: last(known[kept[i]])}
		j.kept = j.waiting
		if err := j.decide(); err != nil {
			return err
		}
		r.judged = append(r.judged, j)
	}
	return nil
}

// exchangeClaims ends and opens the claims of the articles, and of others that
// decisions have to be read otherwise.
func (r *round) exchangeClaims() {
	rebound := r.rebind()
	for _, j := range r.judged {
		verdict := verdict{article: j.change.Article.ID, action: j.change.Action, outcome: j.outcome, reason: j.reason, past: r.keepPast(j)}
		r.exchangeWaiting(j)
		if j.changes() {
			verdict.touched = r.replace(j)
		} else {
			verdict.touched = aboutAll(j.change.Claims)
		}
		if r.decidesAnew(j) {
			verdict.touched = sortedSet(append(verdict.touched, rebound...))
		}
		r.verdicts = append(r.verdicts, verdict)
	}
}

// replace exchanges an article and its claims, and returns what they are about.
func (r *round) replace(j judgement) []ID {
	stated := j.stated()
	if j.old != nil {
		r.close(j.old, "")
	}
	if j.next != nil {
		r.open(j.next)
	}
	remaining := map[ID]*Record{}
	for _, c := range stated {
		remaining[c.ID] = c
	}
	for _, c := range j.live {
		if again := remaining[c.ID]; again != nil && bytes.Equal(EncodeBody(again), EncodeBody(c)) {
			delete(remaining, c.ID)
			continue
		}
		r.close(c, j.reason)
		r.drop(c)
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
	return aboutAll(append(slices.Clone(j.live), stated...))
}

// exchangeWaiting exchanges what waits of an article.
func (r *round) exchangeWaiting(j judgement) {
	if j.waiting == j.kept || j.waiting != nil && j.kept != nil && SameContent(j.waiting, j.kept) {
		return
	}
	if j.waiting != nil {
		r.close(j.waiting, "")
	}
	if j.kept != nil {
		kept := *j.kept
		kept.Valid = Always
		r.open(&kept)
	}
}

func (r *round) open(version *Record) {
	version.Known = KnownSpan{From: r.now}
	r.delta.Open = append(r.delta.Open, version)
}

func (r *round) close(version *Record, reason Reason) {
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
		if r.repeatsOnly(id, claims) {
			r.after[id] = r.before[id]
			continue
		}
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
	var exchanged []*Record
	for _, old := range before {
		if !kept[old.Valid.From] {
			r.close(old, "")
			exchanged = append(exchanged, old)
		}
	}
	for _, version := range after {
		if !kept[version.Valid.From] {
			r.open(version)
			exchanged = append(exchanged, version)
		}
	}
	r.delta.Turned = append(r.delta.Turned, turned(exchanged)...)
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
