package graph

import (
	"context"
	"slices"
	"strings"
)

// maxLogged is how far back in the log of one article is looked.
const maxLogged = 10_000

// Restoration is the change that brings a withdrawn article back as it was
// before, without its file. It is meant for the plan of a write. An article that is
// not withdrawn is left alone. The error has code NotFound when there is no
// such article.
func Restoration(ctx context.Context, reader Reader, id ID) (Change, error) {
	now, err := articleAt(ctx, reader, id, 0)
	if err != nil {
		return Change{}, err
	}
	if now == nil {
		return Change{}, Errorf(NotFound, "there is no article %s", id)
	}
	if !isWithdrawn(now) {
		return Change{Action: ActionRestore, Article: now}, nil
	}
	return LastCounting(ctx, reader, now, 0)
}

// LastCounting is a withdrawn article, with its claims, as it was when it last
// counted with the facts that it has: the change that restores it. Later than known,
// where that is not zero, nothing is looked at. The error has code Conflict when it never counted so.
func LastCounting(ctx context.Context, reader Reader, withdrawn *Record, known Instant) (Change, error) {
	log, err := reader.Writes(ctx, LogQuery{Article: withdrawn.ID, Until: known, Limit: maxLogged})
	if err != nil {
		return Change{}, err
	}
	for _, entry := range log {
		then, err := articleAt(ctx, reader, withdrawn.ID, entry.At-1)
		if err != nil {
			return Change{}, err
		}
		if then != nil && !isWithdrawn(then) && digestOf(then) == digestOf(withdrawn) {
			_, restored, err := loadAt(ctx, reader, withdrawn.ID, entry.At-1)
			restored.Action = ActionRestore
			return restored, err
		}
	}
	return Change{}, Errorf(Conflict, "%s never counted as it is now; load its file instead", withdrawn.ID)
}

// Undoing is the change that brings an article back to what it was just before
// a write, an entry of the log that concerns it, given by its instant; zero stands for
// the latest. It is meant for the plan of a write. An article that was not there
// is removed, and stays readable at earlier clocks. An undoing is a write like others,
// and undoing it brings back what it took away. Errors have code NotFound when no entry of
// the article has that instant, and Conflict when the article is no longer what that write
// made of it: then later writes have to be undone first.
func Undoing(ctx context.Context, reader Reader, id ID, at Instant) (Change, error) {
	log, err := reader.Writes(ctx, LogQuery{Article: id, Limit: maxLogged})
	if err != nil {
		return Change{}, err
	}
	place := slices.IndexFunc(log, func(e LogEntry) bool { return at == 0 || e.At == at })
	if place < 0 {
		return Change{}, Errorf(NotFound, "the log has no such write of %s", id)
	}
	entry := log[place]
	made, _, err := loadAt(ctx, reader, id, entry.At)
	if err != nil {
		return Change{}, err
	}
	now, _, err := loadAt(ctx, reader, id, log[0].At)
	if err != nil {
		return Change{}, err
	}
	if made != now {
		return Change{}, Errorf(Conflict, "%s was written again at %s by %s; undo that first", id, log[0].At.Time().Format(instantFormat), log[0].Actor)
	}
	_, undone, err := loadAt(ctx, reader, id, entry.At-1)
	undone.Action, undone.Reason = ActionUndo, undoes(entry.Reason)
	if entry.Action == ActionDecide {
		undone.Reason = ResolutionChanged
	}
	return undone, err
}

// loadAt is an article with its claims as known at an instant, as a change,
// and one text that is the same for the same facts, also when decisions have them read
// otherwise. An article that was not known has no fields.
func loadAt(ctx context.Context, reader Reader, id ID, at Instant) (string, Change, error) {
	load := Change{Article: &Record{ID: id, Kind: article.Kind}}
	if at <= 0 { // Zero would mean now, and nothing was known before.
		return "", load, nil
	}
	found, err := reader.Records(ctx, []ID{id, WaitingID(id)}, Slice{Day: MaxDay - 1, Known: at})
	then := found[id]
	if err != nil || then == nil {
		return "", load, err
	}
	load.Article, load.Waiting = then, found[WaitingID(id)]
	if load.Claims, err = claimsOf(ctx, reader, id, at); err != nil {
		return "", load, err
	}
	var text strings.Builder
	text.Write(EncodeBody(then))
	if load.Waiting != nil {
		text.Write(EncodeBody(load.Waiting))
	}
	for _, c := range load.Claims {
		text.WriteString(string("\n" + c.ID))
	}
	return text.String(), load, nil
}

const instantFormat = "2006-01-02T15:04:05.999999Z07:00"

// undoes says why claims begin and end when a write that had a reason is
// undone: what an editor decided is decided otherwise, what was withdrawn counts again,
// and what was read should not have been read so.
func undoes(reason Reason) Reason {
	switch reason {
	case ResolutionChanged:
		return ResolutionChanged
	case SourceWithdrawn:
		return SourceRestored
	case SourceRestored:
		return SourceWithdrawn
	}
	return ExtractionError
}

// articleAt is an article as it was known at an instant, 0 for now; nil when it
// was not.
func articleAt(ctx context.Context, reader Reader, id ID, known Instant) (*Record, error) {
	found, err := reader.Records(ctx, []ID{id}, Slice{Day: MaxDay - 1, Known: known})
	return found[id], err
}

// claimsOf are the claims of an article that counted at an instant.
func claimsOf(ctx context.Context, reader Reader, id ID, known Instant) ([]*Record, error) {
	pages, err := AllPages(ctx, reader, Query{Kind: claim.Kind, Of: []ID{id}, Fields: []string{"article"}, Slice: Slice{Day: MaxDay - 1, Known: known}, Limit: claimsAtATime})
	return pages[id], err
}
