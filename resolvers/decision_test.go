package resolvers_test

import (
	"testing"

	"capgraph/graph"
)

func TestAMergedIDStandsForTheRecordItIs(t *testing.T) {
	onBothStores(t, func(t *testing.T, store graph.Store) {
		seedShipped(t, store)
		server := serve(t, store)
		merged := string(ask(t, server, `mutation { mergeEntities(input: {from: "company:scale-ai", into: "company:anthropic", reason: "A test"}) {
			committed article { id type title author } userErrors { message } } }`))
		equal(t, "merge", merged, `{"data":{"mergeEntities":{"committed":true,"article":{"id":"article:merge.scale-ai.anthropic.36ce70aa","type":"DECISION","title":"A test","author":"local"},"userErrors":[]}}}`)
		equal(t, "by the old id, slug and name", string(ask(t, server, `{
			node(id: "company:scale-ai") { id }
			relation: node(id: "stake:meta.scale-ai") { id }
			id: company(by: {id: "company:scale-ai"}) { id formerIds }
			slug: company(by: {slug: "scale-ai"}) { id }
			name: company(by: {name: "Scale AI"}) { id support { articles } claims(where: {decision: {eq: MERGE}}) { nodes { decision citation } } }
		}`)), `{"data":{"node":{"id":"company:anthropic"},"relation":{"id":"stake:meta.anthropic"},"id":{"id":"company:anthropic","formerIds":["company:scale-ai"]},"slug":{"id":"company:anthropic"},"name":{"id":"company:anthropic","support":{"articles":2},"claims":{"nodes":[{"decision":"MERGE","citation":"A test"}]}}}}`)
		equal(t, "as an argument", string(ask(t, server, `{
			ownership(owner: "company:meta", company: "company:scale-ai") { share { integrated { text } } }
			paths(from: "company:meta", to: "company:scale-ai", first: 1) { paths { hops { to { id } } } }
		}`)), `{"data":{"ownership":{"share":{"integrated":{"text":"49 %"}}},"paths":{"paths":[{"hops":[{"to":{"id":"company:anthropic"}}]}]}}}`)
		undone := string(ask(t, server, `mutation { withdrawArticle(input: {id: "article:merge.scale-ai.anthropic.36ce70aa"}) { committed } }`))
		equal(t, "undoing", undone, `{"data":{"withdrawArticle":{"committed":true}}}`)
		equal(t, "afterwards", string(ask(t, server, `{ company(by: {id: "company:scale-ai"}) { id formerIds } }`)), `{"data":{"company":{"id":"company:scale-ai","formerIds":[]}}}`)
	})
}

func equal(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}
