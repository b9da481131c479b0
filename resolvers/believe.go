package resolvers

import (
	"context"
	"maps"
	"slices"

	"capgraph/graph"
)

// believe works out the values of the batch under its policy, from one read of
// the live claims about all its records; under Ranked the store has them. A
// record that the policy makes no version of stays as the store has it.
func (b *batch) believe(ctx context.Context) error {
	ids := b.disputable()
	if b.clocks.policy == "" || len(ids) == 0 {
		return nil
	}
	claims, err := graph.ClaimsAbout(ctx, b.reader, ids, b.clocks.slice)
	if err != nil {
		return err
	}
	b.claims, b.believed, b.stored = claims, map[graph.ID]*graph.Record{}, map[graph.ID]*graph.Record{}
	records := slices.Clone(b.records)
	for i, record := range b.records {
		version := graph.Pick(b.clocks.policy.Resolve(record.ID, claims[record.ID]), b.clocks.slice.Day)
		if version == nil {
			continue
		}
		version.Known, version.Far = record.Known, record.Far
		b.stored[record.ID], b.believed[record.ID], records[i] = record, version, version
	}
	b.records = records
	return b.findNewFar(ctx)
}

// disputable are the records that claims speak of, without repetition.
func (b *batch) disputable() []graph.ID {
	var ids []graph.ID
	for _, record := range b.records {
		if graph.KindOf(record.Kind).IsResolved() {
			ids = append(ids, record.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// findNewFar reads what records point to under the policy alone. The others
// came with the records, or are read when they are asked for.
func (b *batch) findNewFar(ctx context.Context) error {
	missing := map[graph.ID][]graph.ID{}
	for id, version := range b.believed {
		known := slices.Concat(slices.Collect(maps.Values(b.stored[id].Links()))...)
		for _, far := range slices.Concat(slices.Collect(maps.Values(version.Links()))...) {
			if version.Far != nil && !slices.Contains(known, far) {
				missing[id] = append(missing[id], far)
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	wanted := slices.Concat(slices.Collect(maps.Values(missing))...)
	slices.Sort(wanted)
	found, err := b.reader.Records(ctx, slices.Compact(wanted), b.clocks.slice)
	for id, new := range missing {
		version := b.believed[id]
		version.Far = maps.Clone(version.Far)
		for _, far := range new {
			if found[far] != nil {
				version.Far[far] = found[far]
			}
		}
	}
	return err
}

// nextBelieved makes of records that were read for this batch a batch of their
// own, with their values under the policy.
func (b *batch) nextBelieved(ctx context.Context, records map[graph.ID]*graph.Record) (map[graph.ID]Node, error) {
	next := newBatch(b.reader, b.clocks, slices.Collect(maps.Values(records)))
	if err := next.believe(ctx); err != nil {
		return nil, err
	}
	nodes := make(map[graph.ID]Node, len(records))
	for id, record := range records {
		nodes[id] = next.view(record)
	}
	return nodes, nil
}

// claimsAbout are the live claims about records of the batch, which a policy
// has read already.
func (b *batch) claimsAbout(ctx context.Context, ids []graph.ID) (map[graph.ID][]*graph.Record, error) {
	if b.claims != nil {
		return b.claims, nil
	}
	return graph.ClaimsAbout(ctx, b.reader, ids, b.clocks.slice)
}

// stored is the record as the store has it, whatever the policy.
func (s seen) stored() *graph.Record {
	if stored := s.batch.stored[s.record.ID]; stored != nil {
		return stored
	}
	return s.record
}
