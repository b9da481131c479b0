package draft

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"capgraph/graph"
)

func mapsKeys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }

// beside adds to a fact what its sentence says around it: price, share, dates
// and further parties.
func (x *extraction) beside(l *line, d *draft, text string, match found) {
	several := len(d.parties["target"]) > 1
	for _, a := range x.attach[string(d.kind)] {
		key := strings.TrimRight(a.key, "0123456789")
		if key == "undisclosed" {
			if a.form.MatchString(text) && len(d.values["price"]) == 0 {
				d.word("price", "undisclosed")
			}
			continue
		}
		if key == "completed" {
			if a.form.MatchString(text) && d.text("status") == "announced" && d.says == "STATES" {
				d.values["status"] = []value{{text: "completed"}}
			}
			continue
		}
		if several && key == "price" || len(d.values[key]) > 0 || len(d.parties[key]) > 0 && key != "investors" {
			continue
		}
		x.attachOne(l, d, a, text, match)
	}
}

func (x *extraction) attachOne(l *line, d *draft, a attachment, text string, match found) {
	matches := a.all(text)
	// What stands behind the fact is nearer to it than what stands before.
	slices.SortStableFunc(matches, func(p, q found) int {
		return boolOrder(p.end < match.start, q.end < match.start)
	})
	for _, m := range matches {
		trial := newDraft(d.kind, l.sentence, "")
		good := len(m.captures) > 0
		for _, c := range m.captures {
			good = good && x.fill(l, trial, c)
		}
		touches := m.start <= match.end && m.end >= match.start
		follows := m.start >= match.end-1 && m.start <= match.end
		if (d.kind == "position" || d.kind == "stake") && !touches || d.kind == "move" && !follows || d.uses(trial) {
			continue
		}
		if !good || x.fits(trial2(trial)) == nil || slices.ContainsFunc(allParties(trial), func(e *entity) bool { return slices.Contains(allParties(d), e) && trial.kind != "investment" }) {
			continue
		}
		for key, values := range trial.values {
			d.set(key, values[0])
		}
		for key, parties := range trial.parties {
			for _, e := range parties {
				if !slices.Contains(d.parties["recipient"], e) {
					d.party(key, e, trial.reasons[key])
				}
			}
		}
		if d.kind != "investment" {
			return
		}
	}
}

// uses holds when the fact has a value of the other already, under another
// key.
func (d *draft) uses(other *draft) bool {
	for _, values := range other.values {
		for _, known := range d.values {
			if values[0].to > 0 && known[0].from == values[0].from && known[0].to == values[0].to {
				return true
			}
		}
	}
	return false
}

// trial2 keeps the check of a part from asking for what only the whole has.
func trial2(d *draft) *draft {
	trial := *d
	trial.kind = "acquisition"
	return &trial
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// follows adds to the last deal what a sentence behind it says of "the deal".
func (x *extraction) follows(l *line, variants []string, made []*draft) {
	for _, kind := range []graph.Kind{"acquisition", "investment"} {
		last := x.last[kind]
		if last == nil || l.paragraph < 0 || l.paragraph > last.places[len(last.places)-1].paragraph+1 ||
			slices.ContainsFunc(made, func(d *draft) bool { return d.kind == kind && d.key() != last.key() }) {
			continue
		}
		for _, row := range x.follow[string(kind)] {
			if matches := row.all(variants[0]); len(matches) > 0 {
				x.followOne(l, last, row, matches[0])
			}
		}
	}
}

func (x *extraction) followOne(l *line, last *draft, row compiledRule, match found) {
	trial := newDraft(last.kind, l.sentence, "")
	for _, c := range match.captures {
		if !x.fill(l, trial, c) {
			return
		}
	}
	for key, text := range row.Set {
		trial.word(key, text)
	}
	added := false
	for key, values := range trial.values {
		if len(last.values[key]) == 0 {
			last.set(key, values[0])
			added = true
		}
	}
	for key, parties := range trial.parties {
		for _, e := range parties {
			if (len(last.parties[key]) == 0 || key == "investor") && e.kind != person && e.kind != datacenter && !slices.Contains(allParties(last), e) {
				if e.kind == "" {
					e.kind = company
				}
				last.party(key, e, trial.reasons[key])
				added = true
			}
		}
	}
	if added && !slices.Contains(last.places, l.place) {
		last.places = append(last.places, l.place)
	}
}

// mood lowers what the sentence as a whole lowers: it passes on a rumour, or
// what another source says.
func (x *extraction) mood(l *line, d *draft) {
	if d.says == "STATES" && len(x.rumours.all(l.text)) > 0 && d.kind != "stake" && d.kind != "position" {
		d.says = "RUMOURS"
		if d.text("status") != "" {
			d.values["status"] = []value{{text: "rumoured"}}
		}
	}
	for _, match := range x.reports.all(l.text) {
		for _, c := range match.captures {
			for _, m := range c.marks {
				source := l.mention(m)
				if source == nil || slices.Contains(allParties(d), source.entity.same()) {
					continue
				}
				d.source = source.entity.label()
				if d.says == "STATES" {
					d.says = graph.Token("REPORTS")
				}
			}
		}
	}
}
