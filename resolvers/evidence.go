package resolvers

import (
	"context"
	"strings"

	"capgraph/graph"
)

// Support is how many independent sources stand behind a record.
type Support = graph.Support

// ContestedValue is a field about which live claims disagree.
type ContestedValue struct {
	Field        string
	Rule         graph.Rule
	Chosen       ValueWithClaims
	Alternatives []ValueWithClaims
}

// ValueWithClaims is a value and the claims that support it.
type ValueWithClaims struct {
	Text     string
	Inferred bool
	Claims   []Claim
}

// ClaimValue is a value that a claim gives for a field.
type ClaimValue struct {
	Field    string
	Text     string
	Inferred bool
	Wording  string

	ref   graph.ID
	batch *batch
}

// evidence is the live claims about the records of a batch.
type evidence struct {
	byID  map[graph.ID][]*graph.Record
	views map[graph.ID]Claim
}

// evidence reads the claims about all records of the batch that are of the
// kind of this one.
func (s seen) evidence(ctx context.Context) (evidence, error) {
	kind := s.record.Kind
	return once(s.batch, "evidence "+string(kind), func() (evidence, error) {
		ids := s.batch.ids(kind)
		byID, err := s.batch.claimsAbout(ctx, ids)
		if err != nil {
			return evidence{}, err
		}
		next := newBatch(s.batch.reader, s.batch.clocks, nil)
		views := map[graph.ID]Claim{}
		for _, id := range ids {
			for _, record := range byID[id] {
				next.records = append(next.records, record)
				views[record.ID] = Claim{seen{record, next}}
			}
		}
		return evidence{byID, views}, nil
	})
}

// Support counts the live claims about the record and where they come from.
func (s seen) Support(ctx context.Context) (*Support, error) {
	evidence, err := s.evidence(ctx)
	if err != nil {
		return nil, err
	}
	support := graph.SupportOf(evidence.byID[s.record.ID])
	return &support, nil
}

// Contested explains the fields about which live claims disagree.
func (s seen) Contested(ctx context.Context) ([]ContestedValue, error) {
	if len(s.record.Contested) == 0 {
		return []ContestedValue{}, nil
	}
	return s.disagreements(ctx, func(e graph.Explanation) ([]graph.Answer, graph.Rule) { return e.Alternatives, e.Rule })
}

// Settled explains the fields about which claims disagree and a decision chose.
func (s seen) Settled(ctx context.Context) ([]ContestedValue, error) {
	return s.disagreements(ctx, func(e graph.Explanation) ([]graph.Answer, graph.Rule) { return e.Settled, graph.RuleDecision })
}

// disagreements explains the fields of which some answers lost.
func (s seen) disagreements(ctx context.Context, lost func(graph.Explanation) ([]graph.Answer, graph.Rule)) ([]ContestedValue, error) {
	values := []ContestedValue{}
	evidence, err := s.evidence(ctx)
	if err != nil {
		return nil, err
	}
	for _, explanation := range s.batch.clocks.policy.Explain(s.record.ID, evidence.byID[s.record.ID], s.batch.clocks.slice.Day) {
		answers, rule := lost(explanation)
		if len(answers) == 0 {
			continue
		}
		explanation.Alternatives = answers
		value := ContestedValue{Field: explanation.Field, Rule: rule, Chosen: evidence.answer(explanation.Winner())}
		for _, answer := range answers {
			value.Alternatives = append(value.Alternatives, evidence.answer(answer))
		}
		values = append(values, value)
	}
	return values, nil
}

func (e evidence) answer(answer graph.Answer) ValueWithClaims {
	value := ValueWithClaims{Text: answer.Value.Text(), Inferred: answer.Inferred, Claims: []Claim{}}
	for _, id := range answer.Claims {
		if claim, ok := e.views[id]; ok {
			value.Claims = append(value.Claims, claim)
		}
	}
	return value
}

// Values lists what the claim states, in the order of the kind's fields.
func (c Claim) Values() []ClaimValue {
	values := []ClaimValue{}
	for _, about := range c.record.Refs("about") {
		for _, field := range graph.KindOf(about.Kind()).Fields {
			for _, held := range c.record.Claimed[field.Name] {
				values = append(values, c.value(field.Name, held))
			}
		}
	}
	return values
}

func (c Claim) value(field string, held graph.Held) ClaimValue {
	value := ClaimValue{Field: field, Text: held.Value.Text(), Inferred: held.Inferred, Wording: graph.Wording(held.Value), batch: c.batch}
	if ref, ok := held.Value.(graph.Ref); ok {
		value.ref = graph.ID(ref.ID)
	}
	return value
}

// Record is what the value points to, read for all claims of the batch at once.
func (v ClaimValue) Record(ctx context.Context) (Node, error) {
	if v.ref == "" {
		return nil, nil
	}
	records, err := once(v.batch, "claimed", func() (map[graph.ID]Node, error) {
		records, err := v.batch.reader.Records(ctx, v.batch.claimedRefs(), v.batch.clocks.slice)
		if err != nil {
			return nil, err
		}
		return v.batch.nextBelieved(ctx, records)
	})
	return records[v.ref], err
}

// claimedRefs are the records that the claims of a batch name as values.
func (b *batch) claimedRefs() []graph.ID {
	var ids []graph.ID
	for _, record := range b.records {
		claimed := graph.Record{Held: record.Claimed}
		for field := range record.Claimed {
			ids = append(ids, claimed.Refs(field)...)
		}
	}
	return ids
}

// Citation is article, place and publisher in one line.
func (c Claim) Citation() string {
	var parts []string
	for _, id := range c.record.Refs("article") {
		if article := c.record.Far[id]; article != nil {
			parts = append(parts, graph.Label(article))
			if publisher, ok := graph.One[graph.Prose](article, "publisher"); ok {
				parts = append(parts, string(publisher))
			}
		}
	}
	return strings.Join(append(parts, c.Locators()...), ", ")
}

// KnownFrom is since when the claim has been known.
func (c Claim) KnownFrom() graph.Instant { return c.record.Known.From }

// EndedAt is when the claim ceased to be live.
func (c Claim) EndedAt() *graph.Instant {
	if c.record.Known.To == 0 {
		return nil
	}
	return &c.record.Known.To
}

// EndReason is why the claim ceased to be live.
func (c Claim) EndReason() *graph.Reason {
	if c.record.EndReason == "" {
		return nil
	}
	return &c.record.EndReason
}
