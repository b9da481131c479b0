package draft

import (
	"encoding/json"
	"regexp"
	"strings"

	"capgraph/graph"

	"golang.org/x/net/html"
	"golang.org/x/text/language"
)

// metaNames are the names and properties of meta elements that are read, best
// first.
var metaNames = []struct {
	name string
	into func(*Article) *string
}{
	{"og:title", func(a *Article) *string { return &a.Title }},
	{"dc.title", func(a *Article) *string { return &a.Title }},
	{"og:site_name", func(a *Article) *string { return &a.Publisher }},
	{"dc.publisher", func(a *Article) *string { return &a.Publisher }},
	{"author", func(a *Article) *string { return &a.Author }},
	{"dc.creator", func(a *Article) *string { return &a.Author }},
	{"article:published_time", func(a *Article) *string { return &a.Published }},
	{"date", func(a *Article) *string { return &a.Published }},
	{"dc.date", func(a *Article) *string { return &a.Published }},
	{"article:modified_time", func(a *Article) *string { return &a.Revised }},
	{"og:locale", func(a *Article) *string { return &a.Language }},
	{"og:url", func(a *Article) *string { return &a.URL }},
}

// metadataOf reads what a page says of itself: JSON-LD first, then links and
// meta elements. Dates that are none and addresses that are not of the web
// are left out.
func metadataOf(page *html.Node) Article {
	var said, meta Article
	metas := map[string]string{}
	for node := range page.Descendants() {
		switch {
		case node.Type != html.ElementNode:
		case node.Data == "html":
			meta.Language = attribute(node, "lang")
		case node.Data == "link" && strings.EqualFold(attribute(node, "rel"), "canonical"):
			meta.URL = firstOf(meta.URL, attribute(node, "href"))
		case node.Data == "meta":
			name := strings.ToLower(firstOf(attribute(node, "property"), attribute(node, "name")))
			metas[name] = firstOf(metas[name], attribute(node, "content"))
		case node.Data == "script" && strings.EqualFold(attribute(node, "type"), "application/ld+json"):
			said.readLinkedData(textOf(node))
		}
	}
	for _, known := range metaNames {
		if into := known.into(&meta); *into == "" {
			*into = metas[known.name]
		}
	}
	meta.override(said)
	return meta.tidy()
}

func attribute(node *html.Node, key string) string {
	for _, attr := range node.Attr {
		if attr.Key == key {
			return strings.TrimSpace(attr.Val)
		}
	}
	return ""
}

// readLinkedData reads the first article of a JSON-LD text, which may be one
// object, a list or a graph.
func (a *Article) readLinkedData(text string) {
	var content any
	if json.Unmarshal([]byte(text), &content) != nil || a.Title != "" {
		return
	}
	item := articleIn(content, 0)
	a.override(Article{
		Title: nameIn(item["headline"]), Publisher: nameIn(item["publisher"]), Author: nameIn(item["author"]), Language: nameIn(item["inLanguage"]),
		URL: firstOf(nameIn(item["url"]), addressIn(item["mainEntityOfPage"])), Published: nameIn(item["datePublished"]), Revised: nameIn(item["dateModified"]),
	})
}

// articleIn finds an object whose type is some kind of article.
func articleIn(content any, depth int) map[string]any {
	const deepest = 4
	switch content := content.(type) {
	case []any:
		for _, item := range content {
			if found := articleIn(item, depth+1); found != nil && depth < deepest {
				return found
			}
		}
	case map[string]any:
		for _, sort := range []string{"Article", "BlogPosting", "Report"} {
			if strings.HasSuffix(nameIn(content["@type"]), sort) {
				return content
			}
		}
		if nested := content["@graph"]; nested != nil && depth < deepest {
			return articleIn(nested, depth+1)
		}
	}
	return nil
}

// nameIn is the text of a value, the name of an object, and those of a list
// with commas between.
func nameIn(value any) string {
	switch value := value.(type) {
	case string:
		return oneLine(html.UnescapeString(value))
	case map[string]any:
		if name, ok := value["name"].(string); ok {
			return nameIn(name)
		}
	case []any:
		var names []string
		for _, item := range value {
			if _, nested := item.([]any); !nested && nameIn(item) != "" {
				names = append(names, nameIn(item))
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

func addressIn(value any) string {
	if object, ok := value.(map[string]any); ok {
		return nameIn(object["@id"])
	}
	return nameIn(value)
}

var dayAhead = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)

// tidy drops what cannot stand in a fact file.
func (a Article) tidy() Article {
	for _, date := range []*string{&a.Published, &a.Revised} {
		if *date = dayAhead.FindString(*date); *date != "" {
			if _, err := graph.ParseDate(*date); err != nil {
				*date = ""
			}
		}
	}
	if _, err := graph.ParseURL(a.URL); err != nil {
		a.URL = ""
	}
	if a.Revised == a.Published {
		a.Revised = ""
	}
	if strings.HasPrefix(a.Author, "http") {
		a.Author = ""
	}
	return a
}

// locale reads a language tag, fr, fr-FR or fr_FR.
func locale(text string) (language.Base, language.Confidence, error) {
	tag, err := language.Parse(strings.ReplaceAll(text, "_", "-"))
	base, confidence := tag.Base()
	return base, confidence, err
}
