package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// ruleBook is a vocabulary with everything compiled.
type ruleBook struct {
	*vocabulary
	*dateBook
	rules      []compiledRule
	attach     map[string][]attachment
	follow     map[string][]compiledRule
	reductions []reduction
	rumours    *pattern
	reports    *pattern
	moods      []cue
	sites      siteBook
	offices    []office
	places     map[string]string // by what is written, small
	reserved   map[string]bool   // words of verbs and modes, which are no part of a name's description
	stems      []string
}

type compiledRule struct {
	rule
	*pattern
	needs needs
}

// attachment adds the value of a slot to a fact.
type attachment struct {
	key string
	*pattern
}

type reduction struct {
	form *regexp.Regexp
	by   string
}

// cue is a pattern that says one word of an enum.
type cue struct {
	word string
	*pattern
}

// office is a way to write a role.
type office struct {
	words []string
	role  string // "" for one that stands as it is written
}

type siteBook struct {
	service, cost, increments *pattern
	stages, statuses          []cue
}

func compileBook(words *vocabulary) (*ruleBook, error) {
	book := &ruleBook{vocabulary: words, attach: map[string][]attachment{}, follow: map[string][]compiledRule{}}
	steps := []func() error{
		book.compileDates, book.compileRules, book.compileAttachments, book.compileFollow, book.compileReductions, book.compileCues, book.compileRoles, book.compilePlaces,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	book.reserve()
	return book, nil
}

func (b *ruleBook) compileDates() (err error) {
	b.dateBook, err = compileDates(b.vocabulary)
	return err
}

func (b *ruleBook) compileRules() error {
	for _, row := range b.Rules {
		p, err := b.compile(row.Say)
		if err != nil {
			return err
		}
		b.rules = append(b.rules, compiledRule{row, p, needsOf(row.Say)})
	}
	return nil
}

func (b *ruleBook) compileAttachments() error {
	for kind, byKey := range b.Attach {
		for key, says := range byKey {
			for _, say := range says {
				p, err := b.compile(say)
				if err != nil {
					return err
				}
				b.attach[kind] = append(b.attach[kind], attachment{key, p})
			}
		}
		slices.SortStableFunc(b.attach[kind], func(x, y attachment) int { return strings.Compare(x.key, y.key) })
	}
	return nil
}

func (b *ruleBook) compileFollow() error {
	for kind, rows := range b.Follow {
		for _, row := range rows {
			p, err := b.compile(row.Say)
			if err != nil {
				return err
			}
			b.follow[kind] = append(b.follow[kind], compiledRule{row, p, needs{}})
		}
	}
	return nil
}

func (b *ruleBook) compileReductions() error {
	for _, row := range b.Reductions {
		form, err := regexp.Compile(row[0])
		if err != nil {
			return fmt.Errorf("reductions: %w", err)
		}
		b.reductions = append(b.reductions, reduction{form, row[1]})
	}
	return nil
}

func (b *ruleBook) compileCues() error {
	for _, one := range []struct {
		into **pattern
		text string
	}{
		{&b.rumours, b.Rumours}, {&b.reports, b.Reports}, {&b.sites.service, b.Sites.Service}, {&b.sites.cost, b.Sites.Cost}, {&b.sites.increments, b.Sites.Increments},
	} {
		p, err := b.compile(one.text)
		if err != nil {
			return err
		}
		*one.into = p
	}
	for _, table := range []struct {
		into *[]cue
		rows [][2]string
	}{{&b.moods, b.Moods}, {&b.sites.stages, b.Sites.Stages}, {&b.sites.statuses, b.Sites.Statuses}} {
		for _, row := range table.rows {
			text := strings.ReplaceAll(row[1], "|{fut}", "")
			p, err := b.compile(text)
			if err != nil {
				return err
			}
			*table.into = append(*table.into, cue{row[0], p})
		}
	}
	return nil
}

// compileRoles writes out the alternatives of the table of roles, longest
// first.
func (b *ruleBook) compileRoles() error {
	for _, row := range b.Roles {
		for written := range strings.SplitSeq(strings.Trim(row[1], "()"), "|") {
			role := row[0]
			if role == "*" {
				role = ""
			}
			b.offices = append(b.offices, office{strings.Fields(written), role})
		}
	}
	slices.SortStableFunc(b.offices, func(x, y office) int { return len(y.words) - len(x.words) })
	return nil
}

// compilePlaces gathers the names of countries in the language, and the
// regions of the table.
func (b *ruleBook) compilePlaces() error {
	tag, err := language.Parse(b.Language)
	if err != nil {
		return err
	}
	b.places = map[string]string{}
	names := display.Regions(tag)
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			code := string(first) + string(second)
			region, err := language.ParseRegion(code)
			if err != nil || !region.IsCountry() || region.String() != code || region.Canonicalize() != region {
				continue
			}
			if name := strings.ToLower(names.Name(region)); name != "" {
				b.places[strings.ReplaceAll(name, "’", "'")] = code
			}
		}
	}
	for _, name := range b.NoCountries {
		delete(b.places, name)
	}
	for name, code := range b.Countries {
		b.places[name] = code
	}
	for name, region := range b.Regions {
		b.places[name] = region + " (region), US"
	}
	return nil
}

var literalForm = regexp.MustCompile(`[\p{L}'-]+~?`)

// reserve gathers the words of verbs, which end the description before a name.
func (b *ruleBook) reserve() {
	b.reserved = map[string]bool{}
	add := func(text string) {
		for _, word := range literalForm.FindAllString(text, -1) {
			if stem, any := strings.CutSuffix(word, "~"); any {
				b.stems = append(b.stems, stem)
			} else {
				b.reserved[word] = true
			}
		}
	}
	for _, forms := range b.Verbs {
		for _, form := range []string{"inf", "pp", "pres", "fut", "noun", "ing", "cond"} {
			add(forms[form])
		}
	}
	for _, modes := range b.Modes {
		for _, mode := range modes {
			add(regexp.MustCompile(`@\w+|\{\w+\}`).ReplaceAllString(mode[1], ""))
		}
	}
	for _, row := range b.Rules {
		add(regexp.MustCompile(`\{[\w:]+\}`).ReplaceAllString(row.Say, ""))
	}
	add(b.Formers)
	for _, free := range []wordSet{b.Articles, b.CompanyNouns, b.Free} {
		for word := range free {
			delete(b.reserved, word)
		}
	}
}

// isReserved holds for the words of verbs.
func (b *ruleBook) isReserved(word string) bool {
	if b.reserved[word] {
		return true
	}
	return slices.ContainsFunc(b.stems, func(stem string) bool { return strings.HasPrefix(word, stem) && len(word) <= len(stem)+3 })
}
