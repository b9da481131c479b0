package scalar

import (
	"github.com/99designs/gqlgen/graphql"

	"capgraph/graph"
)

// The enums below may be absent from a value; an empty one is null. Their
// tokens are checked by the schema before they are read.

// MarshalQualifier writes a Qualifier.
func MarshalQualifier(v graph.Qualifier) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalQualifier reads a Qualifier.
func UnmarshalQualifier(v any) (graph.Qualifier, error) { return enum[graph.Qualifier](v) }

// MarshalMoneyBasis writes a MoneyBasis.
func MarshalMoneyBasis(v graph.MoneyBasis) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalMoneyBasis reads a MoneyBasis.
func UnmarshalMoneyBasis(v any) (graph.MoneyBasis, error) { return enum[graph.MoneyBasis](v) }

// MarshalCapacityBasis writes a CapacityBasis.
func MarshalCapacityBasis(v graph.CapacityBasis) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalCapacityBasis reads a CapacityBasis.
func UnmarshalCapacityBasis(v any) (graph.CapacityBasis, error) { return enum[graph.CapacityBasis](v) }

// MarshalCapacityStage writes a CapacityStage.
func MarshalCapacityStage(v graph.CapacityStage) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalCapacityStage reads a CapacityStage.
func UnmarshalCapacityStage(v any) (graph.CapacityStage, error) { return enum[graph.CapacityStage](v) }

// MarshalCapacityChange writes a CapacityChange.
func MarshalCapacityChange(v graph.CapacityChange) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalCapacityChange reads a CapacityChange.
func UnmarshalCapacityChange(v any) (graph.CapacityChange, error) {
	return enum[graph.CapacityChange](v)
}

// MarshalNameKind writes a NameKind.
func MarshalNameKind(v graph.NameKind) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalNameKind reads a NameKind.
func UnmarshalNameKind(v any) (graph.NameKind, error) { return enum[graph.NameKind](v) }

// MarshalDateRole writes a DateRole.
func MarshalDateRole(v graph.DateRole) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalDateRole reads a DateRole.
func UnmarshalDateRole(v any) (graph.DateRole, error) { return enum[graph.DateRole](v) }

// MarshalEndReason writes an EndReason.
func MarshalEndReason(v graph.Reason) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalEndReason reads an EndReason.
func UnmarshalEndReason(v any) (graph.Reason, error) { return enum[graph.Reason](v) }

func enum[T ~string](value any) (T, error) {
	text, err := graphql.UnmarshalString(value)
	return T(text), err
}
