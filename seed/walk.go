package seed

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// entry is one key of a mapping with its value.
type entry struct {
	key     string
	keyNode *yaml.Node
	value   *yaml.Node
	path    string
}

// entries lists a mapping in the order of the file. Repeated keys are reported
// and left out; a node that is no mapping is reported and has none.
func (d *decoder) entries(node *yaml.Node, path string) []entry {
	if node.Kind != yaml.MappingNode {
		d.report(node, path, graph.Invalid, "%s is no mapping; write keys with values, as {key: value}", describe(node))
		return nil
	}
	seen := map[string]int{}
	var entries []entry
	for i := 0; i+1 < len(node.Content); i += 2 {
		key := node.Content[i]
		e := entry{key: strings.TrimSpace(key.Value), keyNode: key, value: node.Content[i+1], path: join(path, key.Value)}
		if line, repeated := seen[e.key]; repeated {
			d.report(key, e.path, graph.Invalid, "%s is given twice, first in line %d; keep one, or write a list", shown(e.key), line)
			continue
		}
		seen[e.key] = key.Line
		entries = append(entries, e)
	}
	return entries
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// items lists a sequence, or the node itself where one value may stand for a
// list of one.
func (d *decoder) items(node *yaml.Node, path string) []entry {
	if node.Kind != yaml.SequenceNode {
		return []entry{{value: node, path: path}}
	}
	if len(node.Content) == 0 {
		d.report(node, path, graph.Invalid, "the list is empty; leave the key out")
	}
	items := make([]entry, len(node.Content))
	for i, item := range node.Content {
		items[i] = entry{value: item, path: fmt.Sprintf("%s[%d]", path, i)}
	}
	return items
}

// scalar is the text of a node. It reports lists, mappings and nothing.
func (d *decoder) scalar(node *yaml.Node, path string) (string, bool) {
	switch {
	case node.Kind != yaml.ScalarNode:
		d.report(node, path, graph.Invalid, "%s stands where one value is expected", describe(node))
	case strings.TrimSpace(node.Value) == "":
		d.report(node, path, graph.Invalid, "the value is empty; leave the key out, or write unknown, undisclosed or none if the article says so")
	default:
		return strings.TrimSpace(node.Value), true
	}
	return "", false
}

// prose is a text of limited length, so that no sentences of an article are
// shipped by accident.
func (d *decoder) prose(node *yaml.Node, path string, limit int) (string, bool) {
	text, ok := d.scalar(node, path)
	if count := utf8.RuneCountInString(text); ok && count > limit {
		d.report(node, path, graph.Limit, "the text has %d letters and may have %d; say it in fewer words of your own", count, limit)
		return "", false
	}
	return text, ok
}

// The most letters that a text may have, by what it is.
const (
	maxNameLetters    = 200
	maxTitleLetters   = 300
	maxWordingLetters = 100
	maxQuoteLetters   = 160
	maxReasonLetters  = 300
	maxProseLetters   = 200
	maxNoteLetters    = 1000
)

func describe(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	return shown(node.Value)
}

// isBlock holds for the block scalars of YAML, in which a ">" that was meant
// as "more than" would be lost.
func isBlock(node *yaml.Node) bool {
	return node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
}
