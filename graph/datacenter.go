package graph

var datacenter = &Spec{
	Kind: "datacenter", Type: "Datacenter", Plural: "datacenters", Nature: Entity,
	Doc: "A place that houses computers, or the plan of one: a programme, campus, site or building.",
	Fields: append(entityFields(),
		Field{Name: "level", Type: TokenType, Merge: Constant, Sort: true, Doc: "Which level of a site it is.", Enum: &Enum{
			Name: "SiteLevel", Doc: "Levels of a site, largest first.",
			Values: []EnumValue{
				{"PROGRAMME", "A plan that spans several campuses."},
				{"CAMPUS", "One area with several buildings."},
				{"SITE", "One place, not further divided by its sources."},
				{"BUILDING", "One building."},
			}}},
		Field{Name: "partOf", Type: RefType, Merge: Constant, Kinds: []Kind{"datacenter"}, Doc: "The programme, campus or site it is part of.",
			Reverse: "parts", ReverseDoc: "The sites or buildings that are part of it."},
		Field{Name: "location", Type: PlaceType, Merge: Constant, Doc: "Where it is, as precisely as sources say."},
		Field{Name: "status", Many: "statusHistory", Type: StepType, Merge: Series, Doc: "The dated steps that sources report.", Enum: &Enum{
			Name: "SiteStatus", Doc: "Steps in the life of a site.",
			Values: []EnumValue{
				{"RUMOURED", "Spoken of without a source that would know."},
				{"ANNOUNCED", "Made public by its owner or a public body."},
				{"PERMITTED", "Allowed by the authorities."},
				{"UNDER_CONSTRUCTION", "Being built."},
				{"PARTLY_OPERATIONAL", "Running in part."},
				{"OPERATIONAL", "Running."},
				{"PAUSED", "Work has stopped and may resume."},
				{"CANCELLED", "Given up before it ran."},
				{"RETIRED", "Ran once and runs no more."},
			}}},
		Field{Name: "operational", Type: DateType, Merge: Constant, Sort: true, Doc: "When it is to run, or began to. A planned date that has passed does not make it operational."},
		Field{Name: "capacity", Many: "capacities", Type: CapacityType, Merge: Series, Doc: "Electrical power, by stage and basis. Increments and totals, IT load and facility power are never added."},
		Field{Name: "cost", Type: MoneyType, Merge: Constant, Sort: true, Doc: "What it costs to build."},
	),
}
