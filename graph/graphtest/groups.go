package graphtest

// readingGroups share one loaded World each.
var readingGroups = []readingGroup{
	{"Records", recordsCases},
	{"List", listCases},
	{"List/of parents", parentCases},
	{"List/order", orderCases},
	{"List/cursor", cursorCases},
	{"List/where", whereCases},
	{"List/where around", aroundCases},
	{"Search", searchCases},
	{"Match", matchCases},
	{"Project", projectCases},
	{"Expand", expandCases},
	{"Outlines", outlinesCases},
	{"Writes", writesCases},
	{"Turns", turnsCases},
}

// writingGroups open stores of their own, one or two for each case.
var writingGroups = []writingGroup{
	{"Head", headCases},
	{"List/stable", stableCases},
	{"Search/many", manyFoundCases},
	{"Expand/many", expandManyCases},
	{"Outlines/beside", outlinesBesideCases},
	{"Writes/none", unwrittenCases},
	{"Turns/none", unturnedCases},
	{"Apply", applyCases},
	{"Apply/clocks", applyClockCases},
	{"Apply/dry run", dryRunCases},
	{"Apply/look", lookCases},
	{"Apply/plans", plansCases},
	{"Apply/together", togetherCases},
	{"Apply/properties", propertyCases},
	{"Apply/identity", identityCases},
	{"Apply/identity properties", identityPropertyCases},
	{"Apply/undo", undoCases},
	{"Apply/waiting", waitingCases},
	{"Apply/mixed", mixedCases},
	{"Model", modelCases},
	{"Context", contextCases},
	{"Close", closeCases},
}
