package graph

var acquisition = &Spec{
	Kind: "acquisition", Type: "Acquisition", Plural: "acquisitions", Nature: Event, Matched: true,
	Doc:      "A deal over a company or a part of one, planned, done or failed. Its price is for the whole deal, whoever pays; roles are joint, not alternatives.",
	Label:    "Acquisition of {share+ of} {target} by {acquirer}",
	Identity: []string{"acquirer", "target"},
	Ways:     []Way{{"acquirer", "target"}, {"lead", "target"}, {"seller", "target"}, {"financier", "target"}, {"adviser", "target"}},
	Fields: []Field{
		{Name: "type", Type: TokenType, Merge: Constant, Sort: true, Doc: "What sort of deal it is.", Enum: &Enum{
			Name: "AcquisitionType", Doc: "The sorts of deal, after Crunchbase.",
			Values: []EnumValue{
				{"ACQUISITION", "Control of the whole passes."},
				{"MINORITY_STAKE", "Less than half changes hands."},
				{"MERGER", "Two become one."},
				{"ACQUIHIRE", "Bought for its people."},
				{"BUYOUT", "Investors or managers buy control."},
				{"ASSETS", "Things are bought, not the company."},
				{"LICENCE_AND_HIRES", "A licence and an offer to the staff instead of a purchase."},
				{"DIVESTMENT", "A part is sold off."},
				{"JOINT_VENTURE", "A company is founded together."},
			}}},
		{Name: "acquirer", Many: "acquirers", Type: RefType, Merge: Set, Kinds: parties, Required: true, Doc: "Who buys, together.",
			Reverse: "deals", ReverseDoc: "Deals that it takes part in."},
		{Name: "target", Type: RefType, Kinds: []Kind{"company"}, Required: true, Doc: "The company that is bought, or bought into.",
			Reverse: "deals", ReverseDoc: "Deals that it takes part in."},
		{Name: "seller", Many: "sellers", Type: RefType, Merge: Set, Kinds: parties, Doc: "Who sells.",
			Reverse: "deals", ReverseDoc: "Deals that it takes part in."},
		{Name: "lead", Many: "leads", Type: RefType, Merge: Set, Kinds: parties, Doc: "Who leads the buyers.",
			Reverse: "deals", ReverseDoc: "Deals that it takes part in."},
		{Name: "financier", Many: "financiers", Type: RefType, Merge: Set, Kinds: parties, Doc: "Who lends the money.",
			Reverse: "deals", ReverseDoc: "Deals that it takes part in."},
		{Name: "adviser", Many: "advisers", Type: RefType, Merge: Set, Kinds: parties, Doc: "Who advises a side.",
			Reverse: "deals", ReverseDoc: "Deals that it takes part in."},
		{Name: "resultingStake", Many: "resultingStakes", Type: RefType, Merge: Set, Kinds: []Kind{"stake"}, Doc: "The stakes that the deal made.",
			Reverse: "acquisitions", ReverseDoc: "The deals that made it."},
		{Name: "interest", Type: TokenType, Merge: Constant, Doc: "What the share is a share of; null when no source says.", Enum: interestType},
		{Name: "share", Type: ShareType, Merge: Constant, Sort: true, Doc: "The part of the target that changes hands, in per cent."},
		{Name: "price", Type: MoneyType, Merge: Constant, Sort: true, Doc: "What is paid for the whole deal."},
		{Name: "status", Many: "statusHistory", Type: StepType, Merge: Series, Doc: "The dated steps that sources report.", Enum: dealStatus},
		{Name: "announcedOn", Type: DateType, Merge: Constant, Sort: true, Doc: "When it was made public."},
		{Name: "closedOn", Type: DateType, Merge: Constant, Sort: true, Doc: "When it was completed."},
	},
}

var dealStatus = &Enum{
	Name: "DealStatus", Doc: "Steps in the life of a deal or an investment.",
	Values: []EnumValue{
		{"RUMOURED", "Spoken of without a source that would know."},
		{"ANNOUNCED", "Made public by a party."},
		{"SIGNED", "Agreed in a binding way."},
		{"REGULATORY_REVIEW", "Waiting for the authorities."},
		{"COMPLETED", "Done."},
		{"CANCELLED", "Given up before it was done."},
		{"UNWOUND", "Undone after it was done."},
	},
}
