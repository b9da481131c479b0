package draft

import (
	"context"
	"slices"
	"strings"

	"capgraph/graph"
)

// reading is one article with everything found in its sentences.
type reading struct {
	*register
	article   Article
	published graph.PartialDate
	sentences []*sentence
	focus     focus
	hasSites  bool
}

// focus is what the sentences up to now were about.
type focus struct {
	company, person, site *entity
	siteSeen              bool // in the sentence before
	paragraph             int
	last                  byte   // the letter of what the last sentence named first
	plural                bool   // sites were spoken of together
	level                 string // which sort of site these were
}

// The places of sentences that are in no paragraph.
const (
	inTitle   = -1
	inCaption = -2
)

// analyse reads all sentences of an article, finds who is who in them, and
// then what each refers to.
func analyse(ctx context.Context, article Article, book *ruleBook, names Names) (*reading, error) {
	r := &reading{register: &register{ruleBook: book, byName: map[string]*entity{}}, article: article}
	r.published, _ = graph.ParseDate(article.Published)
	n := &namer{register: r.register, lowers: smallWords(article.Paragraphs), published: r.published}
	for i, paragraph := range article.Paragraphs {
		r.readParagraph(n, paragraph, i)
	}
	if article.Caption != "" {
		r.readParagraph(n, article.Caption, inCaption)
	}
	n.prune(r.sentences)
	r.merge()
	if err := r.resolve(ctx, names); err != nil {
		return nil, err
	}
	r.readTitle(n)
	for _, s := range r.sentences {
		r.refer(s)
	}
	return r, nil
}

func (r *reading) readParagraph(n *namer, text string, paragraph int) {
	for i, tokens := range sentences(tokenize(text)) {
		s := n.read(text, tokens, place{paragraph, i})
		n.names(s)
		r.sentences = append(r.sentences, s)
		r.hasSites = r.hasSites || r.speaksOfSites(s)
	}
}

// smallWords are the words that the text writes small somewhere.
func smallWords(paragraphs []string) map[string]bool {
	small := map[string]bool{}
	for _, paragraph := range paragraphs {
		for _, t := range tokenize(paragraph) {
			if t.isWord() && !t.isCapital() {
				small[t.lower] = true
			}
		}
	}
	return small
}

// readTitle finds in the title the names that the body has: its capitals show
// nothing by themselves.
func (r *reading) readTitle(n *namer) {
	tokens := tokenize(r.article.Title)
	if len(tokens) == 0 {
		return
	}
	s := n.read(r.article.Title, tokens, place{inTitle, 0})
	for at := 0; at < len(tokens); at++ {
		e, size := r.longestName(s, at)
		if e == nil {
			continue
		}
		s.mentions = append(s.mentions, mention{entity: e, from: at, to: at + size})
		for i := at; i < at+size; i++ {
			s.taken[i] = true
		}
		at += size - 1
	}
	r.sentences = append(r.sentences, s)
}

func (r *reading) longestName(s *sentence, at int) (*entity, int) {
	const longest = 8
	for size := min(longest, len(s.tokens)-at); size > 0 && s.tokens[at].isCapital(); size-- {
		e := r.byName[graph.Fold(s.text[s.tokens[at].start:s.tokens[at+size-1].end])]
		if e != nil && !e.weak && !slices.Contains(s.taken[at:at+size], true) {
			return e, size
		}
	}
	return nil, 0
}

// refer resolves what stands for something named before, finds sites, and
// moves the focus on.
func (r *reading) refer(s *sentence) {
	if s.paragraph == inTitle {
		r.focus.plural = false
	}
	r.findSites(s)
	r.findAnaphors(s)
	slices.SortFunc(s.mentions, func(a, b mention) int { return a.from - b.from })
	if s.paragraph != inTitle {
		r.move(s)
	}
}

// findAnaphors finds "the company" and the pronoun that begins a sentence.
func (r *reading) findAnaphors(s *sentence) {
	for at := 0; at < len(s.tokens); at++ {
		word := s.tokens[at].lower
		switch {
		case s.taken[at]:
		case r.Definite[word] && at+1 < len(s.tokens) && r.Anaphors[s.tokens[at+1].lower] && !s.taken[at+1] && !r.namesFollow(s, at+2) && !r.goesOn(s, at+2):
			r.standIn(s, at, at+2, r.companyBefore(s, at))
		case at == 0 && r.Shes[word] && r.focus.person != nil && (r.focus.last == 'H' || !r.Its[word]):
			r.standIn(s, at, at+1, r.focus.person)
		case at == 0 && r.Its[word] && (r.focus.last == 'X' || r.focus.siteSeen && r.sites.service.form.MatchString(lowerBetween(s, 0, len(s.tokens))+" ")):
			r.standIn(s, at, at+1, r.focus.site)
		case at == 0 && r.Its[word]:
			r.standIn(s, at, at+1, r.focus.company)
		}
	}
}

// goesOn holds when "of" and an ordinary word follow: "the company of the
// project" is not the one that was spoken of.
func (r *reading) goesOn(s *sentence, at int) bool {
	return at+1 < len(s.tokens) && (s.tokens[at].lower == "de" || s.tokens[at].lower == "d'" || s.tokens[at].lower == "of") && !s.taken[at+1]
}

// companyBefore is the first company that the sentence names before a token,
// else the one in focus.
func (r *reading) companyBefore(s *sentence, at int) *entity {
	var found *mention
	for i := range s.mentions {
		m := &s.mentions[i]
		if m.to <= at && letterOf(m.entity) == 'C' && (found == nil || m.from < found.from) {
			found = m
		}
	}
	if found != nil {
		return found.entity
	}
	return r.focus.company
}

// namesFollow holds when a name follows within the noun phrase.
func (r *reading) namesFollow(s *sentence, at int) bool {
	for ; at < len(s.tokens); at++ {
		if slices.ContainsFunc(s.mentions, func(m mention) bool { return m.from == at }) {
			return true
		}
		word := s.tokens[at].lower
		if s.taken[at] || !s.tokens[at].isWord() || r.Closed[word] || r.isReserved(word) {
			return false
		}
	}
	return false
}

func (r *reading) standIn(s *sentence, from, to int, e *entity) {
	if e == nil {
		return
	}
	words := s.text[s.tokens[from].start:s.tokens[to-1].end]
	s.mentions = append(s.mentions, mention{entity: e, from: from, to: to, anaphor: words})
	for i := from; i < to; i++ {
		s.taken[i] = true
	}
}

// move takes the first company, the last person and the last site of a
// sentence as what the next one may refer to.
func (r *reading) move(s *sentence) {
	first, seenCompany := byte(0), false
	for _, subjects := range []bool{true, false} {
		for _, m := range s.mentions {
			letter := letterOf(m.entity)
			if m.entity.same().weak || letter == 'L' || subjects && r.isObject(s, m) {
				continue
			}
			if first == 0 {
				first = letter
			}
			switch {
			case letter == 'H':
				r.focus.person = m.entity.same()
			case letter == 'X':
				r.focus.site = m.entity.same()
			case !seenCompany:
				r.focus.company, seenCompany = m.entity.same(), true
			}
		}
	}
	r.focus.siteSeen = slices.ContainsFunc(s.mentions, func(m mention) bool { return letterOf(m.entity) == 'X' })
	r.focus.paragraph = s.paragraph
	if first != 0 {
		r.focus.last = first
	}
}

// isObject holds for a name behind a preposition.
func (r *reading) isObject(s *sentence, m mention) bool {
	before := m.from - r.description(s, m.from, 0) - 1
	return before >= 0 && r.Prepositions[s.tokens[before].lower]
}

// items are the marks of a sentence in order.
func (s *sentence) items() []item {
	var items []item
	for i := range s.mentions {
		items = append(items, item{from: s.mentions[i].from, to: s.mentions[i].to, mention: &s.mentions[i]})
	}
	for i := range s.values {
		if !slices.ContainsFunc(s.mentions, func(m mention) bool { return m.from < s.values[i].to && s.values[i].from < m.to }) {
			items = append(items, item{from: s.values[i].from, to: s.values[i].to, value: &s.values[i]})
		}
	}
	slices.SortFunc(items, func(a, b item) int { return a.from - b.from })
	return items
}

// at is the place as fact files write it.
func (p place) at() string {
	switch {
	case p.paragraph == inTitle:
		return "title"
	case p.paragraph == inCaption:
		return "caption"
	}
	const most = 99
	if p.sentence >= most || p.paragraph >= 9999 {
		return "p" + itoa(min(p.paragraph+1, 9999))
	}
	return "p" + itoa(p.paragraph+1) + " s" + itoa(p.sentence+1)
}

func lowerText(s *sentence, from, to int) string {
	return strings.ToLower(s.text[s.tokens[from].start:s.tokens[to-1].end])
}
