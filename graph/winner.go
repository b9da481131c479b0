package graph

// Winner is the chosen answer that the first alternative lost to; there must
// be an alternative.
func (e Explanation) Winner() Answer {
	for _, chosen := range e.Chosen {
		if _, outcome := chosen.Value.Meet(e.Alternatives[0].Value); outcome == Conflicts {
			return chosen
		}
	}
	return e.Chosen[0]
}
