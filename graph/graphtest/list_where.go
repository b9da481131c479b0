package graphtest

import (
	"testing"

	"capgraph/graph"
)

var whereCases = []readingCase{
	{"And holds when all parts do, an empty one always", func(t *testing.T, w *world) {
		w.holds(t, "company", graph.And{}, all)
		w.holds(t, "company", graph.And{exactly("country", "US"), exactly("type", "LAB")}, "anthropic")
		w.holds(t, "company", graph.And{graph.And{}, exactly("country", "FR"), graph.And{graph.And{}}}, "societe-generale")
	}},
	{"Or holds when some part does, an empty one never", func(t *testing.T, w *world) {
		w.holds(t, "company", graph.Or{}, "")
		w.holds(t, "company", graph.Or{exactly("country", "FR"), exactly("country", "CN"), exactly("country", "XX")}, "societe-generale 字节跳动")
		w.holds(t, "company", graph.Or{graph.Or{}, graph.And{exactly("country", "SE"), graph.Or{exactly("type", "LAB"), graph.Or{}}}}, "angstrom-labs")
	}},
	{"Not holds where the value is absent too", func(t *testing.T, w *world) {
		w.holds(t, "company", graph.Not{Predicate: exactly("country", "US")}, "acme angstrom angstrom-labs societe-generale x00fa11陽軒 x020bb7野家 字节跳动")
		w.holds(t, "company", graph.Not{Predicate: graph.And{}}, "")
		w.holds(t, "company", graph.Not{Predicate: graph.Or{}}, all)
		w.holds(t, "company", graph.Not{Predicate: graph.Not{Predicate: exactly("country", "FR")}}, "societe-generale")
		w.holds(t, "company", graph.Not{Predicate: graph.Or{exactly("country", "US"), graph.Not{Predicate: touching("company", "founded", "1800/1900")}}},
			"acme angstrom societe-generale x020bb7野家")
	}},
	{"Where compares keys as bytes, by field", func(t *testing.T, w *world) {
		w.holds(t, "company", exactly("name", "societe generale"), "societe-generale")
		w.holds(t, "company", exactly("name", "Societe Generale"), "")
		w.holds(t, "company", exactly("name", "facebook"), "meta")
		w.holds(t, "company", exactly("industry", "meta"), "")
		w.holds(t, "company", exactly("no such field", "meta"), "")
	}},
	{"Where on scripts, above U+E000 and beyond the basic plane", func(t *testing.T, w *world) {
		w.holds(t, "company", exactly("name", "字节跳动"), "字节跳动")
		w.holds(t, "company", exactly("name", graph.TextKey("𠮷野家")), "x020bb7野家")
		w.holds(t, "company", graph.Where{Field: "name", Lo: graph.KeyRange{Min: graph.TextKey("字"), Max: graph.TextKey("﨑陽軒")}}, "x00fa11陽軒 字节跳动")
		w.holds(t, "company", graph.Where{Field: "name", Lo: graph.KeyRange{Min: graph.TextKey("﨑陽軒"), MinOpen: true}}, "x020bb7野家")
	}},
	{"KeyRange: closed and open ends", func(t *testing.T, w *world) {
		founded := func(r graph.KeyRange) graph.Predicate { return graph.Where{Field: "founded", Lo: r} }
		w.holds(t, "company", founded(graph.KeyRange{Min: "1998-09-04", Max: "2012-03-01"}), "google meta 字节跳动")
		w.holds(t, "company", founded(graph.KeyRange{Min: "1998-09-04", MinOpen: true, Max: "2012-03-01"}), "meta 字节跳动")
		w.holds(t, "company", founded(graph.KeyRange{Min: "1998-09-04", Max: "2012-03-01", MaxOpen: true}), "google meta")
		w.holds(t, "company", founded(graph.KeyRange{Min: "1998-09-04", Max: "1998-09-04", MinOpen: true, MaxOpen: true}), "")
	}},
	{"KeyRange: empty ends are no bounds", func(t *testing.T, w *world) {
		w.holds(t, "company", graph.Where{Field: "founded"}, "acme angstrom anthropic google meta scale-ai societe-generale x00fa11陽軒 x020bb7野家 字节跳动")
		w.holds(t, "company", graph.Where{Field: "founded", Lo: graph.KeyRange{Min: "2016-01-01"}}, "anthropic scale-ai")
		w.holds(t, "company", graph.Where{Field: "founded", Lo: graph.KeyRange{Max: "1864-05-04"}}, "acme angstrom societe-generale")
		w.holds(t, "company", graph.Where{Field: "founded", Lo: graph.KeyRange{Max: "1864-05-04", MaxOpen: true}}, "acme angstrom")
	}},
	{"Where with an entry whose key is empty", func(t *testing.T, w *world) {
		w.holds(t, "company", graph.Where{Field: "founded", Lo: graph.KeyRange{Max: "0"}}, "acme")
		w.holds(t, "company", graph.Where{Field: "founded", Lo: graph.KeyRange{MinOpen: true}}, "angstrom anthropic google meta scale-ai societe-generale x00fa11陽軒 x020bb7野家 字节跳动")
	}},
	{"both keys of one entry: surely and possibly", func(t *testing.T, w *world) {
		w.holds(t, "stake", within("stake", "share", "10..49 %"), "google.anthropic meta.scale-ai societe-generale.angstrom")
		w.holds(t, "stake", touching("stake", "share", "> 49 %"), "meta.anthropic")
		w.holds(t, "stake", touching("stake", "share", "20 %"), "")
		w.holds(t, "stake", touching("stake", "share", "19.9999999 %"), "google.anthropic")
		w.holds(t, "acquisition", within("acquisition", "price", "> 14 bn EUR"), "acme-deal")
		w.holds(t, "acquisition", within("acquisition", "price", "> 14 bn USD"), "")
		w.holds(t, "acquisition", touching("acquisition", "price", "20 bn EUR"), "")
	}},
	{"of several values each is looked at alone", func(t *testing.T, w *world) {
		between := graph.Where{Field: "name", Lo: graph.KeyRange{Min: "facebooks", Max: "lz"}}
		w.holds(t, "company", between, "google")
		w.holds(t, "company", graph.And{exactly("name", "meta"), exactly("name", "facebook")}, "meta")
	}},
	{"Contains is a part of the low key, taken literally", func(t *testing.T, w *world) {
		w.holds(t, "company", containing("name", "eta"), "meta")
		w.holds(t, "company", containing("name", "e g"), "societe-generale")
		w.holds(t, "company", containing("name", "节跳"), "字节跳动")
		for _, literal := range []string{"%", "_", "*", ".", "\\", "'", "\"", "META", "ö", "$x", "{"} {
			w.holds(t, "company", containing("name", literal), "")
		}
		w.holds(t, "company", graph.Where{Field: "name", Lo: graph.KeyRange{Min: "b"}, Contains: "al"}, "scale-ai societe-generale")
	}},
	{"a value that is not known matches no Where", func(t *testing.T, w *world) {
		w.holds(t, "stake", graph.Where{Field: "share"}, "google.anthropic meta.anthropic meta.scale-ai societe-generale.angstrom")
		w.holds(t, "stake", graph.Not{Predicate: graph.Where{Field: "share"}}, "字节跳动.scale-ai")
	}},
	{"Missing tells the states apart", func(t *testing.T, w *world) {
		w.holds(t, "stake", graph.Missing{Field: "share", State: graph.Undisclosed}, "字节跳动.scale-ai")
		w.holds(t, "stake", graph.Missing{Field: "share", State: graph.Unknown}, "")
		w.holds(t, "stake", graph.Missing{Field: "share", State: graph.None}, "")
		w.holds(t, "stake", graph.Missing{Field: "votes", State: graph.Undisclosed}, "")
		w.holds(t, "stake", graph.Missing{Field: "share", State: graph.Known}, "google.anthropic meta.anthropic meta.scale-ai societe-generale.angstrom")
	}},
	{"OneOf holds for those ids", func(t *testing.T, w *world) {
		w.holds(t, "company", graph.OneOf{"company:meta", "company:nobody", "stake:meta.scale-ai", "company:meta"}, "meta")
		w.holds(t, "company", graph.OneOf{}, "")
		w.holds(t, "company", graph.Not{Predicate: graph.OneOf{}}, all)
	}},
	{"tokens, contested and inferred fields have entries", func(t *testing.T, w *world) {
		w.holds(t, "acquisition", exactly(graph.EntryContested, "price"), "acme-deal")
		w.holds(t, "acquisition", exactly(graph.EntryContested, "target"), "")
		w.holds(t, "acquisition", exactly("status", "ANNOUNCED"), "acme-deal")
		w.holds(t, "stake", exactly("modality", "PLANS"), "meta.anthropic")
		w.holds(t, "stake", exactly("interest", "SHAREHOLDING"), "meta.scale-ai")
		w.holds(t, "stake", exactly("owner", "company:meta"), "meta.anthropic meta.scale-ai")
	}},
}

var aroundCases = []readingCase{
	{"Points: a record that this one points to", func(t *testing.T, w *world) {
		w.holds(t, "stake", graph.Points{Field: "company", Predicate: exactly("type", "LAB")}, "google.anthropic meta.anthropic")
		w.holds(t, "stake", graph.Points{Field: "owner", Predicate: exactly("type", "LAB")}, "")
		w.holds(t, "stake", graph.Points{Field: "company", Predicate: graph.And{}}, "google.anthropic meta.anthropic meta.scale-ai societe-generale.angstrom 字节跳动.scale-ai")
		w.holds(t, "company", graph.Points{Field: "owner", Predicate: graph.And{}}, "")
		w.holds(t, "stake", graph.Points{Field: "seller", Predicate: graph.Or{}}, "")
	}},
	{"Points at one of several", func(t *testing.T, w *world) {
		w.holds(t, "acquisition", graph.Points{Field: "acquirer", Predicate: exactly("name", "google")}, "acme-deal")
		w.holds(t, "acquisition", graph.And{
			graph.Points{Field: "acquirer", Predicate: exactly("name", "google")}, graph.Points{Field: "acquirer", Predicate: exactly("name", "meta")},
		}, "acme-deal")
		w.holds(t, "acquisition", graph.Points{Field: "acquirer", Predicate: graph.And{exactly("name", "google"), exactly("name", "meta")}}, "")
	}},
	{"Pointed: a record that points to this one", func(t *testing.T, w *world) {
		w.holds(t, "company", graph.Pointed{Kind: "stake", Fields: []string{"company"}, Predicate: graph.And{}}, "angstrom anthropic scale-ai")
		w.holds(t, "company", graph.Pointed{Kind: "stake", Fields: []string{"owner"}, Predicate: within("stake", "share", "49 %")}, "meta societe-generale")
		w.holds(t, "company", graph.Pointed{Kind: "stake", Fields: []string{"owner", "company"}, Predicate: within("stake", "share", "49 %")}, "angstrom meta scale-ai societe-generale")
		w.holds(t, "company", graph.Pointed{Kind: "acquisition", Fields: []string{"owner", "company"}, Predicate: graph.And{}}, "")
		w.holds(t, "company", graph.Pointed{Kind: "stake", Predicate: graph.And{}}, "")
		w.holds(t, "company", graph.Pointed{Kind: "position", Fields: []string{"company"}, Predicate: graph.And{}}, "meta")
	}},
	{"not Pointed holds for those that nothing points to", func(t *testing.T, w *world) {
		owners := graph.Pointed{Kind: "stake", Fields: []string{"company"}, Predicate: graph.And{}}
		w.holds(t, "company", graph.Not{Predicate: owners}, "acme angstrom-labs google meta societe-generale x00fa11陽軒 x020bb7野家 字节跳动")
		w.holds(t, "company", graph.Pointed{Kind: "stake", Fields: []string{"company"}, Predicate: graph.Not{Predicate: graph.Where{Field: "share"}}}, "scale-ai")
	}},
	{"nested two deep, with Not at each depth", func(t *testing.T, w *world) {
		americanOwner := graph.Points{Field: "owner", Predicate: exactly("country", "US")}
		w.holds(t, "company", graph.Pointed{Kind: "stake", Fields: []string{"company"}, Predicate: americanOwner}, "anthropic scale-ai")
		w.holds(t, "company", graph.Pointed{Kind: "stake", Fields: []string{"company"}, Predicate: graph.Not{Predicate: americanOwner}}, "angstrom scale-ai")
		w.holds(t, "company", graph.Not{Predicate: graph.Pointed{Kind: "stake", Fields: []string{"company"}, Predicate: graph.Not{Predicate: americanOwner}}},
			"acme angstrom-labs anthropic google meta societe-generale x00fa11陽軒 x020bb7野家 字节跳动")
	}},
	{"nested three deep: owners of what Zuckerberg's company also owns", func(t *testing.T, w *world) {
		zuckerbergs := graph.Pointed{Kind: "position", Fields: []string{"company"}, Predicate: graph.Points{Field: "person", Predicate: exactly("name", "mark zuckerberg")}}
		shared := graph.Pointed{Kind: "stake", Fields: []string{"company"}, Predicate: graph.Points{Field: "owner", Predicate: zuckerbergs}}
		w.holds(t, "company", graph.Pointed{Kind: "stake", Fields: []string{"owner"}, Predicate: graph.Points{Field: "company", Predicate: shared}}, "google meta 字节跳动")
	}},
	{"only what is in force in the same slice counts", func(t *testing.T, w *world) {
		owner := graph.Pointed{Kind: "stake", Fields: []string{"owner"}, Predicate: graph.Points{Field: "company", Predicate: exactly("name", "scale ai")}}
		at := func(day string, known graph.Instant) string {
			return outline(list(t, w, graph.Query{Kind: "company", Slice: graph.Slice{Day: Day(day), Known: known}, Where: owner, Limit: 20}))
		}
		equal(t, "owners of Scale AI in May 2025", at("2025-05-31", 0), "字节跳动")
		equal(t, "owners of Scale AI in June 2025", at("2025-06-01", 0), "meta 字节跳动")
		equal(t, "owners of Scale AI as known with the blog", at("2025-08-01", w.after["blog"]), "google meta 字节跳动")
		equal(t, "owners of Scale AI as known at first", at("2025-08-01", w.after["register"]), "")
		american := graph.Points{Field: "owner", Predicate: exactly("country", "US")}
		equal(t, "stakes of Americans before their country was seen",
			outline(list(t, w, graph.Query{Kind: "stake", Slice: graph.Slice{Day: Day("2024-01-01")}, Where: american, Limit: 20})), "")
	}},
	{"claims by what they are about, two deep", func(t *testing.T, w *world) {
		official := graph.Points{Field: "article", Predicate: exactly("type", "OFFICIAL")}
		w.asked(t, graph.Query{Kind: "claim", Slice: today, Where: graph.And{official, graph.Points{Field: "about", Predicate: exactly("country", "US")}}, Limit: 20, Count: true})
		w.holds(t, "article", graph.Pointed{Kind: "claim", Fields: []string{"article"}, Predicate: about(AcmeDeal)}, "onemedia wire")
	}},
}

// all is every company of the world, in order of the ids.
const all = "acme angstrom angstrom-labs anthropic google meta scale-ai societe-generale x00fa11陽軒 x020bb7野家 字节跳动"

// holds checks of which records a predicate holds today, in order of the ids.
func (w *world) holds(t *testing.T, kind graph.Kind, where graph.Predicate, want string) {
	t.Helper()
	query := graph.Query{Kind: kind, Slice: today, Where: where, Limit: graph.MaxPage}
	equal(t, string(kind)+" records that "+showPredicate(where), outline(list(t, w, query)), want)
	w.asked(t, query)
}
