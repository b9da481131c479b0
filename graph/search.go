package graph

import (
	"cmp"
	"slices"
	"strings"
)

// MinTypo is how many letters a word needs before a search forgives an edit.
const MinTypo = 4

// SearchWords lists the folded words by which a record is found: those of all
// its names, without repetition.
func SearchWords(r *Record) []string {
	var words []string
	for _, name := range All[Name](r, "name") {
		words = append(words, Words(name.Name)...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// UsualName is the name that a record is called by, its id when it has none.
func UsualName(r *Record) string {
	if name, ok := One[Name](r, "name"); ok {
		return name.Name
	}
	return string(r.ID)
}

// Deletions are the keys under which a word is indexed to be found despite one
// edit: the word itself and the word without each of its letters. Two words
// that are one edit apart share a key, so WithinOneEdit decides among those
// that do. The method is that of symmetric deletion (W. Garbe, SymSpell, 2012).
func Deletions(word string) []string {
	letters := []rune(word)
	keys := []string{word}
	if len(letters) < MinTypo-1 {
		return keys
	}
	for i := range letters {
		keys = append(keys, string(letters[:i])+string(letters[i+1:]))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// WithinOneEdit says whether two words are equal or one insertion, deletion,
// substitution or transposition of neighbours apart.
func WithinOneEdit(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return slices.Equal(x[i:], y[i+1:])
	}
	if i == len(x) || slices.Equal(x[i+1:], y[i+1:]) {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}

// WordMatches says whether a word of a name answers a word of a search.
func WordMatches(searched, word string) bool {
	if strings.HasPrefix(word, searched) {
		return true
	}
	return len([]rune(searched)) >= MinTypo && WithinOneEdit(searched, word)
}

// Found is a record that a search found, by which of its names, and how well:
// from above 0 to 1 for the whole of a name as written, case and accents aside.
type Found struct {
	Record  *Record
	Matched string
	Score   float64
}

// RankMatches scores what a search returned, and orders it best first: by
// score, then shorter usual name, then id.
func RankMatches(words []string, records []*Record) []Found {
	found := make([]Found, 0, len(records))
	for _, record := range records {
		best := Found{Record: record, Matched: UsualName(record)}
		for i, name := range All[Name](record, "name") {
			score := scoreName(words, name.Name)
			if i > 0 {
				score *= 0.98 // Of equal matches, the one by the usual name is the better.
			}
			if score > best.Score {
				best.Score, best.Matched = score, name.Name
			}
		}
		found = append(found, best)
	}
	slices.SortFunc(found, func(a, b Found) int {
		return cmp.Or(
			cmp.Compare(b.Score, a.Score),
			cmp.Compare(len([]rune(UsualName(a.Record))), len([]rune(UsualName(b.Record)))),
			cmp.Compare(a.Record.ID, b.Record.ID),
		)
	})
	return found
}

// scoreName averages over the words searched how well the best word of the
// name answers each, and lowers it for words of the name that nothing asked for.
func scoreName(searched []string, name string) float64 {
	words := Words(name)
	if len(searched) == 0 || len(words) == 0 {
		return 0
	}
	total := 0.0
	for _, s := range searched {
		best := 0.0
		for _, word := range words {
			best = max(best, scoreWord(s, word))
		}
		total += best
	}
	surplus := max(len(words)-len(searched), 0)
	return total / float64(len(searched)) * (1 - 0.3*float64(surplus)/float64(len(words)))
}

func scoreWord(searched, word string) float64 {
	switch {
	case searched == word:
		return 1
	case strings.HasPrefix(word, searched):
		return 0.5 + 0.4*float64(len(searched))/float64(len(word))
	case WordMatches(searched, word):
		return 0.4
	}
	return 0
}
