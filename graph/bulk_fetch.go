package graph

import (
	"context"
	"slices"
)

// wants is what is to be in memory: by sort of read, so that one read serves all
// that is wanted of the sort.
type wants struct {
	versions []ID
	matches  map[lookup][]string
	claims   map[string][]ID // by field
	pages    map[pageOf][]ID // without key
}

// lookup is a field of a kind.
type lookup struct {
	kind  Kind
	field string
}

func newWants() *wants {
	return &wants{matches: map[lookup][]string{}, claims: map[string][]ID{}, pages: map[pageOf][]ID{}}
}

func (w *wants) version(ids ...ID) { w.versions = append(w.versions, ids...) }

func (w *wants) claim(field string, ids ...ID) { w.claims[field] = append(w.claims[field], ids...) }

func (w *wants) match(kind Kind, field string, keys ...string) {
	at := lookup{kind, field}
	w.matches[at] = append(w.matches[at], keys...)
}

func (w *wants) page(q Query) {
	at := pageOf{match{q.Kind, q.Fields[0], ""}, q.Slice.Day, q.Limit}
	w.pages[at] = append(w.pages[at], q.Of...)
}

// fetch reads what is wanted and not in memory yet.
func (b *bulk) fetch(ctx context.Context, add func(*wants)) error {
	w := newWants()
	add(w)
	return b.load(ctx, w)
}

func (b *bulk) load(ctx context.Context, w *wants) error {
	if err := b.loadVersions(ctx, w.versions); err != nil {
		return err
	}
	for at, keys := range w.matches {
		if err := b.loadMatches(ctx, at, keys); err != nil {
			return err
		}
	}
	for field, ids := range w.claims {
		if err := b.loadClaims(ctx, field, ids); err != nil {
			return err
		}
	}
	for at, ids := range w.pages {
		if err := b.loadPages(ctx, at, ids); err != nil {
			return err
		}
	}
	return nil
}

// absent sorts keys and drops those that memory has.
func absent[K ~string, V any](keys []K, memory map[K]V) []K {
	return absentAt(keys, memory, func(key K) K { return key })
}

func absentAt[K ~string, M comparable, V any](keys []K, memory map[M]V, at func(K) M) []K {
	missing := slices.DeleteFunc(slices.Clone(keys), func(key K) bool { _, found := memory[at(key)]; return found })
	slices.Sort(missing)
	return slices.Compact(missing)
}

func (b *bulk) loadVersions(ctx context.Context, ids []ID) error {
	missing := slices.DeleteFunc(absent(ids, b.versions), func(id ID) bool { _, changed := b.changed[id]; return changed })
	if len(missing) == 0 {
		return nil
	}
	found, err := b.tx.Versions(ctx, missing)
	for _, id := range missing {
		b.versions[id] = found[id]
	}
	return err
}

func (b *bulk) loadMatches(ctx context.Context, at lookup, keys []string) error {
	missing := absentAt(keys, b.matches, func(key string) match { return match{at.kind, at.field, key} })
	if len(missing) == 0 {
		return nil
	}
	found, err := b.tx.Match(ctx, at.kind, at.field, missing)
	for _, key := range missing {
		b.matches[match{at.kind, at.field, key}] = found[key]
	}
	return err
}

func (b *bulk) loadClaims(ctx context.Context, field string, ids []ID) error {
	missing := absentAt(ids, b.claims, func(id ID) match { return match{claim.Kind, field, string(id)} })
	if len(missing) == 0 {
		return nil
	}
	found, err := b.tx.Live(ctx, field, missing)
	for id, claims := range found {
		for i, c := range claims {
			if known := b.versions[c.ID]; len(known) > 0 {
				claims[i] = known[0] // One record is one version, whoever asked for it.
			} else {
				b.versions[c.ID] = []*Record{c}
			}
		}
		b.claims[match{claim.Kind, field, string(id)}] = claims
	}
	return err
}

func (b *bulk) loadPages(ctx context.Context, at pageOf, ids []ID) error {
	page := func(id ID) pageOf { return pageOf{match{at.kind, at.field, string(id)}, at.day, at.limit} }
	missing := absentAt(ids, b.pages, page)
	if len(missing) == 0 {
		return nil
	}
	found, err := b.tx.List(ctx, Query{Kind: at.kind, Slice: Slice{Day: at.day}, Of: missing, Fields: []string{at.field}, Limit: at.limit})
	for _, id := range missing {
		b.pages[page(id)] = found[id]
	}
	return err
}
