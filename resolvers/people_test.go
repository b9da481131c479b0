package resolvers_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

// mills is what the tests of people and investors speak about.
//
//	Ada Byron -- chair --> Difference Lab <== competition ==> Jacquard == 60 % ==> Jacquard Mills <-- board member -- Ada Byron
//	Alpha Fund == 5 % ==> Difference Lab, 10 % ==> Jacquard
//	Beta Fund  == 7 % ==> Jacquard; bought Difference Lab, announced 2026-10-01
func mills() graph.Change {
	seat := func(company, role string) *graphtest.Claim {
		id := string(graph.NewID("company", company))
		return graphtest.About(graph.NewID("position", "person:ada-byron", id, role), "person", "person:ada-byron", "company", id, "role", role)
	}
	return graphtest.Article("mills", graphtest.On("2026-01-10"),
		graphtest.Company("Difference Lab"), graphtest.Company("Jacquard"), graphtest.Company("Jacquard Mills"),
		graphtest.Company("Alpha Fund"), graphtest.Company("Beta Fund"), graphtest.Person("Ada Byron"),
		seat("Difference Lab", "chair"), seat("Jacquard Mills", "board member"),
		graphtest.Stake("Jacquard", "Jacquard Mills", "share", "60 %", "votes", "60 %"),
		graphtest.About("competition:looms", "party", "company:difference-lab", "party", "company:jacquard", "market", "looms"),
		graphtest.Stake("Alpha Fund", "Difference Lab", "share", "5 %"), graphtest.Stake("Alpha Fund", "Jacquard", "share", "10 %"),
		graphtest.Stake("Beta Fund", "Jacquard", "share", "7 %"),
		graphtest.About("acquisition:beta-lab", "acquirer", "company:beta-fund", "target", "company:difference-lab", "status", "announced 2026-10-01"),
	)
}

// TestPeopleAndInvestorsBetweenCompanies asks both stores about mills; each
// question takes a fixed number of store calls, one of them to see whether ids that are
// given were merged away.
func TestPeopleAndInvestorsBetweenCompanies(t *testing.T) {
	onBothStores(t, func(t *testing.T, store graph.Store) {
		graphtest.Load(t, store, mills())
		for _, c := range []struct {
			name, question, want string
			calls                int64
		}{
			{"interlocks", `interlocks(companies: ["company:jacquard-mills"], roles: ["board", "chair"]) { totalCount edges { match node { person { name } company { name } positions { role label } otherCompany { name } otherPositions { role support { stories } } } } }`,
				`{"totalCount":1,"edges":[{"match":"SURELY","node":{"person":{"name":"Ada Byron"},"company":{"name":"Jacquard Mills"},"positions":[{"role":"board member","label":"Ada Byron is board member of Jacquard Mills"}],"otherCompany":{"name":"Difference Lab"},"otherPositions":[{"role":"chair","support":{"stories":1}}]}}]}`, 6},
			{"rivalSeats", `rivalSeats { totalCount edges { match node { group { id } otherGroup { id name } interlock { company { name } otherCompany { name } } competitions { market claims { totalCount } } } } }`,
				`{"totalCount":1,"edges":[{"match":"SURELY","node":{"group":{"id":"company:difference-lab"},"otherGroup":{"id":"company:jacquard","name":"Jacquard"},"interlock":{"company":{"name":"Difference Lab"},"otherCompany":{"name":"Jacquard Mills"}},"competitions":[{"market":"looms","claims":{"totalCount":1}}]}}]}`, 0},
			{"rivalSeats", `rivalSeats(throughGroups: false) { totalCount }`, `{"totalCount":0}`, 4},
			{"commonInvestors", `commonInvestors(companies: ["company:jacquard", "company:difference-lab"], asOf: "2026-11-01") { totalCount nodes { investor { id name } surely possibly ties { company { name } match relations { __typename label } } } }`,
				`{"totalCount":2,"nodes":[{"investor":{"id":"company:alpha-fund@2026-11-01","name":"Alpha Fund"},"surely":2,"possibly":2,"ties":[{"company":{"name":"Difference Lab"},"match":"SURELY","relations":[{"__typename":"Stake","label":"Alpha Fund owns 5 % of Difference Lab"}]},{"company":{"name":"Jacquard"},"match":"SURELY","relations":[{"__typename":"Stake","label":"Alpha Fund owns 10 % of Jacquard"}]}]},` +
					`{"investor":{"id":"company:beta-fund@2026-11-01","name":"Beta Fund"},"surely":1,"possibly":2,"ties":[{"company":{"name":"Difference Lab"},"match":"POSSIBLY","relations":[{"__typename":"Acquisition","label":"Acquisition of Difference Lab by Beta Fund"}]},{"company":{"name":"Jacquard"},"match":"SURELY","relations":[{"__typename":"Stake","label":"Beta Fund owns 7 % of Jacquard"}]}]}]}`, 4},
			{"competitorInvestors", `competitorInvestors(company: "company:jacquard") { nodes { investor { name } surely possibly } competitors { competitor { name } shared similarity { lowest { shared all decimal } highest { shared all } } competitions { id } } }`,
				`{"nodes":[{"investor":{"name":"Alpha Fund"},"surely":1,"possibly":1},{"investor":{"name":"Beta Fund"},"surely":0,"possibly":1}],"competitors":[{"competitor":{"name":"Difference Lab"},"shared":2,"similarity":{"lowest":{"shared":1,"all":2,"decimal":"0.5"},"highest":{"shared":2,"all":2}},"competitions":[{"id":"competition:looms"}]}]}`, 6},
			{"portfolios", `portfolios(one: "company:alpha-fund", other: "company:beta-fund", kinds: [STAKE]) { totalCount shared onlyOne onlyOther similarity { lowest { decimal } highest { shared all } } nodes { company { name } one { match } other { match } } }`,
				`{"totalCount":2,"shared":1,"onlyOne":1,"onlyOther":0,"similarity":{"lowest":{"decimal":"0.5"},"highest":{"shared":1,"all":2}},"nodes":[{"company":{"name":"Jacquard"},"one":{"match":"SURELY"},"other":{"match":"SURELY"}},{"company":{"name":"Difference Lab"},"one":{"match":"SURELY"},"other":null}]}`, 4},
		} {
			counter := &tally{Store: store}
			var answer struct{ Data map[string]json.RawMessage }
			if err := json.Unmarshal(ask(t, serve(t, counter), "{ "+c.question+" }"), &answer); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(indent(t, []byte(c.want))), string(indent(t, bytes.TrimSpace(answer.Data[c.name])))); diff != "" {
				t.Errorf("%s differs (-want +got):\n%s", c.question, diff)
			}
			if calls := counter.calls.Load(); c.calls > 0 && calls != c.calls {
				t.Errorf("%s: got %d store calls, want %d", c.question, calls, c.calls)
			}
		}
	})
}
