package seed

import (
	"encoding/json"
	"slices"

	"capgraph/graph"
)

// setApart takes out the claims that no fact of a file makes: decisions on
// identity, and what has no place in an article that needs places. With all,
// none is left to facts.
func (w *writer) setApart(all bool) {
	sort, _ := graph.One[graph.Token](w.article, "type")
	for _, c := range w.claims {
		hasPlace := sort == "NOTE" || len(placesOf(c)) > 0
		if all || graph.IsDecision(c) || !hasPlace {
			w.raw = append(w.raw, c)
		} else {
			w.said = append(w.said, c)
		}
	}
}

// rawContent holds claims as stores keep them.
func (w *writer) rawContent() []any {
	var claims []any
	for _, c := range w.raw {
		claims = append(claims, mapping{{keyID, string(c.ID)}, {keyBody, string(graph.EncodeBody(c))}})
	}
	return claims
}

// readRaw reads a claim as it stands.
func (d *decoder) readRaw(at entry) {
	c := &graph.Record{Kind: kindClaim, Valid: graph.Always}
	body := ""
	for _, part := range d.entries(at.value, at.path) {
		text, _ := d.scalar(part.value, part.path)
		switch part.key {
		case keyID:
			c.ID = graph.ID(text)
		case keyBody:
			body = text
		}
	}
	kind, _, isID := graph.ParseID(string(c.ID))
	if !isID || kind != kindClaim || !isAbout(body) || graph.DecodeBody(c, []byte(body)) != nil || !d.isOwn(c) {
		d.report(at.value, at.path, graph.Invalid, "it is no claim of this article as an export writes it; remove it")
		return
	}
	d.raw = append(d.raw, c)
}

// isAbout says whether the body of a claim is about a record of a known kind.
func isAbout(body string) bool {
	var claim struct {
		Held struct {
			About []struct{ V struct{ ID graph.ID } }
		}
	}
	return json.Unmarshal([]byte(body), &claim) == nil && len(claim.Held.About) == 1 && graph.KindOf(claim.Held.About[0].V.ID.Kind()) != nil
}

// isOwn says whether a claim is about one record and of the file's article.
func (d *decoder) isOwn(c *graph.Record) bool {
	about := c.Refs("about")
	return len(about) == 1 && slices.Contains(graph.KindOf(kindClaim).Field("about").Kinds, about[0].Kind()) &&
		slices.Equal(c.Refs(keyArticle), []graph.ID{d.article.idOr()})
}

// rawClaims are the claims that stand in the file as they are, for one use.
func (f *Facts) rawClaims() []*graph.Record {
	claims := make([]*graph.Record, len(f.raw))
	for i, c := range f.raw {
		copied := *c
		claims[i] = &copied
	}
	return claims
}
