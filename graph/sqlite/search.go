package sqlite

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"capgraph/graph"
)

// Search returns the entities whose names answer all words, see graph.Reader.
// Each is the version in force today, with those that it points to.
func (r reader) Search(_ context.Context, words []string, kinds []graph.Kind) ([]*graph.Record, error) {
	words = slices.DeleteFunc(slices.Clone(words), func(word string) bool { return word == "" })
	if len(words) == 0 {
		return nil, nil
	}
	ids, err := r.found(words, kinds)
	if err != nil {
		return nil, err
	}
	records, err := r.records(ids, scope{day: r.store.today()})
	if err != nil {
		return nil, err
	}
	found := make([]*graph.Record, 0, len(ids))
	for _, id := range ids {
		if record := records[id]; record != nil {
			found = append(found, record)
		}
	}
	return found, nil
}

// found finds the ids of a search. The longest word, which is likely to be the
// rarest, is looked up first; the others are looked for among what it finds.
func (r reader) found(words []string, kinds []graph.Kind) (ids []graph.ID, err error) {
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	var s statement
	s.add(`SELECT w.id, w.length FROM word w WHERE `)
	for i, word := range words {
		typos, err := r.typos(word)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			s.add(` AND w.vid IN (SELECT w.vid FROM word w WHERE `)
		}
		s.answers(word, typos)
		if i > 0 {
			s.add(`)`)
		}
	}
	if len(kinds) > 0 {
		codes := make([]int64, len(kinds))
		for i, kind := range kinds {
			codes[i] = r.store.codes.kind(kind)
		}
		s.add(` AND w.kind IN (`).each(`?`, codes).add(`)`)
	}
	s.add(` GROUP BY w.id, w.length ORDER BY w.length, w.id LIMIT ?`, graph.MaxSearch)
	err = s.on(r.conn, func(row row) error {
		ids = append(ids, graph.ID(row.ColumnText(0)))
		return nil
	})
	return ids, err
}

// answers restricts a word to those that begin with the word searched, or are
// among its typos.
func (s *statement) answers(word string, typos []string) *statement {
	if len(typos) == 0 {
		return s.add(`w.word >= ? AND w.word < ?`, word, after(word))
	}
	return s.add(`(w.word >= ? AND w.word < ? OR w.word IN (SELECT value FROM json_each(?)))`, word, after(word), jsonList(typos))
}

// after is above every text that begins with word, and not above any other
// that is above word. No text of UTF-8 holds the byte 0xFF.
func after(word string) string { return word + "\xff" }

// typos lists the words of the index that are an edit away from a word and do
// not begin with it.
func (r reader) typos(word string) (words []string, err error) {
	if utf8.RuneCountInString(word) < graph.MinTypo {
		return nil, nil
	}
	err = r.query(`SELECT DISTINCT s.word FROM json_each(?) j CROSS JOIN spelling s ON s.key = j.value`,
		[]any{jsonList(graph.Deletions(word))}, func(row row) error {
			if found := row.ColumnText(0); graph.WithinOneEdit(word, found) {
				words = append(words, found)
			}
			return nil
		})
	return words, err
}
