package neo4j

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"capgraph/graph"
)

// search returns the entities whose names answer all words, see graph.Reader.
// Each is the version in force today, with those that it points to.
func (r reader) search(ctx context.Context, words []string, kinds []graph.Kind, today graph.Day) ([]*graph.Record, error) {
	words = slices.DeleteFunc(slices.Clone(words), func(word string) bool { return word == "" || !utf8.ValidString(word) })
	if len(words) == 0 {
		return nil, ctxError(ctx)
	}
	row, err := r.asked(ctx, searchStatement(words, kinds))
	if err != nil {
		return nil, err
	}
	near, err := pickedFrom(row, "near", today)
	if err != nil {
		return nil, err
	}
	far, err := pickedFrom(row, "far", today)
	found := make([]*graph.Record, 0, len(near))
	for _, record := range near {
		fillFar(record, far)
		found = append(found, record)
	}
	return found, err
}

// searchStatement looks up the longest word, which is likely to be the rarest,
// and looks for the others among what it finds.
func searchStatement(words []string, kinds []graph.Kind) *statement {
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	s, now := begin(), scope{}
	s.add("CALL (head) {\nCALL () {\n").answers(words[0])
	s.add("}\nMATCH (w)<-[:NAMED]-(v) WHERE true")
	if len(kinds) > 0 {
		s.add(" AND v.kind IN ", s.param(texts(kinds)))
	}
	for _, word := range words[1:] {
		o := s.variable("o")
		s.add(" AND EXISTS { MATCH (v)-[:NAMED]->(", o, ") WHERE ", o, ".text STARTS WITH ", s.param(word))
		if forgiven(word) {
			s.add(" OR ", o, ".text =~ ", s.param(edits(word)))
		}
		s.add(" }")
	}
	s.add("\nWITH v.id AS id, min(v.name_length) AS length ORDER BY length, id LIMIT ", s.param(graph.MaxSearch), "\n")
	s.versions("n", now).add(" AND n.id = id\nRETURN collect(n) AS found\n}\n")
	return s.withFar("found", now).end("near", "far")
}

// answers finds the words w that begin with a searched word or are one edit away.
func (s *statement) answers(word string) *statement {
	s.add("MATCH (w:Word) WHERE w.text STARTS WITH ", s.param(word), " RETURN w\n")
	if !forgiven(word) {
		return s
	}
	s.add("UNION\nUNWIND ", s.param(graph.Deletions(word)), " AS key\nMATCH (k:Spelling {key: key})-[:SPELLS]->(w:Word) USING INDEX SEEK k:Spelling(key)")
	return s.add(" WHERE w.text =~ ", s.param(edits(word)), " RETURN w\n")
}

// forgiven says whether an edit of a searched word is.
func forgiven(word string) bool { return utf8.RuneCountInString(word) >= graph.MinTypo }

// edits is a regular expression of the words that graph.WithinOneEdit takes
// for the same as a word. The server applies it, because the limit of a search
// counts what matches and not what shares a deletion.
func edits(word string) string {
	letters := []rune(word)
	quote := func(part []rune) string { return regexp.QuoteMeta(string(part)) }
	var forms []string
	for i := range letters {
		before, after := quote(letters[:i]), quote(letters[i+1:])
		forms = append(forms, before+".?"+after, before+"."+quote(letters[i:]))
		if i+1 < len(letters) {
			forms = append(forms, before+quote([]rune{letters[i+1], letters[i]})+quote(letters[i+2:]))
		}
	}
	forms = append(forms, quote(letters)+".?")
	return "(?s)" + strings.Join(forms, "|")
}
