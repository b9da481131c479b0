package graph

// Ref is a value that points to another record by its id, or says that the
// party is missing: it exists and is unknown or undisclosed, or there is none.
type Ref struct {
	ID    string     `json:"id,omitempty"`
	State ValueState `json:"state,omitempty"` // empty when ID is set

	// As is the id that the claim was stated with, in references of claims that
	// a decision on identity reads otherwise; empty when it is ID.
	As string `json:"as,omitempty"`
}

// Missing is Known when the reference points somewhere.
func (r Ref) Missing() ValueState {
	if r.ID != "" {
		return Known
	}
	return r.State
}

// Text returns the id, or the state in small letters: "undisclosed".
func (r Ref) Text() string {
	if r.ID != "" {
		return r.ID
	}
	return Token(r.State).Words()
}

// String prints what Text prints.
func (r Ref) String() string { return r.Text() }

// Span returns the id twice.
func (r Ref) Span() (lo, hi string) { return r.ID, r.ID }

// Meet agrees on equal references. A missing party meets others as the states
// do: one that a source does not know or tell agrees with any that another
// names.
func (r Ref) Meet(value Value) (Value, Agreement) {
	other, isRef := value.(Ref)
	if !isRef {
		return nil, Incomparable
	}
	if differ(r.ID, other.ID) {
		return nil, Conflicts
	}
	state, agreement := r.Missing().meet(other.Missing())
	switch {
	case agreement != Agrees:
		return nil, agreement
	case state.isKnown():
		return Ref{ID: either(r.ID, other.ID)}, Agrees
	}
	return Ref{State: state}, Agrees
}
