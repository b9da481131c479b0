package table

import (
	"slices"
	"strings"

	"capgraph/graph"
	"capgraph/seed/dataset"
)

// parties are those of an entity of the mapping that a row speaks of, none
// when its cells are empty.
func (r *reading) parties(name string) ([]dataset.Party, error) {
	e := r.layout.entities[name]
	names, keys := []string{r.row.cell(e.name)}, []string{r.row.cell(e.key)}
	if e.several {
		names, keys = r.split(e)
	}
	var parties []dataset.Party
	for i := range names {
		if names[i] == "" && keys[i] == "" {
			continue
		}
		party, err := r.party(e, names[i], keys[i])
		if err != nil {
			return nil, err
		}
		if i == 0 {
			r.addTo(&party, e)
		}
		if keys[i] == "" && party.Key != "" && len(party.Identifiers) > 0 {
			party.ID = dataset.IdentifierID(party.Kind, party.Identifiers[0])
		}
		parties = append(parties, party)
	}
	return parties, nil
}

// maxSeveral is how many parties one cell may name.
const maxSeveral = 200

// split parts the cells that hold several names or keys. When there are not as
// many of the one as of the other, they are not parted, because it is not known
// which belong together.
func (r *reading) split(e *entityMapping) (names, keys []string) {
	name, key := r.row.cell(e.name), r.row.cell(e.key)
	names, keys = r.parts(name), r.parts(key)
	switch {
	case max(len(names), len(keys)) > maxSeveral:
		r.omit(e.known(), "there are more names in the cell than are taken; they are taken for one", name)
		return []string{name}, []string{key}
	case key == "" && len(names) > 0:
		return names, make([]string, len(names))
	case name == "" && len(keys) > 0:
		return make([]string, len(keys)), keys
	case len(names) != len(keys):
		r.omit(e.known(), "there are several names for one key, or the other way round; they are taken for one", name)
		return []string{name}, []string{key}
	case len(names) == 0:
		return []string{""}, []string{""}
	}
	return names, keys
}

func (r *reading) parts(text string) []string {
	parts := []string{text}
	for _, separator := range r.layout.separators {
		var finer []string
		for _, part := range parts {
			finer = append(finer, strings.Split(part, separator)...)
		}
		parts = finer
	}
	for i := range parts {
		parts[i] = dataset.Clean(parts[i])
	}
	return slices.DeleteFunc(parts, func(part string) bool { return dataset.IsNull(part) })
}

func (r *reading) party(e *entityMapping, name, key string) (dataset.Party, error) {
	p := dataset.Party{Kind: r.kind(e, key), Name: name, Key: key}
	if known, err := r.nameOf(key); name == "" {
		if err != nil {
			return p, err
		}
		if known == "" {
			r.omit(e.known(), "there is a key without a name; the key stands for it", key)
		}
		p.Name = known
	}
	if key == "" && r.keyed[p.Kind] {
		// The table has keys for others of the kind, so that its names alone
		// must not be taken for those.
		p.Key = "name:" + graph.Slug(name)
	}
	return p, nil
}

// kind is the kind of a party: by a column, by the beginning of its key, or
// the usual one.
func (r *reading) kind(e *entityMapping, key string) graph.Kind {
	longest := ""
	for beginning := range e.kinds {
		if len(beginning) > len(longest) && strings.HasPrefix(key, beginning) {
			longest = beginning
		}
	}
	if longest != "" {
		return e.kinds[longest]
	}
	if e.kind != nil {
		cell := r.row.cell(e.kind)
		word, _ := e.kind.word(cell)
		for _, spec := range graph.Specs() {
			if spec.Nature == graph.Entity && word != "" && squash(string(spec.Kind)) == squash(word) {
				return spec.Kind
			}
		}
		if cell != "" {
			r.omit(e.kind, "it is no kind that the mapping knows; taken as a "+string(e.usual), cell)
		}
	}
	return e.usual
}

// addTo adds what further columns tell of a party.
func (r *reading) addTo(p *dataset.Party, e *entityMapping) {
	if e.aliases != nil {
		for _, i := range e.aliases.at {
			for _, alias := range r.parts(r.row.cells[i]) {
				p.Aliases = append(p.Aliases, dataset.Alias{Name: alias})
			}
		}
	}
	for _, scheme := range []string{"lei", "wikidata", "registry", "isin"} {
		text := r.row.cell(e.identifiers[scheme])
		if text == "" {
			continue
		}
		identifier, err := graph.ParseIdentifier(scheme + ":" + text)
		if err != nil {
			r.omit(e.identifiers[scheme], "it has not the form or check digits of its scheme", text)
			continue
		}
		p.Identifiers = append(p.Identifiers, identifier.Text())
	}
}
