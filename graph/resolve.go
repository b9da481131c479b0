package graph

import (
	"bytes"
	"maps"
	"slices"
)

// Resolve makes of the live claims about one record its versions over valid
// time, earliest first. It is a pure function of the set of claims: their
// order and repetition make no difference. Claims that deny supply no value;
// a record that nothing but denials speak of has no versions.
//
// Versions do not overlap. A version begins on the first day on which it may
// hold and ends where the next begins; SureFrom and SureTo say between which
// days it surely does.
func Resolve(id ID, claims []*Record) []*Record {
	lines, life, ok := timelines(id, claims)
	if !ok {
		return nil
	}
	var versions []*Record
	for _, valid := range segments(life, lines) {
		version := lines.at(id, valid)
		if n := len(versions); n > 0 && SameContent(versions[n-1], version) {
			versions[n-1].Valid.SureTo, versions[n-1].Valid.To = valid.SureTo, valid.To
			continue
		}
		versions = append(versions, version)
	}
	return versions
}

// Answer is a value with the claims that support it, best first.
type Answer struct {
	Held
	Claims []ID
}

// Explanation is how the value of one field came about. Chosen holds one
// answer, or several for a field that holds several values; Alternatives holds
// what other claims say instead, best first; Rule says why the first of them
// lost. Incomparable alternatives contradict nothing: they are in another
// currency or on another basis.
type Explanation struct {
	Field        string
	Chosen       []Answer
	Alternatives []Answer
	Incomparable []Answer
	Rule         Rule
}

// Explain says, for each field that the claims give a value for, which value
// holds on the day, why, and what else is claimed. It reads the claims exactly
// as Resolve does; the order is that of the kind's fields.
func Explain(id ID, claims []*Record, day Day) []Explanation {
	lines, life, ok := timelines(id, claims)
	if !ok {
		return nil
	}
	day = min(max(day, life.From), life.To-1)
	var explained []Explanation
	for _, field := range KindOf(id.Kind()).Fields {
		if e := lines[field.Name].on(day); e != nil && len(e.settled.Chosen) > 0 {
			explained = append(explained, e.settled)
		}
	}
	return explained
}

type timelinesByField map[string]timeline

func timelines(id ID, claims []*Record) (timelinesByField, Validity, bool) {
	spec, ranked := KindOf(id.Kind()), Rank(claims)
	if spec == nil || len(ranked) == 0 {
		return nil, Validity{}, false
	}
	lines := timelinesByField{}
	if former := formerIDs(claims); len(former) > 0 {
		lines[formerID.Name] = timeline{{from: MinDay, sure: MinDay, settled: Explanation{Field: formerID.Name, Chosen: former}}}
	}
	for i := range spec.Fields {
		field := &spec.Fields[i]
		if offers := offersFor(field, ranked); len(offers) > 0 {
			lines[field.Name] = drawTimeline(field, offers)
		}
	}
	if names, ok := lines["name"]; ok {
		usualNameFirst(id, names[0].settled.Chosen)
	}
	return lines, lifetime(spec, lines, ranked), true
}

// offer is one value that one claim gives for a field.
type offer struct {
	held             Held
	claim            *Record
	from, sure, ends Day // when it begins to hold, at the earliest and surely; and when it surely has ended
	rank             int // its place among the offers for the field
}

// offersFor gathers the values for a field, stated before inferred, and in the
// order of rank within each. What is only planned, expected or rumoured takes
// no part in the history of a field of which a source says what it is.
func offersFor(field *Field, ranked []*Record) []offer {
	if field.Derived {
		return derivedOffer(field, ranked[0])
	}
	var offers []offer
	for _, inferred := range []bool{false, true} {
		for _, c := range ranked {
			for _, held := range c.Claimed[field.Name] {
				if held.Inferred == inferred {
					offers = append(offers, newOffer(held, c, len(offers)))
				}
			}
		}
	}
	isSaid := func(o offer) bool { return isSaidToBe(o.claim) }
	if field.Merge == Varying && slices.ContainsFunc(offers, isSaid) {
		offers = slices.DeleteFunc(offers, func(o offer) bool { return !isSaid(o) })
	}
	return offers
}

// derivedOffer takes from the best claim how it speaks.
func derivedOffer(field *Field, best *Record) []offer {
	var offers []offer
	for _, held := range best.Held[field.Name] {
		offers = append(offers, newOffer(held, best, len(offers)))
	}
	return offers
}

func newOffer(held Held, c *Record, rank int) offer {
	if ref, ok := held.Value.(Ref); ok {
		ref.As = "" // Of a record, only what it points to matters.
		held.Value = ref
	}
	start, dated := One[PartialDate](c, "from")
	if !dated {
		start = observed(c)
	}
	ends := MaxDay
	if until, ok := One[PartialDate](c, "until"); ok {
		ends = until.Latest()
	}
	return offer{held: held, claim: c, from: start.Earliest(), sure: start.Latest(), ends: ends, rank: rank}
}

// segments cuts a lifetime where a field may change.
func segments(life Validity, lines timelinesByField) []Validity {
	starts := map[Day]Day{life.From: life.SureFrom}
	for _, line := range lines {
		for _, e := range line {
			if e.from > life.From && e.from < life.To {
				starts[e.from] = max(starts[e.from], e.sure, life.SureFrom)
			}
		}
	}
	days := slices.Sorted(maps.Keys(starts))
	cut := make([]Validity, len(days))
	for i, day := range days {
		cut[i] = Validity{From: day, SureFrom: starts[day], SureTo: life.SureTo, To: life.To}
		if i > 0 {
			cut[i-1].SureTo, cut[i-1].To = min(day, cut[i-1].SureTo), day
		}
	}
	return cut
}

// at is the version that the timelines make on the first day of a segment.
func (lines timelinesByField) at(id ID, valid Validity) *Record {
	version := &Record{ID: id, Kind: id.Kind(), Valid: valid, Held: map[string][]Held{}}
	for field, line := range lines {
		e := line.on(valid.From)
		if e == nil || len(e.settled.Chosen) == 0 {
			continue
		}
		for _, answer := range e.settled.Chosen {
			version.Held[field] = append(version.Held[field], answer.Held)
		}
		if len(e.settled.Alternatives) > 0 {
			version.Contested = append(version.Contested, field)
		}
	}
	slices.Sort(version.Contested)
	return version
}

// SameContent says whether two versions of a record hold the same values.
func SameContent(a, b *Record) bool {
	return bytes.Equal(EncodeBody(a), EncodeBody(b))
}
