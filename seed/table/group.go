package table

import (
	"maps"
	"slices"

	"capgraph/graph"
	"capgraph/seed/dataset"
)

// merged puts together what the rows of a group state: the parties of all rows
// stand in one fact, and each value once, since it is that of the whole. Where a row
// contradicts those before it, what it says is a fact of its own about the same,
// so that the contradiction is seen.
func merged(l *layout, rows [][][]*dataset.Fact) []dataset.Fact {
	var all []dataset.Fact
	for i, f := range l.facts {
		var groups []*dataset.Fact
		for _, facts := range rows {
			for _, fact := range facts[i] {
				at := slices.IndexFunc(groups, func(other *dataset.Fact) bool { return f.joins(other, fact) })
				if at < 0 {
					groups = append(groups, fact)
					continue
				}
				join(groups[at], fact)
			}
		}
		for _, fact := range groups {
			all = append(all, *fact)
		}
	}
	return all
}

// joins says whether two facts of one group say the same of all but the
// parties of which there may be several.
func (f *factMapping) joins(a, b *dataset.Fact) bool {
	if a.ID != b.ID || f.spec.Nature == graph.Entity {
		return false
	}
	for key, parties := range b.Parties {
		if field := f.fields[key]; field.Merge != graph.Set && len(a.Parties[key]) > 0 && !sameParties(a.Parties[key], parties) {
			return false
		}
	}
	for key, values := range b.Values {
		if known := a.Values[key]; key != "seen" && len(known) > 0 && !slices.Equal(known, values) {
			return false
		}
	}
	return true
}

func sameParties(a, b []dataset.Party) bool {
	return slices.EqualFunc(a, b, sameParty)
}

func sameParty(a, b dataset.Party) bool {
	return a.Kind == b.Kind && a.Missing == b.Missing && a.Key == b.Key && (a.Key != "" || graph.Fold(a.Name) == graph.Fold(b.Name))
}

// join adds to a fact what another of its group says.
func join(into, fact *dataset.Fact) {
	for key, parties := range fact.Parties {
		for _, p := range parties {
			known := slices.ContainsFunc(into.Parties[key], func(other dataset.Party) bool { return sameParty(other, p) })
			if !known && (p.Missing == "" || len(into.Parties[key]) == 0) {
				into.Parties[key] = append(into.Parties[key], p)
			}
		}
		if len(into.Parties[key]) > 1 {
			into.Parties[key] = slices.DeleteFunc(into.Parties[key], func(p dataset.Party) bool { return p.Missing != "" })
		}
	}
	seen := max(first(into.Values["seen"]), first(fact.Values["seen"]))
	values := maps.Clone(fact.Values)
	maps.Copy(values, into.Values)
	if seen != "" {
		values["seen"] = []string{seen}
	}
	into.Values = values
	into.At = append(into.At, fact.At...)
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
