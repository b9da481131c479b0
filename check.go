package main

import (
	"fmt"
	"io"

	"capgraph/seed"
)

// checkCommand is `capgraph check`. It needs no store.
type checkCommand struct {
	Files []string `arg:"" name:"file" help:"Fact files, YAML or JSON; - is standard input."`
}

// Run prints all problems of all files, and exits with 1 if there is any.
func (c *checkCommand) Run(stdout io.Writer) error {
	return visitFiles(c.Files, stdout, func(file string, data []byte) (bool, error) {
		if problems := seed.Check(file, data); len(problems) > 0 {
			_, err := fmt.Fprintln(stdout, problems.Error())
			return false, err
		}
		_, err := fmt.Fprintf(stdout, "%s: good\n", file)
		return true, err
	})
}
