package draft

import (
	"bytes"
	"embed"
	"fmt"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed rules
var ruleFiles embed.FS

// vocabulary is the table of one language: rules/french.yaml says what its
// parts mean. It is data; nothing in this package but the tables knows a word of
// a language.
type vocabulary struct {
	Language string `yaml:"language"`

	Starters, Articles, Closed, Particles, Institutions, Organisations, Legal, CompanyNouns, Demonyms, Titles, GivenNames, People wordSet

	Bare bool `yaml:"bare"` // descriptions may stand without an article

	Anaphors, Definite, Shes, Its, NoNames, Families, Prepositions, Severals, Joins, Adjectives, StarterEnds, Free wordSet

	Regions     map[string]string `yaml:"regions"`
	Countries   map[string]string `yaml:"countries"`
	NoCountries []string          `yaml:"nocountries"`

	Decimal        string                       `yaml:"decimal"`
	Numbers        map[string]string            `yaml:"numbers"`
	Rough          map[string]string            `yaml:"rough"`
	Many           map[string]string            `yaml:"many"`
	ManyAtLeast    map[string]string            `yaml:"manyatleast"`
	Scales         map[string]string            `yaml:"scales"`
	Half           map[string]string            `yaml:"half"`
	Currencies     map[string]string            `yaml:"currencies"`
	CurrencyTails  map[string]map[string]string `yaml:"currencytails"`
	Units          map[string]string            `yaml:"units"`
	Percents       []string                     `yaml:"percents"`
	Approximations [][2]string                  `yaml:"approximations"`
	Between        [][2]string                  `yaml:"between"`
	RangeWords     []string                     `yaml:"rangewords"`
	ShareWords     struct {
		Fractions map[string]string `yaml:"fractions"`
		Of        []string          `yaml:"of"`
		Words     map[string]string `yaml:"words"`
	} `yaml:"sharewords"`

	Months    []string          `yaml:"months"`
	Weekdays  []string          `yaml:"weekdays"`
	Dates     map[string]string `yaml:"dates"`
	By        string            `yaml:"by"`
	Before    string            `yaml:"before"`
	After     string            `yaml:"after"`
	Ordinals  map[string]int    `yaml:"ordinals"`
	Parts     map[string]int    `yaml:"parts"`
	Seasons   map[string][2]int `yaml:"seasons"`
	Relatives map[string]string `yaml:"relatives"`

	Roles   [][2]string `yaml:"roles"`
	Formers string      `yaml:"formers"`

	Macros map[string]string            `yaml:"macros"`
	Modes  map[string][][2]string       `yaml:"modes"`
	Verbs  map[string]map[string]string `yaml:"verbs"`
	Rules  []rule                       `yaml:"rules"`
	Attach map[string]map[string]texts  `yaml:"attach"`
	Follow map[string][]rule            `yaml:"follow"`

	Rumours    string      `yaml:"rumours"`
	Reports    string      `yaml:"reports"`
	Reductions [][2]string `yaml:"reductions"`
	Sites      siteWords   `yaml:"sites"`
	Moods      [][2]string `yaml:"moods"`
}

// rule is one row of the table of facts.
type rule struct {
	Kind     string            `yaml:"kind"`
	Type     string            `yaml:"type"`     // of a deal or an investment
	Role     string            `yaml:"role"`     // of a company in a site
	Class    string            `yaml:"class"`    // how it is put, where no verb of the pattern says so
	Only     string            `yaml:"only"`     // the classes for which it holds; all when empty
	Focus    string            `yaml:"focus"`    // the field that is filled by what was spoken of last
	After    string            `yaml:"after"`    // holds only behind a fact of that kind in its sentence
	Known    bool              `yaml:"known"`    // holds only for companies that are named elsewhere too
	Inferred string            `yaml:"inferred"` // a field that the text does not state
	Set      map[string]string `yaml:"set"`
	Say      string            `yaml:"say"`
}

// siteWords are how a language speaks of datacenters.
type siteWords struct {
	Nouns      []string          `yaml:"nouns"`
	Plurals    []string          `yaml:"plurals"`
	Anaphors   []string          `yaml:"anaphors"`
	Called     []string          `yaml:"called"`
	Projects   []string          `yaml:"projects"`
	Ordinals   []string          `yaml:"ordinals"`
	Levels     map[string]string `yaml:"levels"`
	Places     []string          `yaml:"places"`
	Stages     [][2]string       `yaml:"stages"`
	Statuses   [][2]string       `yaml:"statuses"`
	Powers     []string          `yaml:"powers"`
	Service    string            `yaml:"service"`
	Cost       string            `yaml:"cost"`
	Increments string            `yaml:"increments"`
}

// wordSet is a list of words parted by spaces.
type wordSet map[string]bool

// UnmarshalYAML reads the words.
func (s *wordSet) UnmarshalYAML(node *yaml.Node) error {
	*s = wordSet{}
	for _, word := range strings.Fields(node.Value) {
		(*s)[word] = true
	}
	return nil
}

// texts is one text or a list of them.
type texts []string

// UnmarshalYAML reads either form.
func (t *texts) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*t = texts{node.Value}
		return nil
	}
	return node.Decode((*[]string)(t))
}

// rulesOf compiles the rules of a language once. The tables are part of the
// program: an error in them is found by the first test.
func rulesOf(language string) (*ruleBook, error) {
	if load, known := books[language]; known {
		return load()
	}
	return nil, fmt.Errorf("there are no rules for %q", language)
}

var books = map[string]func() (*ruleBook, error){
	"fr": sync.OnceValues(func() (*ruleBook, error) { return readBook("rules/french.yaml") }),
	"en": sync.OnceValues(func() (*ruleBook, error) { return readBook("rules/english.yaml") }),
}

func readBook(file string) (*ruleBook, error) {
	data, err := ruleFiles.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var words vocabulary
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&words); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	book, err := compileBook(&words)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return book, nil
}
