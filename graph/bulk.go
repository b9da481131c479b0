package graph

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// bulk is the transaction that the plans of one write share. It remembers what
// it has read and keeps what is saved to itself until the end, so that a
// thousand articles take about as many round trips as one. What it cannot
// answer from memory, it asks the transaction below, after giving it all that
// was saved so far.
type bulk struct {
	tx Tx

	ask    func(ctx context.Context, add func(*wants)) error // makes sure that what is wanted is in memory
	settle func(ctx context.Context) error                   // makes sure that the transaction below has all that was saved

	// What the transaction below holds, as far as it was asked.
	versions map[ID][]*Record
	matches  map[match][]ID
	claims   map[match][]*Record
	pages    map[pageOf]Page

	// What was saved since it was given anything.
	changed map[ID][]*Record // all open versions of each record that changed
	made    map[match]map[ID]bool
	ended   bool // whether any claim ended
	reasons map[*Record]Reason
	log     []LogEntry
	past    []*Record
}

// match is a key that records of a kind have in a field.
type match struct {
	kind  Kind
	field string
	key   string
}

// pageOf is a list of the records that point to one.
type pageOf struct {
	match
	day   Day
	limit int
}

func newBulk(tx Tx) *bulk {
	b := &bulk{tx: tx}
	b.ask, b.settle = b.fetch, b.flush
	b.forget()
	return b
}

func (b *bulk) forget() {
	b.versions, b.matches, b.claims, b.pages = map[ID][]*Record{}, map[match][]ID{}, map[match][]*Record{}, map[pageOf]Page{}
	b.changed, b.made, b.reasons, b.log, b.past, b.ended = map[ID][]*Record{}, map[match]map[ID]bool{}, map[*Record]Reason{}, nil, nil, false
}

// open are the open versions of a record, which must be in memory.
func (b *bulk) open(id ID) []*Record {
	if versions, changed := b.changed[id]; changed {
		return versions
	}
	return b.versions[id]
}

// Save takes note of a delta. See Tx.
func (b *bulk) Save(ctx context.Context, delta Delta) error {
	if err := b.ask(ctx, func(w *wants) {
		for _, closing := range delta.Close {
			w.version(closing.ID)
		}
		for _, version := range delta.Open {
			if version.Kind != claim.Kind { // Those of its article are in memory.
				w.version(version.ID)
			}
		}
	}); err != nil {
		return err
	}
	for _, closing := range delta.Close {
		versions := b.open(closing.ID)
		i := slices.IndexFunc(versions, func(v *Record) bool { return v.Valid.From == closing.From })
		if i < 0 {
			return Errorf(Internal, "no version of %s from %s on is open", closing.ID, closing.From)
		}
		b.reasons[versions[i]] = closing.Reason
		b.change(closing.ID, slices.Delete(slices.Clone(versions), i, i+1))
	}
	for _, version := range delta.Open {
		versions := b.open(version.ID)
		i, open := slices.BinarySearchFunc(versions, version.Valid.From, func(v *Record, from Day) int { return cmp.Compare(v.Valid.From, from) })
		if open {
			return Errorf(Internal, "a version of %s from %s on is open already", version.ID, version.Valid.From)
		}
		b.change(version.ID, slices.Insert(slices.Clone(versions), i, version))
	}
	b.log, b.past = append(b.log, delta.Log...), append(b.past, delta.Past...)
	return nil
}

// change exchanges the open versions of a record.
func (b *bulk) change(id ID, versions []*Record) {
	b.ended = b.ended || id.Kind() == claim.Kind && len(b.open(id)) > 0
	for _, version := range b.changed[id] {
		for _, key := range keysOf(version) {
			delete(b.made[key], id)
		}
	}
	b.changed[id] = versions
	for _, version := range versions {
		for _, key := range keysOf(version) {
			if b.made[key] == nil {
				b.made[key] = map[ID]bool{}
			}
			b.made[key][id] = true
		}
	}
}

// keysOf are the keys of a version by which a bulk finds it.
func keysOf(version *Record) []match {
	var keys []match
	for i := range KindOf(version.Kind).Fields {
		field := &KindOf(version.Kind).Fields[i]
		if !isFound(field) {
			continue
		}
		for _, held := range version.Held[field.Name] {
			if entry := entryOf(field.Name, held.Value); entry.State == Known {
				keys = append(keys, match{version.Kind, field.Name, entry.Lo})
			}
		}
	}
	return keys
}

// isFound says whether a bulk finds records by the field.
func isFound(field *Field) bool {
	switch field.Type {
	case NameType, IdentifierType, URLType, RefType:
		return true
	}
	return false
}

// flush gives all that was saved to the transaction below.
func (b *bulk) flush(ctx context.Context) error {
	if len(b.log) == 0 {
		return nil
	}
	delta := Delta{Log: b.log, Past: b.past}
	for _, id := range slices.Sorted(maps.Keys(b.changed)) {
		before, after := b.versions[id], b.changed[id]
		var exchanged []*Record
		for _, version := range before {
			if !slices.Contains(after, version) {
				delta.Close = append(delta.Close, Closing{ID: id, From: version.Valid.From, Reason: b.reasons[version]})
				exchanged = append(exchanged, version)
			}
		}
		for _, version := range after {
			if !slices.Contains(before, version) {
				delta.Open = append(delta.Open, version)
				exchanged = append(exchanged, version)
			}
		}
		if KindOf(id.Kind()).IsResolved() {
			delta.Turned = append(delta.Turned, turned(exchanged)...)
		}
	}
	b.forget()
	return b.tx.Save(ctx, delta)
}
