package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestRealClients lets the clients of web/clients, which front ends use, ask, write,
// page, keep and listen. Each script is quiet when all is well.
func TestRealClients(t *testing.T) {
	const folder, secret = "web/clients", "a-secret-of-some-length"
	installClients(t, folder)
	s := start(t, "--store", "sqlite::memory:", "--api-keys", "newsroom:"+secret)
	for _, script := range []string{"fetch", "graphql-sse", "apollo", "urql", "relay"} {
		t.Run(script, func(t *testing.T) {
			command := exec.CommandContext(t.Context(), "node", script+".js", s.url+"/graphql", secret)
			command.Dir = folder
			if out, err := command.CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("got %v and\n%s", err, out)
			}
		})
	}
}

// installClients has npm fetch what the lock file names, unless it is there
// already. Without npm, or without a registry, the test is skipped.
func installClients(t *testing.T, folder string) {
	t.Helper()
	missing := func(why string) {
		t.Helper()
		message := "NOT RUN: real clients: " + why + ", so nothing shows that they understand the server"
		if os.Getenv("CAPGRAPH_TEST_REQUIRE") != "" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	version, err := exec.Command("node", "--version").Output()
	if _, npm := exec.LookPath("npm"); err != nil || npm != nil {
		missing("there is no node or no npm here")
	}
	if major, _, _ := strings.Cut(strings.TrimSpace(string(version)), "."); len(major) < 3 || major < "v20" {
		missing("this is node " + strings.TrimSpace(string(version)) + ", and they need 20")
	}
	if installed(folder) {
		return
	}
	install := exec.CommandContext(t.Context(), "npm", "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--silent")
	install.Dir = folder
	if out, err := install.CombinedOutput(); err != nil {
		missing("npm cannot fetch them (" + err.Error() + " " + strings.TrimSpace(string(out)) + ")")
	}
}

// installed says whether all is there since the lock file was last changed.
func installed(folder string) bool {
	lock, err := os.Stat(filepath.Join(folder, "package-lock.json"))
	there, missing := os.Stat(filepath.Join(folder, "node_modules", ".package-lock.json"))
	return err == nil && missing == nil && there.ModTime().After(lock.ModTime())
}
