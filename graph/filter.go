package graph

import (
	"fmt"
	"slices"
)

// Published limits of a filter.
const (
	MaxFilterDepth = 8   // objects within objects
	MaxFilterParts = 200 // conditions in all, each operand of a list counted
	MaxFilterList  = 100 // operands of in, and, or
)

// Filter compiles a where argument into a predicate on records of the kind.
// The argument is the GraphQL input as decoded: maps by field, operators in
// maps below, []any, strings and booleans. With certainty Surely the predicate
// holds of the records of which the condition is certain, with Possibly of
// those of which it cannot be excluded; under not and none the two change places. A
// comparison holds, in either sense, of known values in the same unit only: a
// missing value, or one in another currency, does not meet it, and so meets
// its negation.
//
// An empty object is no condition, an empty list matches nothing, and null is
// an error. Errors have code Invalid, or Limit, and name the path.
func Filter(kind Kind, where map[string]any, certainty Certainty) (Predicate, error) {
	c := &compiler{}
	predicate, err := c.object(KindOf(kind), where, certainty, "where", 0)
	if err == nil && size(predicate) > MaxFilterParts {
		return nil, Errorf(Limit, "a filter has at most %d conditions, each operand of a list counted", MaxFilterParts).At("where")
	}
	return predicate, err
}

type compiler struct{ parts int }

func (c *compiler) object(spec *Spec, where map[string]any, certainty Certainty, path string, depth int) (Predicate, error) {
	if depth > MaxFilterDepth {
		return nil, Errorf(Limit, "a filter is at most %d objects deep", MaxFilterDepth).At(path)
	}
	all := And{}
	for _, key := range sortedKeys(where) {
		c.parts++
		if c.parts > MaxFilterParts {
			return nil, Errorf(Limit, "a filter has at most %d conditions", MaxFilterParts).At(path)
		}
		at := path + "." + key
		if where[key] == nil {
			return nil, Errorf(Invalid, "null is no condition; leave it out, or use isNull").At(at)
		}
		part, err := c.part(spec, key, where[key], certainty, at, depth+1)
		if err != nil {
			return nil, err
		}
		all = append(all, part)
	}
	return all, nil
}

func (c *compiler) part(spec *Spec, key string, operand any, certainty Certainty, path string, depth int) (Predicate, error) {
	switch key {
	case "and", "or":
		parts, err := c.list(spec, operand, certainty, path, depth)
		if key == "or" {
			return Or(parts), err
		}
		return And(parts), err
	case "not":
		part, err := c.nested(spec, operand, certainty.opposite(), path, depth)
		return Not{part}, err
	case "id":
		return operators(operand, path, idOperator)
	case EntryContested, EntryInferred:
		return operators(operand, path, func(op string, operand any, path string) (Predicate, error) {
			return flagOperator(key, op, operand, path)
		})
	}
	if field := spec.filtered(key); field != nil {
		return c.field(field, operand, certainty, path, depth)
	}
	if reverse := Reverses(spec.Kind)[key]; reverse != nil {
		pointing := KindOf(reverse.Kind)
		return c.quantified(pointing, operand, certainty, path, depth, func(p Predicate) Predicate {
			return Pointed{Kind: reverse.Kind, Fields: reverse.Fields, Predicate: p}
		})
	}
	return nil, Errorf(Invalid, "%s has no field %q to filter by", spec.Type, key).At(path)
}

func (c *compiler) list(spec *Spec, operand any, certainty Certainty, path string, depth int) ([]Predicate, error) {
	items, err := asList(operand, path)
	if err != nil {
		return nil, err
	}
	parts := make([]Predicate, 0, len(items))
	for i, item := range items {
		part, err := c.nested(spec, item, certainty, fmt.Sprintf("%s[%d]", path, i), depth)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return parts, nil
}

func (c *compiler) nested(spec *Spec, operand any, certainty Certainty, path string, depth int) (Predicate, error) {
	where, ok := operand.(map[string]any)
	if !ok {
		return nil, Errorf(Invalid, "expected an object of conditions").At(path)
	}
	return c.object(spec, where, certainty, path, depth)
}

// quantified compiles some and none over a list of records.
func (c *compiler) quantified(spec *Spec, operand any, certainty Certainty, path string, depth int, over func(Predicate) Predicate) (Predicate, error) {
	return operators(operand, path, func(op string, operand any, path string) (Predicate, error) {
		inner := certainty
		if op == "none" {
			inner = certainty.opposite()
		}
		part, err := c.nested(spec, operand, inner, path, depth)
		if op == "none" {
			return Not{over(part)}, err
		}
		return over(part), err
	})
}

func (c *compiler) field(field *Field, operand any, certainty Certainty, path string, depth int) (Predicate, error) {
	if field.Type != RefType {
		return operators(operand, path, func(op string, operand any, path string) (Predicate, error) {
			return fieldOperator(field, op, operand, certainty, path)
		})
	}
	far := farSpec(field)
	points := func(p Predicate) Predicate { return Points{Field: field.Name, Predicate: p} }
	if field.Holds() {
		return c.quantified(far, operand, certainty, path, depth, points)
	}
	part, err := c.nested(far, operand, certainty, path, depth)
	return points(part), err
}

// farSpec is what can be asked of the records that a field points to: all
// fields of the kind when there is one, else those that all entities share.
func farSpec(field *Field) *Spec {
	if len(field.Kinds) == 1 {
		return KindOf(field.Kinds[0])
	}
	return &Spec{Type: "Party", Fields: entityFields()}
}

// filtered returns the field that a filter knows by that name.
func (s *Spec) filtered(name string) *Field {
	for i := range s.Fields {
		if s.Fields[i].FilterName() == name {
			return &s.Fields[i]
		}
	}
	return nil
}

// FilterName is what filters call the field: its name where they look at one
// value, such as the last step of a history, else the name of its list.
func (f *Field) FilterName() string {
	if f.Many != "" && f.Type != StepType && f.Type != NameType {
		return f.Many
	}
	return f.Name
}

func (c Certainty) opposite() Certainty {
	if c == Surely {
		return Possibly
	}
	return Surely
}

// operators joins the operators of one object.
func operators(operand any, path string, compile func(op string, operand any, path string) (Predicate, error)) (Predicate, error) {
	byOperator, ok := operand.(map[string]any)
	if !ok {
		return nil, Errorf(Invalid, "expected an object of operators, as {eq: ...}").At(path)
	}
	all := And{}
	for _, op := range sortedKeys(byOperator) {
		if byOperator[op] == nil {
			return nil, Errorf(Invalid, "null is no operand; use isNull").At(path + "." + op)
		}
		part, err := compile(op, byOperator[op], path+"."+op)
		if err != nil {
			return nil, err
		}
		all = append(all, part)
	}
	return all, nil
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// asList reads a list; a single value is a list of one, as GraphQL has it.
func asList(operand any, path string) ([]any, error) {
	list, ok := operand.([]any)
	if !ok {
		return []any{operand}, nil
	}
	if len(list) > MaxFilterList {
		return nil, Errorf(Limit, "a list has at most %d operands", MaxFilterList).At(path)
	}
	return list, nil
}
