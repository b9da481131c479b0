package ftm

import (
	"maps"
	"regexp"

	"capgraph/graph"
)

// isHeld says whether a relation is said to be, and not only planned, expected
// or rumoured.
func (w *writer) isHeld(relation *graph.Record) bool {
	said, _ := graph.One[graph.Token](relation, "modality")
	if said != "STATES" && said != "REPORTS" {
		w.lost.Add(relation, "", "it is planned, expected or rumoured, and the model says what is")
		return false
	}
	return true
}

// named is the only party of a field, "" for one that is missing or has no
// name.
func (w *writer) named(relation *graph.Record, field string) string {
	for _, id := range relation.Refs(field) {
		if kind := id.Kind(); kind == "company" || kind == "person" {
			return idOf(id)
		}
	}
	w.lost.Add(relation, field, "the model needs a company or person by name")
	return ""
}

func (w *writer) stake(stake *graph.Record, claims []*graph.Record) error {
	if !w.isHeld(stake) {
		return nil
	}
	common := properties{}
	common.add("owner", w.named(stake, "owner"))
	common.add("asset", idOf(stake.Refs("company")[0]))
	w.date(stake, "since", common, "startDate")
	w.date(stake, "until", common, "endDate")
	if directness, ok := graph.One[graph.Token](stake, "directness"); ok && directness != "UNKNOWN" {
		common.add("summary", "Held "+directness.Words()+"ly.")
	}
	if len(common["owner"]) == 0 {
		return nil
	}
	for _, field := range stake.Contested {
		w.lost.Add(stake, field, "sources disagree; the chosen value alone is written")
	}
	w.lost.Fields(stake, noProperty, "owner", "company", "share", "votes", "directness", "since", "until", "modality", "confidence")
	share, votes := w.percentage(stake, "share"), w.percentage(stake, "votes")
	if share != "" || votes == "" {
		p := maps.Clone(common)
		p.add("percentage", share)
		if err := w.write(idOf(stake.ID), "Ownership", p, claims); err != nil {
			return err
		}
	}
	if votes == "" {
		return nil
	}
	p := maps.Clone(common)
	p.add("percentage", votes)
	p.add("ownershipType", "voting rights")
	return w.write(idOf(stake.ID)+".votes", "Ownership", p, claims)
}

// percentage is a share as data files have it, "" for none.
func (w *writer) percentage(stake *graph.Record, field string) string {
	share, ok := graph.One[graph.Share](stake, field)
	switch {
	case !ok:
		return ""
	case share.State != graph.Known:
		w.lost.Add(stake, field, "that it is unknown, undisclosed or none is left out")
		return ""
	case share.Exact() != nil:
		return share.Exact().String()
	}
	return band(share.Range)
}

func band(r graph.Range) string {
	low, high := "", ""
	if r.Lower != nil {
		if low = r.Lower.String(); !r.LowerInclusive {
			low = "more than " + low
		}
	}
	if r.Upper != nil {
		if high = r.Upper.String(); !r.UpperInclusive {
			high = "under " + high
		}
	}
	switch {
	case low != "" && high != "":
		return low + " to " + high + " %"
	case low != "" && r.LowerInclusive:
		return low + " % or more"
	case low != "":
		return low + " %"
	case r.UpperInclusive:
		return "up to " + high + " %"
	}
	return high + " %"
}

// directing are the roles of a Directorship; all others are an Employment.
var directing = regexp.MustCompile(`(?i)\b(board|director|chair(man|woman|person)?)\b`)

func (w *writer) position(position *graph.Record, claims []*graph.Record) error {
	if !w.isHeld(position) {
		return nil
	}
	role, _ := graph.One[graph.Prose](position, "role")
	schema, person, company := "Employment", "employee", "employer"
	if directing.MatchString(string(role)) {
		schema, person, company = "Directorship", "director", "organization"
	}
	p := properties{}
	p.add(person, w.named(position, "person"))
	p.add(company, idOf(position.Refs("company")[0]))
	p.add("role", string(role))
	w.date(position, "since", p, "startDate")
	w.date(position, "until", p, "endDate")
	if len(p[person]) == 0 {
		return nil
	}
	w.lost.Fields(position, noProperty, "person", "company", "role", "since", "until", "modality", "confidence")
	return w.write(idOf(position.ID), schema, p, claims)
}
