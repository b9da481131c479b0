package graphtest

import "capgraph/graph"

// Decided is the article of that name by which an editor decides.
func Decided(name string, parts ...Part) graph.Change {
	return Article(name, append([]Part{Type("decision")}, parts...)...)
}

// Merge decides that records are another one.
func Merge(into graph.ID, merged ...graph.ID) Part { return decide(graph.Merges, into, merged, nil) }

// Split decides that what articles say of one record is said of another.
func Split(from, into graph.ID, articles ...string) Part {
	ids := make([]graph.ID, len(articles))
	for i, name := range articles {
		ids[i] = ID("article", name)
	}
	return decide(graph.Splits, into, []graph.ID{from}, ids)
}

// Apart decides that two records are never to be merged.
func Apart(one, other graph.ID) Part {
	return decide(graph.KeepsApart, one, []graph.ID{one, other}, nil)
}

func decide(decision graph.Token, about graph.ID, decided, articles []graph.ID) Part {
	return option(func(d *draft) {
		d.decisions = append(d.decisions, func(article graph.ID) *graph.Record {
			return graph.NewDecision(article, decision, about, decided, articles)
		})
	})
}
