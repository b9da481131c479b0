package seed

import (
	"maps"
	"slices"
	"strings"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// readParty reads one party of a fact, or in which way it is missing.
func (d *decoder) readParty(f *fact, field *graph.Field, at entry) {
	if state, isState := graph.ParseState(at.value.Value); isState && field.MayMiss && d.handles[at.value.Value] == nil {
		f.values[field.Name] = append(f.values[field.Name], graph.Held{Value: graph.Ref{State: state}})
		return
	}
	e := d.party(at.value, at.path, slices.DeleteFunc(slices.Clone(field.Kinds), func(k graph.Kind) bool { return !isEntity(k) }))
	if e == nil {
		return
	}
	if slices.ContainsFunc(f.parties[field.Name], func(p party) bool { return p.entity == e }) {
		d.report(at.value, at.path, graph.Invalid, "%s is listed twice", shown(at.value.Value))
		return
	}
	f.parties[field.Name] = append(f.parties[field.Name], party{entity: e})
}

// party finds the entity that a text stands for: a handle, a full id or an
// identifier. It reports all else, and entities of another kind.
func (d *decoder) party(node *yaml.Node, path string, kinds []graph.Kind) *entity {
	text, ok := d.scalar(node, path)
	if !ok {
		return nil
	}
	e := d.handles[text]
	if e == nil {
		e = d.looseParty(text, kinds)
	}
	switch {
	case e == nil:
		d.reportUnknown(node, path, text, kinds)
		return nil
	case e.kind != "" && !slices.Contains(kinds, e.kind):
		e.used = true
		d.report(node, path, graph.Invalid, "%s is a %s; here stands a %s", shown(text), kindWords(e.kind), strings.ReplaceAll(kindsWords(kinds), ", ", " or "))
		return nil
	case e.kind == "":
		e.kinds = slices.DeleteFunc(e.kinds, func(kind graph.Kind) bool { return !slices.Contains(kinds, kind) })
	}
	return e
}

// looseParty is a party that is written as an id or identifier; the same text
// stands for the same entity throughout the file.
func (d *decoder) looseParty(text string, kinds []graph.Kind) *entity {
	if known := d.loose[text]; known != nil {
		return known
	}
	e := &entity{written: text, used: true}
	if kind, _, isID := graph.ParseID(text); isID {
		e.kind, e.id = kind, graph.ID(text)
	} else if identifier, err := graph.ParseIdentifier(text); err == nil {
		e.kinds, e.identifiers = slices.Clone(kinds), []graph.Held{{Value: identifier}}
	} else {
		return nil
	}
	d.loose[text] = e
	d.entities = append(d.entities, e)
	return e
}

func (d *decoder) reportUnknown(node *yaml.Node, path, text string, kinds []graph.Kind) {
	if _, isState := graph.ParseState(text); isState {
		d.report(node, path, graph.Invalid, "%s is no party; leave the key out when the party is not known", shown(text))
		return
	}
	if scheme, _, found := strings.Cut(text, ":"); found {
		if _, err := graph.ParseIdentifier(text); err != nil {
			d.report(node, path, graph.Invalid, "%s is neither an id nor an identifier (%s); the ids here begin with %s", shown(text), messageOf(err), didYouMeanKind(scheme, kinds))
			return
		}
	}
	for _, kind := range kinds {
		if e := d.names[nameKey(kind, text)]; e != nil {
			d.report(node, path, graph.Invalid, "%s is a name; facts take the handle, %q", shown(text), e.handle)
			e.used = true
			return
		}
	}
	meant := d.nearestHandle(text)
	if meant == "" {
		d.report(node, path, graph.Invalid, "%s is not declared; add it under entities", shown(text))
		return
	}
	d.handles[meant].used = true
	d.report(node, path, graph.Invalid, "%s is not declared; add it under entities; did you mean %q?", shown(text), meant)
}

// nearestHandle gives up on files with so many problems that suggestions cost
// more than they help.
func (d *decoder) nearestHandle(text string) string {
	if len(d.problems) > maxSuggestions {
		return ""
	}
	return nearest(text, slices.Sorted(maps.Keys(d.handles)))
}

func didYouMeanKind(scheme string, kinds []graph.Kind) string {
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = string(kind) + ":"
	}
	return strings.Join(words, " or ") + didYouMean(scheme, words)
}

// use notes where the entities of a fact are spoken of.
func (d *decoder) use(f *fact) {
	if f.about != nil {
		f.about.use(f.places)
	}
	if f.speaker != nil {
		f.speaker.use(f.places)
	}
	for _, field := range writable(f.spec) {
		for _, p := range f.parties[field.Name] {
			p.use(f.places)
			if p.entity == f.about {
				d.report(f.given[field.Name], join(f.path, fieldWords(field.Name)), graph.Invalid, "%s points to itself", shown(p.mention()))
			}
		}
	}
}
