// Package scalar says how the scalars and enums of the schema are written and
// read. It stands between gqlgen and package graph, so that the domain knows
// nothing of GraphQL.
package scalar
