package graph

import "cmp"

// TurnQuery asks for a page of what commits made of entities and relations.
type TurnQuery struct {
	Since Instant // only commits after it
	Until Instant // only commits up to it; 0 for all

	// Of, when it is not nil, keeps the records that are among these ids, and those
	// of which the commit opened or closed a version that points to one of them.
	Of []ID

	After *TurnCursor // only what comes after it
	Limit int         // 0 asks for none
}

// TurnCursor is the place of a turn: commits in their order, and the records of one
// commit in order of id.
type TurnCursor struct {
	At Instant
	ID ID
}

// Compare orders places: negative when c comes first.
func (c TurnCursor) Compare(other TurnCursor) int {
	return cmp.Or(cmp.Compare(c.At, other.At), cmp.Compare(c.ID, other.ID))
}

// Turn is what one commit made of one entity or relation.
type Turn struct {
	TurnCursor
	Before, After []*Record // its versions known just before and just after, in order of validity
	Ended, Begun  []*Record // claims about it that the commit ended and began, in order of id

	// Log holds the entries of the commit for the articles of those claims, in order
	// of the article; where no claim began or ended, the first entry of the commit.
	Log []LogEntry
}

// TurnPage is a page of turns.
type TurnPage struct {
	Turns []Turn
	Last  TurnCursor // how far the page reaches: where to go on after it
	More  bool       // whether there may be more after Last
}

// Start is the place after which a query reads.
func (q TurnQuery) Start() TurnCursor {
	start := TurnCursor{At: q.Since, ID: AfterAllIDs}
	if q.After != nil && start.Compare(*q.After) < 0 {
		return *q.After
	}
	return start
}

// AfterAllIDs is above every id, which begins with a small letter.
const AfterAllIDs = "~"

// Turned is a record of which a delta closes or opens versions. Near are the
// ids by which a query for some finds it: its own and those that the versions point to,
// sorted.
type Turned struct {
	ID   ID
	Near []ID
}

// turned is the entry for versions of one record; none for no versions.
func turned(exchanged []*Record) []Turned {
	if len(exchanged) == 0 {
		return nil
	}
	return []Turned{{ID: exchanged[0].ID, Near: near(exchanged)}}
}

// TurnedBy is the entry that is kept for a version of an entity or relation
// when it is opened and when it is closed; false for other versions.
func TurnedBy(version *Record) (Turned, bool) {
	if !KindOf(version.Kind).IsResolved() {
		return Turned{}, false
	}
	return Turned{ID: version.ID, Near: near([]*Record{version})}, true
}

func near(versions []*Record) []ID {
	ids := []ID{versions[0].ID}
	for _, version := range versions {
		for _, linked := range version.Links() {
			ids = append(ids, linked...)
		}
	}
	return sortedSet(ids)
}
