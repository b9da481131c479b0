package draft

import (
	"context"
	"slices"

	"capgraph/graph"
)

// Options say how to draft. The zero value reads with the rules alone.
type Options struct {
	Told     Article   // what is known of the article beside its text; outranks what the text says
	Names    Names     // who is known already; nil for nobody
	Endpoint *Endpoint // drafts in place of the rules; nil for the rules
}

// Draft is a fact file in the making: what an article seems to say, for a
// person to review.
type Draft struct {
	Article Article
	Facts   []Fact
	LeftOut []string // what was read and cannot stand in a fact file, a sentence each
	By      string   // "rules", or the model that drafted it
}

// From drafts the facts of an article from its text or saved page. The rules
// are deterministic: the same text and options give the same draft. Errors are
// those of Read, of the names, and of the endpoint; a text of which nothing is
// understood gives a draft without facts.
func From(ctx context.Context, data []byte, options Options) (*Draft, error) {
	article, err := Read(data, options.Told)
	if err != nil {
		return nil, err
	}
	if options.Endpoint != nil {
		return options.Endpoint.draft(ctx, article)
	}
	book, err := rulesOf(article.Language)
	if err != nil {
		return nil, graph.Errorf(graph.Internal, "the rules cannot be read").Because(err)
	}
	reading, err := analyse(ctx, article, book, options.Names)
	if err != nil {
		return nil, err
	}
	result := &Draft{Article: article, By: "rules"}
	for _, d := range reading.extract() {
		if message := d.incomplete(); message != "" {
			result.LeftOut = append(result.LeftOut, message)
			continue
		}
		result.Facts = append(result.Facts, d.fact())
	}
	return result, nil
}

// incomplete says what a fact lacks that a fact file asks for, "" for nothing.
func (d *draft) incomplete() string {
	if d.kind == "investment" && len(d.parties["investor"]) == 0 {
		message := "investment"
		for _, e := range d.parties["recipient"] {
			message += " in " + e.label()
		}
		if amount := d.text("amount"); amount != "" {
			message += " of " + amount
		}
		return message + " at " + d.places[0].at() + ": the text names no investor"
	}
	return ""
}

// shape is what a fact of a kind holds: the keys of its parties, then those
// of its values, in the order in which they are written.
type shape struct {
	parties, values []string
	many            []string // the keys that take a list
	measured        []string // the values whose wording is kept
}

var shapes = map[graph.Kind]shape{
	"position":    {parties: []string{"person", "company"}, values: []string{"role", "since", "until"}, measured: []string{"since", "until"}},
	"stake":       {parties: []string{"owner", "company"}, values: []string{"share", "votes", "since"}, measured: []string{"share", "votes", "since"}},
	"acquisition": {parties: []string{"acquirer", "target", "seller", "financier", "adviser"}, values: []string{"people", "count", "type", "share", "price", "status", "date"}, many: []string{"acquirer", "seller", "financier", "adviser"}, measured: []string{"count", "share", "price", "date"}},
	"investment":  {parties: []string{"investor", "recipient"}, values: []string{"type", "round", "amount", "places", "horizon", "status"}, many: []string{"investor", "places"}, measured: []string{"amount", "horizon"}},
	"move":        {parties: []string{"who", "from", "to"}, values: []string{"people", "count", "role", "date"}, many: []string{"from"}, measured: []string{"count", "date"}},
	"site-role":   {parties: []string{"company", "datacenter"}, values: []string{"role"}},
	"datacenter":  {parties: []string{"is"}, values: []string{"level", "capacity", "location", "operational", "status", "cost"}, many: []string{"capacity"}, measured: []string{"capacity", "operational", "cost"}},
}

// fact writes a draft with names in place of entities.
func (d *draft) fact() Fact {
	f := Fact{
		Kind: d.kind, Says: d.says, Source: d.source, By: d.by,
		Parties: map[string][]Party{}, Values: map[string][]string{}, Wording: map[string]string{}, Reasons: map[string]string{},
	}
	form := shapes[d.kind]
	for _, key := range form.parties {
		for _, e := range d.parties[key] {
			f.Parties[key] = append(f.Parties[key], e.party())
		}
	}
	for _, key := range form.values {
		for _, v := range d.values[key] {
			if !slices.Contains(f.Values[key], v.text) && (len(f.Values[key]) == 0 || slices.Contains(form.many, key)) {
				f.Values[key] = append(f.Values[key], v.text)
			}
		}
		if len(f.Values[key]) == 1 && slices.Contains(form.measured, key) {
			f.Wording[key] = shortWording(d.values[key][0])
		}
	}
	for key, reason := range d.reasons {
		if len(f.Parties[key])+len(f.Values[key]) > 0 {
			f.Reasons[key] = reason
		}
	}
	for _, place := range d.places {
		if at := place.at(); !slices.Contains(f.At, at) {
			f.At = append(f.At, at)
		}
	}
	f.Quote = d.of.text[d.quote.start:d.quote.end]
	f.From = letters(d.of.text[:d.quote.start]) + 1
	f.To = f.From + letters(f.Quote) - 1
	return f
}

func (e *entity) party() Party {
	e = e.same()
	p := Party{Name: e.label(), Kind: e.kind, ID: e.id}
	if e.name == "" {
		p.Inferred = e.inferred
	}
	return p
}

// shortWording is how the text puts a value, "" for one that was set by a rule
// and for one that is put at length.
func shortWording(v value) string {
	const longest = 100
	if letters(v.wording) > longest {
		return ""
	}
	return v.wording
}
