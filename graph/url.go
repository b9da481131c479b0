package graph

import (
	"net/url"
	"strings"
)

// ParseURL reads an http or https address and normalises it, so that two ways
// of writing one address are equal: scheme and host in lower case, no fragment,
// no default port, no trailing slash, and none of the utm_ parameters that
// newsletters add. The error has code Invalid.
func ParseURL(text string) (Prose, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" || u.User != nil {
		return "", Errorf(Invalid, "%q is not a web address; write it in full, as https://example.com/page", text)
	}
	u.Scheme, u.Host, u.Fragment = strings.ToLower(u.Scheme), strings.ToLower(u.Host), ""
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", Errorf(Invalid, "%q begins with %s:; only http and https addresses are taken", text, u.Scheme)
	}
	u.Host = strings.TrimSuffix(u.Host, map[string]string{"http": ":80", "https": ":443"}[u.Scheme])
	u.Path = strings.TrimRight(u.Path, "/")
	query := u.Query()
	for name := range query {
		if strings.HasPrefix(name, "utm_") {
			query.Del(name)
		}
	}
	u.RawQuery = query.Encode()
	return Prose(u.String()), nil
}

// ParseFlag reads a yes or no. It gives the tokens TRUE and FALSE, so that a
// flag, like any other value, can also be absent.
func ParseFlag(text string) (Token, error) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "yes", "true":
		return "TRUE", nil
	case "no", "false":
		return "FALSE", nil
	}
	return "", Errorf(Invalid, "%q is neither yes nor no", text)
}
