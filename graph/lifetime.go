package graph

import "slices"

// lifetime says on which days a record holds at all, by the nature of its kind.
func lifetime(spec *Spec, lines timelinesByField, ranked []*Record) Validity {
	switch spec.Nature {
	case State:
		return stateLifetime(lines, ranked)
	case Event:
		return eventLifetime(spec, lines, ranked)
	}
	return Always
}

// stateLifetime runs from since until until. Without a since it may have held
// for ever, and surely holds from its first observation on, as it does within
// a since that is not exact. What is only planned, expected or rumoured never
// surely holds: a plan does not come true because its date has passed.
func stateLifetime(lines timelinesByField, ranked []*Record) Validity {
	life := Validity{From: MinDay, SureFrom: MaxDay, SureTo: MaxDay, To: MaxDay}
	if since, ok := lines.date("since"); ok {
		life.From, life.SureFrom = since.Earliest(), since.Latest()
	}
	if until, ok := lines.date("until"); ok {
		life.SureTo = until.Earliest()
		if until.Latest() < MaxDay {
			life.To = max(until.Latest(), life.From) + 1
		}
	}
	if !slices.ContainsFunc(ranked, isSaidToBe) {
		life.SureFrom = life.To
		return life
	}
	for _, c := range ranked {
		if seen := observed(c); isSaidToBe(c) && seen.EDTF != "" && seen.Earliest() >= life.From {
			life.SureFrom = min(life.SureFrom, seen.Latest())
		}
	}
	return life
}

// isSaidToBe tells claims of what is from those of what may come to be.
func isSaidToBe(c *Record) bool {
	said, _ := One[Token](c, "modality")
	return said == "STATES" || said == "REPORTS"
}

// eventLifetime runs from the first day on which the event was dated or
// observed, and never ends: what has happened has happened.
func eventLifetime(spec *Spec, lines timelinesByField, ranked []*Record) Validity {
	life := Validity{From: MaxDay, SureFrom: MaxDay, SureTo: MaxDay, To: MaxDay}
	include := func(date PartialDate) {
		if date.EDTF != "" && date.Earliest() > MinDay {
			life.From, life.SureFrom = min(life.From, date.Earliest()), min(life.SureFrom, date.Latest())
		}
	}
	for _, c := range ranked {
		include(observed(c))
	}
	for _, field := range spec.Fields {
		if date, ok := lines.date(field.Name); ok {
			include(date)
		}
		if line := lines[field.Name]; field.Type == StepType && len(line) > 0 {
			for _, answer := range line[0].settled.Chosen {
				if step, ok := answer.Value.(Step); ok && step.On != nil {
					include(*step.On)
				}
			}
		}
	}
	if life.From == MaxDay {
		life.From = MinDay
	}
	return life
}

// date is the value of a constant field of type date.
func (lines timelinesByField) date(field string) (PartialDate, bool) {
	line := lines[field]
	if len(line) == 0 {
		return PartialDate{}, false
	}
	date, ok := line[0].settled.Chosen[0].Value.(PartialDate)
	return date, ok
}
