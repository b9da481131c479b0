package explore

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"capgraph/graph"
)

// InvestorQuery asks for a page of the investors that companies share.
type InvestorQuery struct {
	Companies []graph.ID

	// Competitors adds the competitors of the one company in Companies, and asks
	// for those of its investors who are in any of them too.
	Competitors bool

	Kinds []graph.Kind // of InvestingKinds; none means all
	Slice graph.Slice
	After string // the Key of the last that has been read; "" begins
	First int    // investors in a page; 0 asks for none
}

// CommonInvestor is an investor in two or more of the companies.
type CommonInvestor struct {
	Investor graph.ID
	Ties     []Tie // in order of company

	// Surely is in how many of the companies it surely has money, Possibly in how
	// many it may have; of competitors, the company itself is not counted.
	Surely, Possibly int
}

// Key is the place of the investor in the order of the list, to read on from.
func (c *CommonInvestor) Key() string {
	return fmt.Sprintf("%08d %08d %s", maxDays-c.Surely, maxDays-c.Possibly, c.Investor)
}

// CommonInvestors is a page of shared investors, those in most companies first,
// surely before possibly.
type CommonInvestors struct {
	Investors   []CommonInvestor
	More        bool
	Total       int
	Competitors []Overlap                  // of one company, the most similar first
	Cut         bool                       // whether MaxAround left relations out
	Records     map[graph.ID]*graph.Record // the relations of the page and all competitions, with their parties
}

// Overlap is how far the investors of a competitor are those of the company.
type Overlap struct {
	Competitor   graph.ID
	Competitions []graph.ID // that say so, in order of id
	Match        graph.Certainty
	Shared       int // investors in both, the possible ones among them
	Similarity   Similarity
}

// ReadCommonInvestors lists the investors that two or more companies share on
// the day. See readTies for what counts. It makes at most five calls of the store. Errors have
// code Invalid: a negative First, fewer than two companies or, with Competitors, anything but one, and
// kinds by which nobody invests.
func ReadCommonInvestors(ctx context.Context, reader graph.Reader, q InvestorQuery) (*CommonInvestors, error) {
	kinds, err := checkInvesting(q.Kinds)
	if err == nil {
		err = q.check()
	}
	if err != nil {
		return nil, err
	}
	if q.Slice, err = q.Slice.Pin(ctx, reader); err != nil {
		return nil, err
	}
	found := &CommonInvestors{Records: map[graph.ID]*graph.Record{}}
	companies := q.Companies
	if q.Competitors {
		if err := found.compete(ctx, reader, q); err != nil {
			return nil, err
		}
		for _, overlap := range found.Competitors {
			companies = append(companies[:len(companies):len(companies)], overlap.Competitor)
		}
	}
	ties, err := readTies(ctx, reader, companies, kinds, q.Slice)
	if err != nil {
		return nil, err
	}
	found.Cut = found.Cut || ties.cut
	found.overlap(q, ties)
	found.page(q, companies, ties)
	return found, nil
}

func (q InvestorQuery) check() error {
	asked := slices.Clone(q.Companies)
	slices.Sort(asked)
	n := len(slices.Compact(asked))
	switch {
	case q.First < 0:
		return graph.Errorf(graph.Invalid, "first cannot be negative").At("first")
	case q.Competitors && n != 1:
		return graph.Errorf(graph.Invalid, "name the one company whose competitors are meant").At("companies")
	case !q.Competitors && n < 2:
		return graph.Errorf(graph.Invalid, "name two companies or more").At("companies")
	}
	return nil
}

// compete finds the competitors of the company.
func (found *CommonInvestors) compete(ctx context.Context, reader graph.Reader, q InvestorQuery) error {
	company := q.Companies[0]
	fans, err := reader.Expand(ctx, graph.Expansion{Of: []graph.ID{company}, Kinds: []graph.Kind{"competition"}, Slice: q.Slice, Limit: MaxAround})
	if err != nil {
		return err
	}
	found.Cut = len(kindsCut(fans[company])) > 0
	rivals := map[graph.ID]*Overlap{}
	var ids []graph.ID
	for _, competition := range fans[company].Relations {
		ids = append(ids, competition.ID)
		for _, rival := range endsOf(&competition, "party", "company") {
			if rival == company {
				continue
			}
			if rivals[rival] == nil {
				rivals[rival] = &Overlap{Competitor: rival, Match: graph.No}
			}
			rivals[rival].Competitions = append(rivals[rival].Competitions, competition.ID)
			rivals[rival].Match = rivals[rival].Match.Or(competition.Valid.On(q.Slice.Day))
		}
	}
	for _, rival := range rivals {
		found.Competitors = append(found.Competitors, *rival)
	}
	slices.SortFunc(found.Competitors, func(a, b Overlap) int { return cmp.Compare(a.Competitor, b.Competitor) })
	found.Records, err = reader.Records(ctx, ids, q.Slice)
	return err
}

// overlap compares the investors of each competitor with those of the company.
func (found *CommonInvestors) overlap(q InvestorQuery, ties *ties) {
	byInvestor := runs(ties.sorted(), func(t Tie) graph.ID { return t.Investor })
	for i := range found.Competitors {
		rival := &found.Competitors[i]
		for _, of := range byInvestor {
			here, there := tieWith(of, q.Companies[0]), tieWith(of, rival.Competitor)
			rival.Similarity.add(matchOf(here), matchOf(there))
			if here != nil && there != nil {
				rival.Shared++
			}
		}
	}
	slices.SortStableFunc(found.Competitors, func(a, b Overlap) int {
		return cmp.Or(b.Similarity.Lowest.compare(a.Similarity.Lowest), b.Similarity.Highest.compare(a.Similarity.Highest))
	})
}

func tieWith(ties []Tie, company graph.ID) *Tie {
	for i := range ties {
		if ties[i].Company == company {
			return &ties[i]
		}
	}
	return nil
}

// page ranks the investors that are shared and cuts the page.
func (found *CommonInvestors) page(q InvestorQuery, companies []graph.ID, ties *ties) {
	for _, of := range runs(ties.sorted(), func(t Tie) graph.ID { return t.Investor }) {
		of = slices.DeleteFunc(of, func(t Tie) bool { return !slices.Contains(companies, t.Company) })
		if len(of) < 2 || q.Competitors && tieWith(of, q.Companies[0]) == nil {
			continue
		}
		investor := CommonInvestor{Investor: of[0].Investor, Ties: of}
		for _, tie := range of {
			if q.Competitors && tie.Company == q.Companies[0] {
				continue
			}
			investor.Possibly++
			if tie.Match == graph.Surely {
				investor.Surely++
			}
		}
		found.Total++
		if q.After == "" || investor.Key() > q.After {
			found.Investors = append(found.Investors, investor)
		}
	}
	slices.SortFunc(found.Investors, func(a, b CommonInvestor) int { return cmp.Compare(a.Key(), b.Key()) })
	found.More = len(found.Investors) > q.First
	found.Investors = found.Investors[:min(q.First, len(found.Investors))]
	for _, investor := range found.Investors {
		for id, record := range ties.only(investor.Ties) {
			found.Records[id] = record
		}
	}
}
