package ownership

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// ChangeKind is what changed.
type ChangeKind string

// The kinds.
const (
	ControlGained   ChangeKind = "CONTROL_GAINED"         // control became sure
	ControlLost     ChangeKind = "CONTROL_LOST"           // control was sure and is no longer
	ControlPossible ChangeKind = "CONTROL_POSSIBLE"       // control became possible, but not sure
	ControlRuledOut ChangeKind = "CONTROL_RULED_OUT"      // control was possible, but not sure, and is no longer
	ParentChanged   ChangeKind = "PARENT_CHANGED"         // another class, or none, is the ultimate parent
	CrossedUp       ChangeKind = "THRESHOLD_CROSSED_UP"   // the integrated share reaches the threshold more surely than before
	CrossedDown     ChangeKind = "THRESHOLD_CROSSED_DOWN" // or less surely
)

// Change is one thing that changed on a day.
type Change struct {
	Day           graph.Day
	Kind          ChangeKind
	Company       graph.ID
	Owner         graph.ID // of control or of the share; empty for PARENT_CHANGED
	Threshold     int64    // that was crossed, in parts per billion; else 0
	Before, After Standing
	Stakes        []graph.ID // upstream of the company, that began, ended or changed on the day; ascending
}

// Standing is how things stood on one side of a change.
type Standing struct {
	Certainty graph.Certainty // of control, of reaching the threshold, or of the parent
	Share     *Bounds         // integrated, for a crossing
	Parent    []graph.ID      // the class at the top, for PARENT_CHANGED; ascending
}

// standing is all that is compared of a day.
type standing struct {
	control map[graph.ID]graph.Certainty
	parent  Ultimate
	shares  map[graph.ID]reached
}

// reached is an integrated share and which of the thresholds it reaches.
type reached struct {
	part  *Bounds
	reach []graph.Certainty
}

// at is how sure the threshold of a place is reached; an owner of nothing reaches
// none.
func (r reached) at(i int) graph.Certainty {
	if r.reach == nil {
		return graph.No
	}
	return r.reach[i]
}

// share is the part, nothing for an owner of nothing.
func (r reached) share() *Bounds {
	if r.part == nil {
		none := nothing()
		return &none
	}
	return r.part
}

// stand works out how a company stands with some stakes.
func stand(ctx context.Context, stakes []Stake, company graph.ID, o Options, thresholds []int64) (standing, error) {
	p := Build(graph.Slice{}, 0, stakes, nil)
	s, err := p.stand(ctx, company, o)
	if err != nil || len(thresholds) == 0 {
		return s, err
	}
	upstream, err := p.Owners(ctx, company, o)
	if err != nil {
		return s, err
	}
	for _, share := range upstream.Shares {
		reached := reached{reach: make([]graph.Certainty, len(thresholds))}
		for i, threshold := range thresholds {
			if reached.reach[i], reached.part, err = p.reach(ctx, share, terms{threshold, true}); err != nil {
				return s, err
			}
		}
		if reached.part != nil {
			s.shares[share.Owner] = reached
		}
	}
	return s, nil
}

// stand finds who controls a company and who is at the top.
func (p *Projection) stand(ctx context.Context, company graph.ID, o Options) (standing, error) {
	s := standing{control: map[graph.ID]graph.Certainty{}, shares: map[graph.ID]reached{}}
	controls, err := p.Controllers(ctx, company, o)
	if err != nil {
		return s, err
	}
	for _, c := range controls {
		s.control[c.Owner] = c.Certainty
	}
	s.parent, err = p.UltimateParent(ctx, company, o)
	return s, err
}

// changes compares two days.
func (s standing) changes(after standing, thresholds []int64) []Change {
	var out []Change
	for _, owner := range keysOf(s.control, after.control) {
		was, is := orNone(s.control[owner]), orNone(after.control[owner])
		if kind := controlKind(was, is); kind != "" {
			out = append(out, Change{Kind: kind, Owner: owner, Before: Standing{Certainty: was}, After: Standing{Certainty: is}})
		}
	}
	if !slices.Equal(s.parent.Class, after.parent.Class) {
		out = append(out, Change{Kind: ParentChanged,
			Before: Standing{Certainty: s.parent.Certainty, Parent: s.parent.Class},
			After:  Standing{Certainty: after.parent.Certainty, Parent: after.parent.Class}})
	}
	for _, owner := range keysOf(s.shares, after.shares) {
		out = append(out, crossings(owner, s.shares[owner], after.shares[owner], thresholds)...)
	}
	return out
}

// crossings are the thresholds that a share reaches more or less surely than before.
func crossings(owner graph.ID, before, after reached, thresholds []int64) []Change {
	var out []Change
	for i, threshold := range thresholds {
		was, is := before.at(i), after.at(i)
		if was == is {
			continue
		}
		kind := CrossedUp
		if bySureness(was, is) < 0 {
			kind = CrossedDown
		}
		out = append(out, Change{Kind: kind, Owner: owner, Threshold: threshold,
			Before: Standing{Certainty: was, Share: before.share()}, After: Standing{Certainty: is, Share: after.share()}})
	}
	return out
}

// controlKind names a change of control; none for the same certainty.
func controlKind(was, is graph.Certainty) ChangeKind {
	switch {
	case was == is:
		return ""
	case is == graph.Surely:
		return ControlGained
	case was == graph.Surely:
		return ControlLost
	case is == graph.Possibly:
		return ControlPossible
	}
	return ControlRuledOut
}

// keysOf are the keys of two maps, ascending.
func keysOf[K cmp.Ordered, V any](a, b map[K]V) []K {
	var keys []K
	for k := range a {
		keys = append(keys, k)
	}
	for k := range b {
		if _, both := a[k]; !both {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}
