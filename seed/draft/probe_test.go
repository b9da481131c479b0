package draft

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestProbe(t *testing.T) {
	f := os.Getenv("PROBE")
	if f == "" {
		t.Skip()
	}
	data, _ := os.ReadFile(f)
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		d, err := From(context.Background(), []byte(line), Options{Told: Article{Published: "2025-07-16", ID: "x", Language: os.Getenv("LANGU"), Title: "x"}})
		if err != nil {
			fmt.Println(line, err)
			continue
		}
		fmt.Println("-", line)
		if len(d.Facts) == 0 {
			b, _ := rulesOf(d.Article.Language)
			r, _ := analyse(context.Background(), d.Article, b, nil)
			for _, s := range r.sentences {
				if s.paragraph >= 0 {
					fmt.Println("   NOTHING", r.write(s, s.items()).text)
				}
			}
		}
		for _, x := range d.Facts {
			ps := []string{}
			for k, p := range x.Parties {
				for _, q := range p {
					ps = append(ps, k+"="+q.Name)
				}
			}
			fmt.Println("   ", x.Kind, ps, x.Values, x.Says)
		}
	}
}
