package graph

import "slices"

// standing is a value that goes on to hold, by what stands behind it.
type standing struct {
	offers []offer  // of those that differ in nothing but their claims, the best
	all    *backlog // all of them
}

// backlog is a list of offers that shares what was there before with others.
type backlog struct {
	before *backlog
	offers []offer
}

func (b *backlog) all() []offer {
	var all []offer
	for ; b != nil; b = b.before {
		all = append(all, b.offers...)
	}
	return all
}

func (p Policy) standingOn(offers []offer) standing {
	return standing{offers: p.distinct(offers), all: &backlog{offers: offers}}
}

// distinct keeps, of offers that differ in nothing but their claims, the best:
// the others add nothing to what is settled, unless it is by their number. So a
// value that was stated a thousand times costs no more than one.
func (p Policy) distinct(offers []offer) []offer {
	if p == BestSupported || len(offers) < 2 {
		return offers
	}
	seen, kept := map[said]bool{}, make([]offer, 0, len(offers))
	for _, o := range offers {
		if is := o.said(); !seen[is] {
			seen[is] = true
			kept = append(kept, o)
		}
	}
	return kept
}

// said is all that counts of an offer for the value that it supports.
type said struct {
	value             string
	inferred, decided bool
	ends              Day
}

func (o offer) said() said {
	return said{string(encodeJSON(o.held.Value)), o.held.Inferred, IsDecided(o.claim), o.ends}
}

// continued is a value that offers of a later time agree with, which settles
// their epoch.
func (p Policy) continued(field *Field, so standing, later []offer, e *epoch) standing {
	together := p.distinct(byRank(slices.Concat(so.offers, later)))
	e.settled, e.offers = p.settle(field, together), &backlog{so.all, later}
	behind := supporters(together, e.settled)
	if len(behind) == len(together) {
		return standing{behind, e.offers}
	}
	stays := map[said]bool{}
	for _, o := range behind {
		stays[o.said()] = true
	}
	all := slices.DeleteFunc(e.offers.all(), func(o offer) bool { return !stays[o.said()] })
	return standing{behind, &backlog{offers: all}}
}
