package seed

import (
	"strings"

	"capgraph/graph"
)

// readDate dates the one step of the fact.
func readDate(d *decoder, f *fact, e entry) {
	date := d.date(e)
	field := fieldOfType(f.spec, graph.StepType)
	steps := f.values[field.Name]
	switch {
	case date == nil:
	case f.given[field.Name] == nil:
		d.report(e.keyNode, e.path, graph.Invalid, "a date alone does not say what happened then; add %s, one of: %s", fieldWords(field.Name), strings.Join(tokenWords(field.Enum), ", "))
	case len(steps) > 1:
		d.report(e.keyNode, e.path, graph.Invalid, "the date could be that of several steps; write it behind each, as %q", "announced (2025-06)")
	case len(steps) == 1 && steps[0].Value.(graph.Step).On != nil:
		d.report(e.keyNode, e.path, graph.Invalid, "the step has a date already; keep one of the two")
	case len(steps) == 1:
		step := steps[0].Value.(graph.Step)
		step.On = date
		steps[0].Value = step
		f.given[keyDate] = e.value
	}
}

// stepDates says which date a dated step also gives, where the kind has it.
var stepDates = map[string]string{"ANNOUNCED": "announcedOn", "COMPLETED": "closedOn"}

// finishSteps gives the dates that follow from dated steps and that the fact
// does not give itself.
func (d *decoder) finishSteps(f *fact) {
	field := fieldOfType(f.spec, graph.StepType)
	if field == nil {
		return
	}
	for _, held := range f.values[field.Name] {
		step := held.Value.(graph.Step)
		name := stepDates[step.Status]
		if target := f.spec.Field(name); step.On != nil && target != nil && f.given[name] == nil {
			f.values[name] = []graph.Held{{Value: *step.On, Inferred: step.On.Inferred}}
		}
	}
}

// finishPeriod makes of "from" and "until" of a state its fields, and of its
// fields the validity of the claim.
func (d *decoder) finishPeriod(f *fact) {
	if f.spec.Nature == graph.State {
		f.from = d.bothWays(f, "since", f.from)
		f.until = d.bothWays(f, keyUntil, f.until)
	}
	if f.from != nil && f.until != nil && f.until.Latest() < f.from.Earliest() {
		d.report(f.node, f.path, graph.Invalid, "it ends (%s) before it begins (%s); write the earlier date first", f.until, f.from)
	}
}

func (d *decoder) bothWays(f *fact, field string, date *graph.PartialDate) *graph.PartialDate {
	held := f.values[field]
	switch {
	case len(held) > 0 && date != nil:
		d.report(f.node, f.path, graph.Invalid, "from and since say the same; keep one of them")
	case date != nil:
		f.values[field] = []graph.Held{{Value: *date, Inferred: date.Inferred}}
	case len(held) > 0:
		value := held[0].Value.(graph.PartialDate)
		return &value
	}
	return date
}

// readInferred marks what the article's text does not give, and keeps why.
func (d *decoder) readInferred(f *fact, e entry) {
	for _, reason := range d.reasons(e) {
		if !f.infer(f.fieldOf(reason.key)) {
			d.report(reason.keyNode, reason.path, graph.Invalid, "%s cannot be inferred: the fact does not give it; add it, or remove the reason%s", shown(reason.key), didYouMean(reason.key, contentKeys(f.spec)))
			continue
		}
		f.reasons = append(f.reasons, fieldWords(reason.key)+": "+reason.text)
	}
}

// infer marks the values of a field as inferred. It reports false when the
// fact gives none.
func (f *fact) infer(field string) bool {
	switch {
	case field == keyDate && f.spec.Field(keyDate) == nil:
		steps := fieldOfType(f.spec, graph.StepType)
		if f.given[keyDate] == nil {
			return false
		}
		f.values[steps.Name] = markInferred(f.values[steps.Name])
		return true
	case field == fieldHeadCount && f.group != nil && len(f.group.count) > 0:
		f.group.count = markInferred(f.group.count)
		return true
	case field == keySeen && f.seen != nil:
		f.seen.Inferred, f.seenInferred = true, true
		return true
	case field == keyFrom && f.from != nil:
		f.from.Inferred = true
		return true
	case field == keyUntil && f.until != nil:
		f.until.Inferred = true
		return true
	case field == "basis":
		return len(f.values[fieldOfType(f.spec, graph.MoneyType).Name]) > 0
	case field == "" || len(f.values[field]) == 0 && len(f.parties[field]) == 0:
		return false
	}
	f.inferField(field)
	return true
}

func (f *fact) inferField(field string) {
	steps := fieldOfType(f.spec, graph.StepType)
	if steps != nil && steps.Name == field && f.given[keyDate] != nil {
		// The status is inferred, the date that stands beside it need not be.
		for i := range f.values[field] {
			f.values[field][i].Inferred = true
		}
		return
	}
	if len(f.values[field]) > 0 {
		f.values[field] = markInferred(f.values[field])
	}
	for i := range f.parties[field] {
		f.parties[field][i].inferred = true
	}
}
