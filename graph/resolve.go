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
func Resolve(id ID, claims []*Record) []*Record { return Ranked.Resolve(id, claims) }

// Resolve makes the versions that the policy chooses, as the function Resolve
// does for Ranked. BestSupported looks at the articles of claims in Far; one that is
// not there counts as a story of its own without a publisher.
func (p Policy) Resolve(id ID, claims []*Record) []*Record {
	lines, life, ok := p.timelines(id, claims)
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

// Answer is a value with the claims that support it, best first; Decided says
// whether the best is a decision.
type Answer struct {
	Held
	Claims  []ID
	Decided bool
}

// Explanation is how the value of one field came about. Chosen holds one
// answer, or several for a field that holds several values; Alternatives holds
// what other claims say instead, best first; Rule says why the first of them
// lost. Settled holds what lost to a decision, which no longer makes the field
// contested; Rule is DECISION when that is all that lost. Incomparable alternatives
// contradict nothing: they are in another currency or on another basis. Of
// identifiers of which a thing has only one, those that contradict a better one are both
// chosen and alternatives.
type Explanation struct {
	Field        string
	Chosen       []Answer
	Alternatives []Answer
	Settled      []Answer
	Incomparable []Answer
	Rule         Rule
}

// Explain says, for each field that the claims give a value for, which value
// holds on the day, why, and what else is claimed. It reads the claims exactly
// as Resolve does; the order is that of the kind's fields.
func Explain(id ID, claims []*Record, day Day) []Explanation {
	return Ranked.Explain(id, claims, day)
}

// Explain says how the policy chooses, as the function Explain does for Ranked.
func (p Policy) Explain(id ID, claims []*Record, day Day) []Explanation {
	lines, life, ok := p.timelines(id, claims)
	if !ok {
		return nil
	}
	day = min(max(day, life.From), life.To-1)
	var explained []Explanation
	for _, field := range KindOf(id.Kind()).Fields {
		if e := lines[field.Name].on(day); e != nil && len(e.settled.Chosen) > 0 {
			explained = append(explained, p.explain(&field, e))
		}
	}
	return explained
}

type timelinesByField map[string]timeline

func (p Policy) timelines(id ID, claims []*Record) (timelinesByField, Validity, bool) {
	spec, ranked := KindOf(id.Kind()), Rank(p, claims)
	if spec == nil || len(ranked) == 0 || !standsAlone(spec, ranked) {
		return nil, Validity{}, false
	}
	lines := timelinesByField{}
	if former := formerIDs(claims); len(former) > 0 {
		lines[formerID.Name] = timeline{{from: MinDay, sure: MinDay, settled: Explanation{Field: formerID.Name, Chosen: former}}}
	}
	for i := range spec.Fields {
		field := &spec.Fields[i]
		if offers := offersFor(field, ranked); len(offers) > 0 {
			lines[field.Name] = p.drawTimeline(field, offers)
		}
	}
	if names, ok := lines["name"]; ok {
		usualNameFirst(id, names[0].settled.Chosen)
	}
	return lines, lifetime(spec, lines, witnesses(ranked)), true
}

// standsAlone says whether the claims make a record. Decisions about a relation
// make none: without a source there is nothing to decide about.
func standsAlone(spec *Spec, ranked []*Record) bool {
	if spec.IsRelation() {
		return !IsDecided(witnesses(ranked)[0])
	}
	return slices.ContainsFunc(ranked, func(c *Record) bool { return !IsDecided(c) || len(c.Claimed["name"]) > 0 })
}

// offer is one value that one claim gives for a field.
type offer struct {
	held             Held
	claim            *Record
	from, sure, ends Day  // when it begins to hold, at the earliest and surely; and when it surely has ended
	rank             int  // its place among the offers for the field
	several          bool // whether the claim gives others too
}

// offersFor gathers the values for a field, stated before inferred, and in the
// order of rank within each. What is only planned, expected or rumoured takes
// no part in the history of a field of which a source says what it is.
func offersFor(field *Field, ranked []*Record) []offer {
	if field.Derived {
		return derivedOffer(field, witnesses(ranked)[0])
	}
	var offers []offer
	for _, inferred := range []bool{false, true} {
		for _, c := range ranked {
			for _, held := range c.Claimed[field.Name] {
				if (held.Inferred && !IsDecided(c)) == inferred {
					offers = append(offers, newOffer(held, c, len(offers), len(c.Claimed[field.Name])))
				}
			}
		}
	}
	isSaid := func(o offer) bool { return isSaidToBe(o.claim) && !IsDecided(o.claim) }
	if field.Merge == Varying && slices.ContainsFunc(offers, isSaid) {
		offers = slices.DeleteFunc(offers, func(o offer) bool { return !isSaidToBe(o.claim) })
	}
	return offers
}

// derivedOffer takes from the best claim how it speaks.
func derivedOffer(field *Field, best *Record) []offer {
	var offers []offer
	for _, held := range best.Held[field.Name] {
		offers = append(offers, newOffer(held, best, len(offers), len(best.Held[field.Name])))
	}
	return offers
}

// begins is from when a claim holds, as far as is known: from when it says, else
// from when it was observed.
func begins(c *Record) PartialDate {
	if start, dated := One[PartialDate](c, "from"); dated {
		return start
	}
	return observed(c)
}

// newOffer is one of so many values that a claim gives for the field.
func newOffer(held Held, c *Record, rank, values int) offer {
	if ref, ok := held.Value.(Ref); ok {
		ref.As = "" // Of a record, only what it points to matters.
		held.Value = ref
	}
	start := begins(c)
	ends := MaxDay
	if until, ok := One[PartialDate](c, "until"); ok {
		ends = until.Latest()
	}
	return offer{held: held, claim: c, from: start.Earliest(), sure: start.Latest(), ends: ends, rank: rank, several: values > 1}
}

// segments cuts a lifetime where a field changes.
func segments(life Validity, lines timelinesByField) []Validity {
	starts := map[Day]Day{life.From: life.SureFrom}
	for _, line := range lines {
		for i, e := range line {
			if i == 0 || !e.showsAs(&line[i-1]) {
				starts[e.from] = life.SureFrom
			}
		}
	}
	maps.DeleteFunc(starts, func(day, _ Day) bool { return day < life.From || day >= life.To && day > life.From })
	for _, line := range lines {
		for _, e := range line {
			if sure, begins := starts[e.from]; begins && e.from > life.From {
				starts[e.from] = max(sure, e.sure)
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
