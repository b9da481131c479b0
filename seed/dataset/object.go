package dataset

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// Object is a JSON object of which it is remembered what was read, so that the
// rest can be counted.
type Object struct {
	fields map[string]any
	read   map[string]bool
	parts  map[string][]*Object
}

// ParseObject reads an object; it reports false for anything else.
func ParseObject(text json.RawMessage) (*Object, bool) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var fields map[string]any
	if err := decoder.Decode(&fields); err != nil || fields == nil {
		return nil, false
	}
	return newObject(fields), true
}

func newObject(fields map[string]any) *Object {
	return &Object{fields: fields, read: map[string]bool{}, parts: map[string][]*Object{}}
}

// Text is a text, number or boolean as clean text, "" for anything else.
func (o *Object) Text(key string) string {
	text, isText := scalarText(o.field(key))
	if isText {
		o.read[key] = true
	}
	return text
}

// Texts are the texts of a list, or the one that stands in its place; null and
// empty ones are left out.
func (o *Object) Texts(key string) []string {
	items, isList := o.field(key).([]any)
	if !isList {
		items = []any{o.field(key)}
	}
	var texts []string
	for _, item := range items {
		text, isText := scalarText(item)
		if isText {
			o.read[key] = true
		}
		if !IsNull(text) {
			texts = append(texts, text)
		}
	}
	return texts
}

// Object is the object under a key, an empty one when there is none.
func (o *Object) Object(key string) *Object {
	if parts := o.Objects(key); len(parts) > 0 {
		return parts[0]
	}
	return newObject(nil)
}

// Objects are the objects of a list, or the one that stands in its place.
func (o *Object) Objects(key string) []*Object {
	if o == nil {
		return nil
	}
	if known, looked := o.parts[key]; looked {
		return known
	}
	items, isList := o.field(key).([]any)
	if !isList {
		items = []any{o.field(key)}
	}
	var parts []*Object
	for _, item := range items {
		if fields, isObject := item.(map[string]any); isObject {
			parts = append(parts, newObject(fields))
			o.read[key] = true
		}
	}
	o.parts[key] = parts
	return parts
}

// Keys are the keys of the object, sorted.
func (o *Object) Keys() []string {
	if o == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(o.fields))
}

// Has says whether something stands under a key that is not null.
func (o *Object) Has(key string) bool { return o.field(key) != nil }

// Skip notes that fields say nothing about the world: keys of the file itself.
func (o *Object) Skip(keys ...string) {
	for _, key := range keys {
		o.read[key] = true
	}
}

// Take removes a field and returns its value; it reports false for none.
func (o *Object) Take(key string) (value any, found bool) {
	if value = o.field(key); value == nil {
		return nil, false
	}
	delete(o.fields, key)
	delete(o.parts, key)
	return value, true
}

// Put replaces a field.
func (o *Object) Put(key string, value any) {
	if o.fields == nil {
		o.fields = map[string]any{}
	}
	o.fields[key] = value
	delete(o.parts, key)
}

func (o *Object) field(key string) any {
	if o == nil {
		return nil
	}
	return o.fields[key]
}

// Unread calls visit for each field that was not read and is not empty, with
// its path and an example, in the order of the keys.
func (o *Object) Unread(path string, visit func(path, example string)) {
	for _, key := range slices.Sorted(maps.Keys(o.fields)) {
		at := key
		if path != "" {
			at = path + "." + key
		}
		if !o.read[key] {
			if example, isEmpty := exampleOf(o.fields[key]); !isEmpty {
				visit(at, example)
			}
			continue
		}
		for _, part := range o.parts[key] {
			part.Unread(at, visit)
		}
	}
}

func scalarText(value any) (string, bool) {
	switch value := value.(type) {
	case string:
		return Clean(value), true
	case json.Number:
		return value.String(), true
	case bool:
		if value {
			return "true", true
		}
		return "false", true
	}
	return "", false
}

// exampleOf shows a value, and says whether it says nothing at all.
func exampleOf(value any) (string, bool) {
	switch value := value.(type) {
	case nil:
		return "", true
	case []any:
		for _, item := range value {
			if example, isEmpty := exampleOf(item); !isEmpty {
				return example, false
			}
		}
		return "", true
	case map[string]any:
		return "", len(value) == 0
	}
	text, _ := scalarText(value)
	return text, text == "" || text == "false"
}
