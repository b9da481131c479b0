package graph

import (
	"cmp"
	"slices"
)

// TurnParts are what a store reads for a page of turns: the places that it found by the
// entries of Turned, in order, and what is known of the records there. Commits may
// share versions, claims and log entries among each other.
type TurnParts struct {
	Places   []TurnCursor // one more than the limit when there are more
	Versions []*Record    // known just before or just after one of the places
	Claims   []*Record    // about the records, that began or ended at one of the places
	Log      []LogEntry   // of the commits, for the articles of those claims, and the first of each commit
}

// Page arranges the parts. It leaves out the places whose versions a later
// change of the same commit took back, and those where only such a version pointed to
// what is asked for.
func (q TurnQuery) Page(parts TurnParts) TurnPage {
	page := TurnPage{Turns: []Turn{}, Last: q.Start()}
	if len(parts.Places) > q.Limit {
		parts.Places, page.More = parts.Places[:q.Limit], true
	}
	versions, claims, log := byRecord(parts.Versions), byAbout(parts.Claims), byCommit(parts.Log)
	for _, place := range parts.Places {
		page.Last = place
		turn := Turn{TurnCursor: place}
		turn.see(versions[place.ID])
		if turn.weigh(claims[place.ID], log[place.At]); q.wants(&turn) {
			page.Turns = append(page.Turns, turn)
		}
	}
	return page
}

// see takes the versions known just before and just after.
func (t *Turn) see(versions []*Record) {
	for _, v := range versions {
		if v.Known.From < t.At && (v.Known.To == 0 || v.Known.To >= t.At) {
			t.Before = append(t.Before, v)
		}
		if v.Known.At(t.At) {
			t.After = append(t.After, v)
		}
	}
}

// weigh takes the claims and the log of the commit.
func (t *Turn) weigh(claims []*Record, log []LogEntry) {
	articles := map[ID]bool{}
	for _, c := range claims {
		if c.Known.From == t.At {
			t.Begun = append(t.Begun, c)
		}
		if c.Known.To == t.At {
			t.Ended = append(t.Ended, c)
		}
		if c.Known.From == t.At || c.Known.To == t.At {
			articles[c.Refs("article")[0]] = true
		}
	}
	for _, entry := range log {
		if articles[entry.Article] {
			t.Log = append(t.Log, entry)
		}
	}
	if len(t.Log) == 0 && len(log) > 0 {
		t.Log = log[:1]
	}
}

func (q TurnQuery) wants(t *Turn) bool {
	var exchanged []*Record
	for _, v := range t.Before {
		if v.Known.To == t.At {
			exchanged = append(exchanged, v)
		}
	}
	for _, v := range t.After {
		if v.Known.From == t.At {
			exchanged = append(exchanged, v)
		}
	}
	if len(exchanged) == 0 || q.Of == nil {
		return len(exchanged) > 0
	}
	return slices.ContainsFunc(near(exchanged), func(id ID) bool { return slices.Contains(q.Of, id) })
}

// byRecord groups versions by id, each in order of validity.
func byRecord(versions []*Record) map[ID][]*Record {
	grouped := map[ID][]*Record{}
	for _, v := range versions {
		grouped[v.ID] = append(grouped[v.ID], v)
	}
	for _, some := range grouped {
		slices.SortFunc(some, func(a, b *Record) int {
			return cmp.Or(cmp.Compare(a.Valid.From, b.Valid.From), cmp.Compare(a.Known.From, b.Known.From))
		})
	}
	return grouped
}

func byAbout(claims []*Record) map[ID][]*Record {
	grouped := map[ID][]*Record{}
	for _, c := range claims {
		about := c.Refs("about")[0]
		grouped[about] = append(grouped[about], c)
	}
	for _, some := range grouped {
		slices.SortFunc(some, func(a, b *Record) int {
			return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Known.From, b.Known.From))
		})
	}
	return grouped
}

// byCommit groups log entries, in order of the article.
func byCommit(log []LogEntry) map[Instant][]LogEntry {
	grouped := map[Instant][]LogEntry{}
	for _, entry := range log {
		if !slices.Contains(grouped[entry.At], entry) {
			grouped[entry.At] = append(grouped[entry.At], entry)
		}
	}
	for _, some := range grouped {
		slices.SortStableFunc(some, func(a, b LogEntry) int { return cmp.Compare(a.Article, b.Article) })
	}
	return grouped
}
