package graph

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
)

// body is the part of a record that stores keep as one opaque value.
type body struct {
	Held      map[string][]heldJSON `json:"held"`
	Claimed   map[string][]heldJSON `json:"claimed,omitempty"`
	Contested []string              `json:"contested,omitempty"`
}

type heldJSON struct {
	Value    json.RawMessage `json:"v"`
	Inferred bool            `json:"i,omitempty"`
}

// EncodeBody writes the values of a record as JSON. Records with equal values
// give equal bytes. Clocks and id are not part of it.
func EncodeBody(r *Record) []byte {
	out := appendHeld([]byte(`{"held":`), r.Held, r.Kind)
	if len(r.Claimed) > 0 {
		out = appendHeld(append(out, `,"claimed":`...), r.Claimed, "")
	}
	if len(r.Contested) > 0 {
		out = append(append(out, `,"contested":`...), encodeJSON(r.Contested)...)
	}
	return append(out, '}')
}

// appendHeld writes what heldJSON reads. It is made for imports: by reflection
// it would take the most time of all that is not the database.
func appendHeld(out []byte, fields map[string][]Held, kind Kind) []byte {
	if fields == nil {
		return append(out, "null"...)
	}
	out = append(out, '{')
	separator := ""
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if len(fields[name]) == 0 || kind == claim.Kind && name == fieldMention { // It follows from the rest.
			continue
		}
		out = append(strconv.AppendQuote(append(out, separator...), name), ':')
		opening := `[{"v":`
		for _, held := range fields[name] {
			out = append(append(out, opening...), encodeJSON(held.Value)...)
			if held.Inferred {
				out = append(out, `,"i":true`...)
			}
			opening = `},{"v":`
		}
		out, separator = append(out, `}]`...), ","
	}
	return append(out, '}')
}

func encodeJSON(value any) []byte {
	encoded, err := json.Marshal(value)
	if err != nil {
		panic(err) // Values are plain structs, which always encode.
	}
	return encoded
}

// DecodeBody reads back what EncodeBody wrote into a record whose id and kind
// are set. An error has code Internal: the store is damaged or newer.
func DecodeBody(r *Record, data []byte) error {
	var in body
	if err := json.Unmarshal(data, &in); err != nil {
		return Errorf(Internal, "the stored body of %s cannot be read", r.ID).Because(err)
	}
	spec := KindOf(r.Kind)
	if spec == nil {
		return Errorf(Internal, "the store holds the unknown kind %q", r.Kind)
	}
	var err error
	if r.Held, err = decodeHeld(spec, in.Held); err != nil {
		return err
	}
	r.Contested = in.Contested
	if about := r.Refs("about"); r.Kind == claim.Kind && len(about) > 0 {
		r.Claimed, err = decodeHeld(KindOf(about[0].Kind()), in.Claimed)
		noteMentions(r)
	}
	return err
}

// decodeHeld leaves out fields that the kind no longer has, so that a store
// outlives the removal of a field.
func decodeHeld(spec *Spec, in map[string][]heldJSON) (map[string][]Held, error) {
	out := make(map[string][]Held, len(in))
	for name, values := range in {
		field := spec.Field(name)
		if field == nil {
			continue
		}
		for _, held := range values {
			value, err := field.Type.Decode(held.Value)
			if err != nil {
				return nil, err
			}
			out[name] = append(out[name], Held{Value: value, Inferred: held.Inferred})
		}
	}
	return out, nil
}
