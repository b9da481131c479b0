package seed

import (
	"cmp"
	"context"
	"hash/maphash"
	"maps"
	"slices"

	"capgraph/graph"
)

// Duplicate is two records that may be one, how likely, and why.
type Duplicate struct {
	One     *graph.Record // the one that more speaks for, by the number of its names and identifiers
	Other   *graph.Record
	Score   float64
	Reasons []Reason
}

// MaxDuplicates is how many pairs Duplicates looks at.
const MaxDuplicates = 1000

// Duplicates finds pairs of records of a kind that may be one, likeliest first:
// those that share an identifier, or a name but for its legal form. Pairs
// that an editor decided to keep apart are left out. It reads the kind twice,
// and keeps a few bytes for each name; when there are more than MaxDuplicates
// pairs, it looks at the first of these in order of id and says that there are more.
func Duplicates(ctx context.Context, reader graph.Reader, kind graph.Kind) (found []Duplicate, more bool, err error) {
	groups, more, err := sharedKeys(ctx, reader, kind)
	if err != nil {
		return nil, false, err
	}
	apart, err := keptApart(ctx, reader)
	if err != nil {
		return nil, false, err
	}
	var ids []graph.ID
	for _, group := range groups {
		for _, record := range group {
			ids = append(ids, record.ID)
		}
	}
	slices.Sort(ids)
	circles, err := circlesOf(ctx, reader, slices.Compact(ids), len(ids) > 0)
	if err != nil {
		return nil, false, err
	}
	seen := map[[2]graph.ID]bool{}
	for _, group := range groups {
		for i, one := range group {
			for _, other := range group[i+1:] {
				pair := [2]graph.ID{min(one.ID, other.ID), max(one.ID, other.ID)}
				if one.ID == other.ID || seen[pair] || apart[pair] {
					continue
				}
				seen[pair] = true
				if d := weighPair(one, other, circles); d.Score > 0 {
					found = append(found, d)
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b Duplicate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.One.ID, b.One.ID), cmp.Compare(a.Other.ID, b.Other.ID))
	})
	return found, more, nil
}

// sharedKeys groups the records of a kind that share a key, in order of id.
func sharedKeys(ctx context.Context, reader graph.Reader, kind graph.Kind) (groups [][]*graph.Record, more bool, err error) {
	seed, slice := maphash.MakeSeed(), graph.Slice{Day: graph.LastDay}
	once, twice := map[uint64]bool{}, map[uint64]bool{}
	err = reader.Project(ctx, kind, slice, func(r *graph.Record) error {
		for _, key := range keysOf(r) {
			sum := maphash.String(seed, key)
			if once[sum] {
				twice[sum] = true
			}
			once[sum] = true
		}
		return nil
	})
	if err != nil || len(twice) == 0 {
		return nil, false, err
	}
	sharing, keys, pairs := map[string][]*graph.Record{}, []string{}, 0
	err = reader.Project(ctx, kind, slice, func(r *graph.Record) error {
		for _, key := range keysOf(r) {
			if !twice[maphash.String(seed, key)] {
				continue
			}
			if pairs += len(sharing[key]); pairs > MaxDuplicates {
				more = true
				return nil
			}
			if sharing[key] == nil {
				keys = append(keys, key)
			}
			sharing[key] = append(sharing[key], r)
		}
		return nil
	})
	for _, key := range keys {
		if len(sharing[key]) > 1 {
			groups = append(groups, sharing[key])
		}
	}
	return groups, more, err
}

// keysOf are what two records must share one of to be looked at: identifiers,
// and names without their legal forms.
func keysOf(r *graph.Record) []string {
	var keys []string
	for _, held := range r.Held["identifier"] {
		keys = append(keys, "identifier "+held.Value.Text())
	}
	for _, name := range graph.All[graph.Name](r, fieldName) {
		bare, _ := graph.WithoutLegalForm(name.Name)
		keys = append(keys, "name "+bare)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// keptApart are the pairs that live decisions keep apart.
func keptApart(ctx context.Context, reader graph.Reader) (map[[2]graph.ID]bool, error) {
	key, _ := graph.KeepsApart.Span()
	claims, err := graph.AllPages(ctx, reader, graph.Query{
		Kind: kindClaim, Slice: graph.Slice{Day: graph.LastDay}, Limit: claimsFirst,
		Where: graph.Where{Field: "decision", Lo: graph.KeyRange{Min: key, Max: key}},
	})
	apart := map[[2]graph.ID]bool{}
	for _, c := range claims[""] {
		ids := c.Refs("decided")
		for i, one := range ids {
			for _, other := range ids[i+1:] {
				apart[[2]graph.ID{min(one, other), max(one, other)}] = true
			}
		}
	}
	return apart, err
}

// weighPair compares two records as if one were mentioned.
func weighPair(one, other *graph.Record, circles map[graph.ID]map[graph.ID]bool) Duplicate {
	if evidenceFor(other) > evidenceFor(one) {
		one, other = other, one
	}
	mention := mentionOf(other)
	for _, id := range slices.Sorted(maps.Keys(circles[other.ID])) {
		if id != one.ID {
			mention.Related = append(mention.Related, id)
		}
	}
	c := mention.weigh(one, circles[one.ID])
	if circles[one.ID][other.ID] {
		c.lower(0.4, Related, string(other.ID))
	}
	return Duplicate{One: one, Other: other, Score: c.Score, Reasons: c.Reasons}
}

// evidenceFor is how much is known of a record.
func evidenceFor(r *graph.Record) int { return len(r.Held[fieldName]) + len(r.Held["identifier"]) }

// mentionOf is a record as if an article mentioned it.
func mentionOf(r *graph.Record) Mention {
	mention := Mention{Kind: r.Kind, Identifiers: graph.All[graph.Identifier](r, "identifier")}
	for _, name := range graph.All[graph.Name](r, fieldName) {
		mention.Names = append(mention.Names, name.Name)
	}
	if country, ok := graph.One[graph.Token](r, "country"); ok {
		mention.Country = string(country)
	}
	return mention
}
