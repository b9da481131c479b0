package bods

import (
	"maps"
	"slices"
	"strings"

	"capgraph/seed/dataset"
)

// holding is what interests of one directness come to, in the words of facts.
type holding struct {
	share, votes string
	interests    []string
	remarks      []string
	notes        []string
	start, end   string
}

// stake makes one stake of interests that are held equally directly.
func (r *reader) stake(rel *relation, last *statement, held []interest, ended string) dataset.Fact {
	h := r.hold(rel, held)
	fact := rel.fact("stake")
	fact.At = places(rel.statement, last)
	fact.Parties["owner"], fact.Parties["company"] = []dataset.Party{rel.owner.Party}, []dataset.Party{rel.company}
	for key, value := range map[string]string{"share": h.share, "votes": h.votes, "directness": directness(held)} {
		if value != "" {
			fact.Values[key] = []string{value}
		}
	}
	for key, values := range map[string][]string{"interest": h.interests, "remark": h.remarks} {
		if len(values) > 0 {
			fact.Values[key] = values
		}
	}
	fact.Note = dataset.Cut(strings.Join(append(h.notes, rel.owner.reason), " "), dataset.MaxNote)
	fact.Note = strings.TrimSpace(fact.Note)
	r.period(&fact, last, h.start, h.end, ended)
	return fact
}

func directness(held []interest) string {
	if len(held) > 0 && slices.Contains([]string{"direct", "indirect", "unknown"}, held[0].directness) {
		return held[0].directness
	}
	return ""
}

// hold adds up nothing: of each sort of share there is one, and what else the
// statement gives becomes a remark.
func (r *reader) hold(rel *relation, held []interest) holding {
	var h holding
	add := func(list *[]string, text string) {
		if text != "" && !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
	allEnded := !slices.ContainsFunc(held, func(i interest) bool { return i.end == "" })
	for _, i := range held {
		add(&h.notes, i.details)
		h.start = earlier(h.start, i.start)
		if i.end != "" && !allEnded {
			add(&h.remarks, title(i)+" until "+i.end+withShare(i)+".")
			continue
		}
		h.end = max(h.end, i.end)
		add(&h.interests, i.interest)
		if i.remark != "" {
			add(&h.remarks, i.remark+".")
		}
		if i.beneficial {
			add(&h.remarks, "Declared as a beneficial owner.")
		}
		r.holdShare(rel, &h, i, add)
	}
	return h
}

// holdShare keeps the share of one interest, or says in a remark why it is no
// share of this owner alone.
func (r *reader) holdShare(rel *relation, h *holding, i interest, add func(*[]string, string)) {
	target := map[string]*string{"shareholding": &h.share, "votingRights": &h.votes}[i.code]
	why := ""
	switch {
	case i.share == "" && i.joint:
		add(&h.remarks, title(i)+" held jointly with others.")
		return
	case i.share == "" && i.code == "nominee":
		return
	case i.share == "" && i.proxy:
		add(&h.remarks, title(i)+" held as a nominee.")
		return
	case i.share == "":
		return
	case i.joint:
		why = "it is held jointly with others, whose statements give it too; kept as a remark, so that it does not count twice"
		add(&h.remarks, title(i)+withShare(i)+", held jointly with others.")
	case i.proxy:
		why = "it is held for another, whose statement may give it too; kept as a remark, so that it does not count twice"
		add(&h.remarks, title(i)+withShare(i)+", held as a nominee.")
	case rel.several:
		why = "several owners of the company are missing in the same way and share a record; kept as a remark"
		add(&h.remarks, title(i)+withShare(i)+", of one of several such owners ("+rel.at()+").")
	case target == nil:
		why = "the graph has shares of the capital and of the votes only; kept as a remark"
		add(&h.remarks, title(i)+withShare(i)+".")
	case *target == "" || *target == i.share:
		*target = i.share
		return
	default:
		why = "the statement gives a second share of the same sort; kept as a remark, not added"
		add(&h.remarks, "A further "+strings.ToLower(title(i))+withShare(i)+".")
	}
	r.set.Omit("relationship statement", "interests.share", why, rel.at(), i.share)
}

// title is an interest in words: "Voting rights".
func title(i interest) string {
	words := i.interest
	if i.remark != "" {
		words = i.remark
	}
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

func withShare(i interest) string {
	if i.share == "" {
		return ""
	}
	return " of " + i.share
}

func earlier(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// period dates what is held. A closed record has ended, whether its interests
// say when or not.
func (r *reader) period(fact *dataset.Fact, last *statement, start, end, ended string) {
	if start != "" {
		fact.Values["since"] = []string{start}
	}
	if ended != "" && end == "" {
		if ended == "unknown" {
			ended = r.set.Observed()
		}
		if ended == "" || ended < start {
			r.set.Omit("relationship statement", "recordStatus", "it is closed, and no date says when that can have been; the stake is without an end", last.at(), last.date)
			return
		}
		end = "by " + ended
		fact.Inferred = map[string]string{"until": "the source closed the record on that day, and does not say when it ended"}
	}
	if end != "" && strings.TrimPrefix(end, "by ") < start {
		r.set.Omit("relationship statement", "interests.endDate", "it lies before the start, and is left out", last.at(), end)
		return
	}
	if end != "" {
		fact.Values["until"] = []string{end}
	}
	if seen := fact.Values["seen"]; end != "" && len(seen) > 0 && seen[0] >= strings.TrimPrefix(end, "by ") {
		delete(fact.Values, "seen") // It was no longer so when the statement was made.
	}
}

// history is the shares of a statement as of its date, for records that
// several statements speak of: what is held since a day was not that much then.
func (r *reader) history(rel *relation, since string) []dataset.Fact {
	var facts []dataset.Fact
	for _, held := range groups(r.interests(rel.statement)) {
		h := r.hold(rel, slices.DeleteFunc(held, func(i interest) bool { return i.interest == "" }))
		if h.share == "" && h.votes == "" {
			continue
		}
		fact := rel.fact("stake")
		fact.Parties["owner"], fact.Parties["company"] = []dataset.Party{rel.owner.Party}, []dataset.Party{rel.company}
		for key, value := range map[string]string{"share": h.share, "votes": h.votes, "directness": directness(held)} {
			if value != "" {
				fact.Values[key] = []string{value}
			}
		}
		if since != "" && h.start == since {
			fact.Values["since"] = []string{since}
		}
		facts = append(facts, fact)
	}
	return facts
}

// observeShares dates the shares of stakes by the day on which they were seen,
// in facts of their own. Those of a statement that ends the stake have none.
func (r *reader) observeShares(facts []dataset.Fact) (split []dataset.Fact, since string) {
	for _, fact := range facts {
		seen := fact.Values["seen"]
		if fact.Kind == "stake" && len(fact.Values["since"]) > 0 {
			since = earlier(since, fact.Values["since"][0])
		}
		if fact.Kind != "stake" || len(fact.Values["share"])+len(fact.Values["votes"]) == 0 {
			split = append(split, fact)
			continue
		}
		observed := fact
		observed.Values, observed.Inferred, observed.Note = map[string][]string{"seen": seen}, nil, ""
		for _, key := range []string{"share", "votes", "directness"} {
			if value := fact.Values[key]; len(value) > 0 {
				observed.Values[key] = value
			}
		}
		fact.Values = maps.Clone(fact.Values)
		delete(fact.Values, "share")
		delete(fact.Values, "votes")
		split = append(split, fact)
		if len(seen) > 0 {
			split = append(split, observed)
		} else {
			r.set.Omit("relationship statement", "interests.share", "it stands in a statement that ends the record; the shares of the one before are kept", fact.At[0], "")
		}
	}
	return split, since
}
