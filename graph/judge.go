package graph

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
