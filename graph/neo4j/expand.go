package neo4j

import (
	"cmp"
	"context"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// Expand returns the relations around entities, see graph.Reader.
func (s *Store) Expand(ctx context.Context, expansion graph.Expansion) (fans map[graph.ID]graph.Fan, err error) {
	err = s.read(ctx, func(r reader) error {
		fans, err = r.Expand(ctx, expansion)
		return err
	})
	return fans, err
}

// Expand returns the relations around entities, see graph.Reader.
func (r reader) Expand(ctx context.Context, x graph.Expansion) (map[graph.ID]graph.Fan, error) {
	fans, of := make(map[graph.ID]graph.Fan, len(x.Of)), make([]graph.ID, 0, len(x.Of))
	for _, id := range x.Of {
		fans[id] = graph.Fan{}
		if spec := graph.KindOf(id.Kind()); spec != nil && spec.Nature == graph.Entity {
			of = append(of, id)
		}
	}
	list, types := texts(of), relationTypes(x.Kinds)
	if len(list) == 0 || len(types) == 0 || x.Last() < x.Slice.Day {
		return fans, ctxError(ctx)
	}
	x.Limit = max(x.Limit, 0)
	row, err := r.inSlice(ctx, x.Slice, func(at scope) *statement { return expandStatement(x, list, types, at) })
	if err != nil {
		return nil, err
	}
	return fans, readFans(row, x, fans)
}

// relationTypes are the types by which relations of some kinds point to
// others; no kinds mean all.
func relationTypes(kinds []graph.Kind) (types []string) {
	for _, spec := range graph.Specs() {
		if !spec.IsRelation() || len(kinds) > 0 && !slices.Contains(kinds, spec.Kind) {
			continue
		}
		for i := range spec.Fields {
			if field := &spec.Fields[i]; field.Type == graph.RefType {
				types = append(types, linkType(spec, field))
			}
		}
	}
	return types
}

// expandStatement collects, for each entity and kind, how many relations
// there are, how many of them come after, and the first of these.
func expandStatement(x graph.Expansion, of, types []string, at scope) *statement {
	s := begin()
	s.add("CALL (head) {\nUNWIND ", s.param(of), " AS of\nCALL (of) {\n")
	s.add("MATCH (far:Record {id: of})<-[:", strings.Join(types, "|"), "]-(v:", labelOf(at), ")", seekFar, " WHERE true")
	if at.known != 0 {
		s.known("v", at)
	}
	s.during("v", x.Slice.Day, x.Last())
	s.add("\nWITH DISTINCT v\nWITH v.kind AS kind, v.id AS id, collect(v) AS versions ORDER BY id\n")
	s.add("WITH kind, collect(versions) AS relations\n")
	s.add("WITH kind, size(relations) AS total, [r IN relations WHERE kind <> ", s.param(string(x.After.Kind())), " OR r[0].id > ", s.param(string(x.After)), "] AS rest\n")
	s.add("RETURN kind, total, size(rest) AS remaining, rest[..", s.param(x.Limit), "] AS page\n}\n")
	s.add("RETURN collect([of, kind, total, remaining, [r IN page | [v IN r | ", outlineColumn("v"), "]]]) AS fans\n}\n")
	return s.add("WITH head, fans\n").end("fans")
}

// labelOf is the label of the versions that are known in the scope, and of others.
func labelOf(at scope) string {
	if at.known == 0 {
		return "Now"
	}
	return "Version"
}

// during restricts a version to those in force on some day of a span.
func (s *statement) during(v string, day, until graph.Day) *statement {
	return s.add(" AND ", v, ".valid_from <= ", s.param(int64(until)), " AND ", v, ".valid_to > ", s.param(int64(day)))
}

func readFans(row *driver.Record, x graph.Expansion, fans map[graph.ID]graph.Fan) error {
	list, ok := column(row, "fans").([]any)
	if !ok {
		return damaged()
	}
	for _, one := range list {
		parts, ok := one.([]any)
		if !ok || len(parts) != 5 {
			return damaged()
		}
		of, _ := parts[0].(string)
		fan := fans[graph.ID(of)]
		if err := readKind(parts, x, &fan); err != nil {
			return err
		}
		fans[graph.ID(of)] = fan
	}
	for _, fan := range fans {
		slices.SortFunc(fan.Relations, func(a, b graph.Outline) int {
			return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Valid.From, b.Valid.From))
		})
	}
	return nil
}

// readKind adds the relations of one kind to a fan.
func readKind(parts []any, x graph.Expansion, fan *graph.Fan) error {
	kind, _ := parts[1].(string)
	total, _ := parts[2].(int64)
	left, _ := parts[3].(int64)
	if left > int64(x.Limit) {
		fan.More = with(fan.More, graph.Kind(kind), true)
	}
	if x.Count {
		fan.Totals = with(fan.Totals, graph.Kind(kind), int(total))
	}
	relations, ok := parts[4].([]any)
	if !ok {
		return damaged()
	}
	for _, versions := range relations {
		list, _ := versions.([]any)
		for _, version := range list {
			outline, err := decodeOutline(version)
			if err != nil {
				return err
			}
			fan.Relations = append(fan.Relations, outline)
		}
	}
	return nil
}

func with[V any](m map[graph.Kind]V, kind graph.Kind, value V) map[graph.Kind]V {
	if m == nil {
		m = map[graph.Kind]V{}
	}
	m[kind] = value
	return m
}
