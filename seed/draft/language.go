package draft

import (
	"strings"

	"capgraph/graph"

	"github.com/RadhiFadlillah/whatlanggo"
)

// languages are those that rules are written for, by their codes.
var languages = map[string]whatlanggo.Lang{"fr": whatlanggo.Fra, "en": whatlanggo.Eng}

// languageOf is the code of the article's language: the one that it is said
// to be in, else the one that its letters show. Text in a third language is an
// Invalid error.
func languageOf(a Article) (string, error) {
	said, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(a.Language, "_", "-")), "-")
	if _, known := languages[said]; known {
		return said, nil
	}
	if said != "" {
		return "", graph.Errorf(graph.Invalid, "the article is in %q; there are rules for fr and en", a.Language).At("language")
	}
	seen := whatlanggo.Detect(strings.Join(a.Paragraphs, "\n"))
	for code, language := range languages {
		if seen.Lang == language {
			return code, nil
		}
	}
	options := whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{whatlanggo.Fra: true, whatlanggo.Eng: true}}
	if seen.IsReliable() {
		return "", graph.Errorf(graph.Invalid, "the article seems to be in %s; there are rules for French and English; say --language if it is one of these", seen.Lang).At("language")
	}
	if whatlanggo.DetectLangWithOptions(strings.Join(a.Paragraphs, "\n"), options) == whatlanggo.Fra {
		return "fr", nil
	}
	return "en", nil
}
