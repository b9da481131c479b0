package graph

import "slices"

// Severity says how much hangs on a contradiction.
type Severity string

// The severities, gravest first. The first of these that holds is taken:
//
//	HIGH    both sides have a claim that is CONFIRMED
//	LOW     a side has nothing better than what is inferred, speculative, planned, expected or rumoured
//	HIGH    it is about an identifier, a party, or what control follows from: a field of a stake
//	        other than its causes and remarks, or whether a company's owners are all known
//	MEDIUM  it is about an amount, a share, a number, a capacity, a date or a step, or about a relation as a whole
//	LOW     it is about anything else: words, places, sorts
const (
	High   Severity = "HIGH"
	Medium Severity = "MEDIUM"
	Low    Severity = "LOW"
)

// Severities lists the severities, gravest first.
var Severities = []Severity{High, Medium, Low}

// SeverityOf is how severe it is that two sides, each with the claims behind it, disagree about a
// field of records of a kind; the empty field stands for a relation as a whole.
func SeverityOf(kind Kind, field string, side, other []*Record) Severity {
	confirmed := func(c *Record) bool { return placeIn(confidence, c, "confidence") == 0 }
	firm := func(c *Record) bool { return isFirm(c, field) }
	switch {
	case slices.ContainsFunc(side, confirmed) && slices.ContainsFunc(other, confirmed):
		return High
	case !slices.ContainsFunc(side, firm) || !slices.ContainsFunc(other, firm):
		return Low
	case isControlling(kind, field):
		return High
	case isMeasured(kind, field):
		return Medium
	}
	return Low
}

// isFirm says whether a claim states the field outright, or denies it.
func isFirm(c *Record, field string) bool {
	said, _ := One[Token](c, "confidence")
	stated := func(held Held) bool { return !held.Inferred }
	return said != "SPECULATIVE" && (isSaidToBe(c) || denies(c)) && (field == "" || slices.ContainsFunc(c.Claimed[field], stated))
}

func isControlling(kind Kind, name string) bool {
	if kind == stake.Kind {
		return name != "cause" && name != "remark"
	}
	if name == "ownersComplete" {
		return true
	}
	field := KindOf(kind).Field(name)
	return field != nil && (field.Type == IdentifierType || field.Type == RefType)
}

func isMeasured(kind Kind, name string) bool {
	field := KindOf(kind).Field(name)
	if field == nil {
		return true
	}
	switch field.Type {
	case MoneyType, ShareType, HeadCountType, CapacityType, DateType, StepType:
		return true
	}
	return false
}
