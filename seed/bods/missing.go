package bods

import (
	"capgraph/graph"
	"capgraph/seed/dataset"
)

// unspecifiedReasons are the reasons for which a party is not specified: how
// it is missing, and in words.
var unspecifiedReasons = map[string]struct {
	state graph.ValueState
	words string
}{
	"noBeneficialOwners":                              {graph.None, "there are no beneficial owners who need to be disclosed"},
	"subjectUnableToConfirmOrIdentifyBeneficialOwner": {graph.Unknown, "the company cannot confirm or identify a beneficial owner"},
	"interestedPartyHasNotProvidedInformation":        {graph.Undisclosed, "the party has not given the information"},
	"subjectExemptFromDisclosure":                     {graph.Undisclosed, "the company is exempt from disclosure"},
	"interestedPartyExemptFromDisclosure":             {graph.Undisclosed, "the party is exempt from disclosure"},
	"unknown":                                         {graph.Unknown, "the reason is not known"},
	"informationUnknownToPublisher":                   {graph.Unknown, "the publisher does not have the information"},
}

// unspecified says how a party is missing, "" when none of the records says
// so, and why, in a sentence.
func unspecified(records ...*dataset.Object) (state graph.ValueState, reason string) {
	for _, record := range records {
		code, description := record.Text("reason"), record.Text("description")
		if code == "" && description == "" {
			continue
		}
		known := unspecifiedReasons[code]
		if known.state == "" {
			known.state, known.words = graph.Unknown, "for a reason that is not of BODS 0.4: "+code
		}
		reason = "Not specified: " + known.words + "."
		if description != "" {
			reason += " " + description
		}
		return known.state, reason
	}
	return "", ""
}
