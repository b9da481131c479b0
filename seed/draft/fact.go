package draft

import (
	"maps"
	"slices"
	"strings"

	"capgraph/graph"
)

// Fact is one drafted fact, in the keys of a fact file.
type Fact struct {
	Kind    graph.Kind
	Parties map[string][]Party // by key
	Values  map[string][]string
	Wording map[string]string // by key: the words of the article
	Reasons map[string]string // by key: why it is inferred
	Says    graph.Token
	Source  string   // whom the article names as its source
	At      []string // where, as p3 s2
	Quote   string   // the words that it was read from, as they stand in the text
	From    int      // where the quote begins in its paragraph or title, in letters from 1
	To      int      // its last letter
	By      string   // the rule or model that drafted it
}

// Party is an entity in a fact.
type Party struct {
	Name     string
	Kind     graph.Kind
	ID       graph.ID // of the record that it is known to be, "" for none
	Inferred string   // why the name is inferred, "" for one that the text has
}

// draft is a fact in the making.
type draft struct {
	kind    graph.Kind
	parties map[string][]*entity
	values  map[string][]value
	reasons map[string]string
	says    graph.Token
	source  string
	places  []place
	quote   span
	of      *sentence
	by      string
	guessed string // the key that was filled by what was in focus
}

func newDraft(kind graph.Kind, s *sentence, by string) *draft {
	return &draft{
		kind: kind, parties: map[string][]*entity{}, values: map[string][]value{}, reasons: map[string]string{},
		says: "STATES", places: []place{s.place}, of: s, by: by, quote: s.quoteOf(0, len(s.tokens)),
	}
}

// maxQuote is what a fact file takes as a quote.
const maxQuote = 160

// whole is the sentence without the signs around it.
func (s *sentence) whole() span {
	if len(s.tokens) == 0 {
		return span{}
	}
	return span{s.tokens[0].start, s.tokens[len(s.tokens)-1].end}
}

// quoteOf is the whole sentence if it is short enough, else what lies between
// the tokens, cut at a word where even that is too long.
func (s *sentence) quoteOf(from, to int) span {
	if whole := s.whole(); letters(s.text[whole.start:whole.end]) <= maxQuote {
		return whole
	}
	from, to = max(from, 0), min(max(to, from+1), len(s.tokens))
	for to > from+1 && letters(s.text[s.tokens[from].start:s.tokens[to-1].end]) > maxQuote {
		to--
	}
	for to < len(s.tokens) && letters(s.text[s.tokens[from].start:s.tokens[to].end]) <= maxQuote {
		to++
	}
	quote := span{s.tokens[from].start, s.tokens[to-1].end}
	for letters(s.text[quote.start:quote.end]) > maxQuote { // One token is longer than that.
		quote.end--
	}
	return quote
}

func letters(text string) int { return len([]rune(text)) }

// party adds an entity to a key, once.
func (d *draft) party(key string, e *entity, inferred string) {
	e = e.same()
	if slices.Contains(d.parties[key], e) {
		return
	}
	d.parties[key] = append(d.parties[key], e)
	if inferred != "" {
		d.reasons[key] = inferred
	}
}

// set gives a key one value, if it has none.
func (d *draft) set(key string, v value) {
	if len(d.values[key]) == 0 && v.text != "" {
		d.values[key] = []value{v}
		if v.reason != "" {
			d.reasons[key] = v.reason
		}
	}
}

func (d *draft) word(key, text string) { d.set(key, value{text: text}) }

func (d *draft) text(key string) string {
	if len(d.values[key]) == 0 {
		return ""
	}
	return d.values[key][0].text
}

// key is equal for drafts that are about the same thing.
func (d *draft) key() string {
	var parts []string
	for _, key := range identities[d.kind] {
		var numbers []string
		for _, e := range d.parties[key] {
			numbers = append(numbers, itoa(e.same().number))
		}
		slices.Sort(numbers)
		parts = append(parts, strings.Join(append(numbers, d.text(key)), "+"))
	}
	return string(d.kind) + ":" + strings.Join(parts, "|")
}

// identities are the keys by which two drafts of a kind are the same.
var identities = map[graph.Kind][]string{
	"acquisition": {"acquirer", "people", "target"}, "stake": {"owner", "company"}, "investment": {"investor", "recipient", "type"},
	"position": {"person", "company", "role"}, "move": {"who", "people", "to"}, "site-role": {"company", "datacenter", "role"}, "datacenter": {"is"},
}

// label is the name that the fact file will have.
func (e *entity) label() string {
	e = e.same()
	if e.name == "" && e.kind == datacenter {
		return e.siteName()
	}
	return e.name
}

// joins merges another draft about the same thing into this one, unless they
// contradict each other. What stands in the title adds its place alone.
func (d *draft) joins(other *draft) bool {
	if d.key() != other.key() || d.says != other.says && other.places[0].paragraph != inTitle {
		return false
	}
	if other.places[0].paragraph == inTitle {
		d.places = append(d.places, other.places...)
		return true
	}
	d.guessed = ""
	for key, values := range other.values {
		if len(d.values[key]) > 0 && d.text(key) != values[0].text && key != "status" && key != "type" {
			return false
		}
	}
	for key, values := range other.values {
		if len(d.values[key]) == 0 {
			d.values[key] = values
			if reason := other.reasons[key]; reason != "" {
				d.reasons[key] = reason
			}
		}
	}
	for key, parties := range other.parties {
		for _, e := range parties {
			if len(d.parties[key]) == 0 || key == "investor" {
				d.party(key, e, other.reasons[key])
			}
		}
	}
	if !slices.Contains(d.places, other.places[0]) {
		d.places = append(d.places, other.places...)
	}
	return true
}

// split makes a fact of each party where a fact takes one, and of each of two
// roles.
func (d *draft) split() []*draft {
	all := []*draft{d}
	for _, key := range []string{"person", "who", "target", "company", "recipient"} {
		var next []*draft
		for _, one := range all {
			for _, e := range one.parties[key] {
				part := one.clone()
				part.parties[key] = []*entity{e}
				next = append(next, part)
			}
			if len(one.parties[key]) == 0 {
				next = append(next, one)
			}
		}
		all = next
	}
	if second := d.values["role2"]; len(second) > 0 {
		for _, one := range slices.Clone(all) {
			part := one.clone()
			part.values["role"] = second
			all = append(all, part)
		}
	}
	for _, one := range all {
		delete(one.values, "role2")
	}
	return all
}

func (d *draft) clone() *draft {
	one := *d
	one.parties, one.values, one.reasons = maps.Clone(d.parties), maps.Clone(d.values), maps.Clone(d.reasons)
	one.places = slices.Clone(d.places)
	return &one
}
