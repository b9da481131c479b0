package table

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/sqlite"
	"capgraph/seed"
	"capgraph/seed/dataset"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// The samples here are our own, in the shape of the tables that snapshots of
// Crunchbase and open lists of facilities have.

type imported struct {
	graph.Store
	set    *dataset.Set
	report *dataset.Report
	err    error
}

func world(t testing.TB) graph.Store {
	t.Helper()
	store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func shipped(t testing.TB, name string) *Mapping {
	t.Helper()
	text, found := Builtin(name)
	if !found {
		t.Fatalf("there is no mapping %s", name)
	}
	return written(t, string(text))
}

func written(t testing.TB, text string) *Mapping {
	t.Helper()
	mapping, problems := ParseMapping("mapping.yaml", []byte(text))
	if problems != nil {
		t.Fatal(problems)
	}
	return mapping
}

// load loads a table into a store; names are further tables.
func load(t testing.TB, store graph.Store, mapping *Mapping, table io.Reader, names ...string) imported {
	t.Helper()
	return loadAs(t, "table", store, mapping, table, names...)
}

func loadAs(t testing.TB, id string, store graph.Store, mapping *Mapping, table io.Reader, names ...string) imported {
	t.Helper()
	set, err := dataset.New(dataset.Origin{ID: id, Title: "A table", Type: "press", Retrieved: "2025-01-01", Keys: "ZZ-CB"})
	if err != nil {
		t.Fatal(err)
	}
	text, err := dataset.Text(table, "")
	if err != nil {
		t.Fatal(err)
	}
	source := Source{File: "table.csv", Table: text}
	for _, name := range names {
		source.Names = append(source.Names, Names{File: "names.csv", Table: strings.NewReader(name)})
	}
	report, err := dataset.Load(context.Background(), seed.Loader{Store: store, Actor: "test"}, Articles(source, mapping, set), func(seed.Result) error { return nil })
	return imported{store, set, report, err}
}

// must is load that has to succeed without refusals.
func must(t testing.TB, mapping *Mapping, table string, names ...string) imported {
	t.Helper()
	i := load(t, world(t), mapping, strings.NewReader(table), names...)
	if i.err != nil {
		t.Fatal(i.err)
	}
	if len(i.report.Refusals) > 0 {
		t.Errorf("got refusals %v", i.report.Refusals)
	}
	return i
}

func (i imported) ids(t testing.TB, kind graph.Kind) []graph.ID {
	t.Helper()
	var ids []graph.ID
	if err := i.Project(context.Background(), kind, graph.Slice{Day: graph.PartialDate{EDTF: "2026-06-01"}.Earliest()}, func(r *graph.Record) error {
		ids = append(ids, r.ID)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return ids
}

func (i imported) want(t *testing.T, id graph.ID, fields map[string]string) {
	t.Helper()
	records, err := i.Records(context.Background(), []graph.ID{id}, graph.Slice{Day: graph.PartialDate{EDTF: "2024-06-01"}.Earliest()})
	if err != nil {
		t.Fatal(err)
	}
	if records[id] == nil {
		t.Fatalf("got no %s; there are %v", id, i.ids(t, id.Kind()))
	}
	for field, want := range fields {
		var texts []string
		for _, held := range records[id].Held[field] {
			texts = append(texts, held.Value.Text())
		}
		slices.Sort(texts)
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

const (
	acquisitions2015 = "company_permalink,company_name,company_category_list,company_country_code,acquirer_permalink,acquirer_name,acquirer_country_code,acquired_at,acquired_month,price_amount,price_currency_code\n"
	investments2015  = "company_permalink,company_name,company_country_code,investor_permalink,investor_name,funding_round_permalink,funding_round_type,funding_round_code,funded_at,raised_amount_usd\n"
)

func TestAcquisitionsOf2015(t *testing.T) {
	i := must(t, shipped(t, "acquisitions"), acquisitions2015+
		"/organization/target,Target,Software|Games,USA,/organization/buyer,\"Buyer, Inc.\",FRA,2012-01-09,2012-01,287500000,USD\n"+
		"/organization/other,Other,,,/organization/buyer,\"Buyer, Inc.\",FRA,,,,EUR\n")
	i.want(t, "acquisition:zz-cb.organization_buyer.organization_target.2012-01-09", map[string]string{
		"price": "287.5 m USD", "closedOn": "2012-01-09", "status": "completed (2012-01-09)", "acquirer": "company:zz-cb.organization_buyer",
	})
	i.want(t, "acquisition:zz-cb.organization_buyer.organization_other", map[string]string{"price": "", "status": "completed"})
	i.want(t, "company:zz-cb.organization_buyer", map[string]string{"name": "Buyer, Inc.", "country": "FR", "identifier": "registry:ZZ-CB:ORGANIZATION/BUYER"})
	i.omitted(t, "column, company_category_list", "row 2", "Software|Games")
	if got := len(i.ids(t, "stake")); got != 0 {
		t.Errorf("got %d stakes; no row gives a share", got)
	}
}

func TestSeveralAcquirersInOneCellOrSeveralRows(t *testing.T) {
	i := must(t, shipped(t, "acquisitions"), "uuid,acquiree_uuid,acquiree_name,acquirer_uuid,acquirer_name,acquired_on,price,price_currency_code\n"+
		"d1,t1,Target,b1;b2,Buyer; Bidder,2012-01-09,5000000,USD\n"+
		"d2,t2,Second,b1,Buyer,2014,7000000,EUR\n"+
		"d2,t2,Second,b3,Third,2014,7000000,EUR\n"+
		"d3,t3,Odd,b1,A; B; C,2014,,\n")
	i.want(t, "acquisition:zz-cb.d1", map[string]string{"acquirer": "company:zz-cb.b1; company:zz-cb.b2", "price": "5 m USD"})
	i.want(t, "acquisition:zz-cb.d2", map[string]string{"acquirer": "company:zz-cb.b1; company:zz-cb.b3", "price": "7 m EUR", "closedOn": "2014"})
	i.want(t, "acquisition:zz-cb.d3", map[string]string{"acquirer": "company:zz-cb.b1"})
	i.omitted(t, "several names for one key", "row 5")
	if got := len(i.ids(t, "acquisition")); got != 3 {
		t.Errorf("got %d acquisitions, want 3", got)
	}
}

func TestAmountOfARoundCountsOnce(t *testing.T) {
	i := must(t, shipped(t, "investments"), investments2015+
		"/organization/acme,Acme,FRA,/organization/one,One,/funding-round/r1,venture,A,2014-05-01,4099999\n"+
		"/organization/beta,Beta,FRA,/organization/one,One,/funding-round/r2,seed,,2014-06,\n"+
		"/organization/acme,Acme,FRA,/person/jane,Jane Doe,/funding-round/r1,venture,A,2014-05-01,4099999\n"+
		"/organization/acme,Acme,FRA,/organization/two,Two,/funding-round/r1,venture,A,2014-05-01,4099999\n")
	if got := i.ids(t, "investment"); len(got) != 2 {
		t.Fatalf("got %v, want two investments", got)
	}
	i.want(t, "investment:zz-cb.funding-round_r1", map[string]string{
		"investor": "company:zz-cb.organization_one; company:zz-cb.organization_two; person:zz-cb.person_jane", "amount": "4.099999 m USD", "round": "Series A", "announcedOn": "2014-05-01",
	})
	i.want(t, "investment:zz-cb.funding-round_r2", map[string]string{"round": "seed", "announcedOn": "2014-06", "amount": ""})
	claims, err := i.List(context.Background(), graph.Query{Kind: "claim", Of: []graph.ID{"investment:zz-cb.funding-round_r1"}, Fields: []string{"about"}, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	if records := claims["investment:zz-cb.funding-round_r1"].Records; len(records) != 1 || len(records[0].Held["locator"]) != 3 {
		t.Errorf("got %v, want one claim of three rows", records)
	}
}

func TestRowsOfARoundThatDisagreeAreAConflict(t *testing.T) {
	i := must(t, shipped(t, "investments"), investments2015+
		"/organization/acme,Acme,FRA,/organization/one,One,/funding-round/r1,venture,A,2014-05-01,4000000\n"+
		"/organization/acme,Acme,FRA,/organization/two,Two,/funding-round/r1,venture,A,2014-05-01,5000000\n")
	records, err := i.Records(context.Background(), []graph.ID{"investment:zz-cb.funding-round_r1"}, graph.Slice{})
	if err != nil {
		t.Fatal(err)
	}
	if record := records["investment:zz-cb.funding-round_r1"]; record == nil || !slices.Contains(record.Contested, "amount") {
		t.Errorf("got %v, want one investment with a contested amount", record)
	}
}

func TestRoundsAndInvestmentsMeet(t *testing.T) {
	store := world(t)
	if i := load(t, store, shipped(t, "rounds"), strings.NewReader("id,funding_round_id,object_id,funded_at,funding_round_type,funding_round_code,raised_amount_usd,raised_amount,raised_currency_code\n"+
		"1,77,c:4,2005-09-01,series-b,b,8500000.0,6000000.0,EUR\n2,78,c:4,2005,seed,seed,0,0,USD\n"), "id,name\nc:4,Acme\n"); i.err != nil {
		t.Fatal(i.err)
	}
	i := imported{Store: store}
	i.want(t, "investment:zz-cb.77", map[string]string{"investor": "unknown", "amount": "6 m EUR", "round": "Series B", "recipient": "company:zz-cb.c.4"})
	i.want(t, "investment:zz-cb.78", map[string]string{"amount": "", "round": "seed", "announcedOn": "2005"})
	i = loadAs(t, "investments", store, shipped(t, "investments"), strings.NewReader("id,funding_round_id,funded_object_id,investor_object_id\n1,77,c:4,f:2\n2,77,c:4,p:9\n"), "id,name\nc:4,Acme\nf:2,Fund\n", "object_id,first_name,last_name\np:9,Jane,Doe\n")
	if i.err != nil {
		t.Fatal(i.err)
	}
	i.want(t, "investment:zz-cb.77", map[string]string{"investor": "company:zz-cb.f.2; person:zz-cb.p.9", "amount": "6 m EUR", "round": "Series B"})
}

func TestNamesComeFromOtherTables(t *testing.T) {
	i := must(t, shipped(t, "investments"), "id,funding_round_id,funded_object_id,investor_object_id\n1,77,c:4,f:2\n2,77,c:4,p:9\n3,77,c:4,f:3\n", "id,name\nc:4,Acme\nf:2,Fund\n", "object_id,first_name,last_name\np:9,Jane,Doe\n")
	i.want(t, "company:zz-cb.c.4", map[string]string{"name": "Acme"})
	i.want(t, "person:zz-cb.p.9", map[string]string{"name": "Jane Doe"})
	i.want(t, "company:zz-cb.f.3", map[string]string{"name": "f:3"})
	i.omitted(t, "key without a name", "f:3")
}

func TestRelationships(t *testing.T) {
	i := must(t, shipped(t, "relationships"), "id,relationship_id,person_object_id,relationship_object_id,start_at,end_at,is_past,sequence,title,created_at,updated_at\n"+
		"1,1,p:2,c:1,2006-03-01,,0,8,Co-Founder/CEO,2007-05-25 07:03:54,2013-06-03 09:58:46\n"+
		"2,2,p:2,c:4,2005,,1,1,,2007-05-25 07:03:54,2013-06-03 09:58:46\n"+
		"3,3,p:2,p:3,,,0,1,Friend,,\n", "id,name\nc:1,Acme\nc:4,Beta\np:2,Jane Doe\n")
	i.want(t, "position:zz-cb.p.2.zz-cb.c.1.co-founder-ceo", map[string]string{"since": "2006-03-01", "until": "", "role": "Co-Founder/CEO"})
	i.want(t, "position:zz-cb.p.2.zz-cb.c.4.unspecified", map[string]string{"since": "2005", "until": "by 2013-06-03"})
	i.omitted(t, "a person cannot stand here", "row 4")
}

func TestPrecisionColumns(t *testing.T) {
	i := must(t, shipped(t, "relationships"), "person_uuid,person_name,org_uuid,org_name,started_on,started_on_precision,ended_on,ended_on_trust_code,is_current,title\n"+
		"p1,Jane,o1,Acme,2014-01-01,year,2016-05-01,6,f,Engineer\n"+
		"p1,Jane,o1,Acme,2014-05-01,month,2016-05-01,7,f,Manager\n"+
		"p1,Jane,o1,Acme,2014-05-01,day,,0,false,Clerk\n"+
		"p1,Jane,o1,Acme,2014-05-01,none,,,true,Owner\n")
	i.want(t, "position:zz-cb.p1.zz-cb.o1.engineer", map[string]string{"since": "2014", "until": "2016-05"})
	i.want(t, "position:zz-cb.p1.zz-cb.o1.manager", map[string]string{"since": "2014-05", "until": "2016-05-01"})
	i.want(t, "position:zz-cb.p1.zz-cb.o1.clerk", map[string]string{"since": "2014-05-01", "until": "by 2025-01-01"})
	i.want(t, "position:zz-cb.p1.zz-cb.o1.owner", map[string]string{"since": "", "until": ""})
}

func TestFacilities(t *testing.T) {
	i := must(t, shipped(t, "facilities"), "id,org_id,org_name,name,aka,city,state,country,latitude,status\n1,5,Equinix,Equinix PA2,PAR2,Saint-Denis,,FR,48.9,ok\n2,5,Equinix,Equinix DC1,,Ashburn,VA,US,39.0,ok\n")
	i.want(t, "datacenter:zz-cb.1", map[string]string{"name": "Equinix PA2; PAR2", "location": "Saint-Denis, FR", "status": ""})
	i.want(t, "datacenter:zz-cb.2", map[string]string{"location": "Ashburn, VA, US"})
	i.want(t, "site-role:zz-cb.5.zz-cb.1.operator", map[string]string{"role": "OPERATOR"})
	i.omitted(t, "column, latitude")

	i = must(t, shipped(t, "facilities"), "@id;name;operator;operator:wikidata;addr:city;addr:country;start_date;capacity_mw;status\nway/7;Alpha;Acme;Q380;Paris;FR;2014-05;12.5;under construction\nway/8;Beta;Acme;;;;;;wonderful\n")
	sites := i.ids(t, "datacenter")
	if len(sites) != 2 {
		t.Fatalf("got %v", sites)
	}
	for _, site := range sites {
		if strings.Contains(string(site), "way-7") {
			i.want(t, site, map[string]string{"operational": "2014-05", "capacity": "12.5 MW building", "status": "under construction"})
		}
	}
	i.want(t, "company:acme", map[string]string{"identifier": "wikidata:Q380"})
	i.omitted(t, "row, status", "does not know the word", "wonderful")
}

const holders = `mapping: 1
keys: ZZ-REG
entities:
  owner: {name: Holder, key: Holder No}
  company: {name: Company, identifiers: {lei: LEI}}
facts:
- kind: stake
  parties: {owner: owner, company: company}
  missing: {owner: undisclosed}
  values: {share: {columns: Part, unit: percent}, since: Since}
  constants: {directness: direct}
`

func TestMappingOfOnesOwn(t *testing.T) {
	i := must(t, written(t, holders), "Holder;Holder No;Company;LEI;Part;Since\nJane & Sons;1;Acme;5493001KJTIIGC8Y1R12;75 to under 100 %;2014\n;;Beta;5493001KJTIIGC8Y1R13;150;\n")
	i.want(t, "stake:zz-cb.1.lei-5493001kjtiigc8y1r12.direct", map[string]string{"share": "75 to under 100 %", "since": "2014"})
	i.want(t, "stake:undisclosed.zz-cb.name.beta.direct", map[string]string{"share": ""})
	i.omitted(t, "row, LEI", "check digits")
	i.omitted(t, "row, Part", "no share", "150")
}

func TestNamesAloneFindWhatArticlesName(t *testing.T) {
	store := world(t)
	facts, problems := seed.Decode("note.yaml", []byte("capgraph: 1\narticle: {id: note, title: A note, type: note, retrieved: 2026-01-01}\nentities: {company: {meta: Meta, scale: Scale AI}}\nfacts:\n- acquisition: {acquirer: meta, target: scale, date: 2025-06, status: completed}\n"))
	if problems != nil {
		t.Fatal(problems)
	}
	if _, problems, err := seed.Load(context.Background(), store, "test", facts, false); err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	i := load(t, store, shipped(t, "acquisitions"), strings.NewReader("acquirer,acquiree,acquired_on,price,price_currency\nMeta,Scale AI,2025-06-12,14300000000,USD\n"))
	if i.err != nil {
		t.Fatal(i.err)
	}
	if got := i.ids(t, "acquisition"); len(got) != 1 {
		t.Errorf("got %v, want the deal that the article knows", got)
	}
	i.want(t, "acquisition:meta.scale-ai.2025-06", map[string]string{"price": "14.3 bn USD"})
}

func TestMissingColumnsAreNamed(t *testing.T) {
	for _, c := range []struct {
		mapping *Mapping
		table   string
		parts   []string
	}{
		{shipped(t, "acquisitions"), "company_nam,acquirer_name\nA,B\n", []string{"table.csv:1:1: entities.target.name:", `there is no column "company_name" or "acquiree_name"`, `the table has "company_nam", "acquirer_name"`, `did you mean "company_nam"?`, "of the mapping mapping.yaml"}},
		{written(t, holders), "Holder;Holder No;Company;LEI;Since\n", []string{"table.csv:1:1: facts[0].values.share:", `"Part"`}},
	} {
		i := load(t, world(t), c.mapping, strings.NewReader(c.table))
		if i.err == nil {
			t.Fatal("got no error")
		}
		for _, part := range c.parts {
			if !strings.Contains(i.err.Error(), part) {
				t.Errorf("got %v, want it to say %q", i.err, part)
			}
		}
	}
}

func TestBadMappingsAreExplained(t *testing.T) {
	for text, want := range map[string]string{
		"": "empty", "mapping: 2\nfacts: [{kind: stake}]": "mapping: 1", "mapping: 1": "list of facts", "mapping: 1\nfacts: [{kind: stakes of a kind}]": "is no kind",
		"mapping: 1\nfacts:\n- kind: stake\n  parties: {owner: who}": `"who" is not described`, "mapping: 1\nentities: {a: {}}\nfacts: [{kind: company, parties: {is: a}}]": "neither name nor key",
		"mapping: 1\nentities: {a: {name: n}}\nfacts: [{kind: company, parties: {is: a}, values: {colour: c}}]": `no value "colour"`, "mapping: 1\nfoo: 1\nfacts: [{kind: stake}]": `"foo" is no key`,
		"mapping: 1\nentities: {a: {name: n}}\nfacts: [{kind: stake, parties: {owner: a}}]": "the company is missing", "{": "not YAML", "mapping: 1\ndelimiter: xx\nfacts: [{kind: stake}]": "one sign",
	} {
		_, problems := ParseMapping("mapping.yaml", []byte(text))
		if !strings.Contains(problems.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, problems, want)
		}
	}
}

func TestLineEndsEncodingsAndQuotes(t *testing.T) {
	const text = "acquirer_name,company_name,acquired_at,price_amount,price_currency_code\nSociété Générale,\"Crédit\nLocal \"\"X\"\"\",2014-05,1000000,EUR\nB,C,2014,,\n"
	encode := func(encoder interface{ String(string) (string, error) }, text string) []byte {
		encoded, err := encoder.String(text)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(encoded)
	}
	for name, data := range map[string][]byte{
		"plain": []byte(text), "mark": []byte("\uFEFF" + text), "windows lines": []byte(strings.ReplaceAll(text, "\n", "\r\n")), "old mac": []byte(strings.ReplaceAll(text, "\n", "\r")),
		"utf-16le": encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), text), "utf-16be": encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), text),
		"windows-1252": encode(charmap.Windows1252.NewEncoder(), text), "semicolons": []byte(strings.ReplaceAll(text, ",", ";")), "tabs": []byte(strings.ReplaceAll(text, ",", "\t")),
	} {
		i := load(t, world(t), shipped(t, "acquisitions"), bytes.NewReader(data))
		if i.err != nil {
			t.Errorf("%s: %v", name, i.err)
			continue
		}
		if got := i.ids(t, "acquisition"); len(got) != 2 || !slices.Contains(got, "acquisition:societe-generale.credit-local-x.2014-05") {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestBadRowsAreCounted(t *testing.T) {
	i := must(t, shipped(t, "acquisitions"), "acquirer_name,company_name,acquired_at,price_amount,price_currency_code\nA,B,2014\nA,B,2014,1,USD,extra\n,B,2014,1,USD\nA,C,01/02/2014,much,USD\nA,D,,5,\n\"\"\"Q\"\" Inc\",E,,,\n")
	for _, parts := range [][]string{{"fewer cells", "row 2"}, {"more cells", "row 3"}, {"states nothing", "row 4"}, {"acquired_at", "01/02/2014"}, {"price_amount", "much"}, {"no currency", "row 6"}} {
		i.omitted(t, parts...)
	}
	if got := len(i.ids(t, "acquisition")); got != 3 {
		t.Errorf("got %d acquisitions, want 3", got)
	}
}

func TestEmptyTables(t *testing.T) {
	if i := load(t, world(t), shipped(t, "acquisitions"), strings.NewReader("")); graph.CodeOf(i.err) != graph.Invalid || !strings.Contains(i.err.Error(), "the file is empty") {
		t.Errorf("got %v", i.err)
	}
	if i := must(t, shipped(t, "acquisitions"), "acquirer_name,company_name\n"); i.report.Last != 0 {
		t.Errorf("got %d articles of a table without rows", i.report.Last)
	}
	if i := load(t, world(t), shipped(t, "acquisitions"), strings.NewReader("acquirer_name,company_name,Acquirer Name\n")); graph.CodeOf(i.err) != graph.Invalid || !strings.Contains(i.err.Error(), "same name") {
		t.Errorf("got %v", i.err)
	}
}

type endless struct{}

func (endless) Read(into []byte) (int, error) {
	for i := range into {
		into[i] = 'x'
	}
	return len(into), nil
}

func TestLongRowsAreRefusedWithTheLimit(t *testing.T) {
	for _, start := range []string{"acquirer_name,company_name\nA,B\nC,", "acquirer_name,company_name\nA,B\nC,\"", ""} {
		i := load(t, world(t), shipped(t, "acquisitions"), io.MultiReader(strings.NewReader(start), io.LimitReader(endless{}, 100_000_000)))
		if graph.CodeOf(i.err) != graph.Limit || !strings.Contains(i.err.Error(), "10000000 bytes") {
			t.Errorf("%q: got %v, want the limit", start, i.err)
		}
	}
}

func TestLoadTwiceIsOnceInSeveralArticles(t *testing.T) {
	var table strings.Builder
	table.WriteString(investments2015)
	for n := range 300 {
		name := string(rune('a'+n%26)) + string(rune('a'+n/26))
		table.WriteString("/organization/" + name + "," + name + ",FRA,/organization/fund,Fund,/funding-round/" + name + ",seed,,2014-06,5\n")
	}
	store := world(t)
	one := func() *dataset.Report {
		set, err := dataset.New(dataset.Origin{ID: "cb", Title: "A table", Retrieved: "2025-01-01", Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		report, err := dataset.Load(context.Background(), seed.Loader{Store: store, Actor: "test"}, Articles(Source{File: "t.csv", Table: strings.NewReader(table.String())}, shipped(t, "investments"), set), func(seed.Result) error { return nil })
		if err != nil || report.Refused > 0 {
			t.Fatal(err, report.Refusals)
		}
		return report
	}
	first := one()
	head, _ := store.Head(context.Background())
	second := one()
	after, err := store.Head(context.Background())
	if err != nil || head != after || first.Last < 6 || second.Articles[graph.Unchanged] != first.Last {
		t.Errorf("got %+v, then %+v, %v", first, second, err)
	}
	if got := len((imported{Store: store}).ids(t, "investment")); got != 300 {
		t.Errorf("got %d investments, want 300", got)
	}
}

func TestInterruptedImportGoesOn(t *testing.T) {
	var text strings.Builder
	text.WriteString(acquisitions2015)
	for n := range 60 {
		name := string(rune('a'+n%26)) + string(rune('a'+n/26))
		text.WriteString("/organization/" + name + "," + name + ",,FRA,/organization/buyer,Buyer,USA,2014-05,,5,USD\n")
	}
	run := func(store graph.Store, stopAfter int) error {
		set, err := dataset.New(dataset.Origin{ID: "cb", Title: "A table", Retrieved: "2025-01-01", Size: 20})
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		_, err = dataset.Load(context.Background(), seed.Loader{Store: store, Actor: "test"}, Articles(Source{File: "t.csv", Table: strings.NewReader(text.String())}, shipped(t, "acquisitions"), set), func(seed.Result) error {
			if seen++; seen == stopAfter {
				return io.ErrClosedPipe
			}
			return nil
		})
		return err
	}
	whole, parts := world(t), world(t)
	if err := run(whole, 0); err != nil {
		t.Fatal(err)
	}
	for _, stop := range []int{2, 5, 0} {
		if err := run(parts, stop); (err != nil) != (stop > 0) {
			t.Fatal(err)
		}
	}
	for _, kind := range []graph.Kind{"company", "acquisition", "claim", "article"} {
		want, got := (imported{Store: whole}).ids(t, kind), (imported{Store: parts}).ids(t, kind)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", kind, got, want)
		}
	}
}
