package draft

import (
	"strings"
	"unicode/utf8"

	"capgraph/graph"
)

// Published limits of what is drafted from.
const (
	MaxBytes   = 5_000_000 // of a page or text as it is saved
	MaxLetters = 200_000   // of the text that is read out of it
)

// Article is a text as it was read, and what it says of itself. What is not
// known is empty.
type Article struct {
	Title     string
	Publisher string
	Author    string
	Language  string // fr or en
	URL       string
	Published string // as a fact file has it: 2025-06-12, or bounds
	Revised   string
	ID        string // of the article, made of the address or of publisher and title when it is empty

	// Paragraphs are those of the body, in order: the first is p1. White space is
	// one space between words. Headings and captions are not among them.
	Paragraphs []string
	Caption    string
}

// Read reads a plain text or an HTML page; which of them it is shows in the
// first tag. Told overrides what the text says of itself where it is not
// empty. Text in another encoding than UTF-8 is read when it is a page that
// says which, and is an Invalid error else; so is one that holds no paragraph, and
// one that is neither French nor English unless told says which it is. More than
// MaxBytes or MaxLetters is a Limit error.
func Read(data []byte, told Article) (Article, error) {
	if len(data) > MaxBytes {
		return Article{}, graph.Errorf(graph.Limit, "the text has more than %d bytes; draft from the article alone", MaxBytes)
	}
	read, err := readAny(data)
	if err != nil {
		return Article{}, err
	}
	read.override(told)
	read.clean()
	if letters := utf8.RuneCountInString(read.text()); letters > MaxLetters {
		return Article{}, graph.Errorf(graph.Limit, "the text has %d letters and may have %d; draft from a part of it", letters, MaxLetters)
	}
	if len(read.Paragraphs) == 0 {
		return Article{}, graph.Errorf(graph.Invalid, "no paragraph was found; draft takes the text of an article, or its saved page with the text in it")
	}
	if read.Language, err = languageOf(read); err != nil {
		return Article{}, err
	}
	return read, read.check()
}

func readAny(data []byte) (Article, error) {
	if isPage(data) {
		return readPage(data)
	}
	data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
	if !utf8.Valid(data) {
		return Article{}, graph.Errorf(graph.Invalid, "the text is not UTF-8; save it as UTF-8")
	}
	return readPlain(string(data)), nil
}

func (a *Article) override(told Article) {
	for _, field := range []struct {
		into *string
		told string
	}{
		{&a.Title, told.Title}, {&a.Publisher, told.Publisher}, {&a.Author, told.Author}, {&a.Language, told.Language},
		{&a.URL, told.URL}, {&a.Published, told.Published}, {&a.Revised, told.Revised}, {&a.ID, told.ID},
	} {
		if text := oneLine(field.told); text != "" {
			*field.into = text
		}
	}
}

// clean drops what YAML cannot hold, and paragraphs without a letter or digit.
func (a *Article) clean() {
	for _, text := range []*string{&a.Title, &a.Publisher, &a.Author, &a.URL, &a.Caption} {
		*text = oneLine(printable(*text))
	}
	var paragraphs []string
	for _, paragraph := range a.Paragraphs {
		if paragraph = oneLine(printable(paragraph)); graph.Fold(paragraph) != "" {
			paragraphs = append(paragraphs, paragraph)
		}
	}
	a.Paragraphs = paragraphs
}

// check reports what was told and cannot stand in a fact file; what the text
// says of itself and cannot is dropped.
func (a *Article) check() error {
	for _, field := range []struct {
		text, name string
	}{{a.Published, "published"}, {a.Revised, "revised"}} {
		if _, err := graph.ParseDate(field.text); field.text != "" && err != nil {
			return graph.Errorf(graph.Invalid, "%s", err.Error()).At(field.name)
		}
	}
	if _, err := graph.ParseURL(a.URL); a.URL != "" && err != nil {
		return graph.Errorf(graph.Invalid, "%s", err.Error()).At("url")
	}
	if a.ID != "" && graph.Slug(a.ID) != a.ID {
		return graph.Errorf(graph.Invalid, "%q is no id; write small letters, digits and hyphens", a.ID).At("id")
	}
	return nil
}

// text is all that can be quoted.
func (a *Article) text() string {
	return a.Title + "\n" + strings.Join(a.Paragraphs, "\n") + "\n" + a.Caption
}

// oneLine turns every run of white space into one space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
