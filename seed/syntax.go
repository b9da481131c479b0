package seed

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"capgraph/graph"

	"go.yaml.in/yaml/v3"
)

// explain reports why a text is not YAML. Values that only lack quotes are
// reported each in its place, and the text is read on as if they had them, so
// that its other problems are found in the same run.
func (d *decoder) explain(data []byte, err error) *yaml.Node {
	lines := strings.Split(string(data), "\n")
	var bare []bareValue
	for i, line := range lines {
		mended, found := quoteBare(line)
		for _, value := range found {
			value.line = i + 1
			bare = append(bare, value)
		}
		lines[i] = mended
	}
	root, stillWrong := firstDocument([]byte(strings.Join(lines, "\n")))
	if len(bare) == 0 || stillWrong != nil {
		line := lineOf(err, data)
		if name := aliasPattern.FindStringSubmatch(err.Error()); name != nil {
			d.reportAt(line, 1, "", graph.Invalid, "%s is an alias, and aliases are not taken; write the value out, or put quotes around a text that begins with *", shown("*"+name[1]))
			return nil
		}
		d.reportAt(line, 1, "", graph.Invalid, "this is not YAML: %s; check indentation, brackets and quotes near this line", complaint(err))
		return nil
	}
	for _, value := range bare {
		d.reportAt(value.line, value.column, "", graph.Invalid, "put quotes around it: %q; %s", value.text, value.why)
	}
	return root
}

// bareValue is a value that needs quotes and has none.
type bareValue struct {
	line, column int
	text, why    string
}

const (
	whyStart = "a value cannot begin with this sign in YAML"
	whyColon = "a colon with a space behind it begins a new value in YAML"
)

var (
	// flowStart finds a value in braces or brackets that begins with a sign
	// that YAML keeps for itself, up to where the value ends.
	flowStart = regexp.MustCompile("([:,\\[{]\\s+|[\\[{])([>|%@`][^,}\\]]*)")
	flowColon = regexp.MustCompile(`([{,]\s*[^{}\[\],:"']+:\s+)([^{}\[\],"'\s][^{}\[\],"']*:\s[^{}\[\],"']*)`)
	// lineStart and lineColon do so for a value that fills its line.
	lineStart   = regexp.MustCompile("^(\\s*(?:- )?[^{}\\[\\],:\"'#]+:\\s+|\\s*- )([>|%@`].*)$")
	lineColon   = regexp.MustCompile(`^(\s*(?:- )?[^{}\[\],:"'#]+:\s+)([^{}\[\],"'>|\s].*:(?:\s.*)?)$`)
	blockHeader = regexp.MustCompile(`^[>|][+-]?[1-9]?[+-]?\s*(#.*)?$`)
)

// quoteBare puts quotes around the values of a line that need them.
func quoteBare(line string) (string, []bareValue) {
	for _, try := range []struct {
		pattern *regexp.Regexp
		why     string
	}{{lineStart, whyStart}, {flowStart, whyStart}, {lineColon, whyColon}, {flowColon, whyColon}} {
		var found []bareValue
		var mended strings.Builder
		end, column, quotes := 0, 1, 0
		for _, match := range try.pattern.FindAllStringSubmatchIndex(line, -1) {
			start := match[4]
			value := strings.TrimRight(line[start:match[5]], " \t\r")
			before := line[end:start]
			end, column, quotes = start+len(value), column+utf8.RuneCountInString(before), quotes+strings.Count(before, `"`)
			mended.WriteString(before)
			if blockHeader.MatchString(value) || quotes%2 == 1 {
				mended.WriteString(value)
			} else {
				found = append(found, bareValue{column: column, text: value, why: try.why})
				mended.WriteString("'" + strings.ReplaceAll(value, "'", "''") + "'")
			}
			column, quotes = column+utf8.RuneCountInString(value), quotes+strings.Count(value, `"`)
		}
		if len(found) > 0 {
			return mended.String() + line[end:], found
		}
	}
	return line, nil
}

var (
	linePattern  = regexp.MustCompile(`^yaml: line (\d+): `)
	parserError  = regexp.MustCompile(`did not find expected (',' or|<document start>|node content|key|'-' indicator)`)
	aliasPattern = regexp.MustCompile(`unknown anchor '(.*)' referenced`)
)

// lineOf is the line that an error of the YAML parser speaks of; it does not
// number the first.
func lineOf(err error, data []byte) int {
	if name := aliasPattern.FindStringSubmatch(err.Error()); name != nil {
		before, _, _ := strings.Cut(string(data), "*"+name[1])
		return strings.Count(before, "\n") + 1
	}
	if number := linePattern.FindStringSubmatch(err.Error()); number != nil {
		line, failed := strconv.Atoi(number[1])
		if parserError.MatchString(err.Error()) {
			line++ // The parser counts lines from 0, the scanner below it from 1.
		}
		if failed == nil {
			return line
		}
	}
	return 1
}

func complaint(err error) string {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if _, after, found := strings.Cut(text, ": "); found && strings.HasPrefix(text, "line ") {
		return after
	}
	return text
}
