// Package sqlite keeps a graph in one SQLite file, without cgo. It is the
// store that capgraph uses unless it is given another.
//
// # Layout
//
//	code    code  name                              numbers for kinds, fields and lists
//	record  rid   id                                every id that is known or pointed to
//	version vid   rid kind valid.. known.. body     what was known of a record, and when
//	entry   vid   field n -> state lo hi            sort keys of a version: filters
//	place   list  past missing key id vid           versions in the order of a field: lists
//	link    target list past id vid                 versions by what they point to: pages of a parent
//	outline past  id valid.. vid -> known.. line    outlines of relations: projections
//	around  target past kind id .. -> known.. line  outlines by what they point to: walks
//	word    word  length id vid                     words of the names known now: search
//	spelling key  word                              words by what is left without a letter: typos
//	log     at    actor action article changed      who did what
//	meta    head                                    the last commit
//	vocabulary lines                                what made the indexes
//
// The versions are the graph; a body is what graph.EncodeBody made. All that
// follows is made from them: the tables of indexTables can be
// deleted and made anew, and are when the specs of the kinds, or the code of
// this package, make other keys than those that the file holds (indexFormat,
// see vocabulary). Nothing here knows a kind.
//
// A list is the name of a field of a kind, "stake.share", or of its high
// bounds, "stake.share^", or of the values that a record has beside the first,
// "company.name*", or of the names of the fields that are contested, "stake.contested*". Rows of place with missing = 1 are records without the
// value, which every order puts last.
//
// What is known now has known_to = 0 and past = 0, and stands together in the
// indexes. Closing a version moves its rows of place, link, outline and around to past = 1. A
// read at an earlier instant runs the same statements on both halves and asks
// each version when it was known; a read at an instant not before the last
// commit is one of what is known now.
//
// # Reading
//
// A list is read in two steps: the ids and numbers of a page out of an index
// (byID, byPlace, linksByID, linksByKey), then the bodies of all pages at once,
// then all that they point to at once. Orders that the index has in neither
// direction are read in three ranges, see falling. A list of what few records
// fulfil is made from those candidates and sorted instead, see driven. Statements are put together
// from constant text; what a caller gives is a parameter. Filters become
// conditions by predicate.go. CROSS JOIN fixes the order in which tables are
// looked at, so that plans do not depend on statistics, which are not kept;
// TestEveryStatementUsesAnIndex holds them to it.
//
// # Connections and processes
//
// One connection writes, behind a channel that is the writing lane; a few
// read, each call in a transaction of its own. Several processes may open one
// file: writes wait for each other (see lockWait), reads wait for nobody and
// see each commit as soon as it is made. Only the numbers in code are kept in
// memory; they never change. A path of ":memory:" is a database of SQLite's
// memdb, in which writes and reads wait for each other.
//
// A commit is on the disk before Apply returns (WAL, synchronous = FULL). The
// log is moved into the file by keepHouse, beside reads and writes.
//
// # To change X, open Y
//
//	the tables                   schema.go: a new step in migrations
//	what is indexed              index.go, and a new indexFormat
//	how a filter becomes SQL     predicate.go
//	pages and cursors            list.go, scan.go, pointing.go
//	walks and projections        outline.go, expand.go, outlines.go
//	what a commit writes         save.go
//	settings, statements, locks  conn.go
//	when the file is refused     open.go
package sqlite
