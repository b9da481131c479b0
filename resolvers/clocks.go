package resolvers

import (
	"strings"
	"time"

	"capgraph/graph"
)

// clocks are the slice that a part of an answer is read at, which of its two
// clocks were asked for explicitly, and the policy that its values are chosen by.
type clocks struct {
	slice        graph.Slice
	day, instant bool
	policy       graph.Policy // empty for Ranked, by which stores keep their versions
}

// with replaces the clocks that an argument gives; the others are inherited.
func (c clocks) with(asOf *graph.Day, knownAt *graph.Instant) clocks {
	if asOf != nil {
		c.slice.Day, c.day = *asOf, true
	}
	if knownAt != nil {
		c.slice.Known, c.instant = *knownAt, true
	}
	return c
}

// under replaces the policy when an argument gives one; else it is inherited.
func (c clocks) under(policy *graph.Policy) clocks {
	if policy != nil {
		c.policy = *policy
	}
	if c.policy == graph.Ranked {
		c.policy = ""
	}
	return c
}

// ranked is for what is worked out from the versions that stores keep.
func (c clocks) ranked() clocks {
	c.policy = ""
	return c
}

// sign appends explicit clocks to an id: company:meta@2025-07-01, then perhaps
// @2026-01-01T00:00:00Z; the day is empty when only the second is explicit.
// A policy other than Ranked comes last: company:meta@2025-07-01@NEWEST.
func (c clocks) sign(id graph.ID) graph.ID {
	signed := string(id)
	if c.day || c.instant {
		signed += "@"
	}
	if c.day {
		signed += c.slice.Day.String()
	}
	if c.instant {
		signed += "@" + c.slice.Known.Time().Format(time.RFC3339Nano)
	}
	if c.policy != "" {
		signed += "@" + string(c.policy)
	}
	return graph.ID(signed)
}

// readSigned undoes sign, over the clocks that hold where the id is used. An id
// with clocks or a policy that cannot be read is reported as unreadable.
func (c clocks) readSigned(signed graph.ID) (graph.ID, clocks, bool) {
	parts := strings.Split(string(signed), "@")
	if policy, ok := graph.PolicyNamed(parts[len(parts)-1]); ok && len(parts) > 1 {
		c, parts = c.under(&policy), parts[:len(parts)-1]
	}
	if len(parts) > 3 {
		return "", c, false
	}
	if len(parts) > 1 && parts[1] != "" {
		day, err := graph.ParseDay(parts[1])
		if err != nil {
			return "", c, false
		}
		c = c.with(&day, nil)
	}
	if len(parts) > 2 {
		at, err := time.Parse(time.RFC3339Nano, parts[2])
		if err != nil {
			return "", c, false
		}
		instant := graph.InstantOf(at)
		c = c.with(nil, &instant)
	}
	return graph.ID(parts[0]), c, true
}

// enumOf writes a kind as the schema does: people-group as PEOPLE_GROUP.
func enumOf(kind graph.Kind) string {
	return strings.ToUpper(strings.ReplaceAll(string(kind), "-", "_"))
}

func kindOf(enum string) graph.Kind {
	return graph.Kind(strings.ToLower(strings.ReplaceAll(enum, "_", "-")))
}
