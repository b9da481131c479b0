package draft

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/sqlite"
	"capgraph/seed"
)

const english = "Marwick Group has acquired Tolland Freight for $85 million. Hugh Marwick, chief executive of Marwick Group, said so on Monday.\n\nThe purchase was completed on 12 May 2025."

func mustDraft(t *testing.T, text string, options Options) *Draft {
	t.Helper()
	d, err := From(context.Background(), []byte(text), options)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustYAML(t *testing.T, d *Draft) string {
	t.Helper()
	file, err := d.YAML()
	if err != nil {
		t.Fatal(err)
	}
	if problems := seed.Check("draft", file); problems != nil {
		t.Fatalf("got %v for\n%s\nwant a good file", problems, file)
	}
	return string(file)
}

func TestRulesCompile(t *testing.T) {
	for language := range books {
		if _, err := rulesOf(language); err != nil {
			t.Error(err)
		}
	}
}

func TestEveryFactHasItsQuoteAndOffsets(t *testing.T) {
	for _, language := range []string{"fr", "en"} {
		for _, s := range append(samples(t, "development", language), samples(t, "measured", language)...) {
			d := drafted(t, s)
			for _, f := range d.Facts {
				text := d.Article.Title
				if paragraph, found := strings.CutPrefix(paragraphOf(f.At), "p"); found {
					text = d.Article.Paragraphs[atoi(t, paragraph)-1]
				}
				runes := []rune(text)
				if f.From < 1 || f.To > len(runes) || string(runes[f.From-1:f.To]) != f.Quote || letters(f.Quote) > maxQuote {
					t.Errorf("%s: got the quote %q from %d to %d of %v, want these letters of the text", s.name, f.Quote, f.From, f.To, f.At)
				}
			}
		}
	}
}

func atoi(t *testing.T, text string) int {
	t.Helper()
	n := 0
	for _, digit := range text {
		n = 10*n + int(digit-'0')
	}
	return n
}

func TestDraftIsDeterministic(t *testing.T) {
	for _, s := range samples(t, "development", "fr") {
		want := mustYAML(t, drafted(t, s))
		for range 3 {
			if got := mustYAML(t, drafted(t, s)); got != want {
				t.Fatalf("%s: got another draft the second time:\n%s\nwant\n%s", s.name, got, want)
			}
		}
	}
}

func TestDraftIsMarkedToReview(t *testing.T) {
	file := mustYAML(t, mustDraft(t, english, Options{Told: Article{Title: "A deal", Published: "2025-05-15"}}))
	for _, want := range []string{
		"# A draft by rules, to review", "confidence: speculative", "To review. Drafted by acquisition from the letters 1 to 59 of p1.",
		"quote: Marwick Group has acquired Tolland Freight for $85 million.", "price: 85 m USD", "date: 2025-05-12", "at: [p1 s1, p2 s1]",
	} {
		if !strings.Contains(file, want) {
			t.Errorf("got\n%s\nwant %q in it", file, want)
		}
	}
}

func TestVagueWordsKeepTheirBounds(t *testing.T) {
	for text, want := range map[string]string{
		"Marwick va investir plus de 14 milliards d'euros dans le calcul d'ici 2026.":         "> 14 bn EUR by 2026",
		"Marwick va investir des centaines de milliards d'euros dans le calcul.":              "hundreds of bn EUR",
		"Marwick va investir entre 2 et 2,5 milliards d'euros dans le calcul.":                "2..2.5 bn EUR",
		"Marwick va investir une vingtaine de millions de francs suisses dans le calcul.":     "about 20 m CHF",
		"Marwick va investir jusqu'à 800 M€ dans le calcul.":                                  "<= 800 m EUR",
		"Marwick plans to invest at least $3bn in computing before 2030.":                     ">= 3 bn USD before 2030",
		"Marwick plans to invest several billion dollars in computing.":                       "several bn USD",
		"Marwick plans to invest $6 billion to $8 billion in computing.":                      "6..8 bn USD",
		"Marwick plans to invest nearly half a billion euros in computing by the end of 2027": "about 500 m EUR by 2027-12",
	} {
		d := mustDraft(t, text, Options{Told: Article{Title: "x", ID: "x"}})
		got := ""
		if len(d.Facts) == 1 {
			got = strings.TrimSpace(first(d.Facts[0].Values["amount"]) + " " + first(d.Facts[0].Values["horizon"]))
		}
		if got != want {
			t.Errorf("%q: got %q in %v, want %q", text, got, d.Facts, want)
		}
	}
}

func TestDatesComeFromTheDayOfPublication(t *testing.T) {
	const text = "In June last year, Marwick Group acquired Tolland Freight for $85 million."
	d := mustDraft(t, text, Options{Told: Article{Title: "x", Published: "2025-09-04"}})
	if got := first(d.Facts[0].Values["date"]); got != "2024-06" || d.Facts[0].Reasons["date"] == "" {
		t.Errorf("got %q, %q, want an inferred 2024-06", got, d.Facts[0].Reasons["date"])
	}
	d = mustDraft(t, text, Options{Told: Article{Title: "x"}})
	if got := d.Facts[0].Values["date"]; len(got) > 0 {
		t.Errorf("got %q without a day of publication, want none", got)
	}
}

func TestLimitsAndErrorsOfTexts(t *testing.T) {
	german := "Das Unternehmen hat am Montag mitgeteilt, dass es seinen Wettbewerber für viele Millionen Euro übernehmen und die Mitarbeiter behalten möchte."
	for name, c := range map[string]struct {
		text string
		told Article
		code graph.Code
		want string
	}{
		"too large":        {strings.Repeat("a", MaxBytes+1), Article{}, graph.Limit, "bytes"},
		"too long":         {strings.Repeat("Marwick Group bought it.\n\n", 10_000), Article{Language: "en"}, graph.Limit, "letters"},
		"empty":            {" \n", Article{}, graph.Invalid, "no paragraph"},
		"not UTF-8":        {"d\xe9j\xe0 vu", Article{}, graph.Invalid, "UTF-8"},
		"a third language": {german, Article{}, graph.Invalid, "German"},
		"told German":      {german, Article{Language: "de"}, graph.Invalid, "fr and en"},
		"bad date":         {english, Article{Published: "12 June 2025"}, graph.Invalid, "2025-06-12"},
		"bad address":      {english, Article{URL: "ftp://example.com"}, graph.Invalid, "http"},
		"bad id":           {english, Article{ID: "A b"}, graph.Invalid, "small letters"},
		"deep page":        {"<html><body>" + strings.Repeat("<div>", 600) + "text", Article{}, graph.Limit, "within one another"},
		"large page":       {"<html><body>" + strings.Repeat("<p>a", maxElements), Article{}, graph.Limit, "elements"},
	} {
		start := time.Now()
		_, err := From(context.Background(), []byte(c.text), Options{Told: c.told})
		if graph.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s with %q", name, err, c.code, c.want)
		}
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s: took %s, want less than a minute", name, took)
		}
	}
}

// TestWorstTextsTakeBoundedTime gives texts that are wearisome throughout, at a
// twentieth of what may be drafted from.
func TestWorstTextsTakeBoundedTime(t *testing.T) {
	many := func(format string) string {
		var text strings.Builder
		for i := 0; text.Len() < MaxLetters/20; i++ {
			text.WriteString(strings.ReplaceAll(format, "@", itoa(i)))
		}
		return text.String()
	}
	for name, text := range map[string]string{
		"prose": many("Marwick Group has acquired Tolland Freight for $85 million, and Google, Amazon and Meta own 12% of it. "),
		"names": many("the firm X@dy bought Z@q. "), "one sentence": many("X@dy bought and sold with "), "commas": many("Meta, "), "signs": many("« \"("),
		"values": many("between $1 billion and 12% of 3 MW in June 2025 "), "sites": many("A data center called X@dy in Ohio, it opened. "), "a word": many("a"),
	} {
		start := time.Now()
		mustYAML(t, mustDraft(t, "Hello there.\n\n"+text, Options{Told: Article{Title: "x", Language: "en"}}))
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s: took %s, want less than a minute", name, took)
		} else {
			t.Logf("%s: %s", name, took)
		}
	}
}

func TestNamesOfTheGraphResolve(t *testing.T) {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	facts, problems := seed.Decode("known", []byte("capgraph: 1\narticle: {id: known, title: Known}\nentities:\n  company:\n    m: {name: Marwick International, aliases: [Marwick Group], id: company:marwick}\nfacts:\n- company: {is: m, country: GB}\n  at: p1\n"))
	if problems != nil {
		t.Fatal(problems)
	}
	if _, problems, err := seed.Load(ctx, store, "local", facts, false); err != nil || problems != nil {
		t.Fatal(err, problems)
	}
	d := mustDraft(t, english, Options{Told: Article{Title: "A deal"}, Names: InGraph(store)})
	file := mustYAML(t, d)
	if !strings.Contains(file, "{name: Marwick Group, id: 'company:marwick'}") {
		t.Errorf("got\n%s\nwant the id of the company that has the name as an alias", file)
	}
	drafted, problems := seed.Decode("draft", []byte(file))
	if problems != nil {
		t.Fatal(problems)
	}
	if report, problems, err := seed.Load(ctx, store, "local", drafted, true); err != nil || problems != nil || report == nil {
		t.Errorf("got %v, %v, want the draft to load when asked", err, problems)
	}
}

func TestNamesMayFail(t *testing.T) {
	_, err := From(context.Background(), []byte(english), Options{Names: failing{}})
	if !errors.Is(err, errFailing) {
		t.Errorf("got %v, want the error of the names", err)
	}
}

var errFailing = errors.New("failing")

type failing struct{}

func (failing) Known(context.Context, []string) (map[string][]Known, error) { return nil, errFailing }

func TestWhatCannotStandInAFileIsNamed(t *testing.T) {
	d := mustDraft(t, english, Options{Told: Article{Title: "A deal"}})
	d.Facts[0].Values["price"] = []string{"85 millions"}
	count := len(d.Facts)
	file := mustYAML(t, d)
	if len(d.Facts) != count-1 || len(d.LeftOut) != 1 || !strings.Contains(file, "# - "+d.LeftOut[0]) {
		t.Errorf("got %d facts and left out %q, want one fewer, named in the file", len(d.Facts), d.LeftOut)
	}
}

func FuzzText(f *testing.F) {
	f.Add(english, true)
	f.Add("Sélène a cédé à Belliard 12 % de Nuagéo pour 300 M€.\n\nd'ici à l’horizon 2030, « le campus » Titan, baptisé Rhéa, 5 GW", false)
	f.Add("$ % MW d'ici 's — entre 2 et %", true)
	f.Add("A\u0301 \u202e <C1> <M99999999999999999999> owns <S0> of \x00", true)
	for _, language := range []string{"fr", "en"} {
		if files, err := os.ReadDir("testdata/development/" + language); err == nil {
			for _, file := range files {
				if data, err := os.ReadFile("testdata/development/" + language + "/" + file.Name()); err == nil && strings.HasSuffix(file.Name(), ".txt") {
					f.Add(string(data), language == "en")
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string, isEnglish bool) {
		language := "fr"
		if isEnglish {
			language = "en"
		}
		d, err := From(context.Background(), []byte(text), Options{Told: Article{Language: language, Published: "2025-02-28"}})
		if err != nil {
			if graph.CodeOf(err) == graph.Internal {
				t.Fatal(err)
			}
			return
		}
		if file, err := d.YAML(); err != nil {
			t.Fatalf("%v\n%s", errors.Unwrap(err), file)
		}
	})
}

func TestPartyKindsAreThoseOfTheVocabulary(t *testing.T) {
	for kind, form := range shapes {
		spec := graph.KindOf(kind)
		for _, key := range form.parties {
			if field := spec.Field(key); key != "is" && (field == nil || field.Type != graph.RefType) {
				t.Errorf("%s has no party %s", kind, key)
			}
			if slices.Contains(form.values, key) {
				t.Errorf("%s: %s is both a party and a value", kind, key)
			}
		}
	}
}

// TestMangledTextsGiveGoodFiles cuts and shuffles the words of the texts for
// development.
func TestMangledTextsGiveGoodFiles(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 2025))
	for _, language := range []string{"fr", "en"} {
		for _, s := range samples(t, "development", language) {
			for range 8 {
				words := strings.SplitAfter(s.text, " ")
				for range 1 + random.IntN(12) {
					i, j := random.IntN(len(words)), random.IntN(len(words))
					switch random.IntN(4) {
					case 0:
						words[i], words[j] = words[j], words[i]
					case 1:
						words[i] = ""
					case 2:
						words[i] += words[j] + ", "
					case 3:
						words[i] = strings.ToTitle(words[i])
					}
				}
				mustYAML(t, mustDraft(t, "Title\n\nIt begins here.\n\n"+strings.Join(words, ""), Options{Told: Article{Language: language, Published: s.truth.Published}}))
			}
		}
	}
}
