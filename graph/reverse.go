package graph

import "slices"

// Reverse is a list that records of one kind have because records of another
// kind point to them: the holdings of a company are the stakes whose owner it is.
type Reverse struct {
	Name   string
	Doc    string
	Kind   Kind     // what the list holds
	Fields []string // the fields by which they point here
}

// Reverses returns the lists of a kind by name.
func Reverses(kind Kind) map[string]*Reverse {
	reverses := map[string]*Reverse{}
	for _, spec := range specs {
		for _, field := range spec.Fields {
			if field.Reverse == "" || !field.Accepts(kind) {
				continue
			}
			if known := reverses[field.Reverse]; known != nil {
				known.Fields = append(known.Fields, field.Name)
				continue
			}
			reverses[field.Reverse] = &Reverse{Name: field.Reverse, Doc: field.ReverseDoc, Kind: spec.Kind, Fields: []string{field.Name}}
		}
	}
	return reverses
}

// ReverseNames returns the names of the lists of a kind, sorted.
func ReverseNames(kind Kind) []string {
	var names []string
	for name := range Reverses(kind) {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
