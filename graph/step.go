package graph

// Step is one dated entry of a status history: a deal was announced, a site
// became operational. A nil date means that the source gives none.
type Step struct {
	Status  string       `json:"status"` // a Token of the field's set
	On      *PartialDate `json:"on,omitempty"`
	Wording string       `json:"wording,omitempty"` // as the article has it
}

// Text prints the step for people: "regulatory review (2025-06)".
func (s Step) Text() string {
	text := Token(s.Status).Words()
	if s.On != nil {
		text += " (" + s.On.Text() + ")"
	}
	return text
}

// String prints what Text prints.
func (s Step) String() string { return s.Text() }

// Span returns the status twice; the time of a step is for its history.
func (s Step) Span() (lo, hi string) { return s.Status, s.Status }

// Meet intersects the dates of two steps to one status. Steps to different
// statuses are Incomparable, since both belong to the history.
func (s Step) Meet(value Value) (Value, Agreement) {
	other, isStep := value.(Step)
	if !isStep || s.Status != other.Status {
		return nil, Incomparable
	}
	if s.On == nil || other.On == nil {
		if s.On == nil {
			s.On = other.On
		}
		return s, Agrees
	}
	both, agreement := s.On.Meet(*other.On)
	if agreement != Agrees {
		return nil, agreement
	}
	on := both.(PartialDate)
	s.On = &on
	return s, Agrees
}
