package draft

import (
	"fmt"
	"regexp"
	"strings"
)

// pattern is a compiled row of a table: a regular expression over sentences in
// which names and values are marks such as <C3> and <M1>.
type pattern struct {
	form   *regexp.Regexp
	groups []group
}

// group says what a capture of a pattern is: a slot, or the class of a mode.
type group struct{ slot, class string }

// The marks of parties.
const (
	markParty   = `<[CHN]\d+> `
	markPerson  = `<[HN]\d+> `
	markCompany = `<[CN]\d+> `
	markSite    = `(?:<W\d+> )?<X\d+> `
	markPeople  = `<Q\d+> `
)

// gapForm is up to four words, a date counting as one.
const gapForm = `(?:(?:[^\s<>.,;:()«»"]+|<D\d+>) ){0,4}?`

// slotForms are the forms of the slots that patterns may have.
var slotForms = map[string]string{
	"acquirer": markParty, "target": markCompany, "seller": markParty, "financier": markParty, "adviser": markParty,
	"owner": markParty, "company": markCompany, "investor": markParty, "recipient": markCompany, "person": markPerson, "person2": markPerson,
	"from": markCompany, "to": markCompany, "site": markSite, "source": markParty,
	"price": `<M\d+> `, "amount": `<M\d+> `, "share": `<S\d+> `, "votes": `<S\d+> `, "role": `<R\d+> `, "role2": `<R\d+> `,
	"date": `<D\d+> `, "since": `<D\d+> `, "until": `<D\d+> `, "founded": `<D\d+> `, "by": `<D\d+> `, "capacity": `<W\d+> `, "letter": `[a-h] `, "any": `<[A-Z]\d+> `,
}

// listSlots are the plurals: one or several parties.
var listSlots = map[string]string{
	"acquirers": "acquirer", "targets": "target", "sellers": "seller", "investors": "investor", "persons": "person", "companies": "company",
}

func listForm(one string) string {
	return one + `(?:(?:, (?:de |d' |du )?` + one + `)*(?:, )?(?:et |and |& |ainsi que |as well as |mais aussi )(?:de |d' |du |by )?` + one + `)?`
}

// compiler turns the patterns of one vocabulary into regular expressions.
type compiler struct {
	*vocabulary
	groups []group
	depth  int
}

func (v *vocabulary) compile(text string) (*pattern, error) {
	c := &compiler{vocabulary: v}
	source, err := c.expression(text)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", text, err)
	}
	form, err := regexp.Compile(`(?:^|\s)` + source)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", text, err)
	}
	return &pattern{form: form, groups: c.groups}, nil
}

func (c *compiler) expression(text string) (string, error) {
	rest := text
	source, err := c.alternatives(&rest, 0)
	if err == nil && strings.TrimSpace(rest) != "" {
		err = fmt.Errorf("unbalanced %q", rest)
	}
	return source, err
}

// alternatives reads up to the closing sign, 0 for the end of the text.
func (c *compiler) alternatives(rest *string, closing byte) (string, error) {
	var source strings.Builder
	source.WriteString("(?:")
	for {
		*rest = strings.TrimLeft(*rest, " ")
		if *rest == "" {
			if closing != 0 {
				return "", fmt.Errorf("%q is missing", closing)
			}
			return source.String() + ")", nil
		}
		sign := (*rest)[0]
		switch sign {
		case ')', ']':
			if sign != closing {
				return "", fmt.Errorf("%q stands alone", sign)
			}
			*rest = (*rest)[1:]
			return source.String() + ")", nil
		case '|':
			*rest = (*rest)[1:]
			source.WriteByte('|')
		case '(', '[':
			*rest = (*rest)[1:]
			inner, err := c.alternatives(rest, map[byte]byte{'(': ')', '[': ']'}[sign])
			if err != nil {
				return "", err
			}
			source.WriteString(inner)
			if sign == '[' {
				source.WriteByte('?')
			}
		case '{':
			name, after, closed := strings.Cut((*rest)[1:], "}")
			if !closed {
				return "", fmt.Errorf("a brace is not closed")
			}
			*rest = after
			inner, err := c.name(name)
			if err != nil {
				return "", err
			}
			source.WriteString(inner)
		default:
			source.WriteString(c.word(rest))
		}
	}
}

// word reads one literal, the gap or the beginning of the sentence.
func (c *compiler) word(rest *string) string {
	end := strings.IndexAny(*rest, " ()[]{}|")
	if end < 0 {
		end = len(*rest)
	}
	word := (*rest)[:end]
	*rest = (*rest)[end:]
	if word == "*" {
		return gapForm
	}
	if stem, any := strings.CutSuffix(word, "~"); any {
		return regexp.QuoteMeta(stem) + `[^\s<>]* `
	}
	return regexp.QuoteMeta(word) + " "
}

// name expands what stands in braces: a slot, a macro or a verb.
func (c *compiler) name(name string) (string, error) {
	const deepest = 6
	if c.depth++; c.depth > deepest {
		return "", fmt.Errorf("{%s} contains itself", name)
	}
	defer func() { c.depth-- }()
	if form, known := slotForms[name]; known {
		return c.capture(group{slot: name}, form), nil
	}
	if one, known := listSlots[name]; known {
		return c.capture(group{slot: one}, listForm(slotForms[one])), nil
	}
	if name == "movers" {
		return c.capture(group{slot: "who"}, `(?:`+listForm(markPerson)+`|`+markPeople+`)`), nil
	}
	if name == "former" {
		inner, err := c.expression(c.Formers)
		return c.capture(group{slot: "former"}, inner), err
	}
	if macro, known := c.Macros[name]; known {
		return c.expression(macro)
	}
	voice, verb, isPassive := "active", name, false
	if rest, found := strings.CutPrefix(name, "by:"); found {
		voice, verb, isPassive = "passive", rest, true
	}
	if forms := c.Verbs[verb]; forms != nil {
		return c.verb(c.Modes[voice], forms)
	}
	return "", fmt.Errorf("{%s} is no slot, macro or verb (passive: %v)", name, isPassive)
}

func (c *compiler) capture(g group, form string) string {
	c.groups = append(c.groups, g)
	return "(" + form + ")"
}

// verb is any of the modes, with the forms of one verb.
func (c *compiler) verb(modes [][2]string, forms map[string]string) (string, error) {
	var alternatives []string
	for _, mode := range modes {
		text := mode[1]
		for _, form := range []string{"@pres", "@pp", "@inf", "@fut", "@noun", "@ing", "@cond"} {
			text = strings.ReplaceAll(text, form, firstOf(forms[form[1:]], "zzz"))
		}
		if strings.Contains(text, "zzz") && !strings.Contains(text, "|zzz") {
			continue
		}
		place := len(c.groups)
		c.groups = append(c.groups, group{class: mode[0]})
		inner, err := c.expression(text)
		if err != nil {
			return "", err
		}
		c.groups[place].class = mode[0]
		alternatives = append(alternatives, "("+inner+")")
	}
	return "(?:" + strings.Join(alternatives, "|") + ")", nil
}

// capture is one slot of a match: the marks in it, in order.
type capture struct {
	slot  string
	marks []mark
	word  string
}

// mark points to a party or value of a sentence.
type mark struct {
	letter byte
	number int
}

// found is one match of a pattern.
type found struct {
	start, end int
	class      string
	captures   []capture
}

var markForm = regexp.MustCompile(`<([A-Z])(\d+)>`)

// all finds the matches of the pattern in a sentence.
func (p *pattern) all(text string) []found {
	var matches []found
	for _, at := range p.form.FindAllStringSubmatchIndex(text, -1) {
		match := found{start: at[0], end: at[1]}
		for i, g := range p.groups {
			from, to := at[2*i+2], at[2*i+3]
			switch {
			case from < 0:
			case g.class != "":
				match.class = g.class
			default:
				match.captures = append(match.captures, capture{slot: g.slot, marks: marksIn(text[from:to]), word: strings.TrimSpace(text[from:to])})
			}
		}
		matches = append(matches, match)
	}
	return matches
}

func marksIn(text string) []mark {
	var marks []mark
	for _, found := range markForm.FindAllStringSubmatch(text, -1) {
		number := 0
		for _, digit := range found[2] {
			number = 10*number + int(digit-'0')
		}
		marks = append(marks, mark{found[1][0], number})
	}
	return marks
}
