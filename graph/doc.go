// Package graph is the domain of capgraph: what a company, a stake or a claim
// is, how claims become what answers show, and what a store must do.
//
// # Vocabulary
//
//	article    a text that states facts, with its publisher and dates
//	claim      what one place in one article states about one record
//	record     an entity (company, person, people-group, datacenter, product), a
//	           relation (stake, acquisition, investment, position, move, site-role,
//	           competition, product-role, succession), an article, or a claim
//	version    what a record is during a span of valid time, as known during a
//	           span of commit time; the type Record is one version
//	field      a property of a record; fields of type ref point to other records
//	value      what a field holds: exact, or bounds, or missing in a stated way
//	slice      a pair of clocks, a day and an instant, that a read is made at
//	entry      what a store indexes of a value: sort keys, never the value itself
//
// # From claims to answers
//
// Claims are never edited. Resolve makes of all live claims about a record its
// versions; it is pure, so the order in which articles arrive makes no
// difference, and withdrawing one leaves what the others alone would have made.
// Versions hold values only. Which claims support a value, and what else is
// claimed, is worked out by Explain when somebody asks, from the same claims
// by the same rules.
//
// # Time
//
// Two clocks tell what was true on a day from what was known at an instant.
// Validity has four days, because partial dates make beginnings and ends
// uncertain; Certainty is the three-valued outcome of every comparison.
//
// # Stores
//
// Store is the port. It keeps versions as opaque bodies with entries and links
// and has no code for any kind. Commit is the logic of writing that all stores
// share; Filter and Predicate are that of conditions. Package graphtest holds
// the suite that every store passes.
//
// # Adding a kind of fact
//
//  1. Copy the file of a similar kind, say site_role.go, and describe the new
//     kind in it: its fields, what identifies it, how it is labelled.
//  2. Add it to specs in vocabulary.go, and its kind to resolved in claim.go.
//  3. Run go generate ./...
//
// The schema, the fact files and their JSON Schema, filters, orders, look-ups,
// both stores and the conformance suite follow from the description. A new
// field takes step 1 and 3; a new type of value takes a type that implements
// Value, a line in type.go, and its GraphQL type in schema/values.graphqls.
package graph
