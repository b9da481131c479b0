package neo4j

import (
	"context"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// outline makes the outlines of all versions anew when another vocabulary, or
// none, made those that the database holds. It is done in batches: who is
// interrupted begins again. No server of an older capgraph may write meanwhile.
func (s *Store) outline(ctx context.Context) error {
	made := ""
	err := s.retried(ctx, func() error {
		return s.schema(ctx, "MATCH "+rootNode("s")+" RETURN s.outlines AS outlines", func(row *driver.Record) {
			made, _ = row.Values[0].(string)
		})
	})
	if err != nil || made == graph.OutlineVocabulary() {
		return err
	}
	for _, spec := range graph.Specs() {
		if spec.IsRelation() {
			if err := s.outlineKind(ctx, spec.Kind); err != nil {
				return err
			}
		}
	}
	done := &statement{}
	done.add("MERGE ", rootNode("s"), " ON CREATE SET s.head = 0 SET s.outlines = ", done.param(graph.OutlineVocabulary()), " RETURN s.head AS head")
	_, err = s.written(ctx, done)
	return err
}

// outlineKind makes the outlines of a kind of relation.
func (s *Store) outlineKind(ctx context.Context, kind graph.Kind) error {
	return s.eachVersion(ctx, kind, func(found []*driver.Record) error {
		var rows []any
		for _, one := range found {
			version, err := decode(one.Values[1])
			if err != nil {
				return err
			}
			set := map[string]any{}
			addOutline(set, version)
			rows = append(rows, map[string]any{"node": one.Values[0], "set": set})
		}
		set := &statement{}
		set.add("UNWIND ", set.param(rows), " AS row\nMATCH (v:Version) WHERE elementId(v) = row.node\nSET v += row.set\nRETURN count(*) AS head")
		_, err := s.written(ctx, set)
		return err
	})
}

// eachVersion goes through all versions of a kind, some at a time, in order of
// id: what versionsAfter returns of them.
func (s *Store) eachVersion(ctx context.Context, kind graph.Kind, each func(found []*driver.Record) error) error {
	after, before := idRange(kind)
	for {
		found, err := s.written(ctx, versionsAfter(after, before))
		if err != nil || len(found) == 0 {
			return err
		}
		if err := each(found); err != nil {
			return err
		}
		last, err := decode(found[len(found)-1].Values[1])
		if err != nil {
			return err
		}
		after = string(last.ID)
	}
}

// keyContested gives the versions that layouts before the fourth wrote the keys by which Match
// finds what is contested.
func (s *Store) keyContested(ctx context.Context) error {
	for _, spec := range graph.Specs() {
		for after := ""; ; {
			set := &statement{}
			set.add("MATCH (v:Now) WHERE v.kind = ", set.param(string(spec.Kind)), " AND v.", loProperty(graph.EntryContested), " IS NOT NULL AND v.id > ", set.param(after), "\n")
			set.add("WITH v ORDER BY v.id LIMIT ", set.param(batch), "\n")
			set.add("FOREACH (field IN v.", loProperty(graph.EntryContested), " | MERGE (k:Key {text: ", set.param(keyText(spec.Kind, graph.EntryContested, "")), " + field}) MERGE (v)-[:KEYED]->(k))\n")
			found, err := s.written(ctx, set.add("RETURN v.id ORDER BY v.id"))
			if err != nil {
				return err
			}
			if len(found) < batch {
				break
			}
			after, _ = found[len(found)-1].Values[0].(string)
		}
	}
	return nil
}

// linkMentions gives the claims that were written before decisions on identity existed the
// links by which these find them: they follow from the body.
func (s *Store) linkMentions(ctx context.Context) error {
	spec := graph.KindOf("claim")
	mention := linkType(spec, spec.Field("mention"))
	return s.eachVersion(ctx, spec.Kind, func(found []*driver.Record) error {
		var rows []any
		for _, one := range found {
			version, err := decode(one.Values[1])
			if err != nil {
				return err
			}
			set := map[string]any{"far": farIDs(version)}
			addIndexed(set, version)
			rows = append(rows, map[string]any{"node": one.Values[0], "set": set, "mentions": texts(version.Links()["mention"])})
		}
		link := &statement{}
		link.add("UNWIND ", link.param(rows), " AS row\nMATCH (v:Version) WHERE elementId(v) = row.node\nSET v += row.set\n")
		link.add("FOREACH (id IN row.mentions | MERGE (t:Record {id: id}) MERGE (v)-[:", mention, "]->(t))\nRETURN count(*) AS head")
		_, err := s.written(ctx, link)
		return err
	})
}

// versionsAfter reads all versions of the next records.
func versionsAfter(after, before string) *statement {
	s := &statement{}
	s.add(seek("v", "Version", "id"), " WHERE v.id > ", s.param(after), " AND v.id < ", s.param(before), "\n")
	s.add("WITH DISTINCT v.id AS id ORDER BY id LIMIT ", s.param(batch/2), "\n")
	return s.add(seek("w", "Version", "id"), " WHERE w.id = id\nRETURN elementId(w), ", columns("w"), " ORDER BY id")
}

// written runs a statement by itself, outside of the writing lane, until it succeeds.
func (s *Store) written(ctx context.Context, statement *statement) (rows []*driver.Record, err error) {
	err = s.retried(ctx, func() error {
		session := s.session(ctx, driver.AccessModeWrite)
		defer s.end(ctx, session)
		result, err := session.Run(ctx, statement.text.String(), statement.params, s.limit(ctx))
		if err == nil {
			rows, err = result.Collect(ctx)
		}
		return err
	})
	return rows, err
}
