package dataset

import (
	"slices"
	"strconv"
	"strings"

	"capgraph/graph"
)

func decimalText(n int) string { return strconv.Itoa(n) }

func containsSpace(text string) bool { return strings.ContainsRune(text, ' ') }

// entity is a party as one article declares it.
type entity struct {
	kind        graph.Kind
	handle      string
	name        string
	aliases     []Alias
	id          graph.ID // "" when the name alone tells it
	identifiers []string
}

// entities are those of one article.
type entities struct {
	set     *Set
	byKey   map[string]*entity
	handles map[string]int // how often a handle was wanted
}

func newEntities(set *Set) *entities {
	return &entities{set: set, byKey: map[string]*entity{}, handles: map[string]int{}}
}

// declare finds the entity of a party, or makes it, and adds what the party
// tells of it. The party has a name.
func (e *entities) declare(p Party, at string) *entity {
	id := p.ID
	if id == "" && p.Key != "" {
		id = e.set.NewID(p.Kind, p.Key)
	}
	key := string(id)
	if p.Key == "" {
		id, key = "", string(p.Kind)+" "+graph.Fold(p.Name)
	}
	found := e.byKey[key]
	if found == nil {
		found = &entity{kind: p.Kind, name: p.Name, id: id, handle: e.handle(p.Name)}
		e.byKey[key] = found
	}
	found.addNames(append([]Alias{{Name: p.Name}}, p.Aliases...), func(alias Alias) {
		e.set.Omit(string(p.Kind), "name", "it has more names than are kept", at, alias.Name)
	})
	identifiers := p.Identifiers
	if p.Key != "" {
		identifiers = append(slices.Clone(identifiers), e.set.Key(p.Key))
	}
	for _, identifier := range identifiers {
		if !slices.Contains(found.identifiers, identifier) {
			found.identifiers = append(found.identifiers, identifier)
		}
	}
	return found
}

func (e *entity) addNames(names []Alias, tooMany func(Alias)) {
	for _, alias := range names {
		same := func(other Alias) bool { return graph.Fold(other.Name) == graph.Fold(alias.Name) }
		switch {
		case alias.Name == e.name || !IsName(alias.Name) || same(Alias{Name: e.name}) || slices.ContainsFunc(e.aliases, same):
		case len(e.aliases) >= maxAliases:
			tooMany(alias)
		default:
			e.aliases = append(e.aliases, alias)
		}
	}
}

// handle is a short word for a name that no other entity of the article has.
func (e *entities) handle(name string) string {
	const longest = 24
	handle := graph.Slug(name)
	if letters := []rune(handle); len(letters) > longest {
		handle = strings.Trim(string(letters[:longest]), "-")
	}
	if _, isState := graph.ParseState(handle); isState {
		handle += "-1"
	}
	for {
		e.handles[handle]++
		if e.handles[handle] == 1 {
			return handle
		}
		handle += "-" + decimalText(e.handles[handle])
	}
}

// content is the entity as fact files declare it.
func (e *entity) content() any {
	if e.id == "" && len(e.aliases)+len(e.identifiers) == 0 {
		return e.name
	}
	content := map[string]any{"name": e.name}
	if len(e.aliases) > 0 {
		aliases := make([]any, len(e.aliases))
		for i, alias := range e.aliases {
			aliases[i] = alias.Name
			if alias.Kind != "" {
				aliases[i] = map[string]any{"name": alias.Name, "kind": alias.Kind}
			}
		}
		content["aliases"] = aliases
	}
	if len(e.identifiers) > 0 {
		content["identifiers"] = e.identifiers
	}
	if e.id != "" {
		content["id if new"] = string(e.id)
	}
	return content
}
