package resolvers

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"

	"capgraph/graph"
)

// DefaultPage is how many records a page holds when nobody says.
const DefaultPage = 20

// Connection is a page of a list, in the form that Relay defines.
type Connection[T any] struct {
	Edges      []Edge[T]
	PageInfo   PageInfo
	TotalCount int
}

// Nodes are the records alone.
func (c *Connection[T]) Nodes() []T {
	nodes := make([]T, len(c.Edges))
	for i, edge := range c.Edges {
		nodes[i] = edge.Node
	}
	return nodes
}

// Edge is a record in a page, and whether it surely belongs there.
type Edge[T any] struct {
	Cursor string
	Node   T
	Match  graph.Certainty
}

// PageInfo says where a page lies in its list.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// Order is an order argument.
type Order struct{ Field, Direction string }

// listing is the arguments of a list field.
type listing struct {
	Field         *string
	Where         map[string]any
	Certainty     graph.Certainty
	OrderBy       *Order
	First, Last   *int
	After, Before *string
	AsOf          *graph.Day
	KnownAt       *graph.Instant
	Policy        *graph.Policy

	filter map[string]any // what follow made of Where
}

// follow makes of Where what the other methods filter by: with the ids that those
// in it stand for. Cursors stay tied to Where as the client wrote it.
func (l *listing) follow(ctx context.Context, reader Source, at clocks) (err error) {
	l.filter, err = reader.where(ctx, at, l.Where)
	return err
}

// key tells listings apart whose reads differ.
func (l listing) key() string {
	encoded, err := json.Marshal(l)
	if err != nil {
		panic(err) // Arguments come from JSON.
	}
	return string(encoded)
}

// query turns the arguments into a query of the port, except for what depends
// on the place of the field.
func (l listing) query(kind graph.Kind, at clocks) (graph.Query, error) {
	limit, err := l.limit()
	if err != nil {
		return graph.Query{}, err
	}
	where, err := graph.Filter(kind, l.filter, l.Certainty)
	if err != nil {
		return graph.Query{}, err
	}
	if l.Field != nil {
		where = graph.And{where, graph.Where{Field: "field", Lo: graph.KeyRange{Min: *l.Field, Max: *l.Field}}}
	}
	query := graph.Query{Kind: kind, Slice: at.slice, Where: where, Order: l.order(kind), Last: l.Last != nil || l.Before != nil, Limit: limit}
	if query.After, err = l.cursor(kind, "after", l.After); err != nil {
		return graph.Query{}, err
	}
	query.Before, err = l.cursor(kind, "before", l.Before)
	return query, err
}

// surely is the condition of which possible matches are to be told apart from
// sure ones; nil when only sure ones are listed.
func (l listing) surely(kind graph.Kind) (graph.Predicate, error) {
	if l.Certainty != graph.Possibly {
		return nil, nil
	}
	return graph.Filter(kind, l.filter, graph.Surely)
}

func (l listing) limit() (int, error) {
	name, asked := "first", l.First
	if l.Last != nil {
		name, asked = "last", l.Last
	}
	switch {
	case l.First != nil && l.Last != nil:
		return 0, graph.Errorf(graph.Invalid, "give first or last, not both").At("last")
	case l.Before != nil && l.First != nil:
		return 0, graph.Errorf(graph.Invalid, "before goes with last: it reads backward").At("before")
	case l.After != nil && (l.Last != nil || l.Before != nil):
		return 0, graph.Errorf(graph.Invalid, "after goes with first: it reads forward").At("after")
	case asked == nil:
		return DefaultPage, nil
	case *asked < 0:
		return 0, graph.Errorf(graph.Invalid, "%s cannot be negative", name).At(name)
	case *asked > graph.MaxPage:
		return 0, graph.Errorf(graph.Limit, "a page has at most %d records; ask for the next with after", graph.MaxPage).At(name)
	}
	return *asked, nil
}

// order reads PRICE_LOWER as the low end of the field price.
func (l listing) order(kind graph.Kind) graph.Order {
	if l.OrderBy == nil {
		return graph.Order{}
	}
	order := graph.Order{Desc: l.OrderBy.Direction == "DESC"}
	name, upper := strings.CutSuffix(l.OrderBy.Field, "_UPPER")
	name = strings.TrimSuffix(name, "_LOWER")
	for _, field := range graph.KindOf(kind).Fields {
		if strings.EqualFold(field.Name, strings.ReplaceAll(name, "_", "")) {
			order.Field, order.Upper = field.Name, upper
		}
	}
	return order
}

// cursorJSON is a cursor before it is made opaque. List ties it to the kind,
// order and filter it was made for.
type cursorJSON struct {
	List    string   `json:"l"`
	Missing bool     `json:"m,omitempty"`
	Key     string   `json:"k,omitempty"`
	ID      graph.ID `json:"i"`
}

func (l listing) cursor(kind graph.Kind, argument string, opaque *string) (*graph.Cursor, error) {
	if opaque == nil {
		return nil, nil
	}
	var cursor cursorJSON
	decoded, err := base64.RawURLEncoding.DecodeString(*opaque)
	if err == nil {
		err = json.Unmarshal(decoded, &cursor)
	}
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "this is no cursor; pass on one that an answer gave").At(argument)
	}
	if cursor.List != l.fingerprint(kind) {
		return nil, graph.Errorf(graph.Invalid, "this cursor belongs to another list: kind, order and filter must stay the same").At(argument)
	}
	return &graph.Cursor{Missing: cursor.Missing, Key: cursor.Key, ID: cursor.ID}, nil
}

func opaque(list string, cursor graph.Cursor) string {
	encoded, err := json.Marshal(cursorJSON{List: list, Missing: cursor.Missing, Key: cursor.Key, ID: cursor.ID})
	if err != nil {
		panic(err) // Strings always encode.
	}
	return base64.RawURLEncoding.EncodeToString(encoded)
}

func (l listing) fingerprint(kind graph.Kind) string {
	same := listing{Field: l.Field, Where: l.Where, Certainty: l.Certainty, OrderBy: l.OrderBy}
	sum := sha256.Sum256([]byte(string(kind) + same.key()))
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}

// connect makes a page of the port into a connection. What surely meets the
// condition is told from what possibly does by surely.
func connect[T Node](l listing, query graph.Query, surely graph.Predicate, page graph.Page, b *batch) *Connection[T] {
	list := l.fingerprint(query.Kind)
	connection := &Connection[T]{Edges: make([]Edge[T], 0, len(page.Records)), TotalCount: page.Total}
	for _, record := range page.Records {
		connection.Edges = append(connection.Edges, Edge[T]{
			Cursor: opaque(list, query.Order.Cursor(record)),
			Node:   b.view(record).(T),
			Match:  match(record, query.Slice.Day, surely, l.Certainty),
		})
	}
	info := &connection.PageInfo
	info.HasNextPage, info.HasPreviousPage = page.More, l.After != nil
	if query.Last {
		info.HasNextPage, info.HasPreviousPage = l.Before != nil, page.More
	}
	if n := len(connection.Edges); n > 0 {
		info.StartCursor, info.EndCursor = &connection.Edges[0].Cursor, &connection.Edges[n-1].Cursor
	}
	return connection
}

// match says whether a record surely holds on the day and surely meets the
// condition. A condition on records further away than those that it points to
// is met possibly, as far as an edge can tell: they are not part of the page.
func match(record *graph.Record, day graph.Day, surely graph.Predicate, asked graph.Certainty) graph.Certainty {
	if record.Valid.On(day) != graph.Surely {
		return graph.Possibly
	}
	if asked == graph.Possibly && (graph.Reach(surely) > 1 || !graph.Holds(surely, record, pointedTo{})) {
		return graph.Possibly
	}
	return graph.Surely
}

// pointedTo looks at the records that came with one.
type pointedTo struct{}

func (pointedTo) PointsTo(r *graph.Record, field string) []*graph.Record {
	var records []*graph.Record
	for _, id := range r.Refs(field) {
		if far := r.Far[id]; far != nil {
			records = append(records, far)
		}
	}
	return records
}

func (pointedTo) PointedBy(*graph.Record, graph.Kind, []string) []*graph.Record { return nil }
