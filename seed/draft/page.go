package draft

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
	"time"

	"capgraph/graph"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

var firstTag = regexp.MustCompile(`(?i)^\s*<(!doctype|html|head|body|article|main|div|p|h1|meta|!--|\?xml)\b`)

// isPage tells HTML from text by its first tag.
func isPage(data []byte) bool {
	head := bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\ufeff"))
	return firstTag.Match(head) || bytes.HasPrefix(bytes.TrimSpace(head), []byte("<!--"))
}

// What bounds the work on one page.
const (
	maxElements = 100_000
	maxNesting  = 500
)

// readPage reads a saved page: its text as readability finds it, and its
// metadata from JSON-LD, meta elements and links.
func readPage(data []byte) (Article, error) {
	decoded, err := charset.NewReader(bytes.NewReader(data), "text/html")
	if err != nil {
		return Article{}, graph.Errorf(graph.Invalid, "the page is in an unknown encoding; save it as UTF-8").Because(err)
	}
	page, err := html.Parse(decoded)
	if err != nil {
		return Article{}, tooLarge().Because(err) // The parser refuses nothing but depth.
	}
	if err := measurePage(page); err != nil {
		return Article{}, err
	}
	said := metadataOf(page)
	base, err := url.Parse(said.URL)
	if err != nil {
		base = &url.URL{}
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse, parser.CharThresholds = maxElements, 0
	found, err := parser.ParseAndMutate(page, base)
	if err != nil {
		return Article{}, graph.Errorf(graph.Invalid, "no text was found in the page").Because(err)
	}
	return said.with(found), nil
}

func tooLarge() *graph.Error {
	return graph.Errorf(graph.Limit, "the page has more than %d elements, or more than %d within one another; save the article alone", maxElements, maxNesting)
}

// measurePage refuses pages that would take too much work or stack to read.
func measurePage(page *html.Node) error {
	elements := 0
	var measure func(node *html.Node, depth int) error
	measure = func(node *html.Node, depth int) error {
		if elements++; elements > maxElements || depth > maxNesting {
			return tooLarge()
		}
		for child := node.FirstChild; child != nil; child = child.NextSibling {
			if err := measure(child, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return measure(page, 0)
}

// with adds what readability found to what the page says of itself.
func (a Article) with(found readability.Article) Article {
	a.override(Article{
		Title: firstOf(a.Title, found.Title()), Publisher: firstOf(a.Publisher, found.SiteName()),
		Author: firstOf(a.Author, found.Byline()), Language: firstOf(a.Language, found.Language()),
	})
	if published, err := found.PublishedTime(); err == nil && a.Published == "" {
		a.Published = published.Format(time.DateOnly)
	}
	if found.Node != nil {
		a.collect(found.Node)
	}
	a.Author = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(a.Author, "By "), "Par "))
	if _, _, err := locale(a.Language); err != nil {
		a.Language = ""
	}
	return a
}

// blocks are the elements whose text is a paragraph of its own, and whether it
// counts as one.
var blocks = map[string]bool{
	"p": true, "li": true, "blockquote": true, "pre": true, "td": true, "dd": true, "div": true, "section": true, "article": true,
	"h1": false, "h2": false, "h3": false, "h4": false, "h5": false, "h6": false, "figure": false, "th": false, "dt": false, "script": false, "style": false, "table": true,
}

// collect gathers the paragraphs below a node: the text of the innermost blocks.
func (a *Article) collect(node *html.Node) {
	var open strings.Builder
	flush := func() {
		if text := oneLine(open.String()); text != "" {
			a.Paragraphs = append(a.Paragraphs, text)
		}
		open.Reset()
	}
	var walk func(node *html.Node)
	walk = func(node *html.Node) {
		for child := node.FirstChild; child != nil; child = child.NextSibling {
			counts, isBlock := blocks[child.Data]
			switch {
			case child.Type == html.TextNode:
				open.WriteString(child.Data)
			case child.Type != html.ElementNode:
			case child.Data == "figcaption":
				a.Caption = firstOf(a.Caption, oneLine(textOf(child)))
			case child.Data == "br":
				open.WriteString(" ")
			case child.Data == "figure":
				walkFigure(a, child)
			case isBlock && !counts:
				flush()
			case isBlock:
				flush()
				walk(child)
				flush()
			default:
				walk(child)
			}
		}
	}
	walk(node)
	flush()
}

// walkFigure keeps the caption of a figure and leaves out the rest.
func walkFigure(a *Article, figure *html.Node) {
	for node := range figure.Descendants() {
		if node.Data == "figcaption" {
			a.Caption = firstOf(a.Caption, oneLine(textOf(node)))
		}
	}
}

// textOf is all text below a node.
func textOf(node *html.Node) string {
	var text strings.Builder
	for below := range node.Descendants() {
		if below.Type == html.TextNode {
			text.WriteString(below.Data + " ")
		}
	}
	return text.String()
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
