package graphtest

import (
	"testing"
	"time"

	"capgraph/graph"
)

// Harness plugs an adapter into the suite.
type Harness struct {
	// Open returns an empty store that reads the time from clock. The suite
	// closes it.
	Open func(t *testing.T, clock func() time.Time) graph.Store

	// Reopen closes the store and opens another on the same data and clock.
	Reopen func(t *testing.T, store graph.Store) graph.Store
}

// Run holds an adapter to the contract of graph.Store. Cases are grouped by
// method; those that only read share one store that holds the World.
func Run(t *testing.T, harness Harness) {
	for _, group := range readingGroups {
		t.Run(group.method, func(t *testing.T) {
			world := openWorld(t, harness)
			for _, c := range group.cases {
				t.Run(c.name, func(t *testing.T) { c.run(t, world) })
			}
		})
	}
	for _, group := range writingGroups {
		t.Run(group.method, func(t *testing.T) {
			for _, c := range group.cases {
				t.Run(c.name, func(t *testing.T) { c.run(t, harness) })
			}
		})
	}
}

// readingGroup is the cases of one method on a store that holds the World.
type readingGroup struct {
	method string
	cases  []readingCase
}

type readingCase struct {
	name string
	run  func(t *testing.T, world *world)
}

// writingGroup is the cases that need stores of their own.
type writingGroup struct {
	method string
	cases  []writingCase
}

type writingCase struct {
	name string
	run  func(t *testing.T, harness Harness)
}
