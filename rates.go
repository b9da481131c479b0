package main

import (
	"os"

	"capgraph/graph/explore"
)

// readRates reads the table of exchange rates in a file; no file, no table.
func readRates(path string) (*explore.Rates, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return explore.ParseRates(path, file)
}
