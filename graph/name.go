package graph

// Name is what an entity is called, with the kind of name, its language
// (BCP 47) and the time in which it is used, where they are known.
type Name struct {
	Name     string       `json:"name"`
	Kind     NameKind     `json:"kind,omitempty"`
	Language string       `json:"language,omitempty"`
	From     *PartialDate `json:"from,omitempty"`
	Until    *PartialDate `json:"until,omitempty"`
}

// NameKind says what kind of name it is.
type NameKind string

// The kinds of name.
const (
	NameLegal   NameKind = "LEGAL"
	NameAlias   NameKind = "ALIAS"
	NameFormer  NameKind = "FORMER"
	NameTrading NameKind = "TRADING"
)

// Text returns the name.
func (n Name) Text() string { return n.Name }

// String prints what Text prints.
func (n Name) String() string { return n.Text() }

// Span returns the key of the name twice.
func (n Name) Span() (lo, hi string) { return TextKey(n.Name), TextKey(n.Name) }

// Meet agrees on names that are equal when folded, and fills in what the
// receiver does not say.
func (n Name) Meet(value Value) (Value, Agreement) {
	other, isName := value.(Name)
	switch {
	case !isName:
		return nil, Incomparable
	case Fold(n.Name) != Fold(other.Name):
		return nil, Conflicts
	}
	n.Kind, n.Language = either(n.Kind, other.Kind), either(n.Language, other.Language)
	if n.From == nil {
		n.From = other.From
	}
	if n.Until == nil {
		n.Until = other.Until
	}
	return n, Agrees
}
