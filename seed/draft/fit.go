package draft

import (
	"slices"
	"strings"

	"capgraph/graph"
)

// former ends an office before the day of publication.
func (x *extraction) former(d *draft) {
	if x.published.EDTF == "" || x.published.Precision() == graph.PrecisionOpen {
		d.reasons["former"] = "former"
		return
	}
	d.set("until", value{text: "by " + x.published.Latest().String(), reason: "the text calls it former, and gives no day"})
}

// fits checks that the parties can stand where they do, and decides what the
// names of unknown kind are.
func (x *extraction) fits(d *draft) *draft {
	seen := map[*entity]bool{}
	for _, key := range slices.Sorted(mapsKeys(d.parties)) {
		for _, e := range d.parties[key] {
			if seen[e] {
				return nil
			}
			seen[e] = true
			switch key {
			case "person", "who":
				if e.kind == company || e.kind == datacenter || e.kind == "" && len(strings.Fields(e.name)) < 2 {
					return nil
				}
				e.kind = person
			case "datacenter":
				if e.kind != datacenter {
					return nil
				}
			default:
				if e.kind == "" {
					e.kind = company
				}
				if e.kind == datacenter || e.kind == person && !slices.Contains([]string{"acquirer", "seller", "owner", "investor"}, key) {
					return nil
				}
			}
		}
	}
	if d.kind == "position" && d.text("role") == "" || d.kind == "stake" && d.text("share")+d.text("votes")+d.text("since") == "" {
		return nil
	}
	return d
}

// speaksFor puts a company in the place of the person who announces for it.
func (x *extraction) speaksFor(d *draft) {
	for _, key := range []string{"investor", "acquirer"} {
		if len(d.parties[key]) != 1 || d.parties[key][0].kind != person {
			continue
		}
		for _, known := range x.offices[d.parties[key][0]] {
			if known.parties["person"][0] == d.parties[key][0] && !slices.Contains(allParties(d), known.parties["company"][0]) {
				d.reasons[key] = "the text has " + d.parties[key][0].label() + ", who holds an office there"
				d.parties[key] = []*entity{known.parties["company"][0]}
				return
			}
		}
	}
}

// finish fills what follows from the rest.
func (x *extraction) finish(d *draft) {
	x.speaksFor(d)
	if d.kind == "acquisition" {
		share, err := graph.ParseShare(d.text("share"))
		if err == nil && share.State == graph.Known {
			_, most := share.PPB()
			least, _ := share.PPB()
			switch {
			case most < graph.PartsPerWhole/2 || least < graph.PartsPerWhole/2 && d.text("type") == "":
				d.values["type"] = []value{{text: "minority stake"}}
			case least >= graph.PartsPerWhole/2:
				d.values["type"] = []value{{text: "acquisition"}}
			}
		}
	}
	if d.kind == "investment" && d.text("type") == "plan" {
		if d.says == "STATES" {
			d.says = "PLANS"
		}
		for _, v := range d.of.values {
			if v.letter == letterPlace {
				d.values["places"] = append(d.values["places"], v)
			}
			if v.letter == letterDate && (strings.HasPrefix(v.text, "by ") || strings.HasPrefix(v.text, "before ")) {
				d.set("horizon", v)
			}
		}
	}
}
