package seed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"unicode"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// Written is one article of a store as a fact file. Loading it into any store
// gives the article and its claims as they are here, whatever that store holds
// and whatever is loaded before or after it: what the names were bound to stands
// in the file, under "bound".
type Written struct {
	Article   graph.ID
	Waiting   bool // it is the file of an article that waits: loaded, it goes on to wait, with what was decided of it
	Withdrawn bool // it does not count, and neither do its claims, which restoring brings back
	Claims    int  // that the file makes, those that follow from others included

	// Inexact says which claims the file does not make exactly as the store has
	// them, and why; empty for claims that fact files made.
	Inexact []string

	content mapping
}

// File is the usual name of the file. It differs from those of other articles,
// and fits every file system.
func (w *Written) File() string {
	const longest = 120
	slug := w.Article.Slug()
	name := strings.Map(func(r rune) rune {
		if r < 0x80 && !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.' {
			return '-'
		}
		return r
	}, slug)
	if name != slug || len(name) > longest || strings.HasPrefix(name, ".") {
		sum := sha256.Sum256([]byte(slug))
		name = strings.TrimLeft(strings.ToValidUTF8(name[:min(len(name), longest)], ""), ".") + "-" + hex.EncodeToString(sum[:6])
	}
	if w.Waiting {
		name += ".waiting"
	}
	return name + ".yaml"
}

// YAML is the fact file for people to read.
func (w *Written) YAML() ([]byte, error) {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(yamlNode(w.content)); err != nil {
		return nil, err
	}
	return out.Bytes(), encoder.Close()
}

// JSON is the fact file on one line, without the end of the line.
func (w *Written) JSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(w.content); err != nil {
		return nil, err
	}
	return bytes.TrimRight(out.Bytes(), "\n"), nil
}

// mapping is a part of a file whose keys keep their order. Values are texts,
// mappings and lists of either.
type mapping []pair

type pair struct {
	key   string
	value any
}

// put adds a key unless there is nothing to say under it.
func (m *mapping) put(key string, value any) {
	switch value := value.(type) {
	case string:
		if value == "" {
			return
		}
	case mapping:
		if len(value) == 0 {
			return
		}
	case []any:
		switch len(value) {
		case 0:
			return
		case 1:
			m.put(key, value[0])
			return
		}
	}
	*m = append(*m, pair{key, value})
}

// MarshalJSON keeps the order of the keys.
func (m mapping) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	out.WriteByte('{')
	for i, p := range m {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := encoder.Encode(p.key); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		if err := encoder.Encode(p.value); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// maxFlow is how long a mapping may be that is written on one line.
const maxFlow = 140

func yamlNode(value any) *yaml.Node {
	switch value := value.(type) {
	case string:
		return yamlText(value)
	case []any:
		node := &yaml.Node{Kind: yaml.SequenceNode}
		for _, item := range value {
			node.Content = append(node.Content, yamlNode(item))
		}
		if isFlat(node, 0) {
			node.Style = yaml.FlowStyle
		}
		return node
	}
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, p := range value.(mapping) {
		node.Content = append(node.Content, yamlText(p.key), yamlNode(p.value))
	}
	if isFlat(node, 0) {
		node.Style = yaml.FlowStyle
	}
	return node
}

// yamlText is a text that no reader of YAML takes for a number, a date or a
// block.
func yamlText(text string) *yaml.Node {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
	if strings.ContainsFunc(text, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff
	}) {
		node.Style = yaml.DoubleQuotedStyle
	}
	return node
}

// isFlat holds for what reads well on one line: few values, none of them deep.
func isFlat(node *yaml.Node, depth int) bool {
	length := 0
	for _, child := range node.Content {
		length += len(child.Value) + 2
		for _, grandchild := range child.Content {
			length += len(grandchild.Value) + 2
		}
		isDeep := child.Kind == yaml.MappingNode && node.Kind == yaml.MappingNode || depth > 1
		if child.Kind != yaml.ScalarNode && (isDeep || !isFlat(child, depth+1)) {
			return false
		}
	}
	return length <= maxFlow
}
