package table

import (
	"encoding/json"
	"io"
	"iter"
	"slices"

	"capgraph/graph"
	"capgraph/seed"
	"capgraph/seed/dataset"
)

// Source is a table and what belongs to it.
type Source struct {
	File  string    // what errors call it
	Table io.Reader // UTF-8, see dataset.Text
	Names []Names   // names for keys of the table that stand without one
}

// Names is a table of keys and names, such as objects.csv beside the tables of
// a snapshot. It is read before the table.
type Names struct {
	File  string
	Table io.Reader
}

// Articles makes articles of the rows of a table, by a mapping. Rows and values
// that cannot be read are counted in the set. Columns that are missing come as
// seed.Problems; a row of more than dataset.MaxRecord bytes and broken quotes end the
// sequence with an error that names the line.
func Articles(source Source, mapping *Mapping, set *dataset.Set) iter.Seq2[*dataset.Article, error] {
	return set.Articles(func(w *dataset.Writer) error {
		r := &reader{set: set, w: w, keyed: map[graph.Kind]bool{}}
		shelf, err := dataset.NewShelf()
		if err != nil {
			return err
		}
		defer shelf.Close()
		r.shelf = shelf
		for _, names := range source.Names {
			if err := r.readNames(names); err != nil {
				return err
			}
		}
		rows, err := newRows(source.Table, set, "row", mapping.delimiter)
		if err != nil {
			return err
		}
		var problems seed.Problems
		if r.layout, problems = mapping.apply(source.File, rows.header); len(problems) > 0 {
			return problems
		}
		return r.read(rows)
	})
}

type reader struct {
	set    *dataset.Set
	shelf  *dataset.Shelf
	w      *dataset.Writer
	layout *layout
	keyed  map[graph.Kind]bool // kinds of which some entity has keys in this table
	seen   string              // the day on which the row was so
	unread *unread
}

func (r *reader) read(rows *rows) error {
	for _, e := range r.layout.entities {
		if e.key.there() {
			r.keyed[e.usual] = true
			for _, kind := range e.kinds {
				r.keyed[kind] = true
			}
			if e.kind != nil {
				r.keyed["company"], r.keyed["person"] = true, true
			}
		}
	}
	r.unread = r.layout.newUnread()
	defer r.countUnread()
	if r.layout.group.there() {
		if err := rows.each(r.keep); err != nil {
			return err
		}
		return r.writeGroups()
	}
	return rows.each(func(row row) error {
		r.look(row)
		facts, err := r.rowFacts(row)
		if err != nil {
			return err
		}
		return r.w.Add(flat(facts)...)
	})
}

// rowFacts are the facts of one row.
func (r *reader) rowFacts(row row) ([][]*dataset.Fact, error) {
	one := &reading{reader: r, row: row}
	r.seen = one.value(nil, graph.DateType, r.layout.seen)
	return one.facts()
}

func flat(facts [][]*dataset.Fact) []dataset.Fact {
	var list []dataset.Fact
	for _, fact := range slices.Concat(facts...) {
		list = append(list, *fact)
	}
	return list
}

// look counts the values of columns that have no meaning.
func (r *reader) look(row row) {
	for i, cell := range row.cells {
		if r.layout.read[i] || dataset.IsNull(cell) {
			continue
		}
		if r.unread.counts[i]++; r.unread.counts[i] == 1 {
			r.unread.firsts[i], r.unread.examples[i] = row.at(), cell
		}
	}
}

func (r *reader) countUnread() {
	for i, count := range r.unread.counts {
		if count > 0 {
			r.set.OmitMany("column", r.layout.header[i], "the mapping gives it no meaning", r.unread.firsts[i], r.unread.examples[i], count)
		}
	}
}

// keep puts a row with those of its group. A row without one is a group of its
// own.
func (r *reader) keep(row row) error {
	r.look(row)
	key := row.cell(r.layout.group)
	if key == "" {
		key = " " + row.at()
	}
	body, err := json.Marshal(row.cells)
	if err != nil {
		panic(err) // Texts always encode.
	}
	return r.shelf.Put(dataset.Item{Key: key, Number: row.number, Body: body})
}

// writeGroups writes the facts of each group.
func (r *reader) writeGroups() error {
	for key, err := range r.set.Stage(r.shelf, 0, 1) {
		if err != nil {
			return err
		}
		items, tooMany, err := r.shelf.Get(key)
		if err != nil {
			return err
		}
		if tooMany {
			r.set.Omit("row", "group", "more rows belong together than are looked at, so only the last is", dataset.Row(items[0].Number), key)
		}
		var all [][][]*dataset.Fact
		for _, item := range items {
			var cells []string
			if err := json.Unmarshal(item.Body, &cells); err != nil {
				return graph.Errorf(graph.Internal, "a row came back broken from the temporary file").Because(err)
			}
			facts, err := r.rowFacts(row{number: item.Number, cells: cells})
			if err != nil {
				return err
			}
			all = append(all, facts)
		}
		if err := r.w.Add(merged(r.layout, all)...); err != nil {
			return err
		}
	}
	return nil
}
