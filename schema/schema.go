package schema

import (
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/formatter"

	"capgraph/resolvers"
	"capgraph/schema/generated"
)

//go:generate go run generate.go
//go:generate sh -c "cd .. && go tool gqlgen generate"

// SDL returns the whole schema in the schema definition language, with its
// descriptions: types in order of their names, each whole and once, since not all tools
// join what extends a type.
func SDL() string {
	var sdl strings.Builder
	formatter.NewFormatter(&sdl).FormatSchema(generated.NewExecutableSchema(generated.Config{}).Schema())
	return sdl.String()
}

// Executable joins the contract with what answers it.
func Executable(query resolvers.Query, mutation resolvers.Mutation, subscription resolvers.Subscription) graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{
		Resolvers:  root{query, mutation, subscription},
		Complexity: complexity(),
	})
}

type root struct {
	query        resolvers.Query
	mutation     resolvers.Mutation
	subscription resolvers.Subscription
}

func (r root) Query() generated.QueryResolver       { return r.query }
func (r root) Mutation() generated.MutationResolver { return r.mutation }

func (r root) Subscription() generated.SubscriptionResolver { return r.subscription }

// page weighs a list: as many records as may be in the page, and the list.
func page(child int, first, last *int) int {
	size := resolvers.DefaultPage
	if last != nil {
		size = *last
	}
	if first != nil {
		size = *first
	}
	return 1 + max(size, 0)*child
}

// ScalarMap says which TypeScript type stands for each custom scalar, in the
// form that GraphQL Code Generator takes under config.scalars.
const ScalarMap = `{
  "CountryCode": "string",
  "CurrencyCode": "string",
  "Date": "string",
  "DateTime": "string",
  "Decimal": "string",
  "JSON": "unknown",
  "URL": "string"
}`

// MaxComplexity is the greatest cost that an operation may have, where every
// field of every record that may be in the answer costs one. It allows a
// hundred companies three lists deep with pages of the usual size.
const MaxComplexity = 200_000
