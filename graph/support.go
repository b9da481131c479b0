package graph

import "slices"

// Support is how many independent sources stand behind a record.
type Support struct {
	Claims     int // live claims that do not deny
	Articles   int // that state them
	Stories    int // independent ones: reprints of one text count once
	Publishers int // by folded name; articles without one count none
}

// SupportOf counts the claims about a record and where they come from. Claims
// carry their articles in Far; repeated claims make no difference, and what
// editors decided is no source and counts for nothing.
func SupportOf(claims []*Record) Support {
	articles, stories, publishers := map[ID]bool{}, map[string]bool{}, map[string]bool{}
	ranked := slices.DeleteFunc(Rank(claims), IsDecided)
	for _, c := range ranked {
		for _, id := range c.Refs("article") {
			articles[id] = true
			if article := c.Far[id]; article != nil {
				stories[StoryOf(article)] = true
				if publisher, ok := One[Prose](article, "publisher"); ok {
					publishers[Fold(string(publisher))] = true
				}
			}
		}
	}
	return Support{Claims: len(ranked), Articles: len(articles), Stories: len(stories), Publishers: len(publishers)}
}

// IsDecided says whether a claim is from an article of type DECISION.
func IsDecided(c *Record) bool {
	source, _ := One[Token](c, "source")
	return source == Decision
}

// IsRumoured says whether nothing better than rumours stands behind a record:
// every claim about it that does not deny passes on what nobody vouches for.
// It is false for a record without claims.
func IsRumoured(claims []*Record) bool {
	ranked := Rank(claims)
	if len(ranked) == 0 {
		return false
	}
	said, _ := One[Token](ranked[0], "modality") // The best speaks in the strongest mode.
	return said == "RUMOURS"
}
