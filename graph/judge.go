package graph

// decide says what becomes of the article by what is known of it.
func (j *judgement) decide() error {
	switch j.change.Action {
	case ActionWithdraw:
		return j.withdraw()
	case ActionRestore:
		return j.restore()
	case ActionUndo:
		j.undo()
		return nil
	}
	return j.load()
}

func (j *judgement) load() error {
	sent := j.change.Article
	loaded := j.old != nil && StatusOf(j.old) != Waiting // It counts, or did before it was withdrawn.
	same := loaded && digestOf(j.old) == digestOf(sent)
	switch {
	case same && isWithdrawn(sent):
		return j.loadWithdrawal()
	case same && !isWithdrawn(j.old):
		j.outcome = Unchanged
	case loaded && !same && compareLoads(sent, j.old) < 0, j.change.Waiting != nil && j.waiting != nil && compareLoads(sent, j.waiting) < 0:
		j.outcome = Superseded
	case loaded && !same && compareLoads(sent, j.old) == 0:
		return Errorf(Conflict, "%s is known with other facts under the same revision; "+
			"if its publisher corrected it, give the article the later date under \"revised\"; "+
			"if the same text was read wrongly, give it a \"reading\" above %d", sent.ID, Reading(j.old))
	case j.change.Waiting != nil:
		j.wait()
	case isWithdrawn(sent):
		j.loadWithdrawn()
	case j.old == nil:
		j.become(Created, withStatus(sent, countingStatus(sent)))
	default:
		j.become(Changed, withStatus(sent, countingStatus(sent)))
	}
	return nil
}

// become gives the article its next version. Only a later revision goes on to
// wait.
func (j *judgement) become(outcome Outcome, next *Record) {
	j.outcome, j.next, j.reason = outcome, next, WhyBegun(j.old, next)
	if j.waiting != nil && compareLoads(next, j.waiting) >= 0 {
		j.kept = nil
	}
}

// wait keeps what is sent, beside what counts of the article.
func (j *judgement) wait() {
	if j.waiting != nil && SameContent(j.waiting, j.change.Waiting) {
		j.outcome = Unchanged
		return
	}
	j.outcome, j.kept = Waits, j.change.Waiting
	if j.old == nil || StatusOf(j.old) == Waiting || isWithdrawn(j.old) {
		j.next = withStatus(j.change.Article, Waiting)
	}
}

func (j *judgement) withdraw() error {
	switch {
	case j.old == nil:
		return Errorf(NotFound, "there is no article %s", j.change.Article.ID)
	case isWithdrawn(j.old):
		j.outcome = Unchanged
		return nil
	}
	j.outcome, j.next, j.reason, j.kept = Ended, withStatus(j.old, Withdrawn), whyWithdrawn(j.old), nil
	return nil
}

func (j *judgement) restore() error {
	switch {
	case j.old == nil:
		return Errorf(NotFound, "there is no article %s", j.change.Article.ID)
	case !isWithdrawn(j.old):
		j.outcome = Unchanged
	case StatusOf(j.change.Article) == Waiting:
		j.become(Changed, withStatus(j.change.Article, Waiting))
	default:
		j.become(Changed, withStatus(j.change.Article, countingStatus(j.change.Article)))
	}
	if j.next != nil {
		j.kept = j.change.Waiting
	}
	return nil
}

// undo gives the article back the version it is sent with, or removes it when
// it is sent with none.
func (j *judgement) undo() {
	next := j.change.Article
	j.outcome, j.reason, j.kept = Changed, j.change.Reason, j.change.Waiting
	switch {
	case len(next.Held) > 0:
		j.next = withStatus(next, StatusOf(next))
	case j.old != nil:
		j.outcome, j.removed = Ended, true
	default:
		j.outcome = Unchanged
	}
	if j.old == nil && j.next != nil {
		j.outcome = Created
	}
}

// WhyBegun says why claims of an article began to count, by its versions
// before, nil for none, and after.
func WhyBegun(before, after *Record) Reason {
	switch {
	case ofEditor(after):
		return ResolutionChanged
	case before == nil, StatusOf(before) == Waiting:
		return NewSource
	case isWithdrawn(before):
		return SourceRestored
	case Revision(before) == Revision(after) && Reading(before) != Reading(after):
		return ExtractionError
	}
	return SourceCorrected
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

func isWithdrawn(article *Record) bool { return StatusOf(article) == Withdrawn }

func ofEditor(article *Record) bool {
	sort, _ := One[Token](article, "type")
	return sort == Decision
}

// StatusOf is the status of an article, "" for nil, which no article has.
func StatusOf(article *Record) Token {
	if article == nil {
		return ""
	}
	status, _ := One[Token](article, "status")
	return status
}

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
