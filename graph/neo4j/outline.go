package neo4j

import (
	"hash/fnv"
	"strconv"
	"strings"

	"capgraph/graph"
)

// parts is how many parts the outlines of a kind are read in. A million of
// them make parts of some megabytes.
const parts = 64

// partOf is the part that all versions of a relation belong to.
func partOf(id graph.ID) int {
	digest := fnv.New32a()
	digest.Write([]byte(id))
	return int(digest.Sum32() % parts)
}

// A version of a relation has its part and its outline; an index of each kind
// holds them with the clocks, so that they are read from there alone. An outline
// that is too long for an index is found by another.
const (
	outlineProperty     = "outline"
	partProperty        = "part"
	longOutlineProperty = "long_outline"
	longPartProperty    = "long_part"
)

// outlineKeys are what the index is made of. The clock that changes when a
// version is closed comes after one that does not, so that the version moves
// on in the order, never back.
var outlineKeys = []string{partProperty, "known_from", "known_to", "valid_from", "valid_to", outlineProperty}

// outlineIndexed lists the keys, each behind a prefix.
func outlineIndexed(prefix string) string {
	names := make([]string, len(outlineKeys))
	for i, key := range outlineKeys {
		names[i] = prefix + key
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// addOutline adds those properties to the ones of a version; nil takes away
// what another vocabulary made.
func addOutline(p map[string]any, v *graph.Record) {
	if !graph.KindOf(v.Kind).IsRelation() {
		return
	}
	part, text := partOf(v.ID), encodeOutline(v)
	if len(text) > maxIndexed {
		p[partProperty], p[outlineProperty], p[longPartProperty], p[longOutlineProperty] = nil, nil, part, text
	} else {
		p[partProperty], p[outlineProperty], p[longPartProperty], p[longOutlineProperty] = part, text, nil, nil
	}
}

// outlineColumn is what decodeOutline reads of a version.
func outlineColumn(v string) string {
	return "coalesce(" + v + "." + outlineProperty + ", " + v + "." + longOutlineProperty + ")"
}

// fieldEnd ends the id and each day of an outline; neither holds it.
const fieldEnd = "\t"

// encodeOutline is one text, because a driver reads a text several times as
// fast as a list: the id, the four days, and what the domain makes of the version.
func encodeOutline(v *graph.Record) string {
	fields := []string{string(v.ID)}
	for _, day := range []graph.Day{v.Valid.From, v.Valid.SureFrom, v.Valid.SureTo, v.Valid.To} {
		fields = append(fields, strconv.FormatInt(int64(day), 10))
	}
	return strings.Join(append(fields, graph.EncodeOutline(v)), fieldEnd)
}

func decodeOutline(value any) (graph.Outline, error) {
	line, _ := value.(string)
	id, line, _ := strings.Cut(line, fieldEnd)
	var days [4]graph.Day
	for i := range days {
		text, rest, found := strings.Cut(line, fieldEnd)
		day, err := strconv.ParseInt(text, 10, 64)
		if err != nil || !found {
			return graph.Outline{}, damaged()
		}
		days[i], line = graph.Day(day), rest
	}
	valid := graph.Validity{From: days[0], SureFrom: days[1], SureTo: days[2], To: days[3]}
	return graph.DecodeOutline(graph.ID(id), valid, line)
}
