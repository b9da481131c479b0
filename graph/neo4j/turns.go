package neo4j

import (
	"context"
	"fmt"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// A node of label Turn says that a commit turned a record. There is one for all
// records and one for each that it is or points to, so that one index has them in
// order: the target, the commit, the id.

// turnPlace is the place of a turn in that index, under a target or, without
// one, among all.
func turnPlace(target graph.ID, c graph.TurnCursor) string {
	return fmt.Sprintf("%s%s%020d%s%s", target, low, c.At, low, c.ID)
}

// turnNodes are the nodes that say that a record was turned at an instant.
func turnNodes(t graph.Turned, at graph.Instant) []any {
	nodes := []any{map[string]any{"place": turnPlace("", graph.TurnCursor{At: at, ID: t.ID}), "at": int64(at), "id": string(t.ID)}}
	for _, target := range t.Near {
		nodes = append(nodes, map[string]any{"place": turnPlace(target, graph.TurnCursor{At: at, ID: t.ID}), "at": int64(at), "id": string(t.ID)})
	}
	return nodes
}

func turnStatement(nodes []any) *statement {
	s := &statement{}
	s.add("UNWIND ", s.param(nodes), " AS row\nMERGE (t:Turn {place: row.place}) ON CREATE SET t.at = row.at, t.id = row.id\n")
	return s.add("RETURN count(*) AS head")
}

// Turns returns what commits made of entities and relations, see graph.Reader.
func (s *Store) Turns(ctx context.Context, query graph.TurnQuery) (page graph.TurnPage, err error) {
	err = s.read(ctx, func(r reader) error {
		page, err = r.Turns(ctx, query)
		return err
	})
	return page, err
}

// Turns returns what commits made of entities and relations, see graph.Reader.
// When commits come faster than it reads, it reads up to one of them: what is
// known around commits of the past does not change.
func (r reader) Turns(ctx context.Context, query graph.TurnQuery) (graph.TurnPage, error) {
	query.Limit = max(query.Limit, 0)
	if query.Of != nil && len(texts(query.Of)) == 0 {
		return query.Page(graph.TurnParts{}), ctxError(ctx)
	}
	row, settled, err := r.settled(ctx, turnsStatement(query))
	if err == nil && !settled {
		pinned := query
		if head := graph.Instant(number(row, "head")); query.Until == 0 || query.Until > head {
			pinned.Until = head
		}
		row, err = r.row(ctx, turnsStatement(pinned))
	}
	if err != nil {
		return graph.TurnPage{}, err
	}
	parts, err := turnParts(row)
	return query.Page(parts), err
}

func turnsStatement(query graph.TurnQuery) *statement {
	targets, until := []string{""}, query.Until
	if query.Of != nil {
		targets = texts(query.Of)
	}
	if until == 0 {
		until = graph.LastInstant
	}
	ranges := make([]any, len(targets))
	for i, target := range targets {
		ranges[i] = map[string]any{
			"after": turnPlace(graph.ID(target), query.Start()),
			"until": turnPlace(graph.ID(target), graph.TurnCursor{At: until, ID: graph.AfterAllIDs}),
		}
	}
	s := begin()
	limit := s.param(query.Limit + 1)
	s.add("CALL (head) {\nUNWIND ", s.param(ranges), " AS range\nCALL (range) {\n")
	s.add(seek("t", "Turn", "place"), " WHERE t.place > range.after AND t.place < range.until\nWITH t ORDER BY t.place LIMIT ", limit, "\nRETURN t.at AS at, t.id AS id\n}\n")
	s.add("WITH DISTINCT at, id ORDER BY at, id LIMIT ", limit, "\nRETURN collect([at, id]) AS places\n}\n")
	s.add("CALL (places) {\nUNWIND places AS place\nWITH place[1] AS id, min(place[0]) AS first, max(place[0]) AS last\n")
	s.add(seek("v", "Version", "id"), " WHERE v.id = id AND v.known_from <= last AND ", openAt("v", "first - 1"), "\n")
	s.add("RETURN collect(", columns("v"), ") AS versions\n}\n")
	s.turnClaims()
	s.turnLog()
	s.add("WITH head, places, versions, [c IN found | ", columns("c"), "] AS claims, firsts + entries AS log\n")
	return s.end("places", "versions", "claims", "log")
}

// turnClaims reads the claims that began or ended at one of the places.
func (s *statement) turnClaims() {
	claim := graph.KindOf("claim")
	s.add("CALL (places) {\nUNWIND places AS place\nWITH place[1] AS id, collect(place[0]) AS instants\n")
	s.add("MATCH (far:Record {id: id})<-[:", linkType(claim, claim.Field("about")), "]-(c:Version)", seekFar, " WHERE c.known_from IN instants OR c.known_to IN instants\n")
	s.add("RETURN collect(c) AS found\n}\n")
}

// turnLog reads the entries of the commits for the articles of the claims, and
// the first of each commit.
func (s *statement) turnLog() {
	s.add("CALL (places) {\nUNWIND places AS place\nWITH DISTINCT place[0] AS at\n")
	s.add("CALL (at) { ", seek("e", "LogEntry", "at"), " WHERE e.at = at RETURN e ORDER BY e.article, e.seq DESC LIMIT 1 }\n")
	s.add("RETURN collect(", logColumns, ") AS firsts\n}\n")
	s.add("CALL (places, found) {\nUNWIND found AS c\nUNWIND [at IN [c.known_from, c.known_to] WHERE any(place IN places WHERE place[0] = at)] AS at\n")
	s.add("UNWIND c.far AS article\nWITH DISTINCT at, article\n")
	s.add(seek("e", "LogEntry", "article"), " WHERE e.article = article AND e.at = at\nWITH e ORDER BY e.article, e.seq DESC\n")
	s.add("RETURN collect(", logColumns, ") AS entries\n}\n")
}

// turnParts reads the columns of turnsStatement.
func turnParts(row *driver.Record) (parts graph.TurnParts, err error) {
	places, _ := column(row, "places").([]any)
	for _, one := range places {
		place, ok := one.([]any)
		if !ok || len(place) != 2 {
			return parts, damaged()
		}
		at, _ := place[0].(int64)
		id, _ := place[1].(string)
		parts.Places = append(parts.Places, graph.TurnCursor{At: graph.Instant(at), ID: graph.ID(id)})
	}
	if parts.Versions, err = decodeAll(column(row, "versions")); err != nil {
		return parts, err
	}
	if parts.Claims, err = decodeAll(column(row, "claims")); err != nil {
		return parts, err
	}
	parts.Log, err = logEntries(column(row, "log"))
	return parts, err
}

// findTurns makes the nodes of all turns when an older capgraph wrote some of
// the database. It is done in batches: who is interrupted begins again.
func (s *Store) findTurns(ctx context.Context) error {
	for _, spec := range graph.Specs() {
		if !spec.IsResolved() {
			continue
		}
		err := s.eachVersion(ctx, spec.Kind, func(found []*driver.Record) error {
			var nodes []any
			for _, one := range found {
				version, err := decode(one.Values[1])
				if err != nil {
					return err
				}
				turned, _ := graph.TurnedBy(version)
				nodes = append(nodes, turnNodes(turned, version.Known.From)...)
				if version.Known.To != 0 {
					nodes = append(nodes, turnNodes(turned, version.Known.To)...)
				}
			}
			_, err := s.written(ctx, turnStatement(nodes))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
