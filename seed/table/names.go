package table

import (
	"fmt"

	"capgraph/seed"
	"capgraph/seed/dataset"
)

// The columns of a table of names, as snapshots call them.
var (
	namesKey   = &column{path: "key", names: []string{"uuid", "permalink", "object_id", "id", "key"}}
	namesName  = &column{path: "name", names: []string{"name", "full_name", "person_name", "org_name"}}
	namesFirst = &column{path: "first name", names: []string{"first_name"}}
	namesLast  = &column{path: "last name", names: []string{"last_name"}}
)

// readNames keeps the names of a table by its keys. The table of objects of
// the snapshot of 2013 has its keys under id; other tables there have object_id.
func (r *reader) readNames(names Names) error {
	rows, err := newRows(names.Table, r.set, "row of "+names.File, 0)
	if err != nil {
		return fmt.Errorf("%s: %w", names.File, err)
	}
	l := &layout{Mapping: &Mapping{file: "names"}, file: names.File, header: rows.header, index: map[string]int{}, read: make([]bool, len(rows.header))}
	for i, name := range rows.header {
		l.index[squash(name)] = i
	}
	key, name, given, family := *namesKey, *namesName, *namesFirst, *namesLast
	noKey, noName := l.find(&key), l.find(&name)
	noParts := l.find(&given) || l.find(&family)
	switch {
	case noKey:
		return seed.Problems{l.missing(&key)}
	case noName && noParts:
		return seed.Problems{l.missing(&name)}
	}
	return rows.each(func(row row) error {
		text := row.cell(&name)
		if text == "" {
			text = dataset.Clean(row.cell(&given) + " " + row.cell(&family))
		}
		if id := row.cell(&key); id != "" && text != "" {
			return r.shelf.Note("name "+id, text)
		}
		return nil
	})
}

// nameOf is the name for a key in the tables of names, "" for none.
func (r *reader) nameOf(key string) (string, error) {
	if key == "" {
		return "", nil
	}
	return r.shelf.Noted("name " + key)
}
