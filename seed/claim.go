package seed

import (
	"maps"
	"slices"

	"capgraph/graph"
)

// binding says which records the entities and facts of a file are.
type binding struct {
	article graph.ID
	entity  map[*entity]graph.ID
	fact    []graph.ID // by place in Facts.facts
	usual   map[*entity]graph.Name
}

// statement is a claim in the making.
type statement struct {
	about    graph.ID
	kind     graph.Kind
	mentions []string
	values   map[string][]graph.Held
	fact     *fact  // nil for mere mentions
	whyName  string // of a mention: why its name was inferred
}

// claims makes all that the article states: that the entities are called what
// it calls them, each fact, and the stakes that completed deals made.
func (f *Facts) claims(b *binding) []*graph.Record {
	var claims []*graph.Record
	seen := map[graph.ID]bool{}
	for _, s := range f.statements(b) {
		claim := f.claim(b, s)
		if !seen[claim.ID] {
			seen[claim.ID] = true
			claims = append(claims, claim)
		}
	}
	return append(claims, f.rawClaims()...)
}

func (f *Facts) statements(b *binding) []statement {
	var all []statement
	for _, e := range f.entities {
		if s, ok := f.mention(b, e); ok {
			all = append(all, s)
		}
	}
	for i, fact := range f.facts {
		all = append(all, factStatements(b, i, fact)...)
	}
	return all
}

// mention claims that an entity exists under its names, so that it does not
// hang on other articles.
func (f *Facts) mention(b *binding, e *entity) (statement, bool) {
	names := e.names
	if usual, known := b.usual[e]; known && len(names) == 0 {
		names = []graph.Held{{Value: usual}}
	}
	isGroup := e.kind == kindPeopleGroup && e.handle == "" && e.written == ""
	if len(names) == 0 || isGroup { // groups are claimed by the facts that count them
		return statement{}, false
	}
	values := map[string][]graph.Held{fieldName: names}
	if len(e.identifiers) > 0 {
		values["identifier"] = e.identifiers
	}
	id := b.entity[e]
	stand := &fact{saying: saying{places: e.places, says: defaultSays, confidence: defaultConfidence}}
	return statement{about: id, kind: id.Kind(), mentions: []string{"is: " + e.mention()}, values: values, fact: stand, whyName: e.whyName}, true
}

// factStatements is what one fact claims: about its own record, the people it
// counts, and the stake that it made.
func factStatements(b *binding, i int, f *fact) []statement {
	own := statement{about: b.fact[i], kind: f.spec.Kind, mentions: f.mentions(), values: f.bound(b), fact: f}
	var all []statement
	if f.group != nil {
		all = append(all, groupStatement(b, f))
	}
	if s, made := stakeStatement(b, f, own); made {
		own.values["resultingStake"] = []graph.Held{{Value: graph.Ref{ID: string(s.about)}}}
		all = append(all, s)
	}
	return append(all, own)
}

func groupStatement(b *binding, f *fact) statement {
	values := map[string][]graph.Held{fieldName: f.group.names}
	if len(f.group.count) > 0 {
		values[fieldHeadCount] = f.group.count
	}
	if refs := bindParties(b, f.group.from); len(refs) > 0 {
		values[keyFrom] = refs
	}
	mentions := []string{"is: " + f.group.name()}
	for _, p := range f.group.from {
		mentions = append(mentions, "from: "+p.mention())
	}
	return statement{about: b.entity[f.group.entity], kind: kindPeopleGroup, mentions: mentions, values: values, fact: f}
}

// mentions are the parties as the article names them, sorted by field.
func (f *fact) mentions() []string {
	var mentions []string
	if f.about != nil {
		mentions = append(mentions, "is: "+f.about.mention())
	}
	for _, field := range slices.Sorted(maps.Keys(f.parties)) {
		var names []string
		for _, p := range f.parties[field] {
			names = append(names, field+": "+p.mention())
		}
		slices.Sort(names)
		mentions = append(mentions, names...)
	}
	return append(mentions, f.missing()...)
}

// missing are the parties that the article says are unknown, undisclosed or
// none, in the order of the kind's fields.
func (f *fact) missing() []string {
	var missing []string
	for _, field := range writable(f.spec) {
		for _, held := range f.values[field.Name] {
			if ref, ok := held.Value.(graph.Ref); ok {
				missing = append(missing, field.Name+": "+ref.Text())
			}
		}
	}
	return missing
}

// bound are the values of a fact with its parties by their ids.
func (f *fact) bound(b *binding) map[string][]graph.Held {
	values := make(map[string][]graph.Held, len(f.values)+len(f.parties))
	maps.Copy(values, f.values)
	for field, parties := range f.parties {
		values[field] = slices.Concat(values[field], bindParties(b, parties))
	}
	return values
}

func bindParties(b *binding, parties []party) []graph.Held {
	refs := make([]graph.Held, len(parties))
	for i, p := range parties {
		refs[i] = graph.Held{Value: graph.Ref{ID: string(b.entity[p.entity])}, Inferred: p.inferred}
	}
	return refs
}

// claim writes a statement as a record of kind claim.
func (f *Facts) claim(b *binding, s statement) *graph.Record {
	c := f.nameless(b, s)
	c.ID = graph.ClaimID(c, s.kind, s.mentions)
	if s.whyName != "" && s.whyName != reasonLost {
		c.Held[keyNote] = []graph.Held{{Value: graph.Prose(noteWithReasons("", []string{fieldName + ": " + s.whyName}))}}
	}
	return c
}

// nameless is a claim without its id, and without the reason for its name.
func (f *Facts) nameless(b *binding, s statement) *graph.Record {
	c := &graph.Record{Kind: kindClaim, Valid: graph.Always, Held: map[string][]graph.Held{}, Claimed: s.values}
	put := func(field string, value graph.Value, inferred bool) {
		c.Held[field] = append(c.Held[field], graph.Held{Value: value, Inferred: inferred})
	}
	put("article", graph.Ref{ID: string(b.article)}, false)
	put("about", graph.Ref{ID: string(s.about)}, false)
	for _, field := range slices.Sorted(maps.Keys(s.values)) {
		put("field", graph.Token(field), false)
	}
	put("modality", s.fact.says, false)
	put("confidence", s.fact.confidence, false)
	if source := f.article.held["type"]; len(source) > 0 {
		c.Held["source"] = source
	}
	for _, place := range s.fact.places {
		put("locator", graph.Prose(place), false)
	}
	if s.fact.speaker != nil {
		put("speaker", graph.Ref{ID: string(b.entity[s.fact.speaker])}, false)
	}
	for field, text := range map[string]string{"attributedTo": s.fact.attributedTo, "quote": s.fact.quote, "note": s.fact.noteWithReasons()} {
		if text != "" {
			put(field, graph.Prose(text), false)
		}
	}
	f.putTimes(s, put)
	return c
}

func (f *Facts) putTimes(s statement, put func(string, graph.Value, bool)) {
	if s.fact.from != nil {
		put(keyFrom, *s.fact.from, s.fact.from.Inferred)
	}
	if s.fact.until != nil {
		put(keyUntil, *s.fact.until, s.fact.until.Inferred)
	}
	if s.fact.seen != nil {
		put("observed", *s.fact.seen, s.fact.seenInferred)
	} else if day, ok := f.article.observed(); ok {
		day.Inferred = true
		put("observed", day, true)
	}
}
