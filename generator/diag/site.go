package diag

var siteCodes = []Entry{}
