// Package schema is the contract of the API: the SDL, one file for each noun,
// and what makes it executable.
//
// Most of the SDL follows from the vocabulary of package graph and is
// generated from it; root.graphqls, values.graphqls, evidence.graphqls and
// seed.graphqls are written by hand. So are the templates, which decide what
// every kind has in common.
package schema
