package sqlite

// InOrder makes lists go through their order whatever the filter, as they do
// when many records fulfil it.
func InOrder() Option { return func(s *Store) { s.few = 0 } }
