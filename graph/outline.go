package graph

import (
	"cmp"
	"strings"
)

// Outline is what traversal and analytics read of one version of a relation:
// its ends, how it is said, and the values of the fields that its kind marks
// for the outline. Stores keep it beside the version, see EncodeOutline, so
// that walking the graph decodes no bodies.
type Outline struct {
	ID         ID
	Valid      Validity
	Modality   Token
	Confidence Token
	Contested  []string // fields about which live claims disagree, sorted
	Ends       []End    // in the order of the kind's fields
	Values     []Printed
}

// End is a party of a relation and the field that names it. An end without an
// id is a party that is missing in the way that State says.
type End struct {
	Field string
	ID    ID
	State ValueState
}

// Printed is a value as Text prints it and as its field's type reads it back.
type Printed struct {
	Field string
	Text  string
}

// Kind is the kind of the relation.
func (o *Outline) Kind() Kind { return o.ID.Kind() }

// Value is the first value of a field, "" when there is none.
func (o *Outline) Value(field string) string {
	for _, value := range o.Values {
		if value.Field == field {
			return value.Text
		}
	}
	return ""
}

// OutlineOf takes the outline of a version of a relation.
func OutlineOf(r *Record) Outline {
	o := Outline{ID: r.ID, Valid: r.Valid, Contested: r.Contested}
	o.Modality, _ = One[Token](r, "modality")
	o.Confidence, _ = One[Token](r, "confidence")
	for _, field := range KindOf(r.Kind).Fields {
		for _, held := range r.Held[field.Name] {
			if ref, ok := held.Value.(Ref); ok {
				o.Ends = append(o.Ends, End{Field: field.Name, ID: ID(ref.ID), State: ref.Missing()})
			} else if field.Outlined {
				o.Values = append(o.Values, Printed{Field: field.Name, Text: held.Value.Text()})
			}
		}
	}
	return o
}

// EncodeOutline writes the outline of a version as one line of text, "" for
// what is no relation. Id and validity are not part of it. What it writes
// follows from the version and OutlineVocabulary alone.
func EncodeOutline(r *Record) string {
	if spec := KindOf(r.Kind); spec == nil || !spec.IsRelation() {
		return ""
	}
	o := OutlineOf(r)
	parts := []string{string(o.Modality), string(o.Confidence), strings.Join(o.Contested, ",")}
	for _, end := range o.Ends {
		parts = append(parts, end.Field+"="+cmp.Or(string(end.ID), missingEnd+string(end.State)))
	}
	for _, value := range o.Values {
		parts = append(parts, value.Field+"="+outlineEscape.Replace(value.Text))
	}
	return strings.Join(parts, outlineSeparator)
}

const (
	outlineFormat    = "1" // of EncodeOutline
	outlineSeparator = "\t"
	missingEnd       = "?"
)

// Values are printed on one line, and no value holds the separator.
var (
	outlineEscape   = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`)
	outlineUnescape = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n")
)

// OutlineVocabulary is a text that differs when EncodeOutline may write
// something else of a version: stores compare it with the one that the outlines they hold
// were made by.
func OutlineVocabulary() string {
	var text strings.Builder
	text.WriteString(outlineFormat)
	for _, spec := range specs {
		if !spec.IsRelation() {
			continue
		}
		text.WriteString(" " + string(spec.Kind))
		for _, field := range spec.Fields {
			if field.Type == RefType || field.Outlined {
				text.WriteString(" " + field.Name + ":" + field.Type.Name)
			}
		}
	}
	return text.String()
}

// DecodeOutline reads back what EncodeOutline wrote. An error has code
// Internal: the store is damaged or newer.
func DecodeOutline(id ID, valid Validity, line string) (Outline, error) {
	o := Outline{ID: id, Valid: valid}
	spec := KindOf(id.Kind())
	modality, rest, _ := strings.Cut(line, outlineSeparator)
	confidence, rest, found := strings.Cut(rest, outlineSeparator)
	if spec == nil || !found {
		return o, Errorf(Internal, "the stored outline of %s cannot be read", id)
	}
	contested, rest, more := strings.Cut(rest, outlineSeparator)
	o.Modality, o.Confidence = Token(modality), Token(confidence)
	if contested != "" {
		o.Contested = strings.Split(contested, ",")
	}
	o.Ends = make([]End, 0, 2)
	for more {
		var part string
		part, rest, more = strings.Cut(rest, outlineSeparator)
		o.decode(spec, part)
	}
	return o, nil
}

// decode reads one end or value.
func (o *Outline) decode(spec *Spec, part string) {
	name, text, _ := strings.Cut(part, "=")
	switch field := spec.Field(name); {
	case field == nil: // The vocabulary has lost the field; see DecodeBody.
	case field.Type != RefType:
		if strings.Contains(text, `\`) {
			text = outlineUnescape.Replace(text)
		}
		o.Values = append(o.Values, Printed{Field: field.Name, Text: text})
	case strings.HasPrefix(text, missingEnd):
		o.Ends = append(o.Ends, End{Field: field.Name, State: ValueState(text[len(missingEnd):])})
	default:
		o.Ends = append(o.Ends, End{Field: field.Name, ID: ID(text), State: Known})
	}
}
