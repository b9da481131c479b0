package graph

import "strings"

// Label names a record in a sentence: an entity by its usual name, a relation
// by the label of its kind with the names of its parties, as "Meta owns 49 %
// of Scale AI". Parties are looked up in Far, and shown by id when not there.
func Label(r *Record) string {
	spec := KindOf(r.Kind)
	switch {
	case spec.Nature == Entity:
		return UsualName(r)
	case r.Kind == article.Kind:
		title, _ := One[Prose](r, "title")
		return string(title)
	}
	var label strings.Builder
	rest := spec.Label
	for {
		before, after, found := strings.Cut(rest, "{")
		label.WriteString(before)
		if !found {
			return strings.Join(strings.Fields(label.String()), " ")
		}
		slot, remainder, _ := strings.Cut(after, "}")
		slot, fallback, _ := strings.Cut(slot, "|")
		field, suffix, _ := strings.Cut(slot, "+")
		prefix := field[:strings.LastIndexByte(field, ' ')+1]
		if text := slotText(r, field[len(prefix):]); text != "" {
			label.WriteString(prefix + text + suffix)
		} else {
			label.WriteString(fallback)
		}
		rest = remainder
	}
}

func slotText(r *Record, field string) string {
	var texts []string
	for _, held := range r.Held[field] {
		switch value := held.Value.(type) {
		case Ref:
			texts = append(texts, partyName(r, value))
		case Token:
			texts = append(texts, value.Words())
		default:
			if stateOf(value) == Known {
				texts = append(texts, value.Text())
			}
		}
	}
	if n := len(texts); n > 1 {
		return strings.Join(texts[:n-1], ", ") + " and " + texts[n-1]
	}
	return strings.Join(texts, "")
}

func partyName(r *Record, ref Ref) string {
	if far := r.Far[ID(ref.ID)]; far != nil {
		return Label(far)
	}
	switch ref.State {
	case None:
		return "nobody"
	case Unknown, Undisclosed:
		return "somebody " + ref.Text()
	}
	return ref.Text()
}
