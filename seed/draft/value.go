package draft

import (
	"slices"
	"strings"

	"capgraph/graph"
)

// value is something measured, dated or named in a sentence, in the notation
// of fact files. Its letter says what it is.
type value struct {
	letter   byte
	text     string
	wording  string // as the text has it
	about    string // of a count: what the people are called
	reason   string // why it is inferred, "" for what the text states
	from, to int    // tokens
}

// The letters of values, as they stand in patterns.
const (
	letterMoney  = 'M'
	letterShare  = 'S'
	letterPower  = 'W'
	letterDate   = 'D'
	letterPeople = 'Q'
	letterRole   = 'R'
	letterPlace  = 'P'
)

// reader reads the values of one sentence.
type reader struct {
	*vocabulary
	tokens []token
}

// phraseAt is the number of tokens that a phrase takes here, 0 when it does
// not stand here.
func (r *reader) phraseAt(at int, phrase string) int {
	words := strings.Fields(phrase)
	if len(words) == 0 || at+len(words) > len(r.tokens) {
		return 0
	}
	for i, word := range words {
		if r.tokens[at+i].lower != word {
			return 0
		}
	}
	return len(words)
}

func (r *reader) lower(at int) string {
	if at < 0 || at >= len(r.tokens) {
		return ""
	}
	return r.tokens[at].lower
}

// quantity is a number as it was written, before its unit is known.
type quantity struct {
	op, number, second, scale, phrase string
}

// text writes the quantity before a unit.
func (q quantity) text(unit string) string {
	var parts []string
	if q.op != "" && q.phrase == "" {
		parts = append(parts, q.op)
	}
	switch {
	case q.phrase != "":
		parts = append(parts, q.phrase)
	case q.second != "":
		parts = append(parts, q.number+".."+q.second)
	default:
		parts = append(parts, q.number)
	}
	if q.scale != "" {
		parts = append(parts, q.scale)
	}
	return strings.Join(append(parts, unit), " ")
}

// values finds all values that begin with a quantity, or are shares in words,
// where no token is taken yet.
func (r *reader) values(taken []bool) []value {
	var found []value
	for at := 0; at < len(r.tokens); {
		v, ok := r.wordShare(at)
		if !ok {
			v, ok = r.measured(at)
		}
		if !ok || slices.Contains(taken[v.from:v.to], true) {
			at++
			continue
		}
		found = append(found, v)
		at = v.to
	}
	return found
}

// measured reads a quantity and its unit.
func (r *reader) measured(at int) (value, bool) {
	q, currency, next, ok := r.quantityAt(at)
	if !ok {
		return value{}, false
	}
	return r.withUnit(q, at, next, currency)
}

func (r *reader) withUnit(q quantity, at, next int, currency string) (value, bool) {
	if currency != "" {
		return checked(value{letter: letterMoney, text: q.text(currency), from: at, to: next})
	}
	for _, percent := range r.Percents {
		if size := r.phraseAt(next, percent); size > 0 {
			return checked(value{letter: letterShare, text: q.text("%"), from: at, to: next + size})
		}
	}
	if unit, known := r.Units[r.lower(next)]; known && !strings.HasPrefix(r.lower(next+1), "h") && r.lower(next+1) != "-" {
		return checked(value{letter: letterPower, text: q.text(unit), from: at, to: next + 1})
	}
	skip := next
	if word := r.lower(skip); word == "de" || word == "d'" || word == "of" {
		skip++
	}
	if currency, after := r.currencyAt(skip); currency != "" {
		return checked(value{letter: letterMoney, text: q.text(currency), from: at, to: after})
	}
	return r.counted(q, at, skip)
}

// counted reads how many people there are, of whom one or two words may say
// more before the word for people.
func (r *reader) counted(q quantity, at, next int) (value, bool) {
	const adjectives = 2
	for ahead := 0; ahead <= adjectives; ahead++ {
		word := r.lower(next + ahead)
		if r.People[word] {
			var about []string
			for _, t := range r.tokens[next : next+ahead+1] {
				about = append(about, t.text)
			}
			return checked(value{letter: letterPeople, text: q.text("people"), about: strings.Join(about, " "), from: at, to: next + ahead + 1})
		}
		if next+ahead >= len(r.tokens) || !r.tokens[next+ahead].isWord() || r.Closed[word] {
			break
		}
	}
	return value{}, false
}

// checked keeps values that the domain reads.
func checked(v value) (value, bool) {
	var err error
	switch v.letter {
	case letterMoney:
		_, err = graph.ParseMoney(v.text)
	case letterShare:
		_, err = graph.ParseShare(v.text)
	case letterPower:
		_, err = graph.ParseCapacity(v.text + " planned")
	case letterPeople:
		_, err = graph.ParseHeadCount(v.text)
	}
	return v, err == nil
}

// quantityAt reads a number with what qualifies it, and the sign of the
// currency before it, "" for none.
func (r *reader) quantityAt(at int) (quantity, string, int, bool) {
	var q quantity
	for _, rough := range r.Approximations {
		if size := r.phraseAt(at, rough[1]); size > 0 {
			q.op, at = rough[0], at+size
			break
		}
	}
	for _, pair := range r.Between {
		if size := r.phraseAt(at, pair[0]); size > 0 && q.op == "" {
			if between, sign, next, ok := r.rangeAt(at+size, pair[1]); ok {
				return between, sign, next, true
			}
		}
	}
	currency, begin := r.currencyAt(at)
	q, next, ok := r.numberAt(q, begin)
	if !ok {
		return q, "", at, false
	}
	if q.phrase == "" && q.op == "" {
		for _, word := range append([]string{"-", "–"}, r.RangeWords...) {
			if r.lower(next) == word {
				if between, sign, end, ok := r.rangeAt(at, word); ok && r.unitFollows(end, sign) {
					return between, sign, end, true
				}
			}
		}
	}
	return q, currency, next, true
}

// unitFollows keeps "10 to 15 May" from being a range.
func (r *reader) unitFollows(at int, currency string) bool {
	if currency != "" {
		return true
	}
	q := quantity{number: "1"}
	_, ok := r.withUnit(q, at, at, "")
	return ok
}

// rangeAt reads two numbers with a word between, and the sign of the currency
// before them. The first may leave its scale to the second.
func (r *reader) rangeAt(at int, word string) (quantity, string, int, bool) {
	sign, at := r.currencyAt(at)
	low, next, ok := r.numberAt(quantity{}, at)
	if !ok || low.phrase != "" {
		return quantity{}, "", at, false
	}
	if _, after := r.currencyAt(next); after > next {
		next = after
	}
	if r.lower(next) == "%" {
		next++
	}
	if r.lower(next) != word {
		return quantity{}, "", at, false
	}
	_, next = r.currencyAt(next + 1)
	high, next, ok := r.numberAt(quantity{}, next)
	if !ok || high.phrase != "" || low.scale != "" && low.scale != high.scale {
		return quantity{}, "", at, false
	}
	return quantity{number: low.number, second: high.number, scale: high.scale}, sign, next, true
}

// numberAt reads digits, a number word or a word for an unstated number, and
// the scale behind it.
func (r *reader) numberAt(q quantity, at int) (quantity, int, bool) {
	if at >= len(r.tokens) {
		return q, at, false
	}
	for phrase, amount := range r.Half {
		if size := r.phraseAt(at, phrase); size > 0 {
			number, scale, _ := strings.Cut(amount, " ")
			q.number, q.scale = number, scale
			return q, at + size, true
		}
	}
	word, next := r.lower(at), at+1
	if r.Rough[r.lower(next)] != "" && (r.Articles[word] || r.Numbers[word] == "1") {
		word, next = r.lower(next), next+1
	}
	two := word + " " + r.lower(next)
	switch {
	case r.Many[two] != "":
		q.phrase, next = r.Many[two], next+1
	case r.tokens[at].isNumber():
		q.number = r.digits(r.tokens[at].text)
	case r.ManyAtLeast[word] != "":
		q.op, q.number = ">=", r.ManyAtLeast[word]
	case r.Many[word] != "":
		q.phrase = r.Many[word]
	case word == "des" && r.Many[r.lower(next)] != "":
		q.phrase, next = r.Many[r.lower(next)], next+1
	case r.Rough[word] != "":
		q.number, q.op = r.Rough[word], firstOf(q.op, "about")
	case r.Numbers[word] != "":
		q.number = r.Numbers[word]
	default:
		return q, at, false
	}
	return r.scaleAt(q, next)
}

func (r *reader) scaleAt(q quantity, at int) (quantity, int, bool) {
	skip := at
	if word := r.lower(at); (word == "de" || word == "of" || word == "d'") && r.Scales[r.lower(at+1)] != "" {
		skip++
	}
	if scale := r.Scales[r.lower(skip)]; scale != "" {
		q.scale = scale
		return q, skip + 1, true
	}
	return q, at, q.number != "" || q.phrase != ""
}

// digits writes a number with a point and without separators.
func (r *reader) digits(text string) string {
	if r.Decimal == "," {
		return strings.NewReplacer(" ", "", ".", "", "'", "", "’", "", ",", ".").Replace(text)
	}
	return strings.NewReplacer(" ", "", ",", "", "'", "", "’", "").Replace(text)
}

// currencyAt reads a currency, and returns where it ends; "" and at when
// there is none.
func (r *reader) currencyAt(at int) (string, int) {
	word := r.lower(at)
	if code := r.CurrencyTails[word][r.lower(at+1)]; code != "" {
		return code, at + 2
	}
	if code := r.Currencies[word]; code != "" && !strings.Contains(code, " ") {
		return code, at + 1
	}
	return "", at
}

// wordShare reads a share that is put in words.
func (r *reader) wordShare(at int) (value, bool) {
	for phrase, text := range r.ShareWords.Words {
		if size := r.phraseAt(at, phrase); size > 0 {
			return value{letter: letterShare, text: text, from: at, to: at + size}, true
		}
	}
	longest, share := 0, ""
	for phrase, text := range r.ShareWords.Fractions {
		if size := r.phraseAt(at, phrase); size > longest {
			longest, share = size, text
		}
	}
	for _, of := range r.ShareWords.Of {
		if longest > 0 && r.phraseAt(at+longest, of) > 0 {
			return value{letter: letterShare, text: share, from: at, to: at + longest}, true
		}
	}
	return value{}, false
}
