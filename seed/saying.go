package seed

import (
	"regexp"

	"capgraph/graph"
)

// saying is how, where and when the article says a fact.
type saying struct {
	places       []string
	says         graph.Token
	confidence   graph.Token
	speaker      *entity
	attributedTo string
	quote, note  string
	reasons      []string // "date: the year is from outside knowledge"

	seen, from, until *graph.PartialDate
	seenInferred      bool
}

// The keys that every fact may have beside its kind.
const (
	keyAt           = "at"
	keySays         = "says"
	keySpeaker      = "speaker"
	keyAttributedTo = "attributed to"
	keyConfidence   = "confidence"
	keyWording      = "wording"
	keyNote         = "note"
	keyQuote        = "quote"
	keySameAs       = "same as"
)

var commonKeys = []string{keyAt, keySays, keySpeaker, keyAttributedTo, keyConfidence, keyWording, keyInferred, keyNote, keyQuote, keySameAs, keyID}

// The defaults of a fact.
const (
	defaultSays       graph.Token = "STATES"
	defaultConfidence graph.Token = "REPORTED"
)

func (d *decoder) readSaying(f *fact, commons map[string]entry) {
	f.says, f.confidence = defaultSays, defaultConfidence
	if e := commons[keyAt]; e.value != nil {
		f.places = d.places(e)
	} else if !d.isNote() {
		d.report(f.node, f.path, graph.Invalid, "the place in the article is missing; add \"at: p1\", or title or caption")
	}
	claim := graph.KindOf(kindClaim)
	if e := commons[keySays]; e.value != nil {
		d.readCommonToken(claim.Field("modality"), e, &f.says)
	}
	if e := commons[keyConfidence]; e.value != nil {
		d.readCommonToken(claim.Field("confidence"), e, &f.confidence)
	}
	if e := commons[keySpeaker]; e.value != nil {
		f.speaker = d.party(e.value, e.path, claim.Field("speaker").Kinds)
	}
	for _, text := range []struct {
		key   string
		limit int
		into  *string
	}{
		{keyAttributedTo, maxProseLetters, &f.attributedTo},
		{keyQuote, maxQuoteLetters, &f.quote},
		{keyNote, maxNoteLetters, &f.note},
	} {
		if e := commons[squash(text.key)]; e.value != nil {
			*text.into, _ = d.prose(e.value, e.path, text.limit)
		}
	}
}

// isNote holds for articles that have no paragraphs: the notes and decisions of
// a person.
func (d *decoder) isNote() bool {
	sort, _ := graph.One[graph.Token](&graph.Record{Held: d.article.held}, "type")
	return sort == "NOTE" || sort == graph.Decision
}

func (d *decoder) readCommonToken(field *graph.Field, e entry, into *graph.Token) {
	if value, ok := d.value(field, e.value, e.path); ok {
		*into = value.(graph.Token)
	}
}

var placeForm = regexp.MustCompile(`^(title|caption|p[1-9][0-9]{0,3}( s[1-9][0-9]?)?|row [1-9][0-9]{0,9}|record \S{1,200})$`)

// places reads where in the article a fact stands: one place or a list.
func (d *decoder) places(e entry) []string {
	places := []string{}
	for _, item := range d.items(e.value, e.path) {
		text, ok := d.scalar(item.value, item.path)
		place := placeCalled(text)
		switch {
		case !ok:
		case !placeForm.MatchString(place):
			d.report(item.value, item.path, graph.Invalid, "%s is no place in an article; write title, caption, p3 for its third paragraph, or p3 s2 for the second sentence there", shown(text))
		default:
			places = append(places, place)
		}
	}
	return places
}

// readIdentity reads the id that a fact gives for a deal, plan or move.
func (d *decoder) readIdentity(f *fact, commons map[string]entry) {
	for _, key := range []string{keyID, keySameAs} {
		e := commons[squash(key)]
		if e.value == nil {
			continue
		}
		text, ok := d.scalar(e.value, e.path)
		kind, _, isID := graph.ParseID(text)
		switch {
		case !ok:
		case !f.spec.Matched:
			d.report(e.keyNode, e.path, graph.Invalid, "%s is known by its parties and takes no %s", aKind(f.spec), key)
		case f.id != "":
			d.report(e.keyNode, e.path, graph.Invalid, "id and same as are both given; keep same as for a record that exists already")
		case !isID || kind != f.spec.Kind:
			d.report(e.value, e.path, graph.Invalid, "%s is no id of %s; write one as %q", shown(text), aKind(f.spec), string(f.spec.Kind)+":meta.scale-ai.2025-06")
		default:
			f.id, f.mustExist = graph.ID(text), key == keySameAs
		}
	}
}

// readWording keeps how the article puts values.
func (d *decoder) readWording(f *fact, e entry) {
	if e.value == nil {
		return
	}
	for _, part := range d.entries(e.value, e.path) {
		text, ok := d.prose(part.value, part.path, maxWordingLetters)
		if !ok {
			continue
		}
		held := f.valuesOf(part.key)
		switch {
		case f.wordDate(part.key, text):
		case held == nil || len(*held) == 0:
			d.report(part.keyNode, part.path, graph.Invalid, "%s is not given in the fact%s", shown(part.key), didYouMean(part.key, contentKeys(f.spec)))
		case len(*held) > 1:
			d.report(part.keyNode, part.path, graph.Invalid, "%s has several values; write a fact for each to keep its wording", shown(part.key))
		default:
			worded, can := withWording((*held)[0].Value, text)
			if !can {
				d.report(part.keyNode, part.path, graph.Invalid, "wording is kept of amounts, shares, counts, capacities, dates and steps; keep this one under quote")
				continue
			}
			(*held)[0].Value = worded
		}
	}
}

// wordDate keeps the wording of the date of a step.
func (f *fact) wordDate(key, text string) bool {
	if f.fieldOf(key) != keyDate || f.given[keyDate] == nil || f.spec.Field(keyDate) != nil {
		return false
	}
	steps := f.values[fieldOfType(f.spec, graph.StepType).Name]
	step := steps[0].Value.(graph.Step)
	on := *step.On
	on.Wording = text
	step.On = &on
	steps[0].Value = step
	return true
}

// valuesOf finds the values that a key of the fact gave, nil for none.
func (f *fact) valuesOf(key string) *[]graph.Held {
	name := f.fieldOf(key)
	if f.group != nil && name == fieldHeadCount {
		return &f.group.count
	}
	if held, found := f.values[name]; found {
		return &held
	}
	return nil
}
