package bods

import (
	"strings"

	"capgraph/seed/dataset"
)

// modernise brings a statement of BODS 0.2 or 0.3 into the form of 0.4, as far
// as this package reads it. Statements of 0.4 stay as they are.
func modernise(o *dataset.Object) {
	kind := map[string]string{"entityStatement": typeEntity, "personStatement": typePerson, "ownershipOrControlStatement": typeRelationship}[o.Text("statementType")]
	if kind == "" || o.Has("recordType") {
		return
	}
	o.Put("recordType", kind)
	o.Put("statementId", o.Text("statementID"))
	o.Skip("statementType", "statementID", "isComponent")
	details := map[string]any{}
	for _, key := range detailKeys[kind] {
		if value, ok := o.Take(key); ok {
			details[key] = value
		}
	}
	o.Put("recordDetails", details)
	inner := o.Object("recordDetails")
	switch kind {
	case typeEntity:
		moderniseEntity(inner)
	case typePerson:
		for _, key := range []string{"unspecifiedPersonDetails"} {
			moderniseReason(inner, key)
		}
	case typeRelationship:
		moderniseRelationship(inner)
	}
}

// detailKeys are the fields that stood beside the others before 0.4.
var detailKeys = map[string][]string{
	typeEntity: {"entityType", "entitySubtype", "unspecifiedEntityDetails", "name", "alternateNames", "jurisdiction", "incorporatedInJurisdiction",
		"identifiers", "foundingDate", "dissolutionDate", "addresses", "uri", "publicListing", "formedByStatute"},
	typePerson: {"personType", "unspecifiedPersonDetails", "names", "identifiers", "nationalities", "placeOfBirth", "birthDate", "deathDate",
		"taxResidencies", "addresses", "politicalExposure", "hasPepStatus", "pepStatusDetails"},
	typeRelationship: {"subject", "interestedParty", "interests", "componentStatementIDs"},
}

func moderniseEntity(o *dataset.Object) {
	if kind := o.Text("entityType"); kind != "" {
		o.Put("entityType", map[string]any{"type": kind, "subtype": o.Text("entitySubtype")})
	}
	if value, ok := o.Take("incorporatedInJurisdiction"); ok {
		o.Put("jurisdiction", value)
	}
	moderniseReason(o, "unspecifiedEntityDetails")
}

func moderniseReason(o *dataset.Object, key string) {
	if reason := o.Object(key); reason.Has("reason") {
		reason.Put("reason", camel(reason.Text("reason")))
	}
}

func moderniseRelationship(o *dataset.Object) {
	for _, role := range []string{"subject", "interestedParty"} {
		described := o.Object(role)
		for _, key := range []string{"describedByEntityStatement", "describedByPersonStatement"} {
			if id := described.Text(key); id != "" {
				o.Put(role, id)
			}
		}
		if value, ok := described.Take("unspecified"); ok {
			o.Put(role, value)
			moderniseReason(o, role)
		}
	}
	for _, interest := range o.Objects("interests") {
		kind := camel(interest.Text("type"))
		if now := renamed[kind]; now != "" {
			kind = now
		}
		interest.Put("type", kind)
		if level := interest.Text("interestLevel"); level != "" {
			interest.Put("directOrIndirect", level)
		}
	}
}

// renamed are the interests that have another name in 0.4.
var renamed = map[string]string{
	"influenceOrControl": "otherInfluenceOrControl", "rightsToSurplusAssets": "rightsToSurplusAssetsOnDissolution",
	"settlorOfTrust": "settlor", "trusteeOfTrust": "trustee", "protectorOfTrust": "protector", "beneficiaryOfTrust": "beneficiaryOfLegalArrangement",
	"otherInfluenceOrControlOfTrust": "otherInfluenceOrControl",
}

// camel writes the codes of 0.2 (voting-rights) as those of 0.4 (votingRights).
func camel(code string) string {
	words := strings.Split(code, "-")
	for i, word := range words[1:] {
		if word != "" {
			words[i+1] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}
