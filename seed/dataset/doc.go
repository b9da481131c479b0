// Package dataset turns data of others into articles: it holds what the readers
// of all formats share. A reader goes through a file, says in Facts what each row or
// statement states, and gives them to a Writer; what the graph cannot hold it
// gives to Set.Omit, by name.
//
//	set, err := dataset.New(dataset.Origin{ID: "register-2025", Title: "A register"})
//	articles := bods.Articles(file, set)            // or ftm, or table
//	report, err := dataset.Load(ctx, seed.Loader{Store: store, Actor: actor}, articles, each)
//	set.PrintOmissions(os.Stdout)
//
// # Articles
//
// A data set becomes articles of at most Origin.Size facts, called by its id and
// a number, in the order of the file. They have one story, so that they count as one
// support. Each names and identifies all that its facts speak of, and can be
// loaded without the others. The same file gives the same articles, so that
// loading it again, or going on after an interruption, changes nothing; another
// snapshot under the same id, retrieved later, replaces them one by one. Set.Rest lists
// those that a shorter file has no longer.
//
// # Identity
//
// A source tells things apart by keys, names do not. A key becomes an
// identifier of scheme registry in the source's own list (ZZ-CRUNCHBASE:C.123), and
// makes the id that a new record has. So namesakes stay apart, and what the
// source calls by one key is one record in all its files. Identifiers of real registers come
// first: a company that an article or another source knows by its LEI is the
// same. To say that a known company is that of a key, give it the identifier in a fact
// file. Where a source has no keys, names are looked up as in articles.
//
// # Limits
//
// Memory does not grow with the file: what must be seen again waits on a Shelf,
// a temporary file. A row or statement has at most MaxRecord bytes and states at most
// MaxTogether facts; at most MaxGroup rows or statements are about one thing.
package dataset
