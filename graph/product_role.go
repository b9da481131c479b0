package graph

var productRole = &Spec{
	Kind: "product-role", Type: "ProductRole", Plural: "productRoles", Nature: State,
	Doc:      "What a company is to a product.",
	Label:    "{company} is {role+ of|with} {product}",
	Identity: []string{"company", "product", "role"},
	Ways:     []Way{{"company", "product"}},
	Fields: []Field{
		{Name: "company", Type: RefType, Kinds: []Kind{"company"}, Required: true, Doc: "The company.",
			Reverse: "products", ReverseDoc: "Products that it has a role in."},
		{Name: "product", Type: RefType, Kinds: []Kind{"product"}, Required: true, Doc: "The product.",
			Reverse: "companies", ReverseDoc: "Companies that have a role in it."},
		{Name: "role", Type: TokenType, Merge: Constant, Required: true, Sort: true, Doc: "What the company is to the product.", Enum: &Enum{
			Name: "ProductRoleType", Doc: "Roles of a company in a product.",
			Values: []EnumValue{{"MAKER", "Makes it."}, {"OWNER", "Owns it."}, {"USER", "Uses it."}}}},
		{Name: "since", Type: DateType, Merge: Constant, Sort: true, Doc: "When it began."},
		{Name: "until", Type: DateType, Merge: Constant, Sort: true, Doc: "When it ended."},
	},
}
