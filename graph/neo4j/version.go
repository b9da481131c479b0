package neo4j

import (
	"slices"
	"unicode/utf8"

	"capgraph/graph"
)

// columns makes the list of a version that decode reads.
func columns(v string) string {
	return "[" + v + ".id, " + v + ".valid_from, " + v + ".sure_from, " + v + ".sure_to, " + v + ".valid_to, " +
		v + ".known_from, " + v + ".known_to, " + v + ".reason, " + v + ".body]"
}

func decode(value any) (*graph.Record, error) {
	list, ok := value.([]any)
	if !ok || len(list) != 9 {
		return nil, damaged()
	}
	var numbers [6]int64
	for i := range numbers {
		if numbers[i], ok = list[i+1].(int64); !ok {
			return nil, damaged()
		}
	}
	id, isID := list[0].(string)
	reason, isReason := list[7].(string)
	body, isBody := list[8].(string)
	if !isID || !isReason || !isBody {
		return nil, damaged()
	}
	version := &graph.Record{
		ID: graph.ID(id), Kind: graph.ID(id).Kind(), EndReason: graph.Reason(reason),
		Valid: graph.Validity{From: graph.Day(numbers[0]), SureFrom: graph.Day(numbers[1]), SureTo: graph.Day(numbers[2]), To: graph.Day(numbers[3])},
		Known: graph.KnownSpan{From: graph.Instant(numbers[4]), To: graph.Instant(numbers[5])},
	}
	return version, graph.DecodeBody(version, []byte(body))
}

// decodeAll reads a list of versions.
func decodeAll(value any) ([]*graph.Record, error) {
	list, ok := value.([]any)
	if !ok {
		return nil, damaged()
	}
	versions := make([]*graph.Record, 0, len(list))
	for _, one := range list {
		version, err := decode(one)
		if err != nil {
			return nil, err
		}
		versions = append(versions, version)
	}
	return versions, nil
}

func damaged() error {
	return graph.Errorf(graph.Internal, "the store holds a version that cannot be read")
}

// properties are those of the node of a version. One that is open has no reason to
// have ended: what is restored brings that of its withdrawal.
func properties(v *graph.Record, known graph.KnownSpan) map[string]any {
	reason := v.EndReason
	if known.To == 0 {
		reason = ""
	}
	p := map[string]any{
		"id": string(v.ID), "kind": string(v.Kind),
		"valid_from": int64(v.Valid.From), "sure_from": int64(v.Valid.SureFrom), "sure_to": int64(v.Valid.SureTo), "valid_to": int64(v.Valid.To),
		"known_from": int64(known.From), "known_to": int64(known.To), "reason": string(reason), "body": string(graph.EncodeBody(v)),
	}
	addOutline(p, v)
	if far := farIDs(v); len(far) > 0 {
		p["far"] = far
	}
	addIndexed(p, v)
	return p
}

// addIndexed adds the properties by which a version is found and sorted.
func addIndexed(p map[string]any, v *graph.Record) {
	lists := map[string][]string{}
	for _, e := range graph.Entries(v) {
		if e.State != graph.Known {
			lists[stateProperty(e.Field)] = append(lists[stateProperty(e.Field)], string(e.State))
			continue
		}
		lists[loProperty(e.Field)] = append(lists[loProperty(e.Field)], e.Lo)
		lists[hiProperty(e.Field)] = append(lists[hiProperty(e.Field)], e.Hi)
	}
	for name, list := range lists {
		p[name] = list
	}
	spec := graph.KindOf(v.Kind)
	for i := range spec.Fields {
		if field := &spec.Fields[i]; field.Sort {
			p[orderProperty(field, false)] = place(v.Kind, graph.Order{Field: field.Name}.Cursor(v))
			p[orderProperty(field, true)] = place(v.Kind, graph.Order{Field: field.Name, Upper: bounded(field)}.Cursor(v))
		}
	}
	if spec.Nature == graph.Entity {
		p["name_length"] = utf8.RuneCountInString(graph.UsualName(v))
	}
}

// farIDs lists what a version points to, each once.
func farIDs(v *graph.Record) []string {
	var ids []graph.ID
	for _, linked := range v.Links() {
		ids = append(ids, linked...)
	}
	return texts(ids)
}

// words are those by which a search finds a version, none for what it does not look at.
func words(v *graph.Record) []string {
	if graph.KindOf(v.Kind).Nature != graph.Entity {
		return []string{}
	}
	return append([]string{}, graph.SearchWords(v)...)
}

// keys are those by which Match finds a version.
func keys(v *graph.Record) []string {
	list := []string{}
	spec := graph.KindOf(v.Kind)
	for _, e := range graph.Entries(v) {
		if field := spec.Field(e.Field); e.Field == graph.EntryContested || field != nil && keyed(field) && e.State == graph.Known {
			list = append(list, keyText(v.Kind, e.Field, e.Lo))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
