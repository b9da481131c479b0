package bods

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/sqlite"
	"capgraph/seed"
	"capgraph/seed/dataset"
)

// The samples here are our own, in the shape of BODS statements.

func entity(record, name, more string) string {
	return sample(record, "entity", `"entityType":{"type":"registeredEntity"},"name":"`+name+`"`+more)
}

func person(record, name string) string {
	return sample(record, "person", `"personType":"knownPerson","names":[{"type":"legal","fullName":"`+name+`"}]`)
}

func sample(record, kind, details string) string {
	return fmt.Sprintf(`{"statementId":"statement-of-%s","recordId":"%s","recordType":"%s","recordStatus":"new","statementDate":"2020-01-01","recordDetails":{"isComponent":false,%s}}`, record, record, kind, details)
}

func relationship(record, owner, company, interests string) string {
	return sample(record, "relationship", `"subject":"`+company+`","interestedParty":`+quoted(owner)+`,"interests":[`+interests+`]`)
}

func quoted(owner string) string {
	if strings.HasPrefix(owner, "{") {
		return owner
	}
	return `"` + owner + `"`
}

func shares(bounds string) string {
	return `{"type":"shareholding","directOrIndirect":"direct","startDate":"2016-04-06","share":{` + bounds + `}}`
}

// imported is a store with the statements loaded, and what was left out.
type imported struct {
	graph.Store
	set    *dataset.Set
	report *dataset.Report
}

func load(t testing.TB, statements ...string) imported {
	t.Helper()
	store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return again(t, store, statements...)
}

func again(t testing.TB, store graph.Store, statements ...string) imported {
	t.Helper()
	set, err := dataset.New(dataset.Origin{ID: "register", Title: "A register", Type: "filing", Retrieved: "2025-01-01", Keys: "ZZ-REG"})
	if err != nil {
		t.Fatal(err)
	}
	articles := Articles(strings.NewReader("["+strings.Join(statements, ",\n")+"]"), set)
	report, err := dataset.Load(context.Background(), seed.Loader{Store: store, Actor: "test"}, articles, func(seed.Result) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Refusals) > 0 {
		t.Errorf("got refusals %v", report.Refusals)
	}
	return imported{store, set, report}
}

func (i imported) record(t testing.TB, id graph.ID) *graph.Record {
	t.Helper()
	records, err := i.Records(context.Background(), []graph.ID{id}, graph.Slice{Day: day("2024-06-01")})
	if err != nil {
		t.Fatal(err)
	}
	if records[id] == nil {
		t.Fatalf("got no %s; there are %v", id, i.ids(t, id.Kind()))
	}
	return records[id]
}

func (i imported) ids(t testing.TB, kind graph.Kind) []graph.ID {
	t.Helper()
	var ids []graph.ID
	err := i.Project(context.Background(), kind, graph.Slice{Day: day("2024-06-01")}, func(r *graph.Record) error {
		ids = append(ids, r.ID)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func day(text string) graph.Day { return graph.PartialDate{EDTF: text}.Earliest() }

func texts(r *graph.Record, field string) string {
	var texts []string
	for _, held := range r.Held[field] {
		texts = append(texts, held.Value.Text())
	}
	return strings.Join(texts, "; ")
}

func (i imported) want(t *testing.T, id graph.ID, fields map[string]string) {
	t.Helper()
	record := i.record(t, id)
	for field, want := range fields {
		if got := texts(record, field); got != want {
			t.Errorf("%s.%s: got %q, want %q", id, field, got, want)
		}
	}
}

func (i imported) omitted(t *testing.T, parts ...string) {
	t.Helper()
	for _, omission := range i.set.Omissions() {
		if !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(omission.String(), part) }) {
			return
		}
	}
	t.Errorf("got no omission with %q among %v", parts, i.set.Omissions())
}

const (
	acme  = "company:zz-reg.acme"
	janes = "stake:zz-reg.jane.zz-reg.acme"
)

func TestShareBandsKeepTheirBounds(t *testing.T) {
	for bounds, want := range map[string]string{
		`"minimum":75,"exclusiveMaximum":100`:                "75 to under 100 %",
		`"minimum":75,"maximum":100,"exclusiveMaximum":true`: "75 to under 100 %",
		`"exclusiveMinimum":25,"maximum":50`:                 "more than 25 to 50 %",
		`"minimum":25,"maximum":50,"exclusiveMinimum":true`:  "more than 25 to 50 %",
		`"exact":49.5`:                         "49.5 %",
		`"minimum":75`:                         "at least 75 %",
		`"exact":50,"minimum":50,"maximum":50`: "50 %",
		`"exclusiveMinimum":50,"exclusiveMaximum":75,"exact":null`: "more than 50 to under 75 %",
	} {
		i := load(t, entity("acme", "Acme", ""), person("jane", "Jane Doe"), relationship("r1", "jane", "acme", shares(bounds)))
		i.want(t, janes+".direct", map[string]string{"share": want, "interest": "SHAREHOLDING", "directness": "DIRECT", "since": "2016-04-06", "owner": "person:zz-reg.jane"})
	}
	i := load(t, entity("acme", "Acme", ""), person("jane", "Jane Doe"), relationship("r1", "jane", "acme", shares(`"exact":150`)))
	i.want(t, janes+".direct", map[string]string{"share": ""})
	i.omitted(t, "interests.share", "no share", "150")
}

func TestOrderOfStatementsMakesNoDifference(t *testing.T) {
	i := load(t, relationship("r1", "jane", "acme", shares(`"exact":50`)), person("jane", "Jane Doe"), entity("acme", "Acme", ""))
	i.want(t, janes+".direct", map[string]string{"share": "50 %"})
	i.want(t, acme, map[string]string{"name": "Acme", "type": "COMPANY"})
}

func TestNamesakesStayApart(t *testing.T) {
	i := load(t, entity("a", "Delta", `,"jurisdiction":{"code":"FR"}`), entity("b", "Delta", `,"jurisdiction":{"code":"GB-SCT"}`), person("p", "Jane Doe"), person("q", "Jane Doe"))
	i.want(t, "company:zz-reg.a", map[string]string{"country": "FR"})
	i.want(t, "company:zz-reg.b", map[string]string{"country": "GB"})
	if got := len(i.ids(t, "person")); got != 2 {
		t.Errorf("got %d persons, want 2", got)
	}
}

func TestIdentifiersNeedTheirCheckDigits(t *testing.T) {
	i := load(t, entity("a", "Acme", `,"identifiers":[{"id":"5493001KJTIIGC8Y1R12","scheme":"XI-LEI"},{"id":"07444723","scheme":"GB-COH"},{"id":"5493001KJTIIGC8Y1R13","scheme":"XI-LEI"}]`))
	i.want(t, "company:lei-5493001kjtiigc8y1r12", map[string]string{"identifier": "lei:5493001KJTIIGC8Y1R12; registry:GB-COH:07444723; registry:ZZ-REG:A"})
	i.omitted(t, "identifiers", "5493001KJTIIGC8Y1R13")
}

func TestRecordsOfOneCompanyMeetByItsNumber(t *testing.T) {
	number := `,"identifiers":[{"id":"07444723","scheme":"GB-COH"}]`
	i := load(t, entity("a", "Acme", number), entity("b", "ACME LTD", number), person("jane", "Jane Doe"),
		relationship("r1", "jane", "a", shares(`"exact":50`)), relationship("r2", "jane", "b", `{"type":"votingRights","directOrIndirect":"direct","share":{"exact":60}}`))
	if got := i.ids(t, "company"); len(got) != 1 {
		t.Fatalf("got %v, want one company", got)
	}
	i.want(t, "stake:zz-reg.jane.gb-coh-07444723.direct", map[string]string{"share": "50 %", "votes": "60 %"})
}

func TestKnownIdentifierFindsTheCompanyOfAnArticle(t *testing.T) {
	i := load(t)
	facts, problems := seed.Decode("note.yaml", []byte(`capgraph: 1
article: {id: note, title: A note, type: note, retrieved: 2026-01-01}
entities: {company: {acme: {name: Acme Corporation, identifiers: "lei:5493001KJTIIGC8Y1R12"}}}
`))
	if problems != nil {
		t.Fatal(problems)
	}
	if _, problems, err := seed.Load(context.Background(), i.Store, "test", facts, false); err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	again(t, i.Store, entity("a", "Acme", `,"identifiers":[{"id":"5493001KJTIIGC8Y1R12","scheme":"XI-LEI"}]`), person("jane", "Jane Doe"), relationship("r1", "jane", "a", shares(`"exact":50`)))
	i.want(t, "stake:zz-reg.jane.acme-corporation.direct", map[string]string{"share": "50 %"})
}

func TestJointAndNomineeInterestsDoNotCountTwice(t *testing.T) {
	joint := `{"type":"shareholding","directOrIndirect":"direct","details":"Held jointly","share":{"exact":50}}`
	i := load(t, entity("acme", "Acme", ""), person("jane", "Jane Doe"), person("joe", "Joe Doe"), person("nom", "N. Ominee"),
		relationship("r1", "jane", "acme", joint), relationship("r2", "joe", "acme", joint),
		relationship("r3", "nom", "acme", `{"type":"nominee","directOrIndirect":"direct"},`+shares(`"exact":50`)))
	for id, want := range map[graph.ID]string{
		janes + ".direct": "Shareholding of 50 %, held jointly with others.", "stake:zz-reg.joe.zz-reg.acme.direct": "Shareholding of 50 %, held jointly with others.",
		"stake:zz-reg.nom.zz-reg.acme.direct": "Nominee.; Shareholding of 50 %, held as a nominee.",
	} {
		i.want(t, id, map[string]string{"share": ""})
		if got := texts(i.record(t, id), "remark"); got != want {
			t.Errorf("%s: got remark %q, want %q", id, got, want)
		}
	}
	i.omitted(t, "interests.share", "jointly")
	i.omitted(t, "interests.share", "held for another")
}

func TestJointHoldingAsAnArrangement(t *testing.T) {
	i := load(t, entity("acme", "Acme", ""), sample("both", "entity", `"entityType":{"type":"arrangement"},"name":"Joint shareholding"`), person("jane", "Jane Doe"), person("joe", "Joe Doe"),
		relationship("r1", "both", "acme", shares(`"exact":100`)), relationship("r2", "jane", "both", shares(`"exact":50`)), relationship("r3", "joe", "both", shares(`"exact":50`)))
	i.want(t, "stake:zz-reg.both.zz-reg.acme.direct", map[string]string{"share": "100 %"})
	i.want(t, "stake:zz-reg.jane.zz-reg.both.direct", map[string]string{"share": "50 %"})
	i.want(t, "company:zz-reg.both", map[string]string{"type": "", "remark": "Kind of entity: arrangement"})
}

func TestIndirectInterestsAreStakesOfTheirOwn(t *testing.T) {
	i := load(t, entity("acme", "Acme", ""), person("jane", "Jane Doe"),
		relationship("r1", "jane", "acme", shares(`"exact":10`)+`,{"type":"shareholding","directOrIndirect":"indirect","share":{"exact":40}}`))
	i.want(t, janes+".direct", map[string]string{"share": "10 %", "directness": "DIRECT"})
	i.want(t, janes+".indirect", map[string]string{"share": "40 %", "directness": "INDIRECT"})
}

func TestMissingOwnersHaveAReason(t *testing.T) {
	anonymous := sample("anon", "person", `"personType":"anonymousPerson","unspecifiedPersonDetails":{"reason":"interestedPartyExemptFromDisclosure","description":"A minor."}`)
	for _, c := range []struct{ owner, id, note string }{
		{`{"reason":"noBeneficialOwners"}`, "stake:none.zz-reg.acme.direct", "no beneficial owners"},
		{`{"reason":"unknown"}`, "stake:unknown.zz-reg.acme.direct", "not known"},
		{`{"reason":"subjectExemptFromDisclosure","description":"Listed."}`, "stake:undisclosed.zz-reg.acme.direct", "exempt from disclosure. Listed."},
		{"anon", "stake:undisclosed.zz-reg.acme.direct", "exempt from disclosure. A minor."},
	} {
		i := load(t, entity("acme", "Acme", ""), anonymous, relationship("r1", c.owner, "acme", shares(`"minimum":25`)))
		i.want(t, graph.ID(c.id), map[string]string{"share": "at least 25 %"})
		live, err := i.List(context.Background(), graph.Query{Kind: "claim", Of: []graph.ID{graph.ID(c.id)}, Fields: []string{"about"}, Slice: graph.Slice{Day: day("2024-06-01")}, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		claims := live[graph.ID(c.id)].Records
		if len(claims) != 1 || !strings.Contains(texts(claims[0], "note"), c.note) || texts(claims[0], "locator") != "record statement-of-r1" {
			t.Errorf("%s: got claims %v, want one with %q", c.owner, claims, c.note)
		}
	}
}

func TestSeveralMissingOwnersDoNotContradictEachOther(t *testing.T) {
	i := load(t, entity("acme", "Acme", ""), relationship("r1", `{"reason":"unknown"}`, "acme", shares(`"exact":30`)), relationship("r2", `{"reason":"unknown"}`, "acme", shares(`"exact":20`)))
	i.want(t, "stake:unknown.zz-reg.acme.direct", map[string]string{"share": "", "remark": "Shareholding of 30 %, of one of several such owners (record statement-of-r1).; Shareholding of 20 %, of one of several such owners (record statement-of-r2)."})
	if contested := i.record(t, "stake:unknown.zz-reg.acme.direct").Contested; len(contested) > 0 {
		t.Errorf("got contested %v", contested)
	}
}

func TestChainThroughAnAnonymousEntityHolds(t *testing.T) {
	i := load(t, entity("acme", "Acme", ""), sample("anon", "entity", `"entityType":{"type":"anonymousEntity"}`), person("jane", "Jane Doe"),
		relationship("r1", "anon", "acme", shares(`"exact":60`)), relationship("r2", "jane", "anon", shares(`"exact":70`)))
	i.want(t, "stake:zz-reg.anon.zz-reg.acme.direct", map[string]string{"share": "60 %"})
	i.want(t, "stake:zz-reg.jane.zz-reg.anon.direct", map[string]string{"share": "70 %"})
}

func TestCyclesAndOwnShares(t *testing.T) {
	i := load(t, entity("a", "A1", ""), entity("b", "B1", ""), relationship("r1", "a", "b", shares(`"exact":60`)), relationship("r2", "b", "a", shares(`"exact":10`)), relationship("r3", "a", "a", shares(`"exact":5`)))
	for id, want := range map[graph.ID]string{"stake:zz-reg.a.zz-reg.b.direct": "60 %", "stake:zz-reg.b.zz-reg.a.direct": "10 %", "stake:zz-reg.a.zz-reg.a.direct": "5 %"} {
		i.want(t, id, map[string]string{"share": want})
	}
}

// later gives a statement another id, date and status.
func later(text, id, date, status string) string {
	text = strings.Replace(text, `"statementId":"`, `"statementId":"`+id+"-", 1)
	return strings.NewReplacer("2020-01-01", date, `"recordStatus":"new"`, `"recordStatus":"`+status+`"`).Replace(text)
}

func TestUpdatedAndClosedRecords(t *testing.T) {
	parties := []string{entity("acme", "Acme", ""), person("jane", "Jane Doe")}
	first := relationship("r1", "jane", "acme", shares(`"exact":80`)+`,{"type":"votingRights","directOrIndirect":"direct"}`)
	second := later(relationship("r1", "jane", "acme", shares(`"exact":30`)), "second", "2022-01-01", "updated")
	third := later(relationship("r1", "jane", "acme", ""), "third", "2023-01-01", "closed")

	i := load(t, append(parties, second, first)...) // in any order
	i.want(t, janes+".direct", map[string]string{"share": "30 %", "interest": "SHAREHOLDING"})
	old, err := i.Records(context.Background(), []graph.ID{janes + ".direct"}, graph.Slice{Day: day("2021-06-01")})
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(old[janes+".direct"], "share"); got != "80 %" {
		t.Errorf("got %s in 2021, want 80 %%", got)
	}
	if contested := i.record(t, janes+".direct").Contested; len(contested) > 0 {
		t.Errorf("got contested %v", contested)
	}
	i.omitted(t, "later statement about the record replaces it")

	i = load(t, append(parties, first, second, third)...)
	i.want(t, janes+".direct", map[string]string{"until": "by 2023-01-01", "share": "30 %"})
}

func TestStatementsThatReplaceOthersInOldVersions(t *testing.T) {
	i := load(t,
		`{"statementID":"e-1","statementType":"entityStatement","entityType":"registeredEntity","name":"Acme","incorporatedInJurisdiction":{"name":"United Kingdom","code":"GB"},"statementDate":"2019-01-01"}`,
		`{"statementID":"p-1","statementType":"personStatement","personType":"knownPerson","names":[{"type":"individual","fullName":"Jane Doe"}],"statementDate":"2019-01-01"}`,
		`{"statementID":"o-1","statementType":"ownershipOrControlStatement","statementDate":"2019-01-01","subject":{"describedByEntityStatement":"e-1"},"interestedParty":{"describedByPersonStatement":"p-1"},"interests":[{"type":"shareholding","interestLevel":"direct","share":{"minimum":75,"maximum":100,"exclusiveMaximum":true}}]}`,
		`{"statementID":"e-2","statementType":"entityStatement","entityType":"registeredEntity","name":"Acme Group","replacesStatements":["e-1"],"statementDate":"2021-01-01"}`,
		`{"statementID":"o-2","statementType":"ownershipOrControlStatement","statementDate":"2021-01-01","subject":{"describedByEntityStatement":"e-2"},"interestedParty":{"describedByPersonStatement":"p-1"},"interests":[{"type":"voting-rights","interestLevel":"direct","share":{"minimum":25,"maximum":50}}],"replacesStatements":["o-1"]}`,
	)
	i.want(t, "company:zz-reg.e-1", map[string]string{"name": "Acme Group"})
	i.want(t, "stake:zz-reg.p-1.zz-reg.e-1.direct", map[string]string{"interest": "VOTING_RIGHTS", "votes": "25 to 50 %"})
}

func TestBoardMembersHoldPositions(t *testing.T) {
	i := load(t, entity("acme", "Acme", ""), person("jane", "Jane Doe"), entity("corp", "Corp", ""),
		relationship("r1", "jane", "acme", `{"type":"boardChair","startDate":"2019-02-03","endDate":"2021-01-01"}`), relationship("r2", "corp", "acme", `{"type":"boardMember"}`))
	i.want(t, "position:zz-reg.jane.zz-reg.acme.chair-of-the-board", map[string]string{"since": "2019-02-03", "until": "2021-01-01"})
	i.want(t, "stake:zz-reg.corp.zz-reg.acme", map[string]string{"interest": "OTHER_INFLUENCE_OR_CONTROL", "remark": "Member of the board."})
}

func TestNothingIsDroppedSilently(t *testing.T) {
	i := load(t, entity("acme", "Acme", `,"addresses":[{"type":"registered","address":"1 High Street"}],"uri":"https://example.com"`), person("jane", "Jane Doe"),
		relationship("r1", "ghost", "acme", shares(`"exact":1`)), relationship("r2", "jane", "nowhere", shares(`"exact":1`)),
		relationship("r3", "jane", "acme", `{"type":"inventedInterest"},{"type":"conditionalRightsGrantedByContract","details":"On default."},{"type":"rightsToProfitOrIncome","share":{"exact":7}}`),
		`{"statementId":"x","recordType":"unicorn"}`, `7`)
	for _, parts := range [][]string{
		{"entity statement", "addresses", "record statement-of-acme"}, {"entity statement", "uri"}, {"interestedParty", "ghost"}, {"subject", "nowhere"},
		{"inventedInterest"}, {"condition only"}, {"shares of the capital and of the votes only"}, {"recordType", "unicorn"}, {"no object"},
	} {
		i.omitted(t, parts...)
	}
	if got, want := texts(i.record(t, acme), "remark"), "Rights on a condition, granted by contract, held by Jane Doe. On default."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLoadTwiceIsOnce(t *testing.T) {
	statements := []string{entity("acme", "Acme", ""), person("jane", "Jane Doe"), relationship("r1", "jane", "acme", shares(`"exact":50`)), relationship("r1", "jane", "acme", shares(`"exact":50`))}
	i := load(t, statements...)
	i.omitted(t, "statementId", "more than once")
	head, err := i.Head(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	second := again(t, i.Store, statements...)
	if after, err := i.Head(context.Background()); err != nil || after != head || second.report.Articles[graph.Unchanged] != 1 {
		t.Errorf("got head %d, %v and %v; want nothing changed since %d", after, err, second.report.Articles, head)
	}
	if got := len(i.ids(t, "stake")); got != 1 {
		t.Errorf("got %d stakes, want 1", got)
	}
}

func TestEmptyFileHasNoArticles(t *testing.T) {
	set, err := dataset.New(dataset.Origin{ID: "register", Title: "A register"})
	if err != nil {
		t.Fatal(err)
	}
	for article, err := range Articles(strings.NewReader(""), set) {
		t.Errorf("got %v, %v", article, err)
	}
}
