package draft

import (
	"slices"
	"strings"

	"capgraph/graph"
)

// mention is where a sentence names someone or something.
type mention struct {
	entity   *entity
	from, to int    // tokens
	anaphor  string // the words that stand for it, "" when it is named
}

// namer finds the names in the sentences of one text.
type namer struct {
	*register
	lowers    map[string]bool // words that the text also writes small
	published graph.PartialDate
}

// sentence is a sentence with what was found in it.
type sentence struct {
	place
	text     string // of the paragraph
	tokens   []token
	values   []value
	mentions []mention
	taken    []bool
}

// read finds values, roles and places of a sentence.
func (n *namer) read(text string, tokens []token, at place) *sentence {
	s := &sentence{place: at, text: text, tokens: tokens, taken: make([]bool, len(tokens))}
	r := &reader{n.vocabulary, tokens}
	s.keep(n.dates(text, tokens, n.published))
	s.keep(r.values(s.taken))
	s.keep(n.offices2(s))
	s.keep(n.placesIn(s))
	return s
}

func (s *sentence) keep(values []value) {
	for _, v := range values {
		free := true
		for i := v.from; i < v.to; i++ {
			free = free && !s.taken[i]
		}
		if !free {
			continue
		}
		for i := v.from; i < v.to; i++ {
			s.taken[i] = true
		}
		v.wording = s.text[s.tokens[v.from].start:s.tokens[v.to-1].end]
		s.values = append(s.values, v)
	}
}

// offices2 finds the roles in a sentence.
func (n *namer) offices2(s *sentence) []value {
	var found []value
	for at := 0; at < len(s.tokens); at++ {
		for _, office := range n.offices {
			if size := matchOffice(s.tokens[at:], office.words); size > 0 {
				role := office.role
				if role == "" {
					role = strings.ToLower(s.text[s.tokens[at].start:s.tokens[at+size-1].end])
				}
				found = append(found, value{letter: letterRole, text: role, from: at, to: at + size})
				at += size - 1
				break
			}
		}
	}
	return found
}

// matchOffice compares words; "_" stands for any small one.
func matchOffice(tokens []token, words []string) int {
	if len(words) > len(tokens) {
		return 0
	}
	for i, word := range words {
		t := tokens[i]
		if word == "_" && t.isWord() && !t.isCapital() && len(t.text) > 2 {
			continue
		}
		if t.lower != word {
			return 0
		}
	}
	return len(words)
}

// placesIn finds countries and regions, and the city before them.
func (n *namer) placesIn(s *sentence) []value {
	const longest = 5
	var found []value
	for at := 0; at < len(s.tokens); at++ {
		if !s.tokens[at].isCapital() {
			continue
		}
		for size := min(longest, len(s.tokens)-at); size > 0; size-- {
			written := strings.ToLower(strings.ReplaceAll(s.text[s.tokens[at].start:s.tokens[at+size-1].end], "’", "'"))
			code, known := n.places[written]
			if !known || at+size < len(s.tokens) && s.tokens[at+size].isCapital() && !s.taken[at+size] && !n.Demonyms[s.tokens[at+size].lower] {
				continue
			}
			found = append(found, value{letter: letterPlace, text: code, from: at, to: at + size})
			at += size - 1
			break
		}
	}
	return found
}

// names finds the names of a sentence.
func (n *namer) names(s *sentence) {
	for at := 0; at < len(s.tokens); at++ {
		if s.taken[at] || !s.tokens[at].isCapital() || !s.tokens[at].isWord() {
			continue
		}
		if n.isTitle(s, at) {
			continue
		}
		begins := at == 0 || strings.Contains("«“\"•–—:(", s.tokens[at-1].text)
		if n.isNoName(s, at, begins) {
			continue
		}
		to := n.nameEnd(s, at)
		from, first := at, at
		if begins && to-from > 1 && n.dropsFirst(s, from) {
			from++
		}
		at = to - 1
		n.keepName(s, from, to, begins && from == first && to-from == 1)
	}
	n.markPlaces(s)
}

// prune drops names that only ever begin a sentence with an ordinary word
// behind: these are words, not names.
func (n *namer) prune(all []*sentence) {
	isName := map[*entity]bool{}
	adverbs := " " + strings.NewReplacer("(", " ", ")", " ", "|", " ").Replace(n.Macros["adv"]) + " "
	ordinary := func(s *sentence, m mention) bool {
		if m.to < len(s.tokens) && strings.Contains(adverbs, " "+s.tokens[m.to].lower+" ") {
			return false
		}
		if m.to >= len(s.tokens) || s.taken[m.to] {
			return false
		}
		t := s.tokens[m.to]
		return t.isWord() && !t.isCapital() && t.lower != possessive && !n.Closed[t.lower] && !n.isReserved(t.lower)
	}
	for _, s := range all {
		for _, m := range s.mentions {
			isName[m.entity] = isName[m.entity] || !m.entity.weak || !ordinary(s, m)
		}
	}
	for _, s := range all {
		s.mentions = slices.DeleteFunc(s.mentions, func(m mention) bool {
			if isName[m.entity] {
				return false
			}
			for i := m.from; i < m.to; i++ {
				s.taken[i] = false
			}
			return true
		})
	}
	n.order = slices.DeleteFunc(n.order, func(e *entity) bool {
		if !isName[e] {
			delete(n.byName, graph.Fold(e.name))
		}
		return !isName[e]
	})
}

// markPlaces takes a name with a country or region behind it for that of a
// town.
func (n *namer) markPlaces(s *sentence) {
	for _, m := range s.mentions {
		for _, v := range s.values {
			between := lowerBetween(s, m.to, v.from)
			if v.letter == letterPlace && m.entity.kind == "" && (between == "," || between == ", en" || between == ", au" || between == ", aux") {
				m.entity.isPlace = true
			}
		}
	}
}

// isTitle holds for Mr and its like, and for the particles of a name in capitals.
func (n *namer) isTitle(s *sentence, at int) bool { return n.Titles[s.tokens[at].lower] }

func (n *namer) isNoName(s *sentence, at int, begins bool) bool {
	lower := s.tokens[at].lower
	last := at+1 == len(s.tokens)
	switch {
	case strings.HasSuffix(lower, "'"), n.Demonyms[lower], n.NoNames[lower]:
		return true
	case endsIn(lower, n.Adjectives), begins && endsIn(lower, n.StarterEnds) && !last && n.Prepositions[s.tokens[at+1].lower]:
		return true
	case begins && n.Starters[lower], !begins && n.Articles[lower], n.Articles[lower] && (last || !s.tokens[at+1].isCapital()):
		return true
	}
	return n.month(lower) > 0 || len(lower) == 1
}

func endsIn(word string, ends wordSet) bool {
	for end := range ends {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// nameEnd is the token behind the name that begins here.
func (n *namer) nameEnd(s *sentence, at int) int {
	end := at + 1
	for end < len(s.tokens) {
		t := s.tokens[end]
		next := end+1 < len(s.tokens) && s.tokens[end+1].isCapital() && !s.taken[end+1] && s.tokens[end+1].isWord()
		first := s.tokens[at].lower
		switch {
		case s.taken[end]:
			return end
		case t.isWord() && t.isCapital() && !strings.HasSuffix(t.lower, "'"):
		case t.isNumber() && len(t.text) <= 3 && n.endsHere(s, end+1):
		case t.text == "." && n.Legal[s.tokens[end-1].lower] && end+1 < len(s.tokens) && !s.tokens[end+1].isCapital():
		case n.Legal[t.lower] && t.spaced && len(t.text) > 1 && !n.Closed[t.lower]:
		case !n.Particles[t.lower] || !next:
			return end
		case isNobiliary(t.lower), n.Institutions[first], n.GivenNames[first] && end == at+1, n.Joins[t.lower] && !n.GivenNames[first] && end == at+1:
		default:
			return end
		}
		end++
	}
	return end
}

// isNobiliary holds for particles that join the parts of a name in any case.
func isNobiliary(word string) bool {
	switch word {
	case "van", "von", "der", "den", "di", "da", "del", "el", "al", "ben", "bin", "&":
		return true
	}
	return false
}

// endsHere holds where a number may end a name: before a sign or a closed
// word.
func (n *namer) endsHere(s *sentence, at int) bool {
	return at >= len(s.tokens) || !s.tokens[at].isWord() && !strings.Contains("%€$£", s.tokens[at].text) || n.Closed[s.tokens[at].lower]
}

// dropsFirst says that the first word of a sentence only stands before a name.
func (n *namer) dropsFirst(s *sentence, at int) bool {
	lower := s.tokens[at].lower
	return n.lowers[lower] || n.CompanyNouns[lower] || n.Closed[lower]
}

func (n *namer) keepName(s *sentence, from, to int, weak bool) {
	if from > 0 && n.Families[s.tokens[from-1].lower] {
		from--
	} else if to < len(s.tokens) && n.Families[s.tokens[to].lower] {
		to++
	}
	name := strings.Trim(oneLine(s.text[s.tokens[from].start:s.tokens[to-1].end]), ".,'’")
	if graph.Slug(name) == "" || len(name) > 150 {
		return
	}
	if weak && n.lowers[s.tokens[from].lower] {
		return
	}
	e := n.named(name, weak, s.place)
	if from > 0 && n.Titles[s.tokens[from-1].lower] || from > 1 && s.tokens[from-1].text == "." && n.Titles[s.tokens[from-2].lower] {
		e.kind = person
	}
	n.classify(e)
	e.seen++
	n.evidence(s, e, from, to)
	s.mentions = append(s.mentions, mention{entity: e, from: from, to: to})
	for i := from; i < to; i++ {
		s.taken[i] = true
	}
}

// evidence reads from the words around a name what it names.
func (n *namer) evidence(s *sentence, e *entity, from, to int) {
	if e.kind != "" {
		return
	}
	isRole := func(at int, ends bool) bool {
		for _, v := range s.values {
			if v.letter == letterRole && (ends && v.to == at || !ends && v.from == at) {
				return true
			}
		}
		return false
	}
	words := len(strings.Fields(e.name))
	lower := func(at int) string {
		if at < 0 || at >= len(s.tokens) {
			return ""
		}
		return s.tokens[at].lower
	}
	switch {
	case lower(to) == possessive && isRole(to+1, false), n.CompanyNouns[lower(from-1)] && !isRole(from, true):
		e.kind = company
	case words > 1 && words < 5 && (isRole(from, true) || lower(to) == "," && isRole(to+1, false)):
		e.kind = person
	case isRole(from-1, true) && n.Particles[lower(from-1)], isRole(from-1, true) && (lower(from-1) == "at" || lower(from-1) == "of"), isRole(to, false):
		e.kind = company
	}
}
