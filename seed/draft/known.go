package draft

import (
	"context"
	"slices"

	"capgraph/graph"
)

// InGraph is the names of a store: a name is known when a company, person or
// datacenter has it, letter case and accents aside. It reads twice for each text.
func InGraph(reader graph.Reader) Names { return inGraph{reader} }

type inGraph struct{ graph.Reader }

// Known asks the store.
func (g inGraph) Known(ctx context.Context, names []string) (map[string][]Known, error) {
	keys := map[string][]string{} // the names by their key
	for _, name := range names {
		if key := graph.TextKey(name); !slices.Contains(keys[key], name) {
			keys[key] = append(keys[key], name)
		}
	}
	found := map[string][]graph.ID{}
	var all []graph.ID
	for _, kind := range []graph.Kind{company, person, datacenter} {
		matched, err := g.Match(ctx, kind, "name", slices.Sorted(mapsKeys(keys)))
		if err != nil {
			return nil, err
		}
		for key, ids := range matched {
			found[key], all = append(found[key], ids...), append(all, ids...)
		}
	}
	records, err := g.Records(ctx, all, graph.Slice{Day: graph.LastDay})
	if err != nil {
		return nil, err
	}
	known := map[string][]Known{}
	for key, ids := range found {
		for _, name := range keys[key] {
			for _, id := range ids {
				known[name] = append(known[name], Known{ID: id, Name: usualName(records[id], name)})
			}
		}
	}
	return known, nil
}

func usualName(record *graph.Record, other string) string {
	if record == nil {
		return other
	}
	if name, ok := graph.One[graph.Name](record, "name"); ok {
		return name.Name
	}
	return other
}
