package graph

// Published limits of one read.
const (
	MaxPage   = 100 // records in a page of the API
	MaxSearch = 200 // candidates of a search
)

// Query asks for a page of the records of one kind in a slice, or for one page
// for each of several records that they point to.
type Query struct {
	Kind  Kind
	Slice Slice

	// Of, when set, asks for one page for each of the ids: the records that
	// point to it by one of Fields. Without Of there is one page, under "".
	Of     []ID
	Fields []string

	Where Predicate // nil holds for all
	Order Order
	After *Cursor // only what comes after it in the order
	// Before asks for the last records before it, which are returned in the
	// order all the same. With Last and no Before, the last of all.
	Before *Cursor
	Last   bool // take from the end

	Limit int  // records in a page; 0 asks for none. The API allows MaxPage
	Count bool // whether Total is wanted
}

// Order sorts by one field, then by id. Records without a known value of the
// field come last in both directions; among them, and among equals, ids
// ascend. An empty Field sorts by id alone.
type Order struct {
	Field string
	Upper bool // by the high key of a bounded value rather than the low one
	Desc  bool
}

// Cursor is a place in an order: the sort key and id of a record.
type Cursor struct {
	Missing bool // the record has no known value of the field
	Key     string
	ID      ID
}

// Key is the sort key of a record in an order, and whether it is missing. A
// field with several values sorts by the first.
func (o Order) Key(r *Record) (key string, missing bool) {
	held := r.Held[o.Field]
	if len(held) == 0 {
		return "", true
	}
	entry := entryOf(o.Field, held[0].Value)
	switch {
	case entry.State != Known:
		return "", true
	case o.Upper:
		return entry.Hi, false
	}
	return entry.Lo, false
}

// Cursor is the place of a record in the order.
func (o Order) Cursor(r *Record) Cursor {
	key, missing := o.Key(r)
	return Cursor{Missing: missing, Key: key, ID: r.ID}
}

// Less says whether a comes before b in the order.
func (o Order) Less(a, b Cursor) bool {
	switch {
	case a.Missing != b.Missing:
		return b.Missing
	case a.Key != b.Key && !a.Missing:
		return (a.Key < b.Key) != o.Desc
	}
	return a.ID < b.ID
}

// Page is a part of a list, in its order. The records that they point to are
// in each record's Far.
type Page struct {
	Records []*Record
	More    bool // whether there is more in the direction of reading: after the page or, with Last, before it
	Total   int  // how many there are in all, cursors aside; only if asked for
}
