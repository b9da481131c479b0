package graph

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/currency"
)

// Money is an amount in one currency, known exactly or by its bounds. Amounts
// are never negative. Zero is an amount, which is not the same as having none
// (NONE) or one that is kept secret (UNDISCLOSED).
type Money struct {
	State ValueState `json:"state"`
	Range
	Currency  string     `json:"currency,omitempty"` // ISO 4217
	Qualifier Qualifier  `json:"qualifier,omitempty"`
	Basis     MoneyBasis `json:"basis,omitempty"`
	Wording   string     `json:"wording,omitempty"` // as the article has it
}

// MoneyBasis says what an amount measures. Amounts on two bases are not
// comparable; one without a basis is comparable to all.
type MoneyBasis string

// The bases of an amount.
const (
	BasisPrice      MoneyBasis = "PRICE"
	BasisCommitment MoneyBasis = "COMMITMENT"
	BasisCapex      MoneyBasis = "CAPEX"
	BasisValuation  MoneyBasis = "VALUATION"
	BasisRound      MoneyBasis = "ROUND"
	BasisRevenue    MoneyBasis = "REVENUE"
)

// moneyPrintScales leave out k: "500000 EUR" reads better than "500 k EUR".
var moneyPrintScales = numberScales[:3]

var two = decimal.NewFromInt(2)

var moneyMeasure = measure{
	noun:    "an amount of money",
	example: `an amount such as "14.3 bn EUR", "> 14 bn EUR", "10..20 bn EUR" or "hundreds of bn EUR"`,
	scales:  numberScales,
	hints:   currencyHints,
	about:   tenPercent,
}

// ParseMoney reads an amount: a number, comparison, range or number word, a
// scale (k, m, bn, tn or the English word) and a currency, before or after.
// ">" excludes and ">=" includes the number, "a..b" includes both, "a..<b"
// excludes the top, "~" and "about" allow 10 % on both sides; number words
// follow the table NumberWords. "unknown", "undisclosed" and "none" are
// states. All else is an Invalid error that suggests what to write.
func ParseMoney(text string) (Money, error) {
	if state, found := ParseState(text); found {
		return Money{State: state}, nil
	}
	s, err := newScanner(moneyMeasure, text)
	if err != nil {
		return Money{}, err
	}
	code, err := s.currency()
	if err != nil {
		return Money{}, err
	}
	q, err := s.quantity()
	if err != nil {
		return Money{}, err
	}
	if err := s.end(); err != nil {
		return Money{}, err
	}
	if code == "" {
		return Money{}, s.fail("the currency is missing; write %s", s.example)
	}
	return Money{State: Known, Range: q.Range, Currency: code, Qualifier: q.Qualifier}, nil
}

const writeISO = "write the ISO 4217 code of the currency, such as EUR or USD"

var currencyHints = map[string]string{
	"euro": "write EUR", "euros": "write EUR", "d": "write EUR for euros", "€": "write EUR",
	"dollar": "write USD", "dollars": "write USD", "$": "write USD",
	"pounds": "write GBP", "£": "write GBP", "yen": "write JPY", "¥": writeISO,
}

var codePattern = regexp.MustCompile(`^[A-Za-z]{3}$`)

// currency takes the currency out of the tokens, where it stands last or
// before the number. It returns "" when there is none.
func (s *scanner) currency() (string, error) {
	for i, token := range s.tokens {
		if !codePattern.MatchString(token) || s.hint(token) != "" {
			continue
		}
		unit, err := currency.ParseISO(token)
		isCode := err == nil && unit != currency.XXX && unit != currency.XTS
		inPlace := i == len(s.tokens)-1 || startsWithDigit(s.peek(i+1))
		switch {
		case isCode && token != unit.String() && inPlace:
			return "", s.fail("currencies are written in capitals; write %s", unit)
		case token != strings.ToUpper(token):
		case !isCode:
			return "", s.fail("%s is not an ISO 4217 currency; %s", quote(token), writeISO)
		case !inPlace:
			return "", s.fail("the currency stands last or before the number; leave out what follows %s", token)
		default:
			s.tokens = slices.Delete(slices.Clone(s.tokens), i, i+1)
			return token, nil
		}
	}
	return "", nil
}

// Text prints the amount for people: "more than 14 bn EUR". ParseMoney reads
// it back.
func (m Money) Text() string {
	if !m.State.isKnown() {
		return m.State.text()
	}
	if m.Qualifier == QualifierMagnitude {
		if phrase, found := magnitudeWords(m.Range); found {
			return phrase + " " + m.Currency
		}
	}
	shown, prefix := m.Range, ""
	if m.Qualifier == QualifierAbout && m.Lower != nil && m.Upper != nil {
		prefix, shown = "about ", exactly(m.Lower.Add(*m.Upper).Div(two))
	}
	text := prefix
	if unit, found := shown.unitIn(moneyPrintScales); found {
		text += shown.words(unit.power) + " " + unit.words[0]
	} else {
		text += shown.words(0)
	}
	return text + " " + m.Currency
}

// String prints what Text prints.
func (m Money) String() string { return m.Text() }

// Missing returns which of the ways of having no value it is, Known for a
// amount that is told.
func (m Money) Missing() ValueState { return m.State }

// Span returns keys behind the currency: amounts in two currencies have no
// order, and those in one stand together.
func (m Money) Span() (lo, hi string) {
	if !m.State.isKnown() {
		return "", ""
	}
	return m.span(m.Currency + ":")
}

// Meet intersects the bounds of two amounts in one currency and on one basis;
// other amounts are Incomparable. An amount told meets one that is unknown or
// undisclosed.
func (m Money) Meet(value Value) (Value, Agreement) {
	other, isMoney := value.(Money)
	if !isMoney || differ(m.Basis, other.Basis) || differ(m.Currency, other.Currency) {
		return nil, Incomparable
	}
	state, agreement := m.State.meet(other.State)
	if agreement != Agrees {
		return nil, agreement
	}
	both, possible := m.meet(other.Range)
	if !possible {
		return nil, Conflicts
	}
	return Money{
		State: state, Range: both, Currency: either(m.Currency, other.Currency),
		Qualifier: m.qualifierIn(both, other),
		Basis:     either(m.Basis, other.Basis), Wording: m.Wording,
	}, Agrees
}

// qualifierIn returns the qualifier of an intersection: "about" and number
// words survive only where their bounds do.
func (m Money) qualifierIn(both Range, other Money) Qualifier {
	if both.Lower == nil && both.Upper == nil {
		return ""
	}
	var told Qualifier
	for _, operand := range []Money{m, other} {
		if operand.Qualifier.isFree() && operand.equal(both) && (told == "" || operand.Qualifier < told) {
			told = operand.Qualifier
		}
	}
	return qualifierOf(both, told)
}

// differ reports whether both are given and not the same.
func differ[T ~string](a, b T) bool { return a != "" && b != "" && a != b }

// either returns the one that is given.
func either[T ~string](a, b T) T {
	if a != "" {
		return a
	}
	return b
}
