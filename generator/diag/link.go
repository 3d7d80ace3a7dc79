package diag

var linkCodes = []Entry{}
