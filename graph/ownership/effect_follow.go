package ownership

import (
	"context"
	"slices"

	"capgraph/graph"
)

// sequel follows what a write makes of control from the companies whose stakes
// it touched to those that they hold.
//
// Control of a company can only change when its own stakes change, or when one of its
// holders comes or ceases to be controlled by somebody: in the order in which control
// follows from control, the first company that somebody gains or loses has other stakes
// than before, and each later one is held by an earlier one. So it is enough to go
// down from companies of which the control changed. Who is at the top may change
// also where a company of that sort is among those in control, so the way goes on there too.
type sequel struct {
	*district
	options   Options
	evaluated map[graph.ID]standings // by company; those from which the way went on are empty
	changed   map[graph.ID]bool
	effects   []Effect
	left      int // owners and parents that may still be named
	cut       bool
}

// standings are a company before and after the write.
type standings struct{ before, after standing }

func (s *sequel) follow(ctx context.Context) error {
	if s.cut = s.far; s.cut {
		return nil
	}
	for depth, level := 0, s.touched(); len(level) > 0; depth++ {
		if s.cut = depth == maxEffectLevels || s.left < 0; s.cut {
			return nil
		}
		var err error
		if level, err = s.step(ctx, level); err == errFar {
			s.cut = true
			return nil
		}
		if err != nil {
			return err
		}
	}
	s.cut = s.left < 0
	return nil
}

// step looks at companies, and returns those to look at next.
func (s *sequel) step(ctx context.Context, level []graph.ID) ([]graph.ID, error) {
	if err := s.upstream(ctx, level); err != nil {
		return nil, err
	}
	before, after := s.build()
	for _, company := range level {
		if err := s.compare(ctx, before, after, company); err != nil {
			return nil, err
		}
	}
	held, err := s.holdings(ctx, s.origins())
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(held, func(id graph.ID) bool { _, done := s.evaluated[id]; return done }), nil
}

// compare notes what changes for one company.
func (s *sequel) compare(ctx context.Context, before, after *Projection, company graph.ID) (err error) {
	var stands standings
	if stands.before, err = before.stand(ctx, company, s.options); err != nil {
		return err
	}
	if stands.after, err = after.stand(ctx, company, s.options); err != nil {
		return err
	}
	s.evaluated[company] = stands
	effect := Effect{Company: company, Before: stands.before.top(), After: stands.after.top()}
	found := stands.before.changes(stands.after, nil)
	for _, change := range found {
		if change.Kind != ParentChanged {
			effect.Control = append(effect.Control, change)
			s.changed[company] = true
		}
	}
	if len(found) == 0 {
		return nil
	}
	s.left -= len(effect.Control) + len(effect.Before.Parent) + len(effect.After.Parent)
	if s.left >= 0 {
		s.effects = append(s.effects, effect)
	}
	return nil
}

// origins are the companies from which the way goes on and did not before: the
// control of them changed, or they may be controlled by one of which it did.
func (s *sequel) origins() []graph.ID {
	var out []graph.ID
	for company, stands := range s.evaluated {
		if stands.before.control == nil {
			continue
		}
		goesOn := s.changed[company]
		for _, owner := range keysOf(stands.before.control, stands.after.control) {
			goesOn = goesOn || s.changed[owner]
		}
		if goesOn {
			out = append(out, company)
			s.evaluated[company] = standings{}
		}
	}
	slices.Sort(out)
	return out
}

// top is the ultimate parent.
func (s standing) top() Standing {
	return Standing{Certainty: orNone(s.parent.Certainty), Parent: s.parent.Class}
}
