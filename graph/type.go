package graph

import "encoding/json"

// Type is the type of a field: how its values are read, stored and shown.
type Type struct {
	Name   string // in the printed vocabulary and the JSON Schema
	Output string // GraphQL output type
	Go     string // Go type that holds a value
	Filter string // GraphQL input type that filters it

	// Parse reads a value as people write it in a fact file or in a filter.
	// Errors have code Invalid and say what would be right.
	Parse func(text string) (Value, error)

	// Decode reads a value back from its JSON.
	Decode func(data []byte) (Value, error)
}

// The field types.
var (
	ProseType      = newType("text", "String", "Prose", "StringFilter", func(s string) (Prose, error) { return Prose(s), nil })
	URLType        = newType("url", "URL", "Prose", "StringFilter", ParseURL)
	TokenType      = newType("token", "String", "Token", "StringFilter", func(s string) (Token, error) { return Token(s), nil })
	CountryType    = newType("country", "CountryCode", "Token", "CountryCodeFilter", ParseCountry)
	FlagType       = newType("flag", "Boolean", "Token", "BooleanFilter", ParseFlag)
	NameType       = newType("name", "Name", "Name", "StringFilter", func(s string) (Name, error) { return Name{Name: s}, nil })
	IdentifierType = newType("identifier", "Identifier", "Identifier", "IdentifierFilter", ParseIdentifier)
	PlaceType      = newType("place", "Place", "Place", "PlaceFilter", ParsePlace)
	DateType       = newType("date", "PartialDate", "PartialDate", "DateFilter", ParseDate)
	MoneyType      = newType("money", "Money", "Money", "MoneyFilter", ParseMoney)
	ShareType      = newType("share", "Share", "Share", "ShareFilter", ParseShare)
	HeadCountType  = newType("head count", "HeadCount", "HeadCount", "HeadCountFilter", ParseHeadCount)
	CapacityType   = newType("capacity", "Capacity", "Capacity", "CapacityFilter", ParseCapacity)
	StepType       = newType("step", "", "Step", "", func(s string) (Step, error) { return Step{Status: s}, nil })
	RefType        = newType("ref", "", "Ref", "", func(s string) (Ref, error) { return Ref{ID: s}, nil })
)

func newType[T Value](name, output, goType, filter string, parse func(string) (T, error)) *Type {
	return &Type{
		Name: name, Output: output, Go: goType, Filter: filter,
		Parse: func(text string) (Value, error) {
			value, err := parse(text)
			if err != nil {
				return nil, err
			}
			return value, nil
		},
		Decode: func(data []byte) (Value, error) {
			var value T
			if err := json.Unmarshal(data, &value); err != nil {
				return nil, Errorf(Internal, "stored %s cannot be read", name).Because(err)
			}
			return value, nil
		},
	}
}
