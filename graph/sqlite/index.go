package sqlite

import (
	"slices"

	"capgraph/graph"
)

// indexer fills the tables that versions are found by.
type indexer struct {
	*conn
	codes codes
	rids  map[graph.ID]int64
}

func newIndexer(c *conn, codes codes) *indexer {
	return &indexer{conn: c, codes: codes, rids: map[graph.ID]int64{}}
}

// indexed is a version as the index tables see it.
type indexed struct {
	vid   int64
	id    graph.ID
	valid graph.Validity
	known graph.KnownSpan
	past  bool
	keys  []key
}

// key is an entry and its number among those of its field.
type key struct {
	graph.Entry
	n int
}

// add indexes a version that was known in a span, open or closed.
func (in *indexer) add(vid int64, p prepared, known graph.KnownSpan) error {
	v := indexed{vid: vid, id: p.version.ID, valid: p.version.Valid, known: known, past: known.To != 0, keys: p.keys}
	for _, k := range v.keys {
		var hi any
		if k.Hi != k.Lo {
			hi = k.Hi
		}
		err := in.exec(`INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)`,
			vid, in.codes.field(k.Field), k.n, stateCode(k.State), k.Lo, hi)
		if err != nil {
			return err
		}
	}
	if err := in.addPlaces(v); err != nil {
		return err
	}
	if err := in.addLinks(v); err != nil {
		return err
	}
	if err := in.addOutline(v, p.outline); err != nil || v.past {
		return err
	}
	return in.addWords(vid, p)
}

func (in *indexer) addPlaces(v indexed) error {
	for _, p := range in.places(v) {
		err := in.exec(`INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			p.list, v.past, p.missing, p.key, v.id, v.vid, v.valid.From, v.valid.To)
		if err != nil {
			return err
		}
	}
	return nil
}

func (in *indexer) addLinks(v indexed) error {
	for _, to := range in.links(v) {
		target, err := in.rid(to.target)
		if err != nil {
			return err
		}
		err = in.exec(`INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?)`,
			target, to.list, v.past, v.id, v.vid, v.valid.From, v.valid.To)
		if err != nil {
			return err
		}
	}
	return nil
}

// maxRids bounds how many numbers of ids an indexer remembers.
const maxRids = 50_000

// rid is the number of an id, a new one when it has none.
func (in *indexer) rid(id graph.ID) (int64, error) {
	if rid := in.rids[id]; rid != 0 {
		return rid, nil
	}
	if len(in.rids) >= maxRids {
		clear(in.rids)
	}
	rid, err := in.number(`SELECT rid FROM record WHERE id = ?`, id)
	if err == nil && rid == 0 {
		rid, err = in.insert(`INSERT INTO record (id) VALUES (?)`, id)
	}
	if err == nil {
		in.rids[id] = rid
	}
	return rid, err
}

// addWords indexes the names of an entity, and the spellings of words that
// are new.
func (in *indexer) addWords(vid int64, p prepared) error {
	for _, word := range p.words {
		known, err := in.number(`SELECT count(*) FROM spelling WHERE key = ? AND word = ?`, word, word)
		if err != nil {
			return err
		}
		if known == 0 {
			for _, key := range graph.Deletions(word) {
				if err := in.exec(`INSERT INTO spelling VALUES (?, ?)`, key, word); err != nil {
					return err
				}
			}
		}
		if err := in.exec(`INSERT INTO word VALUES (?, ?, ?, ?, ?)`, word, p.length, p.version.ID, vid, in.codes.kind(p.version.Kind)); err != nil {
			return err
		}
	}
	return nil
}

// keysOf numbers the entries of a version, each field on its own, so that
// number 0 is the one that graph.Order sorts by.
func keysOf(version *graph.Record) []key {
	byField := map[string][]graph.Entry{}
	var fields []string
	for _, entry := range graph.Entries(version) {
		if byField[entry.Field] == nil {
			fields = append(fields, entry.Field)
		}
		byField[entry.Field] = append(byField[entry.Field], entry)
	}
	var keys []key
	for _, field := range fields {
		lead(byField[field], version, field)
		for n, entry := range byField[field] {
			keys = append(keys, key{Entry: entry, n: n})
		}
	}
	return keys
}

// lead moves the entry that lists are sorted by to the front.
func lead(entries []graph.Entry, version *graph.Record, field string) {
	lo, missing := graph.Order{Field: field}.Key(version)
	hi, _ := graph.Order{Field: field, Upper: true}.Key(version)
	i := slices.IndexFunc(entries, func(e graph.Entry) bool {
		return missing == (e.State != graph.Known) && e.Lo == lo && e.Hi == hi
	})
	if i > 0 {
		entries[0], entries[i] = entries[i], entries[0]
	}
}

// place is where a version stands in a list.
type place struct {
	list    int64
	missing bool
	key     string
}

// places works out in which lists a version stands: for each field that lists
// can be sorted by, one by the low key and, where they can differ, one by the
// high key; one for what Match finds beside the first value; and one for what is
// contested.
func (in *indexer) places(v indexed) []place {
	var places []place
	kind, first := v.id.Kind(), map[string]key{}
	for _, k := range v.keys {
		if k.n == 0 {
			first[k.Field] = k
		}
	}
	spec := graph.KindOf(kind)
	for _, field := range spec.Fields {
		if !field.Sort {
			continue
		}
		k, found := first[field.Name]
		missing := !found || k.State != graph.Known
		places = append(places, place{in.codes.list(kind, field.Name, low), missing, k.Lo})
		if !missing && bounded(&field) {
			places = append(places, place{in.codes.list(kind, field.Name, high), false, k.Hi})
		}
	}
	for _, k := range v.keys {
		field := spec.Field(k.Field)
		if k.Field == graph.EntryContested || field != nil && k.State == graph.Known && matchable(field) && (k.n > 0 || !field.Sort) {
			p := place{in.codes.list(kind, k.Field, further), false, k.Lo}
			if !slices.Contains(places, p) {
				places = append(places, p)
			}
		}
	}
	return places
}

// bounded says whether the two keys of a field's values may differ. Texts are
// what they are.
func bounded(field *graph.Field) bool {
	switch field.Type {
	case graph.ProseType, graph.URLType, graph.TokenType, graph.CountryType, graph.FlagType,
		graph.NameType, graph.IdentifierType, graph.RefType:
		return false
	}
	return true
}

// matchable says whether Match finds a field by its own list. Others it finds
// by the links, by their order, or by reading the kind.
func matchable(field *graph.Field) bool {
	switch field.Type {
	case graph.NameType, graph.IdentifierType, graph.URLType:
		return true
	}
	return false
}

// edge is a field that points to a record.
type edge struct {
	list   int64
	target graph.ID
}

func (in *indexer) links(v indexed) []edge {
	var edges []edge
	spec := graph.KindOf(v.id.Kind())
	for _, k := range v.keys {
		if field := spec.Field(k.Field); field == nil || field.Type != graph.RefType || k.State != graph.Known {
			continue
		}
		to := edge{in.codes.list(v.id.Kind(), k.Field, low), graph.ID(k.Lo)}
		if !slices.Contains(edges, to) {
			edges = append(edges, to)
		}
	}
	return edges
}

var states = []graph.ValueState{graph.Known, graph.Unknown, graph.Undisclosed, graph.None}

// stateCode is the number that stands for a state.
func stateCode(state graph.ValueState) int {
	if i := slices.Index(states, state); i >= 0 {
		return i
	}
	return len(states)
}
