package graph

var stake = &Spec{
	Kind: "stake", Type: "Stake", Plural: "stakes", Nature: State,
	Doc:      "An interest that a party holds in a company, after the ownership-or-control statements of BODS 0.4. Only what is held is a stake: plans, conditions and failed deals stay with the deal. A share of the capital says nothing of the votes.",
	Label:    "{owner} owns {share+ of|a stake in} {company}",
	Identity: []string{"owner", "company", "directness", "shareClass"},
	Ways:     []Way{{"owner", "company"}},
	Fields: []Field{
		{Name: "owner", Type: RefType, Kinds: parties, MayMiss: true, Required: true, Doc: "Who holds it; unknown, undisclosed or none where a source says so.",
			Reverse: "holdings", ReverseDoc: "Stakes that it holds in companies."},
		{Name: "company", Type: RefType, Kinds: []Kind{"company"}, Required: true, Doc: "The company it is held in.",
			Reverse: "owners", ReverseDoc: "Stakes that others hold in it."},
		{Name: "interest", Many: "interests", Type: TokenType, Merge: Set, Outlined: true, Doc: "What sorts of interest it is.", Enum: interestType},
		{Name: "directness", Type: TokenType, Merge: Constant, Outlined: true, Doc: "Whether it is held directly or through others; null when no source says.", Enum: &Enum{
			Name: "Directness", Doc: "How an interest is held (BODS 0.4).",
			Values: []EnumValue{{"DIRECT", "Without anyone between."}, {"INDIRECT", "Through others."}, {"UNKNOWN", "The source does not know."}}}},
		{Name: "shareClass", Type: ProseType, Merge: Constant, Doc: "The class of shares, where a source tells classes apart."},
		{Name: "share", Type: ShareType, Merge: Varying, Sort: true, Outlined: true, Doc: "Part of the capital, in per cent."},
		{Name: "votes", Type: ShareType, Merge: Varying, Sort: true, Outlined: true, Doc: "Part of the votes, in per cent; null unless a source speaks of votes."},
		{Name: "since", Type: DateType, Merge: Constant, Sort: true, Doc: "When it began to be held."},
		{Name: "until", Type: DateType, Merge: Constant, Sort: true, Doc: "When it ceased to be held."},
		{Name: "cause", Many: "causes", Type: StepType, Merge: Series, Doc: "What changed the stake, and when.", Enum: &Enum{
			Name: "StakeCause", Doc: "What changes a stake.",
			Values: []EnumValue{
				{"PURCHASE", "Bought from a holder or from the company."},
				{"SALE", "Sold."},
				{"CANCELLATION", "Shares were cancelled."},
				{"DILUTION", "New shares went to others."},
				{"CONVERSION", "One sort of claim became another."},
			}}},
	},
}

// parties are the kinds that may own, buy, invest and compete.
var parties = []Kind{"company", "person", "people-group"}

var interestType = &Enum{
	Name: "InterestType", Doc: "Interests as named by BODS 0.4.",
	Values: []EnumValue{
		{"SHAREHOLDING", "Shares of the capital."},
		{"VOTING_RIGHTS", "Votes in the general meeting."},
		{"APPOINTMENT_OF_BOARD", "The right to appoint members of the board."},
		{"RIGHTS_TO_PROFIT_OR_INCOME", "A claim on profit or income."},
		{"OTHER_INFLUENCE_OR_CONTROL", "Any other influence or control."},
		{"UNKNOWN_INTEREST", "The source does not know which."},
		{"UNPUBLISHED_INTEREST", "The parties do not say which."},
	},
}
