package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"capgraph/graph"
)

// pageSize is how many records are held at a time, with the claims about them.
const pageSize = 100

// Each visits the records of a kind that are in force in the slice, surely or
// possibly, in order of id, with what they point to in Far. It stops at the first
// error of the visit or of the reader.
func Each(ctx context.Context, reader graph.Reader, kind graph.Kind, slice graph.Slice, visit func(*graph.Record) error) error {
	return eachPage(ctx, reader, kind, slice, func(records []*graph.Record) error {
		for _, record := range records {
			if err := visit(record); err != nil {
				return err
			}
		}
		return nil
	})
}

// EachWithClaims is like Each, and gives the visit the live claims about each
// record too, with their articles in Far. Articles and claims have none.
func EachWithClaims(ctx context.Context, reader graph.Reader, kind graph.Kind, slice graph.Slice, visit func(*graph.Record, []*graph.Record) error) error {
	return eachPage(ctx, reader, kind, slice, func(records []*graph.Record) error {
		claims, err := claimsAbout(ctx, reader, kind, records, slice)
		if err != nil {
			return err
		}
		for _, record := range records {
			if err := visit(record, claims[record.ID]); err != nil {
				return err
			}
		}
		return nil
	})
}

func claimsAbout(ctx context.Context, reader graph.Reader, kind graph.Kind, records []*graph.Record, slice graph.Slice) (map[graph.ID][]*graph.Record, error) {
	if !graph.KindOf(kind).IsResolved() {
		return nil, nil
	}
	ids := make([]graph.ID, len(records))
	for i, record := range records {
		ids[i] = record.ID
	}
	return graph.ClaimsAbout(ctx, reader, ids, slice)
}

func eachPage(ctx context.Context, reader graph.Reader, kind graph.Kind, slice graph.Slice, visit func([]*graph.Record) error) error {
	query := graph.Query{Kind: kind, Slice: slice, Limit: pageSize}
	return graph.EachPage(ctx, reader, query, func(_ graph.ID, records []*graph.Record) error {
		return visit(records)
	})
}

// Sources are the articles behind claims that do not deny, each once, those of
// the best claims first.
func Sources(claims []*graph.Record) []*graph.Record {
	var articles []*graph.Record
	seen := map[graph.ID]bool{}
	for _, claim := range graph.Rank(graph.Ranked, claims) {
		for _, id := range claim.Refs("article") {
			if article := claim.Far[id]; article != nil && !seen[id] {
				seen[id] = true
				articles = append(articles, article)
			}
		}
	}
	return articles
}

// OtherKinds counts the records in force of all kinds of facts but some.
func OtherKinds(ctx context.Context, reader graph.Reader, slice graph.Slice, why string, lost *Omissions, said ...graph.Kind) error {
	for _, spec := range graph.Specs() {
		if !spec.IsResolved() || slices.Contains(said, spec.Kind) {
			continue
		}
		pages, err := reader.List(ctx, graph.Query{Kind: spec.Kind, Slice: slice, Limit: 1, Count: true})
		if err != nil {
			return err
		}
		if page := pages[""]; len(page.Records) > 0 {
			lost.AddMany(page.Records[0], "", why, page.Total)
		}
	}
	return nil
}

// CountryName is the English name of a country, its code when it has none.
func CountryName(code graph.Token) string {
	region, err := language.ParseRegion(string(code))
	if err != nil {
		return string(code)
	}
	if name := display.English.Regions().Name(region); name != "" {
		return name
	}
	return string(code)
}

// Digest is a short hash of a text, in hexadecimal digits.
func Digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:12])
}

// Seen is the last day on which a source of the claims may have seen what they
// say, but not after the given one, which it is when none says when.
func Seen(claims []*graph.Record, day graph.Day) graph.Day {
	latest := graph.MinDay
	for _, claim := range graph.Rank(graph.Ranked, claims) {
		if seen, ok := graph.One[graph.PartialDate](claim, "observed"); ok {
			latest = max(latest, min(seen.Latest(), day))
		}
	}
	if latest == graph.MinDay {
		return day
	}
	return latest
}
