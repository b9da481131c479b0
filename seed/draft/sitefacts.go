package draft

import (
	"slices"
	"strings"

	"capgraph/graph"
)

// siteFacts reads what a sentence says of sites: power, when they run, cost,
// place and how far they are.
func (x *extraction) siteFacts(l *line) []*draft {
	var sites []*mention
	for _, p := range l.parties {
		if p.entity.same().kind == datacenter {
			sites = append(sites, p)
		}
	}
	if len(sites) == 0 {
		if sites = x.siteInFocus(l); sites == nil {
			return nil
		}
	}
	byEntity := map[*entity]*draft{}
	var order []*draft
	of := func(m *mention) *draft {
		e := m.entity.same()
		if byEntity[e] == nil {
			d := newDraft("datacenter", l.sentence, "datacenter")
			d.party("is", e, "")
			byEntity[e], order = d, append(order, d)
		}
		return byEntity[e]
	}
	for _, v := range l.measures {
		site := nearest(sites, v)
		d := of(site)
		had := size(d)
		if x.siteValue(l, d, v); size(d) > had {
			d.quote = l.quoteOf(min(site.from, v.from), max(site.to, v.to))
		}
	}
	for _, m := range sites {
		x.siteStatus(l, of(m))
		of(m).word("level", firstOf(x.levelOf(m.anaphor), m.entity.same().level))
	}
	mood := x.moodOf(l.text)
	return slices.DeleteFunc(order, func(d *draft) bool {
		d.says = saysOf[mood]
		return len(d.values) == 0 || len(d.values) == 1 && d.text("level") != "" && l.paragraph == inTitle
	})
}

// siteInFocus is the site that a sentence goes on to speak of without naming
// it: one that says when something runs or what power it has, and names nobody.
func (x *extraction) siteInFocus(l *line) []*mention {
	speaks := x.sites.service.form.MatchString(l.text) || slices.ContainsFunc(x.Sites.Powers, func(word string) bool { return strings.Contains(l.text, " "+word+" ") })
	if x.spot.site == nil || x.spot.last != 'X' && !x.spot.siteSeen || len(l.parties) > 0 || len(l.measures) == 0 || !speaks || l.paragraph != x.spot.paragraph {
		return nil
	}
	return []*mention{{entity: x.spot.site, from: 0, to: 1}}
}

// nearest is the last site that is named before a value, else the first behind
// it.
func nearest(sites []*mention, v *value) *mention {
	best := sites[0]
	for _, m := range sites {
		if m.from < v.from {
			best = m
		}
	}
	return best
}

func (x *extraction) moodOf(text string) string {
	for _, mood := range x.moods {
		if mood.form.MatchString(text) {
			return mood.word
		}
	}
	return "done"
}

// siteValue gives a value of the sentence to the site it stands next to.
func (x *extraction) siteValue(l *line, d *draft, v *value) {
	ahead := x.around(l, v)
	switch v.letter {
	case letterPower:
		stage := x.stage(l.text, ahead)
		sign := ""
		if x.sites.increments.form.MatchString(ahead) {
			sign = "+"
		}
		one := *v
		one.text = sign + v.text + " " + strings.ToLower(stage)
		if _, err := graph.ParseCapacity(one.text); err == nil {
			d.values["capacity"] = append(d.values["capacity"], one)
		}
	case letterDate:
		if x.sites.service.form.MatchString(ahead) {
			d.set("operational", *v)
		}
	case letterMoney:
		if x.sites.cost.form.MatchString(ahead) {
			d.set("cost", *v)
		}
	case letterPlace:
		d.set("location", x.located(l, v))
	}
}

// around is the line near a value: up to twelve words before it and four
// behind, within its part of the sentence.
func (x *extraction) around(l *line, v *value) string {
	const before, behind = 12, 5
	number := slices.Index(l.measures, v)
	at := strings.Index(l.text, "<"+string(v.letter)+itoa(number)+">")
	if at < 0 {
		return ""
	}
	words := strings.Fields(l.text[:at])
	after := strings.Fields(l.text[at:])
	return " " + strings.Join(words[max(0, len(words)-before):], " ") + " " + strings.Join(after[:min(len(after), behind)], " ") + " "
}

// stage is how real the power is: what the words around it say, else those of
// the sentence.
func (x *extraction) stage(text, ahead string) string {
	for _, where := range []string{ahead, text} {
		for _, stage := range x.sites.stages {
			if stage.form.MatchString(where) {
				return stage.word
			}
		}
	}
	if mood := x.moodOf(text); mood != "done" {
		return "PLANNED"
	}
	return "OPERATIONAL"
}

func (x *extraction) siteStatus(l *line, d *draft) {
	for _, status := range x.sites.statuses {
		if status.form.MatchString(l.text) {
			word := status.word
			if word == "PLANNED" {
				word = "ANNOUNCED"
			}
			d.word("status", strings.ToLower(strings.ReplaceAll(word, "_", " ")))
			return
		}
	}
}

// located puts the city that stands before a country or region to it.
func (x *extraction) located(l *line, v *value) value {
	one := *v
	for i := range l.mentions {
		m := &l.mentions[i]
		between := lowerBetween(l.sentence, m.to, v.from)
		if m.to <= v.from && v.from-m.to <= 3 && (between == "," || between == ", en" || between == ", au" || between == "en" || between == ", aux") && m.entity.same().kind != datacenter {
			region := strings.ReplaceAll(v.text, " (region)", "")
			place := m.entity.name + ", " + region
			if _, err := graph.ParsePlace(place); err == nil {
				one.text = place
			}
		}
	}
	return one
}

func lowerBetween(s *sentence, from, to int) string {
	if from >= to {
		return ""
	}
	var words []string
	for _, t := range s.tokens[from:to] {
		words = append(words, t.lower)
	}
	return strings.Join(words, " ")
}
