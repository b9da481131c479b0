package neo4j

import (
	"cmp"
	"context"

	"capgraph/graph"
)

// Head is the instant of the last commit, zero for an empty store.
func (r reader) Head(ctx context.Context) (graph.Instant, error) {
	row, err := r.asked(ctx, begin().end())
	if err != nil {
		return 0, err
	}
	return graph.Instant(number(row, "head")), nil
}

// Writes returns the log of commits, latest first, see graph.Reader.
func (r reader) Writes(ctx context.Context, query graph.LogQuery) ([]graph.LogEntry, error) {
	if query.Limit <= 0 {
		return []graph.LogEntry{}, ctxError(ctx)
	}
	row, err := r.asked(ctx, writesStatement(query))
	if err != nil {
		return nil, err
	}
	return logEntries(column(row, "log"))
}

// logEntries reads a list of entries.
func logEntries(value any) ([]graph.LogEntry, error) {
	list, _ := value.([]any)
	entries := make([]graph.LogEntry, 0, len(list))
	for _, one := range list {
		entry, ok := one.([]any)
		if !ok || len(entry) != 7 {
			return nil, damaged()
		}
		at, _ := entry[0].(int64)
		actor, _ := entry[1].(string)
		action, _ := entry[2].(string)
		about, _ := entry[3].(string)
		changed, _ := entry[4].(int64)
		reason, _ := entry[5].(string)
		note, _ := entry[6].(string)
		entries = append(entries, graph.LogEntry{
			At: graph.Instant(at), Actor: actor, Action: graph.Action(action), Article: graph.ID(about), Changed: int(changed), Reason: graph.Reason(reason), Note: note,
		})
	}
	return entries, nil
}

// logColumns is an entry e of the log as logEntries reads it.
const logColumns = "[e.at, e.actor, e.action, e.article, e.changed, coalesce(e.reason, ''), coalesce(e.note, '')]"

func writesStatement(query graph.LogQuery) *statement {
	s := begin()
	s.add("CALL (head) {\n")
	s.add("MATCH (e:LogEntry) WHERE e.at > 0 AND e.at <= ", s.param(int64(cmp.Or(query.Until, graph.LastInstant))))
	if query.Article != "" {
		s.add(" AND e.article = ", s.param(string(query.Article)))
	}
	if query.Actor != "" {
		s.add(" AND e.actor = ", s.param(query.Actor))
	}
	s.add("\nWITH e ORDER BY e.at DESC, e.article, e.seq DESC LIMIT ", s.param(query.Limit), "\n")
	s.add("RETURN collect(", logColumns, ") AS log\n}\nWITH head, log\n")
	return s.end("log")
}
