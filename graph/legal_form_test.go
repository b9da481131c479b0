package graph_test

import (
	"testing"

	"capgraph/graph"
)

func TestWithoutLegalForm(t *testing.T) {
	for _, c := range []struct{ name, want, form string }{
		{"Meta Platforms, Inc.", "meta platforms", "inc"},
		{"Meta Platforms", "meta platforms", ""},
		{"Iliad S.A.", "iliad", "s a"},
		{"Iliad SA", "iliad", "sa"},
		{"Schwarz GmbH & Co. KG", "schwarz", "gmbh co kg"},
		{"Toyota Motor Corporation", "toyota motor", "corporation"},
		{"Samsung Electronics Co., Ltd.", "samsung electronics", "co ltd"},
		{"SA", "sa", ""},
		{"Inc.", "inc", ""},
		{"", "", ""},
		{"阿里巴巴股份有限公司", "阿里巴巴", "股份有限公司"},
		{"株式会社ソフトバンク", "ソフトバンク", "株式会社"},
		{"Ørsted A/S", "ørsted", "a s"},
	} {
		if got, form := graph.WithoutLegalForm(c.name); got != c.want && got != graph.Fold(c.want) || form != c.form {
			t.Errorf("%q: got %q and %q, want %q and %q", c.name, got, form, c.want, c.form)
		}
	}
}

func FuzzWithoutLegalForm(f *testing.F) {
	f.Add("Meta Platforms, Inc.")
	f.Add("株式会社")
	f.Fuzz(func(t *testing.T, name string) {
		one, form := graph.WithoutLegalForm(name)
		if other, again := graph.WithoutLegalForm(name); one != other || form != again {
			t.Errorf("%q: got %q and %q", name, one, other)
		}
		if graph.Fold(name) != "" && one == "" {
			t.Errorf("%q: nothing is left", name)
		}
	})
}
