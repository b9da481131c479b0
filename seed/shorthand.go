package seed

import (
	"slices"
	"strings"

	"capgraph/graph"
)

// shorthand is a key that people write in a fact and that is no field of its
// kind. This table holds all of them.
type shorthand struct {
	key  string
	doc  string                        // for the JSON Schema
	on   func(spec *graph.Spec) bool   // the kinds that have it
	fill func(spec *graph.Spec) string // the field that it gives, for "inferred" and "wording"
	read func(d *decoder, f *fact, e entry)
	enum []string    // the words that it takes
	typ  *graph.Type // else the type of its value; nil for a party
}

// The keys that other code refers to.
const (
	keyIs     = "is"
	keyDate   = "date"
	keyPeople = "people"
	keyCount  = "count"
	keySeen   = "seen"
	keyFrom   = "from"
	keyUntil  = "until"

	fieldHeadCount  = "headCount"
	fieldName       = "name"
	suffixExhausted = "Exhaustive"
)

var shorthands = []shorthand{
	{
		key: keyIs, doc: "The entity that the fact is about: a handle, an id or an identifier.",
		on: func(spec *graph.Spec) bool { return spec.Nature == graph.Entity }, fill: noField,
		read: readIs,
	},
	{
		key: "basis", doc: "What the amount of the fact measures.",
		on:   func(spec *graph.Spec) bool { return fieldOfType(spec, graph.MoneyType) != nil },
		fill: func(*graph.Spec) string { return "basis" },
		read: readBasis, enum: basisWords(),
	},
	{
		key: keyDate, doc: "When the step under status, or the cause, was taken.",
		on: func(spec *graph.Spec) bool {
			return fieldOfType(spec, graph.StepType) != nil && spec.Field(keyDate) == nil
		},
		fill: func(*graph.Spec) string { return keyDate }, read: readDate, typ: graph.DateType,
	},
	{
		key: keyPeople, doc: "People who are described and not named; they become a people group of this article.",
		on:   func(spec *graph.Spec) bool { return groupField(spec) != nil },
		fill: func(spec *graph.Spec) string { return groupField(spec).Name },
		read: readPeople, typ: graph.ProseType,
	},
	{
		key: keyCount, doc: "How many the people are, all together.",
		on:   func(spec *graph.Spec) bool { return groupField(spec) != nil },
		fill: func(*graph.Spec) string { return fieldHeadCount }, read: readCount, typ: graph.HeadCountType,
	},
	{
		key: "from is", doc: "Whether the companies under from are examples, or all of them.",
		on:   func(spec *graph.Spec) bool { return spec.Field(keyFrom+suffixExhausted) != nil },
		fill: func(*graph.Spec) string { return keyFrom + suffixExhausted },
		read: readExhaustive, enum: []string{"examples", "all"},
	},
	{
		key: keySeen, doc: "A day on which it was seen to be so; since when is not known.",
		on: func(*graph.Spec) bool { return true }, fill: func(*graph.Spec) string { return keySeen },
		read: func(d *decoder, f *fact, e entry) { f.seen = d.date(e) }, typ: graph.DateType,
	},
	{
		key: keyFrom, doc: "From when it is so.", on: hasPeriod(keyFrom), fill: func(*graph.Spec) string { return keyFrom },
		read: func(d *decoder, f *fact, e entry) { f.from = d.date(e) }, typ: graph.DateType,
	},
	{
		key: keyUntil, doc: "Until when it is so.", on: hasPeriod(keyUntil), fill: func(*graph.Spec) string { return keyUntil },
		read: func(d *decoder, f *fact, e entry) { f.until = d.date(e) }, typ: graph.DateType,
	},
}

func noField(*graph.Spec) string { return "" }

// hasPeriod holds for kinds that are so for a time and have no field of that
// name.
func hasPeriod(key string) func(*graph.Spec) bool {
	return func(spec *graph.Spec) bool { return spec.Nature != graph.Event && spec.Field(key) == nil }
}

// shorthandCalled is the shorthand of a kind that a key names; of any kind
// when it is nil.
func shorthandCalled(spec *graph.Spec, key string) *shorthand {
	for i := range shorthands {
		if squash(shorthands[i].key) == squash(key) && (spec == nil || shorthands[i].on(spec)) {
			return &shorthands[i]
		}
	}
	return nil
}

// fieldOf is the name of the field that a key of the fact gives.
func (f *fact) fieldOf(key string) string {
	if field := fieldCalled(f.spec, key); field != nil {
		return field.Name
	}
	if short := shorthandCalled(f.spec, key); short != nil {
		return short.fill(f.spec)
	}
	return ""
}

func readIs(d *decoder, f *fact, e entry) {
	f.about = d.party(e.value, e.path, []graph.Kind{f.spec.Kind})
}

var moneyBases = []graph.MoneyBasis{
	graph.BasisPrice, graph.BasisCommitment, graph.BasisCapex, graph.BasisValuation, graph.BasisRound, graph.BasisRevenue,
}

func basisWords() []string {
	words := make([]string, len(moneyBases))
	for i, basis := range moneyBases {
		words[i] = strings.ToLower(string(basis))
	}
	return words
}

func readBasis(d *decoder, f *fact, e entry) {
	text, ok := d.scalar(e.value, e.path)
	amount := fieldOfType(f.spec, graph.MoneyType)
	basis := graph.MoneyBasis(strings.ToUpper(text))
	switch {
	case !ok:
	case !slices.Contains(moneyBases, basis):
		d.report(e.value, e.path, graph.Invalid, "%s is none of: %s%s", shown(text), strings.Join(basisWords(), ", "), didYouMean(text, basisWords()))
	case f.given[amount.Name] == nil:
		d.report(e.keyNode, e.path, graph.Invalid, "the fact gives no %s that this could be the basis of", fieldWords(amount.Name))
	case len(f.values[amount.Name]) > 0:
		money := f.values[amount.Name][0].Value.(graph.Money)
		money.Basis = basis
		f.values[amount.Name][0].Value = money
	}
}

func readExhaustive(d *decoder, f *fact, e entry) {
	text, ok := d.scalar(e.value, e.path)
	token, known := map[string]graph.Token{"examples": "FALSE", "all": "TRUE"}[strings.ToLower(text)]
	switch {
	case !ok:
	case !known:
		d.report(e.value, e.path, graph.Invalid, "%s is none of: examples, all%s", shown(text), didYouMean(text, []string{"examples", "all"}))
	case len(f.parties[keyFrom]) == 0 && f.given[keyFrom] == nil:
		d.report(e.keyNode, e.path, graph.Invalid, "the fact names no companies under from")
	default:
		f.values[keyFrom+suffixExhausted] = []graph.Held{{Value: token}}
	}
}
