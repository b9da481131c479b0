package seed

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"capgraph/graph"
)

// object is a part of a JSON Schema.
type object = map[string]any

// Schema is the JSON Schema (draft 2020-12) of a fact file, made from the
// vocabulary. Editors complete and check fact files by it; Decode checks more:
// how values are written, that handles are declared, and what only the whole
// file can show. It lists the usual spellings of keys; Decode takes any case.
func Schema() []byte {
	defs := object{"article": articleSchema(), "entities": entitiesSchema(), "fact": factSchema(), "remark": remarkSchema()}
	for _, spec := range factSpecs() {
		defs[string(spec.Kind)] = contentSchema(spec)
	}
	schema := object{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "A fact file of capgraph", "description": "The facts of one article. Package seed explains the format by example.",
		"type": "object", "required": []string{keyVersion}, "additionalProperties": false,
		"oneOf": []object{{"required": []string{keyArticle}}, {"required": []string{keyWaiting}, "maxProperties": 2}},
		"properties": object{
			keyVersion:  object{"enum": []any{1, "1"}, "description": "The version of the format."},
			keyArticle:  reference("article"),
			keyEntities: reference("entities"),
			keyFacts:    object{"type": "array", "maxItems": MaxFacts, "items": reference("fact")},
			keyBound:    boundSchema(),
			keyWaiting:  waitingSchema(),
		},
		"$defs": defs,
	}
	text, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		panic(err) // Maps of texts always encode.
	}
	return append(text, '\n')
}

func reference(def string) object { return object{"$ref": "#/$defs/" + def} }

// scalarSchema takes what YAML makes of an unquoted text: a text, number or
// boolean, but not nothing.
func scalarSchema(doc string, limit int) object {
	schema := object{"type": []string{"string", "number", "boolean"}, "minLength": 1}
	if doc != "" {
		schema["description"] = doc
	}
	if limit > 0 {
		schema["maxLength"] = limit
	}
	return schema
}

func closed(properties object, doc string) object {
	return object{"type": "object", "additionalProperties": false, "properties": properties, "description": doc}
}

func listOrOne(item object) object {
	return object{"anyOf": []any{item, object{"type": "array", "minItems": 1, "items": item}}}
}

// wordsSchema offers the words of an enum to editors, and takes them in any
// letter case, with hyphens or underscores for spaces.
func wordsSchema(doc string, words []string) object {
	schema := object{"anyOf": []any{object{"enum": words}, object{"type": "string", "pattern": "^(" + anyCase(words) + ")$"}}}
	if doc != "" {
		schema["description"] = doc
	}
	return schema
}

// anyCase is the pattern of words in any letter case.
func anyCase(words []string) string {
	var pattern strings.Builder
	for i, word := range words {
		if i > 0 {
			pattern.WriteByte('|')
		}
		for _, r := range word {
			if r == ' ' {
				pattern.WriteString("[ _-]")
			} else {
				fmt.Fprintf(&pattern, "[%c%c]", r, unicode.ToUpper(r))
			}
		}
	}
	return pattern.String()
}

// textsSchema is a mapping of keys of the fact to texts.
func textsSchema(doc string, limit int) object {
	return object{"type": "object", "additionalProperties": scalarSchema("", limit), "description": doc}
}

// spellings are the usual ways of writing a key: "share class", "shareClass".
func spellings(names ...string) []string {
	seen := map[string]bool{}
	var all []string
	for _, name := range names {
		for _, spelling := range []string{fieldWords(name), name} {
			if spelling != "" && !seen[spelling] {
				seen[spelling] = true
				all = append(all, spelling)
			}
		}
	}
	return all
}

func fieldSpellings(field *graph.Field) []string { return spellings(field.Name, field.Many) }

// camel joins words as the API does: "from is" gives "fromIs".
func camel(words string) string {
	parts := strings.FieldsFunc(words, func(r rune) bool { return r == ' ' || r == '-' })
	for i := 1; i < len(parts); i++ {
		parts[i] = strings.ToUpper(parts[i][:1]) + parts[i][1:]
	}
	return strings.Join(parts, "")
}

func fieldSchema(field *graph.Field) object {
	value := valueSchema(field)
	if field.Holds() {
		value = listOrOne(value)
	}
	value["description"] = field.Doc
	return value
}

// examples show how values of a type are written.
var examples = map[*graph.Type][]string{
	graph.DateType:       {"2025", "2025-06", "2025-06-12", "2025-04-01/2025-04-10", "by 2026"},
	graph.MoneyType:      {"14.3 bn EUR", "> 14 bn EUR", "10..20 bn EUR", "hundreds of bn EUR", "undisclosed"},
	graph.ShareType:      {"49 %", "> 50 %", "minority", "unknown"},
	graph.HeadCountType:  {"3 people", ">= 2 people", "several people"},
	graph.CapacityType:   {"5 GW planned", "+150 MW building", "> 2 GW operational IT load"},
	graph.PlaceType:      {"FR", "Menlo Park, California, US"},
	graph.CountryType:    {"FR"},
	graph.FlagType:       {"yes", "no"},
	graph.IdentifierType: {"lei:5493001KJTIIGC8Y1R12", "wikidata:Q380"},
	graph.URLType:        {"https://example.com/page"},
	graph.RefType:        {"meta", "company:meta"},
}

func valueSchema(field *graph.Field) object {
	switch {
	case field.Type == graph.StepType:
		return object{"type": "string", "pattern": `^(` + anyCase(tokenWords(field.Enum)) + `)( *\(.+\))?$`, "examples": tokenWords(field.Enum)}
	case field.Enum != nil:
		return wordsSchema("", tokenWords(field.Enum))
	case field.Type == graph.ProseType:
		return scalarSchema("", proseLimit(field))
	}
	schema := scalarSchema("", 0)
	if shown := examples[field.Type]; shown != nil {
		schema["examples"] = shown
	}
	return schema
}
