package graph

import (
	"cmp"
	"slices"
)

// Ruling makes the claim by which an article of type DECISION settles a
// dispute about a record: that the field has the value, at the time of the dispute. The
// claims are those that are live about the record, without decisions that the ruling
// replaces. Of a relation that is told from others by its parties, it names them.
//
// Ruling speaks of the time of the best claim for the value, or of the value chosen so far
// when no claim gives it, so that it moves no beginning. An error of code Conflict
// means that the claims would go on to disagree, as when the dispute is about days
// outside of the lifetime.
func Ruling(article ID, record *Record, dispute Dispute, value Value, claims []*Record) (*Record, error) {
	for _, times := range dispute.times(value, claims) {
		ruling := newRuling(article, record, dispute.Field, value, times)
		if dispute.settledBy(record.ID, ruling, claims) {
			return ruling, nil
		}
	}
	return nil, Errorf(Conflict, "sources would go on to disagree about the %s of %s", dispute.Field, record.ID).At("value")
}

// times are those that a ruling may have, the likeliest first: those of the
// best claim for the value, or of the one chosen so far, each without the end that it may give;
// last the one day on which all that disagrees may begin.
func (d Dispute) times(value Value, claims []*Record) []map[string][]Held {
	var all []map[string][]Held
	for _, template := range []*Record{d.template(value, claims), d.template(d.Winner().Value, claims)} {
		all = append(all, timesOf(template, "from", "until", "observed"), timesOf(template, "from", "observed"))
	}
	if d.Day > MinDay && d.Day < MaxDay {
		all = append(all, map[string][]Held{"observed": {{Value: DateOn(d.Day)}}})
	}
	return all
}

// template is the claim whose times the ruling takes over: the best one for the
// value, for the value chosen so far, or for what lost.
func (d Dispute) template(value Value, claims []*Record) *Record {
	answers := append([]Answer{d.Winner()}, d.Lost()...)
	slices.SortStableFunc(answers, func(a, b Answer) int {
		return cmp.Compare(zeroIf(a.Value.Text() == value.Text()), zeroIf(b.Value.Text() == value.Text()))
	})
	for _, answer := range answers {
		for _, id := range answer.Claims {
			if i := slices.IndexFunc(claims, func(c *Record) bool { return c.ID == id }); i >= 0 {
				return claims[i]
			}
		}
	}
	return &Record{}
}

func timesOf(template *Record, fields ...string) map[string][]Held {
	times := map[string][]Held{}
	for _, field := range fields {
		if held := template.Held[field]; len(held) > 0 {
			times[field] = held
		}
	}
	return times
}

func newRuling(article ID, record *Record, field string, value Value, times map[string][]Held) *Record {
	spec := KindOf(record.Kind)
	c := &Record{Kind: claim.Kind, Valid: Always, Claimed: map[string][]Held{}, Held: map[string][]Held{
		"article":    {{Value: Ref{ID: string(article)}}},
		"about":      {{Value: Ref{ID: string(record.ID)}}},
		"modality":   {{Value: modality.Values[0].Token}},
		"confidence": {{Value: confidence.Values[0].Token}},
		"source":     {{Value: Decision}},
	}}
	for name, held := range times {
		c.Held[name] = held
	}
	mentions := []string{"is: " + Label(record)}
	if spec.IsRelation() {
		mentions = nil
		for _, name := range spec.Identity {
			if held := record.Held[name]; len(held) > 0 {
				if !spec.Matched { // Of those that are matched, sources alone say who takes part.
					c.Claimed[name] = held
				}
				mentions = append(mentions, mentionsOf(record, name)...)
			}
		}
	}
	c.Claimed[field] = []Held{{Value: value}}
	for _, f := range spec.Fields {
		if len(c.Claimed[f.Name]) > 0 {
			c.Held["field"] = append(c.Held["field"], Held{Value: Token(f.Name)})
		}
	}
	slices.SortFunc(c.Held["field"], func(a, b Held) int { return cmp.Compare(a.Value.Text(), b.Value.Text()) })
	slices.Sort(mentions)
	c.ID = ClaimID(c, record.Kind, mentions)
	return c
}

func mentionsOf(record *Record, field string) []string {
	return mapped(record.Refs(field), func(id ID) string {
		if far := record.Far[id]; far != nil {
			return field + ": " + Label(far)
		}
		return field + ": " + string(id)
	})
}

// settledBy says whether the value is shown at the time of the dispute, and
// nothing open beside it, once the ruling is there. An undated claim that lost may
// then contradict what is said of another time: that is another dispute.
func (d Dispute) settledBy(id ID, ruling *Record, claims []*Record) bool {
	value := ruling.Claimed[d.Field][0].Value.Text()
	lines, _, ok := Ranked.timelines(id, append(slices.Clone(claims), ruling))
	if !ok {
		return false
	}
	line := lines[d.Field]
	for i, e := range line {
		valid := line.span(i, Always) // A ruling on since or until moves the lifetime itself.
		shown := slices.ContainsFunc(e.settled.Chosen, func(a Answer) bool { return a.Value.Text() == value })
		if shown && len(e.settled.Alternatives) == 0 && valid.From < d.Valid.To && d.Valid.From < valid.To {
			return true
		}
	}
	return false
}
