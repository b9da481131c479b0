package draft

import (
	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// handles are the short words by which a file refers to its entities.
type handles struct {
	byParty map[string]string
	parties []Party // in order of first use
	taken   map[string]bool
}

func newHandles(facts []Fact) *handles {
	h := &handles{byParty: map[string]string{}, taken: map[string]bool{}}
	for i := range facts {
		for _, key := range shapes[facts[i].Kind].parties {
			for _, p := range facts[i].Parties[key] {
				h.add(p)
			}
		}
	}
	return h
}

func (p Party) key() string { return string(p.Kind) + ":" + graph.Fold(p.Name) }

func (h *handles) add(p Party) {
	if h.byParty[p.key()] != "" {
		return
	}
	base := cut(graph.Slug(p.Name), 40)
	if _, isState := graph.ParseState(base); base == "" || isState {
		base = "x-" + base
	}
	handle := base
	for n := 2; h.taken[handle]; n++ {
		handle = base + "-" + itoa(n)
	}
	h.taken[handle] = true
	h.byParty[p.key()] = handle
	h.parties = append(h.parties, p)
}

func (h *handles) of(p Party) string { return h.byParty[p.key()] }

// node writes the entities: kind: {handle: name}.
func (h *handles) node() *yaml.Node {
	entities := mapping(0)
	for _, spec := range graph.Specs() {
		group := mapping(0)
		for _, p := range h.parties {
			if p.Kind == spec.Kind {
				put(group, h.of(p), p.node())
			}
		}
		if len(group.Content) > 0 && spec.Nature == graph.Entity {
			put(entities, words(spec.Kind), group)
		}
	}
	return entities
}

// node is the name, or the long form where there is more to say.
func (p Party) node() *yaml.Node {
	if p.ID == "" && p.Inferred == "" {
		return text(p.Name)
	}
	long := mapping(yaml.FlowStyle)
	put(long, "name", text(p.Name))
	if p.ID != "" {
		put(long, "id", text(string(p.ID)))
	}
	if p.Inferred != "" {
		inferred := mapping(yaml.FlowStyle)
		put(inferred, "name", text(p.Inferred))
		put(long, "inferred", inferred)
	}
	return long
}
