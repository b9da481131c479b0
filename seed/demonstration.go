package seed

import (
	"embed"
	"io/fs"
)

//go:embed demonstration/*.yaml
var demonstration embed.FS

// Demonstration are the fact files of a graph around AI infrastructure that is
// large enough to try every question on, at the root of the file system. They
// load beside Articles, with which they share companies and people, in any
// order. Facts of type note are general knowledge of the editors and say so in
// their title; all others cite the address at which they were found.
func Demonstration() fs.FS {
	files, err := fs.Sub(demonstration, "demonstration")
	if err != nil {
		panic(err) // The folder is embedded above.
	}
	return files
}
