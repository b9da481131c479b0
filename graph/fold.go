package graph

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// privateUse is the first rune that UTF-8 and UTF-16 order differently: it
// stands above the surrogates, which UTF-16 uses for all runes past U+FFFF.
const privateUse = 0xE000

// Fold returns the matching key of a name: compatibility forms unified (NFKC),
// letter case folded, diacritics removed, and every run of anything that is
// neither letter nor digit turned into one space, without space at the ends.
// "Scale AI, Inc." gives "scale ai inc", "Société Générale" gives "societe
// generale". The vowel signs of scripts that write them as marks (Devanagari,
// Thai) count as letters, and invisible characters are dropped. Text without a
// letter or digit gives "". Fold is idempotent.
func Fold(s string) string {
	for range maxFolds {
		folded := foldOnce(s)
		if folded == s {
			break
		}
		s = folded
	}
	return s
}

// maxFolds is more than any text needs: parts of a rune that change again once
// they stand apart take a second pass, and one more sees that nothing changes.
const maxFolds = 4

// maxWord is how many letters of a word count. No word of a name is longer in
// earnest, and what a search costs grows with the square of it.
const maxWord = 64

// Words returns the words of Fold(s), each once and cut to 64 letters, in the
// order of the text. It returns nil when there are none.
func Words(s string) []string {
	var words []string
	for word := range strings.FieldsSeq(Fold(s)) {
		if letters := []rune(word); len(letters) > maxWord {
			word = string(letters[:maxWord])
		}
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

// Slug returns Fold(s) with '-' for the spaces, for use in ids. Runes from
// U+E000 on are written "x" and six hexadecimal digits, so that ids have the
// same order in UTF-8 and in UTF-16. The result is empty when Fold(s) is.
func Slug(s string) string {
	var slug strings.Builder
	for _, r := range Fold(s) {
		switch {
		case r == ' ':
			slug.WriteByte('-')
		case r >= privateUse:
			fmt.Fprintf(&slug, "x%06x", r)
		default:
			slug.WriteRune(r)
		}
	}
	return slug.String()
}

// foldOnce is one pass of Fold. Small letters follow the case folding because
// cases.Fold exchanges the two cases of Cherokee instead of unifying them.
func foldOnce(s string) string {
	folded := strings.ToLower(cases.Fold().String(norm.NFKC.String(s)))
	decomposed := norm.NFD.String(folded)
	var words strings.Builder
	pending := false
	for _, r := range decomposed {
		switch {
		case isDiacritic(r), isInvisible(r):
		case !isWordRune(r):
			pending = words.Len() > 0
		default:
			if pending {
				words.WriteByte(' ')
				pending = false
			}
			words.WriteRune(r)
		}
	}
	return norm.NFKC.String(words.String())
}

// isInvisible holds for soft hyphens, joiners and marks of direction, which
// do not part words.
func isInvisible(r rune) bool { return unicode.Is(unicode.Cf, r) }

// isDiacritic tells the marks that any letter may carry from those that
// belong to one script. The Japanese voicing marks are shared by two scripts,
// yet make another letter.
func isDiacritic(r rune) bool {
	const voiced, semiVoiced = 0x3099, 0x309A
	return unicode.Is(unicode.Mn, r) && unicode.Is(unicode.Inherited, r) &&
		r != voiced && r != semiVoiced
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
