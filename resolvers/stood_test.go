package resolvers_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/seed"
)

// mergedWorld is companies and people around Old Works, which New Works is:
//
//	Fund == 60 % ==> Old Works == 60 % ==> Target       Fund invested in Old Works and Rival
//	Ann sits in Old Works and in Rival; they compete    Bob moved from Other to Old Works
//	Annie, who is Ann, chairs Target
const mergedWorld = `capgraph: 1
article: {id: world, title: World, published: 2025-01-01, type: press}
entities:
  company: {old: Old Works, new: New Works, rival: Rival, fund: Fund, target: Target, other: Other}
  person: {ann: Ann, annie: Annie, bob: Bob}
facts:
- {stake: {owner: fund, company: old, share: 60 %, since: 2020-01-01}, at: p1}
- {stake: {owner: old, company: target, share: 60 %, since: 2020-01-01}, at: p2}
- {stake: {owner: fund, company: rival, share: 10 %, since: 2020-01-01}, at: p3}
- {position: {person: ann, company: old, role: director, from: 2020-01-01}, at: p4}
- {position: {person: ann, company: rival, role: director, from: 2020-01-01}, at: p5}
- {position: {person: annie, company: target, role: chair, from: 2020-01-01}, at: p6}
- {competition: {parties: [old, rival], market: tools}, at: p7}
- {move: {who: bob, from: other, to: old, date: 2024-03}, at: p8}
- {move: {who: ann, from: old, to: rival, date: 2024-05}, at: p13}
- {investment: {type: round, investor: fund, recipient: old, amount: 5 m EUR, basis: commitment, status: announced, date: 2024-01}, at: p9}
- {investment: {type: round, investor: fund, recipient: rival, amount: 6 m EUR, basis: commitment, status: announced, date: 2024-01}, at: p10}
- {company: {is: new, country: FR}, at: p11}
- {company: {is: other, country: DE}, at: p12}
`

const mergedDispute = `capgraph: 1
article: {id: dispute, title: Dispute, published: 2025-01-01, type: press}
entities:
  company: {old: Old Works, target: Target}
facts:
- {stake: {owner: old, company: target, share: 20 %, since: 2020-01-01}, at: p1}
`

// mergedArguments asks each root field with each of its arguments that take
// ids, written as field.argument. Empty ones say why none is needed. Lists with the argument where are all asked by their id.
var mergedArguments = map[string]string{
	"node.id":                     `{ node(id: "$ID") { id } }`,
	"nodes.ids":                   `{ nodes(ids: ["$ID"]) { id } }`,
	"ownership.owner":             `{ ownership(owner: "$ID", company: "company:target") { share { direct { text } } } }`,
	"ownership.company":           `{ ownership(owner: "company:fund", company: "$ID") { share { direct { text } } } }`,
	"ownership.options":           `{ ownership(owner: "company:rival", company: "company:target", options: {votes: SHARES, actingTogether: [["$ID", "company:rival"]]}) { control { certainty } } }`,
	"ownershipChanges.company":    `{ ownershipChanges(company: "$ID", from: "2019-01-01", to: "2021-01-01", options: {votes: SHARES}) { kind owner { id } } }`,
	"ownershipChanges.options":    `{ ownershipChanges(company: "company:target", from: "2019-01-01", to: "2021-01-01", options: {votes: SHARES, actingTogether: [["$ID", "company:fund"]]}) { kind owner { id } } }`,
	"ownershipIssues.options":     ``, // Acting together makes no issue.
	"conflicts.of":                `{ conflicts(of: "$ID") { totalCount } }`,
	"difference.of":               `{ difference(of: "$ID", then: {asOf: "2019-01-01"}) { nodes { id } } }`,
	"neighbourhood.of":            `{ neighbourhood(of: ["$ID"]) { nodes { id } } }`,
	"neighbourhood.through":       `{ neighbourhood(of: ["company:fund"], depth: 2, through: {avoid: ["$ID"]}) { nodes { id } } }`,
	"paths.from":                  `{ paths(from: "$ID", to: "company:fund") { paths { length } } }`,
	"paths.to":                    `{ paths(from: "company:fund", to: "$ID") { paths { length } } }`,
	"paths.through":               `{ paths(from: "company:fund", to: "company:target", through: {avoid: ["$ID"]}) { paths { length } } }`,
	"reachable.from":              `{ reachable(from: "$ID") { reached { entity { id } } } }`,
	"reachable.through":           `{ reachable(from: "company:fund", through: {avoid: ["$ID"]}) { reached { entity { id } } } }`,
	"interlocks.companies":        `{ interlocks(companies: ["$ID"]) { nodes { person { id } company { id } } } }`,
	"rivalSeats.company":          `{ rivalSeats(company: "$ID") { totalCount } }`,
	"rivalSeats.options":          ``, // As that of ownership.
	"moveFlows.from":              `{ moveFlows(from: ["$ID"]) { totalCount } }`,
	"moveFlows.to":                `{ moveFlows(to: ["$ID"]) { totalCount } }`,
	"commonInvestors.companies":   `{ commonInvestors(companies: ["$ID", "company:rival"]) { totalCount } }`,
	"competitorInvestors.company": `{ competitorInvestors(company: "$ID") { totalCount } }`,
	"portfolios.one":              `{ portfolios(one: "$ID", other: "company:fund") { totalCount shared } }`,
	"portfolios.other":            `{ portfolios(one: "company:fund", other: "$ID") { totalCount shared } }`,
	"candidates.mention":          `{ candidates(mention: {kind: COMPANY, names: ["Target"], related: ["$ID"]}) { score reasons { why } } }`,
	"capacityLedger.ownership":    ``, // As that of ownership.
	"totals.of":                   `{ totals(of: {investments: {recipient: {id: {eq: "$ID"}}}}) { total { count } } }`,
	"changes.of":                  ``, // Below: an old id has a history of its own.
	"log.article":                 ``, // Articles are not merged.
	"waitingMentions.article":     ``, // Nor here.
	"stakes.where":                `{ stakes(where: {owner: {id: {in: ["$ID"]}}}) { totalCount } }`,
	"positions.where":             `{ positions(where: {or: [{company: {id: {eq: "$ID"}}}]}) { totalCount } }`,
	"competitions.where":          `{ competitions(where: {parties: {some: {id: {eq: "$ID"}}}}) { totalCount } }`,
	"moves.where":                 `{ moves(where: {to: {id: {eq: "$ID"}}}) { totalCount } }`,
	"investments.where":           `{ investments(where: {recipient: {id: {eq: "$ID"}}}) { totalCount } }`,
	"claims.where":                `{ claims(where: {about: {id: {eq: "$ID"}}}) { totalCount } }`,
	"companies.where":             `{ companies(where: {id: {eq: "$ID"}}) { nodes { holdings(where: {owner: {id: {eq: "$ID"}}}) { totalCount } } } }`,
	"stakes.where relation":       `{ stakes(where: {id: {eq: "stake:$SLUG.target"}}) { totalCount } }`,
	"company.by":                  `{ company(by: {id: "$ID"}) { id } }`,
	"stake.by":                    `{ stake(by: {id: "stake:$SLUG.target"}) { id } }`,
	"subscription changes.of":     ``, // As the query.
}

// TestOldIDsKeepResolvingInEveryArgument merges a company into another and asks
// every root field for it: the answer by the old id is that by the new one, and
// another than by the id of a company that has nothing to do with it.
func TestOldIDsKeepResolvingInEveryArgument(t *testing.T) {
	onBothStores(t, func(t *testing.T, store graph.Store) {
		loadWorld(t, store, mergedWorld, mergedDispute)
		server := serve(t, store)
		ask(t, server, `mutation { mergeEntities(input: {from: "company:old-works", into: "company:new-works", reason: "Renamed"}) { committed } }`)
		for name, query := range mergedArguments {
			if query == "" {
				continue
			}
			answer := func(slug string) string { return string(ask(t, server, fill(query, slug))) }
			old, now, other := answer("old-works"), answer("new-works"), answer("nobody")
			old, now = strings.ReplaceAll(old, "old-works", "new-works"), strings.ReplaceAll(now, "old-works", "new-works")
			if old != now || now == other {
				t.Errorf("%s: got by the old id\n%s\nby the new one\n%s\nby another\n%s", name, old, now, other)
			}
		}
		of := func(slug string) string {
			return string(ask(t, server, fill(`{ changes(of: ["$ID"], first: 100) { nodes { recordId at } } }`, slug)))
		}
		old, now := of("old-works"), of("new-works")
		for _, change := range strings.SplitAfter(strings.TrimSuffix(strings.TrimPrefix(now, `{"data":{"changes":{"nodes":[`), `]}}}`), "},") {
			if !strings.Contains(old, strings.TrimSuffix(change, ",")) {
				t.Errorf("changes of the old id lack %s:\n%s", change, old)
			}
		}
		if len(old) <= len(now) {
			t.Errorf("changes of the old id lack its own history: %s", old)
		}
		settled := ask(t, server, `mutation { settleConflict(input: {record: "stake:old-works.target", field: "share", value: "60 %", reason: "The register"}) { committed record { recordId } userErrors { message } } }`)
		equal(t, "settling under the old id", string(settled), `{"data":{"settleConflict":{"committed":true,"record":{"recordId":"stake:new-works.target"},"userErrors":[]}}}`)
	})
}

func loadWorld(t *testing.T, store graph.Store, texts ...string) {
	t.Helper()
	for _, text := range texts {
		facts, problems := seed.Decode("world", []byte(text))
		if len(problems) == 0 {
			_, problems, _ = seed.Load(t.Context(), store, "local", facts, false)
		}
		if len(problems) > 0 {
			t.Fatal(problems)
		}
	}
}

// TestCursorsUnderOldIDs pages nested lists whose filter names a merged-away id:
// the cursors of every parent of a batch go on.
func TestCursorsUnderOldIDs(t *testing.T) {
	store := embedded(t)
	loadWorld(t, store, mergedWorld)
	server := serve(t, store)
	ask(t, server, `mutation { mergeEntities(input: {from: "company:old-works", into: "company:new-works", reason: "Renamed"}) { committed } }`)
	var found struct {
		Data struct {
			Companies struct {
				Nodes []struct {
					ID       string
					Holdings struct{ Edges []struct{ Cursor string } }
				}
			}
		}
	}
	const filter = `where: {or: [{company: {id: {eq: "company:old-works"}}}, {share: {gt: "0 %"}}]}`
	answer := ask(t, server, `{ companies { nodes { id holdings(`+filter+`) { edges { cursor } } } } }`)
	if err := json.Unmarshal(answer, &found); err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, company := range found.Data.Companies.Nodes {
		for _, edge := range company.Holdings.Edges {
			asked++
			rest := ask(t, server, fmt.Sprintf(`{ company(by: {id: %q}) { holdings(%s, after: %q) { totalCount } } }`, company.ID, filter, edge.Cursor))
			if strings.Contains(string(rest), "errors") {
				t.Errorf("%s: %s", company.ID, rest)
			}
		}
	}
	if asked != 3 {
		t.Errorf("%d cursors asked, want 3: %s", asked, answer)
	}
}

func fill(query, slug string) string {
	return strings.NewReplacer("$ID", "company:"+slug, "$SLUG", slug).Replace(query)
}

// TestEveryArgumentWithIDsIsAsked goes through the schema, so that a new
// field or argument that takes ids is held to the same.
func TestEveryArgumentWithIDsIsAsked(t *testing.T) {
	server := serve(t, embedded(t))
	schema := introspected(t, server)
	for _, field := range schema.fields("Query") {
		for _, argument := range field.Args {
			name := field.Name + "." + argument.Name
			if _, asked := mergedArguments[name]; asked || !schema.takesIDs(argument.Type, map[string]bool{}) {
				continue
			}
			if argument.Name != "where" && argument.Name != "by" { // One function answers all of these.
				t.Errorf("%s takes ids: let them go through Source.stood, and ask it in mergedArguments", name)
			}
		}
	}
}

type typeRef struct {
	Name   *string
	OfType *typeRef
}

type schemaField struct {
	Name string
	Type typeRef
	Args []struct {
		Name string
		Type typeRef
	}
}

type introspection struct {
	Types []struct {
		Name        string
		Fields      []schemaField
		InputFields []schemaField
	}
}

func introspected(t *testing.T, server http.Handler) introspection {
	t.Helper()
	const named = `{ name ofType { name ofType { name ofType { name ofType { name } } } } }`
	var answer struct {
		Data struct {
			Schema introspection `json:"__schema"`
		}
	}
	text := ask(t, server, `{ __schema { types { name fields { name args { name type `+named+` } } inputFields { name type `+named+` } } } }`)
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Data.Schema
}

func (s introspection) fields(of string) []schemaField {
	for _, one := range s.Types {
		if one.Name == of {
			return slices.Concat(one.Fields, one.InputFields)
		}
	}
	return nil
}

// takesIDs says whether an argument of the type may hold an id.
func (s introspection) takesIDs(ref typeRef, seen map[string]bool) bool {
	for ref.Name == nil && ref.OfType != nil {
		ref = *ref.OfType
	}
	if ref.Name == nil || seen[*ref.Name] {
		return false
	}
	seen[*ref.Name] = true
	return *ref.Name == "ID" || slices.ContainsFunc(s.fields(*ref.Name), func(f schemaField) bool { return s.takesIDs(f.Type, seen) })
}
