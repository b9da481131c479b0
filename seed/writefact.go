package seed

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"capgraph/graph"
)

func itoa(n int) string { return strconv.Itoa(n) }

// factWriter is the work on one fact.
type factWriter struct {
	w       *writer
	claim   *graph.Record
	spec    *graph.Spec
	reasons []pair // by key, as the editor wrote it
	note    string
	parties map[string][]*called // by field
	group   *counted
	wording mapping
}

// fact turns a claim into the fact that makes it.
func (w *writer) fact(c *graph.Record) *written {
	about := c.Refs("about")[0]
	f := &factWriter{w: w, claim: c, spec: graph.KindOf(about.Kind())}
	note, _ := graph.One[graph.Prose](f.claim, keyNote)
	f.note, f.reasons = splitNote(string(note), f.mayInfer)
	f.group = w.groupFor(c, f.spec)
	f.callParties()
	content := mapping{{kindWords(f.spec.Kind), f.inner()}}
	content.put(keyAt, list(placesOf(c)))
	if f.spec.Matched {
		content.put(keyID, string(about))
	}
	f.putSaying(&content)
	return &written{claim: c, content: content, uses: f.uses()}
}

func (f *factWriter) uses() []*called {
	var all []*called
	for _, field := range slices.Sorted(maps.Keys(f.parties)) {
		all = append(all, f.parties[field]...)
	}
	return all
}

// mayInfer says whether a key may stand under "inferred".
func (f *factWriter) mayInfer(key string) bool {
	return fieldCalled(f.spec, key) != nil || shorthandCalled(f.spec, key) != nil
}

// hasReason says whether the editor gave a reason under that very key.
func (f *factWriter) hasReason(key string) bool {
	return slices.ContainsFunc(f.reasons, func(p pair) bool { return squash(p.key) == squash(key) })
}

// callParties finds by which of its names the fact calls each party. Where
// there are several, the id of the claim tells.
func (f *factWriter) callParties() {
	type slot struct {
		field string
		ways  []*called
	}
	var slots []slot
	if f.spec.Nature == graph.Entity {
		slots = append(slots, slot{keyIs, f.ways(f.claim.Refs("about")[0])})
	}
	for _, field := range writable(f.spec) {
		for _, held := range f.claim.Claimed[field.Name] {
			ref, isRef := held.Value.(graph.Ref)
			switch {
			case !isRef || ref.ID == "":
			case f.group != nil && ref.ID == string(f.group.id) && field == groupField(f.spec):
				slots = append(slots, slot{field.Name, []*called{f.group.called}})
			default:
				slots = append(slots, slot{field.Name, f.ways(graph.ID(ref.ID))})
			}
		}
	}
	choose := func(choice int) map[string][]*called {
		chosen := map[string][]*called{}
		for _, s := range slots {
			chosen[s.field] = append(chosen[s.field], s.ways[choice%len(s.ways)])
			choice /= len(s.ways)
		}
		return chosen
	}
	choices := 1
	for _, s := range slots {
		choices = min(choices*len(s.ways), maxChoices)
	}
	for choice := range choices {
		if f.parties = choose(choice); choices == 1 || graph.ClaimID(f.claim, f.spec.Kind, f.mentions()) == f.claim.ID {
			break
		}
	}
	for _, speaker := range f.claim.Refs("speaker") {
		f.parties[keySpeaker] = f.ways(speaker)[:1]
	}
}

// maxChoices bounds the ways of calling the parties of one fact that are tried.
const maxChoices = 1000

// ways are how the article may call a record; one that it calls by nothing
// stands there by its id.
func (f *factWriter) ways(id graph.ID) []*called {
	if ways := f.w.called[id]; len(ways) > 0 {
		return ways
	}
	return []*called{{id: id, party: string(id), mention: string(id), loose: true}}
}

// mentions are those of a fact, see fact.mentions.
func (f *factWriter) mentions() []string {
	var mentions, missing []string
	for _, e := range f.parties[keyIs] {
		mentions = append(mentions, "is: "+e.mention)
	}
	for _, field := range slices.Sorted(maps.Keys(f.parties)) {
		var names []string
		for _, e := range f.parties[field] {
			if field != keyIs && field != keySpeaker {
				names = append(names, field+": "+e.mention)
			}
		}
		slices.Sort(names)
		mentions = append(mentions, names...)
	}
	for _, field := range writable(f.spec) {
		for _, held := range f.claim.Claimed[field.Name] {
			if ref, isRef := held.Value.(graph.Ref); isRef && ref.ID == "" {
				missing = append(missing, field.Name+": "+ref.Text())
			}
		}
	}
	return append(mentions, missing...)
}

// inner are the parties and values of the fact.
func (f *factWriter) inner() mapping {
	var content mapping
	for _, e := range f.parties[keyIs] {
		content.put(keyIs, e.party)
	}
	for _, field := range writable(f.spec) {
		f.putField(&content, field)
	}
	f.putPeriod(&content)
	return content
}

func (f *factWriter) putField(content *mapping, field *graph.Field) {
	held := f.claim.Claimed[field.Name]
	switch {
	case len(held) == 0 || f.followsFromStep(field):
	case field.Type == graph.RefType:
		f.putParties(content, field)
	case field.Type == graph.StepType:
		f.putSteps(content, field)
	case f.isPeriod(field):
		f.putValues(content, f.periodKey(field.Name), held)
	default:
		f.putValues(content, fieldWords(field.Name), held)
		if money, isMoney := held[0].Value.(graph.Money); isMoney && fieldOfType(f.spec, graph.MoneyType) == field {
			content.put("basis", strings.ToLower(string(money.Basis)))
		}
	}
}

// putValues writes values under a key, and their wording.
func (f *factWriter) putValues(content *mapping, key string, held []graph.Held) {
	var texts []any
	for _, h := range held {
		texts = append(texts, textOf(h.Value))
	}
	content.put(key, texts)
	if len(held) == 1 {
		f.wording.put(key, wordingOf(held[0].Value))
	}
}

func (f *factWriter) putParties(content *mapping, field *graph.Field) {
	if f.group != nil && field == groupField(f.spec) {
		content.put(keyPeople, f.group.mention)
		if count := f.group.claim.Claimed[fieldHeadCount]; len(count) > 0 {
			f.putValues(content, keyCount, count)
		}
		return
	}
	var texts []any
	for _, held := range f.claim.Claimed[field.Name] {
		if ref, isRef := held.Value.(graph.Ref); isRef && ref.ID == "" {
			texts = append(texts, ref.Text())
		}
	}
	for _, e := range f.parties[field.Name] {
		texts = append(texts, e.party)
	}
	content.put(fieldWords(field.Name), texts)
}

// wordingOf is how the article puts a value, "" where it is not kept.
func wordingOf(value graph.Value) string {
	switch v := value.(type) {
	case graph.Money:
		return v.Wording
	case graph.Share:
		return v.Wording
	case graph.HeadCount:
		return v.Wording
	case graph.Capacity:
		return v.Wording
	case graph.PartialDate:
		return v.Wording
	case graph.Step:
		return v.Wording
	}
	return ""
}

// putSaying writes how, by whom and how surely the fact is said.
func (f *factWriter) putSaying(content *mapping) {
	c := f.claim
	if says, _ := graph.One[graph.Token](c, "modality"); says != defaultSays {
		content.put(keySays, says.Words())
	}
	if confidence, _ := graph.One[graph.Token](c, "confidence"); confidence != defaultConfidence {
		content.put(keyConfidence, confidence.Words())
	}
	for _, e := range f.parties[keySpeaker] {
		content.put(keySpeaker, e.party)
	}
	for _, text := range []struct{ key, field string }{{keyAttributedTo, "attributedTo"}, {keyQuote, "quote"}} {
		prose, _ := graph.One[graph.Prose](c, text.field)
		content.put(text.key, string(prose))
	}
	content.put(keyWording, f.wording)
	content.put(keyInferred, mapping(f.reasons))
	content.put(keyNote, f.note)
}
