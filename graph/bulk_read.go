package graph

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// Now is the instant of the commit. See Tx.
func (b *bulk) Now() Instant { return b.tx.Now() }

// Versions answers from memory. See Tx.
func (b *bulk) Versions(ctx context.Context, ids []ID) (map[ID][]*Record, error) {
	if err := b.ask(ctx, func(w *wants) { w.version(ids...) }); err != nil {
		return nil, err
	}
	found := make(map[ID][]*Record, len(ids))
	for _, id := range ids {
		if versions := b.open(id); len(versions) > 0 {
			found[id] = slices.Clone(versions)
		}
	}
	return found, nil
}

// Live answers from memory. See Tx.
func (b *bulk) Live(ctx context.Context, field string, ids []ID) (map[ID][]*Record, error) {
	if err := b.ask(ctx, func(w *wants) { w.claim(field, ids...) }); err != nil {
		return nil, err
	}
	live := make(map[ID][]*Record, len(ids))
	for _, id := range ids {
		key := match{claim.Kind, field, string(id)}
		if live[id] = b.claims[key]; b.ended {
			live[id] = b.unchanged(live[id])
		}
		live[id] = slices.Clone(live[id])
		for made := range b.made[key] {
			live[id] = append(live[id], b.changed[made]...)
		}
	}
	return live, nil
}

// unchanged are those records that nothing was saved of since they were read.
func (b *bulk) unchanged(records []*Record) []*Record {
	var same []*Record
	for _, record := range records {
		if _, changed := b.changed[record.ID]; !changed {
			same = append(same, record)
		}
	}
	return same
}

// Match answers from memory where Save keeps the keys of the field. See Reader.
func (b *bulk) Match(ctx context.Context, kind Kind, field string, keys []string) (map[string][]ID, error) {
	spec := KindOf(kind)
	if spec == nil || spec.Field(field) == nil || !isFound(spec.Field(field)) {
		return below(ctx, b, func() (map[string][]ID, error) { return b.tx.Match(ctx, kind, field, keys) })
	}
	if err := b.ask(ctx, func(w *wants) { w.match(kind, field, keys...) }); err != nil {
		return nil, err
	}
	found := map[string][]ID{}
	for _, key := range keys {
		at := match{kind, field, key}
		ids := slices.Collect(maps.Keys(b.made[at]))
		for _, id := range b.matches[at] {
			if _, changed := b.changed[id]; !changed {
				ids = append(ids, id)
			}
		}
		if len(ids) > 0 {
			found[key] = sortedSet(ids)
		}
	}
	return found, nil
}

// Records answers from memory what is known now. See Reader.
func (b *bulk) Records(ctx context.Context, ids []ID, slice Slice) (map[ID]*Record, error) {
	if slice.Known != 0 {
		return below(ctx, b, func() (map[ID]*Record, error) { return b.tx.Records(ctx, ids, slice) })
	}
	if err := b.ask(ctx, func(w *wants) { w.version(ids...) }); err != nil {
		return nil, err
	}
	found := make(map[ID]*Record, len(ids))
	for _, id := range ids {
		if picked := Pick(b.open(id), slice.Day); picked != nil {
			own := *picked
			found[id] = &own
		}
	}
	return found, b.fillFar(ctx, slices.Collect(maps.Values(found)), slice.Day)
}

// fillFar gives each record, which is the caller's own, those that it points to.
func (b *bulk) fillFar(ctx context.Context, records []*Record, day Day) error {
	links := make([][]ID, len(records))
	for i, record := range records {
		for _, ids := range record.Links() {
			links[i] = append(links[i], ids...)
		}
	}
	if err := b.ask(ctx, func(w *wants) { w.version(slices.Concat(links...)...) }); err != nil {
		return err
	}
	for i, record := range records {
		record.Far = make(map[ID]*Record, len(links[i]))
		for _, id := range links[i] {
			if far := Pick(b.open(id), day); far != nil {
				record.Far[id] = far
			}
		}
	}
	return nil
}

// List answers from memory for the first page of those that point to records
// by one field, when it is the whole list. See Reader.
func (b *bulk) List(ctx context.Context, query Query) (map[ID]Page, error) {
	if pages, err := b.pointing(ctx, query); pages != nil || err != nil {
		return pages, err
	}
	return below(ctx, b, func() (map[ID]Page, error) { return b.tx.List(ctx, query) })
}

// pointing is nil for what must be asked below.
func (b *bulk) pointing(ctx context.Context, query Query) (map[ID]Page, error) {
	plain := Query{Kind: query.Kind, Slice: Slice{Day: query.Slice.Day}, Of: query.Of, Fields: query.Fields, Limit: query.Limit}
	spec := KindOf(query.Kind)
	if spec == nil || query.Of == nil || len(query.Fields) != 1 || query.Where != nil || query.After != nil || query.Before != nil ||
		query.Last || query.Count || query.Order != plain.Order || query.Slice != plain.Slice {
		return nil, nil
	}
	if field := spec.Field(query.Fields[0]); field == nil || field.Type != RefType {
		return nil, nil
	}
	if err := b.ask(ctx, func(w *wants) { w.page(plain) }); err != nil {
		return nil, err
	}
	pages := make(map[ID]Page, len(query.Of))
	for _, id := range query.Of {
		at := pageOf{match{query.Kind, query.Fields[0], string(id)}, query.Slice.Day, query.Limit}
		var records []*Record
		for _, record := range b.unchanged(b.pages[at].Records) {
			own := *record
			records = append(records, &own)
		}
		for made := range b.made[at.match] {
			records = append(records, b.inForce(made, at)...)
		}
		if b.pages[at].More || len(records) > query.Limit {
			return nil, nil
		}
		slices.SortFunc(records, func(a, b *Record) int { return cmp.Compare(a.ID, b.ID) })
		pages[id] = Page{Records: records}
		if err := b.fillFar(ctx, records, query.Slice.Day); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// inForce is a copy of the version of a changed record that is in force on the
// day and points there, if there is one.
func (b *bulk) inForce(id ID, at pageOf) []*Record {
	for _, version := range b.changed[id] {
		if version.Valid.On(at.day) != No && slices.Contains(version.Refs(at.field), ID(at.key)) {
			own := *version
			return []*Record{&own}
		}
	}
	return nil
}

// below asks the transaction below, when it has all that was saved.
func below[T any](ctx context.Context, b *bulk, read func() (T, error)) (T, error) {
	if err := b.settle(ctx); err != nil {
		var none T
		return none, err
	}
	return read()
}

// Head asks below. See Reader.
func (b *bulk) Head(ctx context.Context) (Instant, error) {
	return below(ctx, b, func() (Instant, error) { return b.tx.Head(ctx) })
}

// Search asks below. See Reader.
func (b *bulk) Search(ctx context.Context, words []string, kinds []Kind) ([]*Record, error) {
	return below(ctx, b, func() ([]*Record, error) { return b.tx.Search(ctx, words, kinds) })
}

// Project asks below. See Reader.
func (b *bulk) Project(ctx context.Context, kind Kind, slice Slice, yield func(*Record) error) error {
	_, err := below(ctx, b, func() (any, error) { return nil, b.tx.Project(ctx, kind, slice, yield) })
	return err
}

// Expand asks below. See Reader.
func (b *bulk) Expand(ctx context.Context, expansion Expansion) (map[ID]Fan, error) {
	return below(ctx, b, func() (map[ID]Fan, error) { return b.tx.Expand(ctx, expansion) })
}

// Outlines asks below. See Reader.
func (b *bulk) Outlines(ctx context.Context, kind Kind, slice Slice, until Day, yield func(Outline) error) (Instant, error) {
	return below(ctx, b, func() (Instant, error) { return b.tx.Outlines(ctx, kind, slice, until, yield) })
}

// Writes asks below. See Reader.
func (b *bulk) Writes(ctx context.Context, query LogQuery) ([]LogEntry, error) {
	return below(ctx, b, func() ([]LogEntry, error) { return b.tx.Writes(ctx, query) })
}

// Turns asks below. See Reader.
func (b *bulk) Turns(ctx context.Context, query TurnQuery) (TurnPage, error) {
	return below(ctx, b, func() (TurnPage, error) { return b.tx.Turns(ctx, query) })
}
