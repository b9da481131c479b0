package graph

var siteRole = &Spec{
	Kind: "site-role", Type: "SiteRole", Plural: "siteRoles", Nature: State,
	Doc:      "What a company is to a datacenter.",
	Label:    "{company} is {role+ of|with} {datacenter}",
	Identity: []string{"company", "datacenter", "role"},
	Ways:     []Way{{"company", "datacenter"}},
	Fields: []Field{
		{Name: "company", Type: RefType, Kinds: []Kind{"company"}, Required: true, Doc: "The company.",
			Reverse: "sites", ReverseDoc: "Datacenters that it has a role in."},
		{Name: "datacenter", Type: RefType, Kinds: []Kind{"datacenter"}, Required: true, Doc: "The datacenter.",
			Reverse: "companies", ReverseDoc: "Companies that have a role in it."},
		{Name: "role", Type: TokenType, Merge: Constant, Required: true, Sort: true, Doc: "What the company is to the site.", Enum: &Enum{
			Name: "SiteRoleType", Doc: "Roles of a company in a datacenter.",
			Values: []EnumValue{
				{"OWNER", "Owns it."},
				{"OPERATOR", "Runs it."},
				{"USER", "Computes in it."},
				{"DEVELOPER", "Plans it and brings it about."},
				{"BUILDER", "Builds it."},
				{"ENERGY_SUPPLIER", "Supplies its energy."},
				{"FINANCIER", "Finances it."},
			}}},
		{Name: "since", Type: DateType, Merge: Constant, Sort: true, Doc: "When it began."},
		{Name: "until", Type: DateType, Merge: Constant, Sort: true, Doc: "When it ended."},
	},
}
