package table

import "testing"

func TestShippedMappingsAreRight(t *testing.T) {
	for _, name := range Builtins() {
		text, _ := Builtin(name)
		if _, problems := ParseMapping(name+".yaml", text); problems != nil {
			t.Errorf("%s:\n%v", name, problems)
		}
	}
}
