// Capgraph answers over GraphQL who owns, buys, funds, builds and runs what,
// and proves every answer by the articles that say so.
//
// Without arguments it serves an embedded store that fills itself with a first
// article; `capgraph --help` tells the rest.
package main
