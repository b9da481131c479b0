package seedtest

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
)

// ReportMemory imports a register and reports the most memory, in MB, that the
// process holds meanwhile, files that it maps aside, and how many stakes a second
// it writes. It skips the benchmark where there is no /proc.
func ReportMemory(b *testing.B, store graph.Store, stakes int) {
	b.Helper()
	most, began := 0.0, time.Now()
	Import(b, store, Register(stakes), func() { most = max(most, held(b)) })
	b.ReportMetric(most, "MB/memory")
	b.ReportMetric(float64(stakes)/time.Since(began).Seconds(), "relations/s")
}

func held(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("there is no /proc here")
	}
	_, rest, _ := strings.Cut(string(status), "RssAnon:")
	var kilobytes float64
	fmt.Sscan(rest, &kilobytes)
	return kilobytes / 1000
}
