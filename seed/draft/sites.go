package draft

import (
	"slices"
	"strconv"
	"strings"

	"capgraph/graph"
)

func itoa(n int) string { return strconv.Itoa(n) }

// speaksOfSites says whether a word for a datacenter stands in the sentence.
func (r *reading) speaksOfSites(s *sentence) bool {
	for at := range s.tokens {
		if _, size := r.siteNoun(s, at); size > 0 {
			return true
		}
	}
	return false
}

// siteNoun reads a word for one datacenter; it is "" for several.
func (r *reading) siteNoun(s *sentence, at int) (string, int) {
	reader := &reader{r.vocabulary, s.tokens}
	best, size := "", 0
	for _, plural := range r.Sites.Plurals {
		size = max(size, reader.phraseAt(at, plural))
	}
	for _, noun := range r.Sites.Nouns {
		if n := reader.phraseAt(at, noun); n > size || n == size && n > 0 && best == "" && !slices.Contains(r.Sites.Plurals, noun) {
			best, size = noun, n
		}
	}
	return best, size
}

// findSites turns words for datacenters, and the names beside them, into
// mentions of sites.
func (r *reading) findSites(s *sentence) {
	for at := 0; at < len(s.tokens); at++ {
		noun, size := r.siteNoun(s, at)
		switch {
		case size > 0 && (noun == "" || at > 0 && r.areSeveral(s, at)):
			r.focus.plural, r.focus.level = true, r.levelOf(lowerText(s, at, at+size))
		case size > 0 && !s.taken[at]:
			r.oneSite(s, noun, at, at+size)
		}
		r.calledSite(s, at)
		if size == 0 {
			r.siteAnaphor(s, at)
		}
		if r.hasSites && slices.Contains(r.Sites.Powers, s.tokens[at].lower) {
			r.poweredSite(s, at)
		}
		at += max(size-1, 0)
	}
}

// oneSite makes a mention of the noun phrase around a word for a datacenter.
func (r *reading) oneSite(s *sentence, noun string, from, to int) {
	begin := from
	for begin > 0 && !s.taken[begin-1] && s.tokens[begin-1].isWord() && !r.Closed[s.tokens[begin-1].lower] && !r.isReserved(s.tokens[begin-1].lower) && !r.Articles[s.tokens[begin-1].lower] {
		begin--
	}
	article := ""
	if begin > 0 && r.Articles[s.tokens[begin-1].lower] {
		article = s.tokens[begin-1].lower
	}
	var e *entity
	if name := s.mentionAt(func(m mention) bool {
		return m.from == to || m.from == to+1 && strings.Contains("«“\"", s.tokens[to].text)
	}); name >= 0 && r.mayNameSite(s.mentions[name].entity) {
		e, to = s.mentions[name].entity.same(), s.mentions[name].to
		s.mentions = slices.Delete(s.mentions, name, name+1)
	} else if name := s.mentionAt(func(m mention) bool { return m.to == begin || m.to == from }); name >= 0 && r.mayNameSite(s.mentions[name].entity) && article == "" {
		e, begin = s.mentions[name].entity.same(), s.mentions[name].from
		s.mentions = slices.Delete(s.mentions, name, name+1)
	}
	owner := r.ownerBefore(s, begin)
	switch {
	case e != nil:
		e.kind = datacenter
	case (r.Definite[article] || s.paragraph == inTitle) && r.focus.site != nil:
		e = r.focus.site
	case s.paragraph == inTitle:
		return
	default:
		e = &entity{kind: datacenter, first: s.place, inferred: "the text gives it no name", developer: owner, city: r.cityBehind(s, to)}
		r.number(e)
	}
	r.mark(s, begin, to, e)
}

func (s *sentence) mentionAt(holds func(mention) bool) int {
	return slices.IndexFunc(s.mentions, holds)
}

func (r *reading) mark(s *sentence, from, to int, e *entity) {
	s.mentions = append(s.mentions, mention{entity: e, from: from, to: to, anaphor: lowerText(s, from, to)})
	for i := from; i < to; i++ {
		s.taken[i] = true
	}
	r.focus.site = e
}

// mayNameSite holds for names that nothing shows to be of another kind.
func (r *reading) mayNameSite(e *entity) bool {
	kind := e.same().kind
	return kind == "" || kind == datacenter
}

// ownerBefore is the company whose site it is: a name with an 's.
func (r *reading) ownerBefore(s *sentence, begin int) *entity {
	for i := range s.mentions {
		m := s.mentions[i]
		if m.to < begin && s.tokens[m.to].lower == possessive && m.to+1 >= begin-2 || m.to == begin {
			if kind := m.entity.same().kind; kind == company || kind == "" {
				return m.entity.same()
			}
		}
	}
	return nil
}

// cityBehind is the name behind "in" and its like, within the next few words.
func (r *reading) cityBehind(s *sentence, to int) *entity {
	const near = 8
	reader := &reader{r.vocabulary, s.tokens}
	for at := to; at < min(len(s.tokens), to+near); at++ {
		for _, words := range r.Sites.Places {
			size := reader.phraseAt(at, words)
			if size == 0 {
				continue
			}
			if name := s.mentionAt(func(m mention) bool { return m.from == at+size }); name >= 0 {
				return s.mentions[name].entity
			}
		}
	}
	return nil
}

// calledSite reads the name that a site is given: "called Vulcan".
func (r *reading) calledSite(s *sentence, at int) {
	reader := &reader{r.vocabulary, s.tokens}
	isNear, isFocus := r.siteIsNear(s, at)
	for _, ahead := range []struct {
		phrases    []string
		comma      bool
		holds      bool
		namesFocus bool
	}{
		{r.Sites.Called, false, isNear, isFocus},
		{r.Sites.Projects, false, r.hasSites, true},
		{r.Sites.Ordinals, true, r.focus.plural, false},
	} {
		for _, phrase := range ahead.phrases {
			size := reader.phraseAt(at, phrase)
			if size == 0 || !ahead.holds {
				continue
			}
			if at+size < len(s.tokens) && s.tokens[at+size].text == "," {
				size++
			}
			name := s.mentionAt(func(m mention) bool {
				return m.from == at+size || m.from == at+size+1 && strings.Contains("«“\"", s.tokens[at+size].text)
			})
			if name < 0 || !r.mayNameSite(s.mentions[name].entity) {
				continue
			}
			e := s.mentions[name].entity.same()
			if ahead.comma && e.level == "" {
				e.level = r.focus.level
			}
			r.nameSite(e, ahead.namesFocus)
			return
		}
	}
}

// nameSite says that a name is that of a site: of the one in focus when that
// has none, and nothing else is said of it.
func (r *reading) nameSite(e *entity, isFocus bool) {
	e.kind = datacenter
	if site := r.focus.site; isFocus && site != nil && site != e && site.name == "" {
		site.heirs = e
		e.developer, e.city = site.developer, site.city
	}
	r.focus.site = e
}

// siteIsNear holds when a site, or a word that may stand for one, was spoken
// of shortly before; and says whether that is the site in focus.
func (r *reading) siteIsNear(s *sentence, at int) (isNear, isFocus bool) {
	const near = 14
	for i := at - 1; i >= 0 && i > at-near; i-- {
		if slices.ContainsFunc(s.mentions, func(m mention) bool { return m.to == i+1 && m.entity.same().kind == datacenter }) {
			return true, true
		}
		if slices.Contains(r.Sites.Anaphors, s.tokens[i].lower) {
			return r.hasSites, false
		}
		if r.CompanyNouns[s.tokens[i].lower] {
			return false, false
		}
	}
	begins := at == 0 && r.focus.site != nil
	return begins, begins
}

// areSeveral holds when the word before says that there are more than one.
func (r *reading) areSeveral(s *sentence, at int) bool { return r.Severals[s.tokens[at-1].lower] }

func (r *reading) levelOf(words string) string {
	for _, noun := range slices.Sorted(mapsKeys(r.Sites.Levels)) {
		if strings.Contains(words, noun) {
			return r.Sites.Levels[noun]
		}
	}
	return ""
}

// poweredSite takes the name before "will have a capacity of 5 GW" for that of
// a site.
func (r *reading) poweredSite(s *sentence, at int) {
	const near = 10
	for i := at - 1; i >= 0 && i > at-near; i-- {
		name := s.mentionAt(func(m mention) bool { return m.to == i+1 })
		if name < 0 {
			continue
		}
		if e := s.mentions[name].entity.same(); e.kind == "" && !e.weak && !r.isObject(s, s.mentions[name]) {
			r.nameSite(e, false)
		}
		return
	}
}

// siteAnaphor finds "the site" and its like.
func (r *reading) siteAnaphor(s *sentence, at int) {
	if s.taken[at] || r.focus.site == nil || !slices.Contains(r.Sites.Anaphors, s.tokens[at].lower) || at == 0 || !r.Definite[s.tokens[at-1].lower] || s.taken[at-1] {
		return
	}
	if at+1 < len(s.tokens) && r.CompanyNouns[s.tokens[at+1].lower] {
		return
	}
	if r.namesFollow(s, at+1) || at+1 < len(s.tokens) && r.Prepositions[s.tokens[at+1].lower] && r.namesFollow(s, at+2) {
		return
	}
	r.mark(s, at-1, at+1, r.focus.site)
}

// siteName names a site that the text leaves without a name.
func (e *entity) siteName() string {
	name := "data center"
	if e.developer != nil {
		name = e.developer.same().name + " " + name
	}
	if e.city != nil {
		name += " in " + e.city.same().name
	}
	if graph.Fold(name) == "data center" {
		return "unnamed data center"
	}
	return name
}
