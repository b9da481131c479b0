// Package neo4j keeps a graph in a Neo4j database.
package neo4j
