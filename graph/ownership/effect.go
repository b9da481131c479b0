package ownership

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Effect is what a write makes of the control of one company.
type Effect struct {
	Company graph.ID
	Control []Change // of kinds CONTROL_, by owner; of each the day, company and stakes are left out

	// Before and After are its ultimate parent and how sure it is, whether or not
	// that changes.
	Before, After Standing
}

// Effects are what a write makes of who controls what.
type Effects struct {
	Companies []Effect // those of which the control or the ultimate parent changes, by id

	// Complete is false when there may be more: more stakes are upstream and downstream of
	// what the write touched than MaxEffectStakes, or more changes than MaxEffects. What is
	// told holds all the same.
	Complete bool

	// Names are the usual names of all entities that the effects speak of, as they are
	// after the write or, when it leaves nothing of one, as they were.
	Names map[graph.ID]string
}

// Limits of what is looked at to tell the effects of one write.
const (
	MaxEffectStakes = 20_000 // stakes that are read
	MaxEffects      = 1_000  // owners and parents that are named, over all companies

	maxEffectLevels = 100 // companies that follow from each other
)

// Witness tells what writes make of control.
type Witness struct {
	Day   graph.Day    // on which control is looked at
	Votes []VotesBasis // the ways of counting votes that are asked about

	// Tell is told the effects of each write that succeeded, also of one that is only a
	// preview, in the order of Votes; control takes more than half of the votes.
	Tell func([]Effects)

	most int // stakes that are read, when it is not MaxEffectStakes
}

// Over is a store whose writes the witness sees. It costs reads around the
// stakes that a write touches, inside its transaction: none when it touches none, and at most
// MaxEffectStakes stakes however large the graph is. An error of these reads undoes the write.
func (w Witness) Over(store graph.Store) graph.Store { return witnessed{store, w} }

type witnessed struct {
	graph.Store
	witness Witness
}

// Apply carries out a write in front of the witness.
func (s witnessed) Apply(ctx context.Context, write graph.Write) (*graph.Receipt, error) {
	var seen []Effects
	write.Look = func(ctx context.Context, reader graph.Reader, receipt *graph.Receipt) (err error) {
		seen, err = s.witness.look(ctx, reader, receipt)
		return err
	}
	receipt, err := s.Store.Apply(ctx, write)
	if err == nil {
		s.witness.Tell(seen)
	}
	return receipt, err
}

func (w Witness) look(ctx context.Context, reader graph.Reader, receipt *graph.Receipt) ([]Effects, error) {
	all := make([]Effects, len(w.Votes))
	around, err := newDistrict(ctx, reader, graph.Slice{Day: w.Day}, receipt, cmp.Or(w.most, MaxEffectStakes))
	if err != nil {
		return nil, err
	}
	for i, basis := range w.Votes {
		s := sequel{district: around, options: Options{Votes: basis}, evaluated: map[graph.ID]standings{}, changed: map[graph.ID]bool{}, left: MaxEffects}
		if err := s.follow(ctx); err != nil {
			return nil, err
		}
		all[i] = Effects{Companies: s.effects, Complete: !s.cut}
		slices.SortFunc(all[i].Companies, func(a, b Effect) int { return cmp.Compare(a.Company, b.Company) })
		if all[i].Names, err = around.names(ctx, all[i].Companies); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// names reads what the entities are called.
func (d *district) names(ctx context.Context, effects []Effect) (map[graph.ID]string, error) {
	var ids []graph.ID
	for _, e := range effects {
		ids = append(append(append(ids, e.Company), e.Before.Parent...), e.After.Parent...)
		for _, c := range e.Control {
			ids = append(ids, c.Owner)
		}
	}
	slices.Sort(ids)
	ids, names := slices.Compact(ids), map[graph.ID]string{}
	for _, slice := range []graph.Slice{d.now, d.then} {
		ids = slices.DeleteFunc(ids, func(id graph.ID) bool { return names[id] != "" })
		if len(ids) == 0 {
			break
		}
		records, err := d.reader.Records(ctx, ids, slice)
		if err != nil {
			return nil, err
		}
		for id, record := range records {
			names[id] = graph.UsualName(record)
		}
	}
	for _, id := range ids {
		names[id] = cmp.Or(names[id], string(id))
	}
	return names, nil
}
