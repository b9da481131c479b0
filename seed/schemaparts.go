package seed

import (
	"capgraph/graph"
)

// The parts of the JSON Schema that are not the same for every kind.

func articleSchema() object {
	properties := object{
		keyID:       object{"type": "string", "description": "The id of the article, of your own choosing: small letters, digits and hyphens."},
		keyInferred: textsSchema("Why a field is given that the text does not have.", maxReasonLetters),
		keyWithdrawn: object{"enum": []any{true, false, "true", "false"},
			"description": "True for an article that is withdrawn: it is there, does not count, and can be restored."},
	}
	required := []string{}
	for _, field := range articleFields() {
		for _, key := range fieldSpellings(field) {
			properties[key] = fieldSchema(field)
		}
		if field.Required {
			required = append(required, field.Name)
		}
	}
	properties["title"].(object)["maxLength"] = maxTitleLetters
	schema := closed(properties, "The article, filing or note that states the facts.")
	schema["required"] = required
	schema["anyOf"] = []any{object{"required": []string{keyID}}, object{"required": []string{"url"}}}
	return schema
}

func entitiesSchema() object {
	properties := object{}
	for _, spec := range factSpecs() {
		if spec.Nature != graph.Entity {
			continue
		}
		for _, key := range kindSpellings(spec.Kind) {
			properties[key] = object{
				"type": "object", "description": spec.Doc,
				"additionalProperties": object{"anyOf": []any{scalarSchema("The usual name.", maxNameLetters), longFormSchema(spec)}},
			}
		}
	}
	return closed(properties, "The entities that the facts name: kind: {handle: name}. Handles live in this file only.")
}

func longFormSchema(spec *graph.Spec) object {
	name := scalarSchema("The usual name.", maxNameLetters)
	alias := object{"anyOf": []any{scalarSchema("", maxNameLetters), aliasSchema()}}
	aliases, identifiers := listOrOne(alias), listOrOne(valueSchema(spec.Field("identifier")))
	return closed(object{
		"name": name, "aliases": aliases, "alias": aliases, keyID: object{"type": "string"}, keyIDIfNew: object{"type": "string"}, keyAt: placesSchema(),
		"identifiers": identifiers, "identifier": identifiers, keyInferred: textsSchema("Why the name is given though the text has none.", maxReasonLetters),
	}, "The long form of an entity.")
}

func aliasSchema() object {
	kinds := make([]string, len(nameKinds))
	for i, kind := range nameKinds {
		kinds[i] = graph.Token(kind).Words()
	}
	schema := closed(object{
		"name": scalarSchema("", maxNameLetters), "kind": wordsSchema("What kind of name it is.", kinds),
		"language": object{"type": "string"}, "from": scalarSchema("", 0), "until": scalarSchema("", 0),
	}, "A further name.")
	schema["required"] = []string{"name"}
	return schema
}

func kindSpellings(kind graph.Kind) []string {
	return unique(kindWords(kind), string(kind), camel(string(kind)))
}

func unique(texts ...string) []string {
	seen := map[string]bool{}
	var all []string
	for _, text := range texts {
		if !seen[text] {
			seen[text] = true
			all = append(all, text)
		}
	}
	return all
}

func placesSchema() object {
	schema := listOrOne(object{"type": "string", "pattern": placeForm.String()})
	schema["description"] = "Where in the article: title, caption, p3 for its third paragraph, p3 s2 for the second sentence there."
	return schema
}

func factSchema() object {
	claim := graph.KindOf(kindClaim)
	commons := object{
		keyAt:           placesSchema(),
		keySays:         fieldSchema(claim.Field("modality")),
		keyConfidence:   fieldSchema(claim.Field("confidence")),
		keySpeaker:      fieldSchema(claim.Field("speaker")),
		keyAttributedTo: scalarSchema(claim.Field("attributedTo").Doc, maxProseLetters),
		keyWording:      textsSchema("How the article puts values, in its own language.", maxWordingLetters),
		keyInferred:     textsSchema("Why a field is given that the text does not have.", maxReasonLetters),
		keyNote:         scalarSchema(claim.Field("note").Doc, maxNoteLetters),
		keyQuote:        scalarSchema(claim.Field("quote").Doc, maxQuoteLetters),
		keySameAs:       object{"type": "string", "description": "The id of the deal, plan or move that the fact is about; it exists already."},
		keyID:           object{"type": "string", "description": "The id of the deal, plan or move that the fact is about, new or not."},
	}
	properties := object{}
	for key, schema := range commons {
		for _, spelling := range unique(key, camel(key)) {
			properties[spelling] = schema
		}
	}
	kinds := []any{object{"required": []string{keyRemark}}}
	properties[keyRemark] = reference(keyRemark)
	for _, spec := range factSpecs() {
		for _, key := range kindSpellings(spec.Kind) {
			properties[key] = reference(string(spec.Kind))
			kinds = append(kinds, object{"required": []string{key}})
		}
	}
	schema := closed(properties, "One fact: its kind, and how, where and when the article says it.")
	schema["oneOf"] = kinds
	return schema
}

func remarkSchema() object {
	schema := closed(object{
		"about": scalarSchema("The entity that it is about.", 0), "text": scalarSchema("What no field can hold, in your own words.", maxNoteLetters),
		keySeen: scalarSchema("A day on which it was seen to be so.", 0),
	}, "What the article says of an entity and no field can hold.")
	schema["required"] = []string{"about", "text"}
	return schema
}

// contentSchema is what stands behind the kind of a fact.
func contentSchema(spec *graph.Spec) object {
	properties := object{}
	var required []any
	for _, field := range writable(spec) {
		keys := fieldSpellings(field)
		for _, key := range keys {
			properties[key] = fieldSchema(field)
		}
		if field.Required && spec.Nature != graph.Entity {
			if group := groupField(spec); group != nil && group.Name == field.Name {
				keys = append(keys, keyPeople)
			}
			required = append(required, anyKey(keys))
		}
	}
	for _, short := range shorthands {
		if short.on(spec) {
			for _, key := range unique(short.key, camel(short.key)) {
				properties[key] = short.schema()
			}
		}
	}
	if spec.Nature == graph.Entity {
		required = append(required, anyKey([]string{keyIs}))
	}
	schema := closed(properties, spec.Doc)
	schema["allOf"] = required
	return schema
}

func anyKey(keys []string) object {
	var any []any
	for _, key := range keys {
		any = append(any, object{"required": []string{key}})
	}
	return object{"anyOf": any}
}

func (s shorthand) schema() object {
	if s.enum != nil {
		return wordsSchema(s.doc, s.enum)
	}
	schema := scalarSchema(s.doc, 0)
	if shown := examples[s.typ]; s.typ != nil && shown != nil {
		schema["examples"] = shown
	}
	return schema
}

// waitingSchema is the part that exports write, and people leave alone, for an
// article that waits.
func waitingSchema() object {
	return closed(object{
		keyArticle: scalarSchema("The id of the article.", 0),
		keyFile:    scalarSchema("Its fact file as it was sent.", 0),
		keyDecided: listOrOne(scalarSchema("What was decided of a mention.", 0)),
	}, "Written by exports, with nothing beside it: the file of an article that waits for decisions about what it mentions.")
}

// boundSchema is the part that exports write and people leave alone.
func boundSchema() object {
	id := object{"type": "string"}
	called := closed(object{keyID: id, fieldName: object{"anyOf": []any{scalarSchema("", maxNameLetters), aliasSchema()}}}, "A record, and the name that it had.")
	return closed(object{
		keyEntities: object{"type": "object", "additionalProperties": object{"anyOf": []any{id, called}}, "description": "Which records the handles, and the identifiers in facts, stand for."},
		keyPeople:   object{"type": "object", "additionalProperties": id, "description": "Which groups the descriptions of people stand for."},
		keyClaims:   listOrOne(closed(object{keyID: id, keyBody: id}, "A claim as stores keep it.")),
		keyDigest:   object{"type": "string", "description": "The digest of the file that the article was loaded from."},
		keyDigestOf: object{"type": "string", "description": "The digest of this file. Once the file is changed, neither counts."},
	}, "Written by exports: what the names in the file were bound to, so that they mean the same in every store.")
}
