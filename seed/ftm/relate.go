package ftm

import (
	"regexp"
	"slices"
	"strings"

	"capgraph/seed/dataset"
)

const (
	maxKnown = 5000 // parties that are remembered rather than read again
	maxRoles = 20   // of one relation
)

// party finds the company or person with an id. Others are counted under the
// relation that points to them, and give nil.
func (r *reader) party(t *thing, name, id string) (*thing, error) {
	found := r.known[id]
	if found == nil {
		read, err := r.thing(id)
		if err != nil {
			return nil, err
		}
		if read != nil {
			read.party = r.quiet().partyOf(read)
			if len(r.known) >= maxKnown {
				clear(r.known)
			}
			r.known[id] = read
		}
		found = read
	}
	switch {
	case found == nil:
		r.set.Omit(t.schema, name, "the file does not describe it, so what it has to do with it is left out", t.at(), id)
	case found.kind() == "":
		r.set.Omit(t.schema, name, "it is of a schema that is not taken over: "+dataset.Cut(found.schema, 40), t.at(), id)
		found = nil
	}
	return found, nil
}

// ends finds both ends of a relation.
func (r *reader) ends(t *thing, source, target string) (sources, targets []*thing, err error) {
	total := 1
	for _, end := range []struct {
		name string
		into *[]*thing
	}{{source, &sources}, {target, &targets}} {
		ids := t.values(end.name)
		if len(ids) == 0 {
			r.set.Omit(t.schema, end.name, "there is none, so the relation is left out", t.at(), "")
		}
		for _, id := range ids {
			found, err := r.party(t, end.name, id)
			if err != nil {
				return nil, nil, err
			}
			if found != nil {
				*end.into = append(*end.into, found)
			}
		}
		total *= len(*end.into)
	}
	if total > dataset.MaxTogether {
		r.set.Omit(t.schema, "", "it joins more parties than are taken, so it is left out", t.at(), "")
		return nil, nil, nil
	}
	return sources, targets, nil
}

// relate writes one relation.
func (r *reader) relate(t *thing) error {
	switch t.schema {
	case "Ownership":
		return r.ownership(t)
	case "Directorship":
		return r.positions(t, "director", "organization", "director")
	case "Employment":
		return r.positions(t, "employee", "employer", "employee")
	}
	return nil
}

// wordsOf is what a relation says of itself in words.
func (t *thing) wordsOf(names ...string) string { return strings.Join(t.values(names...), "; ") }

var (
	jointly  = regexp.MustCompile(`(?i)\bjoint(ly)?\b`)
	nominee  = regexp.MustCompile(`(?i)\bnominees?\b`)
	indirect = regexp.MustCompile(`(?i)\bindirect(ly)?\b`)
	direct   = regexp.MustCompile(`(?i)\bdirect(ly)?\b`)
	votes    = regexp.MustCompile(`(?i)\bvot(es|ing)\b`)
	over     = regexp.MustCompile(`(?i)^(former|past|historic(al)?|inactive|ended|ceased|resigned|terminated|closed)\b`)
)

func (r *reader) ownership(t *thing) error {
	owners, assets, err := r.ends(t, "owner", "asset")
	if err != nil {
		return err
	}
	words := t.wordsOf("role", "ownershipType", "legalBasis", "summary", "description")
	values := r.shares(t, words, len(t.values("owner")) > 1)
	if indirect.MatchString(words) {
		values["directness"] = []string{"indirect"}
	} else if direct.MatchString(words) {
		values["directness"] = []string{"direct"}
	}
	for name, what := range map[string]string{"sharesType": "Type of shares", "ownershipType": "Type of ownership", "role": "Role"} {
		if text := t.wordsOf(name); text != "" {
			values["remark"] = append(values["remark"], dataset.Cut(what+": "+text, dataset.MaxNote))
		}
	}
	slices.Sort(values["remark"])
	var facts []dataset.Fact
	for _, owner := range owners {
		for _, asset := range assets {
			if asset.kind() != "company" {
				r.set.Omit(t.schema, "asset", "it is no company, so the relation is left out", t.at(), asset.id)
				continue
			}
			fact := t.fact("stake")
			fact.Parties["owner"], fact.Parties["company"] = []dataset.Party{owner.party}, []dataset.Party{asset.party}
			for key, texts := range values {
				fact.Values[key] = texts
			}
			facts = append(facts, fact)
		}
	}
	return r.finish(t, facts)
}

// shares are the share of the capital or of the votes, or a remark where it
// is not that of one owner alone.
func (r *reader) shares(t *thing, words string, several bool) map[string][]string {
	values := map[string][]string{}
	key := "share"
	if votes.MatchString(words) {
		key = "votes"
	}
	for _, text := range t.values("percentage") {
		share, why := dataset.Share(text)
		shared := ""
		switch {
		case several || jointly.MatchString(words):
			shared = "held jointly with others"
		case nominee.MatchString(words):
			shared = "held as a nominee"
		}
		switch {
		case why != "":
			r.set.Omit(t.schema, "percentage", why, t.at(), text)
		case share == "":
		case shared != "":
			r.set.Omit(t.schema, "percentage", "it is "+shared+"; kept as a remark, so that it does not count twice", t.at(), text)
			values["remark"] = append(values["remark"], "A share of "+share+", "+shared+".")
		case values[key] == nil:
			values[key] = []string{share}
		case values[key][0] != share:
			r.set.Omit(t.schema, "percentage", "the first of several values is kept; the others are remarks", t.at(), text)
			values["remark"] = append(values["remark"], "Also given as "+share+".")
		}
	}
	return values
}

// positions makes one position for each person, company and role.
func (r *reader) positions(t *thing, person, company, usual string) error {
	people, companies, err := r.ends(t, person, company)
	if err != nil {
		return err
	}
	roles := t.values("role")
	if len(roles) == 0 {
		roles = []string{usual}
	}
	if len(roles) > maxRoles {
		r.set.OmitMany(t.schema, "role", "there are more than are taken", t.at(), roles[maxRoles], len(roles)-maxRoles)
		roles = roles[:maxRoles]
	}
	var facts []dataset.Fact
	for _, who := range people {
		for _, where := range companies {
			if where.kind() != "company" {
				r.set.Omit(t.schema, company, "it is no company, so the relation is left out", t.at(), where.id)
				continue
			}
			for _, role := range roles {
				facts = append(facts, r.position(t, who, where, dataset.Cut(role, dataset.MaxProse)))
			}
		}
	}
	return r.finish(t, facts)
}

// position is an office of a person. A company that holds one is remembered
// in a remark.
func (r *reader) position(t *thing, who, where *thing, role string) dataset.Fact {
	if who.kind() == "person" {
		fact := t.fact("position")
		fact.Parties["person"], fact.Parties["company"] = []dataset.Party{who.party}, []dataset.Party{where.party}
		fact.Values["role"] = []string{role}
		return fact
	}
	r.set.Omit(t.schema, "", "a company holds the office, and only persons hold positions; kept as a remark", t.at(), who.id)
	fact := t.fact("company")
	fact.Parties["is"] = []dataset.Party{where.party}
	fact.Values["remark"] = []string{dataset.Cut(who.party.Name+" holds the office of "+role+".", dataset.MaxNote)}
	return fact
}

// finish dates the facts of a relation, counts what else it says, and writes
// them.
func (r *reader) finish(t *thing, facts []dataset.Fact) error {
	since, until := r.date(t, "startDate", false), r.date(t, "endDate", true)
	if since == "" {
		since = r.date(t, "date", false)
	} else {
		t.values("date")
	}
	inferred := map[string]string{}
	if status := t.wordsOf("status"); until == "" && over.MatchString(status) {
		seen := t.seen
		if seen == "" {
			seen = r.set.Observed()
		}
		if seen == "" || seen < since {
			r.set.Omit(t.schema, "status", "it is over, and no date says when that can have been; the relation is without an end", t.at(), status)
		} else {
			until, inferred["until"] = "by "+seen, "the source calls it "+dataset.Cut(status, 60)+" and gives no end"
		}
	}
	if until != "" && strings.TrimPrefix(until, "by ") < since {
		r.set.Omit(t.schema, "endDate", "it lies before the start, and is left out", t.at(), until)
		until = ""
	}
	note := dataset.Cut(t.wordsOf("summary", "description"), dataset.MaxNote)
	for i := range facts {
		if facts[i].Note = note; facts[i].Kind == "company" {
			continue
		}
		if since != "" {
			facts[i].Values["since"] = []string{since}
		}
		if until == "" {
			continue
		}
		facts[i].Values["until"], facts[i].Inferred = []string{until}, inferred
		if t.seen >= strings.TrimPrefix(until, "by ") {
			delete(facts[i].Values, "seen") // It was no longer so when the data was seen.
		}
	}
	r.leftOut(t)
	return r.w.Add(facts...)
}
