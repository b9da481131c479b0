package seed

import (
	"bytes"
	"encoding/json"

	"go.yaml.in/yaml/v3"
)

// parseJSON reads a file that is JSON into the tree that YAML would give. The
// YAML parser does not take all of JSON: not its \/, nor its pairs of \u. It
// reports false for text that is not a JSON object.
func parseJSON(data []byte) (*yaml.Node, bool) {
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) || !json.Valid(data) {
		return nil, false
	}
	tokens := json.NewDecoder(bytes.NewReader(data))
	tokens.UseNumber()
	j := jsonReader{data: data, tokens: tokens, line: 1, column: 1}
	return j.node(0), true
}

// jsonReader walks through valid JSON and keeps count of lines and columns.
type jsonReader struct {
	data         []byte
	tokens       *json.Decoder
	at           int // the byte that line and column speak of
	line, column int
}

// node reads the next value. Beyond the depth that files may have, it stops
// descending; the tree is refused for its depth anyway.
func (j *jsonReader) node(depth int) *yaml.Node {
	node, token := j.next()
	opening, isOpening := token.(json.Delim)
	if !isOpening {
		return node
	}
	node.Kind = yaml.SequenceNode
	if opening == '{' {
		node.Kind = yaml.MappingNode
	}
	for j.tokens.More() {
		child := j.node(depth + 1)
		if depth <= maxDepth {
			node.Content = append(node.Content, child)
		}
	}
	j.next() // the closing bracket
	return node
}

// next reads a token and says where it begins.
func (j *jsonReader) next() (*yaml.Node, json.Token) {
	j.advance(bytes.IndexFunc(j.data[j.at:], func(r rune) bool { return !bytes.ContainsRune([]byte(" \t\r\n,:"), r) }))
	node := &yaml.Node{Kind: yaml.ScalarNode, Line: j.line, Column: j.column}
	token, err := j.tokens.Token()
	if err != nil {
		return node, nil // Text that json.Valid has passed gives no errors.
	}
	j.advance(int(j.tokens.InputOffset()) - j.at)
	switch value := token.(type) {
	case string:
		node.Value, node.Style = value, yaml.DoubleQuotedStyle
	case json.Number:
		node.Value = value.String()
	case bool:
		node.Value = map[bool]string{true: "true", false: "false"}[value]
	}
	return node, token
}

func (j *jsonReader) advance(bytesAhead int) {
	for _, r := range string(j.data[j.at : j.at+bytesAhead]) {
		if j.column++; r == '\n' {
			j.line, j.column = j.line+1, 1
		}
	}
	j.at += bytesAhead
}
