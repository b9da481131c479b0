package draft

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"capgraph/graph"
)

// answeredFact is one fact as a model writes it.
type answeredFact struct {
	Kind   string                     `json:"kind"`
	Says   string                     `json:"says"`
	Quote  string                     `json:"quote"`
	People []string                   `json:"people"`
	Values map[string]json.RawMessage `json:"values"`
}

// readAnswer takes those facts of a model that its article bears out.
func readAnswer(answer string, article Article, model string) (*Draft, error) {
	begin, end := strings.Index(answer, "{"), strings.LastIndex(answer, "}")
	var content struct {
		Facts []json.RawMessage `json:"facts"`
	}
	if begin < 0 || end < begin || json.Unmarshal([]byte(answer[begin:end+1]), &content) != nil {
		return nil, graph.Errorf(graph.Unavailable, "the endpoint's answer holds no list of facts")
	}
	result := &Draft{Article: article, By: "the model " + printable(oneLine(cut(model, 80)))}
	text := newQuotable(article)
	for i, raw := range content.Facts {
		fact, err := readAnswered(raw, text, result.By)
		if err != nil {
			result.LeftOut = append(result.LeftOut, fmt.Sprintf("fact %d of the answer: %s", i+1, err.Error()))
			continue
		}
		result.Facts = append(result.Facts, *fact)
	}
	return result, nil
}

// readAnswered checks one fact; the error says why it is refused.
func readAnswered(raw json.RawMessage, text *quotable, by string) (*Fact, error) {
	var answered answeredFact
	if json.Unmarshal(raw, &answered) != nil {
		return nil, fmt.Errorf("it is not written as asked")
	}
	kind := graph.Kind(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(answered.Kind)), " ", "-"))
	form, known := shapes[kind]
	if !known {
		return nil, fmt.Errorf("%q is no kind that is drafted", cut(answered.Kind, 40))
	}
	says, err := graph.KindOf("claim").Field("modality").Enum.Parse(firstOf(answered.Says, "states"))
	if err != nil {
		return nil, err
	}
	place, from, found := text.find(answered.Quote)
	if !found {
		return nil, fmt.Errorf("its quote does not stand in the text, or is longer than %d letters: %q", maxQuote, cut(oneLine(answered.Quote), 60))
	}
	quote := oneLine(answered.Quote)
	fact := &Fact{
		Kind: kind, Says: says, At: []string{place}, Quote: quote, From: from, To: from + letters(quote) - 1, By: by,
		Parties: map[string][]Party{}, Values: map[string][]string{}, Wording: map[string]string{}, Reasons: map[string]string{},
	}
	for key, value := range answered.Values {
		if err := fact.take(key, value, form, answered.People, text); err != nil {
			return nil, err
		}
	}
	return fact, nil
}

// take puts one key of a model's fact into the draft.
func (f *Fact) take(key string, raw json.RawMessage, form shape, people []string, text *quotable) error {
	values, err := textsIn(raw)
	if err != nil {
		return fmt.Errorf("%q is neither a text nor a list of texts", cut(key, 40))
	}
	if len(values) > 1 && !slices.Contains(form.many, key) {
		return fmt.Errorf("%q takes one value", cut(key, 40))
	}
	switch {
	case slices.Contains(form.values, key):
		f.Values[key] = values
	case slices.Contains(form.parties, key):
		for _, name := range values {
			if !text.names(name) {
				return fmt.Errorf("%q is not named in the text", cut(name, 60))
			}
			f.Parties[key] = append(f.Parties[key], Party{Name: oneLine(name), Kind: kindIn(key, name, people)})
		}
	default:
		return fmt.Errorf("%q is no key of it", cut(key, 40))
	}
	return nil
}

// kindIn is what stands under a key.
func kindIn(key, name string, people []string) graph.Kind {
	switch {
	case key == "person" || key == "who" || slices.Contains(people, name):
		return person
	case key == "datacenter" || key == "is":
		return datacenter
	}
	return company
}

// textsIn reads a text or a list of texts; null and empty texts are none.
func textsIn(raw json.RawMessage) ([]string, error) {
	var one string
	var many []string
	if string(raw) == "null" {
		return nil, nil
	}
	if json.Unmarshal(raw, &one) == nil {
		many = []string{one}
	} else if err := json.Unmarshal(raw, &many); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(many, func(text string) bool { return strings.TrimSpace(text) == "" }), nil
}

// quotable is the text of an article by its places.
type quotable struct {
	places, texts []string
	folded        string
}

func newQuotable(a Article) *quotable {
	q := &quotable{folded: " " + graph.Fold(a.text()) + " "}
	add := func(place, text string) { q.places, q.texts = append(q.places, place), append(q.texts, oneLine(text)) }
	for i, paragraph := range a.Paragraphs {
		add("p"+itoa(min(i+1, 9999)), paragraph)
	}
	add("title", a.Title)
	add("caption", a.Caption)
	return q
}

// find says where a quote stands, white space aside: the place, and its first
// letter there from 1.
func (q *quotable) find(quote string) (place string, from int, found bool) {
	quote = oneLine(quote)
	if graph.Fold(quote) == "" || letters(quote) > maxQuote {
		return "", 0, false
	}
	for i, text := range q.texts {
		if at := strings.Index(text, quote); at >= 0 {
			return q.places[i], letters(text[:at]) + 1, true
		}
	}
	return "", 0, false
}

// names says whether the text has the words of a name, letter case and accents
// aside.
func (q *quotable) names(name string) bool {
	folded := graph.Fold(name)
	return folded != "" && strings.Contains(q.folded, " "+folded+" ")
}
