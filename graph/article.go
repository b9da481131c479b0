package graph

import (
	"cmp"
	"strconv"
)

var article = &Spec{
	Kind: "article", Type: "Article", Plural: "articles", Nature: Source,
	Doc: "A text that states facts: an article, a filing, or the note of an analyst.",
	Fields: []Field{
		{Name: "title", Type: ProseType, Required: true, Sort: true, Doc: "Its title, as printed."},
		{Name: "url", Type: URLType, Doc: "Where it can be read; null for texts without an address."},
		{Name: "publisher", Type: ProseType, Sort: true, Doc: "Who published it."},
		{Name: "author", Type: ProseType, Sort: true, Doc: "Who wrote it."},
		{Name: "language", Type: ProseType, Doc: "Its language (BCP 47)."},
		{Name: "type", Type: TokenType, Sort: true, Doc: "What sort of source it is. Where claims are otherwise equal, the sort listed first wins.", Enum: articleType},
		{Name: "published", Type: DateType, Sort: true, Doc: "When it was published; bounds where the text does not say."},
		{Name: "retrieved", Type: DateType, Sort: true, Doc: "When it was read."},
		{Name: "revised", Type: DateType, Sort: true, Doc: "When its publisher last corrected it."},
		{Name: "reading", Type: ProseType, Doc: "Which reading of the same text this is, a whole number; null for the first."},
		{Name: "story", Type: ProseType, Sort: true, Doc: "What reprints of one text share; they count as one support."},
		{Name: "note", Type: ProseType, Doc: "What the editor adds, in the editor's words; and, a line each, why fields are given that the text does not have."},
		{Name: "status", Type: TokenType, Sort: true, Doc: "Whether its claims count.", Enum: &Enum{
			Name: "ArticleStatus", Doc: "Whether the claims of an article count.",
			Values: []EnumValue{
				{"ACTIVE", "They count."},
				{"CORRECTED", "They count, and an earlier revision said otherwise."},
				{"WITHDRAWN", "They no longer count, and stay readable at earlier clocks."},
				{"WAITING", "It has none yet: it waits for an editor to say which records it speaks of."},
			}}},
		{Name: "digest", Type: ProseType, Doc: "A digest of the facts it was loaded with."},
	},
}

var articleType = &Enum{
	Name: "ArticleType", Doc: "The sorts of source, most authoritative first.",
	Values: []EnumValue{
		{Decision, "A decision of an editor, with its reason as the title. It is no independent source, so support leaves it out."},
		{"FILING", "Filed with an authority that keeps a register."},
		{"OFFICIAL", "Published by an authority."},
		{"COMPANY", "Published by a party to the facts."},
		{"PRESS", "Published by a medium."},
		{"NOTE", "A note of a person: a phone call, an analysis, general knowledge."},
	},
}

// Decision is the type of an article by which an editor decides between, or
// about, what sources say. It outranks all other types.
const Decision Token = "DECISION"

// The statuses of an article.
const (
	Active    Token = "ACTIVE"
	Corrected Token = "CORRECTED"
	Withdrawn Token = "WITHDRAWN"
	Waiting   Token = "WAITING"
)

// Revision orders the loads of one article: the day it was revised, else
// retrieved, else published. The highest wins in any order of arrival.
func Revision(article *Record) Day {
	for _, field := range []string{"revised", "retrieved", "published"} {
		if date, ok := One[PartialDate](article, field); ok {
			return date.Latest()
		}
	}
	return MinDay
}

// Reading orders the loads of one revision: how often its text was read, 1
// when the article does not say. The highest wins in any order of arrival.
func Reading(article *Record) int {
	text, _ := One[Prose](article, "reading")
	reading, err := strconv.Atoi(string(text))
	if err != nil || reading < 1 {
		return 1
	}
	return reading
}

// compareLoads orders two loads of one article: by revision, then by reading.
func compareLoads(a, b *Record) int {
	return cmp.Or(cmp.Compare(Revision(a), Revision(b)), cmp.Compare(Reading(a), Reading(b)))
}

// StoryOf is what an article counts as when support is counted: its story, or
// itself when it names none.
func StoryOf(article *Record) string {
	if story, ok := One[Prose](article, "story"); ok {
		return string(story)
	}
	return string(article.ID)
}
