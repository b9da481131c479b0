package graph

import (
	"slices"
	"strings"
)

// Kind is the name of a kind of record, as it stands in ids and fact files.
type Kind string

// Nature is how a record of a kind relates to time.
type Nature int

// The natures.
const (
	// Entity is there at all times; its fields may change.
	Entity Nature = iota
	// State is a relation that holds from a day until a day.
	State
	// Event is a relation that happened, or is planned; it is seen from its
	// date or from its first observation on, whichever is earlier.
	Event
	// Source is evidence: an article or a claim. Sources are written as they
	// are and never resolved.
	Source
)

// Spec describes a kind of record: everything that stores, schema, filters
// and fact files need to know about it. The specs are the only place where a
// kind is described; see doc.go, "Adding a kind of fact".
type Spec struct {
	Kind   Kind
	Type   string // GraphQL type: "Company"
	Plural string // GraphQL list: "companies"
	Nature Nature
	Party  bool // may own, buy, invest and move
	Doc    string
	Fields []Field

	// Identity lists the fields that tell one relation from another: two facts
	// with the same identity are about one record. Empty for entities, which
	// are told apart by name, and for matched kinds.
	Identity []string

	// Matched says that relations of this kind meet by likeness (same Identity,
	// compatible period) or by an explicit id, because two such events may
	// share all their parties.
	Matched bool

	// Label is what names a relation: "{owner} owns {share+ of|a stake in}
	// {company}", "by {investor} {in recipient}". A brace holds a field, what comes
	// before and after it, and what stands for all of it when it is absent.
	Label string

	// Ways are the pairs of fields across which one walks from entity to entity:
	// from the owner of a stake to the company. A pair of one field with itself
	// joins any two that the field names, in both directions alike.
	Ways []Way
}

// Way leads across a relation from the entities that one field names to those
// that another does.
type Way struct{ From, To string }

// Merge is how the values that several claims give for one field become what
// a version holds.
type Merge int

// The merge rules.
const (
	// Constant fields do not change in time: all claims speak of one value.
	Constant Merge = iota
	// Varying fields hold one value at a time; a later observation that differs
	// is a change, not a conflict.
	Varying
	// Set fields hold all distinct values that claims give.
	Set
	// Series fields hold all values that cannot be compared with one another,
	// as the steps of a history; those that can must agree.
	Series
)

// Field describes one field of a kind.
type Field struct {
	Name  string // as in fact files, filters and, when not many, the API
	Many  string // GraphQL name of a Set or Series: "acquirers"; "" when the field holds one value
	Type  *Type
	Merge Merge
	Doc   string

	Enum     *Enum  // the tokens allowed, for TokenType and StepType
	Kinds    []Kind // the kinds a RefType may point to
	MayMiss  bool   // of a RefType: the party may be unknown, undisclosed or none
	Required bool   // a fact without it is refused
	Sort     bool   // lists can be ordered by it
	Derived  bool   // computed from the claims, not something that they say
	Outlined bool   // analytics read it, see Outline

	// Reverse is the name, on the kinds that a RefType points to, of the list of
	// records that point there: "holdings" for the owner of a stake.
	Reverse    string
	ReverseDoc string
}

// Enum is a closed list of tokens.
type Enum struct {
	Name   string // GraphQL enum
	Doc    string
	Values []EnumValue
}

// EnumValue is one token of an Enum and what it means.
type EnumValue struct {
	Token Token
	Doc   string
}

// Parse reads a token as people write it: letter case, spaces, hyphens and
// underscores make no difference. The error lists what is allowed.
func (e *Enum) Parse(text string) (Token, error) {
	wanted := Token(strings.ToUpper(strings.NewReplacer(" ", "_", "-", "_").Replace(strings.TrimSpace(text))))
	var allowed []string
	for _, value := range e.Values {
		if value.Token == wanted {
			return wanted, nil
		}
		allowed = append(allowed, strings.ToLower(strings.ReplaceAll(string(value.Token), "_", " ")))
	}
	return "", Errorf(Invalid, "%q is none of: %s", text, strings.Join(allowed, ", "))
}

// index is the place of a token in the enum; an unknown one comes last.
func (e *Enum) index(token Token) int {
	for i, value := range e.Values {
		if value.Token == token {
			return i
		}
	}
	return len(e.Values)
}

// Specs lists all kinds, entities first, in the order in which the schema
// shows them.
func Specs() []*Spec { return specs }

// Stored lists the kinds that stores keep: those of Specs and, behind them, that
// of what waits, which nothing else shows.
func Stored() []*Spec { return append(slices.Clone(specs), waiting) }

var specs = []*Spec{
	company, person, peopleGroup, datacenter, product,
	relation(stake), relation(acquisition), relation(investment), relation(position), relation(move),
	relation(siteRole), relation(competition), relation(productRole), relation(succession),
	article, claim,
}

// relation adds the fields that every relation has: how surely it is said.
func relation(spec *Spec) *Spec {
	spec.Fields = append(spec.Fields,
		Field{Name: "modality", Type: TokenType, Sort: true, Derived: true, Doc: "In which mode the best source says it.", Enum: modality},
		Field{Name: "confidence", Type: TokenType, Sort: true, Derived: true, Doc: "How sure its editor is of the best source.", Enum: confidence},
		Field{Name: "remark", Many: "remarks", Type: ProseType, Merge: Set, Doc: "What sources say that no field can hold. Searchable, never compared."},
		formerID,
	)
	return spec
}

var specByKind = func() map[Kind]*Spec {
	byKind := map[Kind]*Spec{}
	for _, spec := range Stored() {
		byKind[spec.Kind] = spec
	}
	return byKind
}()

// KindOf returns the spec of a kind, nil when there is none.
func KindOf(kind Kind) *Spec { return specByKind[kind] }

// IsResolved says whether records of the kind are worked out of claims: entities and
// relations. No kind, nil, has such records.
func (s *Spec) IsResolved() bool { return s != nil && s.Nature != Source }

// IsRelation says whether records of the kind connect entities.
func (s *Spec) IsRelation() bool { return s.Nature == State || s.Nature == Event }

// Field returns the field of that name, nil when the kind has none.
func (s *Spec) Field(name string) *Field {
	for i := range s.Fields {
		if s.Fields[i].Name == name {
			return &s.Fields[i]
		}
	}
	return nil
}

// Holds says whether the field may hold more than one value at a time.
func (f *Field) Holds() bool { return f.Merge == Set || f.Merge == Series }

// Accepts says whether a RefType may point to a record of that kind.
func (f *Field) Accepts(kind Kind) bool {
	for _, accepted := range f.Kinds {
		if accepted == kind {
			return true
		}
	}
	return false
}
