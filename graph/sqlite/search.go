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

// common is up to how many names a word is looked for in to tell how rare it is.
const common = 1000

// found finds the ids of a search. The rarest word is looked up first, and the
// others are looked for among what it finds, so that the cost is that of the rarest.
func (r reader) found(words []string, kinds []graph.Kind) (ids []graph.ID, err error) {
	sought, err := r.rarestFirst(words)
	if err != nil {
		return nil, err
	}
	var s statement
	s.add(`SELECT w.id, w.length FROM word w WHERE `).answers("w", sought[0])
	for _, word := range sought[1:] {
		s.add(` AND EXISTS (SELECT 1 FROM word o INDEXED BY word_version WHERE o.vid = w.vid AND `).answers("o", word).add(`)`)
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

// sought is a word of a search, with the words of the index that it may be
// meant for and that do not begin with it.
type sought struct {
	word  string
	typos []string
	names int // in which it is found, as far as they were counted
}

func (r reader) rarestFirst(words []string) ([]sought, error) {
	all := make([]sought, len(words))
	for i, word := range words {
		typos, err := r.typos(word)
		if err != nil {
			return nil, err
		}
		all[i] = sought{word: word, typos: typos}
		if len(words) == 1 {
			return all, nil
		}
		var s statement
		s.add(`SELECT count(*) FROM (SELECT 1 FROM word w WHERE `).answers("w", all[i]).add(` LIMIT ?)`, common)
		if all[i].names, err = r.count(&s); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b sought) int {
		return cmp.Or(cmp.Compare(a.names, b.names), cmp.Compare(len(b.word), len(a.word)))
	})
	return all, nil
}

// answers restricts the words of a table to those that are sought.
func (s *statement) answers(table string, w sought) *statement {
	column := table + ".word"
	if len(w.typos) == 0 {
		return s.add(column+` >= ? AND `+column+` < ?`, w.word, after(w.word))
	}
	return s.add(`(`+column+` >= ? AND `+column+` < ? OR `+column+` IN (SELECT value FROM json_each(?)))`, w.word, after(w.word), jsonList(w.typos))
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
