// Package graphtest is what every adapter of graph.Store must pass, without
// exceptions or switches.
//
// # Plugging in an adapter
//
//	func TestStore(t *testing.T) {
//		graphtest.Run(t, graphtest.Harness{
//			Open:   func(t *testing.T, clock func() time.Time) graph.Store { ... },
//			Reopen: func(t *testing.T, store graph.Store) graph.Store { ... },
//		})
//	}
//
// Open returns an empty store each time; several are open at once. The suite
// closes what it opens.
//
// # What stands where
//
//   - World is the one small world that cases speak about by name; it is drawn
//     above its constructor. Article, About, Company, Stake and the like make
//     changes out of values as a fact file has them. Other packages may use
//     these in their tests, with Load and Clock.
//   - reference answers every read from the list of all versions ever saved, by
//     the functions of the domain. It is what the contract means.
//   - One file per method holds its cases; their names are the sentences of the
//     contract. Cases that only read share a store that holds the World.
//   - model.go asks the store and the reference the same random questions;
//     property.go checks that neither the order of articles nor those that were
//     withdrawn make a difference.
//
// # Adding a case
//
// Append it to the cases of its method: name it by the sentence that it checks,
// and say got and want with equal. A case that writes goes to a writing group
// and opens a store of its own. A new sentence in graph/store.go needs a case
// here, and both adapters must pass it before it is kept.
package graphtest
