package graph

import "github.com/shopspring/decimal"

// NumberWords is the version of the tables in this file. Readings of words are
// part of the format: a change of a row is a new version.
const NumberWords = "en-1"

// scale is a factor that is written as a word behind a number.
type scale struct {
	words  []string // the first is the one that is printed
	plural string   // "billions" alone is a number word
	power  int32    // of ten
}

// numberScales are the English short scale, whatever the article's language.
var numberScales = []scale{
	{words: []string{"tn", "trillion"}, plural: "trillions", power: 12},
	{words: []string{"bn", "billion"}, plural: "billions", power: 9},
	{words: []string{"m", "million"}, plural: "millions", power: 6},
	{words: []string{"k", "thousand"}, plural: "thousands", power: 3},
}

// numberWord is an English word for an unstated number: from includes its
// lowest reading, below excludes its highest. Of two readings the wider one is
// taken. A count in the plural is at least two: hundreds are 200 or more, and
// less than the next word up.
type numberWord struct {
	phrase      string
	from, below int64
	counted     bool // without a scale it counts things one by one, and has no highest reading
}

// numberWords is ordered so that a longer phrase comes before its beginning.
var numberWords = []numberWord{
	{phrase: "hundreds of", from: 200, below: 1000},
	{phrase: "several hundred", from: 300, below: 1000},
	{phrase: "a few hundred", from: 200, below: 1000},
	{phrase: "tens of", from: 20, below: 100},
	{phrase: "dozens of", from: 24, below: 100},
	{phrase: "several", from: 3, below: 10, counted: true},
	{phrase: "a few", from: 2, below: 10, counted: true},
}

// plural is the reading of a scale alone: "billions" are 2 bn or more, and
// less than a trillion.
var plural = numberWord{from: 2, below: 1000}

// bounds returns the reading of a word before a scale.
func (w numberWord) bounds(power int32) Range {
	return Range{
		Lower: bound(decimal.New(w.from, power)), LowerInclusive: true,
		Upper: bound(decimal.New(w.below, power)),
	}
}

// magnitudeWords prints a range as the word and scale that read as it, and
// reports false when none does.
func magnitudeWords(r Range) (string, bool) {
	for _, s := range numberScales {
		if plural.bounds(s.power).equal(r) {
			return s.plural + " of", true
		}
		for _, word := range numberWords {
			if word.bounds(s.power).equal(r) {
				return word.phrase + " " + s.words[0], true
			}
		}
	}
	for _, word := range numberWords {
		if word.bounds(0).equal(r) {
			return word.phrase, true
		}
	}
	return "", false
}

const (
	writeBn    = "write bn: 1 milliard = 1 bn"
	writeM     = "write m: 14 m for 14 millions"
	writeAbout = "write about"
	writeRange = "write 10..20 for a range"
)

// numberHints answer words and signs around numbers that people write and the
// parsers do not read.
var numberHints = map[string]string{
	"milliard": writeBn, "milliards": writeBn, "milliarden": writeBn, "miliardi": writeBn, "mrd": writeBn,
	"mrds": writeBn, "md": writeBn, "mds": writeBn, "mld": writeBn, "b": writeBn, "bln": writeBn,
	"millions": writeM, "millionen": writeM, "mio": writeM, "mln": writeM, "mn": writeM, "mm": writeM,
	"billions": "write bn: 14 bn for 14 billions", "billionen": "write tn: 1 German Billion = 1 tn",
	"trillions": "write tn: 1 tn = 1000 bn", "t": "write tn: 1 tn = 1000 bn", "thousands": "write k or thousand",
	"centaines": `write "hundreds of"`, "hunderte": `write "hundreds of"`, "dizaines": `write "tens of"`,
	"plusieurs": `write "a few", which is at least 2`, "mehrere": `write "several"`, "quelques": `write "a few"`,
	"around": writeAbout, "approximately": writeAbout, "circa": writeAbout, "ca": writeAbout, "environ": writeAbout,
	"≈": writeAbout, "≥": "write >=", "≤": "write <=", "over": "write more than", "above": "write more than",
	"under": "write less than", "below": "write less than", "maximum": "write up to", "minimum": "write at least",
	"-": writeRange, "–": writeRange, "−": writeRange, "…": writeRange,
	".": "write 0.5, with a digit on both sides of the point", ",": "write a decimal point and no separators",
}
