package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/agnivade/levenshtein"
	"pgregory.net/rapid"

	"capgraph/graph"
	. "capgraph/graph/graphtest"
)

func TestRankMatches(t *testing.T) {
	named := func(kind graph.Kind, names ...string) *graph.Record {
		c := Entity(kind, names[0])
		if len(names) > 1 {
			c = Entity(kind, names[0], "name", names[1])
		}
		return resolved(c)
	}
	all := []*graph.Record{
		named("company", "Metalworks United"), named("company", "Facebook Ireland"), named("company", "Meta", "Facebook"),
		named("company", "Metal"), named("product", "Meta"), named("company", "Beta"), named("company", "Meta Platforms"),
	}
	for _, c := range []struct{ searched, want string }{
		{"meta", "Meta, Meta, Meta Platforms, Metal, Metalworks United, Beta"},
		{"facebook", "Meta (Facebook), Facebook Ireland"},
		{"META platforms", "Meta Platforms"},
		{"metl", "Meta, Meta, Metal, Meta Platforms"},
	} {
		words := graph.Words(c.searched)
		matching := slices.DeleteFunc(slices.Clone(all), func(r *graph.Record) bool {
			return slices.ContainsFunc(words, func(s string) bool {
				return !slices.ContainsFunc(graph.SearchWords(r), func(word string) bool { return graph.WordMatches(s, word) })
			})
		})
		slices.Reverse(matching)
		var got []string
		for _, found := range graph.RankMatches(words, matching) {
			text := graph.UsualName(found.Record)
			if found.Matched != text {
				text += " (" + found.Matched + ")"
			}
			if found.Score <= 0 || found.Score > 1 {
				t.Errorf("search for %q: got the score %v of %s, want above 0 to 1", c.searched, found.Score, text)
			}
			got = append(got, text)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("search for %q:\n got %s\nwant %s", c.searched, strings.Join(got, ", "), c.want)
		}
	}
}

func TestScoreOfAWholeNameIsOne(t *testing.T) {
	for _, name := range []string{"Meta", "Société Générale", "字节跳动", "Scale AI, Inc."} {
		found := graph.RankMatches(graph.Words(strings.ToUpper(name)), []*graph.Record{resolved(Company(name))})
		if found[0].Score != 1 || found[0].Matched != name {
			t.Errorf("got %v for %q, want 1 for %q", found[0].Score, found[0].Matched, name)
		}
	}
}

func TestWordMatches(t *testing.T) {
	for _, c := range []struct {
		searched, word string
		want           bool
	}{
		{"meta", "meta", true}, {"met", "meta", true}, {"meta", "met", true}, {"metb", "meta", true}, {"emta", "meta", true},
		{"mte", "meta", false}, {"mexa", "met", false}, {"metaxy", "meta", false}, {"字节跳", "字节跳动", true}, {"字跳节动", "字节跳动", true}, {"字动", "字节跳动", false},
	} {
		if got := graph.WordMatches(c.searched, c.word); got != c.want {
			t.Errorf("a search for %q meets %q: got %v, want %v", c.searched, c.word, got, c.want)
		}
	}
}

// letters makes words that are often one edit apart.
var letters = rapid.StringOfN(rapid.RuneFrom([]rune("abcé字𠮷")), 0, 7, -1)

func TestWithinOneEditAgreesWithLevenshtein(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := letters.Draw(t, "a"), letters.Draw(t, "b")
		if rapid.Bool().Draw(t, "near") {
			b = edited(t, a)
		}
		want := levenshtein.ComputeDistance(a, b) <= 1 || transposed(a, b)
		if got := graph.WithinOneEdit(a, b); got != want {
			t.Fatalf("%q and %q: got %v, want %v", a, b, got, want)
		}
	})
}

func TestWordsOneEditApartShareADeletion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := letters.Draw(t, "word")
		searched := edited(t, word)
		if len([]rune(searched)) < graph.MinTypo || !graph.WithinOneEdit(searched, word) {
			return
		}
		if !slices.ContainsFunc(graph.Deletions(searched), func(key string) bool { return slices.Contains(graph.Deletions(word), key) }) {
			t.Fatalf("%q and %q share none of %q and %q", searched, word, graph.Deletions(searched), graph.Deletions(word))
		}
	})
}

func TestDeletions(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"", "[]"}, {"ai", "[ai]"}, {"met", "[et me met mt]"}, {"ｍeta", "[eta ｍea ｍet ｍeta ｍta]"}, {"aabb", "[aab aabb abb]"},
	} {
		if got := fmt.Sprint(graph.Deletions(c.word)); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// edited makes one edit or two.
func edited(t *rapid.T, word string) string {
	for range rapid.IntRange(1, 2).Draw(t, "edits") {
		runes := []rune(word)
		at := rapid.IntRange(0, len(runes)).Draw(t, "at")
		switch edit := rapid.IntRange(0, 3).Draw(t, "edit"); {
		case edit == 0 || at == len(runes):
			runes = slices.Insert(runes, at, 'x')
		case edit == 1:
			runes = slices.Delete(runes, at, at+1)
		case edit == 2:
			runes[at] = 'y'
		case at > 0:
			runes[at-1], runes[at] = runes[at], runes[at-1]
		}
		word = string(runes)
	}
	return word
}

func transposed(a, b string) bool {
	x, y := []rune(a), []rune(b)
	for i := 1; i < len(x) && len(x) == len(y); i++ {
		swapped := slices.Clone(x)
		swapped[i-1], swapped[i] = swapped[i], swapped[i-1]
		if slices.Equal(swapped, y) {
			return true
		}
	}
	return false
}
