package graphtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"capgraph/graph"
)

// Part is a part of an article: an option such as On, or a Claim.
type Part interface{ join(*draft) }

// draft is an article in the making.
type draft struct {
	fields    graph.Record
	facts     []*Claim
	decisions []func(article graph.ID) *graph.Record
}

type option func(*draft)

func (o option) join(d *draft) { o(d) }

// On dates the article; without it the article is undated.
func On(date string) Part { return set("published", date) }

// Revised dates a correction: the article replaces what it was before.
func Revised(date string) Part { return set("revised", date) }

// ReadAgain numbers the reading of the same text.
func ReadAgain(reading int) Part { return set("reading", strconv.Itoa(reading)) }

// Type says what sort of source the article is; PRESS unless it is given.
func Type(token string) Part { return set("type", token) }

// Story is what reprints of one text share.
func Story(name string) Part { return set("story", name) }

func set(field, text string) Part {
	return option(func(d *draft) {
		d.fields.Held[field] = []graph.Held{{Value: Value("article", field, text)}}
	})
}

// Article is the change that seeds an article of that name. Sending it twice
// gives equal articles and claims.
func Article(name string, parts ...Part) graph.Change {
	d := &draft{fields: graph.Record{ID: ID("article", name), Kind: "article", Held: map[string][]graph.Held{}}}
	set("title", name).join(d)
	Type("press").join(d)
	for _, part := range parts {
		part.join(d)
	}
	change := graph.Change{Action: graph.ActionSeed, Article: &d.fields}
	digest := sha256.New()
	digest.Write(graph.EncodeBody(&d.fields))
	for _, fact := range d.facts {
		claim := fact.record(&d.fields)
		digest.Write(append([]byte(claim.ID), graph.EncodeBody(claim)...))
		change.Claims = append(change.Claims, claim)
	}
	for _, decision := range d.decisions {
		claim := decision(d.fields.ID)
		digest.Write([]byte(claim.ID))
		change.Claims = append(change.Claims, claim)
	}
	set("digest", hex.EncodeToString(digest.Sum(nil)[:8])).join(d)
	return change
}

// Withdraw is the change that withdraws the article of that name.
func Withdraw(name string) graph.Change {
	return graph.Change{Action: graph.ActionWithdraw, Article: &graph.Record{ID: ID("article", name), Kind: "article"}}
}

// sentWithdrawn is the change that sends an article as one that does not count.
func sentWithdrawn(change graph.Change) graph.Change {
	change.Article.Held["status"] = []graph.Held{{Value: graph.Withdrawn}}
	return change
}

// ID is the id of a record of that kind and name.
func ID(kind graph.Kind, name string) graph.ID { return graph.NewID(kind, name) }

// Value reads a value as a fact file has it. A step may have a date behind it:
// "completed 2025-06". It panics on text that cannot be read, since the text
// stands in a test.
func Value(kind graph.Kind, name, text string) graph.Value {
	field := graph.KindOf(kind).Field(name)
	if field == nil {
		panic(fmt.Sprintf("%s has no field %s", kind, name))
	}
	value, err := parse(field, text)
	if err != nil {
		panic(fmt.Sprintf("%s of %s: %v", name, kind, err))
	}
	return value
}

func parse(field *graph.Field, text string) (graph.Value, error) {
	switch state, missing := graph.ParseState(text); {
	case field.Type == graph.RefType && missing:
		return graph.Ref{State: state}, nil
	case field.Type == graph.StepType:
		return parseStep(field.Enum, text)
	case field.Enum != nil:
		token, err := field.Enum.Parse(text)
		return token, err
	}
	return field.Type.Parse(text)
}

func parseStep(enum *graph.Enum, text string) (graph.Value, error) {
	word, date, dated := strings.Cut(text, " ")
	token, err := enum.Parse(word)
	step := graph.Step{Status: string(token)}
	if err != nil || !dated {
		return step, err
	}
	on, err := graph.ParseDate(date)
	step.On = &on
	return step, err
}

// Claim is one claim in the making. Its methods change it and return it.
type Claim struct {
	about    graph.ID
	claimed  map[string][]graph.Held
	how      map[string]string // fields of the claim itself
	mentions []string
}

func (c *Claim) join(d *draft) { d.facts = append(d.facts, c) }

// About claims values of a record: pairs of a field and a value as a fact file
// has it. A field given twice has two values.
func About(id graph.ID, pairs ...string) *Claim {
	c := &Claim{about: id, claimed: map[string][]graph.Held{}, how: map[string]string{"modality": "states", "confidence": "reported"}}
	for i := 0; i < len(pairs); i += 2 {
		c.mention(Value(id.Kind(), pairs[i], pairs[i+1]))
		c.claimed[pairs[i]] = append(c.claimed[pairs[i]], graph.Held{Value: Value(id.Kind(), pairs[i], pairs[i+1])})
	}
	return c
}

func (c *Claim) mention(value graph.Value) {
	if ref, ok := value.(graph.Ref); ok {
		c.mentions = append(c.mentions, ref.Text())
	}
}

// Entity claims the name of an entity, and more about it.
func Entity(kind graph.Kind, name string, pairs ...string) *Claim {
	return About(ID(kind, name), append([]string{"name", name}, pairs...)...)
}

// Company claims the name of a company, and more about it.
func Company(name string, pairs ...string) *Claim { return Entity("company", name, pairs...) }

// Person claims the name of a person, and more about them.
func Person(name string, pairs ...string) *Claim { return Entity("person", name, pairs...) }

// StakeID is the id of the stake of one company in another.
func StakeID(owner, company string) graph.ID { return graph.NewID("stake", owner, company) }

// Stake claims that one company owns a part of another, both by name.
func Stake(owner, company string, pairs ...string) *Claim {
	parties := []string{"owner", string(ID("company", owner)), "company", string(ID("company", company))}
	return About(StakeID(owner, company), append(parties, pairs...)...)
}

// Says sets the modality: states (unless it is given), reports, plans, denies.
func (c *Claim) Says(modality string) *Claim { return c.with("modality", modality) }

// Confidence sets how sure the editor is; reported unless it is given.
func (c *Claim) Confidence(confidence string) *Claim { return c.with("confidence", confidence) }

// From sets from when the claim holds.
func (c *Claim) From(date string) *Claim { return c.with("from", date) }

// Until sets until when the claim holds.
func (c *Claim) Until(date string) *Claim { return c.with("until", date) }

// Observed sets when the claim was seen to hold; the date of the article
// unless it is given.
func (c *Claim) Observed(date string) *Claim { return c.with("observed", date) }

// At sets the place in the article.
func (c *Claim) At(locator string) *Claim { return c.with("locator", locator) }

// Note adds a note, which makes no difference to the id of the claim.
func (c *Claim) Note(text string) *Claim { return c.with("note", text) }

// Speaker sets whom the article quotes.
func (c *Claim) Speaker(id graph.ID) *Claim { return c.with("speaker", string(id)) }

// Inferred marks the values of the fields as inferred.
func (c *Claim) Inferred(fields ...string) *Claim {
	for _, field := range fields {
		for i := range c.claimed[field] {
			c.claimed[field][i].Inferred = true
		}
	}
	return c
}

func (c *Claim) with(field, text string) *Claim {
	c.how[field] = text
	return c
}

// record writes the claim as the article's.
func (c *Claim) record(article *graph.Record) *graph.Record {
	r := &graph.Record{Kind: "claim", Valid: graph.Always, Claimed: c.claimed, Held: map[string][]graph.Held{
		"article": {{Value: graph.Ref{ID: string(article.ID)}}},
		"about":   {{Value: graph.Ref{ID: string(c.about)}}},
		"source":  article.Held["type"],
	}}
	for field := range c.claimed {
		r.Held["field"] = append(r.Held["field"], graph.Held{Value: graph.Token(field)})
	}
	slices.SortFunc(r.Held["field"], func(a, b graph.Held) int { return strings.Compare(a.Value.Text(), b.Value.Text()) })
	if published := article.Held["published"]; len(published) > 0 {
		r.Held["observed"] = published
	}
	for field, text := range c.how {
		r.Held[field] = []graph.Held{{Value: Value("claim", field, text)}}
	}
	slices.Sort(c.mentions)
	r.ID = graph.ClaimID(r, c.about.Kind(), append([]string{c.about.Slug()}, c.mentions...))
	return r
}
