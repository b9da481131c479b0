package ftm

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/sqlite"
	"capgraph/seed"
	"capgraph/seed/dataset"
)

// The samples here are our own, in the shape of FollowTheMoney entities.

func line(id, schema, properties string) string {
	return `{"id":"` + id + `","schema":"` + schema + `","properties":{` + properties + `}}`
}

var parties = []string{
	line("acme", "Company", `"name":["Acme"],"jurisdiction":["gb"]`), line("hold", "Company", `"name":["Hold"]`),
	line("jane", "Person", `"name":["Jane Doe"],"nationality":["fr"]`), line("joe", "Person", `"name":["Joe Doe"]`),
}

type imported struct {
	graph.Store
	set    *dataset.Set
	report *dataset.Report
}

func load(t testing.TB, lines ...string) imported {
	t.Helper()
	store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return again(t, store, lines...)
}

func again(t testing.TB, store graph.Store, lines ...string) imported {
	t.Helper()
	set, err := dataset.New(dataset.Origin{ID: "leak", Title: "A leak", Type: "press", Retrieved: "2025-01-01", Keys: "ZZ-LEAK"})
	if err != nil {
		t.Fatal(err)
	}
	articles := Articles(strings.NewReader(strings.Join(lines, "\n")), set)
	report, err := dataset.Load(context.Background(), seed.Loader{Store: store, Actor: "test"}, articles, func(seed.Result) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Refusals) > 0 {
		t.Errorf("got refusals %v", report.Refusals)
	}
	return imported{store, set, report}
}

// want compares fields of a record on a day of 2024.
func (i imported) want(t *testing.T, id graph.ID, fields map[string]string) {
	t.Helper()
	records, err := i.Records(context.Background(), []graph.ID{id}, graph.Slice{Day: graph.PartialDate{EDTF: "2024-06-01"}.Earliest()})
	if err != nil {
		t.Fatal(err)
	}
	if records[id] == nil {
		t.Fatalf("got no %s", id)
	}
	for field, want := range fields {
		var texts []string
		for _, held := range records[id].Held[field] {
			texts = append(texts, held.Value.Text())
		}
		if got := strings.Join(texts, "; "); got != want {
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

const janes = "stake:zz-leak.jane.zz-leak.acme"

func TestOwnershipInAnyOrder(t *testing.T) {
	i := load(t, append([]string{line("o1", "Ownership", `"owner":["jane"],"asset":["acme"],"percentage":["25-50"],"startDate":["2014"],"endDate":["2020-05"],"summary":["A note."]`)}, parties...)...)
	i.want(t, janes, map[string]string{"share": "25 to 50 %", "since": "2014", "until": "2020-05", "owner": "person:zz-leak.jane"})
	i.want(t, "company:zz-leak.acme", map[string]string{"country": "GB", "type": "COMPANY"})
	i.want(t, "person:zz-leak.jane", map[string]string{"nationality": "FR"})
}

func TestDatesInThreePrecisions(t *testing.T) {
	for _, date := range []string{"2014", "2014-05", "2014-05-01"} {
		i := load(t, append(parties, line("e1", "Employment", `"employee":["jane"],"employer":["acme"],"role":["Engineer"],"startDate":["`+date+`"]`))...)
		i.want(t, "position:zz-leak.jane.zz-leak.acme.engineer", map[string]string{"since": date})
	}
}

func TestSharesThatOthersHaveTooAreRemarks(t *testing.T) {
	for properties, want := range map[string]string{
		`"owner":["jane","joe"],"asset":["acme"],"percentage":["50"]`:                         "A share of 50 %, held jointly with others.",
		`"owner":["jane"],"asset":["acme"],"percentage":["50%"],"role":["joint shareholder"]`: "A share of 50 %, held jointly with others.; Role: joint shareholder",
		`"owner":["jane"],"asset":["acme"],"percentage":["50 %"],"ownershipType":["Nominee"]`: "A share of 50 %, held as a nominee.; Type of ownership: Nominee",
	} {
		i := load(t, append(parties, line("o1", "Ownership", properties))...)
		i.want(t, janes, map[string]string{"share": ""})
		records, err := i.Records(context.Background(), []graph.ID{janes}, graph.Slice{Day: graph.PartialDate{EDTF: "2024"}.Earliest()})
		if err != nil {
			t.Fatal(err)
		}
		var remarks []string
		for _, held := range records[janes].Held["remark"] {
			remarks = append(remarks, held.Value.Text())
		}
		slices.Sort(remarks)
		if got := strings.Join(remarks, "; "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		i.omitted(t, "Ownership, percentage", "count twice")
	}
}

func TestIndirectOwnershipAndCycles(t *testing.T) {
	i := load(t, append(parties, line("o1", "Ownership", `"owner":["acme"],"asset":["hold"],"percentage":["60"],"ownershipType":["indirect"]`), line("o2", "Ownership", `"owner":["hold"],"asset":["acme"],"percentage":["10"]`))...)
	i.want(t, "stake:zz-leak.acme.zz-leak.hold.indirect", map[string]string{"share": "60 %"})
	i.want(t, "stake:zz-leak.hold.zz-leak.acme", map[string]string{"share": "10 %"})
}

func TestDirectorsArePersons(t *testing.T) {
	i := load(t, append(parties, line("d1", "Directorship", `"director":["jane","hold"],"organization":["acme"],"role":["Secretary"],"status":["resigned"]`))...)
	i.want(t, "position:zz-leak.jane.zz-leak.acme.secretary", map[string]string{"until": "by 2025-01-01"})
	i.want(t, "company:zz-leak.acme", map[string]string{"remark": "Hold holds the office of Secretary."})
	i.omitted(t, "only persons hold positions")
}

func TestIdentifiersAndNamesakes(t *testing.T) {
	i := load(t,
		line("a", "Company", `"name":["Delta","Delta Inc."],"previousName":["Gamma"],"leiCode":["5493001KJTIIGC8Y1R12","5493001KJTIIGC8Y1R13"],"isinCode":["US30303M1027"],"wikidataId":["Q380"]`),
		line("b", "Company", `"name":["Delta"],"jurisdiction":["gb"],"registrationNumber":["07444723"]`), line("NK-aB", "PublicBody", `"name":["Delta"]`))
	i.want(t, "company:lei-5493001kjtiigc8y1r12", map[string]string{"name": "Delta; Delta Inc.; Gamma", "identifier": "lei:5493001KJTIIGC8Y1R12; wikidata:Q380; isin:US30303M1027; registry:ZZ-LEAK:A"})
	i.want(t, "company:gb-coh-07444723", map[string]string{"name": "Delta"})
	i.want(t, i.set.NewID("company", "NK-aB"), map[string]string{"name": "Delta", "type": "PUBLIC_BODY"})
	i.omitted(t, "leiCode", "check digits", "5493001KJTIIGC8Y1R13")
}

func TestLinesWithOneIDAreOneEntity(t *testing.T) {
	i := load(t, line("acme", "LegalEntity", `"name":["Acme"]`), line("acme", "Company", `"name":["ACME Ltd"],"incorporationDate":["1999"]`), line("jane", "Person", `"name":["Jane Doe"]`),
		line("o1", "Ownership", `"owner":["jane"]`), line("o1", "Ownership", `"asset":["acme"],"percentage":["7"]`))
	i.want(t, "company:zz-leak.acme", map[string]string{"name": "Acme; ACME Ltd", "founded": "1999", "type": "COMPANY"})
	i.want(t, janes, map[string]string{"share": "7 %"})
}

func TestNothingIsDroppedSilently(t *testing.T) {
	i := load(t, append(parties, line("v", "Vessel", `"name":["Titanic"]`), line("e", "LegalEntity", `"name":["Eee"],"email":["a@example.com"]`),
		line("o1", "Ownership", `"owner":["ghost"],"asset":["acme"]`), line("o2", "Ownership", `"owner":["jane"],"asset":["v"]`), line("o3", "Ownership", `"owner":["jane"]`),
		line("o4", "Ownership", `"owner":["jane"],"asset":["acme"],"percentage":["a lot"],"sharesCount":["100"]`), "nonsense", "[1]", `{"id":"x"}`)...)
	for _, parts := range [][]string{
		{"Vessel", "not taken over"}, {"LegalEntity", "company or a person"}, {"LegalEntity, email"}, {"Ownership, owner", "ghost"}, {"Ownership, asset", "Vessel"},
		{"Ownership, asset", "there is none"}, {"percentage", "a lot"}, {"sharesCount"}, {"no JSON"}, {"no object"}, {"line, schema"},
	} {
		i.omitted(t, parts...)
	}
}

func TestLoadTwiceIsOnce(t *testing.T) {
	lines := append(parties, line("o1", "Ownership", `"owner":["jane"],"asset":["acme"],"percentage":["25"]`))
	i := load(t, lines...)
	head, err := i.Head(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	second := again(t, i.Store, lines...)
	if after, err := i.Head(context.Background()); err != nil || after != head || second.report.Articles[graph.Unchanged] != 1 {
		t.Errorf("got head %d, %v and %v; want nothing changed since %d", after, err, second.report.Articles, head)
	}
}
