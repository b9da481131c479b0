package draft

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"capgraph/graph"
	"capgraph/seed"

	"go.yaml.in/yaml/v3"
)

// YAML writes the draft as a fact file that seed.Check finds good. What does
// not pass is left out and named in LeftOut and in the comment at the head of the
// file. The error is Internal: a defect of this package.
func (d *Draft) YAML() ([]byte, error) {
	kept := *d
	kept.Facts, kept.LeftOut = slices.Clone(d.Facts), slices.Clone(d.LeftOut)
	for range len(d.Facts) + 10 {
		file, err := kept.file()
		if err != nil {
			return nil, graph.Errorf(graph.Internal, "the draft cannot be written").Because(err)
		}
		problems := seed.Check("draft", file)
		if len(problems) == 0 {
			d.Facts, d.LeftOut = kept.Facts, kept.LeftOut
			return file, nil
		}
		if !kept.drop(problems) {
			return nil, graph.Errorf(graph.Internal, "the draft is no fact file").Because(problems)
		}
	}
	return nil, graph.Errorf(graph.Internal, "the draft is no fact file")
}

// drop leaves out what the first problems speak of: facts, else a field of
// the article. It reports false when it can do nothing.
func (d *Draft) drop(problems seed.Problems) bool {
	refused := map[int]string{}
	for _, problem := range problems {
		rest, isFact := strings.CutPrefix(problem.Path, "facts[")
		index, _, _ := strings.Cut(rest, "]")
		if number, err := strconv.Atoi(index); isFact && err == nil && number < len(d.Facts) {
			refused[number] = problem.Message
		}
	}
	if len(refused) > 0 {
		var kept []Fact
		for i, f := range d.Facts {
			if message, isRefused := refused[i]; isRefused {
				d.LeftOut = append(d.LeftOut, fmt.Sprintf("%s at %s: %s", words(f.Kind), strings.Join(f.At, ", "), message))
			} else {
				kept = append(kept, f)
			}
		}
		d.Facts = kept
		return true
	}
	for _, problem := range problems {
		for _, field := range []struct {
			path string
			text *string
		}{
			{"article.author", &d.Article.Author}, {"article.publisher", &d.Article.Publisher}, {"article.published", &d.Article.Published},
			{"article.revised", &d.Article.Revised}, {"article.title", &d.Article.Title}, {"article.url", &d.Article.URL},
		} {
			if problem.Path == field.path && *field.text != "" {
				d.LeftOut = append(d.LeftOut, field.path+": "+problem.Message)
				*field.text = ""
				return true
			}
		}
	}
	return false
}

// words is a kind as fact files write it.
func words(kind graph.Kind) string { return strings.ReplaceAll(string(kind), "-", " ") }

const reviewHint = `A draft by %s, to review: nothing of it is checked or loaded. Compare each
fact with its quote, correct or delete it, and set its confidence. Then load the
file with "capgraph seed".`

// file writes the draft without checking it.
func (d *Draft) file() ([]byte, error) {
	handles := newHandles(d.Facts)
	root := mapping(0)
	put(root, "capgraph", text("1"))
	put(root, "article", d.header())
	if entities := handles.node(); len(entities.Content) > 0 {
		put(root, "entities", entities)
	}
	facts := &yaml.Node{Kind: yaml.SequenceNode}
	for i := range d.Facts {
		facts.Content = append(facts.Content, d.Facts[i].node(handles))
	}
	if len(d.Facts) == 0 {
		facts.Style = yaml.FlowStyle
	}
	put(root, "facts", facts)
	root.Content[0].HeadComment = d.comment()
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	err := encoder.Encode(&yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{root}})
	return out.Bytes(), err
}

func (d *Draft) comment() string {
	lines := []string{fmt.Sprintf(reviewHint, d.By)}
	if len(d.LeftOut) > 0 {
		lines = append(lines, "Left out:")
		for _, left := range d.LeftOut {
			lines = append(lines, "- "+oneLine(printable(left)))
		}
	}
	return "# " + strings.ReplaceAll(strings.Join(lines, "\n"), "\n", "\n# ") + "\n\n"
}

func (d *Draft) header() *yaml.Node {
	a := d.Article
	node := mapping(0)
	id := a.ID
	if id == "" && a.URL == "" {
		id = firstOf(strings.Trim(cut(graph.Slug(strings.TrimSpace(a.Publisher+" "+a.title())), 60), "-"), a.digest())
	}
	inferred := mapping(yaml.FlowStyle)
	if a.Title == "" {
		put(inferred, "title", text("the text gives no title; these are its first words"))
	}
	for _, field := range []struct{ key, text string }{
		{"id", id}, {"url", a.URL}, {"title", cut(a.title(), 300)}, {"publisher", cut(a.Publisher, 200)}, {"author", cut(a.Author, 200)},
		{"language", a.Language}, {"type", "press"}, {"published", a.Published}, {"revised", a.Revised},
	} {
		if field.text != "" {
			put(node, field.key, text(field.text))
		}
	}
	if len(inferred.Content) > 0 {
		put(node, "inferred", inferred)
	}
	return node
}

// digest is an id for an article that says nothing of itself.
func (a *Article) digest() string {
	sum := sha256.Sum256([]byte(a.text()))
	return "text-" + hex.EncodeToString(sum[:6])
}

// title is that of the article, else its first words.
func (a *Article) title() string {
	if a.Title != "" || len(a.Paragraphs) == 0 {
		return a.Title
	}
	return firstOf(cut(a.Paragraphs[0], 80), "untitled")
}

// cut shortens a text to so many letters.
func cut(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most])
	}
	return strings.TrimSpace(text)
}

// node writes one fact.
func (f *Fact) node(handles *handles) *yaml.Node {
	node, content, form := mapping(0), mapping(yaml.FlowStyle), shapes[f.Kind]
	for _, key := range form.parties {
		var names []string
		for _, p := range f.Parties[key] {
			names = append(names, handles.of(p))
		}
		list(content, key, names, slices.Contains(form.many, key))
	}
	for _, key := range form.values {
		list(content, key, f.Values[key], slices.Contains(form.many, key))
	}
	if basis := map[string]string{"plan": "commitment", "round": "round"}[first(f.Values["type"])]; basis != "" && len(f.Values["amount"]) > 0 {
		put(content, "basis", text(basis))
	}
	put(node, words(f.Kind), content)
	list(node, "at", f.At, true)
	if f.Says != "" && f.Says != "STATES" {
		put(node, "says", text(strings.ToLower(string(f.Says))))
	}
	if f.Source != "" {
		put(node, "attributed to", text(cut(f.Source, 200)))
	}
	put(node, "confidence", text("speculative"))
	putAll(node, "wording", f.Wording, f.Values)
	putAll(node, "inferred", f.Reasons, nil)
	put(node, "quote", text(f.Quote))
	put(node, "note", text(f.note()))
	return node
}

func (f *Fact) note() string {
	return fmt.Sprintf("To review. Drafted by %s from the letters %d to %d of %s.", f.By, f.From, f.To, paragraphOf(f.At))
}

// paragraphOf is the place without its sentence.
func paragraphOf(at []string) string {
	paragraph, _, _ := strings.Cut(first(at), " ")
	return paragraph
}

func first(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}

// putAll writes texts by key, of those keys that hold a value when values are
// given.
func putAll(node *yaml.Node, key string, texts map[string]string, values map[string][]string) {
	inner := mapping(yaml.FlowStyle)
	for _, name := range slices.Sorted(mapsKeys(texts)) {
		if texts[name] != "" && (values == nil || len(values[name]) == 1) {
			put(inner, name, text(texts[name]))
		}
	}
	if len(inner.Content) > 0 {
		put(node, key, inner)
	}
}

var plainScalar = regexp.MustCompile(`^\d{1,4}(-\d\d){0,2}$`)

func mapping(style yaml.Style) *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Style: style} }

func text(value string) *yaml.Node {
	value = printable(value)
	if plainScalar.MatchString(value) { // Fact files read all scalars as text.
		return &yaml.Node{Kind: yaml.ScalarNode, Value: value}
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
}

// printable drops what YAML cannot hold.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f || r == 0xfffe || r == 0xffff || r == 0xfeff || r >= 0x80 && r < 0xa0 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}

func put(node *yaml.Node, key string, value *yaml.Node) {
	node.Content = append(node.Content, text(key), value)
}

// list writes one value plainly and several as a list.
func list(node *yaml.Node, key string, values []string, many bool) {
	switch {
	case len(values) == 0:
	case len(values) == 1 || !many:
		put(node, key, text(values[0]))
	default:
		sequence := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, value := range values {
			sequence.Content = append(sequence.Content, text(value))
		}
		put(node, key, sequence)
	}
}
