package table

import (
	"bytes"
	"testing"

	"capgraph/seed/dataset"
)

// FuzzArticles reads any bytes by each shipped mapping. What becomes an article
// must be a good one.
func FuzzArticles(f *testing.F) {
	for n, seed := range []string{
		"", "\"", "a,b\n1,2\n", acquisitions2015 + "/o/a,A,,FRA,/o/b,B,USA,2014-05-01,2014-05,1e6,USD\n", investments2015 + "/o/a,A,FRA,/o/b;/o/c,B;C,/r/1,venture,a,2014,5\n",
		"id;org_id;org_name;name;city;country;status;capacity_mw\r1;2;X;Y;Z;DE;planned;1.5\r", "person_uuid,org_uuid,is_past,title,started_on\np,o,1,T,2014\n", "\xff\xfea\x00,\x00b\x00",
		"object_id,funding_round_id,raised_amount_usd\nc:1,2,0\n", "acquirer_name,company_name,price_usd\n\"a\nb\",\"c \"d\" e\",-1\n",
	} {
		f.Add([]byte(seed), byte(n))
	}
	f.Fuzz(func(t *testing.T, data []byte, which byte) {
		names := Builtins()
		mapping := shipped(t, names[int(which)%len(names)])
		set, err := dataset.New(dataset.Origin{ID: "fuzz", Title: "Fuzz", Type: "press", Retrieved: "2025-01-01", Size: 10})
		if err != nil {
			t.Fatal(err)
		}
		text, err := dataset.Text(bytes.NewReader(data), "")
		if err != nil {
			t.Fatal(err)
		}
		for article, err := range Articles(Source{File: "fuzz.csv", Table: text}, mapping, set) {
			if err != nil {
				continue
			}
			if _, refused, err := article.Settle(); err != nil || len(refused) > 0 {
				t.Fatalf("got %v, %v", refused, err)
			}
		}
	})
}

// FuzzMapping reads any mapping, and applies it to a small table.
func FuzzMapping(f *testing.F) {
	for _, name := range Builtins() {
		text, _ := Builtin(name)
		f.Add(text)
	}
	f.Add([]byte(holders))
	f.Fuzz(func(t *testing.T, data []byte) {
		mapping, problems := ParseMapping("fuzz.yaml", data)
		if problems != nil {
			return
		}
		set, err := dataset.New(dataset.Origin{ID: "fuzz", Title: "Fuzz", Type: "press", Retrieved: "2025-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		table := bytes.NewReader([]byte("Holder,Holder No,Company,Part,name,id,uuid,title,start_at\nA,1,B,7,n,2,u,t,2014\n,,,,,,,,\n"))
		for article, err := range Articles(Source{File: "fuzz.csv", Table: table}, mapping, set) {
			if err != nil {
				continue
			}
			if _, _, err := article.Settle(); err != nil {
				t.Fatalf("got %v", err)
			}
		}
	})
}
