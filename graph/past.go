package graph

// past is what an article was that is sent as withdrawn and is new: as it
// counted, with its claims.
type past struct {
	article *Record
	claims  []*Record
}

// loadWithdrawal withdraws an article that is sent as withdrawn and is known
// with the same facts.
func (j *judgement) loadWithdrawal() error {
	j.change.Action, j.change.Claims = ActionWithdraw, nil
	return j.withdraw()
}

// loadWithdrawn takes an article that is sent as withdrawn and is not known with
// these facts.
func (j *judgement) loadWithdrawn() {
	sent, claims := j.change.Article, j.change.Claims
	j.change.Claims = nil
	if j.old != nil {
		j.become(Changed, withStatus(sent, Withdrawn))
		return
	}
	j.become(Created, withStatus(sent, Withdrawn))
	j.change.Action, j.reason = ActionWithdraw, whyWithdrawn(sent)
	j.past = &past{withStatus(sent, countingStatus(sent)), claims}
}

// whyWithdrawn says why the claims of an article end by its withdrawal.
func whyWithdrawn(article *Record) Reason {
	if ofEditor(article) {
		return ResolutionChanged
	}
	return SourceWithdrawn
}

// keepPast saves what a new article was before it was withdrawn, at the instant
// before this commit, where restoring finds it, and returns what the log says of that. What the
// claims are about is not worked out: nobody ever knew it by them.
func (r *round) keepPast(j judgement) []LogEntry {
	if j.past == nil {
		return nil
	}
	before := KnownSpan{From: r.now - 1, To: r.now}
	j.past.article.Known = before
	r.delta.Past = append(r.delta.Past, j.past.article)
	for _, c := range j.past.claims {
		c.Valid, c.Known, c.EndReason = Always, before, j.reason
		r.delta.Past = append(r.delta.Past, c)
	}
	return []LogEntry{{At: before.From, Action: ActionSeed, Article: j.past.article.ID, Reason: WhyBegun(nil, j.past.article)}}
}
