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

// visitFiles visits files one by one, and prints why one cannot be read. If that
// happened, or a visit said false, the program exits with 1 after the last; an
// error of a visit ends it.
func visitFiles(files []string, stdout io.Writer, visit func(file string, data []byte) (good bool, err error)) error {
	allGood := true
	for _, file := range files {
		data, err := readFile(file)
		if err != nil {
			fmt.Fprintln(stdout, err)
			allGood = false
			continue
		}
		good, err := visit(file, data)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		allGood = allGood && good
	}
	if !allGood {
		return exitCode(1)
	}
	return nil
}
