// Package explore answers the questions that take more than one record: how
// two entities hang together, what is around one, what happened when, and what
// amounts add up to.
//
// # What is here
//
//	path*.go           the best paths between two entities
//	reach*.go          which entities can be reached from one
//	neighbourhood*.go  what is around some entities, ready to be drawn
//	search*.go         what these three share: filters, budgets, links
//	timeline*.go       what happened to an entity; plans that are due
//	difference*.go     what differs between two instants
//	total*.go          amounts added up by what they have in common
//	rate*.go           a table of exchange rates that the user loads
//	ledger*.go         megawatts by site, owner, country, date
//	coverage*.go       what is thinly supported, contested or not known
//	conflict*.go       what sources contradict each other about
//	people*.go         positions shared, moves counted
//	portfolio*.go      who invests in the same
//
// # What they have in common
//
// Everything takes a graph.Reader and a slice, and is a pure function of what
// the reader returns: the same state of a store, or of another store with the same
// articles, gives the same answer. A slice without an instant is pinned to the head
// first, so that all calls of one answer see one state; the answer names it.
//
// The number of calls of the store does not depend on how much is found, but
// on how many levels are walked or pages are read. Work is bounded by budgets:
// an answer that a budget has cut says so, and what was left out.
//
// # Searches
//
// Paths walk from both ends at once, level by level: every path of at most
// a+b hops is known after a levels from one end and b from the other. Of the paths of each length
// the ladder (path_ladder.go) holds what any of them can pass, so that the best are
// listed in order without listing the others.
package explore
