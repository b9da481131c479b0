package explore

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"

	"capgraph/graph"
)

// foldToken is what the token of a fold says: after which relation of which
// kind around which entity to go on, and how many have been shown.
type foldToken struct {
	Entity graph.ID   `json:"e"`
	Kind   graph.Kind `json:"k"`
	After  graph.ID   `json:"a"`
	Shown  int        `json:"n"`
}

// fold notes the kinds of relation around an entity of which there are more.
func (d *drawing) fold(at graph.ID, fan graph.Fan, limit int) {
	for _, kind := range slices.Sorted(maps.Keys(fan.More)) {
		token := foldToken{Entity: at, Kind: kind, Shown: d.opened.Shown + limit}
		for _, o := range fan.Relations {
			if o.Kind() == kind {
				token.After = o.ID
			}
		}
		d.folds = append(d.folds, Fold{Entity: at, Kind: kind, Left: max(fan.Totals[kind]-token.Shown, 1), Total: fan.Totals[kind], Token: token.String()})
	}
}

// String writes the token.
func (f foldToken) String() string {
	encoded, err := json.Marshal(f)
	if err != nil {
		panic(err) // Strings and numbers always encode.
	}
	return base64.RawURLEncoding.EncodeToString(encoded)
}

// readFold reads a token, which may come from anywhere.
func readFold(text string) (foldToken, error) {
	var token foldToken
	refused := graph.Errorf(graph.Invalid, "this is not the token of a fold; take it from an answer as it is").At("expand")
	data, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || json.Unmarshal(data, &token) != nil {
		return token, refused
	}
	entity, relation := graph.KindOf(token.Entity.Kind()), graph.KindOf(token.Kind)
	if entity == nil || entity.Nature != graph.Entity || token.Entity.Slug() == "" || relation == nil || !relation.IsRelation() ||
		token.After.Kind() != token.Kind || token.After.Slug() == "" || token.Shown < 1 || token.String() != text {
		return token, refused
	}
	return token, nil
}
