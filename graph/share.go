package graph

import "github.com/shopspring/decimal"

// Share is a part of a whole in per cent, exact or bounded, after the BODS
// share. Both bounds of a known share are set and lie in 0 to 100. It says
// nothing of votes or control.
type Share struct {
	State ValueState `json:"state"`
	Range
	Wording string `json:"wording,omitempty"` // as the article has it
}

// PartsPerWhole is the whole in the unit of Share.PPB.
const PartsPerWhole = 1_000_000_000

// maxShareDecimals makes one part per billion the finest share.
const maxShareDecimals = 7

var hundred = decimal.NewFromInt(100)

var shareMeasure = measure{
	noun:    "a share",
	example: `a share such as "49 %", "> 50 %", "25..<50 %", "minority" or "unknown"`,
	hints:   map[string]string{"percent": "write %", "per": "write %", "pct": "write %", "pp": "write %", "half": "write 50 %"},
	about:   func(decimal.Decimal) decimal.Decimal { return decimal.NewFromInt(1) },
}

// shareWords are read without a per cent sign. No minority is 0 %, and no
// majority is exactly half.
var shareWords = map[string]Range{
	"minority": {Lower: bound(decimal.Zero), Upper: bound(decimal.NewFromInt(50))},
	"majority": {Lower: bound(decimal.NewFromInt(50)), Upper: bound(hundred), UpperInclusive: true},
}

// ParseShare reads a share: a number, comparison or range as in ParseMoney,
// and "%". "about" allows one point on both sides, "minority" is more than 0
// and less than 50 %, "majority" more than 50 %. "unknown", "undisclosed" and
// "none" are states. A number without "%", more than 100 % and more than 7
// decimals are Invalid errors.
func ParseShare(text string) (Share, error) {
	if state, found := ParseState(text); found {
		return Share{State: state}, nil
	}
	if word, found := shareWords[Fold(text)]; found {
		return Share{State: Known, Range: word}, nil
	}
	s, err := newScanner(shareMeasure, text)
	if err != nil {
		return Share{}, err
	}
	q, err := s.quantity()
	if err != nil {
		return Share{}, err
	}
	if len(s.tokens) == 0 {
		return Share{}, s.fail("the sign is missing; write %s", s.withSign(q))
	}
	if !s.accept("%") {
		return Share{}, s.unexpected()
	}
	if err := s.end(); err != nil {
		return Share{}, err
	}
	return s.share(q)
}

// share checks what was read and clips it to the whole.
func (s *scanner) share(q quantity) (Share, error) {
	for _, b := range []*decimal.Decimal{q.Lower, q.Upper} {
		if b != nil && b.Exponent() < -maxShareDecimals {
			return Share{}, s.fail("it has more than %d decimals; round it to a part per billion", maxShareDecimals)
		}
	}
	beyond := q.Upper != nil && q.Upper.GreaterThan(hundred) && q.Qualifier != QualifierAbout
	clipped, possible := q.Range.meet(wholeShare())
	if beyond || !possible {
		return Share{}, s.fail("a share is at most 100 %%; check the number, or give a multiple as an amount of money")
	}
	return Share{State: Known, Range: clipped}, nil
}

// withSign suggests both readings of a fraction.
func (s *scanner) withSign(q quantity) string {
	suggestion := `"` + q.words(0) + ` %"`
	if exact := q.Exact(); exact != nil && exact.LessThan(decimal.NewFromInt(1)) && exact.IsPositive() {
		suggestion += ` or, if it is a fraction, "` + exact.Shift(2).String() + ` %"`
	}
	return suggestion
}

func wholeShare() Range { return closed(decimal.Zero, hundred) }

// PPB returns the least and the greatest share in whole parts per billion. An
// exclusive bound moves by one part. A share that is not known may be
// anything.
func (s Share) PPB() (lo, hi int64) {
	if !s.State.isKnown() {
		return 0, PartsPerWhole
	}
	r, possible := s.meet(wholeShare())
	if !possible {
		r = wholeShare()
	}
	lo, hi = r.Lower.Shift(maxShareDecimals).IntPart(), r.Upper.Shift(maxShareDecimals).IntPart()
	if !r.LowerInclusive {
		lo++
	}
	if !r.UpperInclusive {
		hi--
	}
	return min(lo, hi), max(lo, hi)
}

// Text prints the share for people: "49 %", "75 to under 100 %". ParseShare
// reads it back.
func (s Share) Text() string {
	if !s.State.isKnown() {
		return s.State.text()
	}
	if s.equal(shareWords["minority"]) {
		return "minority"
	}
	shown := s.Range
	if shown.Exact() == nil && !shown.equal(wholeShare()) {
		shown = shown.withoutEnds()
	}
	return shown.words(0) + " %"
}

// withoutEnds leaves out one bound that says no more than that this is a
// share.
func (r Range) withoutEnds() Range {
	switch {
	case r.Upper != nil && r.UpperInclusive && r.Upper.Equal(hundred):
		r.Upper, r.UpperInclusive = nil, false
	case r.Lower != nil && r.LowerInclusive && r.Lower.IsZero():
		r.Lower, r.LowerInclusive = nil, false
	}
	return r
}

// String prints what Text prints.
func (s Share) String() string { return s.Text() }

// Missing returns which of the ways of having no value it is, Known for a
// share that is told.
func (s Share) Missing() ValueState { return s.State }

// Span returns the keys of the bounds in per cent.
func (s Share) Span() (lo, hi string) {
	if !s.State.isKnown() {
		return "", ""
	}
	return s.span("")
}

// Meet intersects the bounds of two shares.
func (s Share) Meet(value Value) (Value, Agreement) {
	other, isShare := value.(Share)
	if !isShare {
		return nil, Incomparable
	}
	state, agreement := s.State.meet(other.State)
	if agreement != Agrees {
		return nil, agreement
	}
	both, possible := s.meet(other.Range)
	if !possible {
		return nil, Conflicts
	}
	return Share{State: state, Range: both, Wording: s.Wording}, Agrees
}
