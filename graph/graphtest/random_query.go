package graphtest

import (
	"math/rand/v2"
	"slices"
	"strings"

	"capgraph/graph"
)

// inquirer asks random questions about what the reference holds.
type inquirer struct {
	*rand.Rand
	*reference
	instants []graph.Instant
}

var askedKinds = []graph.Kind{"company", "company", "person", "stake", "stake", "acquisition", "position", "article", "claim"}

func (q *inquirer) slice() graph.Slice {
	days := []string{"1950-01-01", "2019-06-15", "2020-05-17", "2020-06-01", "2022-01-01", "2024-02-09", "2024-02-10", "2024-12-31", "2025-07-01"}
	slice := graph.Slice{Day: Day(pick(q.Rand, days...))}
	if q.IntN(2) == 0 {
		slice.Known = pick(q.Rand, q.instants...) - graph.Instant(q.IntN(2))
	}
	return slice
}

func (q *inquirer) version() *graph.Record { return pick(q.Rand, q.versions...) }

func (q *inquirer) id() graph.ID {
	if q.IntN(10) == 0 {
		return "company:nobody"
	}
	return q.version().ID
}

func (q *inquirer) ids() []graph.ID {
	ids := make([]graph.ID, q.IntN(6))
	for i := range ids {
		ids[i] = q.id()
	}
	return ids
}

func (q *inquirer) query() graph.Query {
	kind := pick(q.Rand, askedKinds...)
	query := graph.Query{
		Kind: kind, Slice: q.slice(), Order: q.order(kind), Limit: q.IntN(6), Count: q.IntN(2) == 0, Last: q.IntN(4) == 0,
	}
	if q.IntN(3) > 0 {
		query.Where = q.predicate(kind, 3)
	}
	if fields := refs(kind); len(fields) > 0 && q.IntN(2) == 0 {
		query.Fields = []string{pick(q.Rand, fields...), pick(q.Rand, fields...)}
		if query.Of = q.ids(); len(query.Of) == 0 {
			query.Of = nil
		}
	}
	switch place := query.Order.Cursor(q.version()); q.IntN(4) {
	case 0:
		query.After = &place
	case 1:
		query.Before, query.Last = &place, true
	}
	return query
}

// expansion asks for the relations around some records, often entities.
func (q *inquirer) expansion() graph.Expansion {
	x := graph.Expansion{Slice: q.slice(), Limit: q.IntN(4), Count: q.IntN(2) == 0}
	for range q.IntN(6) {
		x.Of = append(x.Of, pick(q.Rand, q.id(), ID("company", pick(q.Rand, companies...)), "person:pat-doe"))
	}
	for range q.IntN(3) {
		x.Kinds = append(x.Kinds, pick(q.Rand, askedKinds...))
	}
	if q.IntN(2) == 0 {
		until := x.Slice.Day + graph.Day(q.IntN(800)-10)
		x.Until = &until
	}
	if q.IntN(3) == 0 {
		x.After = q.id()
	}
	return x
}

func (q *inquirer) order(kind graph.Kind) graph.Order {
	fields := []string{""}
	for _, field := range graph.KindOf(kind).Fields {
		if field.Sort {
			fields = append(fields, field.Name)
		}
	}
	order := graph.Order{Field: pick(q.Rand, fields...)}
	if order.Field != "" {
		order.Desc, order.Upper = q.IntN(2) == 0, q.IntN(2) == 0
	}
	return order
}

// predicate is a random condition on records of the kind, at most so deep.
func (q *inquirer) predicate(kind graph.Kind, depth int) graph.Predicate {
	if depth == 0 {
		return q.leaf(kind)
	}
	switch q.IntN(7) {
	case 0:
		return graph.And{q.predicate(kind, depth-1), q.predicate(kind, depth-1)}
	case 1:
		return graph.Or{q.predicate(kind, depth-1), q.predicate(kind, depth-1)}
	case 2:
		return graph.Not{Predicate: q.predicate(kind, depth-1)}
	case 3:
		if fields := refs(kind); len(fields) > 0 {
			field := graph.KindOf(kind).Field(pick(q.Rand, fields...))
			return graph.Points{Field: field.Name, Predicate: q.predicate(pick(q.Rand, field.Kinds...), depth-1)}
		}
	case 4:
		near := pick(q.Rand, askedKinds...)
		if fields := refs(near); len(fields) > 0 {
			return graph.Pointed{Kind: near, Fields: []string{pick(q.Rand, fields...), pick(q.Rand, fields...)}, Predicate: q.predicate(near, depth-1)}
		}
	}
	return q.leaf(kind)
}

func (q *inquirer) leaf(kind graph.Kind) graph.Predicate {
	entries := q.entries(kind)
	if len(entries) == 0 || q.IntN(8) == 0 {
		return graph.OneOf(q.ids())
	}
	entry := pick(q.Rand, entries...)
	if entry.State != graph.Known || q.IntN(10) == 0 {
		return graph.Missing{Field: entry.Field, State: pick(q.Rand, entry.State, graph.Unknown, graph.Undisclosed, graph.None)}
	}
	where := graph.Where{Field: entry.Field}
	switch q.IntN(5) {
	case 0:
		where.Lo = graph.KeyRange{Min: entry.Lo, Max: entry.Lo}
	case 1:
		where.Lo = q.keyRange(entry)
	case 2:
		where.Hi = q.keyRange(entry)
	case 3:
		where.Lo, where.Hi = q.keyRange(entry), q.keyRange(pick(q.Rand, entries...))
	case 4:
		letters := []rune(entry.Lo)
		from := q.IntN(len(letters) + 1)
		where.Contains = string(letters[from:min(from+3, len(letters))])
	}
	return where
}

func (q *inquirer) keyRange(entry graph.Entry) graph.KeyRange {
	r := graph.KeyRange{MinOpen: q.IntN(2) == 0, MaxOpen: q.IntN(2) == 0}
	if q.IntN(2) == 0 {
		r.Min = pick(q.Rand, entry.Lo, entry.Hi)
	} else {
		r.Max = pick(q.Rand, entry.Lo, entry.Hi)
	}
	return r
}

// entries are those of a version of the kind; fields of many versions are
// drawn more often.
func (q *inquirer) entries(kind graph.Kind) []graph.Entry {
	for range 20 {
		if v := q.version(); v.Kind == kind {
			return graph.Entries(v)
		}
	}
	return nil
}

// words are some that a search may find: the beginnings and misspellings of a
// name.
func (q *inquirer) words() []string {
	var words []string
	for _, word := range graph.SearchWords(q.version()) {
		letters := []rune(word)
		at := q.IntN(len(letters))
		switch q.IntN(5) {
		case 0:
			letters = letters[:at+1]
		case 1:
			letters = slices.Delete(letters, at, at+1)
		case 2:
			letters[at] = 'q'
		case 3:
			letters = slices.Insert(letters, at, 'x')
		}
		words = append(words, string(letters))
	}
	return graph.Words(strings.Join(words, " "))
}

// refs are the fields of the kind that point to other records.
func refs(kind graph.Kind) []string {
	var fields []string
	for _, field := range graph.KindOf(kind).Fields {
		if field.Type == graph.RefType {
			fields = append(fields, field.Name)
		}
	}
	return fields
}
