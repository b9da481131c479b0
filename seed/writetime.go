package seed

import (
	"reflect"

	"capgraph/graph"
)

// putSteps writes a history of dated steps, or one step and its date.
func (f *factWriter) putSteps(content *mapping, field *graph.Field) {
	held := f.claim.Claimed[field.Name]
	step, _ := held[0].Value.(graph.Step)
	if len(held) > 1 || step.On == nil || !f.datesApart(held[0]) {
		f.putValues(content, fieldWords(field.Name), held)
		return
	}
	content.put(fieldWords(field.Name), graph.Token(step.Status).Words())
	content.put(keyDate, step.On.Text())
	f.wording.put(fieldWords(field.Name), step.Wording)
	f.wording.put(keyDate, step.On.Wording)
}

// datesApart says whether the date of a single step stands under its own key:
// wherever it can, unless the step was inferred together with the date.
func (f *factWriter) datesApart(held graph.Held) bool {
	field := fieldOfType(f.spec, graph.StepType)
	if field == nil || f.spec.Field(keyDate) != nil {
		return false
	}
	return !held.Inferred || !held.Value.(graph.Step).On.Inferred || f.hasReason(keyDate)
}

// followsFromStep says whether a date is the one that a dated step also gives,
// so that the file need not have it; see finishSteps.
func (f *factWriter) followsFromStep(field *graph.Field) bool {
	steps := fieldOfType(f.spec, graph.StepType)
	held := f.claim.Claimed[field.Name]
	if steps == nil || len(held) != 1 || f.hasReason(field.Name) || field.Many != "" && f.hasReason(field.Many) {
		return false
	}
	follows := false
	for _, step := range f.claim.Claimed[steps.Name] {
		step, _ := step.Value.(graph.Step)
		if stepDates[step.Status] == field.Name && step.On != nil { // the last of several counts
			follows = reflect.DeepEqual(held[0], graph.Held{Value: *step.On, Inferred: step.On.Inferred})
		}
	}
	return follows
}

// isPeriod holds for the fields that say since and until when a state holds.
func (f *factWriter) isPeriod(field *graph.Field) bool {
	return f.spec.Nature == graph.State && (field.Name == "since" || field.Name == keyUntil)
}

// periodKey is under which key the editor gave since when it holds.
func (f *factWriter) periodKey(field string) string {
	if field == "since" && f.hasReason(keyFrom) && shorthandCalled(f.spec, keyFrom) != nil {
		return keyFrom
	}
	return field
}

// putPeriod writes from and until when what is no state holds, and when it was
// seen.
func (f *factWriter) putPeriod(content *mapping) {
	if f.spec.Nature != graph.State {
		for _, key := range []string{keyFrom, keyUntil} {
			if date, dated := graph.One[graph.PartialDate](f.claim, key); dated && hasPeriod(key)(f.spec) {
				content.put(key, date.Text())
			}
		}
	}
	seen, dated := graph.One[graph.PartialDate](f.claim, "observed")
	usual, known := f.w.header.observed()
	usual.Inferred = true
	if dated && (!known || !reflect.DeepEqual(seen, usual) || f.hasReason(keySeen)) {
		content.put(keySeen, seen.Text())
	}
}
