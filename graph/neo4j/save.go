package neo4j

import (
	"context"
	"slices"

	"capgraph/graph"
)

// batch is how many versions one statement writes.
const batch = 2000

// Save closes and opens versions and adds to the log.
func (tx *transaction) Save(ctx context.Context, delta graph.Delta) error {
	if err := tx.close(ctx, delta.Close); err != nil {
		return err
	}
	if err := tx.open(ctx, delta.Open); err != nil {
		return err
	}
	if err := tx.keep(ctx, delta.Past); err != nil {
		return err
	}
	if err := tx.turn(ctx, delta.Turned); err != nil {
		return err
	}
	tx.saved = true
	return tx.record(ctx, delta.Log)
}

// close ends versions. One that an earlier change of this very commit opened
// is removed: nobody ever knew it.
func (tx *transaction) close(ctx context.Context, closings []graph.Closing) error {
	rows, seen := make([]any, len(closings)), map[graph.Closing]bool{}
	for i, c := range closings {
		place := graph.Closing{ID: c.ID, From: c.From}
		if seen[place] {
			return notOpen()
		}
		seen[place] = true
		rows[i] = map[string]any{"id": string(c.ID), "from": int64(c.From), "reason": string(c.Reason)}
	}
	for some := range slices.Chunk(rows, batch) {
		row, err := tx.row(ctx, closeStatement(some, tx.now))
		if err != nil {
			return err
		}
		if number(row, "closed") != int64(len(some)) {
			return notOpen()
		}
	}
	return nil
}

func notOpen() error {
	return graph.Errorf(graph.Internal, "a version that is not open cannot be closed")
}

// turn notes which records the commit turned.
func (tx *transaction) turn(ctx context.Context, all []graph.Turned) error {
	var nodes []any
	for _, turned := range all {
		nodes = append(nodes, turnNodes(turned, tx.now)...)
	}
	for some := range slices.Chunk(nodes, batch) {
		if _, err := tx.row(ctx, turnStatement(some)); err != nil {
			return err
		}
	}
	return nil
}

func closeStatement(rows []any, now graph.Instant) *statement {
	s := &statement{}
	at := s.param(int64(now))
	s.add("UNWIND ", s.param(rows), " AS row\n")
	s.add("MATCH (v:Now {id: row.id, valid_from: row.from}) USING INDEX SEEK v:Now(id)\n")
	s.add("CALL (v) { MATCH (v)-[found:NAMED|KEYED]->() DELETE found }\n")
	s.add("WITH v, row, v.known_from = ", at, " AS fresh\n")
	s.add("FOREACH (x IN CASE WHEN fresh THEN [v] ELSE [] END | DETACH DELETE x)\n")
	s.add("FOREACH (x IN CASE WHEN fresh THEN [] ELSE [v] END | SET x.known_to = ", at, ", x.reason = row.reason REMOVE x:Now)\n")
	return s.add("RETURN count(*) AS closed")
}

// open saves versions that are known from now on.
func (tx *transaction) open(ctx context.Context, versions []*graph.Record) error {
	rows, spelled := make([]any, len(versions)), []string{}
	for i, v := range versions {
		row, err := saving(v, graph.KnownSpan{From: tx.now}, "Now")
		if err != nil {
			return err
		}
		named := words(v)
		row["words"], row["keys"] = named, keys(v)
		rows[i], spelled = row, append(spelled, named...)
	}
	if err := tx.save(ctx, rows); err != nil {
		return err
	}
	return tx.spell(ctx, spelled)
}

// keep saves versions that were known once.
func (tx *transaction) keep(ctx context.Context, versions []*graph.Record) error {
	rows := make([]any, len(versions))
	for i, v := range versions {
		row, err := saving(v, v.Known)
		if err != nil {
			return err
		}
		rows[i] = row
	}
	return tx.save(ctx, rows)
}

func (tx *transaction) save(ctx context.Context, rows []any) error {
	for some := range slices.Chunk(rows, batch) {
		if _, err := tx.row(ctx, saveStatement(some)); err != nil {
			return err
		}
	}
	return nil
}

// saving is what saveStatement needs of a version, without the words and keys by
// which only what is known now is found. Its labels and the types of its links are names of
// the vocabulary.
func saving(v *graph.Record, known graph.KnownSpan, labels ...string) (map[string]any, error) {
	spec, links := graph.KindOf(v.Kind), []any{}
	if spec == nil || v.ID.Kind() != v.Kind {
		return nil, graph.Errorf(graph.Internal, "%s cannot be saved as a %s", v.ID, v.Kind)
	}
	for name, ids := range v.Links() {
		for _, id := range texts(ids) {
			links = append(links, map[string]any{"type": linkType(spec, spec.Field(name)), "id": id})
		}
	}
	none := []string{}
	return map[string]any{"labels": append(labels, label(spec)), "version": properties(v, known), "words": none, "keys": none, "links": links}, nil
}

// saveStatement names labels and types by what is in the rows, so that one
// statement, planned once, serves all kinds.
func saveStatement(rows []any) *statement {
	s := &statement{}
	s.add("UNWIND ", s.param(rows), " AS row\n")
	s.add("CREATE (v:Version:$(row.labels))\nSET v = row.version\n")
	s.add("MERGE (r:Record {id: row.version.id})\nCREATE (v)-[:OF]->(r)\n")
	s.add("FOREACH (link IN row.links | MERGE (t:Record {id: link.id}) CREATE (v)-[:$(link.type)]->(t))\n")
	s.add("FOREACH (text IN row.words | MERGE (w:Word {text: text}) CREATE (v)-[:NAMED]->(w))\n")
	s.add("FOREACH (text IN row.keys | MERGE (k:Key {text: text}) CREATE (v)-[:KEYED]->(k))\n")
	return s.add("RETURN count(*) AS saved")
}

// spell gives new words the keys by which they are found despite an edit.
func (tx *transaction) spell(ctx context.Context, words []string) error {
	slices.Sort(words)
	var rows []any
	for _, word := range slices.Compact(words) {
		rows = append(rows, map[string]any{"text": word, "keys": graph.Deletions(word)})
	}
	for some := range slices.Chunk(rows, batch) {
		if _, err := tx.row(ctx, spellStatement(some)); err != nil {
			return err
		}
	}
	return nil
}

func spellStatement(rows []any) *statement {
	s := &statement{}
	s.add("UNWIND ", s.param(rows), " AS row\n")
	s.add("MATCH (w:Word {text: row.text}) USING INDEX SEEK w:Word(text) WHERE w.spelled IS NULL\nSET w.spelled = true\n")
	s.add("FOREACH (key IN row.keys | MERGE (k:Spelling {key: key}) CREATE (k)-[:SPELLS]->(w))\n")
	return s.add("RETURN count(*) AS spelled")
}

// record adds to the log and sets the instant of the last commit.
func (tx *transaction) record(ctx context.Context, log []graph.LogEntry) error {
	rows := make([]any, len(log))
	for i, e := range log {
		tx.log++
		rows[i] = map[string]any{
			"at": int64(e.At), "seq": tx.log, "actor": e.Actor, "action": string(e.Action), "article": string(e.Article), "changed": e.Changed,
			"reason": string(e.Reason), "note": e.Note,
		}
	}
	s := &statement{}
	s.add("MATCH ", rootNode("s"), "\nSET s.head = ", s.param(int64(tx.now)), "\nWITH s\nUNWIND ", s.param(rows), " AS row\n")
	s.add("CREATE (e:LogEntry) SET e = row\nRETURN count(*) AS logged")
	_, err := tx.row(ctx, s)
	return err
}
