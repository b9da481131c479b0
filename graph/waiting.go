package graph

// KindWaiting is the kind of what waits, for queries.
const KindWaiting Kind = "waiting"

// waiting keeps the fact file of an article that cannot be loaded yet, because
// what it names may be several records: see Change.Waiting. It is a kind that
// stores keep and that nothing else shows, so it is not among Specs.
var waiting = &Spec{
	Kind: KindWaiting, Type: "Waiting", Plural: "waiting", Nature: Source,
	Doc: "The fact file of an article that waits for an editor to say which records it speaks of.",
	Fields: []Field{
		{Name: "published", Type: DateType, Doc: "When the revision that waits was published."},
		{Name: "retrieved", Type: DateType, Doc: "When it was read."},
		{Name: "revised", Type: DateType, Doc: "When its publisher last corrected it."},
		{Name: "reading", Type: ProseType, Doc: "Which reading of the same text it is."},
		{Name: "digest", Type: ProseType, Doc: "A digest of its facts."},
		{Name: "decided", Type: ProseType, Merge: Set, Doc: "What an editor has decided of its mentions so far."},
		{Name: "file", Type: fileType, Doc: "The fact file as it was sent."},
	},
}

// fileType is the type of whole files.
var fileType = newType("file", "String", "File", "StringFilter", func(s string) (File, error) { return File(s), nil })

// File is the text of a whole file. It is kept and given back, and never
// compared or looked for: its keys are empty.
type File string

// Text returns the text itself.
func (f File) Text() string { return string(f) }

// Span is empty.
func (f File) Span() (lo, hi string) { return "", "" }

// Meet finds no two files comparable.
func (f File) Meet(Value) (Value, Agreement) { return nil, Incomparable }

// NewWaiting is what waits of an article: the fields of the article that order
// its revisions, its digest, its fact file as text, and what has been decided of
// its mentions, in the words of whoever will read it again.
func NewWaiting(article *Record, file string, decided []string) *Record {
	w := &Record{ID: WaitingID(article.ID), Kind: KindWaiting, Valid: Always, Held: map[string][]Held{"file": {{Value: File(file)}}}}
	for _, field := range []string{"published", "retrieved", "revised", "reading", "digest"} {
		if held := article.Held[field]; len(held) > 0 {
			w.Held[field] = held
		}
	}
	for _, text := range decided {
		w.Held["decided"] = append(w.Held["decided"], Held{Value: Prose(text)})
	}
	return w
}

// WaitingID is the id of what waits of an article.
func WaitingID(article ID) ID { return ID(string(KindWaiting) + ":" + article.Slug()) }

// WaitingArticle is the article of which something waits, by its id.
func WaitingArticle(id ID) ID { return ID(string(article.Kind) + ":" + id.Slug()) }
