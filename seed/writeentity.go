package seed

import (
	"slices"
	"strings"

	"capgraph/graph"
)

// called is one way in which an article calls a record.
type called struct {
	id      graph.ID      // the record
	claim   *graph.Record // that it is called so; nil when nothing claims it
	party   string        // what stands in facts: a handle, an id or an identifier
	mention string        // what the ids of claims are made from
	given   graph.ID      // the id by which the article tells it, "" for by its name
	loose   bool          // it is not declared: party is an id or identifier
	unnamed bool          // people who are described, see counted
}

// call finds out how the article calls the records that it speaks of. The
// store does not keep that, but the id of the claim that something is called so
// proves it.
func (w *writer) call() {
	for _, c := range w.said {
		if !isCall(c) {
			continue
		}
		for _, guess := range guesses(c) {
			if graph.ClaimID(c, guess.id.Kind(), []string{"is: " + guess.mention}) == c.ID {
				if !slices.ContainsFunc(w.called[guess.id], func(other *called) bool { return other.mention == guess.mention }) {
					w.declare(guess)
				}
				break
			}
		}
	}
}

func (w *writer) declare(e *called) {
	if e.party == "" {
		e.party = w.handle(e.claim)
	}
	w.called[e.id] = append(w.called[e.id], e)
	w.order = append(w.order, e)
}

// isCall holds for claims such as entities make: names, identifiers, and
// nothing that only a fact can say.
func isCall(c *graph.Record) bool {
	spec := graph.KindOf(c.Refs("about")[0].Kind())
	if spec.Nature != graph.Entity || len(c.Claimed[fieldName]) == 0 {
		return false
	}
	for field := range c.Claimed {
		if field != fieldName && field != "identifier" {
			return false
		}
	}
	for _, field := range []string{"speaker", "attributedTo", "quote", keyFrom, keyUntil} {
		if len(c.Held[field]) > 0 {
			return false
		}
	}
	if note, _ := reasonsForName(c); note != "" {
		return false
	}
	says, _ := graph.One[graph.Token](c, "modality")
	confidence, _ := graph.One[graph.Token](c, "confidence")
	return says == defaultSays && confidence == defaultConfidence
}

// guesses are the ways in which an article may have called the record of a
// claim.
func guesses(c *graph.Record) []*called {
	id, names := c.Refs("about")[0], c.Claimed[fieldName]
	name, _ := names[0].Value.(graph.Name)
	var all []*called
	if name == (graph.Name{Name: name.Name}) { // The first name has no kind in a file.
		all = append(all, &called{id: id, claim: c, mention: name.Name})
		for _, given := range append([]graph.ID{id}, keyedIDs(id.Kind(), c.Claimed["identifier"])...) {
			all = append(all, &called{id: id, claim: c, mention: name.Name + " " + string(given), given: given})
		}
	}
	if len(names) > 1 {
		return all
	}
	all = append(all, &called{id: id, claim: c, mention: string(id), party: string(id), given: id, loose: true})
	for _, identifier := range c.Claimed["identifier"] {
		text := identifier.Value.Text()
		all = append(all, &called{id: id, claim: c, mention: text, party: text, loose: true})
	}
	return all
}

// keyedIDs are the ids that imports give to what a source knows by these keys,
// see package dataset.
func keyedIDs(kind graph.Kind, identifiers []graph.Held) []graph.ID {
	var ids []graph.ID
	for _, held := range identifiers {
		identifier, _ := held.Value.(graph.Identifier)
		list, key, _ := strings.Cut(identifier.Value, ":")
		ids = append(ids,
			graph.ID(string(kind)+":"+strings.ToLower(list+"."+strings.ReplaceAll(key, "/", "_"))),
			graph.NewID(kind, strings.NewReplacer("registry:", "", ":", " ").Replace(identifier.Text())))
	}
	return ids
}

// handle is a short word that nothing else in the file has.
func (w *writer) handle(c *graph.Record) string {
	const longest = 24
	handle := graph.Slug(c.Claimed[fieldName][0].Value.Text())
	if letters := []rune(handle); len(letters) > longest {
		handle = strings.Trim(string(letters[:longest]), "-")
	}
	if _, isState := graph.ParseState(handle); isState || handle == "" {
		handle += "-1"
	}
	free := handle
	for n := 2; w.handles[free]; n++ {
		free = handle + "-" + itoa(n)
	}
	w.handles[free] = true
	return free
}

func (w *writer) entitiesContent() mapping {
	var content mapping
	for _, spec := range graph.Specs() {
		var declared mapping
		for _, e := range w.order {
			if e.id.Kind() == spec.Kind && !e.loose {
				declared = append(declared, pair{e.party, w.entityContent(e)})
			}
		}
		content.put(kindWords(spec.Kind), declared)
	}
	return content
}

// entityContent is the name alone where that says all.
func (w *writer) entityContent(e *called) any {
	names := e.claim.Claimed[fieldName]
	long := mapping{{fieldName, names[0].Value.Text()}}
	var aliases, identifiers []any
	for _, name := range names[1:] {
		aliases = append(aliases, aliasContent(name.Value.(graph.Name)))
	}
	for _, identifier := range e.claim.Claimed["identifier"] {
		identifiers = append(identifiers, identifier.Value.Text())
	}
	long.put("aliases", aliases)
	long.put("identifiers", identifiers)
	long.put(keyID, string(e.given))
	if places := placesOf(e.claim); !slices.Equal(places, w.firstPlaces(e)) {
		long.put(keyAt, list(places))
	}
	if names[0].Inferred {
		_, reasons := reasonsForName(e.claim)
		if reasons == nil {
			reasons = []pair{{fieldName, reasonLost}}
		}
		long.put(keyInferred, mapping(reasons))
	}
	if len(long) == 1 {
		return names[0].Value.Text()
	}
	return long
}

// reasonsForName are those for which the name that a claim gives was inferred,
// and what else its note says.
func reasonsForName(c *graph.Record) (note string, reasons []pair) {
	kept, _ := graph.One[graph.Prose](c, keyNote)
	return splitNote(string(kept), func(key string) bool { return key == fieldName && c.Claimed[fieldName][0].Inferred })
}

// firstPlaces are where the facts speak of an entity first.
func (w *writer) firstPlaces(e *called) []string {
	for _, f := range w.facts {
		if places := placesOf(f.claim); len(places) > 0 && slices.Contains(f.uses, e) {
			return places
		}
	}
	return nil
}

// aliasContent is a further name; a plain alias is its text.
func aliasContent(name graph.Name) any {
	if name == (graph.Name{Name: name.Name, Kind: graph.NameAlias}) {
		return name.Name
	}
	content := mapping{{"name", name.Name}}
	content.put("kind", strings.ToLower(string(name.Kind)))
	content.put("language", name.Language)
	if name.From != nil {
		content.put("from", name.From.Text())
	}
	if name.Until != nil {
		content.put("until", name.Until.Text())
	}
	return content
}

// boundContent says what everything that is not told by its id is bound to.
func (w *writer) boundContent() mapping {
	var entities, unnamed mapping
	for _, e := range w.order {
		switch {
		case e.loose:
			content := mapping{{keyID, string(e.id)}}
			content.put(fieldName, aliasContent(e.claim.Claimed[fieldName][0].Value.(graph.Name)))
			entities = append(entities, pair{e.party, content})
		case e.given != e.id:
			entities = append(entities, pair{e.party, string(e.id)})
		}
	}
	for _, g := range w.groups {
		entry := pair{g.mention, string(g.id)}
		if w.groupID(g) != g.id && !slices.Contains(unnamed, entry) {
			unnamed = append(unnamed, entry)
		}
	}
	var content mapping
	content.put(keyEntities, entities)
	content.put(keyPeople, unnamed)
	content.put(keyClaims, w.rawContent())
	return content
}

func list(texts []string) []any {
	items := make([]any, len(texts))
	for i, text := range texts {
		items[i] = text
	}
	return items
}
