package neo4j

import (
	"context"
	"slices"
	"strconv"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// layout is the version of what this package writes. Steps are only ever
// added; see steps.
const layout = 5

// version reads which layout the database has, 0 for none.
func (s *Store) version(ctx context.Context) (int64, error) {
	version := int64(0)
	err := s.schema(ctx, "MATCH "+rootNode("s")+" RETURN s.version AS version, s.head AS head", func(row *driver.Record) {
		version = number(row, "version")
		s.saw(number(row, "head"))
	})
	return version, err
}

// migrate makes what is missing of constraints and indexes. Several servers
// may do so at once. A new spec or field needs no step: its indexes are made
// like all others.
func (s *Store) migrate(ctx context.Context, version int64) error {
	if version > layout {
		return graph.Errorf(graph.Invalid, "the database was written by a newer capgraph (layout %d, this one knows %d); use that one", version, layout)
	}
	known := map[string]bool{}
	err := s.schema(ctx, "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name", func(row *driver.Record) {
		name, _ := row.Values[0].(string)
		known[name] = true
	})
	if err != nil {
		return failure(ctx, err)
	}
	// Servers that start together wait for one another's locks, and some lose.
	if err := s.retried(ctx, func() error { return s.index(ctx, known) }); err != nil {
		return err
	}
	if err := s.outline(ctx); err != nil || version == layout {
		return err
	}
	if version > 0 && version < 3 { // An empty database has no turns.
		if err := s.findTurns(ctx); err != nil {
			return err
		}
	}
	if version > 0 && version < 4 { // Nor has it anything contested.
		if err := s.keyContested(ctx); err != nil {
			return err
		}
	}
	if version > 0 && version < 5 { // Nor any claims.
		if err := s.linkMentions(ctx); err != nil {
			return err
		}
	}
	return s.retried(ctx, func() error {
		return s.schema(ctx, "MERGE "+rootNode("s")+" ON CREATE SET s.head = 0 SET s.version = "+strconv.Itoa(layout), nil)
	})
}

// index makes the indexes that are not known, in one transaction, and waits
// until they are of use.
func (s *Store) index(ctx context.Context, known map[string]bool) error {
	missing := slices.DeleteFunc(indexes(), func(i index) bool { return known[i.name] })
	if len(missing) == 0 {
		return nil
	}
	session := s.session(ctx, driver.AccessModeWrite)
	defer s.end(ctx, session)
	tx, err := session.BeginTransaction(ctx, s.limit(ctx))
	if err != nil {
		return err
	}
	defer s.end(ctx, tx)
	for _, index := range missing {
		if _, err := tx.Run(ctx, index.statement, nil); err != nil {
			return err
		}
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	return s.schema(ctx, "CALL db.awaitIndexes(600)", nil)
}

// schema runs a statement by itself, as those on the schema must.
func (s *Store) schema(ctx context.Context, text string, each func(*driver.Record)) error {
	session := s.session(ctx, driver.AccessModeWrite)
	defer s.end(ctx, session)
	result, err := session.Run(ctx, text, nil, s.limit(ctx))
	for err == nil && result.Next(ctx) {
		if each != nil {
			each(result.Record())
		}
	}
	if err != nil {
		return err
	}
	return result.Err()
}

// index is an index, or a constraint and its index, by the same name.
type index struct{ name, statement string }

// indexes lists all that the statements of this package rely on.
func indexes() []index {
	list := []index{
		unique("capgraph_root", "CapgraphSchema", "(n.name)"),
		unique("capgraph_record", "Record", "(n.id)"),
		unique("capgraph_word", "Word", "(n.text)"),
		unique("capgraph_spelling", "Spelling", "(n.key)"),
		unique("capgraph_key", "Key", "(n.text)"),
		unique("capgraph_turn", "Turn", "(n.place)"),
		unique("capgraph_open", "Now", "(n.id, n.valid_from)"),
		ranged("capgraph_now", "Now", "(n.id)"),
		ranged("capgraph_kind", "Now", "(n.kind, n.valid_from, n.valid_to)"),
		ranged("capgraph_version", "Version", "(n.id)"),
		ranged("capgraph_log", "LogEntry", "(n.at)"),
		ranged("capgraph_log_article", "LogEntry", "(n.article)"),
		ranged("capgraph_log_actor", "LogEntry", "(n.actor)"),
	}
	return append(append(list, outlineIndexes()...), orderIndexes()...)
}

// outlineIndexes are those that hold the outlines of each kind of relation.
func outlineIndexes() (list []index) {
	for _, spec := range graph.Specs() {
		if spec.IsRelation() {
			name := strings.ToLower(label(spec))
			list = append(list, ranged("capgraph_outline_"+name, label(spec), outlineIndexed("n.")))
			list = append(list, ranged("capgraph_long_outline_"+name, label(spec), "(n."+longPartProperty+")"))
		}
	}
	return list
}

// orderIndexes are those of the places in each order. Kinds that have a field
// of the same name share its index.
func orderIndexes() (list []index) {
	seen := map[string]bool{}
	for _, spec := range graph.Specs() {
		for i := range spec.Fields {
			for _, upper := range []bool{false, true} {
				property := orderProperty(&spec.Fields[i], upper)
				if spec.Fields[i].Sort && !seen[property] {
					seen[property] = true
					list = append(list, ranged("capgraph_"+property, "Now", "(n."+property+")"))
				}
			}
		}
	}
	return list
}

func unique(name, label, properties string) index {
	return index{name, "CREATE CONSTRAINT " + name + " IF NOT EXISTS FOR (n:" + label + ") REQUIRE " + properties + " IS UNIQUE"}
}

func ranged(name, label, properties string) index {
	return index{name, "CREATE INDEX " + name + " IF NOT EXISTS FOR (n:" + label + ") ON " + properties}
}
