package seed

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// Published limits of one file.
const (
	MaxBytes = 50_000_000
	MaxFacts = 10_000

	// maxParts bounds the values of a file, so that one of few bytes cannot
	// fill the memory: a hundred for each fact.
	maxParts = 100 * MaxFacts
	maxDepth = 12
)

// parse reads a file into a tree of nodes in which every scalar is text. It
// reports what the format leaves out of YAML. The tree is nil when nothing can
// be read from it.
func (d *decoder) parse(data []byte) *yaml.Node {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !d.readable(data) {
		return nil
	}
	root, found := parseJSON(data)
	if !found {
		root = d.parseYAML(data)
	}
	if root == nil || !d.plain(root) {
		return nil
	}
	return root
}

// readable refuses, before any parser sees them, files that are too large or
// no text.
func (d *decoder) readable(data []byte) bool {
	switch bad := firstBadByte(data); {
	case len(data) > MaxBytes:
		d.report(nil, "", graph.Limit, "the file has %d bytes and may have %d; split the article's facts or shorten its notes", len(data), MaxBytes)
	case bad >= 0:
		line, column := position(data, bad)
		d.reportAt(line, column, "", graph.Invalid, "the file is not UTF-8 here (byte %#02x); save it as UTF-8", data[bad])
	case countParts(data) > maxParts:
		d.report(nil, "", graph.Limit, "the file holds more than %d values; an article has at most %d facts", maxParts, MaxFacts)
	case len(bytes.TrimSpace(data)) == 0:
		d.report(nil, "", graph.Invalid, "the file is empty; it begins with \"capgraph: 1\"")
	default:
		return true
	}
	return false
}

func firstBadByte(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return -1
}

// countParts is no less than the number of values that the text may hold.
func countParts(data []byte) int {
	count := 0
	for _, b := range data {
		switch b {
		case '\n', ',', ':', '[', '{', '-', '?':
			count++
		}
	}
	return count / 2
}

// position gives line and column, from 1, of a byte.
func position(data []byte, offset int) (line, column int) {
	before := data[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

func (d *decoder) parseYAML(data []byte) *yaml.Node {
	root, err := firstDocument(data)
	if err == nil {
		return root
	}
	if errors.Is(err, errSecondDocument) {
		d.report(root, "", graph.Invalid, "a second document begins behind \"---\"; write one article a file")
		return nil
	}
	return d.explain(data, err)
}

var errSecondDocument = errors.New("second document")

// firstDocument parses the only document of a text.
func firstDocument(data []byte) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var first, second yaml.Node
	if err := decoder.Decode(&first); errors.Is(err, io.EOF) {
		return &yaml.Node{Kind: yaml.ScalarNode, Line: 1, Column: 1}, nil
	} else if err != nil {
		return nil, err
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		return &second, errSecondDocument
	case !errors.Is(err, io.EOF):
		return nil, err
	}
	return first.Content[0], nil
}

// plain reports what YAML allows and fact files do not.
func (d *decoder) plain(root *yaml.Node) bool {
	var oddities oddities
	oddities.look(root, 0)
	for _, odd := range []struct {
		nodes   []*yaml.Node
		code    graph.Code
		message string
	}{
		{oddities.anchors, graph.Invalid, "anchors and aliases (&name, *name) are not taken; write the value out where it is needed, or put quotes around a text that begins with & or *"},
		{oddities.tags, graph.Invalid, "tags (!name) are not taken; remove it, or put quotes around a text that begins with !"},
		{oddities.merges, graph.Invalid, "merge keys (<<) are not taken; write the keys out"},
		{oddities.keys, graph.Invalid, "a key is a word, not a list or a mapping"},
		{oddities.deep, graph.Limit, "values are nested too deeply; nothing in a fact file is"},
	} {
		if len(odd.nodes) > 0 {
			d.report(odd.nodes[0], "", odd.code, "%s", odd.message)
		}
	}
	return !oddities.any()
}

// oddities are the nodes that use what fact files leave out of YAML.
type oddities struct{ anchors, tags, merges, keys, deep []*yaml.Node }

func (o *oddities) any() bool {
	return len(o.anchors)+len(o.tags)+len(o.merges)+len(o.keys)+len(o.deep) > 0
}

func (o *oddities) look(node *yaml.Node, depth int) {
	if depth > maxDepth {
		o.deep = append(o.deep, node)
		return
	}
	switch {
	case node.Anchor != "" || node.Kind == yaml.AliasNode:
		o.anchors = append(o.anchors, node)
	case node.Style&yaml.TaggedStyle != 0:
		o.tags = append(o.tags, node)
	}
	for i, child := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 {
			switch {
			case child.Tag == "!!merge":
				o.merges = append(o.merges, child)
			case child.Kind == yaml.MappingNode || child.Kind == yaml.SequenceNode:
				o.keys = append(o.keys, child)
			}
		}
		o.look(child, depth+1)
	}
}
