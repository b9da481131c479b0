package resolvers

import (
	"encoding/base64"
	"strconv"
	"strings"

	"capgraph/graph"
)

// cut makes a page of a list that is worked out as a whole. Its cursors count
// places and carry the name of the list; they hold as long as nothing is
// written. A page holds DefaultPage items when first is absent.
func cut[T any](list string, items []T, first *int, after *string) (*Connection[T], error) {
	size, err := listing{First: first}.limit()
	if err != nil {
		return nil, err
	}
	start, err := cutStart(list, after)
	if err != nil {
		return nil, err
	}
	start = min(start, len(items))
	end := min(start+size, len(items))
	connection := &Connection[T]{Edges: make([]Edge[T], 0, end-start), TotalCount: len(items)}
	for i, item := range items[start:end] {
		connection.Edges = append(connection.Edges, Edge[T]{Cursor: cutCursor(list, start+i), Node: item, Match: graph.Surely})
	}
	info := &connection.PageInfo
	info.HasPreviousPage, info.HasNextPage = start > 0, end < len(items)
	if n := len(connection.Edges); n > 0 {
		info.StartCursor, info.EndCursor = &connection.Edges[0].Cursor, &connection.Edges[n-1].Cursor
	}
	return connection, nil
}

func cutCursor(list string, place int) string {
	return base64.RawURLEncoding.EncodeToString([]byte(list + " " + strconv.Itoa(place)))
}

func cutStart(list string, after *string) (int, error) {
	if after == nil {
		return 0, nil
	}
	decoded, err := base64.RawURLEncoding.DecodeString(*after)
	text, found := strings.CutPrefix(string(decoded), list+" ")
	place, convErr := strconv.Atoi(text)
	if err != nil || !found || convErr != nil || place < 0 || strconv.Itoa(place) != text {
		return 0, graph.Errorf(graph.Invalid, "this is no cursor of this list; pass on one that an answer gave").At("after")
	}
	return place + 1, nil
}

// mapPage turns the items of a page into something else.
func mapPage[A, B any](page *Connection[A], to func(A) B) *Connection[B] {
	mapped := &Connection[B]{Edges: make([]Edge[B], len(page.Edges)), PageInfo: page.PageInfo, TotalCount: page.TotalCount}
	for i, edge := range page.Edges {
		mapped.Edges[i] = Edge[B]{Cursor: edge.Cursor, Node: to(edge.Node), Match: edge.Match}
	}
	return mapped
}

// shownInt prints an optional number, for keys.
func shownInt(number *int) string {
	if number == nil {
		return ""
	}
	return strconv.Itoa(*number)
}
