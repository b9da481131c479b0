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
	failed := false
	for _, file := range c.Files {
		data, err := readFile(file)
		if err != nil {
			fmt.Fprintln(stdout, err)
			failed = true
			continue
		}
		if problems := seed.Check(file, data); len(problems) > 0 {
			failed = true
			fmt.Fprintln(stdout, problems.Error())
			continue
		}
		fmt.Fprintf(stdout, "%s: good\n", file)
	}
	if failed {
		return exitCode(1)
	}
	return nil
}
