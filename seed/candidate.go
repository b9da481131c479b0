package seed

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"capgraph/graph"
)

// Mention is what is known of somebody or something whose record is sought.
type Mention struct {
	Kind        graph.Kind
	Names       []string // the usual one first
	Identifiers []graph.Identifier
	Country     string     // of a company, ISO 3166-1; "" when it is not known
	Related     []graph.ID // entities that relations lead to
}

// Candidate is a record that a mention may stand for, how likely, and why.
type Candidate struct {
	Record  *graph.Record
	Score   float64 // above 0, to 1
	Reasons []Reason
}

// Reason is what speaks for a candidate, or against it.
type Reason struct {
	Why   Why
	Value string // what is shared, or what differs
}

// Why is a sort of reason.
type Why string

// The reasons, and what each makes of the score. The best reason of those that
// name things gives the score; the others raise it by a part of what is
// missing to 1, or lower it to a part.
const (
	SameIdentifier    Why = "SAME_IDENTIFIER"     // 1
	SameName          Why = "SAME_NAME"           // 0.9: the usual name of both, folded
	SharedAlias       Why = "ALIAS"               // 0.85: another name of one of them
	FormerName        Why = "FORMER_NAME"         // 0.75: a name that it no longer has
	LegalFormStripped Why = "LEGAL_FORM_STRIPPED" // 0.7: the same name but for the legal form
	SimilarName       Why = "SIMILAR_NAME"        // up to 0.6: few letters differ, or one has more words
	SameCountry       Why = "SAME_COUNTRY"        // + 0.2 of what is missing
	SharedRelation    Why = "SHARED_RELATION"     // + 0.4 of what is missing: both have relations with somebody
	OtherCountry      Why = "OTHER_COUNTRY"       // x 0.6
	OtherIdentifier   Why = "OTHER_IDENTIFIER"    // x 0.2: a thing has only one of the scheme
	SameParties       Why = "SAME_PARTIES"        // 0.9: a deal, plan or move of the same parties at a compatible time
	OtherDates        Why = "OTHER_DATES"         // x 0.2: its dates contradict
	Related           Why = "RELATED"             // x 0.4: a relation joins the two, as a company and its branch
)

// InWords prints what speaks for a candidate and against it, as
// `legal form stripped "Meta Platforms"`, with commas between.
func InWords(reasons []Reason) string {
	texts := make([]string, len(reasons))
	for i, reason := range reasons {
		texts[i] = fmt.Sprintf("%s %q", strings.ToLower(strings.ReplaceAll(string(reason.Why), "_", " ")), reason.Value)
	}
	return strings.Join(texts, ", ")
}

// Candidates finds the records that a mention may stand for, likeliest first,
// at most limit. They are found by identifier, by name with and without its
// legal form, and by a search for the words of the name, so that one letter
// may be wrong in each; a mention without names and identifiers has none.
func Candidates(ctx context.Context, reader graph.Reader, mention Mention, limit int) ([]Candidate, error) {
	ids, err := mention.find(ctx, reader)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	records, err := reader.Records(ctx, ids, graph.Slice{Day: graph.LastDay})
	if err != nil {
		return nil, err
	}
	circles, err := circlesOf(ctx, reader, ids, len(mention.Related) > 0)
	if err != nil {
		return nil, err
	}
	var found []Candidate
	for _, id := range ids {
		if record := records[id]; record != nil {
			if c := mention.weigh(record, circles[id]); c.Score > 0 {
				found = append(found, c)
			}
		}
	}
	slices.SortFunc(found, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Record.ID, b.Record.ID))
	})
	return found[:min(limit, len(found))], nil
}

// find lists the records that share an identifier or a name, or have a similar
// one.
func (m Mention) find(ctx context.Context, reader graph.Reader) ([]graph.ID, error) {
	var ids []graph.ID
	wanted := lookups{}
	for _, identifier := range m.Identifiers {
		wanted.want(m.Kind, "identifier", identifier.String())
	}
	for _, name := range m.Names {
		wanted.want(m.Kind, fieldName, graph.TextKey(name))
		stripped, _ := graph.WithoutLegalForm(name)
		wanted.want(m.Kind, fieldName, graph.TextKey(stripped))
	}
	if err := wanted.ask(ctx, reader); err != nil {
		return nil, err
	}
	for _, keys := range wanted {
		for _, found := range keys {
			ids = append(ids, found...)
		}
	}
	for _, name := range m.Names {
		stripped, _ := graph.WithoutLegalForm(name)
		records, err := reader.Search(ctx, graph.Words(stripped), []graph.Kind{m.Kind})
		if err != nil {
			return nil, err
		}
		for _, record := range records {
			ids = append(ids, record.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// sharedShown is how many shared relations count: more say little more.
const sharedShown = 3

// around is how many relations of a kind are looked at to see with whom an
// entity is related.
const around = 100

// circlesOf finds the entities that others have relations with.
func circlesOf(ctx context.Context, reader graph.Reader, ids []graph.ID, wanted bool) (map[graph.ID]map[graph.ID]bool, error) {
	circles := map[graph.ID]map[graph.ID]bool{}
	if !wanted {
		return circles, nil
	}
	fans, err := reader.Expand(ctx, graph.Expansion{Of: ids, Slice: graph.Slice{Day: graph.MinDay}, Until: new(graph.LastDay), Limit: around})
	for id, fan := range fans {
		circles[id] = map[graph.ID]bool{}
		for _, relation := range fan.Relations {
			for _, end := range relation.Ends {
				if end.ID != "" && end.ID != id {
					circles[id][end.ID] = true
				}
			}
		}
	}
	return circles, err
}

// weigh says how likely a record is what is mentioned, in thousandths. It is a
// pure function.
func (m Mention) weigh(record *graph.Record, circle map[graph.ID]bool) Candidate {
	c := Candidate{Record: record}
	best := func(score float64, why Why, value string) {
		if score > c.Score {
			c.Score = score
		}
		c.Reasons = append(c.Reasons, Reason{why, value})
	}
	against := m.compareIdentifiers(record, best)
	if score, why, name := m.likestName(record); score > 0 {
		best(score, why, name)
	}
	if c.Score == 0 {
		return c
	}
	country, _ := graph.One[graph.Token](record, "country")
	switch {
	case m.Country == "" || country == "":
	case string(country) == m.Country:
		c.raise(0.2, SameCountry, m.Country)
	default:
		c.lower(0.6, OtherCountry, string(country))
	}
	shared := 0
	for _, id := range m.Related {
		if circle[id] && shared < sharedShown {
			shared++
			c.raise(0.4, SharedRelation, string(id))
		}
	}
	if against != "" {
		c.lower(0.2, OtherIdentifier, against)
	}
	c.Score = math.Round(c.Score*1000) / 1000
	return c
}

func (c *Candidate) raise(by float64, why Why, value string) {
	c.Score += (1 - c.Score) * by
	c.Reasons = append(c.Reasons, Reason{why, value})
}

func (c *Candidate) lower(to float64, why Why, value string) {
	c.Score *= to
	c.Reasons = append(c.Reasons, Reason{why, value})
}

// compareIdentifiers tells best of an identifier that both have, and returns
// one of the record that shows that it is another thing.
func (m Mention) compareIdentifiers(record *graph.Record, best func(float64, Why, string)) (against string) {
	for _, mine := range m.Identifiers {
		for _, held := range record.Held["identifier"] {
			switch _, outcome := mine.Meet(held.Value); outcome {
			case graph.Agrees:
				best(1, SameIdentifier, held.Value.Text())
			case graph.Conflicts:
				against = held.Value.Text()
			}
		}
	}
	return against
}

// likestName is the name of the record that is most like one of the mention.
func (m Mention) likestName(record *graph.Record) (score float64, why Why, name string) {
	names := graph.All[graph.Name](record, fieldName)
	for i, mine := range m.Names {
		for j, theirs := range names {
			if s, w := compareNames(mine, theirs, i == 0 && j == 0); s > score {
				score, why, name = s, w, theirs.Name
			}
		}
	}
	return score, why, name
}
