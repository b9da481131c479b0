package graph

var product = &Spec{
	Kind: "product", Type: "Product", Plural: "products", Nature: Entity,
	Doc: "Something a company makes: an AI model, or another product.",
	Fields: append(entityFields(),
		Field{Name: "type", Type: TokenType, Merge: Constant, Sort: true, Doc: "What sort of product it is.", Enum: &Enum{
			Name: "ProductType", Doc: "The sorts of product.",
			Values: []EnumValue{
				{"AI_MODEL", "A trained model or a family of them."},
				{"OTHER", "Any other product or service."},
			}}},
		Field{Name: "family", Type: ProseType, Merge: Constant, Sort: true, Doc: "The family it belongs to, as Llama."},
		Field{Name: "version", Type: ProseType, Merge: Constant, Sort: true, Doc: "Its version within the family."},
		Field{Name: "released", Type: DateType, Merge: Constant, Sort: true, Doc: "When it was released."},
	),
}
