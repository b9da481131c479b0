package explore

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Published limits of a list of conflicts.
const (
	// MaxConflicts is how many records with conflicts one call looks at, for an
	// order or a number that takes all of them.
	MaxConflicts = 10_000

	// conflictsAtOnce is of how many records the claims are read together.
	conflictsAtOnce = 100
)

// ConflictQuery asks for a page of conflicts.
type ConflictQuery struct {
	Slice      graph.Slice      // Day is the one that records are shown on; conflicts are those known now, at whatever time
	Kinds      []ConflictKind   // none means all but OVER_ALLOCATED
	Fields     []string         // none means all
	Severities []graph.Severity // none means all
	Of         graph.ID         // only those about this record and the relations that name it; empty means all
	Before     graph.Instant    // only those known before it; 0 means all
	Settled    bool             // those that a decision settled, rather than those that are open
	Order      ConflictOrder    // empty means RECORD
	After      string           // only what comes after this key
	Limit      int              // how many; 0 asks for none
	Count      bool             // whether Total is wanted

	// Others are conflicts found elsewhere, which are selected, ordered and
	// listed with the rest, see OverAllocated.
	Others []Conflict
}

// ConflictList is a page of conflicts, with what they speak of.
type ConflictList struct {
	Conflicts []Conflict
	Keys      []string // of each, to go on after
	More      bool
	Total     int                        // only if asked for
	Records   map[graph.ID]*graph.Record // that the conflicts are about, and their stakes
	Claims    map[graph.ID]*graph.Record
	At        graph.Instant // the state of the store that was read
}

// Conflicts lists contradictions between live claims. It finds them by an index
// of the fields that are contested, of denials and of decisions, never by
// looking through the graph: a page in the order of records reads the claims of
// its own records; other orders, and a number, read those of all records with
// conflicts of the kinds asked for, at most MaxConflicts, beyond which it
// is an error of code Limit.
func Conflicts(ctx context.Context, reader graph.Reader, q ConflictQuery) (*ConflictList, error) {
	if len(q.Kinds) == 0 {
		q.Kinds = []ConflictKind{ConflictValue, ConflictIdentity, ConflictDenial}
	}
	var err error
	if q.Slice, err = q.Slice.Pin(ctx, reader); err != nil {
		return nil, err
	}
	list := &ConflictList{At: q.Slice.Known, Records: map[graph.ID]*graph.Record{}, Claims: map[graph.ID]*graph.Record{}}
	ids, err := q.candidates(ctx, reader)
	if err != nil {
		return nil, err
	}
	if err := q.fill(ctx, reader, ids, list); err != nil {
		return nil, err
	}
	return list, q.cast(ctx, reader, list)
}

// fill reads candidates until the page is full or, where that takes all, all.
func (q *ConflictQuery) fill(ctx context.Context, reader graph.Reader, ids []graph.ID, list *ConflictList) error {
	whole := q.Count || q.Order == ConflictsByAge || q.Order == ConflictsBySeverity
	if whole && len(ids) > MaxConflicts {
		return graph.Errorf(graph.Limit, "%d records have conflicts, and at most %d can be ordered or counted; ask for fewer kinds or fields, or in the order RECORD", len(ids), MaxConflicts)
	}
	found := slices.DeleteFunc(slices.Clone(q.Others), func(c Conflict) bool { return !q.keeps(&c) })
	for some := range slices.Chunk(ids, conflictsAtOnce) {
		if !whole && q.full(found, some[0]) {
			break
		}
		if !whole && string(some[len(some)-1])+" ~" < q.After {
			continue
		}
		claims, err := graph.ClaimsAbout(ctx, reader, some, q.Slice)
		if err != nil {
			return err
		}
		for _, id := range some {
			for _, c := range conflictsOf(id, claims[id]) {
				if q.keeps(&c) {
					found = append(found, c)
					list.keep(&c, claims[id])
				}
			}
		}
	}
	list.page(q, found)
	return nil
}

// full says whether more than the page were found before a record.
func (q *ConflictQuery) full(found []Conflict, next graph.ID) bool {
	n := 0
	for i := range found {
		if key := found[i].key(q.Order); key > q.After && key < string(next) {
			n++
		}
	}
	return n > q.Limit
}

// keep remembers the claims of both sides.
func (l *ConflictList) keep(c *Conflict, claims []*graph.Record) {
	named := map[graph.ID]bool{}
	for _, id := range c.claims() {
		named[id] = true
	}
	for _, claim := range claims {
		if named[claim.ID] {
			l.Claims[claim.ID] = claim
		}
	}
}

func (l *ConflictList) page(q *ConflictQuery, found []Conflict) {
	slices.SortFunc(found, func(a, b Conflict) int { return cmp.Compare(a.key(q.Order), b.key(q.Order)) })
	l.Total = len(found)
	for _, c := range found {
		key := c.key(q.Order)
		if key <= q.After {
			continue
		}
		if len(l.Conflicts) == q.Limit {
			l.More = true
			return
		}
		l.Conflicts, l.Keys = append(l.Conflicts, c), append(l.Keys, key)
	}
}

// cast reads the records that the page speaks of, and forgets other claims.
func (q *ConflictQuery) cast(ctx context.Context, reader graph.Reader, list *ConflictList) error {
	var ids []graph.ID
	named := map[graph.ID]*graph.Record{}
	for _, c := range list.Conflicts {
		ids = append(append(ids, c.Record), c.Stakes...)
		for _, id := range c.claims() {
			named[id] = list.Claims[id]
		}
	}
	list.Claims = named
	if len(ids) == 0 {
		return nil
	}
	var err error
	list.Records, err = reader.Records(ctx, ids, q.Slice)
	return err
}
