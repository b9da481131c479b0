package dataset

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Omission is something of a data set that the graph cannot hold, or not as
// the source has it, counted over all rows or statements.
type Omission struct {
	Kind  string // of what: "person statement", "row", "ownership"
	Field string // the field or column, "" for the whole
	Why   string // what became of it, or why it cannot be held
	Count int

	At, Example string // the first of them: its place and its value, "" for none
}

// maxOmissions bounds the different omissions, since files may have any number
// of columns and fields.
const maxOmissions = 500

type omissions struct {
	list  []*Omission
	index map[Omission]*Omission
}

// Omit notes that something cannot be held. The reasons are of limited number:
// values belong into the example.
func (s *Set) Omit(kind, field, why, at, example string) {
	s.OmitMany(kind, field, why, at, example, 1)
}

// OmitMany notes the same of several values, the first of which is given.
func (s *Set) OmitMany(kind, field, why, at, example string, count int) {
	key := Omission{Kind: Cut(Clean(kind), 60), Field: Cut(Clean(field), 100), Why: why}
	o := &s.omitted
	if o.index == nil {
		o.index = map[Omission]*Omission{}
	}
	if o.index[key] == nil && len(o.list) >= maxOmissions {
		key = Omission{Kind: "further fields", Why: "there are too many to list each"}
	}
	known := o.index[key]
	if known == nil {
		first := key
		first.At, first.Example = at, Cut(Clean(example), 60)
		known = &first
		o.index[key] = known
		o.list = append(o.list, known)
	}
	known.Count += count
}

// Omissions lists what was left out so far, sorted by kind, field and reason.
func (s *Set) Omissions() []Omission {
	list := make([]Omission, len(s.omitted.list))
	for i, o := range s.omitted.list {
		list[i] = *o
	}
	slices.SortFunc(list, func(a, b Omission) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Why, b.Why))
	})
	return list
}

// PrintOmissions writes a line for each omission, nothing when there is none.
func (s *Set) PrintOmissions(w io.Writer) error {
	var out strings.Builder
	for _, o := range s.Omissions() {
		if out.Len() == 0 {
			out.WriteString("not taken over as it stands:\n")
		}
		fmt.Fprintf(&out, "  %7d  %s\n", o.Count, o)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// String says what was left out, why, and where first.
func (o Omission) String() string {
	text := o.Kind
	if o.Field != "" {
		text += ", " + o.Field
	}
	text += ": " + o.Why
	var first []string
	for _, part := range []string{o.At, o.Example} {
		if part != "" {
			first = append(first, part)
		}
	}
	if len(first) > 0 {
		text += " (first: " + strings.Join(first, ", ") + ")"
	}
	return text
}
