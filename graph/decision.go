package graph

import (
	"cmp"
	"slices"
)

// decision is what a claim of an article of type DECISION may decide about
// identity: which records are one. Such a claim gives no values.
var decision = &Enum{
	Name: "IdentityDecision", Doc: "What an editor decides about which records are one.",
	Values: []EnumValue{
		{Merges, "The records are the one that the claim is about: what is said of them is said of it."},
		{Splits, "What some articles say of the records is said of the one that the claim is about."},
		{KeepsApart, "The records are different, and never to be merged."},
	},
}

// The decisions on identity.
const (
	Merges     Token = "MERGE"
	Splits     Token = "SPLIT"
	KeepsApart Token = "APART"
)

// The fields of a claim that hold a decision on identity.
const (
	fieldDecision  = "decision"
	fieldDecided   = "decided"
	fieldOfArticle = "ofArticle"
	fieldMention   = "mention"
)

// formerID is a field of everything that records can be merged into.
var formerID = Field{
	Name: "formerId", Many: "formerIds", Type: ProseType, Merge: Set, Derived: true,
	Doc: "The ids of the records that were merged into it, which stand for it now.",
}

// NewDecision makes the claim of a decision article that decides about some
// records: merges them into about, splits them into it for some articles, or
// keeps them apart from one another; about is then one of them. Its id follows
// from these alone.
func NewDecision(article ID, decision Token, about ID, decided, ofArticles []ID) *Record {
	c := &Record{Kind: claim.Kind, Valid: Always, Claimed: map[string][]Held{}, Held: map[string][]Held{
		"article":     {{Value: Ref{ID: string(article)}}},
		"about":       {{Value: Ref{ID: string(about)}}},
		"modality":    {{Value: Token("STATES")}},
		"confidence":  {{Value: Token("CONFIRMED")}},
		"source":      {{Value: Decision}},
		fieldDecision: {{Value: decision}},
	}}
	mentions := []string{"decision: " + string(decision), "about: " + string(about)}
	for field, ids := range map[string][]ID{fieldDecided: decided, fieldOfArticle: ofArticles} {
		for _, id := range sortedSet(slices.Clone(ids)) {
			c.Held[field] = append(c.Held[field], Held{Value: Ref{ID: string(id)}})
			mentions = append(mentions, field+": "+string(id))
		}
	}
	slices.Sort(mentions)
	c.ID = ClaimID(c, about.Kind(), mentions)
	return c
}

// IsDecision says whether a claim decides about identity rather than stating
// facts.
func IsDecision(c *Record) bool { return len(c.Held[fieldDecision]) > 0 }

// decides is what a claim decides, "" for a claim that states facts.
func decides(c *Record) Token {
	token, _ := One[Token](c, fieldDecision)
	return token
}

// formerIDs are the ids that live decisions merge into the record that the
// claims are about, each with the decisions.
func formerIDs(claims []*Record) []Answer {
	var former []Answer
	for _, c := range claims {
		if decides(c) != Merges {
			continue
		}
		for _, id := range c.Refs(fieldDecided) {
			i := slices.IndexFunc(former, func(a Answer) bool { return a.Value.Text() == string(id) })
			if i < 0 {
				i, former = len(former), append(former, Answer{Held: Held{Value: Prose(id)}})
			}
			if !slices.Contains(former[i].Claims, c.ID) {
				former[i].Claims = append(former[i].Claims, c.ID)
			}
		}
	}
	slices.SortFunc(former, func(a, b Answer) int { return cmp.Compare(a.Value.Text(), b.Value.Text()) })
	for _, answer := range former {
		slices.Sort(answer.Claims)
	}
	return former
}
