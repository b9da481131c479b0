package graph

import (
	"cmp"
	"slices"
)

// Dispute is a field about which live claims of one time contradict each
// other, over the days on which the chosen value holds.
type Dispute struct {
	Explanation
	Valid Validity // of the chosen value, within the lifetime of the record
	Since Instant  // when the chosen value and a value that contradicts it were first both known

	// Day is one on which all values that take part may begin to hold.
	Day Day
}

// Open says whether the dispute still waits for a decision.
func (d Dispute) Open() bool { return len(d.Alternatives) > 0 }

// Lost are the answers that were not chosen: those that are open, then those
// that a decision settled.
func (d Dispute) Lost() []Answer { return slices.Concat(d.Alternatives, d.Settled) }

// Disputes lists what the claims about one record disagree about, at all
// times, open and settled, in the order of the kind's fields and of time. It
// reads the claims exactly as Resolve does: an open dispute is on the days
// on which a version is contested. Known of the claims says since when.
func Disputes(id ID, claims []*Record) []Dispute {
	return slices.DeleteFunc(Standings(id, claims), func(d Dispute) bool { return len(d.Lost()) == 0 })
}

// Standings lists what the claims about one record say of its fields, as Disputes
// does, and what they agree about too, with Since 0.
func Standings(id ID, claims []*Record) []Dispute {
	lines, life, ok := Ranked.timelines(id, claims)
	if !ok {
		return nil
	}
	known := map[ID]Instant{}
	for _, c := range claims {
		known[c.ID] = c.Known.From
	}
	var standings []Dispute
	for _, field := range KindOf(id.Kind()).Fields {
		for i, e := range lines[field.Name] {
			d := Dispute{Explanation: e.settled, Valid: lines[field.Name].span(i, life), Day: e.day}
			if len(d.Chosen) == 0 || d.Valid.From >= d.Valid.To {
				continue
			}
			if len(d.Lost()) > 0 {
				d.Explanation = Ranked.explain(&field, &e)
				d.Since = d.since(known)
			}
			standings = append(standings, d)
		}
	}
	return standings
}

// span is when an epoch holds within a lifetime; it is empty, From not before
// To, for one outside of it.
func (line timeline) span(i int, life Validity) Validity {
	valid := life
	if line[i].from > life.From {
		valid.From, valid.SureFrom = line[i].from, max(line[i].sure, life.SureFrom)
	}
	if i+1 < len(line) && line[i+1].from < life.To {
		valid.To, valid.SureTo = line[i+1].from, min(line[i+1].from, life.SureTo)
	}
	return valid
}

// since is when the two sides that were known first were both known.
func (d Dispute) since(known map[ID]Instant) Instant {
	first := func(answer Answer) Instant {
		return slices.Min(mapped(answer.Claims, func(id ID) Instant { return known[id] }))
	}
	lost := slices.Min(mapped(d.Lost(), first))
	return max(first(d.Winner()), lost)
}

func mapped[A, B any](items []A, to func(A) B) []B {
	out := make([]B, len(items))
	for i, item := range items {
		out[i] = to(item)
	}
	return out
}

// Denial is a live claim that says that something is not so which another
// states.
type Denial struct {
	Field  string // what is denied; empty for the record as a whole
	Stated Answer // the value that is denied, with the claims that state it; no value for the record as a whole
	Denied []ID   // the claims that deny it, in order of id
	Since  Instant

	// Settled says that a decision gives the field, or any field where the record as a
	// whole is denied, a value for the time of which they speak.
	Settled bool
}

// Denials lists what claims about one record deny and others state, the
// record as a whole first, then in the order of the kind's fields. A denial that gives no
// value of its own, parties aside, denies the record as a whole. What may change
// in time is denied only where both speak of days that overlap: a denial of
// August says nothing of July.
func Denials(id ID, claims []*Record) []Denial {
	spec := KindOf(id.Kind())
	ranked := witnesses(Rank(Ranked, claims))
	if spec == nil || len(ranked) == 0 || IsDecided(ranked[0]) {
		return nil
	}
	found := map[string]*Denial{}
	var order []string
	for _, c := range eachOnce(claims) {
		if !denies(c) {
			continue
		}
		for _, said := range deniedBy(spec, c) {
			stated := said.contradicted(ranked)
			if len(stated) == 0 {
				continue
			}
			d := found[said.key()]
			if d == nil {
				d = &Denial{Field: said.field, Stated: Answer{Held: said.held}, Settled: true}
				found[said.key()], order = d, append(order, said.key())
			}
			d.Denied = append(d.Denied, c.ID)
			d.Settled = d.Settled && said.decided(claims)
			d.add(c, stated)
		}
	}
	slices.SortStableFunc(order, func(a, b string) int {
		return cmp.Compare(spec.place(found[a].Field), spec.place(found[b].Field))
	})
	return mapped(order, func(key string) Denial { return *found[key] })
}

func (d *Denial) add(denial *Record, stated []*Record) {
	first := stated[0].Known.From
	for _, c := range stated {
		first = min(first, c.Known.From)
		if !slices.Contains(d.Stated.Claims, c.ID) {
			d.Stated.Claims = append(d.Stated.Claims, c.ID)
		}
	}
	if since := max(first, denial.Known.From); d.Since == 0 || since < d.Since {
		d.Since = since
	}
}

// denied is one thing that a claim says is not so.
type denied struct {
	spec  *Spec
	field string
	held  Held
	claim *Record
}

func (d denied) key() string {
	if d.field == "" {
		return ""
	}
	return d.field + " " + d.held.Value.Text()
}

// deniedBy lists the values that a claim denies, in the order of the kind's
// fields. Names and remarks say of what it speaks.
func deniedBy(spec *Spec, c *Record) []denied {
	var values []denied
	for _, field := range spec.Fields {
		if field.Type == RefType || field.Type == NameType || field.Name == "remark" {
			continue
		}
		for _, held := range c.Claimed[field.Name] {
			if stateOf(held.Value) == Known {
				values = append(values, denied{spec, field.Name, held, c})
			}
		}
	}
	if len(values) == 0 && spec.IsRelation() {
		values = []denied{{spec: spec, claim: c}}
	}
	return values
}

// contradicted are the claims that state what is denied.
func (d denied) contradicted(ranked []*Record) []*Record {
	var stated []*Record
	for _, c := range ranked {
		if d.states(c) && (d.timeless() || overlap(c, d.claim)) {
			stated = append(stated, c)
		}
	}
	return stated
}

// decided says whether a decision gives the field a value at the time. Who
// decides what a relation is like decides that there is one.
func (d denied) decided(claims []*Record) bool {
	return slices.ContainsFunc(claims, func(c *Record) bool {
		return IsDecided(c) && !denies(c) && (d.field == "" || len(c.Claimed[d.field]) > 0) && (d.timeless() || overlap(c, d.claim))
	})
}

// AsDispute is the denial of a value as a dispute about the field at the time of the
// claims that state it, so that a ruling can be made about it. The claims are those that
// the denial was found in.
func (d Denial) AsDispute(id ID, claims []*Record) (Dispute, bool) {
	lines, life, _ := Ranked.timelines(id, claims)
	line := lines[d.Field]
	for i, e := range line {
		for _, answer := range slices.Concat(e.settled.Chosen, e.settled.Alternatives, e.settled.Settled) {
			if slices.ContainsFunc(answer.Claims, func(c ID) bool { return slices.Contains(d.Stated.Claims, c) }) {
				return Dispute{Explanation: e.settled, Valid: line.span(i, life), Since: d.Since, Day: e.day}, true
			}
		}
	}
	return Dispute{}, false
}

func (d denied) states(c *Record) bool {
	if d.field == "" {
		return true
	}
	return slices.ContainsFunc(c.Claimed[d.field], func(held Held) bool {
		_, outcome := held.Value.Meet(d.held.Value)
		return outcome == Agrees && stateOf(held.Value) == Known
	})
}

// timeless says whether what is denied cannot have changed between two claims:
// an event, or a field that is constant.
func (d denied) timeless() bool {
	if d.field == "" {
		return d.spec.Nature == Event
	}
	return d.spec.Field(d.field).Merge != Varying
}

// overlap says whether two claims may begin to hold on one day.
func overlap(a, b *Record) bool {
	x, y := begins(a), begins(b)
	return x.Earliest() <= y.Latest() && y.Earliest() <= x.Latest()
}

func eachOnce(claims []*Record) []*Record {
	sorted := slices.Clone(claims)
	slices.SortFunc(sorted, byID)
	return slices.CompactFunc(sorted, func(a, b *Record) bool { return a.ID == b.ID })
}

// place is where a field stands among those of the kind, -1 for none.
func (s *Spec) place(field string) int {
	return slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == field })
}
