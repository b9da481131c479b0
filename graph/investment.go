package graph

var investment = &Spec{
	Kind: "investment", Type: "Investment", Plural: "investments", Nature: Event, Matched: true,
	Doc:      "Money put, or to be put, into a purpose or a company: a plan, or a funding round.",
	Label:    "Investment of {amount|money} by {investor} {in recipient} {for purpose}",
	Identity: []string{"investor", "recipient", "type"},
	Ways:     []Way{{"investor", "recipient"}, {"investor", "investor"}},
	Fields: []Field{
		{Name: "type", Type: TokenType, Merge: Constant, Required: true, Sort: true, Doc: "What sort of investment it is.", Enum: &Enum{
			Name: "InvestmentType", Doc: "The sorts of investment.",
			Values: []EnumValue{
				{"PLAN", "Money to be spent on a purpose over time."},
				{"ROUND", "A funding round of a company."},
			}}},
		{Name: "investor", Many: "investors", Type: RefType, Merge: Set, Kinds: parties, MayMiss: true, Required: true, Doc: "Who invests, together.",
			Reverse: "investments", ReverseDoc: "Investments that it makes or receives."},
		{Name: "recipient", Type: RefType, Merge: Constant, Kinds: []Kind{"company", "datacenter"}, Doc: "What the money goes to, when that is one company or site.",
			Reverse: "investments", ReverseDoc: "Investments that it makes or receives."},
		{Name: "round", Type: ProseType, Merge: Constant, Sort: true, Doc: "The round, as Series B."},
		{Name: "amount", Type: MoneyType, Merge: Constant, Sort: true, Doc: "How much, by all investors together."},
		{Name: "place", Many: "places", Type: PlaceType, Merge: Set, Doc: "Where the money is to be spent."},
		{Name: "purpose", Type: ProseType, Merge: Constant, Doc: "What it is for."},
		{Name: "horizon", Type: DateType, Merge: Constant, Sort: true, Doc: "Until when it is to be spent."},
		{Name: "status", Many: "statusHistory", Type: StepType, Merge: Series, Doc: "The dated steps that sources report.", Enum: dealStatus},
		{Name: "announcedOn", Type: DateType, Merge: Constant, Sort: true, Doc: "When it was made public."},
	},
}
