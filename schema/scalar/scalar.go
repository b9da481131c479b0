package scalar

import (
	"fmt"
	"io"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// MarshalString writes text. An empty text is no value anywhere in this API:
// it is null.
func MarshalString(text string) graphql.Marshaler {
	if text == "" {
		return graphql.Null
	}
	return graphql.MarshalString(text)
}

// UnmarshalString reads text.
func UnmarshalString(value any) (string, error) { return graphql.UnmarshalString(value) }

// MarshalDate writes a day as 2025-06-12, and an open end as null.
func MarshalDate(day graph.Day) graphql.Marshaler {
	if day.IsOpen() {
		return graphql.Null
	}
	return graphql.MarshalString(day.String())
}

// UnmarshalDate reads a day.
func UnmarshalDate(value any) (graph.Day, error) {
	text, err := graphql.UnmarshalString(value)
	if err != nil {
		return 0, err
	}
	return graph.ParseDay(text)
}

// MarshalDateTime writes an instant in UTC, to the microsecond.
func MarshalDateTime(at graph.Instant) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { fmt.Fprintf(w, "%q", at.Time().Format(time.RFC3339Nano)) })
}

// UnmarshalDateTime reads an instant of any zone.
func UnmarshalDateTime(value any) (graph.Instant, error) {
	text, err := graphql.UnmarshalString(value)
	if err != nil {
		return 0, err
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return 0, graph.Errorf(graph.Invalid, "%q is no moment; write 2025-06-12T08:00:00Z", text)
	}
	return graph.InstantOf(at), nil
}

// MarshalDecimal writes a number as a string.
func MarshalDecimal(number decimal.Decimal) graphql.Marshaler {
	return graphql.MarshalString(number.String())
}

// UnmarshalDecimal reads a number from a string.
func UnmarshalDecimal(value any) (decimal.Decimal, error) {
	text, err := graphql.UnmarshalString(value)
	if err != nil || len(text) > 40 {
		return decimal.Decimal{}, graph.Errorf(graph.Invalid, "this is no decimal number")
	}
	number, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Decimal{}, graph.Errorf(graph.Invalid, "%q is no decimal number", text)
	}
	return number, nil
}
