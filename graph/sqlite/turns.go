package sqlite

import (
	"context"
	"slices"

	"capgraph/graph"
)

// everything is the target of the turns of all records; no rid is 0.
const everything = 0

// addTurned notes that a commit turned a record.
func (in *indexer) addTurned(t graph.Turned, at graph.Instant) error {
	targets := []int64{everything}
	for _, id := range t.Near {
		rid, err := in.rid(id)
		if err != nil {
			return err
		}
		targets = append(targets, rid)
	}
	for _, target := range targets {
		if err := in.exec(`INSERT INTO turn VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, target, at, t.ID); err != nil {
			return err
		}
	}
	return nil
}

// addTurns notes when a version began to be known and ceased to be.
func (in *indexer) addTurns(version *graph.Record) error {
	turned, turns := graph.TurnedBy(version)
	if !turns {
		return nil
	}
	for _, at := range []graph.Instant{version.Known.From, version.Known.To} {
		if at != 0 {
			if err := in.addTurned(turned, at); err != nil {
				return err
			}
		}
	}
	return nil
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
func (r reader) Turns(_ context.Context, query graph.TurnQuery) (graph.TurnPage, error) {
	var parts graph.TurnParts
	query.Limit = max(query.Limit, 0)
	err := r.turnPlaces(query, &parts)
	if err == nil {
		err = r.turnVersions(&parts)
	}
	if err == nil {
		err = r.turnClaims(&parts)
	}
	if err == nil {
		err = r.turnLog(&parts)
	}
	return query.Page(parts), err
}

// turnPlaces reads one place more than the limit.
func (r reader) turnPlaces(query graph.TurnQuery, parts *graph.TurnParts) error {
	targets := []int64{everything}
	if query.Of != nil {
		targets = nil
		parents, err := r.parents(query.Of)
		if err != nil {
			return err
		}
		for _, parent := range parents {
			targets = append(targets, parent.rid)
		}
	}
	start, until := query.Start(), query.Until
	if until == 0 {
		until = graph.LastInstant
	}
	for _, target := range targets {
		err := r.query(`SELECT at, id FROM turn WHERE target = ? AND (at, id) > (?, ?) AND at <= ? ORDER BY at, id LIMIT ?`,
			[]any{target, start.At, start.ID, until, query.Limit + 1}, func(row row) error {
				parts.Places = append(parts.Places, graph.TurnCursor{At: graph.Instant(row.ColumnInt64(0)), ID: graph.ID(row.ColumnText(1))})
				return nil
			})
		if err != nil {
			return err
		}
	}
	slices.SortFunc(parts.Places, graph.TurnCursor.Compare)
	parts.Places = slices.Compact(parts.Places)
	parts.Places = parts.Places[:min(len(parts.Places), query.Limit+1)]
	return nil
}

// turnVersions reads, for each record, what was known around its first place
// and since.
func (r reader) turnVersions(parts *graph.TurnParts) error {
	for id, instants := range byRecord(parts.Places) {
		err := r.query(`SELECT `+versionColumns+` FROM record r CROSS JOIN version v ON v.rid = r.rid
			WHERE r.id = ? AND v.known_to = 0 AND v.known_from <= ?
			UNION ALL SELECT `+versionColumns+` FROM record r CROSS JOIN version v ON v.rid = r.rid
			WHERE r.id = ? AND v.known_to >= ? AND v.known_from <= ?`,
			[]any{id, instants[len(instants)-1], id, instants[0], instants[len(instants)-1]}, func(row row) error {
				version, _, err := decode(id, row, 0)
				parts.Versions = append(parts.Versions, version)
				return err
			})
		if err != nil {
			return err
		}
	}
	return nil
}

func byRecord(places []graph.TurnCursor) map[graph.ID][]graph.Instant {
	instants := map[graph.ID][]graph.Instant{}
	for _, place := range places {
		instants[place.ID] = append(instants[place.ID], place.At)
	}
	return instants
}

func (r reader) turnClaims(parts *graph.TurnParts) error {
	about := r.store.codes.list("claim", "about", low)
	for id, instants := range byRecord(parts.Places) {
		list := jsonList(instants)
		err := r.query(`SELECT l.id, `+versionColumns+` FROM record t CROSS JOIN link l ON l.target = t.rid CROSS JOIN version v ON v.vid = l.vid
			WHERE t.id = ? AND l.list = ? AND l.past IN (0, 1)
			AND (v.known_from IN (SELECT value FROM json_each(?)) OR v.known_to IN (SELECT value FROM json_each(?)))`,
			[]any{id, about, list, list}, func(row row) error {
				claim, _, err := decode(graph.ID(row.ColumnText(0)), row, 1)
				parts.Claims = append(parts.Claims, claim)
				return err
			})
		if err != nil {
			return err
		}
	}
	return nil
}

// turnLog reads the entries of the commits for the articles of the claims, and
// the first of each commit.
func (r reader) turnLog(parts *graph.TurnParts) error {
	wanted := map[graph.LogEntry]bool{}
	for _, place := range parts.Places {
		wanted[graph.LogEntry{At: place.At}] = true
	}
	for _, claim := range parts.Claims {
		for _, at := range []graph.Instant{claim.Known.From, claim.Known.To} {
			if wanted[graph.LogEntry{At: at}] {
				wanted[graph.LogEntry{At: at, Article: claim.Refs("article")[0]}] = true
			}
		}
	}
	for entry := range wanted {
		var s statement
		s.add(`SELECT `+logColumns+` FROM log WHERE at = ?`, entry.At)
		if entry.Article == "" {
			s.add(` ORDER BY article, seq DESC LIMIT 1`)
		} else {
			s.add(` AND article = ? ORDER BY seq DESC`, entry.Article)
		}
		err := s.on(r.conn, func(row row) error {
			parts.Log = append(parts.Log, logEntry(row))
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
