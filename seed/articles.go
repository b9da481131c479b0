package seed

import (
	"embed"
	"io/fs"
)

//go:embed articles/*.yaml
var shipped embed.FS

// foundingFile holds the facts of the founding article.
const foundingFile = "onemedia-meta-ia.yaml"

// Articles are the fact files that come with capgraph, at the root of the file
// system: the founding article, and the names that it takes for granted.
func Articles() fs.FS {
	files, err := fs.Sub(shipped, "articles")
	if err != nil {
		panic(err) // The folder is embedded above.
	}
	return files
}

// Founding is the fact file of the founding article.
func Founding() (name string, data []byte) {
	data, err := fs.ReadFile(Articles(), foundingFile)
	if err != nil {
		panic(err) // The file is embedded above.
	}
	return foundingFile, data
}
