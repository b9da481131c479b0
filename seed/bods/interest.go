package bods

import (
	"regexp"

	"capgraph/seed/dataset"
)

// meaning is what becomes of a type of interest: an interest of the graph, with a
// remark where that says less; or a position of a person.
type meaning struct{ interest, remark, role string }

// meanings are the types of interest of BODS 0.4. What is held on a condition
// only is no stake.
var meanings = map[string]meaning{
	"shareholding":            {interest: "shareholding"},
	"votingRights":            {interest: "voting rights"},
	"appointmentOfBoard":      {interest: "appointment of board"},
	"rightsToProfitOrIncome":  {interest: "rights to profit or income"},
	"otherInfluenceOrControl": {interest: "other influence or control"},
	"unknownInterest":         {interest: "unknown interest"},
	"unpublishedInterest":     {interest: "unpublished interest"},

	"boardMember":            {interest: control, role: "board member", remark: "Member of the board"},
	"boardChair":             {interest: control, role: "chair of the board", remark: "Chair of the board"},
	"seniorManagingOfficial": {interest: control, role: "senior managing official", remark: "Senior managing official"},

	"settlor":                            {interest: control, remark: "Settlor"},
	"trustee":                            {interest: control, remark: "Trustee"},
	"protector":                          {interest: control, remark: "Protector"},
	"rightsGrantedByContract":            {interest: control, remark: "Rights granted by contract"},
	"controlViaCompanyRulesOrArticles":   {interest: control, remark: "Control by the rules or articles of the company"},
	"controlByLegalFramework":            {interest: control, remark: "Control by law"},
	"enjoymentAndUseOfAssets":            {interest: control, remark: "Enjoyment and use of assets"},
	"nominee":                            {interest: control, remark: "Nominee"},
	"nominator":                          {interest: control, remark: "Nominator"},
	"beneficiaryOfLegalArrangement":      {interest: income, remark: "Beneficiary of the arrangement"},
	"rightsToSurplusAssetsOnDissolution": {interest: income, remark: "Rights to surplus assets on dissolution"},
	"rightToProfitOrIncomeFromAssets":    {interest: income, remark: "Right to profit or income from assets"},
	"conditionalRightsGrantedByContract": {remark: "Rights on a condition, granted by contract"},
}

const (
	control = "other influence or control"
	income  = "rights to profit or income"
)

// interest is one interest of a relationship, as far as it is read.
type interest struct {
	meaning
	code         string // of BODS
	directness   string
	share        string
	start, end   string
	details      string
	beneficial   bool
	joint, proxy bool // held with others, or for another
}

var (
	jointly = regexp.MustCompile(`(?i)\bjoint(ly)?\b`)
	nominee = regexp.MustCompile(`(?i)\bnominees?\b`)
)

// interests are the interests of a relationship; types that BODS does not know
// are kept with a remark.
func (r *reader) interests(s *statement) []interest {
	var list []interest
	proxy := false
	for _, o := range s.details.Objects("interests") {
		i := interest{
			code: o.Text("type"), directness: o.Text("directOrIndirect"), details: o.Text("details"),
			start: r.date(s, o, "startDate"), end: r.date(s, o, "endDate"), beneficial: o.Text("beneficialOwnershipOrControl") == "true",
		}
		known, isKnown := meanings[i.code]
		i.meaning = known
		switch {
		case i.code == "":
			i.meaning = meaning{interest: "unknown interest"}
		case !isKnown:
			i.meaning = meaning{interest: "unknown interest", remark: "Interest: " + i.code}
			r.set.Omit("relationship statement", "interests.type", "it is no type of interest of BODS 0.4; kept as a remark", s.at(), i.code)
		case i.interest == "":
			r.set.Omit("relationship statement", "interests.type", "it is held on a condition only, which is no stake; kept as a remark on the company", s.at(), i.code)
		case i.remark != "" && i.role == "":
			r.set.Omit("relationship statement", "interests.type", "the graph has a wider interest only; kept with a remark", s.at(), i.code)
		}
		i.share = r.share(s, o.Object("share"))
		i.joint, i.proxy = jointly.MatchString(i.details), nominee.MatchString(i.details)
		proxy = proxy || i.code == "nominee"
		list = append(list, i)
	}
	for i := range list {
		list[i].proxy = list[i].proxy || proxy
	}
	return list
}

// share reads the bounds of a share. Up to BODS 0.3 a bound is given with a
// flag whether it is excluded, later in a field of its own.
func (r *reader) share(s *statement, o *dataset.Object) string {
	bounds := dataset.Bounds{Exact: o.Text("exact"), Minimum: o.Text("minimum"), Maximum: o.Text("maximum")}
	for _, excluded := range []struct {
		field string
		bound *string
		flag  *bool
	}{{"exclusiveMinimum", &bounds.Minimum, &bounds.MoreThanMinimum}, {"exclusiveMaximum", &bounds.Maximum, &bounds.BelowMaximum}} {
		switch text := o.Text(excluded.field); text {
		case "", "false":
		case "true":
			*excluded.flag = true
		default:
			*excluded.bound, *excluded.flag = text, true
		}
	}
	share, why := bounds.Share()
	if why != "" {
		r.set.Omit("relationship statement", "interests.share", why, s.at(), bounds.Exact+" "+bounds.Minimum+" "+bounds.Maximum)
	}
	return share
}
