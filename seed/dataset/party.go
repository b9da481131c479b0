package dataset

import (
	"capgraph/graph"
)

// Party is someone or something that a fact speaks of, as a source knows it.
type Party struct {
	// Missing says that the party is unknown, undisclosed or that there is none;
	// all else is then left out. Only parties that may be missing have it.
	Missing graph.ValueState

	Kind    graph.Kind
	Name    string
	Aliases []Alias // further names

	// Key tells the party from its namesakes within the source. Parties with
	// equal keys are one. Without a key, the name alone counts, as in articles.
	Key string

	// ID is the id that the party has when none of its identifiers is known,
	// made from Key when empty.
	ID graph.ID

	// Identifiers are those of registers, the surest first, as "lei:...". That of
	// the source itself follows from Key.
	Identifiers []string
}

// Alias is a further name and of which sort it is: "legal", "former",
// "trading", or "" for an alias.
type Alias struct{ Name, Kind string }

// Fact is one fact in the making, in the words of fact files.
type Fact struct {
	Kind    string              // "stake"
	ID      graph.ID            // for deals, plans and moves of which the source has a key
	Parties map[string][]Party  // by the key of the fact that they stand under
	Values  map[string][]string // likewise; parsed when the article is checked

	Inferred map[string]string // why a value is given that the source does not have

	At                                   []string // "row 17", "record KEY"
	Says, Confidence, AttributedTo, Note string   // the usual ones when empty
}

// The most letters that texts may have in a fact file, less a little.
const (
	MaxName  = 200
	MaxProse = 200
	MaxNote  = 1000

	maxAliases = 30
	maxPlaces  = 50
)

// Row is the place of a row of a table. The header is row 1, as in a
// spreadsheet.
func Row(number int) string { return "row " + decimalText(number) }

// Record is the place of a record by its key. A key that has spaces, or is
// very long, is replaced by the number of the record.
func Record(key string, number int) string {
	const longest = 150
	if key == "" || len(key) > longest || Clean(key) != key || containsSpace(key) {
		return Row(number)
	}
	return "record " + key
}
