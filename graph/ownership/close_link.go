package ownership

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"capgraph/graph"
)

// Measure is how large a holding is taken to be.
type Measure string

// The measures.
const (
	MeasureDirect     Measure = "DIRECT"           // by the owner's own stakes
	MeasureIntegrated Measure = "INTEGRATED"       // by those and all chains
	MeasureVotes      Measure = "CONTROLLED_VOTES" // the votes of the owner and of all that it controls
)

// CloseLinks are the entities closely linked with a company. What is held
// through a company of which more than the whole is held makes no link.
type CloseLinks struct {
	Links     []CloseLink // by the measure asked for, the surest first, then by the other entity
	Otherwise []CloseLink // those that only another measure makes; their certainty is No
	Issues    []Issue     // of the company and of all that hold it
	Complete  bool        // false when only the MaxCommonOwners largest owners were asked what else they hold
}

// CloseLink is an entity that is closely linked with a company.
type CloseLink struct {
	Company, Other graph.ID
	Certainty      graph.Certainty // of the surest reason by the measure asked for
	Reasons        []LinkReason    // by all measures, that asked for first, then the surest

	// By is how sure the link is by each measure. Votes are often not known, so that
	// CONTROLLED_VOTES is among them, and among the reasons, only when it was asked for or is sure.
	By map[Measure]graph.Certainty
}

// Depends says whether another measure would change how sure the link is.
func (l CloseLink) Depends() bool {
	for _, certainty := range l.By {
		if certainty != l.Certainty {
			return true
		}
	}
	return false
}

// LinkReason is one of the ways in which two entities are linked.
type LinkReason struct {
	Measure   Measure
	Code      LinkCode
	Certainty graph.Certainty
	Through   graph.ID // the third party of COMMON_OWNER
	Parts     []Bounds // of the holding; of COMMON_OWNER those of the third party in the company and in the other
}

// LinkCode says in which way two entities are linked.
type LinkCode string

// The ways, after Guideline (EU) 2015/510 of the European Central Bank, article 138.
const (
	LinkOwns        LinkCode = "OWNS"         // the company holds the threshold or more of the other
	LinkOwnedBy     LinkCode = "OWNED_BY"     // the other holds the threshold or more of the company
	LinkCommonOwner LinkCode = "COMMON_OWNER" // a third party holds the threshold or more of both
)

// MaxCommonOwners is how many owners of a company are asked what else they hold.
const MaxCommonOwners = 50

// CloseLinks lists the entities closely linked with a company at a threshold in
// parts per billion, which is reached by equality. The guideline says "directly
// or indirectly" and no more; each reading of it is a measure, and every link says what the others
// make of it. Of the options, CONTROLLED_VOTES reads how votes are counted and what makes control.
//
// An unknown company has no links. A measure that does not exist and a threshold
// that is not above 0 and at most the whole are Invalid errors; others are those of ControlOf.
func (p *Projection) CloseLinks(ctx context.Context, company graph.ID, threshold int64, measure Measure, o Options) (CloseLinks, error) {
	if !slices.Contains(measures, measure) {
		return CloseLinks{}, graph.Errorf(graph.Invalid, "%q is no measure of close links", string(measure)).At("measure")
	}
	if threshold <= 0 || threshold > Whole {
		return CloseLinks{}, graph.Errorf(graph.Invalid, "a threshold is above 0 and at most 100 %%").At("threshold")
	}
	q, err := p.poll(o)
	if err != nil {
		return CloseLinks{}, err
	}
	n, known := p.node(company)
	if !known {
		return CloseLinks{Complete: true}, nil
	}
	l := linker{poll: q, company: n, threshold: threshold, measure: measure, found: map[node]*CloseLink{}}
	return l.links(ctx)
}

var measures = []Measure{MeasureDirect, MeasureIntegrated, MeasureVotes}

// linker gathers the links of one company.
type linker struct {
	*poll
	company   node
	threshold int64
	measure   Measure
	found     map[node]*CloseLink
}

func (l *linker) links(ctx context.Context) (out CloseLinks, err error) {
	owned, err := l.owned(ctx, l.company)
	if err != nil {
		return out, err
	}
	for _, h := range owned {
		l.add(h.node, h.reason(LinkOwns))
	}
	owners, issues, err := l.owners(ctx)
	if err != nil {
		return out, err
	}
	for _, h := range owners {
		l.add(h.node, h.reason(LinkOwnedBy))
	}
	thirds := byLargest(owners, l.company)
	out.Issues, out.Complete = issues, len(thirds) <= MaxCommonOwners
	for _, third := range thirds[:min(len(thirds), MaxCommonOwners)] {
		if err := l.common(ctx, third, owners); err != nil {
			return out, err
		}
	}
	for _, other := range slices.Sorted(maps.Keys(l.found)) {
		link := l.found[other]
		if link.finish(l.measure); link.Certainty == graph.No {
			out.Otherwise = append(out.Otherwise, *link)
		} else {
			out.Links = append(out.Links, *link)
		}
	}
	slices.SortStableFunc(out.Links, func(a, b CloseLink) int { return bySureness(a.Certainty, b.Certainty) })
	return out, nil
}

// common adds what an owner of the company holds beside it.
func (l *linker) common(ctx context.Context, third node, owners []reaching) error {
	owned, err := l.owned(ctx, third)
	if err != nil {
		return err
	}
	first := map[Measure]reaching{}
	for _, h := range owners {
		if h.node == third {
			first[h.measure] = h
		}
	}
	for _, second := range owned {
		h, both := first[second.measure]
		if !both || second.node == third {
			continue
		}
		l.add(second.node, LinkReason{
			Measure: h.measure, Code: LinkCommonOwner, Certainty: h.certainty.And(second.certainty),
			Through: l.p.ids[third], Parts: []Bounds{h.part, second.part},
		})
	}
	return nil
}

func (l *linker) add(other node, r LinkReason) {
	if other == l.company {
		return
	}
	if l.found[other] == nil {
		l.found[other] = &CloseLink{Company: l.p.ids[l.company], Other: l.p.ids[other]}
	}
	l.found[other].Reasons = append(l.found[other].Reasons, r)
}

// finish judges a link by its reasons.
func (c *CloseLink) finish(measure Measure) {
	c.By = map[Measure]graph.Certainty{}
	for _, m := range measures {
		if m != MeasureVotes || m == measure {
			c.By[m] = graph.No
		}
	}
	for _, r := range c.Reasons {
		c.By[r.Measure] = orNone(c.By[r.Measure]).Or(r.Certainty)
	}
	c.Certainty = c.By[measure]
	rank := func(m Measure) int {
		if m == measure {
			return -1
		}
		return slices.Index(measures, m)
	}
	slices.SortFunc(c.Reasons, func(a, b LinkReason) int {
		return cmp.Or(cmp.Compare(rank(a.Measure), rank(b.Measure)), bySureness(a.Certainty, b.Certainty), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Through, b.Through))
	})
}
