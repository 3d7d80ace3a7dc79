package diag

var caseCodes = []Entry{}
