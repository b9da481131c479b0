package sqlite

import "capgraph/graph"

// addOutline writes what walks and projections read of a version of a relation.
func (in *indexer) addOutline(v indexed, line string) error {
	if line == "" {
		return nil
	}
	err := in.exec(`INSERT INTO outline VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		v.past, v.id, v.valid.From, v.vid, v.valid.SureFrom, v.valid.SureTo, v.valid.To, v.known.From, v.known.To, line)
	if err != nil {
		return err
	}
	return in.each(v, func(target int64) error {
		return in.exec(`INSERT INTO around VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			target, v.past, in.codes.kind(v.id.Kind()), v.id, v.valid.From, v.vid,
			v.valid.SureFrom, v.valid.SureTo, v.valid.To, v.known.From, v.known.To, line)
	})
}

// each calls do for every entity that a version points to, once.
func (in *indexer) each(v indexed, do func(target int64) error) error {
	seen := map[graph.ID]bool{}
	for _, to := range in.links(v) {
		if spec := graph.KindOf(to.target.Kind()); seen[to.target] || spec == nil || spec.Nature != graph.Entity {
			continue
		}
		seen[to.target] = true
		target, err := in.rid(to.target)
		if err != nil {
			return err
		}
		if err := do(target); err != nil {
			return err
		}
	}
	return nil
}

// retireOutline moves the outline of a version to what was known until an instant.
func (in *indexer) retireOutline(v indexed, until graph.Instant) error {
	return in.leaveOutline(v,
		`UPDATE outline SET past = 1, known_to = ? WHERE past = 0 AND id = ? AND valid_from = ? AND vid = ?`,
		`UPDATE around SET past = 1, known_to = ? WHERE target = ? AND past = 0 AND kind = ? AND id = ? AND valid_from = ? AND vid = ?`,
		until)
}

// eraseOutline removes the outline of a version.
func (in *indexer) eraseOutline(v indexed) error {
	return in.leaveOutline(v,
		`DELETE FROM outline WHERE past = 0 AND id = ? AND valid_from = ? AND vid = ?`,
		`DELETE FROM around WHERE target = ? AND past = 0 AND kind = ? AND id = ? AND valid_from = ? AND vid = ?`)
}

func (in *indexer) leaveOutline(v indexed, outline, around string, set ...any) error {
	spec := graph.KindOf(v.id.Kind())
	if !spec.IsRelation() {
		return nil
	}
	if err := in.exec(outline, append(set, v.id, v.valid.From, v.vid)...); err != nil {
		return err
	}
	return in.each(v, func(target int64) error {
		return in.exec(around, append(set, target, in.codes.kind(spec.Kind), v.id, v.valid.From, v.vid)...)
	})
}
