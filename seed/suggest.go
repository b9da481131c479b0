package seed

import (
	"context"

	"capgraph/graph"
)

// A preview names what is known and may be what its files would make anew: for
// the first so many entities, the likeliest so many records that are as likely as this.
const (
	maxSuggested   = 100
	maxAlike       = 3
	leastLikeScore = 0.5
)

// suggest adds to a preview, for each entity that would be new, the records
// that it may be, likeliest first. A name alone never binds to them: the editor
// says which it is, by an id, an alias or a merge. No more than left are looked at.
func (p *plan) suggest(ctx context.Context, reader graph.Reader, report *Report, left *int) error {
	for i, e := range p.facts.entities {
		entity := &report.Entities[i]
		if entity.Matched.How != ByNothing || entity.Outcome != graph.Created || len(e.names) == 0 || *left == 0 {
			continue
		}
		*left--
		found, err := Candidates(ctx, reader, e.sought(), maxAlike)
		if err != nil {
			return err
		}
		for _, candidate := range found {
			if candidate.Score >= leastLikeScore {
				entity.Alike = append(entity.Alike, candidate)
			}
		}
	}
	return nil
}

// sought is what the file says of the entity, for finding what it may be.
func (e *entity) sought() Mention {
	mention := Mention{Kind: e.kind}
	for _, name := range e.names {
		mention.Names = append(mention.Names, name.Value.Text())
	}
	for _, held := range e.identifiers {
		if identifier, ok := held.Value.(graph.Identifier); ok {
			mention.Identifiers = append(mention.Identifiers, identifier)
		}
	}
	return mention
}
