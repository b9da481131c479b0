package sqlite

import (
	"context"

	"capgraph/graph"
)

// Save closes and opens versions and adds to the log.
func (tx *transaction) Save(_ context.Context, delta graph.Delta) error {
	for _, closing := range delta.Close {
		if err := tx.close(closing); err != nil {
			return err
		}
	}
	for version := range prepareAll(delta.Open) {
		if err := tx.add(version, graph.KnownSpan{From: tx.now}); err != nil {
			return err
		}
	}
	for version := range prepareAll(delta.Past) {
		if err := tx.add(version, version.version.Known); err != nil {
			return err
		}
	}
	for _, turned := range delta.Turned {
		if err := tx.index.addTurned(turned, tx.now); err != nil {
			return err
		}
	}
	for _, entry := range delta.Log {
		err := tx.exec(`INSERT INTO log (at, actor, action, article, changed, reason, note) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			entry.At, entry.Actor, string(entry.Action), entry.Article, entry.Changed, string(entry.Reason), entry.Note)
		if err != nil {
			return err
		}
	}
	return tx.exec(`UPDATE meta SET head = ?`, tx.now)
}

// add saves a version that is known from now on, or was known once.
func (tx *transaction) add(p prepared, known graph.KnownSpan) error {
	version := p.version
	if graph.KindOf(version.Kind) == nil || version.ID.Kind() != version.Kind {
		return graph.Errorf(graph.Internal, "%s cannot be saved as a %s", version.ID, version.Kind)
	}
	rid, err := tx.index.rid(version.ID)
	if err != nil {
		return err
	}
	reason := version.EndReason
	if known.To == 0 { // What is restored brings that of its withdrawal.
		reason = ""
	}
	vid, err := tx.insert(`INSERT INTO version (rid, kind, valid_from, sure_from, sure_to, valid_to, known_from, known_to, reason, body)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		rid, tx.store.codes.kind(version.Kind), version.Valid.From, version.Valid.SureFrom, version.Valid.SureTo, version.Valid.To,
		known.From, known.To, string(reason), p.body)
	if err != nil {
		return err
	}
	if vid == 0 {
		return graph.Errorf(graph.Internal, "a version of %s from %s on is open already", version.ID, version.Valid.From)
	}
	return tx.index.add(vid, p, known)
}

func (tx *transaction) close(closing graph.Closing) error {
	v := indexed{id: closing.ID}
	var from graph.Instant
	err := tx.query(`SELECT v.vid, v.valid_from, v.valid_to, v.known_from FROM record r CROSS JOIN version v ON v.rid = r.rid
		WHERE r.id = ? AND v.known_to = 0 AND v.valid_from = ?`, []any{closing.ID, closing.From}, func(row row) error {
		v.vid, from = row.ColumnInt64(0), graph.Instant(row.ColumnInt64(3))
		v.valid = graph.Validity{From: graph.Day(row.ColumnInt64(1)), To: graph.Day(row.ColumnInt64(2))}
		return nil
	})
	if err != nil {
		return err
	}
	if v.vid == 0 {
		return graph.Errorf(graph.Internal, "no version of %s from %s on is open", closing.ID, closing.From)
	}
	if v.keys, err = tx.index.stored(v.vid); err != nil {
		return err
	}
	if from == tx.now { // Opened by an earlier change of this very commit: nobody ever knew it.
		return tx.index.erase(v)
	}
	err = tx.exec(`UPDATE version SET known_to = ?, reason = ? WHERE vid = ?`, tx.now, string(closing.Reason), v.vid)
	if err != nil {
		return err
	}
	return tx.index.retire(v, tx.now)
}

// stored reads back the keys of a version as they were indexed.
func (in *indexer) stored(vid int64) ([]key, error) {
	var keys []key
	err := in.query(`SELECT field, n, state, lo, ifnull(hi, lo) FROM entry WHERE vid = ?`, []any{vid}, func(row row) error {
		k := key{n: row.ColumnInt(1)}
		k.Field, k.Lo, k.Hi = in.codes.fieldName(row.ColumnInt64(0)), row.ColumnText(3), row.ColumnText(4)
		if code := row.ColumnInt(2); code < len(states) {
			k.State = states[code]
		}
		keys = append(keys, k)
		return nil
	})
	return keys, err
}

// retire moves a version from what is known now to what was known once.
func (in *indexer) retire(v indexed, until graph.Instant) error {
	if err := in.retireOutline(v, until); err != nil {
		return err
	}
	return in.leave(v,
		`UPDATE place SET past = 1 WHERE list = ? AND past = 0 AND missing = ? AND key = ? AND id = ? AND vid = ?`,
		`UPDATE link SET past = 1 WHERE target = ? AND list = ? AND past = 0 AND id = ? AND vid = ?`)
}

// erase removes a version.
func (in *indexer) erase(v indexed) error {
	if err := in.eraseOutline(v); err != nil {
		return err
	}
	err := in.leave(v,
		`DELETE FROM place WHERE list = ? AND past = 0 AND missing = ? AND key = ? AND id = ? AND vid = ?`,
		`DELETE FROM link WHERE target = ? AND list = ? AND past = 0 AND id = ? AND vid = ?`)
	if err != nil {
		return err
	}
	if err := in.exec(`DELETE FROM entry WHERE vid = ?`, v.vid); err != nil {
		return err
	}
	return in.exec(`DELETE FROM version WHERE vid = ?`, v.vid)
}

func (in *indexer) leave(v indexed, place, link string) error {
	for _, p := range in.places(v) {
		if err := in.exec(place, p.list, p.missing, p.key, v.id, v.vid); err != nil {
			return err
		}
	}
	for _, to := range in.links(v) {
		target, err := in.rid(to.target)
		if err != nil {
			return err
		}
		if err := in.exec(link, target, to.list, v.id, v.vid); err != nil {
			return err
		}
	}
	return in.exec(`DELETE FROM word WHERE vid = ?`, v.vid)
}
