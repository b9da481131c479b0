package graph

import "slices"

// Record is one version of an entity, a relation, an article or a claim: what
// the claims known during Known say of it during Valid.
type Record struct {
	ID    ID
	Kind  Kind
	Valid Validity
	Known KnownSpan
	Held  map[string][]Held // by field; never empty slices

	// Contested names the fields about which live claims disagree, sorted.
	Contested []string

	// Claimed holds, in records of kind claim only, the fields that the claim
	// states about the record it is about.
	Claimed map[string][]Held

	// EndReason says why a claim that is no longer live ended.
	EndReason Reason

	// Far holds the records that the fields of this one point to, when the
	// read fetched them in the same trip. It is not part of the version.
	Far map[ID]*Record
}

// Held is a value that a field holds, and whether its best claim inferred it
// rather than found it in the text.
type Held struct {
	Value    Value
	Inferred bool
}

// Validity says on which days a version holds. It surely holds from SureFrom
// until the day before SureTo, possibly from From until the day before To, and
// not outside. From <= SureFrom and SureTo <= To; MinDay and MaxDay are open
// ends.
type Validity struct {
	From     Day
	SureFrom Day
	SureTo   Day
	To       Day
}

// On says whether the version holds on a day.
func (v Validity) On(day Day) Certainty {
	switch {
	case day < v.From || day >= v.To:
		return No
	case day >= v.SureFrom && day < v.SureTo:
		return Surely
	}
	return Possibly
}

// Always is the validity of what has neither beginning nor end.
var Always = Validity{From: MinDay, SureFrom: MinDay, SureTo: MaxDay, To: MaxDay}

// KnownSpan says when a version was what the store knew: from From until just
// before To. To zero means still.
type KnownSpan struct {
	From Instant
	To   Instant
}

// At says whether the version was known at an instant; zero is now.
func (k KnownSpan) At(at Instant) bool {
	if at == 0 {
		return k.To == 0
	}
	return k.From <= at && (k.To == 0 || at < k.To)
}

// One returns the first value of type T that the field holds.
func One[T Value](r *Record, field string) (T, bool) {
	for _, held := range r.Held[field] {
		if value, ok := held.Value.(T); ok {
			return value, true
		}
	}
	var none T
	return none, false
}

// All returns the values of type T that the field holds, never nil.
func All[T Value](r *Record, field string) []T {
	values := make([]T, 0, len(r.Held[field]))
	for _, held := range r.Held[field] {
		if value, ok := held.Value.(T); ok {
			values = append(values, value)
		}
	}
	return values
}

// Refs returns the ids that the field points to, without missing parties.
func (r *Record) Refs(field string) []ID {
	var ids []ID
	for _, ref := range All[Ref](r, field) {
		if ref.ID != "" {
			ids = append(ids, ID(ref.ID))
		}
	}
	return ids
}

// Links returns the ids that r points to, by field name, for every field of
// type ref that its kind declares. Stores keep them for traversal.
func (r *Record) Links() map[string][]ID {
	links := map[string][]ID{}
	for _, field := range KindOf(r.Kind).Fields {
		if ids := r.Refs(field.Name); field.Type == RefType && len(ids) > 0 {
			links[field.Name] = ids
		}
	}
	return links
}

// Pick chooses, among the versions of one record that were known together,
// the one that holds on the day; when none does, the last one before it, else
// the first after it. It returns nil for no versions.
func Pick(versions []*Record, day Day) *Record {
	if len(versions) == 0 {
		return nil
	}
	sorted := slices.Clone(versions)
	slices.SortFunc(sorted, func(a, b *Record) int { return int(a.Valid.From) - int(b.Valid.From) })
	best := sorted[0]
	for _, version := range sorted {
		if version.Valid.From <= day {
			best = version
		}
	}
	return best
}
