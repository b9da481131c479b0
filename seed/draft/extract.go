package draft

import (
	"slices"
	"strings"

	"capgraph/graph"
)

// extraction is the work of the rules on one reading.
type extraction struct {
	*reading
	drafts  []*draft
	byKey   map[string][]*draft
	offices map[*entity][]*draft  // by who holds them
	spot    focus                 // as it was before the sentence
	last    map[graph.Kind]*draft // the last deal and round, which a sentence behind may add to
	stake   *draft                // the last stake, whose company the next one may leave out
}

// extract applies the rules to all sentences.
func (r *reading) extract() []*draft {
	x := &extraction{reading: r, last: map[graph.Kind]*draft{}, byKey: map[string][]*draft{}, offices: map[*entity][]*draft{}}
	r.focus = focus{}
	for _, s := range r.sentences {
		x.spot = r.focus
		x.sentence(s)
		if s.paragraph != inTitle {
			r.move(s)
		}
	}
	return x.drafts
}

// says by class of the verb.
var saysOf = map[string]graph.Token{
	"done": "STATES", "sign": "STATES", "announce": "STATES", "cancel": "STATES",
	"plan": "PLANS", "expect": "EXPECTS", "rumour": "RUMOURS", "deny": "DENIES",
}

// The step of a deal by class of the verb.
var stepOf = map[string]string{
	"done": "completed", "sign": "signed", "announce": "announced", "cancel": "cancelled",
	"plan": "announced", "expect": "announced", "rumour": "rumoured", "deny": "rumoured",
}

// sentence applies the rules to a sentence, as it stands and then without what
// stands between commas.
func (x *extraction) sentence(s *sentence) {
	l := x.write(s, s.items())
	variants := []string{l.text}
	for _, reduction := range x.reductions {
		if reduced := reduction.form.ReplaceAllString(variants[len(variants)-1], reduction.by); reduced != variants[len(variants)-1] {
			variants = append(variants, reduced)
		}
	}
	if len(variants) > 2 {
		variants = []string{variants[0], variants[len(variants)-1]}
	}
	var made []*draft
	for _, text := range variants {
		have := needsIn(text)
		for _, row := range x.rules {
			if !row.needs.metBy(have) {
				continue
			}
			for _, match := range row.all(text) {
				if d := x.draftOf(l, row.rule, match, text, made); d != nil {
					x.beside(l, d, text, match)
					for _, one := range d.split() {
						made = keep(made, one)
					}
				}
			}
		}
	}
	made = append(surely(made), x.siteFacts(l)...)
	x.follows(l, variants, made)
	slices.SortStableFunc(made, func(a, b *draft) int { return boolOrder(a.kind != "position", b.kind != "position") })
	for _, d := range made {
		x.mood(l, d)
		x.finish(d)
		x.add(d)
	}
}

// keep adds a fact to those of the sentence. Of two that are about the same
// thing the one with more values stays.
func keep(made []*draft, d *draft) []*draft {
	for i, other := range made {
		if other.key() != d.key() {
			continue
		}
		if size(d) > size(other) || size(d) == size(other) && other.guessed != "" && d.guessed == "" {
			made[i] = d
		}
		return made
	}
	return append(made, d)
}

// surely drops facts with a guessed party where the sentence has a like one
// that names all.
func surely(made []*draft) []*draft {
	made = slices.DeleteFunc(slices.Clone(made), func(part *draft) bool {
		return slices.ContainsFunc(made, func(d *draft) bool { return d != part && part.partOf(d) })
	})
	return slices.DeleteFunc(slices.Clone(made), func(guess *draft) bool {
		return guess.guessed != "" && slices.ContainsFunc(made, func(d *draft) bool { return d.guessed == "" && d.kind == guess.kind && d.covers(guess, guess.guessed) })
	})
}

// partOf holds when the other says all that this does, and more.
func (d *draft) partOf(other *draft) bool {
	if d.kind != other.kind || d.says != other.says || size(d) >= size(other) || !other.covers(d, "") {
		return false
	}
	for key := range d.parties {
		if len(other.parties[key]) == 0 {
			return false
		}
	}
	for key := range d.values {
		if other.text(key) != d.text(key) {
			return false
		}
	}
	return true
}

func size(d *draft) int {
	n := 0
	for _, values := range d.values {
		n += len(values)
	}
	for _, parties := range d.parties {
		n += len(parties)
	}
	return n
}

// add merges the draft with what the article said before.
func (x *extraction) add(d *draft) {
	for _, known := range x.byKey[d.key()] {
		if known.joins(d) {
			x.remember(known)
			return
		}
	}
	if d.of.paragraph == inTitle && slices.ContainsFunc(x.drafts, func(known *draft) bool { return known.covers(d, "") }) {
		return
	}
	x.drafts = append(x.drafts, d)
	x.byKey[d.key()] = append(x.byKey[d.key()], d)
	x.remember(d)
}

// covers holds when the fact has all parties of the other, but for one key.
func (d *draft) covers(other *draft, but string) bool {
	for key, parties := range other.parties {
		for _, e := range parties {
			if key != but && !slices.ContainsFunc(allParties(d), func(known *entity) bool { return known.same() == e.same() }) {
				return false
			}
		}
	}
	return true
}

func allParties(d *draft) []*entity {
	var all []*entity
	for _, parties := range d.parties {
		all = append(all, parties...)
	}
	return all
}

func (x *extraction) remember(d *draft) {
	switch {
	case d.of.paragraph == inTitle:
	case d.kind == "acquisition", d.kind == "investment":
		x.last[d.kind] = d
	case d.kind == "stake":
		x.stake = d
	case d.kind == "position":
		holder := d.parties["person"][0]
		x.offices[holder] = append(x.offices[holder], d)
	}
}

// draftOf makes a fact of a match; nil when its parties do not fit.
func (x *extraction) draftOf(l *line, row rule, match found, text string, made []*draft) *draft {
	class := firstOf(match.class, row.Class, "done")
	if row.Only != "" && !slices.Contains(strings.Fields(row.Only), class) {
		return nil
	}
	if row.After != "" && !slices.ContainsFunc(made, func(d *draft) bool { return string(d.kind) == row.After }) {
		return nil
	}
	if match.class != "" && x.followsPreposition(text, match) {
		return nil
	}
	kind := graph.Kind(row.Kind)
	if kind == "site" {
		kind = "site-role"
	}
	d := newDraft(kind, l.sentence, row.Kind)
	d.says = saysOf[class]
	former := false
	for _, c := range match.captures {
		if c.slot == "former" {
			former = true
		} else if !x.fill(l, d, c) {
			return nil
		}
	}
	for key, text := range row.Set {
		d.word(key, text)
	}
	if row.Type != "" {
		d.word("type", row.Type)
	}
	if row.Role != "" {
		d.word("role", row.Role)
	}
	if row.Inferred != "" {
		d.reasons[row.Inferred] = "read from the parties: the text does not say which sort"
	}
	if row.Focus != "" && !x.fillFocus(l, d, row, made, text[:match.start]) {
		return nil
	}
	if (kind == "acquisition" || kind == "investment") && stepOf[class] != "" {
		d.word("status", stepOf[class])
	}
	if kind == "position" && former {
		x.former(d)
	}
	if row.Known && slices.ContainsFunc(d.parties["company"], func(e *entity) bool { return e.kind == "" && e.seen < 2 }) {
		return nil
	}
	d.quote = l.quoteOf(l.bounds(match))
	if d = x.fits(d); d != nil && kind == "site-role" {
		if site := d.parties["datacenter"][0].same(); site.name == "" && site.developer == nil && d.text("role") == "developer" {
			site.developer = d.parties["company"][0]
		}
	}
	return d
}

// followsPreposition holds when the pattern begins with a party that is no
// subject: "with Meta to acquire Scale".
func (x *extraction) followsPreposition(text string, match found) bool {
	begin := strings.TrimLeft(text[match.start:], " ")
	if !strings.HasPrefix(begin, "<") || strings.IndexByte("CHN", begin[1]) < 0 {
		return false
	}
	ahead := strings.Fields(text[:match.start])
	return len(ahead) > 0 && x.Prepositions[ahead[len(ahead)-1]]
}

// bounds are the first and last token of what a match captured.
func (l *line) bounds(match found) (from, to int) {
	from, to = len(l.tokens), 0
	for _, c := range match.captures {
		for _, m := range c.marks {
			if v := l.value(m); v != nil {
				from, to = min(from, v.from), max(to, v.to)
			} else if p := l.mention(m); p != nil {
				from, to = min(from, p.from), max(to, p.to)
			}
		}
	}
	return from, to
}

func (l *line) value(m mark) *value {
	if strings.IndexByte("CHNX", m.letter) >= 0 || m.number >= len(l.measures) {
		return nil
	}
	return l.measures[m.number]
}

func (l *line) mention(m mark) *mention {
	if strings.IndexByte("CHNX", m.letter) < 0 || m.number >= len(l.parties) {
		return nil
	}
	return l.parties[m.number]
}

// keyOf is the key of a slot in a fact of that kind.
func keyOf(slot string, d *draft) string {
	switch {
	case slot == "site":
		return "datacenter"
	case slot == "founded", slot == "person2", slot == "any":
		return ""
	case slot == "by":
		return "horizon"
	case slot == "letter":
		return "round"
	case slot == "who" && d.kind == "position":
		return "person"
	}
	return slot
}

// fill puts what a slot captured into the fact. It reports false when it is
// of a kind that cannot stand there.
func (x *extraction) fill(l *line, d *draft, c capture) bool {
	key := keyOf(c.slot, d)
	if key == "" {
		return true
	}
	if c.slot == "letter" {
		d.word(key, "Series "+strings.ToUpper(c.word))
		return true
	}
	if c.slot == "source" {
		for _, m := range c.marks {
			d.source = l.mention(m).entity.label()
		}
		return true
	}
	for _, m := range c.marks {
		if p := l.mention(m); p != nil {
			if p.entity.same().isPlace {
				return false
			}
			d.party(key, p.entity, anaphorReason(p))
			continue
		}
		v := l.value(m)
		switch {
		case v == nil:
		case v.letter == letterPeople:
			d.word("people", v.about)
			d.set("count", *v)
		default:
			d.set(key, *v)
		}
	}
	return true
}

func anaphorReason(p *mention) string {
	if p.anaphor == "" || p.entity.same().kind == datacenter {
		return ""
	}
	return "the text says \"" + p.anaphor + "\""
}
