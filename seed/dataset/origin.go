package dataset

import (
	"fmt"
	"regexp"
	"strings"

	"capgraph/graph"
)

// DefaultSize is how many facts an article has at most when Origin gives no size.
const DefaultSize = 500

// maxSize keeps an article well below what a fact file may hold.
const maxSize = 5000

// Origin says what the articles of a data set have in common. All but ID and
// Title may be empty; the values are written as in fact files.
type Origin struct {
	ID    string // of small letters, digits and hyphens; the articles are ID-0001 and so on
	Title string // the articles add their number

	Publisher, Author, Language, Type string

	// The article's dates. Of two imports under one ID, the one that was revised,
	// retrieved or published later counts.
	Published, Retrieved, Revised string

	// Keys names the list that the source's own keys belong to, in the form of
	// org-id.guide: ZZ-CRUNCHBASE. It must be the same for each snapshot of a
	// source, and differ between sources. Without it, it is made from ID.
	Keys string

	Size int // facts in one article; 0 means DefaultSize, more than 5,000 means 5,000
}

// Set is the work on one data set: its origin, and what of it was left out.
type Set struct {
	Origin
	omitted omissions
	read    float64 // see Article.Read
}

var keyList = regexp.MustCompile(`^[A-Z]{2,3}-[A-Z0-9]{1,12}$`)

// New begins the work on a data set. The errors have code Invalid and name the
// part of the origin that is wrong; dates are checked with the first article.
func New(origin Origin) (*Set, error) {
	switch {
	case graph.Slug(origin.ID) != origin.ID || origin.ID == "":
		return nil, graph.Errorf(graph.Invalid, "%q is no id for the articles; write small letters, digits and hyphens, such as crunchbase-2015", origin.ID)
	case strings.TrimSpace(origin.Title) == "":
		return nil, graph.Errorf(graph.Invalid, "the title of the data set is missing")
	case origin.Keys != "" && !keyList.MatchString(origin.Keys):
		return nil, graph.Errorf(graph.Invalid, "%q is no list of keys; write two capital letters, a hyphen and at most 12 capital letters and digits, such as ZZ-CRUNCHBASE", origin.Keys)
	}
	if origin.Keys == "" {
		origin.Keys = keysFrom(origin.ID)
	}
	if origin.Size <= 0 {
		origin.Size = DefaultSize
	}
	origin.Size = min(origin.Size, maxSize)
	return &Set{Origin: origin}, nil
}

// keysFrom makes a list of keys for a source that is known by its id alone.
// Long ids end in a digest, so that two of them do not share a list.
func keysFrom(id string) string {
	const prefix, longest = "ZZ-", 12
	bare := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= '0' && r <= '9':
			return r
		}
		return -1
	}, id)
	if len(bare) == 0 || len(bare) > longest || len(bare)+strings.Count(id, "-") != len(id) {
		bare = bare[:min(len(bare), 5)] + digest(id, longest-5)
	}
	return prefix + bare
}

// header is the article of a number as fact files have it.
func (s *Set) header(number int) map[string]any {
	header := map[string]any{"id": s.articleID(number), "title": fmt.Sprintf("%s, part %d", s.Title, number), "story": s.ID}
	for key, text := range map[string]string{
		"publisher": s.Publisher, "author": s.Author, "language": s.Language, "type": s.Type,
		"published": s.Published, "retrieved": s.Retrieved, "revised": s.Revised,
	} {
		if text != "" {
			header[key] = text
		}
	}
	return header
}

func (s *Set) articleID(number int) string { return fmt.Sprintf("%s-%04d", s.ID, number) }

// Observed is a day by which all of the data set was so: when it was retrieved,
// else published; "" when neither is a plain date.
func (s *Set) Observed() string {
	for _, text := range []string{s.Retrieved, s.Published} {
		if date, why := Date(text, ""); date != "" && why == "" {
			return date
		}
	}
	return ""
}
