package explore

import (
	"cmp"
	"slices"
	"strings"

	"capgraph/graph"
)

// rowDraft is a LedgerRow in the making.
type rowDraft struct {
	LedgerRow
	missing map[graph.CapacityStage]*LedgerStage
}

// membership is a row that a site belongs to.
type membership struct {
	keys  []GroupKey
	sure  bool
	joint bool
}

// memberships combines what a site is in all dimensions of the query.
func (l *ledger) memberships(id graph.ID) []membership {
	all := []membership{{sure: true}}
	for _, by := range l.query.GroupBy {
		var next []membership
		belongings := l.belongings(id, by)
		for _, m := range all {
			for _, b := range belongings {
				joint := m.joint || len(belongings) > 1 && by != BySite && by != ByCountry
				next = append(next, membership{append(slices.Clone(m.keys), b.key), m.sure && b.sure, joint})
			}
		}
		all = next
	}
	return all
}

func (l *ledger) answer() (LedgerAnswer, error) {
	power := newForest(powerLine.toldAt)
	total, rows := newRow(nil), map[string]*rowDraft{}
	for _, s := range l.sites {
		total.count(s, membership{sure: true})
		planted := s.planted(l.partOf[s.id])
		if len(l.query.GroupBy) > 0 {
			for _, m := range l.memberships(s.id) {
				name := nameOf(m.keys)
				if rows[name] == nil {
					rows[name] = newRow(m.keys)
				}
				rows[name].count(s, m)
				planted.groups[name] = sureIf(m.sure)
			}
		}
		if len(rows) > MaxGroups {
			return LedgerAnswer{}, graph.Errorf(graph.Limit, "there are more than %d rows; group by less, or filter", MaxGroups).At("groupBy")
		}
		if !s.outUse {
			power.plant(planted)
		}
	}
	power.connect(l.partOf)
	answer := LedgerAnswer{Slice: l.query.Slice, Total: total.finish(power.sums(everything)), Rows: []LedgerRow{}, Slips: l.slipped()}
	for name, row := range rows {
		answer.Rows = append(answer.Rows, row.finish(power.sums(name)))
	}
	slices.SortFunc(answer.Rows, func(a, b LedgerRow) int { return compareKeys(a.Keys, b.Keys) })
	return answer, nil
}

// toldAt is the stage at which a site without a told capacity may have some on
// the line. What comes on top of another capacity is none that is missing.
func (line powerLine) toldAt() string {
	if line.change == graph.CapacityIncrement {
		return ""
	}
	return string(line.stage)
}

// planted is the site in the forest of power.
func (s ledgerSite) planted(partOf graph.ID) site[powerLine] {
	silent := map[string]bool{}
	if s.isSilent() && s.missing != graph.None {
		silent[string(s.stage)] = true
	}
	return site[powerLine]{id: s.id, partOf: partOf, stated: s.power, silent: silent, sure: s.sure, groups: map[string]graph.Certainty{}}
}

// isSilent says whether the site has no capacity at the stage that it has
// reached.
func (s ledgerSite) isSilent() bool {
	for line := range s.power {
		if line.stage == s.stage {
			return false
		}
	}
	return true
}

func newRow(keys []GroupKey) *rowDraft {
	row := &rowDraft{LedgerRow: LedgerRow{Keys: keys}, missing: map[graph.CapacityStage]*LedgerStage{}}
	for _, stage := range capacityStages {
		row.missing[stage] = &LedgerStage{Stage: stage, Lines: []LedgerLine{}}
	}
	return row
}

func (row *rowDraft) count(s ledgerSite, m membership) {
	if s.outUse {
		row.GivenUp++
		return
	}
	row.Sites++
	row.WithoutCapacity += oneIf(!s.any)
	row.Possible += oneIf(!s.sure || !m.sure)
	row.Joint += oneIf(m.joint)
	row.Due += oneIf(s.due)
	if !s.isSilent() {
		return
	}
	switch stage := row.missing[s.stage]; s.missing {
	case graph.Undisclosed:
		stage.Undisclosed++
	case graph.Unknown:
		stage.Unknown++
	case "":
		stage.Silent++
	}
}

func (row *rowDraft) finish(sums map[powerLine]lineSum) LedgerRow {
	for line, sum := range sums {
		stage := row.missing[line.stage]
		row.Exceeded += sum.exceeded
		stage.Lines = append(stage.Lines, LedgerLine{Sites: sum.sites, Capacity: graph.Capacity{
			State: graph.Known, Range: sum.Range, Stage: line.stage, Basis: line.basis, Change: line.change,
		}})
	}
	for _, stage := range capacityStages {
		slices.SortFunc(row.missing[stage].Lines, func(a, b LedgerLine) int {
			return cmp.Or(strings.Compare(string(b.Capacity.Change), string(a.Capacity.Change)), strings.Compare(string(a.Capacity.Basis), string(b.Capacity.Basis)))
		})
		row.Stages = append(row.Stages, *row.missing[stage])
	}
	return row.LedgerRow
}

// Text prints a row for people: "at least 5 GW planned, 1 planned site without
// a figure; 300 MW operational IT load".
func (row LedgerRow) Text() string {
	var stages []string
	for _, stage := range row.Stages {
		if text := stage.text(); text != "" {
			stages = append(stages, text)
		}
	}
	if len(stages) == 0 {
		return "no capacity told"
	}
	return strings.Join(stages, "; ")
}

func (s LedgerStage) text() string {
	var parts []string
	for _, line := range s.Lines {
		parts = append(parts, line.Capacity.Text())
	}
	if n := s.Silent + s.Undisclosed + s.Unknown; n > 0 {
		what := strings.ToLower(string(s.Stage)) + " site without a figure"
		if n > 1 {
			what = strings.ToLower(string(s.Stage)) + " sites without a figure"
		}
		parts = append(parts, tallied{n, what}.text())
	}
	return strings.Join(parts, ", ")
}
