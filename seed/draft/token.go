package draft

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, number or sign of a paragraph. Its bounds are bytes.
type token struct {
	text, lower string
	start, end  int
	spaced      bool // white space stands before it
}

var tokenForm = regexp.MustCompile(`(?:US|C|A|HK|NZ|S)\$|` + // currencies
	`\d{1,3}(?:[ ,.'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|` + // numbers
	`\p{L}[\p{L}\p{M}]*(?:[-&][\p{L}\p{N}][\p{L}\p{M}\p{N}]*|\p{N}+)*['’]?|` + // words
	`\S`)

// possessive is what follows an English name that owns something.
const possessive = "'s"

// tokenize splits a paragraph. An elided word keeps its apostrophe: "l'" and
// "accord"; an English "'s" is a token of its own.
func tokenize(text string) []token {
	var tokens []token
	last := 0
	add := func(start, end int) {
		word := text[start:end]
		lower := strings.ToLower(strings.ReplaceAll(word, "’", "'"))
		tokens = append(tokens, token{text: word, lower: lower, start: start, end: end, spaced: start > last})
		last = end
	}
	for at := 0; at < len(text); {
		span := tokenForm.FindStringIndex(text[at:])
		if span == nil {
			break
		}
		start, end := at+span[0], at+span[1]
		word := text[start:end]
		tail := possessiveAt(text[start:])
		switch {
		case tail > 0 && tail < len(word):
			add(start, start+tail)
			add(start+tail, start+tail+apostropheS(text[start+tail:]))
		case strings.Trim(word, "'’") == "":
			add(start, start+max(apostropheS(text[start:]), len(word)))
		case strings.HasSuffix(word, "'") || strings.HasSuffix(word, "’"):
			if size := apostropheS(text[start+len(strings.TrimRight(word, "'’")):]); size > 0 {
				cut := start + len(strings.TrimRight(word, "'’"))
				add(start, cut)
				add(cut, cut+size)
			} else {
				add(start, end)
			}
		default:
			add(start, end)
		}
		at = tokens[len(tokens)-1].end
	}
	return tokens
}

// possessiveAt is where the "'s" inside a word begins, 0 for none.
func possessiveAt(text string) int {
	for i, r := range text {
		if !unicode.IsLetter(r) && r != '-' && r != '&' {
			if i > 0 && apostropheS(text[i:]) > 0 {
				return i
			}
			return 0
		}
	}
	return 0
}

// apostropheS is the length of an "'s" that ends a word here, 0 for none.
func apostropheS(text string) int {
	for _, mark := range []string{"'s", "’s"} {
		if strings.HasPrefix(text, mark) {
			next, _ := utf8.DecodeRuneInString(text[len(mark):])
			if !unicode.IsLetter(next) {
				return len(mark)
			}
		}
	}
	return 0
}

func (t token) isWord() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsLetter(r)
}

func (t token) isNumber() bool { return t.text[0] >= '0' && t.text[0] <= '9' }

func (t token) isCapital() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsUpper(r)
}

// span is a part of a paragraph in bytes.
type span struct{ start, end int }

// endings are abbreviations behind which a full stop ends no sentence.
var endings = map[string]bool{"m": true, "mm": true, "mr": true, "mrs": true, "ms": true, "dr": true, "st": true, "inc": true, "ltd": true, "corp": true, "co": true, "no": true, "vs": true, "cf": true, "etc": true, "jr": true, "u.s": true, "sr": true, "prof": true, "approx": true, "env": true}

// longestSentence is the number of tokens behind which a sentence is cut, so
// that the work on a text grows no faster than its length.
const longestSentence = 150

// sentences splits the tokens of a paragraph into sentences, and cuts those
// that are too long.
func sentences(tokens []token) [][]token {
	var found [][]token
	for _, sentence := range fullSentences(tokens) {
		for len(sentence) > longestSentence {
			found = append(found, sentence[:longestSentence])
			sentence = sentence[longestSentence:]
		}
		found = append(found, sentence)
	}
	return found
}

// fullSentences finds the ends of sentences: . ! ? or … before a capital, a
// digit, a bullet or a quotation mark; not behind an abbreviation or an initial.
func fullSentences(tokens []token) [][]token {
	var found [][]token
	begin := 0
	for i, t := range tokens {
		if !strings.ContainsAny(t.text, ".!?…•") || i+1 == len(tokens) {
			continue
		}
		if t.text == "•" {
			if i > begin {
				found = append(found, tokens[begin:i])
			}
			begin = i + 1
			continue
		}
		end := i + 1
		for end < len(tokens) && strings.Contains("»”\")’", tokens[end].text) && !tokens[end].spaced {
			end++
		}
		if end < len(tokens) && tokens[end].text == "»" {
			end++
		}
		if end >= len(tokens) || !tokens[end].spaced || !opens(tokens[end]) || t.text == "." && i > begin && isAbbreviation(tokens[i-1]) {
			continue
		}
		found = append(found, tokens[begin:end])
		begin = end
	}
	if begin < len(tokens) {
		found = append(found, tokens[begin:])
	}
	return found
}

func opens(t token) bool {
	return t.isCapital() || t.isNumber() || strings.Contains("«“\"•–—-(", t.text)
}

func isAbbreviation(t token) bool {
	return endings[t.lower] || utf8.RuneCountInString(t.text) == 1 && t.isCapital()
}
