package graph

// Value is what a claim says in one field. The value types are Text, Token,
// Name, Identifier, Place, Ref, Step, PartialDate, Money, Share, HeadCount and
// Capacity. Values are immutable, and each is encoded as JSON by its own
// struct tags.
type Value interface {
	// Text prints the value for people, in English: "more than 14 bn EUR".
	// It is never empty.
	Text() string

	// Span gives the lowest and the highest sort key that the value allows.
	// Keys compare as bytes in the order of the values, are ASCII where they
	// hold numbers or dates, and are equal when the value is exact. A value
	// without a lower bound has a low key below every key of its unit, one
	// without an upper bound a high key above every key of its unit. A value
	// that is not known (see ValueState) has two empty keys.
	Span() (lo, hi string)

	// Meet says whether two values of one type can both be true and, when they
	// can, returns what both allow: the intersection of their bounds. Meet is
	// commutative and associative in the bounds it returns; wording is kept
	// from the receiver.
	Meet(Value) (Value, Agreement)
}

// Wording is how the article words a value, "" where the claim does not keep
// that.
func Wording(value Value) string {
	switch v := value.(type) {
	case Money:
		return v.Wording
	case Share:
		return v.Wording
	case HeadCount:
		return v.Wording
	case Capacity:
		return v.Wording
	case PartialDate:
		return v.Wording
	case Step:
		return v.Wording
	}
	return ""
}

// Agreement is the outcome of comparing two values of one field.
type Agreement int

const (
	// Conflicts means that no value satisfies both.
	Conflicts Agreement = iota
	// Agrees means that some value satisfies both.
	Agrees
	// Incomparable means that the two cannot be compared, as amounts in two
	// currencies or capacities on two bases. Both are kept; it is neither a
	// conflict nor support.
	Incomparable
)

// ValueState tells a known value from the three ways of having none. Zero is
// KNOWN; a field that no source speaks of has no value at all.
type ValueState string

// The states of a value.
const (
	Known       ValueState = "KNOWN"
	Unknown     ValueState = "UNKNOWN"     // the source says that it is not known
	Undisclosed ValueState = "UNDISCLOSED" // it exists, and the parties keep it to themselves
	None        ValueState = "NONE"        // the source says that there is none
)
