package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sort"
	"strings"
)

var claim = &Spec{
	Kind: "claim", Type: "Claim", Plural: "claims", Nature: Source,
	Doc: "What one place in one article states about one record. Its content never changes; it is live from when it was loaded until it ends with a reason.",
	Fields: []Field{
		{Name: "article", Type: RefType, Kinds: []Kind{"article"}, Required: true, Doc: "The article that states it.",
			Reverse: "claims", ReverseDoc: "What the article states."},
		{Name: "about", Type: RefType, Kinds: resolved, Required: true, Doc: "The record that it is about.",
			Reverse: "claims", ReverseDoc: "What articles state about it."},
		{Name: "speaker", Type: RefType, Kinds: parties, Doc: "Whom the article quotes for it."},
		{Name: "field", Many: "fields", Type: TokenType, Merge: Set, Doc: "The fields that it gives a value for."},
		{Name: "modality", Type: TokenType, Sort: true, Doc: "In which mode the source says it.", Enum: modality},
		{Name: "confidence", Type: TokenType, Doc: "How sure the editor is that the source is right.", Enum: confidence},
		{Name: "source", Type: TokenType, Doc: "What sort of source the article is.", Enum: articleType},
		{Name: "attributedTo", Type: ProseType, Doc: "Whom the article names as its source, where that is no party in the graph."},
		{Name: "locator", Many: "locators", Type: ProseType, Merge: Set, Doc: "Where in the article: title, caption, or pN for its Nth paragraph."},
		{Name: "quote", Type: ProseType, Doc: "The words of the article, where they are short enough to cite."},
		{Name: "note", Type: ProseType, Doc: "What the editor adds, in the editor's words."},
		{Name: "from", Type: DateType, Doc: "From when it holds, where the source says so."},
		{Name: "until", Type: DateType, Doc: "Until when it holds, where the source says so."},
		{Name: "observed", Type: DateType, Sort: true, Doc: "On which day it was seen to hold; the date of the article unless the source says otherwise."},
		{Name: "decision", Type: TokenType, Sort: true, Doc: "What it decides about which records are one; null when it states facts.", Enum: decision},
		{Name: "decided", Many: "decidedRecords", Type: RefType, Merge: Set, Kinds: resolved, Doc: "The records that it decides about: those that are the record it is about, that are split into it, or that are kept apart."},
		{Name: "ofArticle", Many: "ofArticles", Type: RefType, Merge: Set, Kinds: []Kind{"article"}, Doc: "The articles whose claims a split moves."},
		{Name: "mention", Many: "mentions", Type: RefType, Merge: Set, Kinds: resolved, Derived: true, Doc: "What its values point to, and the record it was about, under the ids that it was stated with."},
	},
}

var resolved = []Kind{
	"company", "person", "people-group", "datacenter", "product",
	"stake", "acquisition", "investment", "position", "move", "site-role", "competition", "product-role", "succession",
}

var modality = &Enum{
	Name: "Modality", Doc: "In which mode a source says something, strongest first.",
	Values: []EnumValue{
		{"STATES", "It says so."},
		{"REPORTS", "It says that another says so."},
		{"EXPECTS", "It expects so."},
		{"PLANS", "It says that a party intends so."},
		{"RUMOURS", "It passes on what nobody vouches for."},
		{"DENIES", "It says that it is not so. A denial never supplies a value."},
	},
}

var confidence = &Enum{
	Name: "Confidence", Doc: "How sure an editor is that a source is right, surest first.",
	Values: []EnumValue{
		{"CONFIRMED", "Checked against an independent source."},
		{"LIKELY", "It fits what else is known."},
		{"REPORTED", "As reported, not checked."},
		{"SPECULATIVE", "Doubtful."},
	},
}

// Denies is the modality of claims that say something is not so.
const Denies Token = "DENIES"

// ClaimID derives the id of a claim from its article and what it says, see
// ClaimHash, so that sending it again changes nothing. The ids of an article's
// claims begin alike, which keeps them together wherever a store orders by id: an
// index takes them in a few places instead of one each.
func ClaimID(c *Record, kind Kind, mentions []string) ID {
	return claimID(c.Refs("article")[0], ClaimHash(c, kind, mentions))
}

// The digits of a claim's id: as many as a hash has, the first of them from the
// article's id.
const (
	hashDigits    = 24
	articleDigits = 8
)

func claimID(article ID, hash string) ID {
	sum := sha256.Sum256([]byte(article))
	return ID("claim:" + hex.EncodeToString(sum[:])[:articleDigits] + hash[:hashDigits-articleDigits])
}

// PresentID is the id that a claim has now. Those that stores have from an earlier
// capgraph may be the whole of ClaimHash.
func PresentID(c *Record) ID {
	hash := c.ID.Slug()
	if len(hash) != hashDigits {
		return c.ID
	}
	present := claimID(c.Refs("article")[0], hash)
	if strings.HasPrefix(hash, present.Slug()[:articleDigits]) {
		return c.ID
	}
	return present
}

// ClaimHash is a hash of what a claim says, 24 hexadecimal digits: its article, the
// kind and mentions of the record, the normalised values, modality, validity and
// locators. Notes, quotes, confidence, wording, the order of keys, and the ids
// that mentions are bound to make no difference. Mentions are the names of the
// parties as the article writes them.
func ClaimHash(c *Record, kind Kind, mentions []string) string {
	content := map[string]any{
		"article": c.Refs("article"), "kind": kind, "mentions": mentions,
		"modality": texts(c.Held["modality"]), "from": texts(c.Held["from"]), "until": texts(c.Held["until"]),
		"locators": texts(c.Held["locator"]), "values": claimedTexts(c),
	}
	encoded, err := json.Marshal(content)
	if err != nil {
		panic(err) // A map of strings always encodes.
	}
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:])[:hashDigits]
}

func claimedTexts(c *Record) map[string][]string {
	byField := map[string][]string{}
	spec := KindOf(c.Refs("about")[0].Kind())
	for name, held := range c.Claimed {
		if field := spec.Field(name); field == nil || field.Type != RefType {
			byField[name] = texts(held)
		}
	}
	return byField
}

func texts(held []Held) []string {
	out := make([]string, len(held))
	for i, h := range held {
		out[i] = h.Value.Text()
		if money, ok := h.Value.(Money); ok && money.Basis != "" {
			out[i] += " " + string(money.Basis) // The text does not tell a price from a valuation.
		}
	}
	sort.Strings(out)
	return out
}
