package neo4j_test
import ("testing";"time";"fmt";"capgraph/graph";"capgraph/graph/graphtest";"capgraph/graph/neo4j/neo4jtest")
func TestZZ(t *testing.T) {
	server := neo4jtest.Open(t)
	t0:=time.Now()
	store := fresh(t, server)
	fmt.Println("open", time.Since(t0)); t0=time.Now()
	empty(t, server)
	fmt.Println("empty", time.Since(t0)); t0=time.Now()
	s2 := open(t, server, nil); s2.Close()
	fmt.Println("reopen", time.Since(t0)); t0=time.Now()
	for _, c := range graphtest.World() { graphtest.Load(t, store, c); fmt.Println("load", time.Since(t0)); t0=time.Now() }
	day := graph.Day(20300)
	for _, q := range []graph.Query{{Kind:"company"},{Kind:"company",Limit:5},{Kind:"company",Limit:5,Count:true},{Kind:"company",Limit:5,Order:graph.Order{Field:"name",Desc:true}},
	  {Kind:"company",Limit:5,Order:graph.Order{Field:"founded",Desc:true}}, {Kind:"person",Limit:5,Order:graph.Order{Field:"name",Desc:true}}} {
		q.Slice.Day = day
		for range 5 {
			t0=time.Now()
			_, err := store.List(t.Context(), q)
			fmt.Print(" ", time.Since(t0), err)
		}
		fmt.Println()
	}
		for range 5 {
			t0=time.Now()
			_, err := store.Records(t.Context(), []graph.ID{"company:meta"}, graph.Slice{Day:day})
			fmt.Print(" ", time.Since(t0), err)
		}
		for range 5 {
			t0=time.Now()
			_, err := store.Search(t.Context(), []string{"metaa"}, nil)
			fmt.Print(" ", time.Since(t0), err)
		}
}
