package seed

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"capgraph/graph"
)

// lookups gathers what is to be matched, so that the store is asked once for
// each kind and field.
type lookups map[lookup]map[string][]graph.ID

type lookup struct {
	kind  graph.Kind
	field string
}

func (l lookups) want(kind graph.Kind, field, key string) {
	at := lookup{kind, field}
	if l[at] == nil {
		l[at] = map[string][]graph.ID{}
	}
	l[at][key] = nil
}

func (l lookups) ask(ctx context.Context, reader graph.Reader) error {
	for at, keys := range l {
		found, err := reader.Match(ctx, at.kind, at.field, slices.Sorted(maps.Keys(keys)))
		if err != nil {
			return err
		}
		maps.Copy(keys, found)
	}
	return nil
}

func (l lookups) found(kind graph.Kind, field, key string) []graph.ID {
	return l[lookup{kind, field}][key]
}

// findEntities binds what the file names. An id comes before identifiers, and
// these before names.
func (p *plan) findEntities(ctx context.Context) error {
	wanted := lookups{}
	for _, e := range p.facts.entities {
		e.want(wanted)
	}
	if err := wanted.ask(ctx, p.reader); err != nil {
		return err
	}
	known, err := p.reader.Records(ctx, p.candidates(wanted), graph.Slice{Day: graph.LastDay})
	if err != nil {
		return err
	}
	if err := p.follow(ctx, known); err != nil {
		return err
	}
	if err := p.recall(ctx, known); err != nil {
		return err
	}
	for _, e := range p.facts.entities {
		p.bindEntity(e, wanted, known)
	}
	if err := p.settleUnsure(ctx, known); err != nil {
		return err
	}
	if err := p.findFormer(ctx, known); err != nil {
		return err
	}
	p.checkDistinct(known)
	return p.suggestUnknown(ctx)
}

// checkDistinct reports two entities of the file that are one record. Those to
// which it gives different ids have been merged since, and are two to the file.
func (p *plan) checkDistinct(known map[graph.ID]*graph.Record) {
	taken := map[graph.ID]*entity{}
	for _, e := range p.facts.entities {
		id := p.bound.entity[e]
		if other := taken[id]; other != nil && id != "" && e.bound == "" && other.bound == "" && (e.fresh == "" || other.fresh == "") && (e.given() == "" || other.given() == "" || e.given() == other.given()) {
			p.report(e.node, e.path, graph.Ambiguous, "%s and %s are both %s; use one handle for both", shown(e.called()), shown(other.called()), named(known[id], id))
		}
		taken[id] = e
	}
}

func (e *entity) called() string { return firstOf(e.handle, e.written, e.name()) }

// possible are the kinds that the entity may be of.
func (e *entity) possible() []graph.Kind {
	if e.kind != "" {
		return []graph.Kind{e.kind}
	}
	return e.kinds
}

func (e *entity) want(wanted lookups) {
	if e.id != "" || e.bound != "" || e.kind == kindPeopleGroup {
		return
	}
	for _, kind := range e.possible() {
		for _, identifier := range e.identifiers {
			key, _ := identifier.Value.Span()
			wanted.want(kind, "identifier", key)
		}
		for _, name := range e.named() {
			wanted.want(kind, fieldName, graph.TextKey(name.Value.Text()))
		}
	}
}

func (p *plan) candidates(wanted lookups) []graph.ID {
	ids := []graph.ID{graph.WaitingID(p.bound.article)}
	for _, keys := range wanted {
		for _, found := range keys {
			ids = append(ids, found...)
		}
	}
	for _, e := range p.facts.entities {
		ids = append(ids, p.facts.newEntityID(p.bound.article, e), e.bound)
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id graph.ID) bool { return id == "" })
}

// bindEntity finds the record of one entity, or makes the id of a new one.
func (p *plan) bindEntity(e *entity, wanted lookups, known map[graph.ID]*graph.Record) {
	if e.bound != "" {
		p.bindAsWritten(e, known)
		return
	}
	if c, decided := p.decided[e]; decided {
		p.bindDecided(e, c, known)
		return
	}
	fresh := p.facts.newEntityID(p.bound.article, e)
	if e.id != "" || e.kind == kindPeopleGroup {
		if known[fresh] != nil {
			p.bind(e, fresh, Match{How: ByID, Score: 1}, known)
		} else {
			p.create(e, fresh, known)
		}
		return
	}
	if e.fresh != "" {
		p.bindKeyed(e, wanted, known)
		return
	}
	if byIdentifier := e.matches(wanted, "identifier"); len(byIdentifier) > 0 {
		p.choose(e, byIdentifier, Match{How: ByIdentifier, Score: 1}, known)
		return
	}
	for i, name := range e.names {
		var others []graph.ID
		same := slices.DeleteFunc(e.matchesName(wanted, name), func(id graph.ID) bool {
			other := e.contradicts(known[id])
			if other {
				others = append(others, id)
			}
			return other
		})
		if len(others) > 0 {
			p.entities[e] = Match{RunnerUp: others[0]}
		}
		if len(same) > 0 {
			p.choose(e, same, howNamed(known[same[0]], name, i), known)
			return
		}
	}
	p.create(e, fresh, known)
}

// howNamed tells the usual name from aliases, on either side.
func howNamed(record *graph.Record, name graph.Held, place int) Match {
	if place == 0 && record != nil && graph.Fold(graph.UsualName(record)) == graph.Fold(name.Value.Text()) {
		return Match{How: ByName, Score: 1}
	}
	return Match{How: ByAlias, Score: 0.9}
}

// matches are the records that any of the entity's identifiers stands for.
func (e *entity) matches(wanted lookups, field string) []graph.ID {
	var ids []graph.ID
	for _, kind := range e.possible() {
		for _, identifier := range e.identifiers {
			key, _ := identifier.Value.Span()
			ids = append(ids, wanted.found(kind, field, key)...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (e *entity) matchesName(wanted lookups, name graph.Held) []graph.ID {
	return slices.Clone(wanted.found(e.kind, fieldName, graph.TextKey(name.Value.Text())))
}

// contradicts says whether an identifier shows that the record is another
// thing of the same name.
func (e *entity) contradicts(record *graph.Record) bool {
	if record == nil {
		return false
	}
	return slices.ContainsFunc(e.identifiers, func(mine graph.Held) bool {
		return slices.ContainsFunc(record.Held["identifier"], func(theirs graph.Held) bool {
			_, outcome := mine.Value.Meet(theirs.Value)
			return outcome == graph.Conflicts
		})
	})
}

func (p *plan) choose(e *entity, ids []graph.ID, match Match, known map[graph.ID]*graph.Record) {
	if len(ids) > 1 {
		p.unsure[e] = ids
		return
	}
	match.RunnerUp = p.entities[e].RunnerUp
	p.bind(e, ids[0], match, known)
}

// reportUnsure reports an entity that may be any of several records.
func (p *plan) reportUnsure(e *entity, known map[graph.ID]*graph.Record) {
	var list []string
	for _, id := range p.unsure[e] {
		list = append(list, named(known[id], id)+reasonFor(known[id]))
	}
	p.report(e.node, e.path, graph.Ambiguous, "%s could be any of %s; say which by its id, as {name: %s, id: %s}", shown(e.called()), strings.Join(list, ", "), e.name(), p.unsure[e][0])
	p.leave(undecided{entity: e, ids: p.unsure[e]})
}

// reasonFor tells namesakes apart by what is known of them.
func reasonFor(record *graph.Record) string {
	if record == nil {
		return ""
	}
	for _, field := range []string{"identifier", "country", "industry", "nationality", "location"} {
		if held := record.Held[field]; len(held) > 0 {
			return fmt.Sprintf(", %s %s", field, held[0].Value.Text())
		}
	}
	return ""
}

func (p *plan) bind(e *entity, id graph.ID, match Match, known map[graph.ID]*graph.Record) {
	if known[id] != nil && known[id].ID != id { // The file gives an id that stands for another record now.
		p.stated[e], id = id, known[id].ID
	}
	p.bound.entity[e], p.entities[e] = id, match
	if name, ok := graph.One[graph.Name](known[id], fieldName); ok && len(e.names) == 0 {
		p.bound.usual[e] = name
	}
}

// create gives a new entity its id. One that is taken is told apart by an
// identifier, or refused.
func (p *plan) create(e *entity, fresh graph.ID, known map[graph.ID]*graph.Record) {
	switch {
	case len(e.names) == 0:
		return // suggestUnknown reports it.
	case known[fresh] != nil && len(e.identifiers) > 0:
		fresh = graph.NewID(e.kind, e.name(), e.identifiers[0].Value.Text())
	case known[fresh] != nil:
		p.report(e.node, e.path, graph.Ambiguous, "%s would be %s, which is another record; give an id or an identifier", shown(e.called()), named(known[fresh], fresh))
		p.leave(undecided{entity: e, ids: []graph.ID{fresh}})
		return
	}
	match := Match{How: ByNothing, Score: 1, RunnerUp: p.entities[e].RunnerUp}
	p.bound.entity[e], p.entities[e] = fresh, match
}

// suggestUnknown reports ids and identifiers that nothing is known by, each
// with what a search for its words finds.
func (p *plan) suggestUnknown(ctx context.Context) error {
	for _, e := range p.facts.entities {
		if p.bound.entity[e] != "" || len(e.names) > 0 || len(p.unsure[e]) > 0 {
			continue
		}
		records, err := p.reader.Search(ctx, graph.Words(e.id.Slug()), e.possible())
		if err != nil {
			return err
		}
		hint := ""
		if found := graph.RankMatches(graph.Words(e.id.Slug()), records); len(found) > 0 {
			hint = fmt.Sprintf("; did you mean %s?", named(found[0].Record, found[0].Record.ID))
		}
		p.report(e.node, e.path, graph.NotFound, "nothing is known by %s; to state something new, name it under entities%s", shown(firstOf(e.written, string(e.id))), hint)
	}
	return nil
}
