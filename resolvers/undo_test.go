package resolvers_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

func TestRestoreAndUndoOverTheAPI(t *testing.T) {
	onBothStores(t, func(t *testing.T, store graph.Store) {
		graphtest.Load(t, store, graphtest.World()...)
		api := serve(t, store)
		says := func(query, want string) {
			t.Helper()
			if got := string(ask(t, api, query)); strings.TrimSpace(got) != `{"data":`+want+`}` {
				t.Errorf("%s: got\n%s\nwant\n%s", query, got, want)
			}
		}
		restored := `{"restoreArticle":{"committed":~,"article":{"status":"$"},"cameBack":[{"label":"Google owns 5 % of Scale AI"}],"gainedOneSupport":[{"recordId":"company:google"},{"recordId":"company:scale-ai"}],"userErrors":[]}}`
		restoring := `mutation { restoreArticle(input: {id: "article:blog", dryRun: ~}) { committed article { status } cameBack { label } gainedOneSupport { recordId } userErrors { code } } }`
		says(strings.Replace(restoring, "~", "true", 1), strings.NewReplacer("~", "false", "$", "WITHDRAWN").Replace(restored))
		says(strings.Replace(restoring, "~", "false", 1), strings.NewReplacer("~", "true", "$", "ACTIVE").Replace(restored))
		says(`mutation { undoWrite(input: {article: "article:blog", reason: "Too early"}) { committed article { status } created { recordId } changed { recordId } ended { recordId } userErrors { code } } }`,
			`{"undoWrite":{"committed":true,"article":{"status":"WITHDRAWN"},"created":[],"changed":[{"recordId":"company:google"}],"ended":[{"recordId":"stake:google.scale-ai"}],"userErrors":[]}}`)
		says(`{ log(article: "article:blog", first: 3) { nodes { action reason note actor changed } } }`,
			`{"log":{"nodes":[{"action":"UNDO","reason":"SOURCE_WITHDRAWN","note":"Too early","actor":"local","changed":2},{"action":"RESTORE","reason":"SOURCE_RESTORED","note":null,"actor":"local","changed":2},{"action":"WITHDRAW","reason":"SOURCE_WITHDRAWN","note":null,"actor":"graphtest","changed":2}]}}`)
		says(`mutation { undoWrite(input: {article: "article:wire", at: "2020-01-01T00:00:00Z"}) { committed userErrors { code } } }`,
			`{"undoWrite":{"committed":false,"userErrors":[{"code":"NOT_FOUND"}]}}`)
		says(`mutation { restoreArticle(input: {}) { committed userErrors { code field } } }`,
			`{"restoreArticle":{"committed":false,"userErrors":[{"code":"INVALID","field":["input"]}]}}`)
	})
}

// TestPagesOfChangesAndLogJoin checks that pages of any size add up to the
// whole list.
func TestPagesOfChangesAndLogJoin(t *testing.T) {
	store := embedded(t)
	graphtest.Load(t, store, graphtest.World()...)
	api := serve(t, store)
	for list, field := range map[string]string{"changes": "cursor", "log": "article"} {
		whole := items(t, api, list, field, 100)
		if len(whole) < 6 {
			t.Errorf("got %d %s, want all of the world", len(whole), list)
		}
		for size := range 4 {
			if got := items(t, api, list, field, size+1); strings.Join(got, " ") != strings.Join(whole, " ") {
				t.Errorf("%s by pages of %d: got %v, want %v", list, size+1, got, whole)
			}
		}
	}
}

// items reads a list page by page.
func items(t *testing.T, api http.Handler, list, field string, size int) []string {
	t.Helper()
	var all []string
	for after := ""; ; {
		var answer struct {
			Data map[string]struct {
				Nodes    []map[string]string
				PageInfo struct {
					HasNextPage bool
					EndCursor   string
				}
			}
		}
		query := fmt.Sprintf(`{ %s(first: %d%s) { nodes { %s } pageInfo { hasNextPage endCursor } } }`, list, size, after, field)
		if err := json.Unmarshal(ask(t, api, query), &answer); err != nil {
			t.Fatal(err)
		}
		page := answer.Data[list]
		for _, node := range page.Nodes {
			all = append(all, node[field])
		}
		if !page.PageInfo.HasNextPage {
			return all
		}
		after = fmt.Sprintf(", after: %q", page.PageInfo.EndCursor)
	}
}
