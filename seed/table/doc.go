// Package table reads tables (CSV) and makes articles of their rows. A Mapping
// says what the columns mean; Builtins are shipped, for acquisitions, rounds,
// investments and relationships in the shapes of public Crunchbase snapshots, and for
// facilities in those of open lists of data centers.
//
// # A mapping
//
//	mapping: 1                         # the version of the format
//	article: {publisher: A register, type: filing}
//	keys: ZZ-REG                       # the list that the keys of the table belong to
//	entities:                          # who and what a row speaks of
//	  holder: {key: Holder No, name: Holder, usual kind: company, kind: {columns: Sort, words: {natural: person}}}
//	  company: {name: [Company, Firm], identifiers: {lei: LEI}}
//	facts:                             # what a row states, as in fact files
//	- kind: stake
//	  parties: {owner: holder, company: company}
//	  missing: {owner: undisclosed}    # where the cells of the owner are empty
//	  values:
//	    share: Part
//	    since: {columns: Since, precision: Since Precision}
//	  constants: {directness: direct}
//
// A value names its column, or several of which the first that has a value
// counts; case, spaces, hyphens and underscores in the names of columns make no difference.
// The long form knows words (what the words of the table mean), otherwise and
// default, prefix, unit (the currency, MW, percent or fraction), zero is none,
// any (a list of values, the first of which counts), and further columns: currency,
// precision, year, month and day of a date, city, region, country and site of a
// place, stage of a capacity, and on, the day of a status.
//
// An entity has a key or a name or both, and is a company unless kind, kind by
// key (by its beginning) or usual kind say otherwise. With "several: yes" a cell
// may hold several, parted by the mapping's separators. A party without a name gets
// that of its key from a table of names, or is called by the key.
//
// Rows with the same value under group are one fact: the parties of all of
// them, and each value once, since the amount of a round is repeated for each
// investor. A row that contradicts those before it makes a claim of its own, so that
// the contradiction is seen. "over" is a column that says that a state has ended;
// without an end it ended by the day of "seen", else by that of the article.
//
// # A table
//
// It is UTF-8, UTF-16 or Windows-1252, with any line ends, with commas,
// semicolons, tabs or bars; its first row names the columns. A column that the
// mapping names and the table lacks is an error, unless the mapping says "columns may
// be absent: yes" and the first fact can do without. Facts stand at "row N", the
// header being row 1 and empty lines not counted. Rows with too few or too many
// cells, values that cannot be read, and columns without a meaning are counted
// by name.
package table
