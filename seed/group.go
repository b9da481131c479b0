package seed

import (
	"capgraph/graph"
)

// group is people whom a fact counts and does not name. Each becomes a people
// group whose id holds the story, so that two stories never share one.
type group struct {
	*entity
	count []graph.Held
	from  []party
}

// groupField is the field of a kind that unnamed people may stand in: the
// first that is required and takes them.
func groupField(spec *graph.Spec) *graph.Field {
	for _, field := range writable(spec) {
		if field.Required && field.Accepts(kindPeopleGroup) {
			return field
		}
	}
	return nil
}

func readPeople(d *decoder, f *fact, e entry) {
	field := groupField(f.spec)
	text, ok := d.nameText(e)
	if f.given[field.Name] != nil {
		d.report(e.keyNode, e.path, graph.Invalid, "%s and people are both given; keep one", fieldWords(field.Name))
		return
	}
	f.given[field.Name] = e.value
	if !ok {
		return
	}
	f.group = &group{entity: d.unnamed(text, e)}
	f.parties[field.Name] = []party{{entity: f.group.entity}}
	if from := f.spec.Field(keyFrom); from != nil && from.Type == graph.RefType {
		f.group.from = f.parties[keyFrom]
	}
}

// unnamed is the entity of a description; facts with the same one speak of the
// same people.
func (d *decoder) unnamed(description string, at entry) *entity {
	key := "people " + graph.Fold(description)
	if known := d.loose[key]; known != nil {
		return known
	}
	e := &entity{
		kind: kindPeopleGroup, names: []graph.Held{{Value: graph.Name{Name: description}}},
		node: at.value, path: at.path, used: true,
	}
	d.loose[key] = e
	d.entities = append(d.entities, e)
	return e
}

func readCount(d *decoder, f *fact, e entry) {
	value, ok := d.value(graph.KindOf(kindPeopleGroup).Field(fieldHeadCount), e.value, e.path)
	switch {
	case !ok:
	case f.group == nil:
		d.report(e.keyNode, e.path, graph.Invalid, "a count is of people; describe them, as {people: employees of a company, count: several people}")
	default:
		f.group.count = []graph.Held{{Value: value}}
	}
}
