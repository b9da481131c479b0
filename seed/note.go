package seed

import (
	"slices"
	"strings"

	"capgraph/graph"
)

// inferredLine begins the line of a note that says why a field was inferred.
const inferredLine = "Inferred "

// noteWithReasons is the editor's note, and behind it a line for each reason of
// a field that was inferred: "Inferred date: the year is from outside knowledge".
func noteWithReasons(note string, reasons []string) string {
	var lines []string
	if note != "" {
		lines = append(lines, note)
	}
	for _, reason := range slices.Sorted(slices.Values(reasons)) {
		lines = append(lines, inferredLine+reason)
	}
	return strings.Join(lines, "\n")
}

// splitNote takes apart what noteWithReasons put together; reasons are by key,
// as the editor wrote it.
func splitNote(text string, mayInfer func(key string) bool) (note string, reasons []pair) {
	var kept []string
	for _, line := range strings.Split(text, "\n") {
		reason, isReason := strings.CutPrefix(line, inferredLine)
		key, why, hasText := strings.Cut(reason, ": ")
		switch last := len(reasons) - 1; {
		case isReason && hasText && mayInfer(key):
			reasons = append(reasons, pair{key, why})
		case last >= 0:
			reasons[last].value = reasons[last].value.(string) + "\n" + line
		default:
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n"), reasons
}

// noteWithReasons is what the store keeps as the note of a fact.
func (s saying) noteWithReasons() string { return noteWithReasons(s.note, s.reasons) }

// noteWithReasons is what the store keeps as the note of an article.
func (h *header) noteWithReasons() string {
	var reasons []string
	for field, text := range h.reasons {
		if text != reasonLost {
			reasons = append(reasons, fieldWords(field)+": "+text)
		}
	}
	note := ""
	if held := h.held[keyNote]; len(held) > 0 {
		note = held[0].Value.Text()
	}
	return noteWithReasons(note, reasons)
}

// headerOf is what a file says of an article that the store holds.
func headerOf(article *graph.Record) header {
	h := header{id: article.ID, held: map[string][]graph.Held{}, reasons: map[string]string{}, withdrawn: graph.StatusOf(article) == graph.Withdrawn}
	for _, field := range articleFields() {
		if held := article.Held[field.Name]; len(held) > 0 {
			h.held[field.Name] = held
		}
	}
	kept, _ := graph.One[graph.Prose](article, keyNote)
	note, reasons := splitNote(string(kept), func(key string) bool {
		field := fieldCalled(graph.KindOf(kindArticle), key)
		return field != nil && slices.ContainsFunc(h.held[field.Name], func(held graph.Held) bool { return held.Inferred })
	})
	if delete(h.held, keyNote); note != "" {
		h.held[keyNote] = []graph.Held{{Value: graph.Prose(note)}}
	}
	for _, reason := range reasons {
		h.reasons[fieldCalled(graph.KindOf(kindArticle), reason.key).Name] = reason.value.(string)
	}
	return h
}
