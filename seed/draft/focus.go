package draft

import "slices"

// fillFocus gives the party that the text does not name: the nearest one
// before in the sentence, else the one in focus.
func (x *extraction) fillFocus(l *line, d *draft, row rule, made []*draft, ahead string) bool {
	key := row.Focus
	nearest := x.sameStake(d, row, made)
	d.guessed = key
	if nearest != nil {
		ahead = ""
	}
	for _, m := range marksIn(ahead) {
		p := l.mention(m)
		if p == nil || slices.Contains(allParties(d), p.entity.same()) || p.entity.same().weak || x.isSource(l, p) {
			continue
		}
		if isSite := m.letter == 'X'; isSite == (key == "site") && m.letter != 'H' {
			if nearest == nil || key == "site" {
				nearest = p.entity
			}
		}
	}
	if nearest == nil {
		nearest = x.spot.company
		if key == "site" {
			nearest = x.spot.site
		}
	}
	if nearest == nil {
		return false
	}
	reason := "it is the company that the text speaks of there"
	if key == "site" {
		key, reason = "datacenter", "it is the site that the text speaks of there"
	}
	d.party(key, nearest, reason)
	return true
}

// isSource holds for whom the sentence names as its source.
func (x *extraction) isSource(l *line, p *mention) bool {
	for _, match := range x.reports.all(l.text) {
		for _, c := range match.captures {
			for _, m := range c.marks {
				if l.mention(m) == p {
					return true
				}
			}
		}
	}
	return false
}

// sameStake is the company of the stake that was spoken of last, in the
// sentence or just before it.
func (x *extraction) sameStake(d *draft, row rule, made []*draft) *entity {
	if d.kind != "stake" {
		return nil
	}
	if row.After != "" {
		for _, known := range slices.Backward(made) {
			if known.kind == "stake" {
				return known.parties["company"][0]
			}
		}
	}
	if deal := x.last["acquisition"]; deal != nil && deal.says != "DENIES" && slices.ContainsFunc(deal.parties["acquirer"], func(e *entity) bool { return slices.Contains(d.parties["owner"], e) }) {
		return deal.parties["target"][0]
	}
	if x.stake != nil && d.of.paragraph == x.stake.places[0].paragraph && d.of.place.sentence-x.stake.places[len(x.stake.places)-1].sentence <= 1 {
		return x.stake.parties["company"][0]
	}
	return nil
}
