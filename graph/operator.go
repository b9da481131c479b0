package graph

import (
	"errors"
	"fmt"
	"strings"
)

// fieldOperator compiles one operator on one field.
func fieldOperator(field *Field, op string, operand any, certainty Certainty, path string) (Predicate, error) {
	switch op {
	case "isNull":
		return isNull(field.Name, operand), nil
	case "missing":
		return Missing{Field: field.Name, State: ValueState(fmt.Sprint(operand))}, nil
	case "contains", "startsWith":
		return textOperator(field, op, TextKey(fmt.Sprint(operand)), path)
	case "country":
		return operators(operand, path, func(op string, operand any, path string) (Predicate, error) {
			return countryOperator(field, op, operand, path)
		})
	case "in":
		return anyOf(operand, path, func(operand any, path string) (Predicate, error) {
			return compareValue(field, "eq", operand, certainty, path)
		})
	}
	return compareValue(field, op, operand, certainty, path)
}

func textOperator(field *Field, op, key, path string) (Predicate, error) {
	if key == "" {
		return nil, Errorf(Invalid, "this text has no letters or digits to look for").At(path)
	}
	if op == "contains" {
		return Where{Field: field.Name, Contains: key}, nil
	}
	return Where{Field: field.Name, Lo: prefixed(key)}, nil
}

// compareValue compiles a comparison with a value written as in a fact file.
// The operand may itself be bounds: eq asks for a value within them.
func compareValue(field *Field, op string, operand any, certainty Certainty, path string) (Predicate, error) {
	value, err := ParseOperand(field, fmt.Sprint(operand))
	if err != nil {
		var invalid *Error
		if errors.As(err, &invalid) {
			return nil, invalid.At(path)
		}
		return nil, err
	}
	lo, hi := value.Span()
	switch {
	case stateOf(value) != Known && op == "eq":
		return Missing{Field: field.Name, State: stateOf(value)}, nil
	case stateOf(value) != Known:
		return nil, Errorf(Invalid, "%q is no value to compare with; use missing", operand).At(path)
	case hi == "" && op == "eq":
		return Or{}, nil // Text without letters or digits is equal to nothing.
	}
	unit := unitOf(lo, hi)
	if (lo == unit || lo == openLow) && (op == "gte" || op == "lt") || hi == unit+openHigh && (op == "gt" || op == "lte") {
		return nil, Errorf(Invalid, "%q has no bound on that side to compare with", operand).At(path)
	}
	surely := certainty == Surely
	switch op {
	case "eq":
		if surely {
			return Where{Field: field.Name, Lo: KeyRange{Min: lo}, Hi: KeyRange{Min: unit, Max: hi}}, nil
		}
		return Where{Field: field.Name, Lo: KeyRange{Min: unit, Max: hi}, Hi: KeyRange{Min: lo, Max: unitEnd(unit)}}, nil
	case "gte":
		return onSide(field.Name, surely, KeyRange{Min: lo, Max: unitEnd(unit)}), nil
	case "gt":
		return onSide(field.Name, surely, KeyRange{Min: hi, MinOpen: true, Max: unitEnd(unit)}), nil
	case "lte":
		return onSide(field.Name, !surely, KeyRange{Min: unit, Max: hi}), nil
	case "lt":
		return onSide(field.Name, !surely, KeyRange{Min: unit, Max: lo, MaxOpen: true}), nil
	}
	return nil, Errorf(Invalid, "there is no operator %q", op).At(path)
}

// ParseOperand reads a value of the field's type, or a token of its enum.
func ParseOperand(field *Field, text string) (Value, error) {
	if field.Enum == nil {
		return field.Type.Parse(text)
	}
	token, err := field.Enum.Parse(text)
	if err != nil {
		return nil, err
	}
	return token, nil
}

// onSide puts the range on the low key, or else on the high key.
func onSide(field string, low bool, keys KeyRange) Where {
	if low {
		return Where{Field: field, Lo: keys}
	}
	return Where{Field: field, Hi: keys}
}

// unitOf is the part of a key that names its unit, "EUR:" of an amount: values
// of another unit are incomparable and match neither way.
func unitOf(lo, hi string) string {
	if i := strings.IndexByte(lo, ':'); i == 3 && strings.HasPrefix(hi, lo[:4]) {
		return lo[:4]
	}
	return ""
}

// unitEnd is a bound above all keys of the unit.
func unitEnd(unit string) string {
	if unit == "" {
		return ""
	}
	return unit + openHigh
}

func isNull(field string, operand any) Predicate {
	spoken := Or{Where{Field: field}, Missing{field, Unknown}, Missing{field, Undisclosed}, Missing{field, None}}
	if wanted, _ := operand.(bool); wanted {
		return Not{spoken}
	}
	return spoken
}

// prefixed is the range of the keys that begin with a prefix.
func prefixed(prefix string) KeyRange {
	return KeyRange{Min: prefix, Max: prefix + "\U0010FFFF"}
}

func countryOperator(field *Field, op string, operand any, path string) (Predicate, error) {
	if op != "eq" && op != "in" {
		return nil, Errorf(Invalid, "there is no operator %q on a country", op).At(path)
	}
	return anyOf(operand, path, func(operand any, path string) (Predicate, error) {
		code, err := ParseCountry(fmt.Sprint(operand))
		if err != nil {
			return nil, err
		}
		key := TextKey(string(code))
		return Where{Field: field.Name, Lo: KeyRange{Min: key, Max: key + "!"}}, nil
	})
}

func idOperator(op string, operand any, path string) (Predicate, error) {
	if op != "eq" && op != "in" {
		return nil, Errorf(Invalid, "there is no operator %q on an id", op).At(path)
	}
	items, err := asList(operand, path)
	ids := OneOf{}
	for _, item := range items {
		ids = append(ids, ID(fmt.Sprint(item)))
	}
	return ids, err
}

// flagOperator asks whether a record has any contested or inferred field.
func flagOperator(entry, op string, operand any, path string) (Predicate, error) {
	wanted, ok := operand.(bool)
	if op != "eq" || !ok {
		return nil, Errorf(Invalid, "write %s: {eq: true} or {eq: false}", entry).At(path)
	}
	if wanted {
		return Where{Field: entry}, nil
	}
	return Not{Where{Field: entry}}, nil
}

func anyOf(operand any, path string, compile func(operand any, path string) (Predicate, error)) (Predicate, error) {
	items, err := asList(operand, path)
	if err != nil {
		return nil, err
	}
	some := Or{}
	for i, item := range items {
		part, err := compile(item, fmt.Sprintf("%s[%d]", path, i))
		if err != nil {
			return nil, err
		}
		some = append(some, part)
	}
	return some, nil
}
