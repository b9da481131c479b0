package graph

// Reason says why what is known changed: why claims of an article began to
// count, or ceased to.
type Reason string

// The reasons. The first and the one of restoring are for claims that begin,
// the others for those that begin and those that end.
const (
	NewSource         Reason = "NEW_SOURCE"         // an article counts that was not known before
	WorldChanged      Reason = "WORLD_CHANGED"      // the world is no longer so
	SourceCorrected   Reason = "SOURCE_CORRECTED"   // the publisher corrected the article
	SourceWithdrawn   Reason = "SOURCE_WITHDRAWN"   // the article was withdrawn
	SourceRestored    Reason = "SOURCE_RESTORED"    // an article that was withdrawn counts again
	ExtractionError   Reason = "EXTRACTION_ERROR"   // the same text was read wrongly
	ResolutionChanged Reason = "RESOLUTION_CHANGED" // an editor decided about names or values
)

// ChangeReason is the class of a reason: what a reader of changes has to know
// before anything else.
type ChangeReason string

// The classes of reasons, in the order in which lists have them.
const (
	ChangeInWorld      ChangeReason = "WORLD"      // a new or later source says that things are otherwise
	ChangeInSource     ChangeReason = "SOURCE"     // an article was corrected, withdrawn or restored
	ChangeInExtraction ChangeReason = "EXTRACTION" // our reading of the same text was wrong
	ChangeInResolution ChangeReason = "RESOLUTION" // an editor decided about names or values
)

// ChangeReasons lists the classes in their order.
func ChangeReasons() []ChangeReason {
	return []ChangeReason{ChangeInWorld, ChangeInSource, ChangeInExtraction, ChangeInResolution}
}

// Change is the class of the reason. The empty reason, of claims that began
// before reasons were kept, is that of a new source.
func (r Reason) Change() ChangeReason {
	switch r {
	case SourceCorrected, SourceWithdrawn, SourceRestored:
		return ChangeInSource
	case ExtractionError:
		return ChangeInExtraction
	case ResolutionChanged:
		return ChangeInResolution
	}
	return ChangeInWorld
}
