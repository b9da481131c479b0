package neo4j

// Trace calls told for each statement that the store sends from now on.
func Trace(s *Store, told func(text string, params map[string]any)) { s.trace = told }

// Layout is the version of the layout that this package knows.
const Layout = layout

// Indexes is how many indexes a database has after Open.
func Indexes() int { return len(indexes()) }
