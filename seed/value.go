package seed

import (
	"fmt"
	"strings"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// value reads one value of a field. What is wrong is reported.
func (d *decoder) value(field *graph.Field, node *yaml.Node, path string) (graph.Value, bool) {
	if field.Type == graph.ProseType {
		text, ok := d.prose(node, path, proseLimit(field))
		return graph.Prose(text), ok
	}
	text, ok := d.scalar(node, path)
	if !ok {
		return nil, false
	}
	if isBlock(node) {
		d.report(node, path, graph.Invalid, "put quotes around it: > and | at the beginning of a value begin a block of text in YAML")
		return nil, false
	}
	value, err := parseValue(field, text)
	if err != nil {
		d.report(node, path, graph.CodeOf(err), "%s", messageOf(err))
		return nil, false
	}
	return value, true
}

func parseValue(field *graph.Field, text string) (graph.Value, error) {
	switch {
	case field.Type == graph.StepType:
		return parseStep(field, text)
	case field.Enum != nil:
		return parseToken(field.Enum, text)
	case field.Type == graph.NameType && graph.Slug(text) == "":
		return nil, graph.Errorf(graph.Invalid, "%s is no name: it has neither letters nor digits", shown(text))
	}
	return field.Type.Parse(text)
}

func parseToken(enum *graph.Enum, text string) (graph.Token, error) {
	token, err := enum.Parse(text)
	if err != nil {
		return "", graph.Errorf(graph.Invalid, "%s%s", messageOf(err), didYouMean(text, tokenWords(enum)))
	}
	return token, nil
}

// parseStep reads a status, perhaps with its date in brackets, as steps are
// printed: "regulatory review (2025-06)".
func parseStep(field *graph.Field, text string) (graph.Value, error) {
	status, rest, dated := strings.Cut(text, "(")
	token, err := parseToken(field.Enum, status)
	if err != nil {
		return nil, err
	}
	step := graph.Step{Status: string(token)}
	if dated {
		inside, after, closed := strings.Cut(rest, ")")
		if !closed || strings.TrimSpace(after) != "" {
			return nil, graph.Errorf(graph.Invalid, "%s is no step; write %q", shown(text), fmt.Sprintf("%s (2025-06)", token.Words()))
		}
		date, err := graph.ParseDate(inside)
		if err != nil {
			return nil, err
		}
		step.On = &date
	}
	return step, nil
}

// withWording keeps how the article puts a value. It reports false for values
// that have no wording.
func withWording(value graph.Value, wording string) (graph.Value, bool) {
	switch v := value.(type) {
	case graph.Money:
		v.Wording = wording
		return v, true
	case graph.Share:
		v.Wording = wording
		return v, true
	case graph.HeadCount:
		v.Wording = wording
		return v, true
	case graph.Capacity:
		v.Wording = wording
		return v, true
	case graph.PartialDate:
		v.Wording = wording
		return v, true
	case graph.Step:
		v.Wording = wording
		return v, true
	}
	return value, false
}
