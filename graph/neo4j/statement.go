package neo4j

import (
	"strconv"
	"strings"

	"capgraph/graph"
)

// statement is Cypher under construction: constant fragments, names from the
// vocabulary, and parameters.
type statement struct {
	text   strings.Builder
	params map[string]any
	names  int
}

// add appends fragments.
func (s *statement) add(fragments ...string) *statement {
	for _, fragment := range fragments {
		s.text.WriteString(fragment)
	}
	return s
}

// param makes a parameter of a value and returns what stands for it.
func (s *statement) param(value any) string {
	if s.params == nil {
		s.params = map[string]any{}
	}
	name := "p" + strconv.Itoa(len(s.params))
	if text, ok := value.(string); ok {
		value = strings.ToValidUTF8(text, "\uFFFD")
	}
	s.params[name] = value
	return "$" + name
}

// variable makes a name that no other part of the statement has.
func (s *statement) variable(prefix string) string {
	s.names++
	return prefix + strconv.Itoa(s.names)
}

// seek matches nodes of a label by an index of some properties, on which
// conditions must follow. Without such a hint, a statement that is planned while
// there is little in the database goes through all that comes later.
func seek(v, label, properties string) string {
	return "MATCH (" + v + ":" + label + ") USING INDEX SEEK " + v + ":" + label + "(" + properties + ")"
}

// seekFar starts a pattern at the record far, for the same reason.
const seekFar = " USING INDEX SEEK far:Record(id)"

// scope is a slice as statements see it: known is 0 for what is known now.
type scope struct {
	day   graph.Day
	known graph.Instant
}

// rootNode matches the one node that holds the layout's version, the instant of
// the last commit, and the lock of the writing lane.
func rootNode(name string) string { return "(" + name + ":CapgraphSchema {name: 'capgraph'})" }

// begin starts a read with the instant of the last commit. What follows takes
// head as an argument, so that it is planned to come after; end can then
// tell whether another commit came while it was read.
func begin() *statement {
	s := &statement{}
	return s.add("MATCH ", rootNode("s"), "\nWITH s.head AS head\n")
}

// end returns named columns of one row. They are collected before, so that the
// instant is read again after all else.
func (s *statement) end(names ...string) *statement {
	s.add("WITH head")
	for _, name := range names {
		s.add(", ", name)
	}
	s.add("\nMATCH ", rootNode("t"), "\nRETURN head, t.head AS after")
	for _, name := range names {
		s.add(", ", name)
	}
	return s
}

// versions matches the versions that are known in the scope, all kinds. A
// condition on the id must follow, by which they are sought.
func (s *statement) versions(v string, at scope) *statement {
	if at.known == 0 {
		return s.add(seek(v, "Now", "id"), " WHERE true")
	}
	s.add(seek(v, "Version", "id"), " WHERE true")
	return s.known(v, at)
}

// known restricts a version to those of the scope.
func (s *statement) known(v string, at scope) *statement {
	if at.known == 0 {
		return s.add(" AND ", v, ".known_to = 0")
	}
	known := s.param(int64(at.known))
	return s.add(" AND ", v, ".known_from <= ", known, " AND ", openAt(v, known))
}

// openAt says that a version had not ended. The planner would read for the two
// sides of an OR one after the other.
func openAt(v, known string) string {
	return "CASE " + v + ".known_to WHEN 0 THEN true ELSE " + v + ".known_to > " + known + " END"
}

// valid restricts a version to those in force on the day.
func (s *statement) valid(v string, at scope) *statement {
	day := s.param(int64(at.day))
	return s.add(" AND ", v, ".valid_from <= ", day, " AND ", v, ".valid_to > ", day)
}
