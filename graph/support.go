package graph

import "slices"

// Support is how many independent sources stand behind a record.
type Support struct {
	Claims     int // live claims of sources that do not deny
	Articles   int // that state them
	Stories    int // independent ones: reprints of one text count once
	Publishers int // different ones, by folded name: which of them belong together is not known; articles without one count none
}

// SupportOf counts the claims about a record and where they come from. Claims
// carry their articles in Far; an article that is not there counts as a story of its own without a
// publisher. Repeated claims make no difference; denials and decisions support nothing.
func SupportOf(claims []*Record) Support {
	return countSupport(slices.DeleteFunc(Rank(Ranked, claims), IsDecided))
}

func countSupport(claims []*Record) Support {
	articles, stories, publishers := map[ID]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range claims {
		for _, id := range c.Refs("article") {
			articles[id] = true
			article := c.Far[id]
			if article == nil {
				stories[string(id)] = true
				continue
			}
			stories[StoryOf(article)] = true
			if publisher, ok := One[Prose](article, "publisher"); ok {
				publishers[Fold(string(publisher))] = true
			}
		}
	}
	return Support{Claims: len(claims), Articles: len(articles), Stories: len(stories), Publishers: len(publishers)}
}

// IsDecided says whether a claim is from an article of type DECISION: made by
// an editor who decided, rather than read in a source. A decision wins over every
// claim of the same field and time, and what lost to it no longer counts as a
// contradiction. It supports nothing, and makes nothing sure that is only planned.
func IsDecided(c *Record) bool {
	source, _ := One[Token](c, "source")
	return source == Decision
}

// IsRumoured says whether nothing better than rumours stands behind a record:
// every claim about it that does not deny passes on what nobody vouches for.
// It is false for a record without claims.
func IsRumoured(claims []*Record) bool {
	ranked := slices.DeleteFunc(Rank(Ranked, claims), IsDecided)
	if len(ranked) == 0 {
		return false
	}
	said, _ := One[Token](ranked[0], "modality") // The best speaks in the strongest mode.
	return said == "RUMOURS"
}

// BackingOf counts the claims of one side of a contradiction and where they
// come from, as SupportOf does, but counts denials, which may be that side.
func BackingOf(claims []*Record) Support {
	return countSupport(slices.DeleteFunc(eachOnce(claims), IsDecided))
}
