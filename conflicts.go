package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/ownership"
)

// conflictsCommand is `capgraph conflicts`.
type conflictsCommand struct {
	Kinds     []string      `name:"kind" enum:"value,identity,denial,over-allocated" help:"Only these kinds: value, identity, denial, over-allocated; all but the last when absent."`
	Fields    []string      `name:"field" help:"Only about these fields, such as share."`
	Severity  []string      `enum:"high,medium,low" help:"Only of these severities: high, medium, low."`
	Of        string        `help:"Only about the record with this id, and the relations that name it."`
	OlderThan time.Duration `name:"older-than" help:"Only those known for longer, such as 720h."`
	Settled   bool          `help:"Those that a decision settled, rather than those that are open."`
	OrderBy   string        `name:"order-by" enum:"record,age,severity" default:"severity" help:"record, age or severity. By record, no more is read than is shown."`
	First     int           `default:"20" help:"How many; 0 for all."`
	JSON      bool          `name:"json" help:"Print one JSON object a line."`
}

// Run lists what sources contradict each other about.
func (c *conflictsCommand) Run(ctx context.Context, choice *storeChoice, stdout io.Writer) error {
	return withStore(ctx, choice, func(store graph.Store) error { return c.list(ctx, store, stdout, time.Now()) })
}

func (c *conflictsCommand) list(ctx context.Context, store graph.Reader, stdout io.Writer, now time.Time) error {
	query, err := c.query(ctx, store, now)
	if err != nil {
		return err
	}
	list, err := explore.Conflicts(ctx, store, query)
	if err != nil {
		return err
	}
	for i := range list.Conflicts {
		if err := c.print(stdout, &list.Conflicts[i], list); err != nil {
			return err
		}
	}
	if list.More {
		_, err = fmt.Fprintf(stdout, "and more; ask with --first=0 for all\n")
	}
	return err
}

func (c *conflictsCommand) query(ctx context.Context, store graph.Reader, now time.Time) (explore.ConflictQuery, error) {
	query := explore.ConflictQuery{
		Slice: graph.Slice{Day: graph.DayOf(now)}, Fields: c.Fields, Of: graph.ID(c.Of), Settled: c.Settled,
		Order: explore.ConflictOrder(strings.ToUpper(c.OrderBy)), Limit: c.First,
	}
	if query.Limit <= 0 {
		query.Limit = int(^uint(0) >> 1)
	}
	if c.OlderThan > 0 {
		query.Before = graph.InstantOf(now.Add(-c.OlderThan))
	}
	for _, severity := range c.Severity {
		query.Severities = append(query.Severities, graph.Severity(strings.ToUpper(severity)))
	}
	for _, name := range c.Kinds {
		kind := explore.ConflictKind(strings.ToUpper(strings.ReplaceAll(name, "-", "_")))
		query.Kinds = append(query.Kinds, kind)
		if kind == explore.ConflictOverAllocated {
			projection, err := ownership.NewCache(store).At(ctx, query.Slice, ownership.Selection{})
			if err != nil {
				return query, err
			}
			query.Others = explore.OverAllocations(projection.OverAllocated(), query.Of)
		}
	}
	return query, nil
}

// conflictLine is a conflict as --json prints it.
type conflictLine struct {
	Kind         explore.ConflictKind `json:"kind"`
	Severity     graph.Severity       `json:"severity"`
	Record       graph.ID             `json:"record"`
	Label        string               `json:"label"`
	Field        string               `json:"field,omitempty"`
	From         string               `json:"from,omitempty"`
	Since        string               `json:"since,omitempty"`
	Settled      bool                 `json:"settled"`
	Rule         graph.Rule           `json:"rule,omitempty"`
	Chosen       *conflictSide        `json:"chosen,omitempty"`
	Alternatives []conflictSide       `json:"alternatives,omitempty"`
	Stakes       []graph.ID           `json:"stakes,omitempty"`
}

type conflictSide struct {
	Text       string     `json:"text"`
	Stories    int        `json:"stories"`
	Publishers int        `json:"publishers"`
	Claims     []graph.ID `json:"claims"`
}

func (c *conflictsCommand) print(stdout io.Writer, conflict *explore.Conflict, list *explore.ConflictList) error {
	line := lineOf(conflict, list)
	if c.JSON {
		return json.NewEncoder(stdout).Encode(line)
	}
	about := line.Field
	if about == "" {
		about = "whether it is so"
	}
	fmt.Fprintf(stdout, "%-6s %s: %s  [%s, %s]\n", strings.ToLower(string(line.Severity)), line.Label, about, line.Record, strings.ToLower(string(line.Kind)))
	for _, stake := range line.Stakes {
		fmt.Fprintf(stdout, "         %s\n", graph.Label(list.Records[stake]))
	}
	if line.Chosen != nil {
		fmt.Fprintf(stdout, "       = %s\n", line.Chosen.words(list))
	}
	for _, side := range line.Alternatives {
		fmt.Fprintf(stdout, "       x %s\n", side.words(list))
	}
	if line.Chosen == nil {
		return nil
	}
	_, err := fmt.Fprintf(stdout, "         chosen by the rule %s; known since %s\n", strings.ToLower(string(line.Rule)), line.Since)
	return err
}

func lineOf(c *explore.Conflict, list *explore.ConflictList) conflictLine {
	line := conflictLine{Kind: c.Kind, Severity: c.Severity, Record: c.Record, Label: string(c.Record), Field: c.Field, Settled: c.Settled, Rule: c.Rule, Stakes: c.Stakes}
	if record := list.Records[c.Record]; record != nil {
		line.Label = graph.Label(record)
	}
	if c.Valid.From > graph.MinDay {
		line.From = c.Valid.From.String()
	}
	if c.Since != 0 {
		line.Since = c.Since.Time().Format(time.RFC3339)
	}
	if len(c.Alternatives) > 0 {
		chosen := sideOf(c.Chosen)
		line.Chosen = &chosen
	}
	for _, side := range c.Alternatives {
		line.Alternatives = append(line.Alternatives, sideOf(side))
	}
	return line
}

func sideOf(side explore.Side) conflictSide {
	return conflictSide{Text: side.Text, Stories: side.Support.Stories, Publishers: side.Support.Publishers, Claims: side.Claims}
}

// words prints a side with the titles of its articles.
func (s conflictSide) words(list *explore.ConflictList) string {
	var titles []string
	for _, id := range s.Claims {
		for _, article := range list.Claims[id].Refs("article") {
			if known := list.Claims[id].Far[article]; known != nil {
				titles = append(titles, graph.Label(known))
			}
		}
	}
	return fmt.Sprintf("%s (%d independent: %s)", s.Text, s.Stories, strings.Join(titles, "; "))
}
