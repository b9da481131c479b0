package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// arguments lists those with which a field is asked for below the current
// field, which returns the object: one for each alias, none when it is not.
func arguments(ctx context.Context, object, field string) []map[string]any {
	if !graphql.HasOperationContext(ctx) || graphql.GetFieldContext(ctx) == nil {
		return nil
	}
	var all []map[string]any
	variables := graphql.GetOperationContext(ctx).Variables
	for _, collected := range graphql.CollectFieldsCtx(ctx, []string{object}) {
		if collected.Name == field {
			all = append(all, collected.ArgumentMap(variables))
		}
	}
	return all
}
