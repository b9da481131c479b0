package sqlite

import (
	"cmp"
	"context"

	"capgraph/graph"
)

// Project calls yield for each version of the kind in force, see graph.Reader.
func (r reader) Project(_ context.Context, kind graph.Kind, slice graph.Slice, yield func(*graph.Record) error) error {
	scope, err := r.scope(slice)
	if err != nil {
		return err
	}
	var s statement
	s.add(`SELECT r.id, `+versionColumns+` FROM record r CROSS JOIN version v ON v.rid = r.rid WHERE r.id > ? AND r.id < ?`,
		string(kind)+":", string(kind)+";")
	s.known("v", scope).valid("v", scope).add(` ORDER BY r.id`)
	return r.once(s.text.String(), s.args, func(row row) error {
		if ended := r.ctx.Err(); ended != nil {
			return interrupted(ended)
		}
		version, _, err := decode(graph.ID(row.ColumnText(0)), row, 1)
		if err != nil {
			return err
		}
		return yield(version)
	})
}

// Writes returns the log of commits, latest first, see graph.Reader.
func (r reader) Writes(_ context.Context, query graph.LogQuery) (log []graph.LogEntry, err error) {
	var s statement
	s.add(`SELECT `+logColumns+` FROM log WHERE at <= ?`, cmp.Or(query.Until, graph.LastInstant))
	if query.Article != "" {
		s.add(` AND article = ?`, query.Article)
	}
	if query.Actor != "" {
		s.add(` AND actor = ?`, query.Actor)
	}
	s.add(` ORDER BY at DESC, article, seq DESC LIMIT ?`, max(query.Limit, 0))
	err = s.on(r.conn, func(row row) error {
		log = append(log, logEntry(row))
		return nil
	})
	return log, err
}

// logColumns are the columns that logEntry reads.
const logColumns = `at, actor, action, article, changed, reason, note`

func logEntry(row row) graph.LogEntry {
	return graph.LogEntry{
		At:      graph.Instant(row.ColumnInt64(0)),
		Actor:   row.ColumnText(1),
		Action:  graph.Action(row.ColumnText(2)),
		Article: graph.ID(row.ColumnText(3)),
		Changed: row.ColumnInt(4),
		Reason:  graph.Reason(row.ColumnText(5)),
		Note:    row.ColumnText(6),
	}
}
