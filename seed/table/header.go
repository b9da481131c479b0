package table

import (
	"fmt"
	"slices"
	"strings"

	"capgraph/graph"
	"capgraph/seed"

	"github.com/agnivade/levenshtein"
)

// layout is a mapping applied to the header of a table.
type layout struct {
	*Mapping
	file   string
	header []string
	index  map[string]int
	read   []bool // whether a column has a meaning
}

// apply finds the columns of a mapping in a header. A column that is missing
// is a problem, and so is each further one; of a mapping whose columns may be
// absent, only those that the first fact cannot be without. Facts that lack what they
// need are not used.
func (m *Mapping) apply(file string, header []string) (*layout, seed.Problems) {
	l := &layout{Mapping: m, file: file, header: header, index: map[string]int{}, read: make([]bool, len(header))}
	for i, name := range header {
		if squash(name) != "" {
			l.index[squash(name)] = i
		}
	}
	for _, name := range m.ignore {
		if i, found := l.index[squash(name)]; found {
			l.read[i] = true
		}
	}
	var problems seed.Problems
	for _, c := range m.columns() {
		if missing := l.find(c); missing && !m.lenient {
			problems = append(problems, l.missing(c))
		}
	}
	for i, f := range m.facts {
		lacking := l.lacking(f)
		f.used = len(lacking) == 0
		if i == 0 && m.lenient {
			for _, c := range lacking {
				problems = append(problems, l.missing(c))
			}
		}
	}
	return l, problems
}

// columns are all columns that the mapping names, each behind those of its
// parts.
func (m *Mapping) columns() []*column {
	var all []*column
	add := func(c *column) { all = append(all, c.all()...) }
	add(m.group)
	add(m.seen)
	for _, name := range sorted(m.entities) {
		e := m.entities[name]
		for _, c := range []*column{e.kind, e.key, e.name, e.aliases} {
			add(c)
		}
		for _, scheme := range sorted(e.identifiers) {
			add(e.identifiers[scheme])
		}
	}
	for _, f := range m.facts {
		add(f.key)
		for _, key := range sorted(f.values) {
			add(f.values[key])
		}
		add(f.over)
		add(f.note)
	}
	return all
}

func (c *column) all() []*column {
	if c == nil {
		return nil
	}
	var all []*column
	for _, key := range sorted(c.parts) {
		all = append(all, c.parts[key].all()...)
	}
	for _, alternative := range c.any {
		all = append(all, alternative.all()...)
	}
	return append(all, c)
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// find looks a column up, and says whether it names some of which there is
// none.
func (l *layout) find(c *column) (missing bool) {
	c.at = nil
	for _, name := range c.names {
		if i, found := l.index[squash(name)]; found {
			c.at = append(c.at, i)
			l.read[i] = true
		}
	}
	return len(c.names) > 0 && len(c.at) == 0
}

// there says whether any part of a column is in the table, or needs none.
func (c *column) there() bool {
	if c == nil {
		return false
	}
	if len(c.at) > 0 || c.fallback != "" {
		return true
	}
	return slices.ContainsFunc(c.all(), func(part *column) bool { return part != c && part.there() })
}

// lacking are the columns without which a fact cannot be made.
func (l *layout) lacking(f *factMapping) []*column {
	var lacking []*column
	need := func(key string) {
		for _, name := range f.parties[key] {
			e := l.entities[name]
			if !e.name.there() && !e.key.there() {
				lacking = append(lacking, e.known())
			}
		}
	}
	if f.spec.Nature == graph.Entity {
		need("is")
		if len(lacking) == 0 && len(f.constants) == 0 && !slices.ContainsFunc(sorted(f.values), func(key string) bool { return f.values[key].there() }) {
			for _, key := range sorted(f.values)[:min(len(f.values), 1)] {
				lacking = append(lacking, f.values[key])
			}
		}
		return lacking
	}
	for _, field := range f.spec.Fields {
		switch {
		case !field.Required:
		case field.Type == graph.RefType && f.missing[field.Name] == "":
			need(field.Name)
			need(field.Many)
		case field.Type != graph.RefType && f.values[field.Name] != nil && !f.values[field.Name].there():
			lacking = append(lacking, f.values[field.Name])
		}
	}
	return lacking
}

// known is the column that tells who an entity is.
func (e *entityMapping) known() *column {
	if e.name != nil {
		return e.name
	}
	return e.key
}

// shownColumns is how many columns of a table a message lists.
const shownColumns = 20

// missing says which column is not there, and what would be right.
func (l *layout) missing(c *column) seed.Problem {
	message := fmt.Sprintf("there is no column %s; the table has %s", quotedList(c.names, " or "), quotedList(l.header[:min(len(l.header), shownColumns)], ", "))
	if more := len(l.header) - shownColumns; more > 0 {
		message += fmt.Sprintf(" and %d more", more)
	}
	if near := nearest(c.names, l.header); near != "" {
		message += fmt.Sprintf("; did you mean %q?", near)
	}
	message += fmt.Sprintf("; rename the column, or change line %d of the mapping %s", c.line, l.Mapping.file)
	return seed.Problem{File: l.file, Line: 1, Column: 1, Path: c.path, Code: graph.Invalid, Message: message}
}

func quotedList(names []string, between string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = fmt.Sprintf("%q", name)
	}
	return strings.Join(quoted, between)
}

// nearest is the name in the header that is most like one that is wanted, ""
// when none is near.
func nearest(wanted, header []string) string {
	best, fewest := "", 4
	for _, name := range header[:min(len(header), 200)] {
		for _, want := range wanted {
			if len(name) > 100 {
				continue
			}
			if edits := levenshtein.ComputeDistance(squash(want), squash(name)); edits < fewest && edits < len(squash(want))/2+1 {
				best, fewest = name, edits
			}
		}
	}
	return best
}

// unread counts, for each column that has no meaning, the rows that have a
// value there.
type unread struct {
	counts   []int
	firsts   []string
	examples []string
}

func (l *layout) newUnread() *unread {
	return &unread{counts: make([]int, len(l.header)), firsts: make([]string, len(l.header)), examples: make([]string, len(l.header))}
}
