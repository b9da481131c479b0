package resolvers

import "capgraph/graph"

// plain makes of a decoded input what graph.Filter reads: gqlgen gives
// optional scalars as pointers, and lists with the types of their elements.
func plain(input map[string]any) map[string]any {
	if input == nil {
		return nil
	}
	out := make(map[string]any, len(input))
	for key, value := range input {
		out[key] = plainValue(value)
	}
	return out
}

func plainValue(value any) any {
	switch value := value.(type) {
	case map[string]any:
		if value == nil {
			return nil
		}
		return plain(value)
	case []map[string]any:
		return plainList(value)
	case []string:
		return plainList(value)
	case []graph.ID:
		return plainList(value)
	case *string:
		return pointed(value)
	case *bool:
		return pointed(value)
	case *graph.ID:
		return pointed(value)
	case *graph.ValueState:
		return pointed(value)
	}
	return value
}

func pointed[T any](value *T) any {
	if value == nil {
		return nil
	}
	return *value
}

func plainList[T any](list []T) any {
	if list == nil {
		return nil
	}
	out := make([]any, len(list))
	for i, item := range list {
		out[i] = plainValue(item)
	}
	return out
}
