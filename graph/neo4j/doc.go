// Package neo4j keeps a graph in a Neo4j database, 5.26 LTS or later, Community
// edition up. It implements graph.Store and passes the suite of graphtest.
//
// # What is in the database
//
//	(:CapgraphSchema {name, version, head})            one: layout, instant of the last commit, lock of the lane
//	(:Record {id})                                     all that anything is known of, or that anything points to
//	(:Version:Company {id, kind, body, ...})           what was known of a record; the kind is a label
//	(:Version:Company:Now {...})                       and still is
//	(:Version)-[:OF]->(:Record)
//	(:Version)-[:Stake_owner]->(:Record)               kind and field by which a version points to a record
//	(:Version:Now)-[:NAMED]->(:Word {text})            words of names, for search
//	(:Spelling {key})-[:SPELLS]->(:Word)               a word without one of its letters, to forgive an edit
//	(:Version:Now)-[:KEYED]->(:Key {text})             names, identifiers, addresses and contested fields, for Match
//	(:LogEntry {at, seq, actor, action, article, changed})
//
// A version has, beside its clocks, the JSON that graph.EncodeBody makes (body);
// the sort keys of its values as parallel lists (lo_share, hi_share) and the
// states of those without (state_share), for filters; its place in each order
// (order_share, upper_share), one string that begins with the kind and ends with the
// id; and the ids that it points to (far). A version of a relation has its outline as one
// text too, and the part of its kind that it is read with (outline, part): see outline.go.
//
// # How it is read
//
// Each call of graph.Reader is one statement, sent by itself: one round trip.
// Far ends, counts and the pages of many parents come in the same one.
// Lists walk the index of their order from the cursor on. A list by
// descending keys, in which ids ascend nevertheless, reads the last keys that it got to once
// more, the other way. The pages of a parent read all that points to it: a
// parent with very many relations costs accordingly.
//
// Expand reads all relations around an entity as well, and returns some. Outlines are read out of
// one index that holds all they need, a part of the kind in each row.
//
// Reads of the past find versions by the index of all ids and sort in memory:
// they cost as much as the kind has versions. An instant after which nothing was
// committed is read as now.
//
// Neo4j promises no more than that a statement reads committed data, so one may see half of
// a commit that becomes visible while it runs. Each statement therefore reads the instant of the last
// commit first and last, and is sent again when that has changed; commits of this process
// hold reads back for the moment they take. When commits come faster than that, reads with a slice read
// the past instead, which no commit changes. A commit of another process on the same database
// that becomes visible in the very microseconds in which a read begins remains unseen.
//
// # How it is written
//
// Apply locks the one node that all writers lock first, works out the change in
// the transaction, writes all versions by one statement, and commits. Failures that the database
// calls transient, and connections that broke before the commit was sent, start it over, at most four
// times. When the connection breaks during the commit, whether the write was kept is not known, and the
// error says so: sending an article again is safe.
// A context with a deadline limits the transaction in the database too.
//
// # Order
//
// Keys are compared as bytes by indexes and as UTF-16 where Neo4j sorts in
// memory; keys and ids are made so that both agree, see graph.TextKey.
//
// # Statements
//
// Text is put together from constants and from names of the vocabulary, see layout.go;
// everything else is a parameter. plan_test.go checks by EXPLAIN that each read
// is one statement and seeks indexes.
package neo4j
