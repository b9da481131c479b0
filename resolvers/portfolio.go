package resolvers

import (
	"context"

	"github.com/shopspring/decimal"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// CommonInvestorConnection is a page of shared investors.
type CommonInvestorConnection struct {
	*Connection[CommonInvestor]
	Cut bool
}

// CompetitorInvestorConnection is a page of investors shared with competitors.
type CompetitorInvestorConnection struct {
	*Connection[CommonInvestor]
	Competitors []CompetitorOverlap
	Cut         bool
}

// CommonInvestorEdge is an investor in such a page.
type CommonInvestorEdge = Edge[CommonInvestor]

// CommonInvestor is an investor in two or more of the companies.
type CommonInvestor struct {
	*explore.CommonInvestor
	cast cast
}

// Investor is who it is.
func (c CommonInvestor) Investor() Party { return the[Party](c.cast, c.CommonInvestor.Investor) }

// Ties bind the investor to the companies.
func (c CommonInvestor) Ties() []InvestorTie {
	ties := make([]InvestorTie, len(c.CommonInvestor.Ties))
	for i := range ties {
		ties[i] = InvestorTie{&c.CommonInvestor.Ties[i], c.cast}
	}
	return ties
}

// InvestorTie is what binds an investor to a company.
type InvestorTie struct {
	*explore.Tie
	cast cast
}

// Company is the company.
func (t InvestorTie) Company() Company { return the[Company](t.cast, t.Tie.Company) }

// Relations are the stakes, investments and acquisitions.
func (t InvestorTie) Relations() []Relation { return named[Relation](t.cast, t.Tie.Relations...) }

// CompetitorOverlap is how far the investors of a competitor are those of the company.
type CompetitorOverlap struct {
	*explore.Overlap
	cast cast
}

// Competitor is the competitor.
func (o CompetitorOverlap) Competitor() Company { return the[Company](o.cast, o.Overlap.Competitor) }

// Competitions say that they compete.
func (o CompetitorOverlap) Competitions() []Competition {
	return named[Competition](o.cast, o.Overlap.Competitions...)
}

// Similarity is how similar the sets of their investors are.
func (o CompetitorOverlap) Similarity() Similarity { return similarity(o.Overlap.Similarity) }

// Similarity is a Jaccard index with its bounds.
type Similarity struct{ Lowest, Highest SimilarityRatio }

// SimilarityRatio is an exact fraction.
type SimilarityRatio struct {
	Shared, All int
	Decimal     decimal.Decimal
}

func similarity(s explore.Similarity) Similarity {
	return Similarity{
		Lowest:  SimilarityRatio{s.Lowest.Shared, s.Lowest.All, s.Lowest.Decimal()},
		Highest: SimilarityRatio{s.Highest.Shared, s.Highest.All, s.Highest.Decimal()},
	}
}

// CommonInvestors lists the investors that companies share.
func (q Query) CommonInvestors(ctx context.Context, companies []graph.ID, kinds []string, first *int, after *string, asOf *graph.Day, knownAt *graph.Instant) (*CommonInvestorConnection, error) {
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	found, page, _, err := q.investors(ctx, explore.InvestorQuery{Companies: companies, Kinds: kindsNamed(kinds)}, first, after, at)
	if err != nil {
		return nil, err
	}
	return &CommonInvestorConnection{page, found.Cut}, nil
}

// CompetitorInvestors lists the investors that a company shares with its competitors.
func (q Query) CompetitorInvestors(ctx context.Context, company graph.ID, kinds []string, first *int, after *string, asOf *graph.Day, knownAt *graph.Instant) (*CompetitorInvestorConnection, error) {
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	asked := explore.InvestorQuery{Companies: []graph.ID{company}, Competitors: true, Kinds: kindsNamed(kinds)}
	found, page, seen, err := q.investors(ctx, asked, first, after, at)
	if err != nil {
		return nil, err
	}
	overlaps := make([]CompetitorOverlap, len(found.Competitors))
	for i := range overlaps {
		overlaps[i] = CompetitorOverlap{&found.Competitors[i], seen}
	}
	return &CompetitorInvestorConnection{page, overlaps, found.Cut}, nil
}

func (q Query) investors(ctx context.Context, asked explore.InvestorQuery, first *int, after *string, at clocks) (*explore.CommonInvestors, *Connection[CommonInvestor], cast, error) {
	var err error
	if asked.First, asked.After, err = paging("investors", first, after); err != nil {
		return nil, nil, nil, err
	}
	if asked.Companies, err = q.Reader.stood(ctx, at, "companies", asked.Companies...); err != nil {
		return nil, nil, nil, err
	}
	asked.Slice = at.slice
	found, err := explore.ReadCommonInvestors(ctx, q.Reader, asked)
	if err != nil {
		return nil, nil, nil, err
	}
	seen := stage(q.Reader, at, found.Records)
	show := func(c *explore.CommonInvestor) CommonInvestor { return CommonInvestor{c, seen} }
	page := keyed("investors", found.Investors, (*explore.CommonInvestor).Key, show, sure, found.More, found.Total, after)
	return found, page, seen, nil
}

// PortfolioConnection is a page of what two investors have put money in.
type PortfolioConnection struct {
	*Connection[PortfolioCompany]
	Shared, OnlyOne, OnlyOther int
	Similarity                 Similarity
	Cut                        bool
}

// PortfolioEdge is a company in such a page.
type PortfolioEdge = Edge[PortfolioCompany]

// PortfolioCompany is a company that one or both of two investors have put
// money in.
type PortfolioCompany struct {
	Company    Company
	One, Other *InvestorTie
}

// Portfolios compares what two investors have put money in.
func (q Query) Portfolios(ctx context.Context, one, other graph.ID, kinds []string, first *int, after *string, asOf *graph.Day, knownAt *graph.Instant) (*PortfolioConnection, error) {
	size, key, err := paging("portfolios", first, after)
	if err != nil {
		return nil, err
	}
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	ids, err := q.Reader.stood(ctx, at, "one", one, other)
	if err != nil {
		return nil, err
	}
	found, err := explore.ComparePortfolios(ctx, q.Reader, explore.PortfolioQuery{A: ids[0], B: ids[1], Kinds: kindsNamed(kinds), Slice: at.slice, First: size, After: key})
	if err != nil {
		return nil, err
	}
	seen := stage(q.Reader, at, found.Records)
	show := func(c *explore.PortfolioCompany) PortfolioCompany {
		return PortfolioCompany{Company: the[Company](seen, c.Company), One: tieShown(c.A, seen), Other: tieShown(c.B, seen)}
	}
	total := found.Shared + found.OnlyA + found.OnlyB
	page := keyed("portfolios", found.Companies, (*explore.PortfolioCompany).Key, show, sure, found.More, total, after)
	return &PortfolioConnection{page, found.Shared, found.OnlyA, found.OnlyB, similarity(found.Similarity), found.Cut}, nil
}

func tieShown(tie *explore.Tie, seen cast) *InvestorTie {
	if tie == nil {
		return nil
	}
	return &InvestorTie{tie, seen}
}
