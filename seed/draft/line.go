package draft

import (
	"fmt"
	"strings"
)

// line is a sentence written for the patterns: small words parted by spaces,
// names and values as marks.
type line struct {
	*sentence
	text     string
	parties  []*mention // by the number of their mark
	measures []*value
}

// item is a part of a sentence that a mark stands for.
type item struct {
	from, to int
	mention  *mention
	value    *value
}

// letterOf is the mark of a mention.
func letterOf(e *entity) byte {
	if e.same().isPlace {
		return 'L'
	}
	switch e.same().kind {
	case company:
		return 'C'
	case person:
		return 'H'
	case datacenter:
		return 'X'
	}
	return 'N'
}

// write makes the line of a sentence out of its items, which are in order and
// do not overlap. A description before a name goes into its mark.
func (b *ruleBook) write(s *sentence, items []item) *line {
	l := &line{sentence: s}
	var out []string
	out = append(out, "^")
	begin := 0
	for _, it := range items {
		for i := begin; i < it.from; i++ {
			out = append(out, s.tokens[i].lower)
		}
		if it.mention != nil {
			keep := len(out) - b.descriptionOf(s, it.mention, begin)
			if last := len(out) - 1; last > 0 && strings.HasPrefix(out[last], "<W") && b.Articles[out[last-1]] {
				out = append(out[:last-1], out[last]) // "a 5 GW site": the article is that of the site.
				keep = len(out)
			}
			out = append(out[:keep], fmt.Sprintf("<%c%d>", letterOf(it.mention.entity), len(l.parties)))
			l.parties = append(l.parties, it.mention)
		} else {
			out = append(out, fmt.Sprintf("<%c%d>", it.value.letter, len(l.measures)))
			l.measures = append(l.measures, it.value)
		}
		begin = it.to
	}
	for i := begin; i < len(s.tokens); i++ {
		out = append(out, s.tokens[i].lower)
	}
	l.text = strings.Join(out, " ") + " "
	return l
}

// descriptionOf is the number of tokens before a mention that go into its
// mark: no more than an article where the words themselves describe it.
func (b *ruleBook) descriptionOf(s *sentence, m *mention, begin int) int {
	if m.anaphor == "" {
		return b.description(s, m.from, begin)
	}
	if m.from > begin && b.Articles[s.tokens[m.from-1].lower] {
		return 1
	}
	return 0
}

// description is the number of tokens before a name, not before begin, that
// describe it: "the Dutch chip maker" before a name.
func (b *ruleBook) description(s *sentence, from, begin int) int {
	const longest = 6
	size, whole := 0, 0
	for i := from - 1; i >= begin && size < longest; i-- {
		word := s.tokens[i].lower
		if b.Articles[word] {
			return size + 1
		}
		if !s.tokens[i].isWord() || b.Closed[word] || b.isReserved(word) {
			break
		}
		size++
		if b.CompanyNouns[word] || b.Demonyms[word] {
			whole = size
		}
	}
	return max(whole, b.bare(size))
}

// bare is how much of a description without an article belongs to the name:
// all of it where the language leaves articles out.
func (b *ruleBook) bare(size int) int {
	if b.Bare {
		return size
	}
	return 0
}
