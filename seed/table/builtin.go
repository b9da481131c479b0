package table

import (
	"embed"
	"slices"
	"strings"
)

//go:embed mappings/*.yaml
var mappings embed.FS

// Builtins are the names of the mappings that are shipped, sorted.
func Builtins() []string {
	files, err := mappings.ReadDir("mappings")
	if err != nil {
		panic(err) // The folder is embedded above.
	}
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(file.Name(), ".yaml"))
	}
	slices.Sort(names)
	return names
}

// Builtin is the text of a mapping that is shipped. It reports false for a name
// that there is none of.
func Builtin(name string) (text []byte, found bool) {
	text, err := mappings.ReadFile("mappings/" + name + ".yaml")
	return text, err == nil
}
