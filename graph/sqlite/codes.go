package sqlite

import (
	"slices"

	"capgraph/graph"
)

// aspect says what about a field a list holds.
type aspect string

const (
	low     aspect = ""  // by the low key of the first value
	high    aspect = "^" // by the high key of the first value
	further aspect = "*" // the keys of the values after the first
)

func listName(kind graph.Kind, field string, of aspect) string {
	return string(kind) + "." + field + string(of)
}

// codes are the numbers that stand for names in the tables. They never change
// once given, by whichever process, so that they can be kept.
type codes struct {
	number map[string]int64
	name   map[int64]string
}

func (c codes) kind(kind graph.Kind) int64 { return c.number[string(kind)] }

func (c codes) list(kind graph.Kind, field string, of aspect) int64 {
	return c.number[listName(kind, field, of)]
}

// field is the number of a field name, whatever the kind, and 0 for a name
// that no kind has.
func (c codes) field(name string) int64 { return c.number["."+name] }

// fieldName is the opposite of field.
func (c codes) fieldName(code int64) string {
	if name := c.name[code]; name != "" {
		return name[1:]
	}
	return ""
}

// loadCodes reads the numbers, giving new ones to names that have none yet.
func loadCodes(c *conn) (codes, error) {
	for _, name := range names() {
		if err := c.exec(`INSERT INTO code (name) VALUES (?) ON CONFLICT DO NOTHING`, name); err != nil {
			return codes{}, err
		}
	}
	return readCodes(c)
}

func readCodes(c *conn) (codes, error) {
	read := codes{number: map[string]int64{}, name: map[int64]string{}}
	err := c.query(`SELECT code, name FROM code`, nil, func(row row) error {
		code, name := row.ColumnInt64(0), row.ColumnText(1)
		read.number[name], read.name[code] = code, name
		return nil
	})
	return read, err
}

// lists are the numbers of the fields by which a kind points to others.
func (c codes) lists(kind graph.Kind, fields []string) []int64 {
	var lists []int64
	for _, field := range fields {
		if list := c.list(kind, field, low); list != 0 && !slices.Contains(lists, list) {
			lists = append(lists, list)
		}
	}
	return lists
}

// relations are the numbers of those of the kinds that are of relations,
// ascending; no kinds mean all.
func (c codes) relations(kinds []graph.Kind) (numbers []int64) {
	for _, spec := range graph.Specs() {
		if spec.IsRelation() && (len(kinds) == 0 || slices.Contains(kinds, spec.Kind)) {
			numbers = append(numbers, c.kind(spec.Kind))
		}
	}
	slices.Sort(numbers)
	return numbers
}
