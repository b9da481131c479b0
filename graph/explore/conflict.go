package explore

import (
	"fmt"
	"slices"

	"capgraph/graph"
)

// ConflictKind says what sort of contradiction a conflict is.
type ConflictKind string

// The kinds of conflict.
const (
	// ConflictValue: claims of one time give values of a field that exclude each
	// other. Amounts in two currencies exclude nothing, and a value that changed
	// is no conflict.
	ConflictValue ConflictKind = "VALUE"
	// ConflictIdentity: claims give two identifiers of which a thing has only
	// one (LEI, Wikidata).
	ConflictIdentity ConflictKind = "IDENTITY"
	// ConflictDenial: a claim denies what another states, see graph.Denials.
	ConflictDenial ConflictKind = "DENIAL"
	// ConflictOverAllocated: the least shares in a company add up to more than
	// the whole. It takes all stakes in force to know, so it is listed only when
	// it is asked for by name.
	ConflictOverAllocated ConflictKind = "OVER_ALLOCATED"
)

// ConflictOrder is an order of conflicts.
type ConflictOrder string

// The orders. Equal ones are in the order of the record's id, the field and the day.
const (
	ConflictsByRecord   ConflictOrder = "RECORD"   // by id; the only order that reads no more than its page
	ConflictsByAge      ConflictOrder = "AGE"      // known for longest first; those without an age last
	ConflictsBySeverity ConflictOrder = "SEVERITY" // gravest first, among equals known for longest first
)

// Conflict is a contradiction between what claims say that are live now, about
// a record at whatever time.
type Conflict struct {
	Kind         ConflictKind
	Record       graph.ID
	Field        string         // empty for a record as a whole
	Valid        graph.Validity // when the chosen value holds
	Chosen       Side
	Alternatives []Side // best first; never empty, save when OVER_ALLOCATED
	Settled      bool   // by a decision: the conflict is closed
	Rule         graph.Rule
	Severity     graph.Severity
	Since        graph.Instant // when the contradiction came to be known; 0 if that is not recorded
	Stakes       []graph.ID    // that add up to too much, by owner
}

// Side is a value with the claims for it, and how many independent stories and
// different publishers stand behind those.
type Side struct {
	Text    string // the value for people; "stated" and "denied" for a record as a whole
	Claims  []graph.ID
	Support graph.Support
}

// OverAllocated is the conflict about a company of which stakes give away more
// than the whole.
func OverAllocated(company graph.ID, stakes []graph.ID) Conflict {
	return Conflict{Kind: ConflictOverAllocated, Record: company, Field: "share", Valid: graph.Always, Severity: graph.High, Stakes: stakes}
}

// OverAllocations are the conflicts about companies with the stakes that give
// them away; only about one company when of is not empty.
func OverAllocations(companies map[graph.ID][]graph.ID, of graph.ID) []Conflict {
	var conflicts []Conflict
	for company, stakes := range companies {
		if of == "" || of == company || slices.Contains(stakes, of) {
			conflicts = append(conflicts, OverAllocated(company, stakes))
		}
	}
	return conflicts
}

// claims are those of all sides.
func (c *Conflict) claims() []graph.ID {
	ids := slices.Clone(c.Chosen.Claims)
	for _, side := range c.Alternatives {
		ids = append(ids, side.Claims...)
	}
	return ids
}

// place is the key by which conflicts are ordered after all else.
func (c *Conflict) place() string {
	return fmt.Sprintf("%s %s %s %08x %s", c.Record, c.Field, c.Kind, uint32(int64(c.Valid.From)-int64(graph.MinDay)), c.Chosen.Text)
}

// key is the place of the conflict in an order: keys sort as bytes.
func (c *Conflict) key(order ConflictOrder) string {
	age := fmt.Sprintf("%020d", c.Since)
	if c.Since <= 0 {
		age = "~"
	}
	switch order {
	case ConflictsByAge:
		return age + " " + c.place()
	case ConflictsBySeverity:
		return fmt.Sprintf("%d %s %s", severityRank(c.Severity), age, c.place())
	}
	return c.place()
}

func severityRank(severity graph.Severity) int {
	for i, s := range graph.Severities {
		if s == severity {
			return i
		}
	}
	return len(graph.Severities)
}
