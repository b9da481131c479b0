package table

import (
	"maps"
	"strings"

	"capgraph/graph"
	"capgraph/seed/dataset"
)

// facts are what a row states, by the place of their mapping.
func (r *reading) facts() ([][]*dataset.Fact, error) {
	facts := make([][]*dataset.Fact, len(r.layout.facts))
	any := false
	for i, f := range r.layout.facts {
		if !f.used {
			continue
		}
		fact, err := r.fact(f)
		if err != nil {
			return nil, err
		}
		facts[i] = r.parted(f, fact)
		any = any || fact != nil
	}
	if !any {
		r.set.Omit("row", "", "it states nothing, because a party or value is empty that every fact needs", r.row.at(), strings.Join(r.row.cells[:min(len(r.row.cells), 4)], ", "))
	}
	return facts, nil
}

// parted makes a fact for each of several parties where the kind takes one.
// What further columns tell of one of several is told of none.
func (r *reading) parted(f *factMapping, fact *dataset.Fact) []*dataset.Fact {
	if fact == nil {
		return nil
	}
	facts := []*dataset.Fact{fact}
	for _, key := range sorted(fact.Parties) {
		field := f.fields[key]
		if len(fact.Parties[key]) < 2 || field != nil && field.Holds() {
			continue
		}
		if field == nil {
			r.set.Omit("row", f.path, "the row names several, and what it says of them may be of any one; left out", r.row.at(), fact.Parties[key][0].Name)
			return nil
		}
		if len(facts)*len(fact.Parties[key]) > dataset.MaxTogether {
			r.set.Omit("row", f.path, "the row joins more parties than are taken, so the fact is left out", r.row.at(), fact.Parties[key][0].Name)
			return nil
		}
		var more []*dataset.Fact
		for _, one := range facts {
			for _, p := range one.Parties[key] {
				single := *one
				single.Parties = maps.Clone(one.Parties)
				single.Parties[key] = []dataset.Party{p}
				more = append(more, &single)
			}
		}
		facts = more
	}
	return facts
}

// fact is one fact of a row, nil when a party or value is empty that it needs.
func (r *reading) fact(f *factMapping) (*dataset.Fact, error) {
	fact := &dataset.Fact{Kind: strings.ReplaceAll(string(f.spec.Kind), "-", " "), Parties: map[string][]dataset.Party{}, Values: map[string][]string{}, At: []string{r.row.at()}}
	for _, key := range sorted(f.parties) {
		for _, name := range f.parties[key] {
			parties, err := r.parties(name)
			if err != nil {
				return nil, err
			}
			for _, p := range parties {
				if !f.accepts(key, p.Kind) {
					r.set.Omit("row", f.path+"."+key, "a "+string(p.Kind)+" cannot stand here, so the fact is left out", r.row.at(), p.Name)
					return nil, nil
				}
			}
			fact.Parties[key] = append(fact.Parties[key], parties...)
		}
		if len(fact.Parties[key]) > 0 {
			continue
		}
		delete(fact.Parties, key)
		if field := f.fields[key]; field == nil || field.Required && f.missing[key] == "" {
			return nil, nil
		}
	}
	for key, state := range f.missing {
		if len(fact.Parties[key]) == 0 {
			value, _ := graph.ParseState(state)
			fact.Parties[key] = []dataset.Party{{Missing: value}}
		}
	}
	if !r.addValues(f, fact) {
		return nil, nil
	}
	if f.spec.Matched {
		fact.ID = r.dealID(f, fact)
	}
	fact.Note = dataset.Cut(r.row.cell(f.note), dataset.MaxNote)
	r.end(f, fact)
	return fact, nil
}

// dealID tells a deal, plan or move from others: by the key of the table, else
// by the keys of its parties and its day. Where parties have no keys it is "", and
// the deal is matched as in articles.
func (r *reading) dealID(f *factMapping, fact *dataset.Fact) graph.ID {
	if key := r.row.cell(f.key); key != "" {
		return r.set.NewID(f.spec.Kind, key)
	}
	var keys []string
	for _, name := range sorted(fact.Parties) {
		for _, p := range fact.Parties[name] {
			if p.Key != "" {
				keys = append(keys, p.Key)
			}
		}
	}
	if len(keys) == 0 {
		return ""
	}
	for _, field := range f.spec.Fields {
		for _, text := range fact.Values[field.Name] {
			_, day, isStep := strings.Cut(text, "(")
			switch {
			case isStep && field.Type == graph.StepType:
				return r.set.NewID(f.spec.Kind, append(keys, strings.TrimSuffix(day, ")"))...)
			case field.Type == graph.DateType:
				return r.set.NewID(f.spec.Kind, append(keys, text)...)
			}
		}
	}
	return r.set.NewID(f.spec.Kind, keys...)
}

// accepts says whether a party of a kind may stand under a key.
func (f *factMapping) accepts(key string, kind graph.Kind) bool {
	if field := f.fields[key]; field != nil {
		return field.Accepts(kind)
	}
	return key == "is" && f.spec.Kind == kind
}

// addValues adds values and constants. It reports false when one is missing
// that the fact needs, or when nothing is stated of an entity.
func (r *reading) addValues(f *factMapping, fact *dataset.Fact) bool {
	for _, key := range sorted(f.values) {
		field, typ := f.fields[key], otherKeys[key]
		if field != nil {
			typ = field.Type
		}
		if text := r.value(field, typ, f.values[key]); text != "" {
			fact.Values[key] = []string{text}
		} else if field != nil && field.Required {
			return false
		}
	}
	stated := len(fact.Values)
	for key, text := range f.constants {
		if f.fields[key] == nil && key != "seen" && stated == 0 {
			continue // The basis of an amount that is not given, or the date of no step.
		}
		if key == "basis" && !f.hasMoney(fact) {
			continue
		}
		fact.Values[key] = []string{text}
	}
	if f.spec.Nature == graph.Entity && len(fact.Values) == 0 && len(fact.Parties) < 2 {
		return false
	}
	if _, given := fact.Values["seen"]; !given && r.seen != "" {
		fact.Values["seen"] = []string{r.seen}
	}
	return true
}

func (f *factMapping) hasMoney(fact *dataset.Fact) bool {
	for key := range fact.Values {
		if field := f.fields[key]; field != nil && field.Type == graph.MoneyType {
			return true
		}
	}
	return false
}

// end closes what the row says is over without saying since when: by the day
// on which it was seen to be.
func (r *reading) end(f *factMapping, fact *dataset.Fact) {
	until := fact.Values["until"]
	if len(until) == 0 && f.over != nil && r.value(overFlag, graph.FlagType, f.over) == "yes" {
		seen := r.seen
		if seen == "" {
			seen = r.set.Observed()
		}
		since := strings.Join(fact.Values["since"], "")
		if seen == "" || seen < since {
			r.omit(f.over, "it is over, and no date says when that can have been, so it is without an end; give --retrieved", r.row.cell(f.over))
			return
		}
		until = []string{"by " + seen}
		fact.Values["until"] = until
		fact.Inferred = map[string]string{"until": "the row says that it is over, and gives no end"}
	}
	if len(until) > 0 && r.seen >= strings.TrimPrefix(until[0], "by ") {
		delete(fact.Values, "seen") // It was no longer so when the row was written.
	}
}

// overFlag reads the column that says that something is over.
var overFlag = &graph.Field{Name: "over", Type: graph.FlagType}
