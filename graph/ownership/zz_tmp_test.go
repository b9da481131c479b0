package ownership
import ("testing";"time";"context";"syscall";"slices";"cmp";"capgraph/graph";"runtime")
func cpuNow() time.Duration { var r syscall.Rusage; syscall.Getrusage(1,&r); return time.Duration(r.Utime.Nano()+r.Stime.Nano()) }
func TestTmpCPU(t *testing.T) {
	runtime.LockOSThread()
	st := bigWorld(0).stakes()
	c := cpuNow(); p := Build(graph.Slice{}, 0, st, nil); t.Log("build", cpuNow()-c)
	ctx := context.Background()
	var o Options
	for range 5 {
		p.rolls, p.forests.made = rolls{}, nil
		c = cpuNow(); p.Forest(ctx, o); f := cpuNow()-c
		c = cpuNow(); plainPass(p); pl := cpuNow()-c
		t.Log("forest thread cpu", f, "plain", pl, "x", float64(f)/float64(pl))
	}
	largest := make([]node, len(p.ids))
	for n := range largest { largest[n] = node(n) }
	slices.SortFunc(largest, func(a, b node) int { return cmp.Or(cmp.Compare(len(p.stakesOf(b)), len(p.stakesOf(a))), cmp.Compare(a, b)) })
	for range 3 {
	c = cpuNow(); for _, n := range largest[:1000] { p.Controlled(ctx, p.ids[n], o) }; t.Log("1000 largest", cpuNow()-c) }
	for _, w := range []*Projection{p, p.withoutVotes(), largeRanged(t)} {
		w.UltimateParent(ctx, w.ids[len(w.ids)/2], o)
		small, big := w.sizes(t, o)
		for _, s := range [][]graph.ID{small, big} {
			var a, b, u, k, g []time.Duration
			for i, id := range s {
				c := cpuNow(); cs, _ := w.Controllers(ctx, id, o); a = append(a, cpuNow()-c)
				c = cpuNow(); w.Derive(ctx, cs[:min(20,len(cs))], o); b = append(b, cpuNow()-c)
				c = cpuNow(); w.UltimateParent(ctx, id, o); u = append(u, cpuNow()-c)
				c = cpuNow(); w.ControlOf(ctx, w.ids[0], id, o); k = append(k, cpuNow()-c)
				if i < 3 { c = cpuNow(); w.BeneficialOwners(ctx, id, UKPSC, 0, o); g = append(g, cpuNow()-c) }
			}
			p95 := func(d []time.Duration) [2]time.Duration { slices.Sort(d); if len(d)==0 {return [2]time.Duration{}}; return [2]time.Duration{d[len(d)/2], d[len(d)*95/100]} }
			t.Log(len(s), "controllers", p95(a), "derive20", p95(b), "ultimate", p95(u), "controlOf", p95(k), "uk psc", p95(g))
		}
	}
}
