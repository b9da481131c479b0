package bods

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"capgraph/graph"
)

// interestCodes are the interests of the graph in the words of BODS.
var interestCodes = func() map[graph.Token]string {
	codes := map[graph.Token]string{}
	for code, meaning := range meanings {
		if meaning.interest != "" && meaning.remark == "" {
			codes[graph.Token(strings.ToUpper(strings.ReplaceAll(meaning.interest, " ", "_")))] = code
		}
	}
	return codes
}()

// The interests that have shares.
const (
	sharesOfCapital = "shareholding"
	sharesOfVotes   = "votingRights"
)

func (w *writer) stake(stake *graph.Record, claims []*graph.Record) error {
	if said, _ := graph.One[graph.Token](stake, "modality"); said != "STATES" && said != "REPORTS" {
		w.lost.Add(stake, "", "it is planned, expected or rumoured, and BODS says what is held")
		return nil
	}
	company := stake.Refs("company")[0]
	var interests []object
	period := w.period(stake)
	for _, code := range w.codes(stake) {
		interest := maps.Clone(period)
		interest["type"], interest["directOrIndirect"] = code, "unknown"
		if directness, ok := graph.One[graph.Token](stake, "directness"); ok {
			interest["directOrIndirect"] = directness.Words()
		}
		if share := w.share(stake, map[string]string{sharesOfCapital: "share", sharesOfVotes: "votes"}[code]); len(share) > 0 {
			interest["share"] = share
		}
		interests = append(interests, interest)
	}
	for _, field := range stake.Contested {
		w.lost.Add(stake, field, "sources disagree; the chosen value alone is written")
	}
	w.lost.Fields(stake, noField, "owner", "company", "interest", "share", "votes", "directness", "since", "until", "modality", "confidence")
	details := object{"subject": string(company), "interestedParty": w.interested(stake), "interests": interests}
	return w.state(stake, typeRelationship, company, details, claims)
}

// codes are the types of interest: what sources say, and what a share implies.
func (w *writer) codes(stake *graph.Record) []string {
	var codes []string
	for _, token := range graph.All[graph.Token](stake, "interest") {
		codes = append(codes, interestCodes[token])
	}
	for code, field := range map[string]string{sharesOfCapital: "share", sharesOfVotes: "votes"} {
		if len(stake.Held[field]) > 0 && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if len(codes) == 0 {
		codes = append(codes, "unknownInterest")
	}
	slices.Sort(codes)
	return codes
}

// period is since and until when something is held, as an interest has it.
func (w *writer) period(record *graph.Record) object {
	interest := object{}
	for field, key := range map[string]string{"since": "startDate", "until": "endDate"} {
		if day := w.date(record, field); day != "" {
			interest[key] = day
		}
	}
	return interest
}

// share is the exact share or its bounds.
func (w *writer) share(stake *graph.Record, field string) object {
	share, ok := graph.One[graph.Share](stake, field)
	switch {
	case !ok:
		return nil
	case share.State != graph.Known:
		w.lost.Add(stake, field, "that it is unknown, undisclosed or none is left out")
		return nil
	}
	if exact := share.Exact(); exact != nil {
		return object{"exact": json.Number(exact.String())}
	}
	bounds := object{}
	if share.Lower != nil {
		bounds[boundName("inimum", share.LowerInclusive)] = json.Number(share.Lower.String())
	}
	if share.Upper != nil {
		bounds[boundName("aximum", share.UpperInclusive)] = json.Number(share.Upper.String())
	}
	return bounds
}

func boundName(rest string, inclusive bool) string {
	if inclusive {
		return "m" + rest
	}
	return "exclusiveM" + rest
}

// interested is the owner, or why there is none. People without a name are
// such an owner too.
func (w *writer) interested(stake *graph.Record) any {
	owner := graph.All[graph.Ref](stake, "owner")[0]
	reason := map[graph.ValueState]string{graph.None: "noBeneficialOwners", graph.Undisclosed: "interestedPartyHasNotProvidedInformation", graph.Unknown: "unknown"}[owner.State]
	switch {
	case reason != "":
		return object{"reason": reason}
	case graph.ID(owner.ID).Kind() == "people-group":
		w.lost.Add(stake, "owner", "people who are described and not named are no party; they are written as one that is not specified")
		described := object{"reason": "informationUnknownToPublisher"}
		if group := stake.Far[graph.ID(owner.ID)]; group != nil {
			described["description"] = graph.UsualName(group)
		}
		return described
	}
	return owner.ID
}

// offices are the positions that are interests, by the words of a role.
var offices = []struct {
	role *regexp.Regexp
	code string
}{
	{regexp.MustCompile(`(?i)\bchair(man|woman|person)?\b`), "boardChair"},
	{regexp.MustCompile(`(?i)\bboard\b|\bdirector\b`), "boardMember"},
	{regexp.MustCompile(`(?i)\bchief\b|\bpresident\b|\bmanaging\b|\bC[EFOT]O\b`), "seniorManagingOfficial"},
}

func (w *writer) position(position *graph.Record, claims []*graph.Record) error {
	role, _ := graph.One[graph.Prose](position, "role")
	said, _ := graph.One[graph.Token](position, "modality")
	code := ""
	for _, office := range offices {
		if code == "" && office.role.MatchString(string(role)) {
			code = office.code
		}
	}
	person := position.Refs("person")
	switch {
	case said != "STATES" && said != "REPORTS":
		w.lost.Add(position, "", "it is planned, expected or rumoured, and BODS says what is held")
		return nil
	case len(person) == 0 || person[0].Kind() != "person" || code == "":
		w.lost.Add(position, "", "it is no office of a named person on a board or in the management")
		return nil
	}
	company := position.Refs("company")[0]
	interest := w.period(position)
	interest["type"], interest["directOrIndirect"], interest["details"] = code, "direct", string(role)
	w.lost.Fields(position, noField, "person", "company", "role", "since", "until", "modality", "confidence")
	details := object{"subject": string(company), "interestedParty": string(person[0]), "interests": []object{interest}}
	return w.state(position, typeRelationship, company, details, claims)
}
