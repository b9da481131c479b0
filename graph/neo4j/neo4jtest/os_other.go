//go:build !unix

package neo4jtest

import "os/exec"

// lock does nothing here: two processes that install at the same time both
// fetch, and one of them fails on renaming. Run the tests again.
func lock(string) (unlock func(), err error) { return func() {}, nil }

// detach does nothing here.
func detach(*exec.Cmd) {}
