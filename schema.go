package main

import (
	"fmt"
	"io"

	"capgraph/schema"
	"capgraph/seed"
)

// schemaCommand is `capgraph schema`. It needs no store and no network.
type schemaCommand struct {
	Facts   bool `xor:"what" help:"Print the JSON Schema of fact files instead."`
	Scalars bool `xor:"what" help:"Print, as JSON, which TypeScript type stands for each custom scalar, for code generators."`
}

// Run prints the contract.
func (c *schemaCommand) Run(stdout io.Writer) error {
	text := schema.SDL()
	switch {
	case c.Facts:
		text = string(seed.Schema())
	case c.Scalars:
		text = schema.ScalarMap
	}
	_, err := fmt.Fprintln(stdout, text)
	return err
}
