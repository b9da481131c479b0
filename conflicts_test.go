package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestConflictsAreListedAndSettled goes the whole way: list, settle, list, and
// the same again.
func TestConflictsAreListedAndSettled(t *testing.T) {
	store := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	for _, file := range []string{"wire", "reprint", "register", "denial"} {
		if out, err := command(t, "--store", store, "seed", "resolvers/testdata/conflict/"+file+".yaml"); err != nil {
			t.Fatal(out, err)
		}
	}
	for _, step := range []struct {
		args []string
		want string
	}{
		{[]string{"conflicts", "--field", "share"}, "high   Alpha owns 40 % of Beta: share  [stake:alpha.beta, value]\n" +
			"       = 40 % (1 independent: Register of shareholders)\n" +
			"       x 45 % (1 independent: Beta sells shares; Alpha takes a stake in Beta)\n" +
			"         chosen by the rule source; known since "},
		{[]string{"conflicts", "--kind", "denial"}, "high   Gamma owns 70 % of Beta: whether it is so  [stake:gamma.beta, denial]\n"},
		{[]string{"conflicts", "--kind", "over-allocated"}, "high   Beta: share  [company:beta, over_allocated]\n         Alpha owns 40 % of Beta\n"},
		{[]string{"conflicts", "--first", "1"}, "and more; ask with --first=0 for all\n"},
		{[]string{"conflicts", "--older-than", "1h"}, ""},
		{[]string{"conflicts", "--json", "--field", "share"}, `{"kind":"VALUE","severity":"HIGH","record":"stake:alpha.beta","label":"Alpha owns 40 % of Beta","field":"share","from":"2025-05-01"`},
		{[]string{"settle", "stake:alpha.beta", "share", "45 %", "--reason", "The register was late", "--dry-run"}, "created (preview, nothing is written)\n  share: 40 % -> 45 % (decided: The register was late)\n"},
		{[]string{"settle", "stake:alpha.beta", "share", "45 %", "--reason", "The register was late"}, "created\n  share: 40 % -> 45 % (decided: The register was late)\n"},
		{[]string{"settle", "stake:alpha.beta", "share", "45 %", "--reason", "The register was late"}, "unchanged\n"},
		{[]string{"conflicts", "--field", "share"}, ""},
		{[]string{"conflicts", "--settled"}, "chosen by the rule decision"},
	} {
		out, err := command(t, append([]string{"--store", store}, step.args...)...)
		if err != nil || !strings.Contains(out, step.want) || step.want == "" && out != "" {
			t.Errorf("%v: got %q, %v, want %q", step.args, out, err, step.want)
		}
	}
	if _, err := command(t, "--store", store, "settle", "stake:alpha.beta", "votes", "45 %", "--reason", "Why not"); err == nil {
		t.Error("settling what nobody disputes: got no error")
	}
}
