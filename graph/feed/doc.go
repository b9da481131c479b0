// Package feed tells what commits changed, in their order, each change with who
// made it, by which articles, and why.
//
// A change is what one commit made of one entity or relation. Its reasons fall into
// the four classes of graph.ChangeReason. Read makes a page of changes out of
// Reader.Turns; Pulse wakes those who wait for the next commit, of this process at
// once and of others within its interval. Nothing is kept: whoever remembers the place
// of the last change that it saw can go on from there, misses nothing, and gets
// nothing twice.
package feed
