package sqlite

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"capgraph/graph"
)

// statement is SQL under construction: constant fragments, and the values of
// their parameters in the same order.
type statement struct {
	text strings.Builder
	args []any
}

// add appends a fragment, which is constant text, with its values.
func (s *statement) add(fragment string, args ...any) *statement {
	s.text.WriteString(fragment)
	s.args = append(s.args, args...)
	return s
}

// each adds a fragment for every value, with commas between them.
func (s *statement) each(fragment string, values []int64) *statement {
	for i, value := range values {
		if i > 0 {
			s.add(", ")
		}
		s.add(fragment, value)
	}
	return s
}

// on runs the statement.
func (s *statement) on(c *conn, each func(row) error) error {
	return c.query(s.text.String(), s.args, each)
}

// idList is a parameter for json_each. Ids that are not UTF-8 name nothing.
func idList(ids []graph.ID) string {
	list := make([]graph.ID, 0, len(ids))
	for _, id := range ids {
		if utf8.ValidString(string(id)) {
			list = append(list, id)
		}
	}
	return jsonList(list)
}

func jsonList[T any](values []T) string {
	encoded, err := json.Marshal(values)
	if err != nil {
		panic(err) // Strings and numbers always encode.
	}
	return string(encoded)
}
