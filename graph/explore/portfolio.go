package explore

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// PortfolioQuery asks for a page of what two investors hold, compared.
type PortfolioQuery struct {
	A, B  graph.ID     // parties
	Kinds []graph.Kind // of InvestingKinds; none means all
	Slice graph.Slice
	After string // the Key of the last company that has been read; "" begins
	First int    // companies in a page; 0 asks for none
}

// Portfolios is a page of the companies that either of two investors has put
// money in: first those that both have, then those of the first, then of the
// second, each in order of id.
type Portfolios struct {
	Companies            []PortfolioCompany
	More                 bool
	Shared, OnlyA, OnlyB int // companies in all pages, the possible ones among them
	Similarity           Similarity
	Cut                  bool                       // whether MaxAround left relations out
	Records              map[graph.ID]*graph.Record // the relations of the page, with their parties
}

// PortfolioCompany is a company that one or both of two investors have put money in.
type PortfolioCompany struct {
	Company graph.ID
	A, B    *Tie // nil for the investor who has not
}

// Key is the place of the company in the order of the list, to read on from.
func (h *PortfolioCompany) Key() string {
	switch {
	case h.B == nil:
		return "1 " + string(h.Company)
	case h.A == nil:
		return "2 " + string(h.Company)
	}
	return "0 " + string(h.Company)
}

// ComparePortfolios says which companies two investors share on the day, which
// each has alone, and how similar that makes them. See readTies for what
// counts. It makes at most three calls of the store. Errors have code Invalid: a negative
// First, and kinds by which nobody invests.
func ComparePortfolios(ctx context.Context, reader graph.Reader, q PortfolioQuery) (*Portfolios, error) {
	kinds, err := checkInvesting(q.Kinds)
	if err != nil {
		return nil, err
	}
	if q.First < 0 {
		return nil, graph.Errorf(graph.Invalid, "first cannot be negative").At("first")
	}
	slice, err := q.Slice.Pin(ctx, reader)
	if err != nil {
		return nil, err
	}
	ties, err := readTies(ctx, reader, []graph.ID{q.A, q.B}, kinds, slice)
	if err != nil {
		return nil, err
	}
	held := map[graph.ID]*PortfolioCompany{}
	for _, tie := range ties.sorted() {
		if held[tie.Company] == nil && (tie.Investor == q.A || tie.Investor == q.B) {
			held[tie.Company] = &PortfolioCompany{Company: tie.Company}
		}
		if tie.Investor == q.A {
			held[tie.Company].A = &tie
		}
		if tie.Investor == q.B {
			held[tie.Company].B = &tie
		}
	}
	found := &Portfolios{Cut: ties.cut}
	found.page(held, q, ties)
	return found, nil
}

func (p *Portfolios) page(held map[graph.ID]*PortfolioCompany, q PortfolioQuery, ties *ties) {
	for _, h := range held {
		switch h.Key()[0] {
		case '0':
			p.Shared++
		case '1':
			p.OnlyA++
		default:
			p.OnlyB++
		}
		p.Similarity.add(matchOf(h.A), matchOf(h.B))
		if q.After == "" || h.Key() > q.After {
			p.Companies = append(p.Companies, *h)
		}
	}
	slices.SortFunc(p.Companies, func(a, b PortfolioCompany) int { return cmp.Compare(a.Key(), b.Key()) })
	p.More = len(p.Companies) > q.First
	p.Companies = p.Companies[:min(q.First, len(p.Companies))]
	var shown []Tie
	for _, h := range p.Companies {
		for _, tie := range []*Tie{h.A, h.B} {
			if tie != nil {
				shown = append(shown, *tie)
			}
		}
	}
	p.Records = ties.only(shown)
}

func matchOf(tie *Tie) graph.Certainty {
	if tie == nil {
		return graph.No
	}
	return tie.Match
}
