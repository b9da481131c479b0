package draft

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	emptyLine  = regexp.MustCompile(`\n[ \t\p{Zs}]*\n\s*`)
	sentenceIn = regexp.MustCompile(`[.!?…:;»"”)\]]$`)
	byLine     = regexp.MustCompile(`^(?:(?i:by|par|de notre correspondante?|propos recueillis par)) (\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3})$`)
)

// longestHeading is the number of letters up to which a line without a full
// stop is a heading.
const longestHeading = 120

// readPlain reads a text whose paragraphs are parted by empty lines or, when it
// has none, by line ends. Its first line is the title if it ends like one. A
// line "by Jane Doe" names the author; other short lines without a full stop
// are headings.
func readPlain(text string) Article {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	blocks := emptyLine.Split(strings.TrimSpace(text), -1)
	if len(blocks) < 3 {
		blocks = strings.Split(strings.TrimSpace(text), "\n")
	}
	var article Article
	for i, block := range blocks {
		block = oneLine(block)
		heading := utf8.RuneCountInString(block) <= longestHeading && !sentenceIn.MatchString(block)
		author := byLine.FindStringSubmatch(block)
		switch {
		case block == "":
		case i == 0 && len(blocks) > 1 && utf8.RuneCountInString(block) <= 300 && !strings.HasSuffix(block, "."):
			article.Title = block
		case author != nil:
			article.Author = author[1]
		case heading && len(blocks) > 1:
		default:
			article.Paragraphs = append(article.Paragraphs, block)
		}
	}
	return article
}
