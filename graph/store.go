package graph

import "context"

// Reader is the reading half of the port. All methods may be called from
// several goroutines at once, honour the cancellation of ctx, and fail only
// with an *Error: Unavailable when the store cannot be reached or ctx ended,
// Internal otherwise. Each call reads one consistent state, and is one round
// trip where there is a network; an embedded store may run several statements.
//
// What a read returns belongs to the caller.
type Reader interface {
	// Head is the instant of the last commit, zero for an empty store. Two
	// equal heads mean equal answers to every read.
	Head(ctx context.Context) (Instant, error)

	// Records returns, for each id that was known at slice.Known, the version in force on
	// slice.Day or, when none is, the one that Pick chooses; see Validity.On.
	// The Far of each holds the records that it points to, likewise. Unknown
	// ids have no entry; repeated ids make no difference; no ids give an empty map.
	Records(ctx context.Context, ids []ID, slice Slice) (map[ID]*Record, error)

	// List returns the pages that a query asks for: one for each id of query.Of,
	// known or not, repeated or not, else one under the empty id. Only versions in force on the
	// slice's day, possibly or surely, are listed, each record once; Far is filled as in Records.
	List(ctx context.Context, query Query) (map[ID]Page, error)

	// Search returns the entities known now, of the given kinds (none means
	// all), each of whose names taken together have, for every word, a word that begins
	// with it or is one edit (insertion, deletion, substitution or transposition of neighbours) away
	// from it; edits count from four letters on. Words are folded, see Words; no words find nothing.
	// When more than MaxSearch match, those with the shortest usual name are
	// returned, and of equal length the lowest ids. The order is not defined: see RankMatches.
	Search(ctx context.Context, words []string, kinds []Kind) ([]*Record, error)

	// Match returns the ids of the records of a kind, known now, that have an
	// entry of the field with exactly that low key, sorted, for each key. Keys
	// that match nothing have no entry.
	Match(ctx context.Context, kind Kind, field string, keys []string) (map[string][]ID, error)

	// Project calls yield for each version of the kind in force in the slice,
	// ordered by id, and stops at the first error, which it returns. Memory does
	// not grow with the number of records. Far is not filled.
	Project(ctx context.Context, kind Kind, slice Slice, yield func(*Record) error) error

	// Expand returns the relations around entities: those that point to them by
	// whatever field and are in force, possibly or surely, on the slice's day or
	// on any day of the span that begins on it; of each kind the first Limit in
	// order of id. There is an entry for each id asked: unknown ids and ids of
	// records that are not entities have an empty one. Kinds that are not of
	// relations make no difference.
	Expand(ctx context.Context, expansion Expansion) (map[ID]Fan, error)

	// Outlines calls yield for the outline of each version of a kind of relation
	// that is in force, possibly or surely, on any day from slice.Day to until, in
	// no particular order, and stops at the first error, which it returns. It
	// returns the instant of the last commit that it took into account: head when
	// it began or, when that is earlier, slice.Known. Memory does not grow with
	// the number of records. A kind that is not of relations has none.
	Outlines(ctx context.Context, kind Kind, slice Slice, until Day, yield func(Outline) error) (Instant, error)

	// Writes returns the log of commits that changed something, latest first,
	// and within a commit in order of the article.
	Writes(ctx context.Context, query LogQuery) ([]LogEntry, error)

	// Turns returns what commits made of entities and relations: a page of those
	// of which a commit opened or closed versions, in order of the commit and then of
	// the id. It costs what is in the page, however large the graph is and
	// however much happened before. A page may be short, even empty, although there is
	// more; Last says how far it reaches.
	Turns(ctx context.Context, query TurnQuery) (TurnPage, error)
}

// Store is the whole port: what an adapter provides.
type Store interface {
	Reader

	// Apply carries out a write in one transaction: it takes the store's single
	// writing lane, lets Commit work on it, and makes all of it durable before it
	// returns, or nothing. With write.DryRun it does the same and then undoes it, so that
	// the receipt is that of the real write. A transaction that the database
	// rejects for a passing reason is tried again, from the plan on.
	Apply(ctx context.Context, write Write) (*Receipt, error)

	// Close releases the store after the running calls have ended. Every later
	// call fails with code Unavailable; closing again does nothing.
	Close() error
}

// Tx is what an adapter lends to Commit inside a transaction. Its Reader sees
// what the transaction has saved.
type Tx interface {
	Reader

	// Now is the instant of this commit: the present, but so long after every
	// earlier commit of the store that an instant lies between, which is that of Delta.Past.
	// It is the same on every call.
	Now() Instant

	// Live returns the claims known now that point to any of the ids by the
	// field, "article" or "about"; for each id an entry, perhaps empty.
	Live(ctx context.Context, field string, ids []ID) (map[ID][]*Record, error)

	// Versions returns the versions known now of each record, in order of
	// validity; unknown ids have no entry.
	Versions(ctx context.Context, ids []ID) (map[ID][]*Record, error)

	// Save closes, opens and keeps versions and adds the log entries. Closing what is not
	// open, and opening a version of an id, valid from a day, that is open already, are errors
	// of code Internal that undo the transaction.
	Save(ctx context.Context, delta Delta) error
}

// Delta is what a commit changes: versions that cease to be what is known, and
// versions that begin to be.
type Delta struct {
	Close []Closing
	Open  []*Record // Known.From is the commit's instant
	Log   []LogEntry

	// Past are versions that were known only at the instant before that of the commit,
	// and ended with it: Known is that span, and EndReason why.
	Past []*Record

	// Turned are the entities and relations of which versions are closed or opened:
	// what Turns finds them by.
	Turned []Turned
}

// Closing ends what is known: the open version of the id that is valid from
// that day. Reason is set for claims.
type Closing struct {
	ID     ID
	From   Day
	Reason Reason
}

// LogQuery asks for entries of the log.
type LogQuery struct {
	Article ID      // only those that touched it; "" for all
	Actor   string  // only those that it wrote; "" for all
	Until   Instant // only those of commits up to it; 0 for all
	Limit   int     // at most so many
}

// LogEntry says who did what when.
type LogEntry struct {
	At      Instant `json:"at"`
	Actor   string  `json:"actor"`  // name of the API key, or "local"
	Action  Action  `json:"action"` // what was done
	Article ID      `json:"article"`
	Changed int     `json:"changed"` // records whose versions changed, claims aside
	Reason  Reason  `json:"reason"`  // why claims of the article began and ended; "" where none did, and in what was written before reasons were kept
	Note    string  `json:"note"`    // why, in the words of who wrote it; "" when they did not say
}

// Action is a sort of write.
type Action string

// The sorts of write.
const (
	ActionSeed     Action = "SEED"
	ActionWithdraw Action = "WITHDRAW"
	ActionRestore  Action = "RESTORE" // of what was withdrawn
	ActionUndo     Action = "UNDO"    // of the latest write of an article
	ActionDecide   Action = "DECIDE"  // which records an article that waits speaks of
)
