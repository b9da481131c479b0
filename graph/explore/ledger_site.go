package explore

import (
	"context"
	"slices"

	"capgraph/graph"
)

// ledger gathers sites until all are read.
type ledger struct {
	query  LedgerQuery
	sites  []ledgerSite
	partOf map[graph.ID]graph.ID
	inside map[graph.ID]bool              // the sites that the ledger is about
	places map[graph.ID]string            // country by site, wholes included
	roles  map[graph.ID]map[string][]role // by site and role
	slips  []Slip
}

// ledgerSite is a site as its rows see it.
type ledgerSite struct {
	id      graph.ID
	sure    bool
	outUse  bool
	power   map[powerLine]graph.Range
	stage   graph.CapacityStage
	missing graph.ValueState // in which way it has no capacity at its stage
	any     bool             // whether a source gives any capacity
	due     bool
}

// role is a company that has a role in a site.
type role struct {
	company GroupKey
	sure    bool
}

// siteRoles are the roles by which sites can be grouped.
var siteRoles = map[Dimension]string{ByOperator: "OPERATOR", ByUser: "USER", ByDeveloper: "DEVELOPER"}

func newLedger(q LedgerQuery) (*ledger, error) {
	for i, by := range q.GroupBy {
		if siteRoles[by] == "" && !slices.Contains([]Dimension{BySite, ByCountry, ByOwner, ByOwnerGroup}, by) {
			return nil, graph.Errorf(graph.Invalid, "%s is no dimension here: power is not grouped by it", by).At("groupBy")
		}
		if slices.Contains(q.GroupBy[:i], by) {
			return nil, graph.Errorf(graph.Invalid, "%s is given twice", by).At("groupBy")
		}
	}
	if len(q.OwnerFrom) == 0 {
		q.OwnerFrom = []string{"OWNER"}
	}
	if q.Group == nil {
		q.Group = func(id graph.ID) graph.ID { return id }
	}
	return &ledger{
		query: q, partOf: map[graph.ID]graph.ID{}, inside: map[graph.ID]bool{},
		places: map[graph.ID]string{}, roles: map[graph.ID]map[string][]role{},
	}, nil
}

// take reads what sources say of the sites of a page.
func (l *ledger) take(ctx context.Context, reader graph.Reader, batch []sifted) error {
	claims, err := datedClaims(ctx, reader, batch, l.query.Slice)
	if err != nil {
		return err
	}
	day := l.query.Slice.Day
	for _, r := range batch {
		status := stepTaken(r.Record, claims[r.ID], day)
		s := ledgerSite{id: r.ID, sure: r.sure && status != "RUMOURED", outUse: isOutOfUse(status)}
		s.power, s.any = capacitiesOn(r.Record, day), len(capacities(r.Record)) > 0
		s.stage, s.missing = stageOf(status, s.power), missingPower(r.Record)
		s.due = !s.outUse && isDueToRun(r.Record, claims[r.ID], day)
		if slip, slipped := slipOf(r.Record, claims[r.ID], status, day); slipped && !s.outUse {
			l.slips = append(l.slips, slip)
		}
		l.sites = append(l.sites, s)
		l.partOf[r.ID], l.inside[r.ID] = wholeOf(r.Record), true
		l.locate(r.Record)
	}
	return nil
}

func (l *ledger) locate(r *graph.Record) {
	if location, found := graph.One[graph.Place](r, "location"); found {
		l.places[r.ID] = location.Country
	}
}

// readRoles reads the wholes that sites are part of and, when they matter, the
// companies that have a role in any of these.
func (l *ledger) readRoles(ctx context.Context, reader graph.Reader) error {
	wholes, err := ancestors(ctx, reader, l.query.Slice, l.partOf)
	if err != nil {
		return err
	}
	for _, whole := range wholes {
		l.locate(whole)
	}
	cutCircles(l.partOf)
	if !slices.ContainsFunc(l.query.GroupBy, func(by Dimension) bool { return by != BySite && by != ByCountry }) {
		return nil
	}
	ids := make([]graph.ID, 0, len(l.partOf))
	for id := range l.partOf {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for batch := range slices.Chunk(ids, pageSize) {
		query := graph.Query{Kind: "site-role", Of: batch, Fields: []string{"datacenter"}, Slice: l.query.Slice, Limit: pageSize}
		found, err := graph.AllPages(ctx, reader, query)
		if err != nil {
			return err
		}
		for id, relations := range found {
			l.addRoles(id, relations)
		}
	}
	return nil
}

func (l *ledger) addRoles(site graph.ID, relations []*graph.Record) {
	for _, r := range relations {
		as, _ := graph.One[graph.Token](r, "role")
		for _, company := range graph.All[graph.Ref](r, "company") {
			if l.roles[site] == nil {
				l.roles[site] = map[string][]role{}
			}
			key := GroupKey{Value: company.ID, State: company.Missing()}
			l.roles[site][string(as)] = append(l.roles[site][string(as)], role{key, r.Valid.On(l.query.Slice.Day) == graph.Surely})
		}
	}
}

// inherited walks up from a site until found says that it has what is wanted.
func (l *ledger) inherited(id graph.ID, found func(graph.ID) bool) {
	for ; id != "" && !found(id); id = l.partOf[id] {
	}
}

// belonging is a key that a site has, surely or possibly.
type belonging struct {
	key  GroupKey
	sure bool
}

// belongings are the keys of a site in a dimension, each once, never none.
func (l *ledger) belongings(id graph.ID, by Dimension) []belonging {
	switch by {
	case BySite:
		var wholes []belonging
		for ; id != ""; id = l.partOf[id] {
			if l.inside[id] {
				wholes = append(wholes, belonging{knownKey(by, string(id)), true})
			}
		}
		return wholes
	case ByCountry:
		country := ""
		l.inherited(id, func(id graph.ID) bool { country = l.places[id]; return country != "" })
		return []belonging{{textKey(by, country), true}}
	case ByOwner, ByOwnerGroup:
		for _, as := range l.query.OwnerFrom {
			if companies := l.companies(id, as, by); len(companies) > 0 {
				return companies
			}
		}
		return []belonging{{GroupKey{By: by}, true}}
	}
	if companies := l.companies(id, siteRoles[by], by); len(companies) > 0 {
		return companies
	}
	return []belonging{{GroupKey{By: by}, true}}
}

// companies are those that have a role in the site or, where none has, in the
// nearest whole that it is part of.
func (l *ledger) companies(id graph.ID, as string, by Dimension) []belonging {
	var roles []role
	l.inherited(id, func(id graph.ID) bool { roles = l.roles[id][as]; return len(roles) > 0 })
	var companies []belonging
	for _, r := range roles {
		key := r.company
		key.By = by
		if by == ByOwnerGroup && key.State == graph.Known {
			key.Value = string(l.query.Group(graph.ID(key.Value)))
		}
		at := slices.IndexFunc(companies, func(b belonging) bool { return b.key == key })
		if at < 0 {
			companies = append(companies, belonging{key, r.sure})
		} else {
			companies[at].sure = companies[at].sure || r.sure
		}
	}
	return companies
}
