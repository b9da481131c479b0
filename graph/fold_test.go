package graph

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Scale AI, Inc.":    "scale ai inc",
		"Société Générale":  "societe generale",
		"L’Oréal":           "l oreal",
		"Straße":            "strasse",
		"İstanbul":          "istanbul",
		"Nguyễn":            "nguyen",
		"ﬁne²":              "fine2",
		"Ёлка":              "елка",
		"ΜΕΓΆΛΗ":            "μεγαλη",
		"العَرَبِيَّة":      "العربية",
		"हिन्दी कंपनी":      "हिन्दी कंपनी",
		"ｿﾆｰ が":             "ソニー が",
		"삼성전자":              "삼성전자",
		"Face\u00adbook":    "facebook",
		"\ufeffMeta\u200b":  "meta",
		"  --- ":            "",
		"":                  "",
		"ᏣᎳᎩ":               "ꮳꮃꭹ",
		"ꮳꮃꭹ":               "ꮳꮃꭹ",
		"\xff\xfe":          "",
		"Meta\u00a0\tIA\n2": "meta ia 2",
	} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWordsAreUniqueInOrder(t *testing.T) {
	got, want := Words("New York, New-Jersey york"), []string{"new", "york", "jersey"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Words(" -- "); got != nil {
		t.Errorf("Words of no words: got %q, want nil", got)
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"Scale AI, Inc.": "scale-ai-inc", "𠀀 Ltd": "x020000-ltd", "株式会社": "株式会社", "!?": "",
	} {
		if got := Slug(text); got != want {
			t.Errorf("Slug(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFoldOfEachRuneIsIdempotent(t *testing.T) {
	const pastLastLetter = 0x33480 // end of the third plane, the last that holds letters
	for r := range rune(pastLastLetter) {
		if folded := foldOnce(foldOnce(string(r))); foldOnce(folded) != folded {
			t.Errorf("two passes over %U give %+q, a third %+q", r, folded, foldOnce(folded))
		}
	}
}

func TestFoldIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkFold(t, rapid.String().Draw(t, "text")) })
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"Scale AI, Inc.", "Société", "𝔐eta", "\u1e9b\u0323", "ǰ", "\u0345α", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { checkFold(t, text) })
}

func checkFold(t rapid.TB, text string) {
	folded := Fold(text)
	switch {
	case Fold(folded) != folded:
		t.Fatalf("Fold(%q) = %q, folded again %q", text, folded, Fold(folded))
	case Fold(strings.ToUpper(folded)) != Fold(strings.ToUpper(Fold(strings.ToUpper(folded)))):
		t.Fatalf("upper case of %q does not settle", folded)
	case !utf8.ValidString(folded), strings.TrimSpace(folded) != folded, strings.Contains(folded, "  "):
		t.Fatalf("Fold(%q) = %q is not words with one space between", text, folded)
	}
	if slug := Slug(text); strings.ReplaceAll(slug, "-", " ") != folded && strings.IndexFunc(folded, isHigh) < 0 {
		t.Fatalf("Slug(%q) = %q, Fold %q", text, slug, folded)
	}
}

func isHigh(r rune) bool { return r >= privateUse }
