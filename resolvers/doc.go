// Package resolvers translates between GraphQL and the domain, and does
// nothing else.
//
// A view, such as Company, is a record as one answer shows it: the record, and
// the batch of records that were read together with it. A field of one view
// that needs the store is read for the whole batch at once, and the records
// so read form the next batch. A query therefore makes at most one call of the store
// for each field of each level, however many records the level holds, and
// waits for no timer to collect them.
//
// The views and the fields that follow from the vocabulary are generated into
// views.go; see schema/generate.go. The rest is in a file for each noun.
package resolvers
