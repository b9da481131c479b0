package graph

import (
	"bytes"
	"encoding/json"
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
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	held := encodeHeld(r.Held)
	if r.Kind == claim.Kind {
		delete(held, fieldMention) // It follows from the rest.
	}
	if err := encoder.Encode(body{Held: held, Claimed: encodeHeld(r.Claimed), Contested: r.Contested}); err != nil {
		panic(err) // Values are plain structs, which always encode.
	}
	return bytes.TrimRight(out.Bytes(), "\n")
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

func encodeHeld(fields map[string][]Held) map[string][]heldJSON {
	if fields == nil {
		return nil
	}
	out := make(map[string][]heldJSON, len(fields))
	for name, values := range fields {
		for _, held := range values {
			encoded, err := json.Marshal(held.Value)
			if err != nil {
				panic(err) // Values are plain structs, which always encode.
			}
			out[name] = append(out[name], heldJSON{Value: encoded, Inferred: held.Inferred})
		}
	}
	return out
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
