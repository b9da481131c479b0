package sqlite

import (
	"strconv"

	"capgraph/graph"
)

// node names the columns that hold the version and the id of the record that
// a predicate is about.
type node struct{ vid, id string }

// translator writes predicates as conditions. Nothing that a predicate holds
// becomes part of the text.
type translator struct {
	*statement
	codes codes
	scope scope
	depth int
}

// where adds a condition to a statement: what holds of a predicate, nil for all.
func (r reader) where(s *statement, p graph.Predicate, at node, scope scope) *statement {
	if p == nil {
		return s
	}
	t := translator{statement: s, codes: r.store.codes, scope: scope}
	s.add(` AND `)
	t.translate(p, at)
	return s
}

func (t *translator) translate(p graph.Predicate, at node) {
	switch p := p.(type) {
	case graph.And:
		t.join(p, at, 1, ` AND `)
	case graph.Or:
		t.join(p, at, 0, ` OR `)
	case graph.Not:
		t.add(`NOT `)
		t.translate(p.Predicate, at)
	case graph.Where:
		t.value(p, at)
	case graph.Missing:
		e := t.alias("e")
		t.add(`EXISTS (SELECT 1 FROM entry `+e+` WHERE `+e+`.vid = `+at.vid+` AND `+e+`.field = ? AND `+e+`.state = ?)`,
			t.codes.field(p.Field), stateCode(p.State))
	case graph.OneOf:
		t.add(at.id+` IN (SELECT value FROM json_each(?))`, idList(p))
	case graph.Points:
		t.points(p, at)
	case graph.Pointed:
		t.pointed(p, at)
	default: // nil holds for all.
		t.add(`1`)
	}
}

func (t *translator) join(parts []graph.Predicate, at node, none int, operator string) {
	if len(parts) == 0 {
		// A constant would be folded, and INDEXED BY then has nothing to serve.
		t.add(`?`, none)
		return
	}
	t.add(`(`)
	for i, part := range parts {
		if i > 0 {
			t.add(operator)
		}
		t.translate(part, at)
	}
	t.add(`)`)
}

func (t *translator) value(p graph.Where, at node) {
	e := t.alias("e")
	t.add(`EXISTS (SELECT 1 FROM entry `+e+` WHERE `+e+`.vid = `+at.vid+` AND `+e+`.field = ? AND `+e+`.state = 0`, t.codes.field(p.Field))
	t.within(e+`.lo`, p.Lo)
	t.within(`ifnull(`+e+`.hi, `+e+`.lo)`, p.Hi)
	if p.Contains != "" {
		t.add(` AND instr(`+e+`.lo, ?) > 0`, p.Contains)
	}
	t.add(`)`)
}

// within restricts a key to a range.
func (t *translator) within(key string, limits graph.KeyRange) {
	switch {
	case limits.MinOpen:
		t.add(` AND `+key+` > ?`, limits.Min)
	case limits.Min != "":
		t.add(` AND `+key+` >= ?`, limits.Min)
	}
	switch {
	case limits.Max == "":
	case limits.MaxOpen:
		t.add(` AND `+key+` < ?`, limits.Max)
	default:
		t.add(` AND `+key+` <= ?`, limits.Max)
	}
}

func (t *translator) points(p graph.Points, at node) {
	e, r, v := t.alias("e"), t.alias("r"), t.alias("v")
	t.add(`EXISTS (SELECT 1 FROM entry `+e+` CROSS JOIN record `+r+` ON `+r+`.id = `+e+`.lo CROSS JOIN version `+v+` ON `+v+`.rid = `+r+`.rid
		WHERE `+e+`.vid = `+at.vid+` AND `+e+`.field = ? AND `+e+`.state = 0`, t.codes.field(p.Field))
	t.known(v, t.scope).valid(v, t.scope).add(` AND `)
	t.translate(p.Predicate, node{vid: v + `.vid`, id: r + `.id`})
	t.add(`)`)
}

func (t *translator) pointed(p graph.Pointed, at node) {
	l, v := t.alias("l"), t.alias("v")
	t.add(`EXISTS (SELECT 1 FROM link ` + l)
	if t.scope.known != 0 {
		t.add(` CROSS JOIN version ` + v + ` ON ` + v + `.vid = ` + l + `.vid`)
	}
	t.add(` WHERE ` + l + `.target = (SELECT rid FROM record WHERE id = ` + at.id + `) AND ` + l + `.list IN (`)
	t.each(`?`, t.codes.lists(p.Kind, p.Fields)).add(`)`)
	if t.scope.known != 0 {
		t.known(v, t.scope)
	} else {
		t.add(` AND ` + l + `.past = 0`)
	}
	t.valid(l, t.scope).add(` AND `)
	t.translate(p.Predicate, node{vid: l + `.vid`, id: l + `.id`})
	t.add(`)`)
}

// alias makes a name for a table that no other part of the statement has.
func (t *translator) alias(prefix string) string {
	t.depth++
	return prefix + strconv.Itoa(t.depth)
}
