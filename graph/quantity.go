package graph

import "github.com/shopspring/decimal"

// measure is what one numeric type tells the scanner: its name and an example
// for messages, its scales, and how wide "about" is.
type measure struct {
	noun    string
	example string
	scales  []scale
	hints   map[string]string                     // in addition to numberHints
	counts  bool                                  // things counted one by one
	about   func(decimal.Decimal) decimal.Decimal // half of the width
}

// quantity is a number as people write it, before its unit is read.
type quantity struct {
	Range
	Qualifier Qualifier
	scaled    bool // a scale, or a unit that is one, was written
}

// comparators are read before a number. The words are also what is printed.
var comparators = []struct {
	phrases   []string
	qualifier Qualifier
}{
	{[]string{">=", "at least"}, QualifierAtLeast},
	{[]string{">", "more than"}, QualifierMoreThan},
	{[]string{"<=", "up to"}, QualifierUpTo},
	{[]string{"<", "less than"}, QualifierLessThan},
	{[]string{"~", "about"}, QualifierAbout},
}

// tenPercent is the published half width of "about" for amounts and counts:
// "about 14" is 12.6 to 15.4. It is rounded so that bounds stay printable.
func tenPercent(d decimal.Decimal) decimal.Decimal { return d.Shift(-1).Round(maxDecimals) }

// quantity reads one number, range or number word with its scale.
func (s *scanner) quantity() (quantity, error) {
	comparator := s.comparator()
	if word, found := s.numberWord(); found {
		if comparator != "" {
			return quantity{}, s.fail("number words have bounds of their own; write %s", s.example)
		}
		return word, s.check(word.Range)
	}
	q, err := s.numbers(comparator)
	if err != nil {
		return quantity{}, err
	}
	return q, s.check(q.Range)
}

func (s *scanner) comparator() Qualifier {
	for _, c := range comparators {
		if s.acceptAny(c.phrases) {
			return c.qualifier
		}
	}
	return ""
}

// numberWord reads "hundreds of bn", "several" or "billions of".
func (s *scanner) numberWord() (quantity, bool) {
	for _, word := range numberWords {
		if s.accept(word.phrase) {
			power, scaled := s.scale(true)
			s.accept("of")
			q := quantity{word.bounds(power), QualifierMagnitude, scaled}
			if word.counted && !scaled && s.counts {
				q.Range = Range{Lower: q.Lower, LowerInclusive: true}
			}
			return q, true
		}
	}
	for _, scale := range s.scales {
		if scale.plural != "" && s.accept(scale.plural) {
			s.accept("of")
			return quantity{plural.bounds(scale.power), QualifierMagnitude, true}, true
		}
	}
	return quantity{}, false
}

// scale reads an optional scale word, and its plural if that is allowed.
func (s *scanner) scale(orPlural bool) (power int32, found bool) {
	for _, scale := range s.scales {
		if s.acceptAny(scale.words) || orPlural && scale.plural != "" && s.accept(scale.plural) {
			return scale.power, true
		}
	}
	return 0, false
}

// numbers reads one number, or two with a range sign between them. A scale
// behind the second number holds for both unless the first has its own.
func (s *scanner) numbers(comparator Qualifier) (quantity, error) {
	low, err := s.number()
	if err != nil {
		return quantity{}, err
	}
	lowPower, lowScaled := s.scale(false)
	inclusive, isRange := s.rangeSign()
	if !isRange {
		r := s.compared(comparator, low.Shift(lowPower))
		return quantity{r, qualifierOf(r, comparator), lowScaled}, nil
	}
	if comparator != "" && comparator != QualifierMoreThan {
		return quantity{}, s.fail("a range has its own bounds; write 10..20, 10..<20 or > 10..20")
	}
	high, err := s.number()
	if err != nil {
		return quantity{}, err
	}
	highPower, highScaled := s.scale(false)
	switch {
	case !lowScaled:
		lowPower = highPower
	case !highScaled:
		return quantity{}, s.fail("the second number has no scale; write it behind the second number or behind both")
	}
	r := closed(low.Shift(lowPower), high.Shift(highPower))
	r.LowerInclusive, r.UpperInclusive = comparator == "", inclusive
	return quantity{r, qualifierOf(r, ""), highScaled}, nil
}

// rangeSign reads what stands between two numbers.
func (s *scanner) rangeSign() (inclusive, found bool) {
	switch {
	case s.accept("..<"), s.accept("to under"):
		return false, true
	case s.accept(".."), s.accept("to"):
		return true, true
	}
	return false, false
}

// compared returns the bounds of a number behind a comparator.
func (s *scanner) compared(comparator Qualifier, x decimal.Decimal) Range {
	switch comparator {
	case QualifierAtLeast, QualifierMoreThan:
		return Range{Lower: bound(x), LowerInclusive: comparator == QualifierAtLeast}
	case QualifierUpTo, QualifierLessThan:
		return Range{Upper: bound(x), UpperInclusive: comparator == QualifierUpTo}
	case QualifierAbout:
		half := s.about(x)
		return closed(x.Sub(half), x.Add(half))
	}
	return exactly(x)
}

// maxDecimals and maxMagnitude keep numbers printable and their keys short.
const (
	maxDecimals  = 8
	maxMagnitude = 18
)

// check refuses bounds that exclude each other or are out of all proportion.
func (s *scanner) check(r Range) error {
	for _, b := range []*decimal.Decimal{r.Lower, r.Upper} {
		switch {
		case b == nil:
		case b.Exponent() < -maxDecimals:
			return s.fail("it has more than %d decimals; round it", maxDecimals)
		case b.GreaterThanOrEqual(decimal.New(1, maxMagnitude)):
			return s.fail("it is a million times a trillion or more; check the scale: k, m, bn or tn")
		}
	}
	if r.isEmpty() {
		return s.fail("no number fits both bounds; write the smaller number first, 10..20")
	}
	return nil
}
